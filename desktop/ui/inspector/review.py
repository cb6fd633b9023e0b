"""What the owner knows about somebody: the Review tab with the five questions (R17)."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.domain import records as r
from desktop.domain.answers import QUESTIONS, Answer, AnswerState
from desktop.domain.relationships import Relationship
from desktop.plan import edits, read_reviews, review_edits
from desktop.ui.inspector.about import About
from desktop.ui.inspector.answer_form import AnswerForm, new_answer
from desktop.ui.inspector.checklist import Asked, catalogue_in, checklist
from desktop.ui.inspector.days import in_short
from desktop.ui.inspector.dots import Dots
from desktop.ui.inspector.parts import Cards, ClickCard, Fold, Prose
from desktop.ui.inspector.phrases import left_to_say, source_line, to_find_out
from desktop.ui.inspector.record_form import end, others
from desktop.ui.inspector.review_form import ReviewForm, last_looked
from desktop.ui.inspector.still_right import StillRight
from desktop.ui.inspector.tab import Tab
from desktop.ui.inspector.their_side import AskThemPage, TheirChairPage
from desktop.ui.session import Session
from desktop.ui.widgets import GRID, Card, button, column, hairline, label, row
from desktop.words import _, question_words

NONE_SO_FAR = ("successful", "unsuccessful")
"""P7: the questions to which "none so far" is a full answer."""

_WAYS = 2
"""So many ways to meet are named beside a step to find out."""


class AnswerCard(QWidget):
    """An answer as a card; opened, it is the form."""

    def __init__(self, tab: Tab, insight: r.Insight) -> None:
        super().__init__()
        self._tab = tab
        self._insight = insight
        self.text = Prose()
        self.source = Prose("", "small")
        self.card = ClickCard(self.text, self.source)
        self.form: AnswerForm | None = None
        self.card.opened.connect(lambda: self.open(True))
        self._column = column(self.card, gap=0)
        self.setLayout(self._column)

    def show_insight(self, insight: r.Insight) -> None:
        """The answer as the plan has it now."""
        self._insight = insight
        about = self._tab.about
        if about is None:
            return
        text = insight.text or (_("None so far.") if insight.none_so_far else _("(nothing said yet)"))
        self.text.say(text)
        line = ". ".join(part for part in (source_line(insight, about.today), left_to_say(insight)) if part)
        self.source.say(line)
        self.card.setAccessibleName(f"{text} {line}")
        if self.form is not None:
            self.form.show_record(insight)

    def open(self, opened: bool) -> None:
        """Show the form, or the card."""
        if opened and self.form is None:
            self.form = AnswerForm(self._tab, self._insight, draft=False)
            self.form.closed.connect(lambda: self.open(False))
            self._column.addWidget(self.form)
            self.form.show()
        if self.form is not None:
            self.card.setVisible(not opened)
            self.form.setVisible(opened)
            (self.form.text if opened else self.card).setFocus()


class Question(QWidget):
    """One question, how sure I am, and the answers. `question` None is what else I learned (P13)."""

    def __init__(self, tab: Tab, question: str | None) -> None:
        super().__init__()
        self._tab = tab
        self.question = question
        words = question_words()[question] if question else _("What else I learned")
        self.words = label(words, "heading", wrap=True)
        self.sure = Dots(_("How sure: {question}").format(question=words))
        self.sure.chosen.connect(self._sure)
        if question is None:
            self.sure.hide()
        self.note = Prose("", "small")
        self.answers: Cards[r.Insight, AnswerCard] = Cards(
            lambda insight: AnswerCard(tab, insight), AnswerCard.show_insight, gap=GRID
        )
        self.draft: AnswerForm | None = None
        self._drafts = column()
        self.add = button(_("Add an answer") if question else _("Add something"), "link")
        self.more = button("+", "link", hint=_("Add another"))
        for adds in (self.add, self.more):
            adds.setAccessibleName(_("Add an answer: {question}").format(question=words))
            adds.clicked.connect(lambda: self.begin())
        self.none = button(_("None so far"), "link")
        self.none.setAccessibleName(f"{self.none.text()}: {words}")
        self.none.clicked.connect(self._none_so_far)
        self._answer: Answer | None = None
        top = row(self.words, self.more, self.sure, gap=GRID)
        top.setStretch(0, 1)
        body = column(top, self.answers, self.note, gap=GRID)
        body.addLayout(self._drafts)
        body.addLayout(row(self.add, self.none, None))
        self.setLayout(body)

    def show_words(self, words: str) -> None:
        """The question as this plan words it."""
        self.words.setText(words)

    def show_about(self, about: About) -> None:
        """The answers as the plan has them now, the best founded first."""
        mine = [insight for insight in about.insights if insight.question == self.question]
        if about.focal is not None:
            mine = [insight for insight in mine if insight.focal == about.focal.id]
        mine.sort(key=lambda insight: (insight.confidence, insight.evidence_date or "", insight.id), reverse=True)
        self._answer = next((answer for answer in about.answers if answer.question == self.question), None)
        state = self._answer.state if self._answer else None
        mine = others(self.draft, mine, self.end_draft)
        self.answers.show_items([(insight.id, insight) for insight in mine])
        level = (self._answer.effective or 0) if self._answer else 0
        self.sure.show_level(level, "amber" if state is AnswerState.INVESTIGATE else "accent")
        self.sure.setEnabled(state is not AnswerState.NOT_YET)
        self.note.say(self._note(state, bool(mine)))
        asked = self.draft is None and not mine and state is not AnswerState.NOT_YET
        self.none.setVisible(asked and self.question in NONE_SO_FAR)
        self.add.setVisible(asked)
        self.more.setVisible(self.draft is None and bool(mine))

    def _note(self, state: AnswerState | None, answered: bool) -> str:
        if state is AnswerState.NOT_YET:
            return _("Not yet: after the first conversation.")
        if state is AnswerState.WAITS and not answered:
            return _("Waits for a good and a bad moment to compare.")
        if self._answer is not None and self._answer.aged:
            return _("Older than six months: is it still so?")
        return ""

    def begin(self, confidence: int = 0) -> None:
        """Begin an answer; it is added with its first words. Without a `confidence` nothing is claimed yet."""
        about = self._tab.about
        if about is None or about.focal is None or self.draft is not None:
            return
        insight = new_answer(about.focal.id, self.question, self._tab.today().isoformat(), confidence)
        self.draft = AnswerForm(self._tab, insight, draft=True)
        self.draft.closed.connect(self.end_draft)
        self._drafts.addWidget(self.draft)
        self.draft.show()
        for other in (self.add, self.more, self.none):
            other.hide()
        self.draft.text.setFocus()

    def end_draft(self) -> None:
        """Take the form away."""
        if self.draft is not None:
            gone, self.draft = self.draft, None
            if self._tab.about is not None:
                self.show_about(self._tab.about)
            card = self.answers.of(gone.record.id)
            end(gone, card.card if card else self.more if self.more.isVisible() else self.add)

    def _sure(self, level: int) -> None:
        best = self._answer.insight if self._answer else None
        about = self._tab.about
        if about is None:
            return
        if best is None:
            self.sure.show_level(0)
            if self.draft is None:
                self.begin(level)
            else:
                self.draft.put(confidence=level)
        elif self._answer is not None and self._answer.aged:
            # Being as sure as before takes new evidence: its day is asked first.
            self.show_about(about)
            card = self.answers.of(best.id)
            if card is not None:
                card.open(True)
        elif not self._tab.edit(
            lambda plan, about: review_edits.change_insight(
                plan, best.id, on=about.today, subject=about.person.name, confidence=level
            )
        ):
            self.show_about(about)

    def _none_so_far(self) -> None:
        """P7: nobody is sent hunting for failures."""
        about = self._tab.about
        if about is not None and about.focal is not None:
            day = self._tab.today().isoformat()
            none = r.Insight(
                0, edits.new_uid(), about.focal.id, self.question, "", 3, "seen", day, None, none_so_far=True
            )  # fmt: skip
            self._tab.edit(
                lambda plan, about: review_edits.learn(plan, [none], on=about.today, subject=about.person.name)
            )


class Review(Tab):
    """The five questions, what else was learned, what is still to find out; a review in place; the other's side."""

    wants_key_relationship = Signal()
    """The person is no key relationship yet, and the user would like to make it one."""
    wants_goal = Signal()
    """The user would like to edit the goal."""
    reviewing = Signal()
    """A review has begun or ended."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.invitation = Prose(
            _("The five questions belong to the few relationships you chose to work on. Is this one of them?"), "dim"
        )
        self.make = button(_("Make it a key relationship…"))
        self.make.clicked.connect(self.wants_key_relationship)
        self._ask = QWidget()
        self._ask.setLayout(column(self.invitation, row(self.make, None), gap=3 * GRID))
        self.start = button(_("Start the review"))
        self.start.clicked.connect(self.begin)
        self.when = Prose("", "small")
        self.questions = {question: Question(self, question) for question in (*QUESTIONS, None)}
        self.find_out = Card(role="note")
        self.find_out_heading = label("", "amber", wrap=True)
        self.find_out_heading.setStyleSheet("font-weight: 600;")
        self.find_out_lines = Prose("", "amber")
        self.find_out.body.setSpacing(GRID)
        self.find_out.body.addWidget(self.find_out_heading)
        self.find_out.body.addWidget(self.find_out_lines)
        self.still_right = StillRight(self)
        self.still_right.wants_goal.connect(self.wants_goal)
        self._five = QWidget()
        five = column(self.still_right, self.when, row(self.start, None), gap=3 * GRID)
        for question in self.questions.values():
            if question.question is None:
                five.addWidget(self.find_out)
            five.addWidget(question)
        self._five.setLayout(five)
        self.forms: dict[int, ReviewForm] = {}
        self._forms = column()
        self.their_chair, self.ask_them = TheirChairPage(self), AskThemPage(self)
        self.chair = Fold(_("Their chair"), self.their_chair)
        self.ask = Fold(_("Ask them"), self.ask_them)
        self.body.addWidget(self._ask)
        self.body.addWidget(self._five)
        self.body.addLayout(self._forms)
        self.body.addWidget(hairline())
        self.body.addWidget(self.chair)
        self.body.addWidget(self.ask)
        self.body.addStretch(1)

    def show_about(self, about: About | None) -> None:
        """Show what is known about a person as the plan has it now."""
        super().show_about(about)
        if about is None:
            for question in self.questions.values():
                question.end_draft()
            for fold in (self.chair, self.ask):
                fold.open(False)
            for form in self.forms.values():
                form.hide()
            return
        asked = checklist(self.session.plan)
        reviewing = about.focal is not None and about.focal.id in self.forms
        self._ask.setVisible(about.focal is None)
        self._five.setVisible(about.focal is not None and not reviewing)
        for focal, form in self.forms.items():
            form.setVisible(about.focal is not None and focal == about.focal.id)
        for question in self.questions.values():
            if question.question is not None:
                question.show_words(asked[question.question].words)
            question.show_about(about)
        self._show_find_out(about, self._show_when(about))
        self.their_chair.show_about(about)
        self.ask_them.show_about(about)

    @property
    def under_way(self) -> bool:
        """Whether a review of the relationship shown is open."""
        return self.about is not None and self.about.focal is not None and self.about.focal.id in self.forms

    def keep_drafts(self) -> None:
        """Keep what was learned in a review under way."""
        for form in self.forms.values():
            form.keep_learned()

    def begin(self) -> None:
        """Start a review, or go on with the one that was begun."""
        self.keep_drafts()
        about = self.about
        if about is None or about.focal is None or about.focal.id in self.forms:
            return
        key = about.focal.id
        form = self.forms[key] = ReviewForm(self.session, key)
        form.closed.connect(lambda: self._end(key))
        form.left.connect(lambda: self._end(key))
        self._forms.addWidget(form)
        self.show_about(about)
        self.reviewing.emit()
        self.verticalScrollBar().setValue(0)

    def _end(self, key: int) -> None:
        form = self.forms.pop(key, None)
        if form is not None:
            self._forms.removeWidget(form)
            form.hide()
            form.deleteLater()
            self.show_about(self.about)
            self.reviewing.emit()
            # What follows from a review stands at the top: how it is now, and whether the goal is still right.
            self.verticalScrollBar().setValue(0)
            (self.still_right.confirm if self.still_right.isVisible() else self.start).setFocus()

    def _show_when(self, about: About) -> Relationship | None:
        found = None if about.focal is None else read_reviews.relationship_of(
            self.session.plan, about.focal.id, about.today
        )  # fmt: skip
        if found is None:
            return None
        known = read_reviews.as_aged(found)
        due = in_short(known.focal.next_review, about.today)
        parts = [_("Review due {day}").format(day=due) if due else "", last_looked(known)]
        self.when.say("; ".join(part for part in parts if part))
        return known

    def _show_find_out(self, about: About, known: Relationship | None) -> None:
        shaky = [answer.question for answer in about.answers if answer.state is AnswerState.INVESTIGATE]
        self.find_out.setVisible(bool(shaky))
        self.find_out_heading.setText(to_find_out(len(shaky)))
        asked, ways = checklist(self.session.plan), catalogue_in(self.session.plan).engagement_types
        labels = {kind.id: kind.label for kind in ways.values()}
        lines = [_to_find(about, question, asked, labels) for question in shaky]
        waits = known.goal.needs_refinement if known is not None and known.goal is not None else None
        if waits is not None and waits.flag:
            lines.append(_("Until then the goal waits for a second look."))
        self.find_out_lines.say("\n".join(lines))
        self.still_right.show_about(about)


def _to_find(about: About, question: str, asked: dict[str, Asked], labels: Mapping[str, str]) -> str:
    """The step that is open for a shaky answer with ways to meet that can tell, else the question itself."""
    for step in about.steps:
        if step.kind == "investigate" and step.question == question:
            by = in_short(step.due, about.today)
            said = _("• {what} ({day})").format(what=step.text, day=by) if by else _("• {what}").format(what=step.text)
            ways = [labels[each] for each in step.suggest if each in labels][:_WAYS]
            return _("{step} Ways to meet: {ways}.").format(step=said, ways="; ".join(ways)) if ways else said
    return _("• {what}").format(what=asked[question].words)
