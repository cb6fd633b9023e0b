"""What goes on beside an open plan: its backups, who else would open it, what other programs do to it, is it sound."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from desktop.domain.errors import KnownError
from desktop.plan import errors
from desktop.plan.privacy import retention_over
from desktop.ui.backing import Backing
from desktop.ui.neighbour import Doorbell
from desktop.ui.notice import Notice
from desktop.ui.outside import Watch
from desktop.ui.soundness import Soundness
from desktop.words import _, explain, one_line

if TYPE_CHECKING:
    from desktop.plan.file import Plan
    from desktop.plan.step import Changes
    from desktop.ui.main_window import MainWindow


_AGAIN_MS = 500


class Keeping:
    """Begins when the plan is shown; `stop` ends it. What there is to say goes into the window."""

    def __init__(self, window: MainWindow, plan: Plan, only_look: str) -> None:
        """`only_look`: why the plan cannot be written, '' when it can."""
        self._window, self._plan = window, plan
        self.doorbell: Doorbell | None = None
        self.backing: Backing | None = None
        self._soundness = Soundness()
        self._soundness.broken.connect(self._broken)
        self._soundness.index_broken.connect(self._index_broken)
        self._soundness.sound.connect(self._sound)
        self._doubted = False
        if window.session is not None:
            window.session.problem.connect(self._doubt)
        self._soundness.look_at(plan.path, plan.key)
        if not plan.read_only:
            self.doorbell = Doorbell(plan.path)
            self.doorbell.rung.connect(window.come)
            self.doorbell.handed.connect(window.files.open_path)
            self.backing = Backing(plan, window)
            self.backing.failed.connect(window.warn)
            self.backing.told.connect(self._tell_backup)
            self._tell_backup()
            self.backing.begin()
        self.watch = Watch(window, plan, only_look)
        self.notice = Notice(window)
        assert window.session is not None
        window.session.changed.connect(self._shelve)
        self._shelve()
        self._greet()

    def stop(self) -> None:
        """The plan closes."""
        self._shelve()
        for each in (self.doorbell, self.backing, self.watch, self._soundness, self.notice):
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
        crashed = _(
            "Rapport did not end properly while “{name}” was open. Everything that was saved is here;"
            " at most what was being typed is missing."
        )
        upgraded = _(
            "“{name}” was from an older Rapport and has been brought up to date; all that was written is here."
            " As it was before, it lies among the backups."
        )
        said = " ".join(
            words for words, so in ((crashed, self._plan.left_behind), (upgraded, self._plan.upgraded)) if so
        )
        if said:
            said = said.format(name=one_line(self._plan.path.name))
            window.say(said, _("Backups…") if self._plan.upgraded else "", window.files.backups)
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

    def _doubt(self, problem: KnownError) -> None:
        """Reading has failed: a disk that fails looks like damage at times, so the file is looked at anew."""
        if isinstance(problem, (errors.Damaged, errors.SearchDamaged)) and not self._plan.closed:
            self._doubted = True
            self._soundness.look_at(self._plan.path, self._plan.key)

    def _sound(self) -> None:
        if self._doubted:
            self._doubted = False
            said = _(
                "“{name}” was read again from end to end, and all of it is there. Should this come back, the disk may"
                " be failing: save a copy on another one."
            )
            self._window.warn(said.format(name=self._name), _("Save a copy…"), self._window.going_out.save_copy)

    def _index_broken(self) -> None:
        """It holds nothing that is not in the plan itself, so it is made anew without asking, and said."""
        self._doubted = False
        session = self._window.session
        if session is None or session.plan is not self._plan or self._plan.closed:
            return
        if self._plan.read_only:
            said = _(
                "The search index of “{name}” is damaged: a search may miss something. All that was written is there."
            )
            self._window.warn(said.format(name=self._name))
        else:
            said = _(
                "The search index of “{name}” was damaged. It was made anew from what you wrote, all of which is there."
            )
            began = session.run(
                self._plan.rebuild_search(),
                _("Making the search index anew"),
                lambda _none: self._window.say(said.format(name=self._name)),
                lambda problem: self._later() if isinstance(problem, errors.InUse) else self._window.tell(problem),
            )
            if not began:
                self._later()

    def _later(self) -> None:
        """Another job, or the backup, is at work on the plan: the index waits for it."""
        QTimer.singleShot(_AGAIN_MS, self._window, self._index_broken)

    @property
    def _name(self) -> str:
        return one_line(self._plan.path.name)

    def _broken(self) -> None:
        self._doubted = False
        self._window.warn(explain(errors.Damaged(self._plan.path)), _("Backups…"), self._window.files.backups)
