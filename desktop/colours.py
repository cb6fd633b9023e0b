"""The colours of the groups on a light ground, in their order: on the map, and in networks that other programs draw."""

GROUP_COLOURS = (
    "#2f6df6",
    "#8a4fd3",
    "#5b7f10",
    "#0f9d8a",
    "#b0317b",
    "#4a6a8a",
    "#d9480f",
    "#a8560a",
    "#776b5d",
    "#c02942",
    "#2a8aa0",
    "#6b4a2f",
)
