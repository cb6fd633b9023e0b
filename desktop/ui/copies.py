"""Copies for others: given away, and taken back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from desktop.plan import errors
from desktop.ui.file_names import SUFFIX, file_kinds, with_suffix
from desktop.words import _, explain

if TYPE_CHECKING:
    from desktop.ui.main_window import MainWindow


def give_a_copy(window: MainWindow, to: str) -> None:
    """Ask how much a copy for a "coach" or a "client" holds and where it goes, and write it."""
    from desktop.plan import veil
    from desktop.ui.dialogs.give import Give

    session = window.session
    if session is None:
        return
    if veil.names_hidden(session.plan):
        # The copy would hold the initials, and what concerns its reader could not be found in it.
        window.warn(_("Show the names again first (F8): a copy is made with names."))
        return
    window.settle()
    asked = Give(window, session, to)

    def where() -> None:
        name = _("{plan} for my coach") if to == "coach" else _("{plan} for my client")
        path = session.plan.path
        suggested = path.with_name(name.format(plan=path.stem) + path.suffix)
        chosen, _kind = QFileDialog.getSaveFileName(asked, asked.windowTitle(), str(suggested), file_kinds())
        if chosen:
            asked.write(with_suffix(Path(chosen), SUFFIX))

    asked.does.clicked.disconnect()
    asked.does.clicked.connect(where)
    asked.said.connect(window.say)
    asked.finished.connect(asked.deleteLater)
    asked.open()


def take_back_a_copy(window: MainWindow) -> None:
    """Ask which copy came back."""
    session = window.session
    if session is None:
        return
    title = _("Which copy came back?")
    chosen, _kind = QFileDialog.getOpenFileName(window, title, str(session.plan.path.parent), file_kinds())
    if chosen:
        take_back_from(window, Path(chosen))


def take_back_from(window: MainWindow, path: Path) -> None:
    """Show what is different in the copy at `path`."""
    from desktop.ui.take_back.dialog import TakeBack

    session, workspace = window.session, window.workspace
    if session is None or workspace is None:
        return
    if session.plan.read_only:
        window.warn(explain(errors.ReadOnly(session.plan.path)))
        return
    window.settle()
    asked = TakeBack(window, session, path)
    asked.finished_with.connect(workspace.offer_undo)
    asked.finished.connect(asked.deleteLater)
    asked.open()
