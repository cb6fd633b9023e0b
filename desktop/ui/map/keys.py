"""The keys on the map: everything the mouse can do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QEvent, Qt

from desktop.diagram import TIER_COUNT, MapGap, hit, nearest, pin, towards
from desktop.domain.tiers import TIERS
from desktop.plan.edits import KEEP
from desktop.ui.map.mouse import Mouse

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

_ZOOM = 1.25
_PAN, _NUDGE = 60.0, 8.0  # pixels
_ARROWS = {
    Qt.Key.Key_Left: (-1.0, 0.0),
    Qt.Key.Key_Right: (1.0, 0.0),
    Qt.Key.Key_Up: (0.0, -1.0),
    Qt.Key.Key_Down: (0.0, 1.0),
}
_SHIFT, _ALT = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier
_CTRL = Qt.KeyboardModifier.ControlModifier
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Keys(Mouse):
    """What the keys do. Arrows go from person to person; with Shift they choose several, with Alt they move who is
    chosen to another band or sector, with Ctrl and Shift within the band, with Ctrl they move the map."""

    def keyPressEvent(self, ev: QKeyEvent) -> None:
        """Everything the mouse can do."""
        self._show_focus(True)
        key = Qt.Key(ev.key())
        keys = ev.modifiers() & (_SHIFT | _ALT | _CTRL)
        done = self._arrow(*_ARROWS[key], keys) if key in _ARROWS else self._other(key, keys)
        if done:
            ev.accept()
        else:
            ev.ignore()

    def _arrow(self, dx: float, dy: float, keys: Qt.KeyboardModifier) -> bool:
        if keys == _ALT:
            self._move(round(dx), round(dy))
        elif keys == _CTRL:
            self.stage.pan(-dx * _PAN, -dy * _PAN)
        elif keys == _CTRL | _SHIFT:
            self._nudge(dx, dy)
        elif keys in (_SHIFT, Qt.KeyboardModifier.NoModifier):
            self._step(dx, dy, more=keys == _SHIFT)
        else:
            return False
        return True

    def _other(self, key: Qt.Key, keys: Qt.KeyboardModifier) -> bool:
        stage = self.stage
        centre = self.viewport().width() / 2, self.viewport().height() / 2
        selected = stage.marked.selected if stage.chart.row(stage.marked.selected) is not None else None
        if key == Qt.Key.Key_A and keys == _CTRL:
            self.choose_all()
        elif keys & (_ALT | _CTRL):
            return False
        elif key == Qt.Key.Key_Escape:
            if not self._cancel():
                self._choose(None)
                self._choose_gap(None, name=False)
        elif key in _ENTER and stage.marked.gap is not None:
            self._choose_gap(stage.marked.gap, name=True)
        elif key in _ENTER and selected is not None:
            self.activated.emit(selected)
        elif key == Qt.Key.Key_Space and selected is not None:
            self._toggle(selected)
        elif key == Qt.Key.Key_K and selected is not None and self.editable and not keys:
            self.tied.emit(selected, None)
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_5 and self.picked and not keys:
            self._put(key - Qt.Key.Key_1)
        elif key == Qt.Key.Key_Z:
            self.show_chosen()
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            stage.zoom(_ZOOM, *centre)
        elif key == Qt.Key.Key_Minus:
            stage.zoom(1 / _ZOOM, *centre)
        elif key == Qt.Key.Key_0:
            stage.fit()
        else:
            return False
        return True

    def event(self, ev: QEvent) -> bool:
        """Tab walks the people before it leaves the map; Esc during a drag is ours, whoever else wants it."""
        if ev.type() == QEvent.Type.ShortcutOverride and self._busy:
            ev.accept()
            return True
        return super().event(ev)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """The next person, from the inside out and clockwise, then who is missing; past the last the next widget.

        Qt asks the map for its floating buttons too, also when one goes that had the keys: they choose nobody.
        """
        if not self.hasFocus():
            return super().focusNextPrevChild(forward)
        self._show_focus(True)
        chart, marked = self.stage.chart, self.stage.marked
        xy, people = chart.arrangement.xy, chart.people
        order: list[int | MapGap] = np.lexsort((np.arctan2(xy[:, 0], -xy[:, 1]) % (2 * np.pi), people.tier)).tolist()
        order += people.gaps[: len(chart.arrangement.gap_xy)]
        here = marked.gap if marked.gap in order else chart.row(marked.selected)
        at = (order.index(here) + (1 if forward else -1)) if here is not None else (0 if forward else len(order) - 1)
        if not 0 <= at < len(order):
            return super().focusNextPrevChild(forward)
        there = order[at]
        if isinstance(there, MapGap):
            self._choose_several(frozenset())
            self.stage.select(None)
            self.stage.choose_gap(there)
            self.chosen.emit(None)
        else:
            self._choose(int(people.ids[there]))
        return True

    def _step(self, dx: float, dy: float, *, more: bool) -> None:
        """On to the next person in a direction, choosing them too when `more`."""
        stage = self.stage
        xy, row = stage.chart.arrangement.xy, stage.chart.row(stage.marked.selected)
        if not len(xy):
            return
        if row is None:
            here = stage.camera.to_map(self.viewport().width() / 2, self.viewport().height() / 2)
            found = nearest(xy, *here, within=float("inf"))
        else:
            found = towards(xy, row, dx, dy)
        if found is None or found == row:
            return
        there = int(stage.chart.people.ids[found])
        if more and row is not None and there >= 0:
            together = frozenset(self.picked) | {there}
            self._look_to(there)
            self._choose_several(together)
        else:
            self._choose(there)

    def _put(self, tier: int) -> None:
        """All who are chosen into a band."""
        people = self.picked
        if not self.editable or self.stage.chart.by_ties:
            return
        if len(people) == 1:
            self.moved.emit(people[0], TIERS[tier], KEEP, None)
        else:
            self.several_moved.emit(frozenset(people), TIERS[tier], KEEP)

    def _move(self, dx: int, dy: int) -> None:
        """Who is chosen to the next band, up is nearer, or sector, right is clockwise; several where all are alike."""
        chart, rows = self.stage.chart, list(self.stage.chart.rows_of(self.picked))
        if not rows or not self.editable or chart.by_ties:
            return
        people, at = chart.people, rows[0]
        tier, count = int(people.tier[at]) + dy, len(people.groups)
        alike = people.tier if dy else people.group
        if not 0 <= tier < TIER_COUNT or (dx and count < 2) or (alike[rows] != alike[at]).any():
            return
        if dy and len(rows) > 1:
            self._put(tier)
            return
        to = self._group_id((int(people.group[at]) + dx) % count) if dx else KEEP
        if len(rows) == 1:
            self.moved.emit(self.picked[0], TIERS[tier], to, None)
        elif (people.tier[rows] == people.tier[at]).all():
            self.several_moved.emit(frozenset(self.picked), TIERS[tier], to)

    def _nudge(self, dx: float, dy: float) -> None:
        """One person a little aside, within band and sector."""
        stage, people = self.stage, self.picked
        row = stage.chart.row(people[0]) if len(people) == 1 else None
        if row is None or not self.editable or stage.chart.by_ties:
            return
        x, y = stage.position(row)
        there = stage.camera.to_map(x + dx * _NUDGE, y + dy * _NUDGE)
        tier, group = hit(stage.chart.arrangement, *there)
        spot = pin(stage.chart.arrangement, *there)
        own = int(stage.chart.people.tier[row]), int(stage.chart.people.group[row])
        if spot is not None and (tier, own[1] if group is None else group) == own:
            self.moved.emit(people[0], TIERS[own[0]], KEEP, spot)
