"""How a plan lay on the screen, and lies again when it is next opened: its window, its screen, who was selected.

Kept for each plan, under a digest of its identity: sizes, names of screens and a row, nothing about anybody.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray

from desktop.domain.errors import KnownError
from desktop.ui.screens import screens

if TYPE_CHECKING:
    from desktop.ui.main_window import MainWindow
    from desktop.ui.session import Session
    from desktop.ui.settings import Settings

_WINDOW = "window"
PERSON = "person"
"""Under which the selected person's row is kept."""


def keep(window: MainWindow) -> None:
    """Keep how everything lies, of the plan and for the window that is opened next."""
    if window.session is None or window.workspace is None or not window.workspace.current:
        return
    stands = bytes(window.saveGeometry().toBase64().data()).decode("ascii")
    window.session.memory.put_all({**window.workspace.arrangement(), _WINDOW: stands})
    window.settings.put(_WINDOW, stands)


def stand(window: MainWindow, kept: Settings) -> None:
    """Let the window stand as it is kept; Qt sees to it that it is on a screen that is there."""
    said = kept.get(_WINDOW)
    if said:
        window.restoreGeometry(QByteArray.fromBase64(said.encode("ascii", "replace")))


def screen_of(session: Session) -> str:
    """The screen that was shown last, '' for none."""
    said = session.memory.get("screen")
    return said if said in screens(session.kind) else ""


def select_again(session: Session) -> None:
    """Select who was selected, if they are there."""
    from desktop.domain import records as r
    from desktop.plan import document, read

    said = session.memory.get(PERSON)
    with contextlib.suppress(KnownError):
        if not said.isdecimal() or int(said) == document.owner_id(session.plan):
            return
        if read.record(session.plan, r.Contact, int(said)) is not None:
            session.select(int(said))
