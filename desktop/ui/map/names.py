"""The writing on the map: band names, sector names, and as many people's names as have room.

Names lie above the still picture and are placed anew whenever the hand rests, so they stay crisp at every zoom.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import isnan
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QPen

from desktop.diagram import choosing_labels, importance
from desktop.domain.tiers import TIERS
from desktop.ui.map.camera import Camera, fitting
from desktop.ui.map.chart import COLOURS
from desktop.ui.map.picture import gap_radius, you_radius
from desktop.ui.map.sprites import dot_radii, ring_radius
from desktop.ui.map.texts import Style, Texts, wrapped
from desktop.words import _, tier_words

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from numpy.typing import NDArray
    from PySide6.QtGui import QColor, QPainter, QPixmap

    from desktop.ui.map.chart import Chart
    from desktop.ui.map.look import Look

PERSON, BAND, SECTOR, ROLE = 12, 11, 12, 11
NOBODY = -2
"""In `Writing.rows`: the text is no person's name."""
_ROLE_WIDTH = 120.0
_CANDIDATES = 420
_CROWD = 24  # with more people in sight, those further out go by the first of their names, ...
_NEAR = 12.0  # ... until the dots are so large (radius in pixels) that whole names have room
_LED = 4.0  # pixels between a dot and its name: further off a line leads there
_AT_ONCE = 40
_SECTOR_WIDTH = 190.0


@dataclass(eq=False)
class Writing:
    """Texts with their places: `anchor` in the disc, `offset` of the picture's corner from it in pixels.

    `corner` is a part of the view that nothing is written on. `reach`: the radius in pixels of the dot from which a
    line leads to the text, nan where none does.
    """

    anchor: NDArray[np.float64] = field(default_factory=lambda: np.empty((0, 2)))
    offset: NDArray[np.float64] = field(default_factory=lambda: np.empty((0, 2)))
    pictures: list[QPixmap] = field(default_factory=list)
    rows: NDArray[np.int64] = field(default_factory=lambda: np.empty(0, np.int64))
    corner: QRectF = field(default_factory=QRectF)
    reach: NDArray[np.float64] = field(default_factory=lambda: np.empty(0))

    def boxes(self, camera: Camera) -> NDArray[np.float64]:
        """(left, top, right, bottom) in pixels of the view."""
        corner = camera.to_screen(self.anchor) + self.offset
        sizes = [picture.deviceIndependentSize().toTuple() for picture in self.pictures]
        return np.concatenate([corner, corner + np.array(sizes).reshape(-1, 2)], axis=1)

    def paint(
        self, p: QPainter, camera: Camera, exposed: QRectF, colour: QColor, hidden: NDArray[np.bool_] | None = None
    ) -> None:
        """Draw what lies in `exposed`, snapped to whole pixels so that letters stay sharp; lines in `colour`."""
        if not self.pictures:
            return
        corner = np.rint(camera.to_screen(self.anchor) + self.offset)
        touched = np.asarray((corner < (exposed.right(), exposed.bottom())).all(axis=1))
        touched &= (corner > (exposed.left() - 260, exposed.top() - 60)).all(axis=1)
        if hidden is not None:
            touched &= ~hidden
        for line in self.leading(camera, touched):
            p.setPen(QPen(colour, 1.2))
            p.drawLine(line)
        for i in np.flatnonzero(touched).tolist():
            p.drawPixmap(QPointF(*corner[i]), self.pictures[i])

    def leading(self, camera: Camera, touched: NDArray[np.bool_] | None = None) -> list[QLineF]:
        """The lines that lead from a dot to its name some way off, in pixels of the view."""
        led = ~np.isnan(self.reach)
        if touched is not None and len(led):
            led &= touched
        if not led.any():
            return []
        dot, boxes, reach = camera.to_screen(self.anchor[led]), self.boxes(camera)[led], self.reach[led, None]
        to = np.clip(dot, boxes[:, :2], boxes[:, 2:])
        away = np.maximum(np.hypot(*(to - dot).T)[:, None], 1e-9)
        begin = dot + (to - dot) / away * reach
        return [QLineF(*ends) for ends in np.concatenate([begin, to], axis=1).tolist()]


def fit_camera(chart: Chart, texts: Texts, width: float, height: float) -> Camera:
    """The camera that shows everything, the sectors' names included."""
    boxes = [_measure(_sector_text(chart, i, texts), SECTOR, True, texts) for i in range(len(chart.people.groups))]
    anchors = chart.arrangement.sector_names
    there = np.flatnonzero(~np.isnan(anchors[:, 0]))
    return fitting(width, height, anchors[there], np.array(boxes).reshape(-1, 2)[there])


def write_fixed(chart: Chart, texts: Texts, look: Look, camera: Camera, view: QRectF, corner: QRectF) -> Writing:
    """Band names, sector names and You. A sector's name that the edge of the view or the corner would cut moves
    aside; one that would lie on another is left out, key groups first."""
    anchor: list[tuple[float, float]] = []
    offset: list[tuple[float, float]] = []
    pictures: list[QPixmap] = []

    def put(text: str, style: Style, x: float, y: float, across: float, down: float) -> None:
        picture = texts.picture(text, style)
        width, height = (side / texts.ratio for side in (picture.width(), picture.height()))
        anchor.append((x, y))
        offset.append((-width * across, -height * down))
        pictures.append(picture)

    words = tier_words()
    small = 1 if camera.scale < 230 else 0
    for tier, (left, top, right, _bottom) in enumerate(chart.arrangement.band_names.tolist()):
        style = Style(BAND - small, False, look.bands_named[tier].rgba(), look.bands[tier].rgba())
        text = words[TIERS[tier]]
        if camera.scale * (chart.arrangement.bands[tier][1] - chart.arrangement.bands[tier][0]) > 17:
            put(text, style, (left + right) / 2, top, 0.5, 0.0)
    if not chart.by_ties:
        put(_("You"), _you_style(look, camera), 0, 0, 0.5, 0.5)
    placed: list[QRectF] = []
    groups = chart.people.groups
    for i in sorted(range(len(groups)), key=lambda i: not groups[i].key):
        x, y, across, down = chart.arrangement.sector_names[i].tolist()
        if isnan(x):
            continue
        text = _sector_text(chart, i, texts)
        width, height = _measure(text, SECTOR, True, texts)
        left, top = camera.x + x * camera.scale - width * across, camera.y + y * camera.scale - height * down
        box = QRectF(left, top, width, height)
        edge = corner.right() + 4 if box.intersects(corner) else 4.0
        inwards = max(edge - left, 0.0) - max(left + width - view.right() + 4, 0.0)
        if box.intersects(view) and abs(inwards) < width / 2:
            box.translate(inwards, 0)
            across -= inwards / width
        if box.intersects(corner):  # there is no room beside it: under it
            downwards = corner.bottom() + 4 - box.top()
            box.translate(0, downwards)
            down -= downwards / height
        if any(box.intersects(other) for other in placed):
            continue
        placed.append(box)
        colour = look.named[COLOURS if groups[i].id is None else i % COLOURS]
        put(text, Style(SECTOR, True, colour.rgba(), look.background.rgba()), x, y, across, down)
    return Writing(np.array(anchor).reshape(-1, 2), np.array(offset).reshape(-1, 2), pictures, corner=corner)


def _you_style(look: Look, camera: Camera) -> Style:
    size = PERSON if you_radius(camera) > 15 else BAND - 1
    return Style(size, True, look.you_text.rgba(), look.you.rgba())


def write_names(
    chart: Chart,
    texts: Texts,
    look: Look,
    camera: Camera,
    area: QRectF,
    fixed: Writing,
    first: tuple[int | None, ...],
    mask: NDArray[np.bool_] | None,
    only: bool = False,
    ringed: tuple[int, ...] = (),
    covered: Sequence[QRectF] = (),
) -> Generator[bool | None, None, Writing]:
    """Choose and draw people's names within `area` of the view, those of `first` before all others,
    and nobody else's when `only`; names keep off what is `covered` and the rings of those `ringed`. Those of `first`
    and key people are named even where there is no room for it.

    Yields every few milliseconds and returns the finished writing.
    """
    people = chart.people
    xy = camera.to_screen(chart.arrangement.xy)
    x, y = xy.T
    across = (x > area.left() - 30) & (x < area.right() + 30)  # column by column: several times as quick as by rows
    seen = np.flatnonzero(across & (y > area.top() - 30) & (y < area.bottom() + 30))
    dot = dot_radii(chart.arrangement.radius, camera.scale)
    ahead = [row for row in first if row is not None]
    radius = dot[people.tier[seen]]
    radius = np.where(people.key[seen], ring_radius(0.0) + radius, radius)
    radius += np.where(np.isin(seen, [*ahead, *ringed]), 5, 1)
    yield
    order = importance(people, first) if not only else np.array(ahead, np.int64)
    place = np.full(people.count, -1, np.int64)
    place[seen] = np.arange(len(seen))
    order = order[place[order] >= 0]
    if mask is not None:
        order = order[mask[order] | np.isin(order, ahead)]
    order = order[:_CANDIDATES]
    yield
    crowd = len(seen) > _CROWD and float(dot[0]) < _NEAR
    offered: list[list[str]] = []
    widths = np.full((len(order), 2), np.nan)
    for i, row in enumerate(order.tolist()):
        near = people.tier[row] < 2 or people.key[row] or row in ahead
        full, short = texts.name(people.names[int(row)], PERSON)
        forms = [full] if short is None else [full, short] if near or not crowd else [short]
        offered.append([text for text, _width in forms])
        widths[i, : len(forms)] = [width for _text, width in forms]
        if i % 100 == 99:
            yield
    # Roles that are missing are written like names, before those of others.
    missing = [] if only else [n for n in range(len(chart.arrangement.gap_xy)) if people.gaps[n].label.strip()]
    roles = [texts.short(people.gaps[n].label, ROLE, longest=_ROLE_WIDTH) for n in missing]
    gaps = camera.to_screen(chart.arrangement.gap_xy)
    dots = np.concatenate([xy[seen], gaps[missing]])
    radius = np.concatenate([radius, np.full(len(missing), gap_radius(chart, camera) + 2)])
    candidates = np.concatenate([np.arange(len(missing)) + len(seen), place[order]])
    room = np.full((len(missing), 2), np.nan)
    room[:, 0] = [texts.width(role, ROLE) for role in roles]
    disc = you_radius(camera) + 2
    around = float(dot[0]) + 4
    unnamed = np.delete(gaps, missing, axis=0)
    blocked = np.concatenate(
        [
            fixed.boxes(camera),
            [[camera.x - disc, camera.y - disc, camera.x + disc, camera.y + disc]],
            np.concatenate([unnamed - around, unnamed + around], axis=1),
            _along(chart.arrangement.arrows, camera),
            [[box.left(), box.top(), box.right(), box.bottom()] for box in (fixed.corner, *covered)],
        ]
    )
    line, edges = texts.height(PERSON), (area.left(), area.top(), area.right(), area.bottom())
    widths = np.concatenate([room, widths])
    must = np.concatenate([np.zeros(len(missing), np.bool_), people.key[order] | np.isin(order, ahead)])
    found = yield from choosing_labels(
        dots, radius, candidates, widths, line, edges, blocked=blocked, gap=0.5, must=must
    )
    yield
    which = {int(row): i for i, row in enumerate(order.tolist())}
    pictures: list[QPixmap] = []
    plain, plate = (Style(PERSON, False, look.text.rgba(), look.halo.rgba(), plate=on) for on in (False, True))
    wanted = Style(ROLE, False, look.red.rgba(), look.halo.rgba())
    rows = np.full(len(found.rows), NOBODY)
    anchors = np.concatenate([chart.arrangement.xy[seen], chart.arrangement.gap_xy[missing]])[found.rows]
    for n, (at, variant) in enumerate(zip(found.rows.tolist(), found.variant.tolist(), strict=True)):
        if at < len(seen):
            rows[n] = seen[at]
            style = plate if found.over[n] else plain
            pictures.append(texts.picture(offered[which[int(rows[n])]][variant], style))
        else:
            pictures.append(texts.picture(roles[at - len(seen)], wanted))
        if len(pictures) % _AT_ONCE == 0:
            yield
    beside = np.clip(dots[found.rows], found.boxes[:, :2], found.boxes[:, 2:])
    away = np.hypot(*(beside - dots[found.rows]).T)
    reach = np.where(found.over & (away > radius[found.rows] + _LED), radius[found.rows], np.nan)
    return Writing(anchors, found.boxes[:, :2] - dots[found.rows], pictures, rows, reach=reach)


def _along(arrows: NDArray[np.float64], camera: Camera) -> NDArray[np.float64]:
    """Small boxes on the outer two thirds of every arrow, for names to keep off."""
    share = np.linspace(0.3, 1.0, 14)[None, :, None]
    begin, end = camera.to_screen(arrows[:, None, 1:3]), camera.to_screen(arrows[:, None, 3:5])
    points = (begin + (end - begin) * share).reshape(-1, 2)
    return np.concatenate([points - 2, points + 2], axis=1)


def _sector_text(chart: Chart, group: int, texts: Texts) -> str:
    """A sector's name, narrow at the sides where width is dear, wide above and below."""
    if not len(chart.arrangement.sector_names) or isnan(chart.arrangement.sector_names[group, 0]):
        return ""
    which = chart.people.groups[group]
    aside = abs(float(chart.arrangement.sector_names[group, 0])) > 0.55
    text = wrapped(texts.short(which.label, SECTOR, True, 2 * _SECTOR_WIDTH), 12 if aside else 18) or "–"
    return f"{text} ◆" if which.key else text


def _measure(text: str, size: int, bold: bool, texts: Texts) -> tuple[float, float]:
    return texts.width(text, size, bold), texts.height(size, bold, text.count("\n") + 1)
