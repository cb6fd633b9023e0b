"""The window: a frame and nothing else. What is in it lives in the workspace, what it does in actions and files.

Only what the empty frame and the welcome need is imported here; the plan and its screens come after the first paint.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QIcon, QPaintEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from desktop.assets import asset
from desktop.places import data_folder
from desktop.ui.actions import Actions
from desktop.ui.arrangement import keep, screen_of, select_again, stand
from desktop.ui.coming_in import ComingIn
from desktop.ui.covers import Covers
from desktop.ui.files import Files
from desktop.ui.going_out import GoingOut
from desktop.ui.recent import Recent
from desktop.ui.screens import WORKSHOP
from desktop.ui.settings import TITLES, WORKSHOPS, YES, Settings, of_plan
from desktop.ui.shelf import Shelf
from desktop.ui.text_size import TextSize
from desktop.ui.theme import DARK_ONLY, LIGHT_ONLY, SYSTEM
from desktop.ui.welcome.screen import Welcome
from desktop.ui.widgets import label
from desktop.words import _, explain, one_line

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from desktop.domain.errors import KnownError
    from desktop.plan.file import Plan
    from desktop.ui.banner import Banner
    from desktop.ui.covers import Aside
    from desktop.ui.personal import PersonalWorkspace
    from desktop.ui.session import Session
    from desktop.ui.theme import Theme
    from desktop.ui.workspace import Workspace


_COLOURS = "colours"
_FRAME = 40
"""Pixels of height for what the system puts around a window."""


class MainWindow(QMainWindow):
    """Shows the welcome until `files.open_path` or `show_plan` brings a plan."""

    def __init__(
        self,
        theme: Theme,
        today: Callable[[], date],
        sample: Callable[[str], Path],
        folder: Callable[[], Path] = data_folder,
    ) -> None:
        """`sample` makes a fresh copy of the sample of a kind; `folder` is where the list of recent plans is kept."""
        super().__init__()
        self.theme = theme
        self.settings = Settings(folder)
        kept = self.settings.get(_COLOURS)
        if theme.choice == SYSTEM and kept in (LIGHT_ONLY, DARK_ONLY):
            theme.choose(kept)
        self.text_size = TextSize(theme, self.settings)
        self.today = today
        self.session: Session | None = None
        self.workspace: Workspace | None = None
        self._painted = False
        self._first = ""
        self._soon: Path | None = None
        self._greeting = ""
        self._closing = self._going = False
        self._as_it_lay = False
        self.setWindowIcon(QIcon(str(asset("icons", "app.png"))))
        self.setWindowTitle(_("Rapport"))
        self.setMinimumSize(800, 520)
        room = self.screen().availableSize()
        self.resize(min(1440, room.width()), min(900, room.height() - _FRAME))
        stand(self, self.settings)
        self.setAcceptDrops(True)
        self.shelf = Shelf(folder)
        self.files = Files(self, Recent(folder), sample)
        self.coming_in = ComingIn(self)
        self.going_out = GoingOut(self)
        self.covers = Covers(self)
        self.actions_ = Actions(self)
        self._file_name = label("", "dim")
        self._file_name.setContentsMargins(8, 8, 12, 4)
        self.menuBar().setCornerWidget(self._file_name)
        self._aside = QWidget()
        """Holds what is out of sight, as long as the window lives; no child of it, for those can be heard."""
        self.destroyed.connect(self._aside.deleteLater)
        self.welcome = Welcome()
        self.welcome.new_wanted.connect(self.files.new)
        self.welcome.open_wanted.connect(self.files.open)
        self.welcome.sample_wanted.connect(self.files.open_sample)
        self.welcome.recent_wanted.connect(self.files.open_path)
        self.welcome.clients_wanted.connect(self.show_clients)
        self.fill_welcome()
        self.setCentralWidget(self.welcome)

    def fill_welcome(self) -> None:
        """Offer the plans opened lately, and a coach's clients by their aliases alone."""
        clients = self.shelf.clients()
        shelved = {Path(each.path) for each in clients}
        self.welcome.show_recent([path for path in self.files.recent.paths() if path not in shelved])
        self.welcome.show_clients(clients, self.today())

    def open_soon(self, path: Path) -> None:
        """Open a plan once the window has been painted."""
        self._soon = path
        self.welcome.hide()

    def greet(self, words: str) -> None:
        """Say something once the window stands, after what there is to say about the plan."""
        self._greeting = words

    def show_plan(self, plan: Plan, screen: str = "") -> None:
        """Show an open plan, which the window closes in the end; its first screen once the window has been painted.

        Without a `screen` it is Today where there are key relationships, else the map; of a workshop its first page.
        """
        from desktop.plan import read
        from desktop.ui.find.commands import commands_of
        from desktop.ui.session import Session

        self.session = Session(plan, self.today, self, of_plan(self.settings, plan))
        if self.session.kind == WORKSHOP:
            from desktop.ui.workshop.workspace import WorkshopWorkspace

            usual = WORKSHOP
            self.settings.put(WORKSHOPS, YES)
            self.workspace = made = WorkshopWorkspace(self.session, self.theme, self.actions_.undo, self.actions_.redo)
            made.calendar_wanted.connect(self.going_out.calendar)
            made.participants_wanted.connect(self.going_out.for_participants)
            made.report_wanted.connect(self.going_out.papers)
        else:
            from desktop.ui.personal import PersonalWorkspace

            usual = "today" if read.counts(plan).key_relationships else "map"
            self.workspace = own = PersonalWorkspace(self.session, self.theme, self.actions_.undo, self.actions_.redo)
            own.notes_wanted.connect(self._open_notes)
            own.report_wanted.connect(self.going_out.papers)
        self.workspace.search.offer(lambda: commands_of(self.menuBar()))
        self.workspace.import_wanted.connect(self.coming_in.bring_in)
        self.workspace.copy_wanted.connect(self.going_out.save_copy)
        self.session.notes.changed.connect(self.covers.follow)
        self.workspace.paper_wanted.connect(lambda: self.going_out.papers())
        self.workspace.shown.connect(self.actions_.show_screen)
        self.session.changed.connect(lambda _: self.actions_.follow())
        self.session.frozen.connect(lambda _: self.actions_.follow())
        self.session.copy_wanted.connect(self.actions_.copying.copy_people)
        self.session.everything_wanted.connect(self.actions_.about)
        self.put(self.workspace)
        self.covers.follow()
        self._first = screen or screen_of(self.session) or usual
        self._as_it_lay = not screen
        if self._as_it_lay:
            stand(self, self.session.memory)
        if self._painted:
            self._show_first()

    def put(self, widget: QWidget) -> None:
        """Let `widget` fill the window. What filled it goes out of sight, and lives on as long as the window."""
        if (old := self.takeCentralWidget()) is not None:
            old.setParent(self._aside)
        self.setCentralWidget(widget)
        widget.show()
        self.entitle()
        self.actions_.follow()

    def set_aside(self) -> Aside:
        """Take the open plan out of the window as it stands, with all that is being typed; `bring_back` returns it."""
        assert self.session is not None
        assert self.workspace is not None
        aside = self.session, self.workspace
        self.session = self.workspace = None
        return aside

    def bring_back(self, aside: Aside) -> None:
        """Show a plan again that was set aside."""
        self.session, self.workspace = aside
        self.put(self.workspace)
        self.actions_.show_screen(self.workspace.current)

    def entitle(self) -> None:
        """Name the plan in the window; in its title, which others see, only where that is wished."""
        name = "" if self.session is None or self.covers.names_hidden else one_line(self.session.plan.path.name)
        wished = bool(name) and self.settings.get(TITLES) == YES
        self.setWindowTitle(f"{Path(name).stem}[*] – {_('Rapport')}" if wished else f"{_('Rapport')}[*]")
        self.setWindowFilePath(str(self.path) if wished else "")
        self._file_name.setText(name)
        # The menu bar asks for the size of its corner only when it gets one.
        self.menuBar().setCornerWidget(self._file_name)
        self._file_name.setVisible(bool(name))

    @property
    def personal(self) -> PersonalWorkspace | None:
        """What is open, where it is a professional's plan."""
        own = self.session is not None and self.session.kind != WORKSHOP
        return cast("PersonalWorkspace | None", self.workspace if own else None)

    @property
    def path(self) -> Path | None:
        """Where the open plan lies."""
        return self.covers.path or (None if self.session is None else self.session.plan.path)

    def come(self) -> None:
        """Stand in front of everything else, as far as the system lets a window do that."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    # --- what actions ask for ---

    def show_screen(self, name: str) -> None:
        """Go to a screen."""
        if self.workspace is not None:
            self.settle()
            self.workspace.show_screen(name)

    def name_people(self) -> None:
        """Begin to type names."""
        if self.personal is not None:
            self.personal.name_people()

    def first_steps(self) -> None:
        """Show what comes first and next, on Today."""
        if self.personal is not None:
            self.settle()
            self.personal.first_steps.recall()
            self.personal.show_screen("today")

    def note_conversation(self) -> None:
        """Note a conversation in one line."""
        if self.personal is not None:
            self.personal.note_conversation()

    def show_clients(self) -> None:
        """Show a coach's shelf."""
        from desktop.ui.coaching import clients

        clients(self)

    def _open_notes(self) -> None:
        from desktop.ui.coaching import own_notes

        own_notes(self)

    def show_waiting(self) -> None:
        """Show who waits to be placed."""
        if self.workspace is not None:
            self.workspace.show_waiting()

    def sort_people(self) -> None:
        """Go through the people who wait."""
        if self.personal is not None:
            self.settle()
            self.personal.sort_people()

    def find(self) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Begin to search."""
        if self.workspace is not None:
            self.workspace.search.begin()

    def fit_map(self) -> None:
        """Show the whole map."""
        if self.personal is not None:
            self.personal.fit_map()

    def zoom_map(self, factor: float) -> None:
        """Look nearer or from further away."""
        if self.personal is not None:
            self.personal.zoom_map(factor)

    def choose_colours(self, choice: str) -> None:
        """Light, dark or as the system, now and from the next start on."""
        self.theme.choose(choice)
        self.settings.put(_COLOURS, choice)

    def turn_full_screen(self) -> None:
        """Fill the screen, or give it back."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def select(self, person: int | None) -> None:
        """Show a person, or nobody."""
        if self.session is not None:
            self.session.select(person)

    def delete_selected(self) -> None:
        """Delete who is selected."""
        from desktop.ui.people import menu

        if self.workspace is not None and self.session is not None:
            menu.delete(self.session, self.workspace.selected_people(), self)

    def change_selected(self) -> None:
        """Change several things of who is selected."""
        from desktop.ui.people import menu

        if self.workspace is not None and self.session is not None:
            menu.change_several(self.session, self.workspace.selected_people(), self)

    def undo(self) -> None:
        """Take back the latest edit, after what is being typed was saved."""
        if self.session is not None:
            self.settle()
            self.session.undo()

    def redo(self) -> None:
        """Do the latest undone edit again."""
        if self.session is not None:
            self.settle()
            self.session.redo()

    def settle(self) -> None:
        """Save what is being typed."""
        if self.workspace is not None:
            self.workspace.settle()

    def settled(self) -> list[KnownError]:
        """Save what is being typed; what kept some of it from being saved."""
        problems: list[KnownError] = []
        session = self.session
        if session is None:
            return problems
        heard = session.problem.connect(lambda problem: problems.append(problem))
        self.settle()
        session.problem.disconnect(heard)
        return problems

    def say(self, words: str, action: str = "", wanted: Callable[[], object] | None = None) -> None:
        """One line over the screen."""
        self._banner().say(words, action, wanted)

    def warn(self, words: str, action: str = "", wanted: Callable[[], object] | None = None) -> None:
        """One line over the screen about something that went wrong."""
        self._banner().warn(words, action, wanted)

    def tell(self, problem: KnownError) -> None:
        """Say a known problem that came up where nobody waited for one."""
        if self.session is not None and not self.session.plan.closed:
            self.session.problem.emit(problem)
        else:
            self.warn(explain(problem))

    def _banner(self) -> Banner:
        if self.workspace is not None:
            return self.workspace.banner
        if self.covers.screen is not None:
            return self.covers.screen.banner
        self.welcome.show()
        return self.welcome.banner

    # --- Qt ---

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self, self._begin)

    def _begin(self) -> None:
        soon, self._soon = self._soon, None
        if soon is not None:
            self.files.open_path(soon)
        self._show_first()
        if self._greeting:
            self.say(" ".join(said for said in (self._banner().text, self._greeting) if said))

    def _show_first(self) -> None:
        if self.workspace is not None and not self.workspace.current:
            self.workspace.show_screen(self._first)
            if self._as_it_lay and self.session is not None:
                select_again(self.session)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ModifiedChange and self.workspace is not None:
            self.workspace.status.set_typing(self.isWindowModified())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        # After the drop is over: a dialog inside it would hold up the program it came from.
        QTimer.singleShot(0, self, lambda: self.coming_in.take_dropped(paths))

    def closeEvent(self, event: QCloseEvent) -> None:
        locked = self.covers.locked
        self.covers.take_away()
        problems = self.settled()
        if problems and not self._closing:
            # What is being typed could not be saved: the banner says why, and whoever closes again means it.
            self._closing = True
            event.ignore()
            if locked:
                self.covers.stay(explain(problems[-1]))
            return
        self._close()
        if self._going:
            self.files.opened.let_go()
        else:
            self.files.opened.leave()
        super().closeEvent(event)

    def session_ends(self) -> None:
        """The system asks all its programs to end: whatever closes from now on is open again at the next start."""
        self._going = True
        self.settle()

    def end(self) -> None:
        """The program ends, whether it is asked or not: save what can be saved of what is being typed, and close."""
        if self.session is not None and not self.session.plan.closed:
            self.covers.take_away()
            self.settle()
            self._close()
            self.files.opened.let_go()

    def _close(self) -> None:
        if self.session is not None:
            keep(self)
        self.files.stop()
        if self.session is not None:
            self.session.close()
