"""Goes round the whole program as a person could: every screen and what opens on it, every menu, every dialog.

Screens and menus come from the program's own lists. Dialogs that no menu opens have an opener in `_more_dialogs`;
`test_audit` fails when a class of dialog exists that nobody visited.
"""

from __future__ import annotations

import importlib
import pkgutil
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QTimer, QUrl
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMenu, QTabBar, QWidget

import desktop.ui
from desktop.domain import records as r
from desktop.plan import companion, edits, read, read_workshop
from desktop.ui import coaching
from desktop.ui.ask import Question
from desktop.ui.copies import take_back_from
from desktop.ui.faults import FaultDialog
from desktop.ui.find.commands import commands_of
from desktop.ui.goals.versions import Versions, chain
from desktop.ui.inspector.checklist import Questions
from desktop.ui.inspector.links import OpenAddress
from desktop.ui.inspector.meetings.before import BeforeWeMeet
from desktop.ui.inspector.parts import Fold
from desktop.ui.papers.practice import PracticeLook
from desktop.ui.people import menu as people_menu
from desktop.ui.today.new_day import NewDay
from desktop.words import _

if TYPE_CHECKING:
    import pytest

    from desktop.plan.key import Key
    from desktop.ui.main_window import MainWindow
    from desktop.ui.reviews.screen import ReviewsScreen
    from desktop.ui.session import Session
    from desktop.ui.workshop.again import AgainScreen
    from desktop.ui.workshop.day import DayScreen
    from desktop.ui.workshop.listen import ListenScreen

_DATA = Path(__file__).parents[2] / "data"

Look = Callable[[str, QWidget], None]
"""What is done at each stop: its name, and the window that is seen there."""


def without_system_dialogs(monkeypatch: pytest.MonkeyPatch) -> None:
    """The system's own dialogs are not the program's; each is left without a choice."""
    monkeypatch.setattr(QFileDialog, "getOpenFileName", staticmethod(lambda *_: ("", "")))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", staticmethod(lambda *_: ([], "")))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", staticmethod(lambda *_: ("", "")))


def every_dialog() -> set[type[QDialog]]:
    """All classes of dialogs in `desktop.ui` that are shown as they are."""

    def below(kind: type[QDialog]) -> Iterator[type[QDialog]]:
        for each in kind.__subclasses__():
            yield each
            yield from below(each)

    return {each for each in below(QDialog) if each.__module__.startswith("desktop.ui") and each.__name__ != "Dialog"}


class Tour:
    """Of one window; `seen` are the classes of the dialogs it came by."""

    def __init__(self, window: MainWindow, look: Look, *, dialogs: bool = True) -> None:
        """Without `dialogs` it leaves them out, and the menus."""
        self.window = window
        self.dialogs = dialogs
        self._look = look
        self.seen: set[type[QDialog]] = set()

    def stop(self, name: str, root: QWidget | None = None) -> None:
        """Look at what is there now."""
        settle()
        self._look(name, self.window if root is None else root)

    @property
    def session(self) -> Session:
        """That of the open file."""
        assert self.window.session is not None
        return self.window.session

    def screens(self, about: str = "") -> None:
        """Every screen, and every page behind its tabs."""
        workspace = self.window.workspace
        assert workspace is not None
        for name in workspace.makers():
            workspace.show_screen(name)
            workspace.finish()
            self.pages(f"screen {name}{about}", workspace.made(name))

    def pages(self, name: str, part: QWidget) -> None:
        """What a part shows, page by page where it has tabs."""
        self.stop(name)
        for bar in part.findChildren(QTabBar):
            for n in range(bar.count()) if bar.isVisible() else ():
                bar.setCurrentIndex(n)
                unfold(part)
                self.stop(f"{name}, page {n + 1}")
            if bar.isVisible():
                bar.setCurrentIndex(0)

    def menus(self) -> None:
        """Every menu as it falls open."""
        for action in self.window.menuBar().actions() if self.dialogs else ():
            menu = action.menu()
            if isinstance(menu, QMenu) and action.isVisible():
                menu.popup(self.window.mapToGlobal(self.window.menuBar().actionGeometry(action).bottomLeft()))
                self.stop(f"menu {self.window.menuBar().actions().index(action) + 1}", menu)
                menu.close()

    def actions(self) -> None:
        """What every action of the menus opens."""
        left_out = {
            _(words)
            for words in (
                "Close", "Quit", "Open the sample", "Cut", "Paste", "Delete", "Light", "Dark", "As the system",
                "Initials for names", "Print the map…", "Copy the map as a picture", "Close the person", "Lock now",
            )
        }  # fmt: skip
        for n, command in enumerate(commands_of(self.window.menuBar())) if self.dialogs else ():
            if command.words not in left_out and not command.action.isChecked():
                self.opens(f"action {n + 1}", command.action.trigger)

    def opens(self, name: str, does: Callable[[], object]) -> None:
        """Look at each dialog that comes up when `does` is done, and leave it."""
        looking = False

        def look() -> None:
            nonlocal looking
            if looking:
                return
            looking = True
            for each in QApplication.topLevelWidgets():
                if isinstance(each, QDialog) and each.isVisible():
                    self.seen.add(type(each))
                    unfold(each)
                    self.stop(f"dialog {type(each).__name__}, {name}", each)
                    each.reject()
            looking = False

        # Some of them wait inside `does` until they are answered.
        again = QTimer(interval=0)
        again.timeout.connect(look)
        again.start()
        does()
        settle()
        look()
        again.stop()


def settle() -> None:
    """Let everything come that comes by itself."""
    for _n in range(6):
        QApplication.processEvents()


def unfold(part: QWidget) -> None:
    """Open all that is folded away."""
    for fold in part.findChildren(Fold):
        if fold.isVisible():
            fold.open()


# --- the kinds of file ---


def before_a_plan(tour: Tour) -> None:
    """The window without a plan."""
    tour.stop("welcome")
    tour.menus()
    tour.actions()


def personal(tour: Tour, key: Key) -> None:
    """A professional's plan, with a coach's own notes beside it."""
    window, session = tour.window, tour.session
    workspace, plan = window.personal, session.plan
    assert workspace is not None
    tour.screens()
    person = next(each.contact for each in read.records(plan, r.FocalRelationship).values() if each.state == "active")
    window.select(person)
    tour.screens(", somebody beside it")
    _beside(tour, person)
    _on_screens(tour)
    session.notes.begin(companion.free_name(plan.path), key)
    window.show_screen("sessions")
    tour.stop("screen sessions, own notes")
    window.say("A line over the screen.", "Undo", settle)
    tour.stop("banner")
    window.covers.toggle_names()
    tour.stop("initials for names")
    window.covers.toggle_names()
    window.select(person)
    tour.menus()
    tour.actions()
    if tour.dialogs:
        _more_dialogs(tour, person)
    _lock(tour, key)


def _beside(tour: Tour, person: int) -> None:
    """The panel of a person: its parts, and the forms that open in them."""
    workspace = tour.window.personal
    assert workspace is not None
    workspace.show_screen("people")
    inspector = workspace.inspector
    inspector.show_goals()
    inspector.goals.begin()
    inspector.goals.plans.begin()
    unfold(inspector)
    tour.stop("person, new goal and plan to meet")
    inspector.note_conversation()
    tour.stop("person, new conversation")
    workspace.start_review(person)
    tour.stop("person, review")
    tour.window.select(None)


def _on_screens(tour: Tour) -> None:
    """What opens in the place of a screen."""
    workspace, plan = tour.window.personal, tour.session.plan
    assert workspace is not None
    workspace.name_people()
    tour.stop("screen people, naming")
    edits.add_contacts(plan, ["Wilhelmina van der Bruggen-Oosterhout"], on=tour.session.today())
    workspace.show_waiting()
    tour.stop("screen people, who waits")
    workspace.sort_people()
    tour.stop("screen sort, somebody waits")
    workspace.show_screen("map")
    tour.stop("screen map, somebody waits")
    reviews = cast("ReviewsScreen", workspace.made("reviews"))
    workspace.show_screen("reviews")
    reviews.start(next(each.id for each in read.records(plan, r.FocalRelationship).values() if each.state == "active"))
    tour.stop("screen reviews, a review")
    reviews.show_walk()
    tour.stop("screen reviews, the walk")
    reviews.show_list()
    workspace.search.begin()
    workspace.search.setText("an")
    tour.stop("search")
    workspace.search.clear()
    workspace.to_screen()


def _more_dialogs(tour: Tour, person: int) -> None:
    """Dialogs that are opened elsewhere than in the menus."""
    window, session = tour.window, tour.session
    plan, workspace = session.plan, window.personal
    assert workspace is not None
    copy = Path(shutil.copy(plan.path, plan.path.with_name("Copy.rapport")))
    url = QUrl("https://northwater.example/people/a-rather-long-address?of=a-person#and-its-end")
    meeting = next(each for each in read.records(plan, r.Engagement).values() if each.status == "scheduled")
    goals = list(read.records(plan, r.Goal).values())
    destroy = _("Destroy for good?"), _("The files and all of their backups are deleted. Nobody can bring them back.")

    def look_back() -> None:
        workspace.show_screen("people")
        window.select(person)
        workspace.inspector.show_goals()
        workspace.inspector.goals.plans.look_back(meeting.id)

    for does in (
        look_back,
        lambda: FaultDialog(window, ValueError(), copy).open(),
        lambda: OpenAddress(window, url).open(),
        lambda: Question(window, *destroy, _("Destroy")).open(),
        lambda: Questions(window, session).open(),
        lambda: NewDay(window, meeting.label, session.today).open(),
        lambda: BeforeWeMeet(window, session, person, meeting).open(),
        lambda: Versions(window, "Rosalind", chain(goals[0], goals), session.today()).open(),
        lambda: PracticeLook(window, plan.path.parent / "practice", "").open(),
        lambda: take_back_from(window, copy),
        lambda: people_menu.change_several(session, [person, person + 1], window),
        lambda: people_menu.erase_several(session, [person, person + 1], window),
        lambda: people_menu._put_together(session, [person, person + 1], window),
        lambda: window.coming_in.bring_in_from([_DATA / "google.csv"]),
        session.notes.close,
        lambda: coaching.own_notes(window),
    ):
        tour.opens("not of the menus", does)


def _lock(tour: Tour, key: Key) -> None:
    """What asks for a passphrase."""
    tour.window.covers.ask(tour.session.plan.path, key.salt, lambda _key: None)
    tour.stop("unlock")


def workshop(tour: Tour) -> None:
    """A facilitator's file."""
    tour.screens()
    workspace = tour.window.workspace
    assert workspace is not None
    person = read_workshop.room(tour.session.plan).participants[0].person
    for name in ("listen", "again"):
        workspace.show_screen(name)
        screen = cast("ListenScreen | AgainScreen", workspace.made(name))
        screen.open_call(person)
        tour.stop(f"screen {name}, a call")
        screen.close_call()
    workspace.show_screen("day")
    day = cast("DayScreen", workspace.made("day"))
    day.project()
    assert day.projector is not None
    tour.pages("projector", day.projector)
    day.projector.close()
    tour.menus()
    tour.actions()


def import_all() -> None:
    """So that every class is known."""
    for each in pkgutil.walk_packages(desktop.ui.__path__, "desktop.ui."):
        importlib.import_module(each.name)
