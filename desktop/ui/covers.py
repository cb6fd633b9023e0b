"""What stands in front of an open plan: initials in the place of names while others look on, or a lock.

In both cases the plan's own screens are set aside as they are, with what is being typed, and come back the same.
"""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QDialog
from shiboken6 import isValid

from desktop.domain.errors import KnownError
from desktop.ui.clipboard import Clipboard
from desktop.ui.idle import Idle
from desktop.ui.screen_lock import ScreenLock
from desktop.ui.settings import LOCK, USUAL_LOCK
from desktop.words import _, explain, one_line

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from desktop.plan.key import Key
    from desktop.ui.main_window import MainWindow
    from desktop.ui.session import Session
    from desktop.ui.unlock import Unlock
    from desktop.ui.workspace import Workspace

    Aside = tuple[Session, Workspace]

_AGAIN_MS = 100


class NotThisOne(KnownError):
    """It is not the passphrase of the plan that is open and locked; nothing is wrong with that."""

    def words(self) -> str:
        return _("That is not the passphrase of this plan. Everything is still as you left it: try again.")


class Covers(QObject):
    """Belongs to one window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._behind: Aside | None = None
        """The plan's own screens while something stands in front of them."""
        self.screen: Unlock | None = None
        """What asks for a passphrase, while it is shown."""
        self._dialogs: list[QDialog] = []
        self._veiled = False
        """Whether initials stood for names when the plan was locked: they do again afterwards."""
        self.idle = Idle(window)
        self.idle.over.connect(self.lock)
        self.system = ScreenLock(self)
        self.system.locked.connect(self.lock)
        self.clipboard = Clipboard(window)

    # --- initials in the place of names ---

    @property
    def names_hidden(self) -> bool:
        """Whether initials stand for names."""
        return self._behind is not None and self.screen is None

    def toggle_names(self) -> None:
        """Initials for names on every screen, or names again."""
        if self.names_hidden:
            self._show_names()
        else:
            self._hide_names()

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
        # The names go at once, whatever time it takes to read a large plan again.
        self._behind[1].hide()
        window.repaint()
        window.show_plan(veiled, self._behind[1].current)
        window.select(person)
        if window.workspace is not None:
            window.workspace.strip.say(
                _(
                    "Initials stand for names, in notes and titles too. Nothing can be changed meanwhile;"
                    " papers are made with names."
                ),
                (_("Show the names again (F8)"), self.toggle_names),
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
        behind, self._behind = self._behind, None
        if self.screen is not None:
            self._window.session, self._window.workspace = behind
            return
        veiled, before = self._window.set_aside()
        self._window.session, self._window.workspace = behind
        veiled.close()
        before.deleteLater()
        veiled.deleteLater()

    # --- the lock ---

    @property
    def real(self) -> Session | None:
        """The plan that is open, also while initials stand for its names."""
        return self._behind[0] if self._behind is not None else self._window.session

    @property
    def locked(self) -> bool:
        """Whether a plan is open and locked."""
        return self._behind is not None and self.screen is not None

    @property
    def path(self) -> Path | None:
        """Where the plan lies that something stands in front of."""
        return None if self._behind is None else self._behind[0].plan.path

    def follow(self) -> None:
        """Watch, or not, as the plan now open asks for."""
        session = self.real
        protected = session is not None and (session.plan.key is not None or session.notes.open is not None)
        kept = self._window.settings.get(LOCK)
        self.idle.watch((int(kept) if kept.isdecimal() else USUAL_LOCK) if protected else 0)
        self.clipboard.watching = protected
        if protected:
            self.system.watch(int(self._window.winId()))

    def lock(self) -> None:
        """Put the lock in front, if the plan has a passphrase. What is being typed is saved or kept as it is."""
        from desktop.ui.unlock import Unlock

        window = self._window
        session = self.real
        if self.screen is not None or window.session is None or session is None:
            return
        if window.session.jobs.busy:
            # It may be writing the plan with another passphrase; what is long under way ends first.
            QTimer.singleShot(_AGAIN_MS, self, self.lock)
            return
        key = window.session.plan.key
        if key is None:
            if session.notes.open is not None:
                window.settle()
                if session.notes.lock():
                    window.say(_("Your own notes are closed. The plan stays open: it has no passphrase."))
            return
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        dialogs = [
            each
            for each in QApplication.topLevelWidgets()
            if isinstance(each, QDialog) and each.isVisible() and each.window() is not window
        ]
        self._veiled = self.names_hidden
        if self._veiled:
            for each in dialogs:
                each.reject()  # it shows a reading of the plan that ends here
            dialogs = []
        self.take_away()
        window.settle()
        session.notes.lock()
        self._dialogs = dialogs
        for each in dialogs:
            each.hide()
        self.clipboard.clear()
        self.idle.watch(0)
        self._behind = window.set_aside()
        self.screen = Unlock(
            _("Locked"),
            _("Everything is as you left it, what you were typing too, and can still be undone."),
            key.salt,
            self._open_again,
            _("Quit"),
        )
        self.screen.left.connect(window.close)
        window.put(self.screen)
        self.screen.setFocus()

    def _open_again(self, key: Key) -> None:
        behind, screen = self._behind, self.screen
        if behind is None or screen is None:
            return
        known = behind[0].plan.key
        if known is None or not hmac.compare_digest(key.secret, known.secret):
            raise NotThisOne
        self._behind = self.screen = None
        window = self._window
        if self._veiled:
            # Whoever looks on must not see the names in between.
            window.session, window.workspace = behind
            self._hide_names()
        if not self.names_hidden:
            window.bring_back(behind)
        screen.deleteLater()
        self.follow()
        for each in self._dialogs:
            if isValid(each):
                each.show()
        self._dialogs = []

    def stay(self, words: str) -> None:
        """Remain locked when the window would not close, and say why."""
        if self.screen is not None:
            self._behind = self._window.set_aside()
            self.screen.banner.warn(words)

    # --- before a protected plan is open ---

    def ask(self, path: Path, salt: bytes, then: Callable[[Key], object]) -> None:
        """Ask for that of the plan at `path`; `then` opens it, and raises KnownError where the key is wrong."""
        from desktop.ui.unlock import Unlock

        self.drop()
        self.screen = Unlock(
            _("“{name}” is protected").format(name=one_line(path.stem)),
            _("Its passphrase opens it. Nobody can open it without, and nobody can find the passphrase out."),
            salt,
            then,
            _("Not now"),
        )
        self.screen.left.connect(self._not_now)
        self._window.put(self.screen)
        self.screen.setFocus()

    def _not_now(self) -> None:
        self._window.put(self._window.welcome)
        self.drop()

    def drop(self) -> None:
        """The passphrase is asked for no more."""
        screen, self.screen = self.screen, None
        if screen is not None:
            screen.deleteLater()
