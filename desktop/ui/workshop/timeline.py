"""How far a workshop is: five stages side by side, and each dated step from the first talk to two years on."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from desktop.domain import records as r
from desktop.domain.workshop import STATES
from desktop.domain.workshop_dates import step_key
from desktop.plan import workshop_edits
from desktop.ui.inspector.fields import DayField
from desktop.ui.inspector.parts import Prose
from desktop.ui.session import Session
from desktop.ui.text_size import sized
from desktop.ui.widgets import button, column, named, row
from desktop.words import _, timeline_words


class Stages(QWidget):
    """The five stages side by side, with a tick where one is over; each leads to its screen."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._words = {
            "persuade": (_("Persuade"), "confirmed"),
            "listen": (_("Listen by phone"), "themes sent"),
            "day": (_("The day"), "recorded"),
            "again": (_("Ask again"), "evaluated"),
            "results": (_("Two years on"), "followed up"),
        }
        self.buttons = {name: button("", "stage") for name in self._words}
        for name, made in self.buttons.items():
            made.clicked.connect(
                lambda _checked=False, name=name: self.wanted.emit("again" if name == "results" else name)
            )
        self.setLayout(row(*self.buttons.values()))

    def show_state(self, state: str) -> None:
        """Tick what is over."""
        now = next((name for name, (_w, over) in self._words.items() if STATES.index(state) < STATES.index(over)), "")
        for n, (name, (words, over)) in enumerate(self._words.items(), 1):
            done = STATES.index(state) >= STATES.index(over)
            made = self.buttons[name]
            made.setText(f"✓ {n} {words}" if done else f"{n} {words}")
            made.setProperty("is", "done" if done else "now" if name == now else "")
            made.style().polish(made)
            named(made, _("{stage}, done").format(stage=words) if done else words)


class StepLine(QWidget):
    """One step of the timeline: done or not, what, from when, until when."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session, self._at = session, 0
        self.done = QCheckBox()
        self.done.clicked.connect(self._tick)
        self.text = Prose()
        self.begin = DayField(_("From"), lambda day: self._put(date=day), session.today, needed=True, role="plain")
        self.end = DayField(_("Until"), lambda day: self._put(end=day), session.today, role="plain")
        for field in (self.begin, self.end):
            sized(field, width=112)
        keeps = self.end.sizePolicy()
        keeps.setRetainSizeWhenHidden(True)  # the first days stand below each other
        self.end.setSizePolicy(keeps)
        line = row(self.done, self.text, self.begin, self.end)
        line.setStretch(1, 1)
        self.setLayout(column(line, self.begin.complaint, self.end.complaint, gap=0))

    def show_step(self, said: tuple[int, r.TimelineStep, bool]) -> None:
        """The step at its place; whether it is late."""
        self._at, step, late = said
        words = timeline_words().get(step_key(step.step), step.step)
        self.text.say(words)
        self.text.setProperty("role", "red" if late else "dim" if step.done else "")
        self.text.style().polish(self.text)
        self.done.setChecked(step.done)
        named(self.done, _("Done: {what}").format(what=words))
        named(self.begin, _("{what}, from").format(what=words))
        named(self.end, _("{what}, until").format(what=words))
        self.begin.show_day(step.date)
        self.end.show_day(step.end)
        # The day is moved where it is fixed, and all with it.
        self.begin.setReadOnly(not self._session.editable or step_key(step.step) == "day")
        self.end.setReadOnly(not self._session.editable)
        self.end.setVisible(step.end is not None)
        self.done.setEnabled(self._session.editable)

    def _put(self, **values: Any) -> bool:
        plan, at = self._session.plan, self._at
        return self._session.do(lambda: workshop_edits.revise_step(plan, at, **values))

    def _tick(self) -> None:
        plan, at, done = self._session.plan, self._at, self.done.isChecked()
        if not self._session.do(lambda: workshop_edits.tick(plan, at, done)):
            self.done.setChecked(not done)
