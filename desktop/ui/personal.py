"""A professional's plan on the screen: its seven screens, and the selected person beside them.

Screens and the inspector are imported and made when they are first shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal

from desktop.plan import read_beginning, read_network, read_sessions
from desktop.ui.arrangement import PERSON
from desktop.ui.first_steps.leading import lead
from desktop.ui.first_steps.path import FirstSteps
from desktop.ui.first_steps.strip import FirstStepsLine
from desktop.ui.text_size import px, sized
from desktop.ui.today.feed import TodayFeed
from desktop.ui.today.note import NoteLine
from desktop.ui.today.phrases import due_words
from desktop.ui.widgets import GRID, button, column, floating, named, panel
from desktop.ui.workspace import Workspace
from desktop.words import _

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget

    from desktop.domain import records as r
    from desktop.domain.gaps import Missing
    from desktop.domain.jotting import Jotting
    from desktop.plan.step import Changes
    from desktop.ui.gaps.screen import GapsScreen
    from desktop.ui.inspector.panel import Inspector
    from desktop.ui.map_screen import MapScreen
    from desktop.ui.people.screen import PeopleScreen
    from desktop.ui.session import Session
    from desktop.ui.theme import Theme

_BESIDE = "beside"
_INSPECTOR = 356
_QUIET_MS = 800


class PersonalWorkspace(Workspace):
    """The frame with everything about one's own relationships."""

    notes_wanted = Signal()
    report_wanted = Signal(str)
    """The paper of this name."""

    def __init__(self, session: Session, theme: Theme, undo: QAction, redo: QAction) -> None:
        self.loud = button(_("Note a conversation"), "loud", hint=_("Ctrl+J, from anywhere"))
        self.loud.clicked.connect(lambda: self.note_conversation())
        super().__init__(session, theme, undo, redo, self.loud)
        self._before_sorting = ""
        self._noted = ""
        """What was typed in the line of a conversation and not kept."""
        self.today = TodayFeed(session)
        self.first_steps = FirstSteps(session)
        line = FirstStepsLine(self.first_steps)
        line.wanted.connect(lambda step: lead(self, step))
        self.shown.connect(line.show_screen)
        self.put_over_screens(line)
        self._inspector: Inspector | None = None
        self._beside = panel()
        self._beside.setLayout(column())
        sized(self._beside, least=(110, 210))
        self._beside.hide()
        self._away = button("✕", "flat", hint=_("Close"))
        named(self._away, _("Close the person"))
        floating(self._away, self._beside)
        self._away.setFixedSize(6 * GRID, 6 * GRID)
        self._away.clicked.connect(lambda: session.select(None))
        self._beside.installEventFilter(self)
        self.split.addWidget(self._beside)
        said = session.memory.get(_BESIDE)
        self._wide = int(said) if said.isdecimal() else 0
        """How wide the person is by the user's own hand; 0: as it comes."""
        self.split.splitterMoved.connect(self._widen)
        self._allow()
        session.frozen.connect(lambda _: self._allow())
        session.selected.connect(self._show_person)
        session.changed.connect(self._follow)
        self.today.changed.connect(lambda day: self.navigation.count("today", day.due_now()))
        # After the first picture: counting reads the plan.
        self.shown.connect(lambda _: QTimer.singleShot(0, self, self._count))
        self._show_next()
        # Made in a quiet moment, so that the first person chosen is there at once.
        QTimer.singleShot(_QUIET_MS, self, self._prepare)

    def _allow(self) -> None:
        self.loud.setEnabled(self.session.editable)

    def _prepare(self) -> None:
        if not self.session.plan.closed and not self.session.jobs.busy:
            self.inspector.show_person(self.session.person)

    @property
    def inspector(self) -> Inspector:
        """The selected person beside the screen."""
        if self._inspector is None:
            from desktop.ui.inspector.panel import Inspector

            self._inspector = self.whole(lambda: Inspector(self.session))
            self._inspector.left.connect(self.to_screen)
            self._inspector.profile.ways_wanted.connect(self.show_ways)
            layout = self._beside.layout()
            assert layout is not None
            layout.addWidget(self._inspector)
        return self._inspector

    def makers(self) -> dict[str, Callable[[], QWidget]]:
        """What makes each screen of `screens`."""
        return {
            "today": self._make_today,
            "map": self._make_map,
            "people": self._make_people,
            "goals": self._make_goals,
            "reviews": self._make_reviews,
            "gaps": self._make_gaps,
            "sessions": self._make_sessions,
            "sort": self._make_sort,
        }

    # --- where one can go ---

    def name_people(self) -> None:
        """Go to the People screen and begin to type names."""
        self.show_screen("people")
        self._people().name_people()

    def name_groups(self) -> None:
        """Name the groups that the work depends on."""
        from desktop.ui.dialogs.groups import Groups

        asked = Groups(self.window(), self.session, depends=True)
        asked.finished.connect(asked.deleteLater)
        asked.open()

    def choose_key_relationship(self) -> None:
        """Go to where one of the few is chosen: to whoever is selected, or stands first, and others can be."""
        first = self.session.person or read_beginning.strongest(self.session.plan)
        if first is None:
            self.name_people()
            return
        if self.current not in ("map", "people"):
            self.show_screen("people")
        self.open_goals(first)
        self.inspector.goals.choose()

    def note_conversation(self, person: int | None = None) -> NoteLine:
        """Open the line in which a conversation is noted; with the selected person in it, unless another is named."""
        self.settle()
        draft, self._noted = ("", self._noted) if person is not None else (self._noted, "")
        line = NoteLine(self, self.session, self.session.person if person is None else person, draft)
        line.left.connect(self._hold_note)
        line.kept.connect(self._say_kept)
        line.full_wanted.connect(self._open_notes)
        line.finished.connect(line.deleteLater)
        line.open()
        return line

    def _hold_note(self, text: str) -> None:
        """Words typed and not kept come back with the next line."""
        self._noted = text or self._noted

    def start_review(self, person: int) -> None:
        """Begin a person's review beside the screen, or go on with it."""
        self.show_review(person)
        self.inspector.review.begin()

    def show_review(self, person: int) -> None:
        """Show what is known of a person, the keyboard in it."""
        self.session.select(person)
        self.inspector.show_review()

    def show_waiting(self) -> None:
        """Go to the people who wait to be placed."""
        self.show_screen("people")
        self._people().show_waiting()

    def sort_people(self) -> None:
        """Go through the people who wait, one at a time."""
        if self.current != "sort":
            self._before_sorting = self.current
        self.session.select(None)
        self.show_screen("sort")

    def show_missing(self, missing: Missing) -> None:
        """Go to what can be done about somebody missing."""
        self.show_screen("gaps")
        cast("GapsScreen", self.made("gaps")).show_missing(missing.group, missing.gap if missing.role else None)

    def show_ways(self, person: int) -> None:
        """Go to the ways to somebody not known yet."""
        self.show_screen("gaps")
        cast("GapsScreen", self.made("gaps")).show_ways(person)

    def _list_people(self, group: int | None, tier: str | None) -> None:
        """Go to the people of a group (None: of no group) and a tier (None: of all)."""
        self.show_screen("people")
        self._people().show_only(group, tier)

    def _people(self) -> PeopleScreen:
        return cast("PeopleScreen", self.made("people"))

    def _map(self) -> MapScreen:
        return cast("MapScreen", self.made("map"))

    def fit_map(self) -> None:
        """Show the whole map, if it is there."""
        self._tell_map("fit")

    def zoom_map(self, factor: float) -> None:
        """Look nearer or from further away, if the map is there."""
        self._tell_map("zoom", factor)

    def _tell_map(self, what: str, *arguments: float) -> None:
        # By name: to know the map's class would be to import it.
        does = getattr(self._made.get("map"), what, None)
        if callable(does):
            does(*arguments)

    def show_on_map(self, people: Collection[int], said: str, way: Sequence[int] = ()) -> None:
        """Go to the map and bring some people out there, or a way of introduction: see `MapScreen.bring_out`."""
        self.show_screen("map")
        self._map().bring_out(people, said, way)

    def selected_people(self) -> list[int]:
        """The people selected on this screen."""
        if self.current == "people":
            return self._people().table.people()
        if self.current == "map" and (several := self._map().picked):
            return several
        return [] if self.session.person is None else [self.session.person]

    # --- the screens ---

    def _make_today(self) -> QWidget:
        from desktop.ui.today.screen import TodayScreen

        screen = TodayScreen(self.session, self.today, self.first_steps)
        screen.first_steps.wanted.connect(lambda step: lead(self, step))
        screen.names_wanted.connect(self.name_people)
        screen.people_wanted.connect(self.choose_key_relationship)
        screen.note_wanted.connect(self.note_conversation)
        screen.review_wanted.connect(self.start_review)
        screen.answers_wanted.connect(self.show_review)
        screen.goals_wanted.connect(self.open_goals)
        screen.look_back_wanted.connect(self._look_back)
        screen.said.connect(self.banner.say_of_step)
        return screen

    def _make_map(self) -> QWidget:
        from desktop.ui.map_screen import MapScreen

        screen = MapScreen(self.session, self.theme)
        screen.opened.connect(self._open_person)
        screen.name_wanted.connect(self.name_people)
        screen.import_wanted.connect(self.import_wanted)
        screen.sort_wanted.connect(self.sort_people)
        screen.decision_wanted.connect(self.show_missing)
        screen.said.connect(self.offer_undo)
        return screen

    def _make_people(self) -> QWidget:
        from desktop.ui.people.screen import PeopleScreen

        screen = PeopleScreen(self.session, self.theme)
        screen.import_wanted.connect(self.import_wanted)
        screen.sort_wanted.connect(self.sort_people)
        return screen

    def _make_sort(self) -> QWidget:
        from desktop.ui.sorting.screen import SortScreen

        screen = SortScreen(self.session)
        screen.import_wanted.connect(self.import_wanted)
        screen.left.connect(lambda: self.show_screen(self._before_sorting or "people"))
        return screen

    def _make_goals(self) -> QWidget:
        from desktop.ui.goals.screen import GoalsScreen

        screen = GoalsScreen(self.session)
        screen.opened.connect(self.open_goals)
        screen.names_wanted.connect(self.name_people)
        screen.people_wanted.connect(self.choose_key_relationship)
        return screen

    def _make_reviews(self) -> QWidget:
        from desktop.ui.reviews.screen import ReviewsScreen

        screen = ReviewsScreen(self.session, self.theme)
        screen.people_wanted.connect(self.choose_key_relationship)
        return screen

    def _make_sessions(self) -> QWidget:
        from desktop.ui.sessions.screen import SessionsScreen

        screen = SessionsScreen(self.session)
        screen.notes_wanted.connect(self.notes_wanted)
        return screen

    def _make_gaps(self) -> QWidget:
        from desktop.ui.gaps.screen import GapsScreen

        screen = GapsScreen(self.session, self.theme)
        screen.opened.connect(self._open_person)
        screen.names_wanted.connect(self.name_people)
        screen.groups_wanted.connect(self.name_groups)
        screen.people_wanted.connect(self._list_people)
        screen.said.connect(self.offer_undo)
        screen.map_wanted.connect(self.show_on_map)
        return screen

    # --- what happens ---

    def _widen(self) -> None:
        self._wide = self.split.sizes()[1]

    def arrangement(self) -> dict[str, str]:
        # The row of a person tells nobody anything who has not got the plan; a name would.
        person = self.session.person
        return {
            **super().arrangement(),
            _BESIDE: str(self._wide or ""),
            PERSON: "" if person is None else str(person),
        }

    def settle(self) -> None:
        """Save what is being typed."""
        if self._inspector is not None:
            self._inspector.flush()
        super().settle()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._beside and event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            self._away.move(self._beside.width() - self._away.width() - GRID, GRID)
            self._away.raise_()
        return super().eventFilter(watched, event)

    def _show_person(self, person: int | None) -> None:
        if person is not None or self._inspector is not None:
            self.inspector.show_person(person)
        shown = person is not None
        if shown == self._beside.isHidden():
            self._beside.setVisible(shown)
            if shown:
                usual = min(px(_INSPECTOR), self.width() * 3 // 10)
                width = max(self._beside.minimumWidth(), min(self._wide or usual, self.width() // 2))
                self.split.setSizes([max(1, self.split.width() - width), width])

    def _open_person(self, person: int) -> None:
        self.session.select(person)
        self.inspector.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def open_goals(self, person: int) -> None:
        """Show what is to become different with a person."""
        self.session.select(person)
        self.inspector.show_goals()

    def _look_back(self, person: int, meeting: int) -> None:
        self.open_goals(person)
        self.inspector.goals.plans.look_back(meeting)

    def _count(self) -> None:
        if self.isVisible():
            self.today.tell()
            self._count_missing()

    def _count_missing(self) -> None:
        if not self.session.jobs.busy:
            self.navigation.count("gaps", len(read_network.absent(self.session.plan, self.session.today())))

    def _open_notes(self, talk: r.Conversation) -> None:
        self.session.select(talk.contacts[0])
        self.inspector.note_conversation(talk)

    def _say_kept(self, found: Jotting, talk: r.Conversation) -> None:
        names = ", ".join(person.name for person in found.people)
        said = _("Kept: {names}.").format(names=names) if names else _("Kept. It waits on Today, to be filed.")
        due = [f"{each.text}, {due_words(each.due, self.session.today())}" for each in found.promises if each.due]
        if due:
            said += " " + _("You promise: {what}.").format(what="; ".join(due))
        self.offer_undo(said)

    def _follow(self, changes: Changes) -> None:
        if changes.touches("sessions"):
            self._show_next()
        if changes.touches("contacts", "groups", "gaps"):
            self._count_missing()

    def _show_next(self) -> None:
        day, _open = read_sessions.ahead(self.session.plan, self.session.today())
        self.navigation.lead_up_to(_("Next session"), day, self.session.today())
