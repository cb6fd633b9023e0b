"""The hands on the map: mouse and keys, what the pointer asks about, things dropped on it. What they mean goes out as
signals."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QToolTip

from desktop.domain.tiers import TIERS
from desktop.ui.map.keys import Keys
from desktop.ui.map.says import missing_words
from desktop.ui.map.tray import dragged_person
from desktop.ui.tips import plain_tip
from desktop.words import _

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QHelpEvent
    from PySide6.QtWidgets import QWidget

    from desktop.ui.map.look import Look


class Canvas(Keys):
    """All that the hands do."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.setAcceptDrops(True)

    # What the pointer asks about

    def viewportEvent(self, ev: QEvent) -> bool:
        """Tooltips come this way."""
        if ev.type() == QEvent.Type.ToolTip:
            self._show_tip(ev)  # type: ignore[arg-type]
            return True
        return super().viewportEvent(ev)

    def contextMenuEvent(self, ev: QContextMenuEvent) -> None:
        """What can be done with who is under the pointer, or with the keys with who is chosen; else with the map."""
        if self._pressed is not None:
            return
        by_keys, at = ev.reason() == QContextMenuEvent.Reason.Keyboard, QPointF(ev.pos())
        if by_keys:
            row = self.stage.chart.row(next(iter(self.picked), None))
            middle = self.viewport().width() / 2, self.viewport().height() / 2
            at = QPointF(*(middle if row is None else self.stage.position(row)))
        else:
            person = self.person_at(at)
            if person is None or person not in self.picked:
                self._choose(person)
        people = tuple(each for each in self.picked if each >= 0)
        self.menu_wanted.emit(people, self.viewport().mapToGlobal(at.toPoint()))
        ev.accept()

    def _show_tip(self, ev: QHelpEvent) -> None:
        person = self.person_at(QPointF(ev.pos()))
        row = self.stage.chart.row(person)
        gap = self.gap_at(QPointF(ev.pos())) if row is None else None
        if self._pressed is not None or (row is None and gap is None):
            QToolTip.hideText()
        elif self._is_on_handle(QPointF(ev.pos())):
            QToolTip.showText(ev.globalPos(), _("Draw a line to somebody they know"), self)
        elif row is not None:
            QToolTip.showText(ev.globalPos(), self.tip(row), self)
        elif gap is not None:
            QToolTip.showText(ev.globalPos(), plain_tip(missing_words(self.stage.chart.people, gap)), self)

    def tip(self, row: int) -> str:
        """Full name and role, safe to show as rich text."""
        people = self.stage.chart.people
        role = people.roles[row] if len(people.roles) else ""
        name = f"<b>{escape(people.names[row])}</b>"
        return f"<qt>{name}<br>{escape(role)}</qt>" if role else f"<qt>{name}</qt>"

    # Things dropped on the map

    def dragEnterEvent(self, ev: QDragEnterEvent) -> None:
        """Waiting people may come in."""
        self._welcome(ev)

    def dragMoveEvent(self, ev: QDragMoveEvent) -> None:
        """Light up where they would go."""
        self._welcome(ev)

    def _welcome(self, ev: QDropEvent) -> None:
        if dragged_person(ev.mimeData()) is None or not self.editable:
            ev.ignore()
            return
        gap = self.gap_at(ev.position())
        cell = self.cell_at(ev.position())
        self.stage.choose_gap(gap)
        self.stage.light(cell if gap is None else None)
        if cell is None and ev.type() == QEvent.Type.DragMove:
            ev.ignore()
        else:
            ev.acceptProposedAction()

    def dragLeaveEvent(self, ev: QDragLeaveEvent) -> None:
        """They went elsewhere."""
        self.stage.light(None)
        self.stage.choose_gap(None)

    def dropEvent(self, ev: QDropEvent) -> None:
        """Place a waiting person."""
        self.stage.light(None)
        self.stage.choose_gap(None)
        person, cell, gap = dragged_person(ev.mimeData()), self.cell_at(ev.position()), self.gap_at(ev.position())
        if person is None or cell is None or not self.editable:
            ev.ignore()
            return
        ev.acceptProposedAction()
        if gap is not None:
            self.filled.emit(person, gap)
        else:
            self.placed.emit(person, TIERS[cell[0]], self._group_id(cell[1]))
