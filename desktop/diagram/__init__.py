"""The geometry of the map, without Qt: who stands where, what lies under a point, which names have room.

The screen, the papers and the pictures all draw from here, so all of them show the same map.
"""

from desktop.diagram.by_ties import MOST_PEOPLE, arrange_by_ties, bundled
from desktop.diagram.labels import Labels, choose_labels, choosing_labels, importance
from desktop.diagram.model import DOT_SCALE, TIER_COUNT, Arrangement, MapGap, MapGroup, MapPeople
from desktop.diagram.past import moves, on_that_day
from desktop.diagram.pick import hit, nearest, pin, towards, within
from desktop.diagram.place import YOU_RADIUS, arrange, arranging

__all__ = [
    "DOT_SCALE",
    "MOST_PEOPLE",
    "TIER_COUNT",
    "YOU_RADIUS",
    "Arrangement",
    "Labels",
    "MapGap",
    "MapGroup",
    "MapPeople",
    "arrange",
    "arrange_by_ties",
    "arranging",
    "bundled",
    "choose_labels",
    "choosing_labels",
    "hit",
    "importance",
    "moves",
    "nearest",
    "on_that_day",
    "pin",
    "towards",
    "within",
]
