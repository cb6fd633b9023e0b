"""The geometry of the map, without Qt: who stands where, what lies under a point, which names have room.

The screen, the papers and the pictures all draw from here, so all of them show the same map.
"""

from desktop.diagram.labels import Labels, choose_labels, importance
from desktop.diagram.model import DOT_SCALE, TIER_COUNT, Arrangement, MapGap, MapGroup, MapPeople
from desktop.diagram.pick import hit, nearest, pin, towards
from desktop.diagram.place import YOU_RADIUS, arrange

__all__ = [
    "DOT_SCALE",
    "TIER_COUNT",
    "YOU_RADIUS",
    "Arrangement",
    "Labels",
    "MapGap",
    "MapGroup",
    "MapPeople",
    "arrange",
    "choose_labels",
    "hit",
    "importance",
    "nearest",
    "pin",
    "towards",
]
