"""What part of the map the window shows: a scale and the place of You."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

CLOSEST = 80.0
FARTHEST = 0.6


@dataclass(frozen=True)
class Camera:
    """`scale`: pixels per radius of the disc. (x, y): where You stands, in pixels of the view."""

    scale: float
    x: float
    y: float

    def to_screen(self, xy: NDArray[np.float64]) -> NDArray[np.float64]:
        """Points of the disc in pixels, shape kept."""
        return xy * self.scale + (self.x, self.y)

    def to_map(self, x: float, y: float) -> tuple[float, float]:
        """A pixel as a point of the disc."""
        return (x - self.x) / self.scale, (y - self.y) / self.scale

    def panned(self, dx: float, dy: float) -> Camera:
        """Moved by so many pixels."""
        return Camera(self.scale, self.x + dx, self.y + dy)

    def zoomed(self, factor: float, x: float, y: float, fit: float) -> Camera:
        """Closer by `factor`, the pixel (x, y) staying where it is; between the limits around the fitting scale."""
        scale = min(max(self.scale * factor, fit * FARTHEST), fit * CLOSEST)
        grown = scale / self.scale
        return Camera(scale, x + (self.x - x) * grown, y + (self.y - y) * grown)


def fitting(width: float, height: float, anchors: NDArray[np.float64], boxes: NDArray[np.float64]) -> Camera:
    """The camera that shows the whole disc and the names around it.

    anchors: float64[k, 4], where names stand, as in `Arrangement.sector_names`; boxes: float64[k, 2], their width and
    height in pixels. Long names at the sides make the disc smaller, but never less than 78 % of what would fit.
    """
    edge = 8.0
    half = np.array([width / 2 - edge, height / 2 - edge])
    scale = bare = max(20.0, float(half.min()) - 6)
    if len(anchors):
        beyond = boxes * np.maximum(anchors[:, 2:], 1 - anchors[:, 2:])
        reach = np.abs(anchors[:, :2])
        with np.errstate(divide="ignore"):
            room = np.where(reach > 0.05, (half - beyond) / reach, np.inf)
        scale = min(bare, max(0.78 * bare, float(room.min())))
    return Camera(scale, width / 2, height / 2)
