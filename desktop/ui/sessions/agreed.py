"""The steps agreed in a session: what, by when, the first sign that it works, and the client's word on it."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from desktop.domain import records as r
from desktop.plan import cycle_edits, session_edits
from desktop.ui.fitting import hint
from desktop.ui.inspector.fields import DayField, Line, Text
from desktop.ui.inspector.parts import Form
from desktop.ui.session import Session
from desktop.ui.text_size import sized
from desktop.ui.widgets import GRID, button, column, named, row
from desktop.words import _

_DAY = 108
"""Pixels that a day with its year needs."""
_INDENT = 10 * GRID
"""So that what belongs to a step stands below its words and not below its box."""


class AgreedStep(QWidget):
    """One agreed step; every field saves itself."""

    leaving = Signal()
    """It is being taken back: the keyboard is wanted elsewhere."""

    def __init__(self, session: Session, step: r.NextStep) -> None:
        super().__init__()
        self._session, self._step = session, step
        self.done = QCheckBox()
        self.done.clicked.connect(self._tick)
        self.text = Text(_("What I will do"), lambda text: bool(text) and self._put(text=text), "", "plain", (1, 4))
        self.due = DayField(_("By when"), lambda day: self._put(due=day), session.today, ahead=True, role="plain")
        hint(self.due, _("by when"))
        sized(self.due, least=_DAY)
        self.sign = Line(
            _("First sign that it works"), lambda text: self._put(first_sign=text or None),
            _("how we would notice"), "plain",
        )  # fmt: skip
        self.comment = Line(
            _("How it went, in your words"), lambda text: self._put(comment=text), _("in your words"), "plain",
        )  # fmt: skip
        self.away = button("×", "link", hint=_("Take it back"))
        self.away.clicked.connect(self._drop)
        first = row(self.done, self.text, self.due, self.away)
        first.setStretch(1, 4)
        first.setStretch(2, 1)
        more = Form((_("First sign"), self.sign), (_("How it went"), self.comment))
        more.setContentsMargins(_INDENT, 0, 0, 0)
        self.setLayout(column(first, self.due.complaint, more, gap=0))

    def show_step(self, step: r.NextStep) -> None:
        """The step as the plan has it now."""
        self._step = step
        self.done.setChecked(step.status == "done")
        self.done.setEnabled(step.status == "open" and self._session.editable)
        named(self.done, _("Done: {what}").format(what=step.text))
        named(self.away, _("Take it back: {what}").format(what=step.text))
        self.text.show_text(step.text)
        self.due.show_day(step.due)
        self.sign.show_text(step.first_sign or "")
        self.comment.show_text(step.comment)
        for field in (self.text, self.due, self.sign, self.comment):
            field.setReadOnly(not self._session.editable)
        self.away.setVisible(self._session.editable)

    def _put(self, **values: Any) -> bool:
        plan, step = self._session.plan, self._step
        return self._session.do(lambda: session_edits.change_agreed(plan, step.id, step.text, **values))

    def _tick(self) -> None:
        plan, step, on = self._session.plan, self._step, self._session.today()
        if not self._session.do(lambda: cycle_edits.step_done(plan, step.id, on=on, subject=step.text)):
            self.done.setChecked(False)

    def _drop(self) -> None:
        plan, step = self._session.plan, self._step
        self.leaving.emit()
        self._session.do(lambda: session_edits.drop_agreed(plan, step.id, step.text))


class NewStep(QWidget):
    """A line to agree something: Enter in any of its three fields keeps it."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.key = 0
        self.text = Line(_("What I will do"), lambda _text: True, _("what I will do"), adds=True)
        self.due = DayField(_("By when"), lambda _day: True, session.today, ahead=True, adds=True)
        hint(self.due, _("by when"))
        self.sign = Line(_("First sign that it works"), lambda _text: True, _("first sign that it works"), adds=True)
        self.add = button(_("Agree"))
        self.add.clicked.connect(self.agree)
        for field in (self.text, self.due, self.sign):
            field.returnPressed.connect(self.agree)
        line = row(self.text, self.due, self.sign, self.add)
        for at, share in enumerate((4, 2, 3)):
            line.setStretch(at, share)
        self.setLayout(column(line, self.due.complaint, gap=0))

    def agree(self) -> bool:
        """Keep what is typed as a step of the session; False when there is nothing or the day cannot be read."""
        text = self.text.text().strip()
        try:
            due = self.due.value(self.due.text().strip())
        except ValueError:
            return False
        sign = self.sign.text().strip() or None
        plan = self._session.plan
        if not text or not self._session.do(lambda: session_edits.agree(plan, self.key, text, due, sign)):
            return False
        for field in (self.text, self.due, self.sign):
            field.clear()
            field.forget()
        self.text.setFocus()
        return True
