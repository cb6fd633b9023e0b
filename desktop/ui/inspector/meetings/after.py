"""After the conversation: one form, one Step, and every field of it can be left (R14)."""

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from desktop.domain import records as r
from desktop.domain.answers import QUESTIONS, AnswerState
from desktop.domain.meetings import AHEAD, PROMPTS
from desktop.plan import edits, meeting_edits, read_meetings
from desktop.plan.meeting_edits import After
from desktop.report.names import and_names, in_both_scripts, in_sentence
from desktop.ui.dialogs.parts import Dialog, tall
from desktop.ui.fitting import hint
from desktop.ui.inspector.about import About
from desktop.ui.inspector.checklist import catalogue_in
from desktop.ui.inspector.conversation_form import new_conversation
from desktop.ui.inspector.dots import Dots
from desktop.ui.inspector.fields import Choice, DayField, Line, NumberField, Text, mark, show_wrong
from desktop.ui.inspector.meetings.phrases import meeting_name, outcomes
from desktop.ui.inspector.parts import Form, Prose, asked
from desktop.ui.inspector.phrases import by_whom, channels, number, sources
from desktop.ui.session import Session
from desktop.ui.widgets import GRID, Page, button, chip, column, hairline, label, named, row
from desktop.words import _, question_words


def _kept(_value: object) -> bool:
    return True


class Chips(QWidget):
    """A few answers side by side, at most one; choosing it again takes it back."""

    def __init__(self, name: str, words: dict[Any, str]) -> None:
        super().__init__()
        named(self, name)
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        self._values: list[Any] = list(words)
        line = row(gap=GRID)
        for at, said in enumerate(words.values()):
            made = chip(said)
            named(made, f"{name}: {said}")
            made.clicked.connect(lambda checked, at=at: self.show_value(self._values[at] if checked else None))
            self._group.addButton(made, at)
            line.addWidget(made)
        line.addStretch(1)
        self.setLayout(line)
        self.value: Any = None

    def show_value(self, value: Any) -> None:
        """Show this one as chosen; None for none."""
        self.value = value
        for made in self._group.buttons():
            made.setChecked(value is not None and self._values[self._group.id(made)] == value)

    def buttons(self) -> dict[Any, QPushButton]:
        """The chips, by value."""
        return {self._values[at]: self._group.button(at) for at in range(len(self._values))}  # type: ignore[misc]


def about_whom(whom: dict[int, str]) -> Choice:
    """One of the key relationships that a meeting serves (P11); not to be seen where there is but one."""
    made = Choice(_("About whom"), whom, _kept)
    if whom:
        made.show_value(next(iter(whom)))
    made.setVisible(len(whom) > 1)
    return made


class PromiseLine(QWidget):
    """What was promised, by me or by them, and by when; with several key relationships there, also to whom."""

    def __init__(self, session: Session, whom: dict[int, str], promise: r.Promise | None = None) -> None:
        super().__init__()
        self._known = promise
        self.whom = about_whom(whom)
        self.by = Choice(_("Who promised"), by_whom(), _kept)
        self.by.show_value(promise.theirs if promise else False)
        self.text = Line(_("What was promised"), _kept, _("what"))
        self.due = DayField(_("By when"), _kept, session.today, ahead=True)
        hint(self.due, _("by when"))
        if promise is not None:
            self.text.show_text(promise.text)
            self.due.show_day(promise.due)
        line = row(self.by, self.text, self.due, self.whom, gap=GRID)
        for at, share in enumerate((1, 5, 2, 2)):
            line.setStretch(at, share)
        self.setLayout(line)

    def said(self) -> r.Promise | None:
        """The promise, None when nothing is said. Raises ValueError when the day cannot be read."""
        text = self.text.text().strip()
        due = self.due.value(self.due.text().strip())
        if not text:
            return None
        return replace(self._known or r.Promise("", None, None), text=text, due=due, theirs=self.by.chosen)


class LearnedLine(QWidget):
    """One thing learned: what, which question it answers, where from, how sure."""

    def __init__(self, question: str | None, whom: dict[int, str]) -> None:
        super().__init__()
        self.whom = about_whom(whom)
        self.text = Text(_("What I learned"), _kept, _("in plain words"), lines=(1, 4))
        five: dict[Any, str] = {question: question_words()[question] for question in QUESTIONS}
        self.question = Choice(_("It answers"), five, _kept, nothing=_("something else"))
        self.kind = Choice(_("Where it comes from"), sources(), _kept)
        self.sure = Dots(_("How sure I am"))
        self.question.show_value(question)
        # As in a review: words alone answer no question.
        self.kind.show_value("assumption")
        below = row(self.whom, self.question, self.kind, self.sure, gap=GRID)
        for at, share in enumerate((2, 3, 2)):
            below.setStretch(at, share)
        self.setLayout(column(self.text, below, gap=GRID))

    def said(self, focal: int, day: str) -> r.Insight | None:
        """What was learned, None when nothing is said; about `focal`, unless somebody else was chosen."""
        focal = self.whom.chosen or focal
        text = self.text.toPlainText().strip()
        if not text:
            return None
        return r.Insight(
            0, edits.new_uid(), focal, self.question.chosen, text, self.sure.level, self.kind.chosen, day, None
        )  # fmt: skip


class AfterTheConversation(Dialog):
    """How it went, six short prompts, what I learned, what I promised, the measure if it moved."""

    def __init__(self, parent: QWidget | None, session: Session, about: About, meeting: r.Engagement) -> None:
        known = catalogue_in(session.plan)
        there = read_meetings.who_comes(session.plan, meeting, about.person.id).values()
        served = read_meetings.served(session.plan, meeting, about.focal.id if about.focal else None)
        whom = {focal: in_both_scripts(*name) for focal, name in served.items()}
        super().__init__(
            parent,
            _("After the conversation"),
            _("{meeting}, with {names}. Everything can be left; one line is enough.").format(
                meeting=meeting_name(meeting, known), names=and_names([in_both_scripts(*name) for name in there])
            ),
            does=_("Keep"),
            width=600,
        )
        self._session, self._about, self._meeting, self._whom = session, about, meeting, whom
        self._talk = next((t for t in about.conversations if t.engagement == meeting.id), None)
        self._warned = False
        today = session.today().isoformat()
        day = meeting.date if meeting.date and meeting.date <= today else today
        talk = self._talk or replace(
            new_conversation(about.person.id, day, about.person.preferred_channel or "meeting"),
            contacts=meeting.contacts or (about.person.id,),
        )
        self._draft = talk
        prompts = [question.text for question in known.section(PROMPTS)] + [""] * 6
        listening = talk.listening or r.Listening(None, "", None, None, "")
        self.outcome = Chips(_("How did it go?"), dict(outcomes()))
        self.outcome.show_value(meeting.outcome)
        self.day = DayField(_("When"), _kept, session.today, needed=True)
        self.day.show_day(talk.date)
        self.again = DayField(_("Next time"), _kept, session.today, ahead=True)
        hint(self.again, _("when do you meet again? It can be left"))
        self.channel = Choice(_("How"), channels(), _kept)
        self.channel.show_value(talk.channel)
        self.summary = Text(_("What was said"), _kept, _("in a line or two"), lines=(2, 6))
        self.summary.show_text(talk.summary)
        shares: dict[Any, str] = {
            0.2: _("little"), 0.33: _("a third"), 0.5: _("half"), 0.67: _("two thirds"), 0.85: _("nearly all")
        }  # fmt: skip
        self.share = Chips(prompts[0], shares)
        if listening.talk_share is not None:
            self.share.show_value(min(shares, key=lambda value: abs(value - (listening.talk_share or 0))))
        self.sensed = Line(prompts[1], _kept)
        self.sensed.show_text(listening.sensed)
        self.restated = Chips(prompts[2], {True: _("yes"), False: _("not yet")})
        self.restated.show_value(listening.restated_and_accepted)
        self.followed = NumberField(prompts[3], _kept, _("how many"), whole=True)
        self.followed.show_number(listening.followed_up)
        self.surprise = Line(prompts[4], _kept)
        self.surprise.show_text(listening.surprise)
        self.promises = [PromiseLine(session, whom, promise) for promise in (*talk.promises, None)]
        self._promise_column = column(*self.promises, gap=GRID)
        self.more_promises = button(_("Another promise"), "link")
        self.more_promises.clicked.connect(self._promise)
        weak = [answer.question for answer in about.answers if answer.state is AnswerState.INVESTIGATE]
        self._weak = weak[0] if weak else None
        self.learned = [LearnedLine(self._weak, whom)]
        self._learned_column = column(*self.learned)
        self.more_learned = button(_("Something else I learned"), "link")
        self.more_learned.clicked.connect(self._learn)
        goal = about.goal
        measured = goal is not None and goal.status == "active" and goal.measure is not None
        self._goal = goal if measured else None
        self.reading = NumberField(_("The measure now"), _kept, _("leave it if it did not move"))
        page = Page(margin=0, gap=3 * GRID)
        page.body.setContentsMargins(0, 0, 3 * GRID, 0)
        for part in (
            asked(_("How did it go?"), self.outcome),
            asked(_("What was said?"), self.summary),
        ):
            page.body.addLayout(part)
        again = self.again if meeting.recurring else None
        page.body.addWidget(Form((_("When"), self.day), (_("How"), self.channel), (_("Next time"), again)))
        page.body.addLayout(asked(prompts[5], self._holds(self._promise_column, self.more_promises)))
        if about.focal is not None:
            page.body.addWidget(hairline())
            page.body.addLayout(
                asked(_("What did I learn?"), self._holds(self._learned_column, self.more_learned))
            )  # fmt: skip
        if goal is not None and goal.measure is not None and measured:
            page.body.addWidget(hairline())
            heading = _("Did it move? {what}").format(what=goal.measure.indicator)
            now = number(goal.measure.current)
            so_far = _("{value} so far").format(value=now) if now else ""
            page.body.addLayout(asked(heading, self.reading, so_far))
        page.body.addWidget(hairline())
        page.body.addWidget(label(_("For yourself: how did I listen?"), "heading"))
        for words, field in (
            (prompts[0], self.share),
            (prompts[1], self.sensed),
            (prompts[2], self.restated),
            (prompts[3], self.followed),
            (prompts[4], self.surprise),
        ):
            page.body.addLayout(column(Prose(words, "dim"), field, gap=GRID))
        page.body.addStretch(1)
        self.body.addWidget(page)
        for unused in (*(() if measured else (self.reading,)), *(() if again else (self.again,))):
            unused.setParent(self)
            unused.hide()
        if about.focal is None:
            for each in (*self.learned, self.more_learned):
                each.setParent(self)
                each.hide()
        self.trouble = Prose("", "amber")
        self.body.addWidget(self.trouble)
        self.later = button(_("It took place; the rest later"))
        self.later.clicked.connect(self._later)
        self.later.setVisible(meeting.status in AHEAD)
        self.foot.insertWidget(0, self.later)
        tall(self, parent)
        self._before = self._said_so_far()
        self.summary.setFocus()

    # --- building --------------------------------------------------------------------------------------------------

    @staticmethod
    def _holds(lines: Any, more: QPushButton) -> QWidget:
        made = QWidget()
        made.setLayout(column(lines, row(more, None), gap=GRID))
        return made

    def _promise(self) -> None:
        self.promises.append(made := PromiseLine(self._session, self._whom))
        self._promise_column.addWidget(made)
        made.text.setFocus()

    def _learn(self) -> None:
        self.learned.append(made := LearnedLine(self._weak, self._whom))
        self._learned_column.addWidget(made)
        made.text.setFocus()

    # --- keeping ---------------------------------------------------------------------------------------------------

    def accept(self) -> None:
        after = self._after()
        if after is None:
            return
        plan, key, about = self._session.plan, self._meeting.id, self._about
        kept = self._session.do(
            lambda: meeting_edits.after_meeting(plan, key, after, on=self._session.today(), subject=about.person.name)
        )
        if kept:
            self._session.kept.emit(_("What came of it is kept: {name}.").format(name=in_sentence(about.person.name)))
            super().accept()
        else:
            self.trouble.say(_("This could not be kept; the reason stands over the screen. Nothing typed is lost."))

    def reject(self) -> None:
        if self._said_so_far() != self._before and not self._warned:
            self._warned = True
            self.trouble.say(_("What is typed here is not kept yet. Close again to give it up."))
            return
        super().reject()

    def _later(self) -> None:
        key, plan = self._meeting.id, self._session.plan
        subject = self._about.person.name
        if self._session.do(
            lambda: meeting_edits.took_place(plan, key, on=self._session.today(), subject=subject)
        ):  # fmt: skip
            super().accept()

    def _after(self) -> After | None:
        """Everything said; None when something cannot be read, which is marked."""
        day = self._read(self.day)
        again = self._read(self.again)
        followed = self._read(self.followed)
        reading = self._read(self.reading)
        promises = [self._promise_of(line) for line in self.promises]
        if any(value is ValueError for value in (day, again, followed, reading, *promises)):
            self.trouble.say(_("One field cannot be read yet; it is marked."))
            show_wrong(self)
            return None
        listening = r.Listening(
            self._share(), self.sensed.text().strip(), self.restated.value, followed, self.surprise.text().strip()
        )  # fmt: skip
        nothing = r.Listening(None, "", None, None, "")
        kept = [(promise, line.whom.chosen) for promise, line in zip(promises, self.promises, strict=True) if promise]
        talk = replace(
            self._draft,
            date=day,
            channel=self.channel.chosen,
            summary=self.summary.toPlainText().strip(),
            listening=None if listening == nothing else listening,
            promises=tuple(promise for promise, _focal in kept),
        )
        focal = self._about.focal
        learned = tuple(
            insight for line in self.learned if focal is not None and (insight := line.said(focal.id, day)) is not None
        )
        read_at = None if reading is None or self._goal is None else r.Reading(day, reading)
        return After(
            talk,
            self.outcome.value,
            learned,
            focal.id if focal else None,
            self._goal.id if self._goal and read_at else None,
            read_at,
            again,
            {at: focal for at, (_promise, focal) in enumerate(kept) if focal},
        )

    def _share(self) -> float | None:
        """The share said before stays as exact as it was, unless another one was chosen."""
        before = self._draft.listening.talk_share if self._draft.listening else None
        chosen = self.share.value
        if before is not None and chosen is not None and abs(before - chosen) <= 0.09:
            return before
        return chosen

    @staticmethod
    def _read(field: DayField | NumberField) -> Any:
        try:
            value = field.value(field.text().strip())
        except ValueError:
            mark(field, True)
            return ValueError
        return value

    @staticmethod
    def _promise_of(line: PromiseLine) -> Any:
        try:
            return line.said()
        except ValueError:
            mark(line.due, True)
            return ValueError

    def _said_so_far(self) -> tuple[object, ...]:
        """What stands in the fields, to know whether anything was typed."""
        lines = (self.day, self.again, self.sensed, self.followed, self.surprise, self.reading)
        texts = [line.text() for line in lines] + [self.summary.toPlainText()]
        texts += [field.text() for line in self.promises for field in (line.text, line.due) if field.text()]
        texts += [line.text.toPlainText() for line in self.learned if line.text.toPlainText()]
        return (*texts, self.outcome.value, self.share.value, self.restated.value, self.channel.chosen)
