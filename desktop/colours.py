"""The colours of the groups on a light ground, in their order: on the map, and in networks that other programs draw.

Found by search: any two of them stay apart for eyes that do not tell red from green or blue from yellow, too.
"""

GROUP_COLOURS = (
    "#0b78f2",
    "#461b7f",
    "#185c01",
    "#068d67",
    "#a30f5e",
    "#2b50ac",
    "#c85d0e",
    "#743b3b",
    "#686a3e",
    "#b06487",
    "#8569a9",
    "#333812",
)
