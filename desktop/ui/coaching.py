"""What the menu does for a coach: notes of their own beside a plan, and the shelf of their clients."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QFileDialog

from desktop.domain.errors import KnownError
from desktop.plan import companion, errors, opening, veil
from desktop.ui.dialogs.own_notes import NotesPassphrase, OpenNotes
from desktop.words import _, explain

if TYPE_CHECKING:
    from desktop.plan.key import Key
    from desktop.ui.main_window import MainWindow


def own_notes(window: MainWindow) -> None:
    """Show the coach's own notes on the session: those that are open, else those beside the plan, else new ones."""
    session = window.session
    if session is None:
        return
    if veil.names_hidden(session.plan):
        window.warn(_("Show the names again first (F8): your notes are in your own words."))
        return
    window.show_screen("sessions")
    if session.notes.open is not None:
        return
    found = companion.beside(session.plan.path)
    if found:
        open_notes(window, found[0])
    else:
        begin_notes(window)


def open_notes(window: MainWindow, path: Path) -> None:
    """Ask for the passphrase of the notes at `path` and open them beside the plan."""
    session = window.session
    if session is None:
        window.warn(_("Open the plan that these notes belong to first."))
        return
    try:
        salt = opening.look_at(opening.real(path))
        if salt is None:
            raise errors.OtherKind(path)
    except KnownError as problem:
        _warn(window, path, problem)
        return

    def opens(key: Key) -> None:
        try:
            session.notes.show(path, key)
        except errors.WrongPassphrase:
            raise
        except KnownError as problem:
            asked.reject()
            _warn(window, path, problem)

    asked = OpenNotes(window, path, salt, opens)
    asked.another_wanted.connect(lambda: choose_notes(window))
    asked.new_wanted.connect(lambda: begin_notes(window))
    _open(asked)


def choose_notes(window: MainWindow) -> None:
    """Ask which notes."""
    session = window.session
    if session is None:
        return
    kinds = ";;".join((_("A coach’s own notes (*.coachnotes)"), _("All files (*)")))
    folder = str(session.plan.path.parent)
    chosen, _kind = QFileDialog.getOpenFileName(window, _("Open my own notes"), folder, kinds)
    if chosen:
        open_notes(window, Path(chosen))


def begin_notes(window: MainWindow) -> None:
    """Ask for a passphrase and make a file for notes beside the plan."""
    session = window.session
    if session is None:
        return
    path = companion.free_name(session.plan.path)

    def begin(key: Key) -> None:
        try:
            session.notes.begin(path, key)
        except KnownError as problem:
            _warn(window, path, problem)
            return
        window.say(_("Your own notes are in “{name}”, beside the plan.").format(name=path.name))

    asked = NotesPassphrase(window, None)
    asked.chosen.connect(begin)
    _open(asked)


def clients(window: MainWindow) -> None:
    """Show the shelf."""
    from desktop.ui.dialogs.clients import Clients

    window.settle()
    asked = Clients(window, window.shelf, window.today(), window.covers.real)
    asked.open_wanted.connect(window.files.open_path)
    asked.changed.connect(window.fill_welcome)
    _open(asked)


def change_notes_passphrase(window: MainWindow) -> None:
    """Give the open notes another passphrase."""
    session = window.session
    if session is None or session.notes.open is None or not session.notes.editable:
        window.say(_("Open your own notes first."))
        return
    window.settle()
    asked = NotesPassphrase(window, session.notes.open)
    asked.said.connect(window.say)
    _open(asked)


def _warn(window: MainWindow, path: Path, problem: KnownError) -> None:
    if isinstance(problem, errors.Damaged | errors.NotAPlan):
        window.warn(explain(problem), _("Backups…"), lambda: window.files.backups(path))
    else:
        window.warn(explain(problem))


def _open(dialog: QDialog) -> None:
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
