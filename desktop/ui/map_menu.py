"""What a right click or the menu key offers on the map: for one person, for several, for the map itself."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu

from desktop.ui.map.view import MapView
from desktop.ui.people.menu import fill_menu
from desktop.ui.session import Session
from desktop.ui.widgets import literal
from desktop.words import _


class MapMenu(QObject):
    """Made anew each time it is opened; `open` is the latest."""

    def __init__(self, session: Session, view: MapView) -> None:
        super().__init__(view)
        self._session = session
        self._map = view
        self.menu = QMenu(view)
        self.present = True
        """Whether the map shows today: about another day there is nothing to be done."""

    def ask(self, people: Sequence[int], at: QPoint) -> None:
        """Offer what can be done with these people, or with the map when there are none; `at`: on the screen."""
        self.menu.clear()
        self.fill(self.menu, people)
        self.menu.popup(at)

    def fill(self, menu: QMenu, people: Sequence[int]) -> None:
        """Put the lines for these people into `menu`."""
        canvas = self._map.canvas
        if people:
            if self.present:
                fill_menu(menu, people, self._session, self._map)
                menu.addSeparator()
            if len(people) == 1:
                self._add_for_one(menu, people[0])
            menu.addAction(_("Go nearer to them"), canvas.show_chosen)
        else:
            menu.addAction(_("Choose everybody who stands out"), canvas.choose_all)
        menu.addAction(_("Show the whole map"), self._map.fit)

    def _add_for_one(self, menu: QMenu, person: int) -> None:
        canvas, chart = self._map.canvas, self._map.canvas.stage.chart
        row = chart.row(person)
        if row is None:
            return
        action = menu.addAction(_("Whom they know…"), lambda: self._map.tied.emit(person, None))
        action.setEnabled(canvas.editable)
        known = np.append(chart.neighbours(row), row)
        if len(known) > 1:
            menu.addAction(_("Choose them and whom they know"), lambda: canvas.choose_rows(known))
        if chart.people.groups:
            group = chart.people.group[row]
            said = _("Choose all of {group}").format(group=chart.people.groups[int(group)].label)
            menu.addAction(literal(said), lambda: canvas.choose_rows(np.flatnonzero(chart.people.group == group)))
