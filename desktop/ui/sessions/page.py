"""One session, in the order of the hour: before it, promised, the question, about whom, notes, agreed, close."""

from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.domain import records as r
from desktop.domain.dates import first_day
from desktop.domain.since import Outcome, Promised
from desktop.plan import read, read_sessions, session_edits
from desktop.report.names import in_both_scripts
from desktop.report.today import outcome_words
from desktop.ui.fitting import hint
from desktop.ui.inspector.fields import DayField, Line, Text, settle
from desktop.ui.inspector.parts import Cards, Form, Prose, asked
from desktop.ui.session import Session
from desktop.ui.sessions.agreed import AgreedStep, NewStep
from desktop.ui.sessions.phrases import homework_words, state_line, title
from desktop.ui.text_size import sized
from desktop.ui.widgets import GRID, Card, FlowRow, Page, button, chip, column, label, row
from desktop.words import _

_WIDEST = 820


class PromiseLine(QWidget):
    """Something promised before, and what became of it."""

    def __init__(self) -> None:
        super().__init__()
        self.text, self.said, self.result = Prose(), Prose("", "dim"), label("", "dim")
        line = row(self.result)
        line.insertLayout(0, column(self.text, self.said, gap=0), 1)
        self.setLayout(line)

    def show_promise(self, said: tuple[Promised, str, date]) -> None:
        """The promise, for whom, on which day it is looked at."""
        promise, name, on = said
        self.text.say(f"{promise.text} · {name}" if name else promise.text)
        self.said.say(" · ".join(homework_words(promise.first_sign, promise.comment)))
        self.result.setText(outcome_words(promise, on))
        late = promise.outcome is Outcome.NOT_YET
        self.result.setProperty("role", "amber" if late else "dim")
        self.result.style().polish(self.result)


class SessionPage(Page):
    """Shows and edits one session; every field saves itself."""

    paper_wanted = Signal()
    """The session paper."""

    def __init__(self, session: Session) -> None:
        super().__init__(gap=4 * GRID)
        self._session = session
        self._shown: r.Session | None = None
        self.heading = label("", "title", wrap=True)
        self.state = Prose("", "dim")
        self.day = DayField(_("Day"), lambda day: self._put(date=day), session.today, ahead=True, needed=True)
        self.with_ = Line(_("With"), lambda text: self._put(with_=text), _("e.g. my coach"))
        self.moved = Text(_("What has moved since last time?"), lambda text: self._check_in(moved=text or None))
        self.wanted = Text(
            _("What would make this session worth it?"), lambda text: self._check_in(wanted=text or None)
        )
        self.question = Text(_("My question for today"), lambda text: self._put(question=text))
        self.notes = Text(_("Notes"), lambda text: self._put(shared_notes=text), _("what both may read"), lines=(3, 24))
        self.promised: Cards[tuple[Promised, str, date], PromiseLine] = Cards(
            lambda _said: PromiseLine(), PromiseLine.show_promise, gap=GRID
        )
        self.no_promise = Prose(_("Nothing was due. What did you do anyway?"), "dim")
        self.about = FlowRow()
        self._about: dict[int, QPushButton] = {}
        self.agreed: Cards[r.NextStep, AgreedStep] = Cards(self._agreed_step, AgreedStep.show_step, gap=2 * GRID)
        self.new = NewStep(session)
        self.next = DayField(_("Next session"), lambda _day: True, session.today, ahead=True, adds=True)
        hint(self.next, _("day of the next one; can be left"))
        self.close_ = button(_("Close the session"))
        self.close_.clicked.connect(self.close_session)
        self.again = button(_("Open it again"), "link")
        self.again.clicked.connect(self._open_again)
        self.delete = button(_("Delete"), "link")
        self.delete.clicked.connect(self._delete)
        inner = QWidget()
        sized(inner, most=_WIDEST)
        top = row(self.heading, self.delete)
        top.setStretch(0, 1)
        self.parts = column(
            column(top, self.state, gap=GRID // 2),
            Form((_("Day"), self.day), (_("With"), self.with_)),
            self._card(
                _("Before we meet"), asked(_("What has moved since last time?"), self.moved),
                asked(_("What would make this session worth it?"), self.wanted),
            ),
            self._card(_("What was promised"), self.promised, self.no_promise),
            self._card(
                _("My question for today"), self.question, label(_("About whom"), "dim"), self.about,
            ),
            self._card(_("Notes"), self.notes),
            self._card(_("What I will do"), self.agreed, self.new),
            gap=4 * GRID,
        )  # fmt: skip
        self._closing = self._card("", row(self.next, self.close_, self.again))
        self.parts.addWidget(self._closing)
        inner.setLayout(self.parts)
        line = row(inner, None, gap=0)
        line.setStretch(0, 1000)
        self.body.addLayout(line)
        self.body.addStretch(1)

    def _agreed_step(self, step: r.NextStep) -> AgreedStep:
        made = AgreedStep(self._session, step)
        made.leaving.connect(self.new.text.setFocus)
        return made

    @staticmethod
    def _card(heading: str, *parts: Any) -> Card:
        made = Card(heading)
        for part in parts:
            if isinstance(part, QWidget):
                made.body.addWidget(part)
            else:
                made.body.addLayout(part)
        return made

    # --- showing ---------------------------------------------------------------------------------------------------

    @property
    def shown(self) -> r.Session | None:
        """The session on the page."""
        return self._shown

    def show_session(self, shown: r.Session) -> None:
        """Show a session as the plan has it now."""
        plan, on = self._session.plan, self._session.today()
        self._shown, self.new.key = shown, shown.id
        self.heading.setText(title(shown))
        self.state.say(state_line(shown, on))
        self.day.show_day(shown.date)
        self.with_.show_text(shown.with_)
        said = shown.check_in
        self.moved.show_text(said.moved or "" if said else "")
        self.wanted.show_text(said.wanted or "" if said else "")
        self.question.show_text(shown.question)
        self.question.setPlaceholderText(read.info(plan).own_question or "")  # Today and the paper take it then, too
        self.notes.show_text(shown.shared_notes)
        promised = read_sessions.promised(plan, shown, on)
        whom = read.names(plan, sorted({each.contact for each in promised if each.contact is not None}))
        names = {key: in_both_scripts(*each) for key, each in whom.items()}
        self.promised.show_items(
            [
                ((n, each.text, each.due), (each, names.get(each.contact or 0, ""), on))
                for n, each in enumerate(promised)
            ]
        )
        self.no_promise.setVisible(not promised)
        self.agreed.show_items([(step.id, step) for step in read_sessions.agreed(plan, shown)])
        self._show_about(shown)
        editable = self._session.editable
        self.close_.setVisible(editable and not shown.closed)
        self.next.setVisible(editable and not shown.closed)
        self.again.setVisible(editable and shown.closed)
        self._closing.setVisible(editable)
        self.new.setVisible(editable)
        self.delete.setVisible(editable)
        for field in (self.day, self.with_, self.moved, self.wanted, self.question, self.notes):
            field.setReadOnly(not editable)

    def _show_about(self, shown: r.Session) -> None:
        offered = read_sessions.to_choose(self._session.plan, shown)
        if list(self._about) != list(offered):
            self.about.clear()
            self._about = {}
            for key, name in offered.items():
                each = self._about[key] = chip(in_both_scripts(*name))
                each.clicked.connect(self._choose)
                self.about.add(each)
                each.show()
        for key, each in self._about.items():
            each.setChecked(key in shown.focals)
            each.setEnabled(self._session.editable)

    # --- changing --------------------------------------------------------------------------------------------------

    def _put(self, **values: Any) -> bool:
        plan, shown = self._session.plan, self._shown
        return shown is not None and self._session.do(lambda: session_edits.change_session(plan, shown.id, **values))

    def _check_in(self, **said: str | None) -> bool:
        plan, shown, on = self._session.plan, self._shown, self._session.today()
        return shown is not None and self._session.do(lambda: session_edits.check_in(plan, shown.id, on=on, **said))

    def _choose(self) -> None:
        # In the order in which they were chosen: the paper has its pages in that order.
        chosen = [key for key, each in self._about.items() if each.isChecked()]
        before = self._shown.focals if self._shown else ()
        self._put(focals=(*(key for key in before if key in chosen), *(key for key in chosen if key not in before)))

    def close_session(self) -> None:
        """Keep what is being typed, freeze how the plan stands, and fix the next session if its day is said."""
        shown = self._shown
        if shown is None or (self.new.text.text().strip() and not self.new.agree()):
            return
        settle(self)
        try:
            following = first_day(self.next.value(self.next.text().strip()))
        except ValueError:
            self.next.setFocus()
            return
        job = session_edits.close_session(self._session.plan, shown.id, on=self._session.today(), following=following)
        self._session.run(job, _("Closing the session"), lambda _none: self.again.setFocus())
        self.next.clear()
        self.next.forget()

    def _open_again(self) -> None:
        plan, shown = self._session.plan, self._shown
        if shown is not None:
            self._session.do(lambda: session_edits.open_again(plan, shown.id))

    def _delete(self) -> None:
        plan, shown = self._session.plan, self._shown
        if shown is not None:
            self._session.do(lambda: session_edits.delete_session(plan, shown.id))
