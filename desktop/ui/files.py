"""Plans are made, opened in windows of their own, and closed.

The plan and the dialogs are imported when they are first wanted: the welcome is there sooner.
"""

from __future__ import annotations

import gc
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, QTimer
from PySide6.QtWidgets import QFileDialog

from desktop.domain.errors import KnownError
from desktop.domain.file_stem import file_stem
from desktop.plan import errors
from desktop.ui.ask import accepted
from desktop.ui.file_names import NOTES, SUFFIX, file_kinds, for_owner, same, with_suffix
from desktop.ui.launch import another_window
from desktop.ui.neighbour import summon
from desktop.ui.opened import Opened
from desktop.ui.screens import PERSONAL
from desktop.ui.settings import NO, REMEMBER, REOPEN
from desktop.words import _, explain, one_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.plan.backups import Backup
    from desktop.plan.file import Plan
    from desktop.plan.key import Key
    from desktop.ui.keeping import Keeping
    from desktop.ui.main_window import MainWindow
    from desktop.ui.recent import Recent


def open_plan(path: Path, key: Key | None = None) -> tuple[Plan, str]:
    """The plan at `path`, and why it can only be looked at ('' when it can be written). Raises KnownError."""
    from desktop.plan.file import Plan

    try:
        return Plan.open(path, key), ""
    except errors.InUse as problem:
        return Plan.open_to_read(path, key), explain(problem) + " " + _("Until then you can look at it.")
    except errors.DiskFull:
        said = _("There is no room left where “{name}” lies. You can look at it; make room and open it again to write.")
        return Plan.open_to_read(path, key), said.format(name=one_line(path.name))
    except errors.ReadOnly:
        said = _("“{name}” cannot be written. You can look at it; save a copy to change it.")
        return Plan.open_to_read(path, key), said.format(name=one_line(path.name))


def _nothing() -> None:
    """What comes then, mostly."""


class Files:
    """Belongs to one window."""

    def __init__(self, window: MainWindow, recent: Recent, sample: Callable[[str], Path]) -> None:
        """`sample` makes a fresh copy of the sample of a kind and says where it lies; it may raise KnownError."""
        self._window = window
        self.recent = recent
        self.opened = Opened(window.settings.folder)
        self._sample = sample
        self.keeping: Keeping | None = None

    # --- plans ---

    def new(self) -> None:
        """Ask whose plan and where, make it, open it."""
        from desktop.ui.dialogs.plan import NewPlan

        asked = NewPlan(self._window)
        if accepted(asked):
            name, purpose = asked.answers()
            chosen, _kind = QFileDialog.getSaveFileName(
                self._window,
                _("Where the new plan goes"),
                str(self.folder() / (for_owner(name) + SUFFIX)),
                file_kinds(),
            )
            if chosen:
                path = with_suffix(Path(chosen), SUFFIX)
                self._try(lambda: self._create(path, name, purpose))
        elif asked.other_kind:
            self.new_workshop()
        asked.deleteLater()

    def new_workshop(self) -> None:
        """Ask which two organisations are to meet and for a passphrase, make a facilitator's file, open it."""
        from desktop.ui.dialogs.workshop import NewWorkshop

        asked = NewWorkshop(self._window)
        if accepted(asked):
            name = file_stem(asked.label.text(), _("Workshop"))
            chosen, _kind = QFileDialog.getSaveFileName(
                self._window,
                _("Where the file of the workshop goes"),
                str(self.folder() / (name + SUFFIX)),
                file_kinds(),
            )
            if chosen:
                self._try(lambda: self._open_new(*asked.make(with_suffix(Path(chosen), SUFFIX))))
        asked.deleteLater()

    def _open_new(self, path: Path, key: Key | None) -> None:
        if self._window.session is None and not self._window.covers.locked:
            self._open_here(path, key)
        else:
            self.open_path(path)

    def folder(self) -> Path:
        """Where a dialog begins: where the latest plan lies, at first the user's documents."""
        session = self._window.session
        latest = [session.plan.path] if session is not None else self.recent.paths()
        if latest:
            return latest[0].parent
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        # A folder that is not there would send the dialog to wherever the program was started.
        return next((each for each in (Path(documents), Path.home()) if documents and each.is_dir()), Path.home())

    def _create(self, path: Path, name: str, purpose: str | None) -> None:
        from desktop.plan import document
        from desktop.plan.file import Plan

        Plan.create(path, lambda plan: document.start(plan, "personal", name, purpose))
        self.open_path(path)

    def open(self) -> None:
        """Ask which plan."""
        chosen, _kind = QFileDialog.getOpenFileName(self._window, _("Open a plan"), str(self.folder()), file_kinds())
        if chosen:
            self.open_path(Path(chosen))

    def open_sample(self, kind: str = PERSONAL) -> None:
        """A fresh copy of a sample."""
        self._try(lambda: self.open_path(self._sample(kind)))

    def open_again(self) -> bool:
        """Open what was open at the last end, once the window stands; whether there was anything."""
        settings = self._window.settings
        if NO in (settings.get(REMEMBER), settings.get(REOPEN)):
            return False
        paths = self.opened.take()
        for each in paths[:1]:
            self._window.open_soon(each)
        for each in paths[1:]:
            another_window(each)
        return bool(paths)

    def remember(self, wanted: bool) -> None:
        """Keep the names of files that were open, or forget them all."""
        session = self._window.session
        if not wanted:
            self.recent.clear()
            self.opened.clear()
        elif session is not None:
            self.recent.add(session.plan.path)
            self.opened.note(session.plan.path)

    def open_path(self, path: Path, then: Callable[[], object] = _nothing) -> None:
        """Open a plan: here while no plan is open, and do what comes `then`; else in a window of its own.

        A coach's notes are opened beside their plan.
        """
        session = self._window.session
        if path.suffix.lower() == NOTES:
            from desktop.ui.notes_alone import open_notes_alone

            open_notes_alone(self._window, path)
        elif session is not None:
            if same(path, session.plan.path):
                self._window.come()
            elif not summon(path) and not another_window(path):
                self._window.warn(_("Another window could not be opened."))
        elif self._window.covers.locked:
            another_window(path)
        elif summon(path):
            said = _("“{name}” is open in another window, which is in front now.")
            self._window.say(said.format(name=one_line(path.name)))
        else:
            self._try(lambda: self._open_here(path, None, then))

    def _open_here(self, path: Path, key: Key | None = None, then: Callable[[], object] = _nothing) -> None:
        try:
            plan, why = open_plan(path, key)
        except errors.PassphraseWanted as wanted:
            self._window.covers.ask(path, wanted.salt, lambda key: self._open_here(path, key, then))
            return
        from desktop.ui.keeping import Keeping

        self._window.covers.drop()
        remember = self._window.settings.get(REMEMBER) != NO
        if remember:
            self.recent.add(path)
        try:
            self._window.show_plan(plan)
            self.keeping = Keeping(self._window, plan, why)
            if remember:
                self.opened.note(plan.path)
        except BaseException:
            self.close_plan()
            plan.close()
            raise
        then()

    def open_anew(self) -> None:
        """Let go of what is shown and open the file as it is now; what is being typed and was not kept is lost."""
        session = self._window.session
        if session is None:
            return
        path, key = session.plan.path, session.plan.key
        self.close_plan()
        self.reopen(path, key)

    def reopen(self, path: Path, key: Key | None) -> None:
        """Open a plan again that was closed just now, with the key that it had."""

        def again() -> None:
            try:
                self._open_here(path, key)
            except errors.WrongPassphrase:
                self._open_here(path)  # with another passphrase than before: it is asked for

        if self._window.session is None:
            self._try(again)
        else:
            self.open_path(path)  # somebody was quicker with another one

    def close_plan(self) -> None:
        """Let go of the plan, one that was shown only by half too, and show the welcome."""
        session, workspace = self._window.session, self._window.workspace
        self.stop()
        self.opened.drop()
        self._window.session = self._window.workspace = None
        if session is not None:
            session.close()
            session.deleteLater()
        if workspace is not None:
            workspace.deleteLater()
        # What long jobs had lived on (`JobRunner`) was the plan's. Once Qt has let go of the screens, so does Python.
        gc.unfreeze()
        QTimer.singleShot(0, self._window, lambda: gc.collect())
        self._window.put(self._window.welcome)
        self._window.fill_welcome()
        self._window.covers.follow()

    def backups(self, of: Path | None = None) -> None:
        """Show the backups of the file `of`, else of the plan, or of all plans where none is open."""
        from desktop.ui.dialogs.backups import Backups

        self._window.settle()
        shown = Backups(self._window, self._window.today(), self._window.session, of)
        shown.restored.connect(self._restored)
        shown.back_wanted.connect(self._go_back)
        shown.finished.connect(shown.deleteLater)
        shown.open()

    def _go_back(self, backup: Backup) -> None:
        from desktop.ui.going_back import GoingBack

        GoingBack(self._window, backup).begin()

    def _restored(self, path: Path) -> None:
        said = _("The backup is in “{name}”.").format(name=one_line(path.name))
        if self._window.session is None:
            self.open_path(path)
        else:
            self._window.say(said, _("Open it"), lambda: self.open_path(path))

    def _try(self, work: Callable[[], object]) -> None:
        try:
            work()
        except errors.Damaged as problem:
            self._window.warn(explain(problem), _("Backups…"), self.backups)
        except KnownError as problem:
            self._window.warn(explain(problem))

    def stop(self) -> None:
        """Let nothing go on when the plan closes."""
        self._window.going_out.stop()
        if self.keeping is not None:
            self.keeping.stop()
            self.keeping = None
