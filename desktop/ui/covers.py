"""What stands in front of an open plan: initials in the place of names while others look on, or a lock.

In both cases the plan's own screens are set aside as they are, with what is being typed, and come back the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.errors import KnownError
from desktop.words import _, explain

if TYPE_CHECKING:
    from desktop.ui.main_window import MainWindow
    from desktop.ui.session import Session
    from desktop.ui.workspace import Workspace

    Aside = tuple[Session, Workspace]


class Covers:
    """Belongs to one window."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._behind: Aside | None = None
        """The plan's own screens while initials are shown."""
        self.screen = None

    # --- initials in the place of names ---

    @property
    def names_hidden(self) -> bool:
        """Whether initials stand for names."""
        return self._behind is not None

    def toggle_names(self) -> None:
        """Initials for names on every screen, or names again."""
        if self._behind is None:
            self._hide_names()
        else:
            self._show_names()

    def _hide_names(self) -> None:
        """The same plan once more, only to be looked at, read with initials: no initials can be written into it."""
        from desktop.plan import veil
        from desktop.plan.file import Plan

        window, session = self._window, self._window.session
        if session is None or session.jobs.busy:
            window.actions_.follow()
            return
        window.settle()
        try:
            veiled = Plan.open_to_read(session.plan.path, session.plan.key)
        except KnownError as problem:
            window.warn(explain(problem))
            window.actions_.follow()
            return
        veil.hide_names(veiled)
        person = session.person
        self._behind = window.set_aside()
        window.show_plan(veiled, self._behind[1].current)
        window.select(person)
        if window.workspace is not None:
            window.workspace.strip.say(
                _(
                    "Initials stand for names, in notes and titles too. Nothing can be changed meanwhile;"
                    " papers are made with names."
                ),
                _("Show the names again (F8)"),
                self.toggle_names,
            )

    def _show_names(self) -> None:
        behind, shown, person = self._behind, self._window.workspace, None
        if behind is None or shown is None:
            return
        screen, person = shown.current, shown.session.person
        self.take_away()
        self._window.put(behind[1])
        behind[1].show_screen(screen)
        behind[0].select(person)

    def take_away(self) -> None:
        """Let the plan itself be the window's again, on the screen or not."""
        if self._behind is None:
            return
        veiled = self._window.set_aside()
        self._window.session, self._window.workspace = self._behind
        self._behind = None
        veiled[0].close()
        veiled[1].deleteLater()
        veiled[0].deleteLater()
