"""Watches over the open plan's file: whether another program touched it, and what lies beside it and around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

from desktop.plan.file import Outside
from desktop.plan.surroundings import look_around, set_apart
from desktop.ui.copies import take_back_from
from desktop.ui.screens import PERSONAL
from desktop.words import _, one_line

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.plan.file import Plan
    from desktop.ui.main_window import MainWindow

_LOOK_MS = 10_000
TOLD = "told_where_plans_lie"
"""The setting that says which places the user has been told about: no paths, but kinds of places."""


class Watch(QObject):
    """Looks every ten seconds, and when one comes back to the window. Belongs to one open plan."""

    def __init__(self, window: MainWindow, plan: Plan, only_look: str = "") -> None:
        """`only_look`: why the plan cannot be written, which is said as long as nothing worse is so."""
        super().__init__(window)
        self._window, self._plan, self._only_look = window, plan, only_look
        self._seen: set[Path] = set()
        """Copies set apart that the user has looked at."""
        self._said: object = None
        self._look = QTimer(self, interval=_LOOK_MS)
        self._look.timeout.connect(self.look)
        self._look.start()
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.applicationStateChanged.connect(self._came_back)
        if window.session is not None:
            window.session.problem.connect(self.look)
        self.look()
        self._tell_place()

    def stop(self) -> None:
        """Watch no more."""
        self._look.stop()
        self.deleteLater()

    def _came_back(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive:
            self.look()

    def look(self, *_whatever: object) -> None:
        """Say what is so now, in the strip over everything, or nothing."""
        workspace = self._window.workspace
        if self._plan.closed or workspace is None or workspace.session.plan is not self._plan:
            return
        outside = self._plan.outside
        apart = [each for each in set_apart(self._plan.path) if each not in self._seen]
        now = (outside, tuple(apart))
        if now == self._said:
            return
        self._said = now
        name, window = one_line(self._plan.path.name), self._window
        strip = workspace.strip
        save, anew = (_("Save a copy…"), window.going_out.save_copy), (_("Open it anew"), window.files.open_anew)
        if outside is Outside.CHANGED:
            said = _("Another program changed “{name}”. It is left as it is now; nothing more is kept here.")
            strip.say(said.format(name=name), anew)
        elif outside is Outside.REPLACED:
            said = _(
                "Another file took the place of “{name}”, perhaps by a sync program. What you see here is still whole:"
                " save a copy, then open the other."
            )
            strip.say(said.format(name=name), save, anew)
        elif outside is Outside.GONE:
            said = _("“{name}” was moved or deleted. What you see here is still whole: save it under a new name.")
            strip.say(said.format(name=name), save)
        elif apart:
            self._tell_apart(apart[0])
        elif self._only_look:
            strip.say(self._only_look, save)
        else:
            strip.hide()

    def _tell_apart(self, other: Path) -> None:
        """Of a plan that can be written, what differs in the other is offered to be taken over."""
        window, session = self._window, self._window.session
        assert window.workspace is not None
        if session is not None and session.editable and session.kind == PERSONAL:
            said = _(
                "Two computers changed this plan: beside it lies “{other}”. Both are kept. Compare them, take over what"
                " is missing here, then remove the other."
            )
            does = _("Compare…"), lambda: take_back_from(window, other)
        else:
            said = _(
                "Two computers changed this plan: beside it lies “{other}”. Both are kept. Look at the other, bring"
                " over what is missing, then remove it."
            )
            does = _("Look at it"), lambda: window.files.open_path(other)
        said = said.format(other=one_line(other.name))
        window.workspace.strip.say(said, does, (_("Later"), lambda: self._later(other)))

    def _later(self, apart: Path) -> None:
        self._seen.add(apart)
        self.look()

    def _tell_place(self) -> None:
        """Once for each kind of place: what to expect there."""
        around = look_around(self._plan.path)
        place = around.sync or ("share" if around.share else "")
        settings = self._window.settings
        told = settings.get(TOLD).split("|")
        if not place or place in told:
            return
        if around.sync:
            said = _(
                "This plan lies in a folder of {program}. That works as long as it is open on one computer at a time:"
                " close it and let {program} finish before you open it elsewhere."
            ).format(program=around.sync)
        else:
            said = _(
                "This plan lies on another computer. A lost connection can lose the last edit; a plan on this"
                " computer's own disk is safer."
            )
        self._window.warn(said, _("Understood"), lambda: settings.put(TOLD, "|".join(filter(None, (*told, place)))))
