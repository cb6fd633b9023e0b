"""A word from the system, once a day while a plan is open and only where it is wished: how much is due, of no name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QSystemTrayIcon

from desktop.assets import asset
from desktop.ui.settings import NOTICE, YES
from desktop.words import _, ngettext

if TYPE_CHECKING:
    from desktop.domain.today import Day
    from desktop.ui.main_window import MainWindow

_SAID = "noticed"
"""The day on which it was last said, kept for each plan."""


def possible() -> bool:
    """Whether this system has a place for it."""
    return QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages()


def notice_words(count: int) -> str:
    """How much is due. Others may look on, and the system may keep it: no names, and nothing of what it is."""
    return ngettext("{n} thing is due today.", "{n} things are due today.", count).format(n=count)


class Notice(QObject):
    """Follows what Today counts; a new day is a new count."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._icon: QSystemTrayIcon | None = None
        workspace = window.personal
        self._session = window.session
        if workspace is not None:
            workspace.today.changed.connect(self._look)

    def stop(self) -> None:
        """The plan closes."""
        self._session = None
        self._put_away()
        self.deleteLater()

    def _look(self, day: Day) -> None:
        session, window = self._session, self._window
        if session is None or window.settings.get(NOTICE) != YES:
            self._put_away()
            return
        on, due = day.on.isoformat(), day.due_now()
        # Neither while the plan is locked, nor while initials stand for names.
        if due and window.session is session and session.memory.get(_SAID) != on and possible():
            session.memory.put(_SAID, on)
            self._say(notice_words(due))

    def _say(self, words: str) -> None:
        if self._icon is None:
            self._icon = QSystemTrayIcon(QIcon(str(asset("icons", "app.png"))), self)
            self._icon.setToolTip(_("Rapport"))
            self._icon.messageClicked.connect(self._come)
            self._icon.activated.connect(lambda _reason: self._come())
        self._icon.show()
        # A moment later: some systems show nothing of an icon that has only just come.
        icon = self._icon
        QTimer.singleShot(0, icon, lambda: icon.showMessage(_("Rapport"), words, icon.icon()))

    def _come(self) -> None:
        self._put_away()
        self._window.come()

    def _put_away(self) -> None:
        if self._icon is not None:
            self._icon.hide()
