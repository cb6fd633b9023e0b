"""A coach's notes that are opened by themselves, by a click on their file: beside the plan that they are called like.

The start of the program asks here, so what a plan needs is imported when it is first wanted.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from desktop.ui.file_names import NOTES, file_kinds, same
from desktop.ui.launch import another_window
from desktop.ui.neighbour import summon
from desktop.ui.screens import PERSONAL
from desktop.words import _, one_line

if TYPE_CHECKING:
    from desktop.ui.main_window import MainWindow


def has_a_window(path: Path) -> bool:
    """Ask the window that has this plan, or the plan beside these notes, to show it. False when there is none."""
    if path.suffix.lower() != NOTES:
        return summon(path)
    plan = _plan_beside(path)
    return plan is not None and summon(plan, path)


def open_notes_alone(window: MainWindow, path: Path) -> None:
    """Open notes beside the plan that is open in this window, else beside their own.

    Before a passphrase is typed only their name and their place tell which plan that is; the passphrase shows the rest.
    """
    from desktop.ui.coaching import open_notes, salt_of_notes

    session = window.session
    if session is not None:
        if session.kind == PERSONAL:
            window.show_screen("sessions")
        open_notes(window, path)
    elif window.covers.locked:
        window.warn(_("Open the plan that these notes belong to first."))
    elif salt_of_notes(window, path) is not None:
        plan = _plan_beside(path)
        if plan is None:
            said = _("The plan of these notes is not beside them under the same name. Open it, and they open with it.")
            window.warn(said, _("Open a plan…"), lambda: _choose_plan(window, path))
        elif summon(plan, path):
            said = _("“{name}” is open in another window, which is in front now.")
            window.say(said.format(name=one_line(plan.name)))
        else:
            window.files.open_path(plan, lambda: open_notes_alone(window, path))


def handed_by_the_system(window: MainWindow, path: Path) -> None:
    """Open a file that the system hands to the window that happens to run (macOS): notes go where their plan is."""
    session, plan = window.session, _plan_beside(path) if path.suffix.lower() == NOTES else None
    if session is not None and plan is not None and not same(plan, session.plan.path):
        if not summon(plan, path) and not another_window(path):
            window.warn(_("Another window could not be opened."))
    else:
        window.files.open_path(path)


def _plan_beside(notes: Path) -> Path | None:
    from desktop.plan.companion import plan_beside

    return plan_beside(notes)


def _choose_plan(window: MainWindow, path: Path) -> None:
    chosen, _kind = QFileDialog.getOpenFileName(window, _("Open a plan"), str(path.parent), file_kinds())
    if chosen:
        window.files.open_path(Path(chosen), lambda: open_notes_alone(window, path))
