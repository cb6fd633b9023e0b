"""A review of one key relationship, filled in at one's own pace and kept as one edit (R17 to R23)."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from desktop.domain import records as r
from desktop.domain.answers import Answer, AnswerState, answers
from desktop.domain.relationships import Relationship
from desktop.domain.reviewing import measured_again, reviewed
from desktop.plan import read_reviews, review_edits
from desktop.plan.errors import MeasureWanted, ReasonWanted
from desktop.plan.step import Changes
from desktop.report.names import in_sentence
from desktop.ui.inspector.answer_form import new_answer
from desktop.ui.inspector.checklist import Asked, catalogue_in, checklist, own_questions, step_words
from desktop.ui.inspector.days import in_short, in_words
from desktop.ui.inspector.dots import Dots
from desktop.ui.inspector.fields import Choice, DayField, Line, NumberField, Text, settle
from desktop.ui.inspector.parts import Form, Prose
from desktop.ui.inspector.phrases import left_to_say, measure_line, outcomes, source_line, sources, to_find_out
from desktop.ui.session import Session
from desktop.ui.widgets import GRID, Card, FlowRow, button, chip, column, hairline, label, row
from desktop.words import _, explain

_NONE_SO_FAR = ("successful", "unsuccessful")


class AnswerRow(QWidget):
    """One question with the answer as it stands; the dots change how sure I am, a new statement may be added."""

    def __init__(self, form: "ReviewForm", question: str) -> None:
        super().__init__()
        self._form, self.question = form, question
        self._answer: Answer | None = None
        self.words = label("", "heading", wrap=True)
        self.sure = Dots("")
        self.sure.chosen.connect(self._sure)
        self.prompt = Prose("", "small")
        self.said = Prose()
        self.source = Prose("", "small")
        self.note = Prose("", "amber")
        self.day = DayField(_("When did you last see or hear it?"), self._seen, form.session.today)
        self.new = button(_("Something new"), "link")
        self.new.clicked.connect(lambda: self.open())
        self.none = button(_("None so far"), "link")
        self.none.clicked.connect(self._none_so_far)
        self.text = Text(_("What I know now"), self._write, _("in plain words"), lines=(2, 8))
        self.new_sure = Dots(_("How sure I am"))
        self.new_sure.chosen.connect(lambda level: self._put_new(confidence=level))
        self.kind = Choice(_("Where it comes from"), sources(), lambda kind: self._put_new(kind=kind))
        self.editor = QWidget()
        self.editor.setLayout(
            column(self.text, Form((_("How sure"), self.new_sure), (_("Where from"), self.kind)), gap=GRID)
        )
        self.editor.hide()
        self._begin()
        top = row(self.words, self.sure, gap=GRID)
        top.setStretch(0, 1)
        body = column(top, self.prompt, self.said, self.source, self.note, self.day, gap=GRID)
        body.addLayout(row(self.new, self.none, None))
        body.addWidget(self.editor)
        self.setLayout(body)

    def _begin(self) -> None:
        """Something new of which nothing is claimed yet: neither where it comes from nor how sure it is."""
        self._fresh = new_answer(self._form.focal, self.question, self._form.session.today().isoformat())
        self.new_sure.show_level(self._fresh.confidence)
        self.kind.show_value(self._fresh.kind)

    def show_answer(self, answer: Answer, asked: Asked) -> None:
        """The answer as it would stand now."""
        self._answer = answer
        today = self._form.session.today()
        self.words.setText(asked.words)
        self.sure.setAccessibleName(_("How sure: {question}").format(question=asked.words))
        self.new.setAccessibleName(_("Something new: {question}").format(question=asked.words))
        self.none.setAccessibleName(f"{_('None so far')}: {asked.words}")
        low = answer.state is AnswerState.INVESTIGATE
        applies = answer.state is not AnswerState.NOT_YET
        self.sure.show_level(answer.effective or 0, "amber" if low else "accent")
        self.sure.setEnabled(applies)
        best = answer.insight if applies else None
        self.prompt.say("" if best else asked.prompt)
        self.said.say((best.text or (_("None so far.") if best.none_so_far else "")) if best else "")
        said = (source_line(best, today), left_to_say(best)) if best else ()
        self.source.say(". ".join(part for part in said if part))
        self.day.setVisible(applies and answer.aged)
        self.day.show_day(best.evidence_date if best else None)
        self.note.say(
            {
                AnswerState.NOT_YET: _("Not yet: after the first conversation."),
                AnswerState.WAITS: _("Waits for a good and a bad moment to compare."),
            }.get(answer.state, "")
            or (_("Older than six months. Still so? Say when you last saw or heard it.") if answer.aged else "")
        )
        self.note.setProperty("role", "amber" if answer.aged else "small")
        self.note.style().polish(self.note)
        self.new.setVisible(applies and self.editor.isHidden())
        self.none.setVisible(applies and best is None and self.question in _NONE_SO_FAR and self.editor.isHidden())

    def open(self, level: int = 0) -> None:
        """Write down something new."""
        self._fresh = replace(self._fresh, confidence=level)
        self.new_sure.show_level(level)
        self.editor.show()
        self.new.hide()
        self.none.hide()
        self.text.setFocus()

    def _sure(self, level: int) -> None:
        answer = self._answer
        best = answer.insight if answer else None
        if answer is None or best is None:
            self.sure.show_level(0)
            self.open(level)
        elif answer.aged:
            # Being as sure as before takes new evidence: its day is asked first.
            self._form.refresh()
            self.day.setFocus()
        else:
            self._form.put(replace(best, confidence=level))

    def _seen(self, day: str | None) -> bool:
        best = self._answer.insight if self._answer else None
        return best is not None and day is not None and self._form.put(replace(best, evidence_date=day))

    def _write(self, text: str) -> bool:
        return self._put_new(text=text)

    def _put_new(self, **values: object) -> bool:
        self._fresh = replace(self._fresh, evidence_date=self._form.session.today().isoformat(), **values)  # type: ignore[arg-type]
        self.kind.show_value(self._fresh.kind)
        return self._form.put(self._fresh) if self._fresh.text else self._form.forget(self._fresh)

    def _none_so_far(self) -> None:
        day = self._form.session.today().isoformat()
        none = replace(self._fresh, text="", confidence=3, kind="seen", evidence_date=day, none_so_far=True)
        self._form.put(none)

    def keep(self) -> None:
        """What was written is in the plan now; the next is another."""
        self._begin()
        self.text.forget()
        self.text.show_text("")
        self.text.forget()
        self.editor.hide()


class ReviewForm(QWidget):
    """The five answers, the measure, an outcome, a note. Nothing is written before it is kept."""

    closed = Signal()
    """It was kept, or put aside."""
    left = Signal()
    """The key relationship is gone."""

    def __init__(self, session: Session, focal: int) -> None:
        super().__init__()
        self.session, self.focal = session, focal
        self._drafted: dict[str, r.Insight] = {}
        self._outcome: str | None = None
        self.about: Relationship | None = None
        self.heading = label(_("Review"), "title")
        self.goal = Prose()
        self.rows = {question: AnswerRow(self, question) for question in checklist(session.plan)}
        self.own: dict[str, Text] = {}
        own = column(gap=3 * GRID)
        for key, words in own_questions(session.plan).items():
            field = self.own[key] = Text(words, lambda _text: True, _("a note, if you like"), lines=(1, 6))
            before = self._noted_before(key)
            hint = (Prose(_("Last time: {what}").format(what=before), "small"),) if before else ()
            own.addLayout(column(label(words, "heading", wrap=True), *hint, field, gap=GRID))
        self.theirs = Card(role="quote")
        self._theirs = Prose()
        self.theirs.body.addWidget(self._theirs)
        self.indicator = Prose("", "small")
        self.reading = NumberField(_("Where the measure stands today"), lambda _value: True)
        self.why_not = Line(_("Why it cannot be said today"), lambda _text: True, _("a word is enough"))
        self.measure = QWidget()
        self.measure.setLayout(
            column(
                label(_("How would we notice? Where does it stand today?"), "heading", wrap=True),
                self.indicator,
                Form((_("Today"), self.reading), (_("or why not"), self.why_not)),
                gap=GRID,
            )
        )
        self.outcomes = QButtonGroup(self)
        self.outcome_row = FlowRow()
        self._chips: dict[str, QPushButton] = {}
        for outcome, words in outcomes().items():
            made = self._chips[outcome] = chip(words)
            made.clicked.connect(lambda _checked=False, outcome=outcome: self.choose(outcome))
            self.outcomes.addButton(made)
            self.outcome_row.add(made)
        self.statement = Text(_("The goal in new words"), lambda _text: True, _("What will be different, for both?"))
        self.why = Line(_("Why is it achieved all the same?"), lambda _text: True, _("one line"))
        self.note = Text(_("Note"), lambda _text: True, _("a note for next time, if you like"), lines=(1, 6))
        self.follows = Card(role="note")
        self._follows = Prose("", "amber")
        self.follows.body.addWidget(self._follows)
        self.next_time = Prose("", "small")
        self.problem = Prose("", "amber")
        self.complete = button(_("Keep the review"), "loud")
        self.complete.clicked.connect(self.keep)
        self.away = button(_("Not now"), "flat", hint=_("What you learned is kept; the review stays due"))
        self.away.clicked.connect(self.put_aside)
        for field in (self.reading, self.why_not, self.why):
            field.textEdited.connect(lambda _text: self.problem.say(""))
        body = column(self.heading, self.goal, hairline(), *self.rows.values(), gap=3 * GRID)
        body.addLayout(own)
        for part in (self.theirs, hairline(), self.measure):
            body.addWidget(part)
        body.addLayout(column(label(_("And so?"), "heading"), self.outcome_row, self.statement, self.why, gap=GRID))
        for part in (self.note, self.follows, self.next_time, self.problem):
            body.addWidget(part)
        body.addLayout(row(self.complete, self.away, None))
        self.setLayout(body)
        session.changed.connect(self._follow)
        self.refresh()

    # --- the draft ---

    @property
    def learned(self) -> tuple[r.Insight, ...]:
        """What differs from the plan."""
        known = {insight.uid: insight for insight in self.about.insights} if self.about else {}
        return tuple(insight for uid, insight in self._drafted.items() if known.get(uid) != insight)

    def put(self, insight: r.Insight) -> bool:
        """Take an answer into the draft, new or changed."""
        self._drafted[insight.uid] = insight
        self.refresh()
        return True

    def forget(self, insight: r.Insight) -> bool:
        """Leave an answer out of the draft."""
        if self._drafted.pop(insight.uid, None) is not None:
            self.refresh()
        return True

    def choose(self, outcome: str) -> None:
        """Say how the review ends."""
        self._outcome = outcome
        self.refresh()

    def refresh(self) -> None:
        """Show the draft over what is in the plan now."""
        self.about = about = read_reviews.relationship_of(self.session.plan, self.focal, self.session.today())
        if about is None:
            self.left.emit()
            return
        asked = checklist(self.session.plan)
        now = self._as_drafted(about)
        for answer in answers(now.insights, now.early, now.on):
            self.rows[answer.question].show_answer(answer, asked[answer.question])
        goal = about.goal
        self.goal.say(goal.statement if goal else _("There is no active goal yet."))
        measure = goal.measure if goal else None
        self.measure.setVisible(measure is not None)
        self.indicator.say(f"{measure.indicator}: {measure_line(goal, about.on)}" if goal and measure else "")
        self._show_theirs(about)
        self._show_outcome(now)
        self.complete.setEnabled(self.session.editable)

    def _as_drafted(self, about: Relationship) -> Relationship:
        known = {insight.uid: insight for insight in about.insights}
        gone = [uid for uid, insight in self._drafted.items() if insight.id and uid not in known]
        for uid in gone:
            del self._drafted[uid]
        return replace(about, insights=tuple((known | self._drafted).values()))

    def _show_theirs(self, about: Relationship) -> None:
        said = about.contact.ask_them
        lines = [
            _("“{what}”").format(what=text) for text in (said.keep_doing, said.change) if text
        ] if said else []  # fmt: skip
        self.theirs.setVisible(bool(lines))
        day = in_words(said.answered or said.asked, about.on) if said else ""
        self._theirs.say("\n".join([_("What they said when you asked, {day}:").format(day=day), *lines]))

    def _show_outcome(self, now: Relationship) -> None:
        given = {answer.question: answer.effective or 0 for answer in now.answers}
        found = reviewed(now, given, catalogue_in(self.session.plan))
        outcome = self._outcome or ("refine" if found.low else "on_track")
        for each, made in self._chips.items():
            made.setChecked(each == outcome)
            made.setVisible(now.goal is not None or each not in ("goal_replaced", "achieved"))
        waits = found.lifted.refinement
        flagged = waits is not None and waits.flag
        self.statement.setVisible(outcome == "goal_replaced")
        self.why.setVisible(outcome == "achieved" and flagged)
        self.follows.setVisible(bool(found.low))
        asked = checklist(self.session.plan)
        lines = [to_find_out(len(found.low)), *(f"• {asked[question].words}" for question in found.low)]
        if found.steps:
            lines.append(_("Each gets a step, unless there is one already; the goal waits for a second look."))
        self._follows.say("\n".join(lines))
        day = in_short(found.next_review.isoformat(), now.on)
        self.next_time.say(
            _("The relationship rests; no review is due meanwhile.") if outcome == "paused"
            else _("The next review would be on {day}.").format(day=day) if outcome != "closed" else ""
        )  # fmt: skip

    # --- the ends ---

    def keep(self) -> None:
        """Keep the review with everything that follows from it."""
        settle(self)
        about = self.about
        if about is None:
            return
        outcome = next(each for each, made in self._chips.items() if made.isChecked())
        why_not, why = self.why_not.text().strip(), self.why.text().strip()
        reading = self.reading.value(self.reading.text().strip()) if not self.reading.property("wrong") else None
        plan, known, asked = self.session.plan, catalogue_in(self.session.plan), checklist(self.session.plan)
        if reading is None and not measured_again(about.goal, about.on, why_not):
            self._tell(explain(MeasureWanted(plan.path)), self.reading)
            return
        if not self.why.isHidden() and not why:
            self._tell(explain(ReasonWanted(plan.path)), self.why)
            return
        note = self.note.toPlainText().strip()
        if why_not and reading is None:
            note = "\n".join(filter(None, (note, _("Not measured: {why}").format(why=why_not))))
        draft = review_edits.Draft(
            outcome, self.learned, note=note, reading=reading, why_not=why_not,
            statement=self.statement.toPlainText().strip(), why=why,
            own={key: text for key, field in self.own.items() if (text := field.toPlainText().strip())},
        )  # fmt: skip
        self._drafted, drafted = {}, self._drafted
        kept = self.session.do(
            lambda: review_edits.complete_review(
                plan, self.focal, draft, known, lambda step: step_words(step, asked, known),
                on=self.session.today(), subject=about.contact.name,
            )
        )  # fmt: skip
        if kept:
            self.session.kept.emit(_("The review is kept: {name}.").format(name=in_sentence(about.contact.name)))
            self.closed.emit()
        else:
            self._drafted = drafted
            self.refresh()

    def put_aside(self) -> None:
        """Not now: what was learned is kept all the same."""
        if self.keep_learned():
            self.closed.emit()

    def keep_learned(self) -> bool:
        """Keep the answers that were written, without the review; False when they could not be kept."""
        settle(self)
        learned, about = self.learned, self.about
        if not learned or about is None:
            return True
        name, drafted = about.contact.name, self._drafted
        self._drafted = {}
        plan, today = self.session.plan, self.session.today()
        if self.session.do(lambda: review_edits.learn(plan, learned, on=today, subject=name)):
            for each in self.rows.values():
                each.keep()
            self.refresh()
            return True
        self._drafted = drafted
        self.refresh()
        return False

    def _noted_before(self, question: str) -> str:
        """What was noted to a question of the plan's own in the latest review that has anything to it."""
        about = read_reviews.relationship_of(self.session.plan, self.focal, self.session.today())
        noted = [v for v in about.reviews if question in v.answers and v.answers[question].note] if about else []
        latest = max(noted, key=lambda review: (review.date, review.id), default=None)
        return latest.answers[question].note if latest else ""

    def _tell(self, words: str, field: QWidget) -> None:
        self.problem.say(words)
        field.setFocus()

    def _follow(self, changes: Changes) -> None:
        if changes.touches(
            "focal_relationships", "goals", "insights", "next_steps", "conversations", "contacts", "plan"
        ):
            self.refresh()


def last_looked(about: Relationship) -> str:
    """When there was a review, and how it ended: "last on 13 Feb: refine"; '' before the first."""
    latest = max(about.reviews, key=lambda review: (review.date, review.id), default=None)
    if latest is None:
        return ""
    day = in_short(latest.date, about.on)
    ended = outcomes().get(latest.outcome or "")
    said = _("last on {day}: {outcome}") if ended else _("last on {day}")
    return said.format(day=day, outcome=(ended or "").lower())
