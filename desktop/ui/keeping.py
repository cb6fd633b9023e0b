"""What goes on beside an open plan: its backups, who else would open it, what other programs do to it, is it sound."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from desktop.domain.errors import KnownError
from desktop.plan import errors
from desktop.plan.privacy import retention_over
from desktop.ui.backing import Backing
from desktop.ui.neighbour import Doorbell
from desktop.ui.outside import Watch
from desktop.ui.soundness import Soundness
from desktop.words import _, explain, one_line

if TYPE_CHECKING:
    from desktop.plan.file import Plan
    from desktop.plan.step import Changes
    from desktop.ui.main_window import MainWindow


class Keeping:
    """Begins when the plan is shown; `stop` ends it. What there is to say goes into the window."""

    def __init__(self, window: MainWindow, plan: Plan, only_look: str) -> None:
        """`only_look`: why the plan cannot be written, '' when it can."""
        self._window, self._plan = window, plan
        self.doorbell: Doorbell | None = None
        self.backing: Backing | None = None
        self._soundness = Soundness()
        self._soundness.broken.connect(self._broken)
        self._soundness.look_at(plan.path, plan.key)
        if not plan.read_only:
            self.doorbell = Doorbell(plan.path)
            self.doorbell.rung.connect(window.come)
            self.backing = Backing(plan, window)
            self.backing.failed.connect(window.warn)
            self.backing.told.connect(self._tell_backup)
            self._tell_backup()
            self.backing.begin()
        self.watch = Watch(window, plan, only_look)
        assert window.session is not None
        window.session.changed.connect(self._shelve)
        self._shelve()
        self._greet()

    def stop(self) -> None:
        """The plan closes."""
        self._shelve()
        for each in (self.doorbell, self.backing, self.watch):
            if each is not None:
                each.stop()

    def _shelve(self, changes: Changes | None = None) -> None:
        """Bring the card on a coach's shelf up to date. What cannot be written there is left: the next time may do."""
        if changes is None or changes.touches("sessions", "next_steps"):
            with contextlib.suppress(KnownError):
                self._window.shelf.tell(self._plan, self._window.today())

    def _greet(self) -> None:
        """What the person should know of this plan on opening it."""
        window = self._window
        if self._plan.left_behind:
            said = _(
                "Rapport did not end properly while “{name}” was open. Everything that was saved is here;"
                " at most what was being typed is missing."
            )
            window.say(said.format(name=one_line(self._plan.path.name)))
        elif retention_over(self._plan, window.today()):
            said = _("The day up to which you wanted to keep this plan has come. Whom do you still need?")
            window.say(said, _("Choose…"), window.actions_.retention)
        elif (other := window.shelf.another_at(self._plan)) is not None:
            said = _("On your shelf “{alias}” is said to lie here, but this is the plan of somebody else.")
            window.warn(said.format(alias=other.alias), _("My clients…"), window.show_clients)

    def _tell_backup(self) -> None:
        workspace = self._window.workspace
        if workspace is not None and self.backing is not None:
            workspace.status.backup.setText(self.backing.age(self._window.today()))

    def _broken(self) -> None:
        self._window.warn(explain(errors.Damaged(self._plan.path)), _("Backups…"), self._window.files.backups)
