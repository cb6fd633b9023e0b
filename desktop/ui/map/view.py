"""The map as the rest of the program sees it: people in, what was done with them out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.tiers import TIERS
from desktop.ui.map.canvas import Canvas
from desktop.ui.map.heard import HeardList
from desktop.ui.map.legend import Legend
from desktop.ui.map.look import look_of
from desktop.ui.map.says import missing_words, person_words
from desktop.words import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray
    from PySide6.QtGui import QResizeEvent

    from desktop.diagram import MapGap, MapPeople
    from desktop.ui.map.colouring import Colouring
    from desktop.ui.palette import Palette


class MapView(QWidget):
    """The map with its legend. It reads nothing and writes nothing: it is given people and says what is wanted."""

    selected = Signal(object)
    """int | None: a person chosen by hand."""
    activated = Signal(int)
    """Open this person."""
    moved = Signal(int, str, object, object)
    """A person was moved: id, tier id, group id | None (Other) | KEEP, position by hand as (fraction of the sector's
    angle, fraction of the band's depth) | None. Connect it directly: the dot stays in the hand until `set_people`
    brings the new state, and goes back when the signal returns without it."""
    several_chosen = Signal(object)
    """frozenset[int]: people chosen together by hand, at least two; empty when they no longer are."""
    several_moved = Signal(object, str, object)
    """Those were moved: frozenset[int], tier id, group id | None (Other) | KEEP. As with `moved`."""
    menu_wanted = Signal(object, QPoint)
    """What can be done with these people (tuple[int, ...]), with the map where there are none; a point of the
    screen."""
    placed = Signal(int, str, object)
    """A waiting person was dropped on the map: id, tier id, group id | None (Other) | KEEP."""
    missed = Signal(object, bool)
    """MapGap: somebody missing was clicked; True (double-click, Enter) to name them at once."""
    filled = Signal(int, object)
    """A waiting person was dropped on a MapGap."""
    tied = Signal(int, object)
    """A line was drawn from one person's handle to another's dot; None where the other is still to be said."""

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = look_of(palette)
        self.canvas = Canvas(look)
        self.legend = Legend(look)
        self.heard = HeardList(self)
        self.heard.chosen.connect(self._heard)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.canvas, 1)
        layout.addWidget(self.legend)
        self.setFocusProxy(self.canvas)
        self.canvas.setAccessibleName(_("Map of the people around you"))
        self.canvas.chosen.connect(self._chosen)
        self.canvas.activated.connect(lambda contact: self.activated.emit(contact) if contact >= 0 else None)
        self.canvas.moved.connect(self.moved)
        self.canvas.several_chosen.connect(self._several_chosen)
        self.canvas.several_moved.connect(self.several_moved)
        self.canvas.menu_wanted.connect(self.menu_wanted)
        self.canvas.placed.connect(self.placed)
        self.canvas.missed.connect(self._missed)
        self.canvas.filled.connect(self.filled)
        self.canvas.tied.connect(self.tied)
        self._describe()

    def set_people(self, people: MapPeople) -> None:
        """Show these people. The chosen one stays chosen, the part in sight stays in sight; a filter for another
        number of people is dropped."""
        self.canvas.stage.set_people(people)
        self.heard.heard.set_people(people)
        self._describe()

    def set_palette(self, palette: Palette) -> None:
        """Another theme."""
        look = look_of(palette)
        self.canvas.set_look(look)
        self.legend.set_look(look)

    def set_purpose(self, text: str, objective: str = "") -> None:
        """What the map is for and the development objective, shown in its corner as plain text."""
        self.canvas.set_purpose(text, objective)

    def set_editable(self, editable: bool) -> None:
        """Whether people can be moved now."""
        self.canvas.editable = editable

    def select(self, contact: int | None) -> None:
        """Ring a person, or nobody; says nothing of it."""
        stage = self.canvas.stage
        if contact is not None and contact != stage.marked.selected:
            stage.choose_several(frozenset())
        stage.select(contact)
        row = stage.chart.row(contact)
        if row is not None:
            stage.reveal(row)
        self._describe()

    @property
    def selection(self) -> int | None:
        """Who is chosen."""
        return self.canvas.stage.marked.selected

    @property
    def picked(self) -> tuple[int, ...]:
        """Who is chosen, one or several."""
        return tuple(each for each in self.canvas.picked if each >= 0)

    def set_filter(self, mask: NDArray[np.bool_] | None) -> None:
        """Let only the people of `mask` (bool[n], in the order given) stand out; None lets everybody."""
        self.canvas.stage.set_mask(mask)

    def set_colouring(self, colouring: Colouring | None) -> None:
        """Colour the dots by something else than the group, None for the group again. Give it after the people."""
        self.canvas.stage.set_colouring(colouring)
        self.legend.explain(colouring)

    def set_by_ties(self, by_ties: bool) -> None:
        """Arrange the people by their ties, so that clusters and bridges show, or by tiers and groups. Above
        `diagram.MOST_PEOPLE` groups stand for their people."""
        self.canvas.stage.set_by_ties(by_ties)

    def show_way(self, people: Sequence[int] = ()) -> None:
        """Draw a way from You over these people, the last to be met; nobody draws none. Nothing when one of them is
        not on the map."""
        self.canvas.stage.show_way(tuple(people))

    def gap_position(self, gap: MapGap) -> QPointF | None:
        """The middle of a placeholder in this widget, in pixels."""
        at = self.canvas.stage.gap_position(gap)
        return None if at is None else QPointF(self.canvas.mapTo(self, QPointF(*at)))

    def choose_gap(self, gap: MapGap | None) -> None:
        """Ring somebody missing, or nobody; says nothing of it."""
        self.canvas.stage.choose_gap(gap)
        self._describe()

    def fit(self) -> None:
        """Show the whole map."""
        self.canvas.stage.fit()

    def finish(self) -> None:
        """Complete everything being drawn, so that `grab()` shows the last state."""
        self.canvas.stage.finish()

    def position_of(self, contact: int) -> QPointF | None:
        """The middle of a person's dot in this widget, in pixels; while dragged, where the hand holds it."""
        stage = self.canvas.stage
        row = stage.chart.row(contact)
        if row is None:
            return None
        return QPointF(self.canvas.mapTo(self, QPointF(*stage.position(row))))

    def lit_cell(self) -> tuple[str, int | None] | None:
        """(tier id, group index | None) that is lit up under a drag."""
        lit = self.canvas.stage.lit
        return None if lit is None else (TIERS[lit[0]], lit[1])

    def _missed(self, gap: MapGap, name: bool) -> None:
        self._describe()
        self.missed.emit(gap, name)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The list lies where the map lies, under it."""
        super().resizeEvent(event)
        self.heard.setGeometry(self.canvas.geometry())
        self.heard.lower()

    def _heard(self, chosen: int | MapGap) -> None:
        if isinstance(chosen, int):
            self.choose_gap(None)
            self.select(chosen)
            self.selected.emit(chosen)
        else:
            self.select(None)
            self.choose_gap(chosen)

    def _chosen(self, contact: int | None) -> None:
        self._describe()
        if contact is None or contact >= 0:  # a bundle is nobody
            self.selected.emit(contact)

    def _several_chosen(self, people: frozenset[int]) -> None:
        self._describe()
        self.several_chosen.emit(people)

    def _describe(self) -> None:
        """Say in words who is chosen, for those who hear the map."""
        chart, gap = self.canvas.stage.chart, self.canvas.stage.marked.gap
        row, several = chart.row(self.selection), len(self.canvas.stage.several)
        if several:
            text = ngettext("{n} person chosen", "{n} people chosen", several).format(n=several)
            text += "" if row is None else ". " + person_words(chart.people, row)
        elif row is not None:
            text = person_words(chart.people, row)
        elif gap is not None and chart.gap_row(gap) is not None:
            text = missing_words(chart.people, gap) + ". " + _("Enter names somebody.")
        else:
            text = _("Tab walks the people from the inside out and then who is missing, arrows go to the next one in "
                     "that direction, with Shift they choose several; 1 to 5 or Alt+Up and Alt+Down move who is chosen "
                     "nearer or further, K notes whom they know, the menu key offers more.")  # fmt: skip
        self.heard.follow(self.selection if row is not None else gap)
        if text != self.canvas.accessibleDescription():
            self.canvas.setAccessibleDescription(text)
            QAccessible.updateAccessibility(QAccessibleEvent(self.canvas, QAccessible.Event.DescriptionChanged))
