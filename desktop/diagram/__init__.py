"""The geometry of the map, without Qt: who stands where, what lies under a point, which names have room.

The screen, the papers and the pictures all draw from here, so all of them show the same map.
"""

from desktop.diagram.model import DOT_SCALE, TIER_COUNT, Arrangement, MapGap, MapGroup, MapPeople

__all__ = ["DOT_SCALE", "TIER_COUNT", "Arrangement", "MapGap", "MapGroup", "MapPeople"]
