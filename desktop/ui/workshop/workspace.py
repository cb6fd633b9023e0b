"""A facilitator's file on the screen: the frame of every plan, with the short list of a workshop's own screens."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Signal

from desktop.domain.dates import first_day
from desktop.ui.fitting import hint
from desktop.ui.workshop.feed import WorkshopFeed
from desktop.ui.workspace import Workspace
from desktop.words import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget

    from desktop.ui.session import Session
    from desktop.ui.theme import Theme
    from desktop.ui.workshop.listen import ListenScreen


class WorkshopWorkspace(Workspace):
    """Screens are made when they are first shown, as everywhere."""

    calendar_wanted = Signal()
    """The dates of the workshop, for a calendar."""
    participants_wanted = Signal()
    """What all agreed, for the plans of those who take part."""
    report_wanted = Signal(str)
    """A paper, by its name."""

    def __init__(self, session: Session, theme: Theme, undo: QAction, redo: QAction) -> None:
        self.feed = WorkshopFeed(session)
        super().__init__(session, theme, undo, redo, None)
        hint(self.search, _("Find people, notes"))
        self.search.chosen.connect(self._show_found)
        session.changed.connect(lambda _: self._show_next())
        self._show_next()

    def makers(self) -> dict[str, Callable[[], QWidget]]:
        return {
            "workshop": self._make_overview,
            "persuade": self._make_persuade,
            "listen": self._make_listen,
            "themes": self._make_themes,
            "day": self._make_day,
            "both": self._make_both,
            "again": self._make_again,
            "results": self._make_results,
        }

    def _make_overview(self) -> QWidget:
        from desktop.ui.workshop.overview import OverviewScreen

        screen = OverviewScreen(self.session, self.feed)
        screen.screen_wanted.connect(self.show_screen)
        screen.calendar_wanted.connect(self._offer_calendar)
        screen.export_wanted.connect(self.participants_wanted)
        return screen

    def _make_persuade(self) -> QWidget:
        from desktop.ui.workshop.persuade import PersuadeScreen

        screen = PersuadeScreen(self.session, self.feed)
        screen.paper_wanted.connect(self.report_wanted)
        return screen

    def _make_listen(self) -> QWidget:
        from desktop.ui.workshop.listen import ListenScreen

        screen = ListenScreen(self.session, self.feed)
        screen.themes_wanted.connect(lambda: self.show_screen("themes"))
        screen.persuade_wanted.connect(lambda: self.show_screen("persuade"))
        screen.paper_wanted.connect(self.report_wanted)
        return screen

    def _make_themes(self) -> QWidget:
        from desktop.ui.workshop.themes import ThemesScreen

        screen = ThemesScreen(self.session, self.feed)
        screen.paper_wanted.connect(self.report_wanted)
        return screen

    def _make_day(self) -> QWidget:
        from desktop.ui.workshop.day import DayScreen

        return DayScreen(self.session, self.feed)

    def _make_both(self) -> QWidget:
        from desktop.ui.workshop.both import BothScreen

        return BothScreen(self.session, self.feed)

    def _make_again(self) -> QWidget:
        from desktop.ui.workshop.again import AgainScreen

        screen = AgainScreen(self.session, self.feed)
        screen.paper_wanted.connect(self.report_wanted)
        return screen

    def _make_results(self) -> QWidget:
        from desktop.ui.workshop.results import ResultsScreen

        screen = ResultsScreen(self.session, self.feed)
        screen.paper_wanted.connect(self.report_wanted)
        return screen

    def _show_found(self, person: int) -> None:
        """Somebody is shown where they are persuaded, what they said before the day where they said it."""
        picked, interview = self.search.picked, self.feed.room.interview(person)
        if picked is not None and picked.table == "workshops" and interview is not None:
            self.show_screen("listen")
            cast("ListenScreen", self.made("listen")).open_call(person)
        else:
            self.show_screen("persuade")

    def _offer_calendar(self, said: str) -> None:
        if said:
            self.banner.say(said, _("Save the dates…"), self.calendar_wanted.emit)
        else:
            self.calendar_wanted.emit()

    def show_waiting(self) -> None:
        """People who were brought in wait on the Persuade screen."""
        self.show_screen("persuade")

    def _show_next(self) -> None:
        """Say at the foot of the navigation when the day is."""
        workshop = self.feed.room.workshop
        day = first_day(workshop.date) if workshop else None
        self.navigation.lead_up_to(_("The day"), day, self.session.today())
