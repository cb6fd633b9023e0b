"""The cards of the Reviews screen: one relationship to look at again; who helps whom; where the walk stands."""

from collections.abc import Iterable, Sequence
from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.domain.answers import Answer, AnswerState
from desktop.domain.relationships import Relationship
from desktop.domain.reviewing import Due, review_due
from desktop.plan.read_reviews import Helped
from desktop.plan.walk_edits import Walk
from desktop.report.names import in_both_scripts
from desktop.ui.inspector.checklist import Asked
from desktop.ui.inspector.days import in_short, in_words
from desktop.ui.inspector.parts import Prose, colours
from desktop.ui.inspector.review_form import last_looked
from desktop.ui.widgets import GRID, Card, FlowRow, button, column, label, literal, named, row, tip
from desktop.words import _, ngettext

_FEW = 6
"""So many names are shown before the rest is a number."""


class FiveDots(QWidget):
    """Which of the five questions can be answered: full, to find out (amber), not asked yet (small)."""

    def __init__(self) -> None:
        super().__init__()
        self._answers: tuple[Answer, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_answers(self, answers: tuple[Answer, ...], asked: dict[str, Asked]) -> None:
        """The five answers."""
        self._answers = answers
        known = [asked[a.question].words for a in answers if a.state is AnswerState.OK]
        open_ = [asked[a.question].words for a in answers if a.state is AnswerState.INVESTIGATE]
        lines = [_("Can be answered: {questions}").format(questions=" ".join(known))] if known else []
        lines += [_("To find out: {questions}").format(questions=" ".join(open_))] if open_ else []
        named(self, " ".join(lines))
        tip(self, " ".join(lines))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(5 * 14, 18)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = colours()
        for n, answer in enumerate(self._answers):
            full = answer.state is AnswerState.OK
            asks = answer.state is AnswerState.INVESTIGATE
            colour = QColor(look.amber if asks else look.accent if full else look.faint)
            size = 8 if full or asks else 4
            painter.setPen(QPen(colour, 1.2))
            painter.setBrush(colour if full else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QRectF(14 * n + 3 + (8 - size) / 2, 5 + (8 - size) / 2, size, size))


class ReviewCard(Card):
    """One relationship: whose, what for, what is known, and when it was looked at last."""

    started = Signal()
    opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.name = button("", "link", literally=True)
        self.name.setStyleSheet("font-weight: 600; text-align: left;")
        self.name.clicked.connect(self.opened)
        self.due = label("", "dim")
        self.goal = Prose()
        self.dots = FiveDots()
        self.known = Prose("", "small")
        self.when = Prose("", "small")
        self.start = button(_("Start the review"))
        self.start.clicked.connect(self.started)
        self.body.setSpacing(GRID)
        self.body.addLayout(row(self.name, None, self.due))
        self.body.addWidget(self.goal)
        facts = row(self.dots, gap=2 * GRID)
        facts.addLayout(column(self.known, self.when, gap=0), 1)
        facts.addWidget(self.start)
        self.body.addLayout(facts)

    def show_about(self, about: Relationship, asked: dict[str, Asked], *, writes: bool) -> None:
        """The relationship as the plan has it now."""
        name = in_both_scripts(about.contact.name, about.contact.name_latin or "")
        self.name.setText(literal(name))
        named(self.name, _("Show {name}").format(name=name))
        named(self.start, _("Start the review: {name}").format(name=name))
        late = review_due(about.focal, about.on) is Due.OVERDUE
        self.due.setText(due_words(about))
        self.due.setProperty("role", "amber" if late else "dim")
        self.due.style().polish(self.due)
        goal = about.goal
        self.goal.say(goal.statement if goal else _("No active goal yet."))
        self.dots.show_answers(about.answers, asked)
        self.known.say(known_words(about))
        looked = last_looked(about)
        self.when.say(_("Looked at {when}").format(when=looked) if looked else _("Not looked at yet"))
        self.start.setEnabled(writes)


def due_words(about: Relationship) -> str:
    """When the review is due, in words."""
    day = in_short(about.focal.next_review, about.on)
    due = review_due(about.focal, about.on)
    if due is None:
        return _("no day set")
    return _("since {day}").format(day=day) if due is Due.OVERDUE else _("on {day}").format(day=day)


def known_words(about: Relationship) -> str:
    """How many of the questions that apply can be answered."""
    applies = [a for a in about.answers if a.state in (AnswerState.OK, AnswerState.INVESTIGATE)]
    known = sum(a.state is AnswerState.OK for a in applies)
    return ngettext(
        "{known} of {n} question can be answered", "{known} of {n} questions can be answered", len(applies)
    ).format(known=known, n=len(applies))


class WalkCard(Card):
    """P12: where the walk stands, as an offer."""

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__(_("The walk"))
        self.said = Prose("", "dim")
        self.go = button("")
        self.go.clicked.connect(self.wanted)
        self.body.addWidget(self.said)
        self.body.addLayout(row(self.go, None))

    def show_walk(self, walk: Walk, today: date, *, writes: bool) -> None:
        """Where it stands today."""
        n = len(walk.people)
        if walk.under_way:
            said = _("You are at {at} of {n}, last on {day}.").format(
                at=walk.done + 1, n=n, day=in_words(walk.on.isoformat() if walk.on else None, today)
            )
            self.go.setText(_("Go on"))
        elif walk.again is not None and walk.again > today:
            said = _("Last ended on {day}; again about {again}.").format(
                day=in_words(walk.on.isoformat() if walk.on else None, today),
                again=in_words(walk.again.isoformat(), today),
            )
            self.go.setText(_("Walk again now"))
        else:
            said = ngettext(
                "Once a quarter, through the whole list: {n} person, about a minute.",
                "Once a quarter, through the whole list: {n} people, about a minute each.",
                n,
            ).format(n=n)
            self.go.setText(_("Begin the walk"))
        self.said.say(said)
        self.go.setEnabled(writes and n > 0)


class SupportCard(Card):
    """R3 in words: how far help flows both ways, and with whom it flows one way."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__(_("How we support each other"))
        self.said = Prose("", "dim")
        self.they = FlowRow(gap=GRID)
        self.they_said = Prose(_("They helped you and had nothing back yet. What could you offer?"))
        self.mine = FlowRow(gap=GRID)
        self.mine_said = Prose(_("You helped them and asked nothing yet. What could they help you with?"))
        for part in (self.said, self.they_said, self.they, self.mine_said, self.mine):
            self.body.addWidget(part)

    def show_support(self, ties: Sequence[Helped]) -> None:
        """Who helps whom."""
        both = [each for each in ties if each.to_me and each.to_them]
        they = [each for each in ties if each.to_me and not each.to_them]
        mine = [each for each in ties if each.to_them and not each.to_me]
        if ties:
            self.said.say(
                ngettext(
                    "With {both} of {n} person help flows both ways.",
                    "With {both} of {n} people help flows both ways.",
                    len(ties),
                ).format(both=len(both), n=len(ties))
            )
        else:
            self.said.say(_("Nobody is nearer than “Aware of me” yet."))
        for people, said, names in ((they, self.they_said, self.they), (mine, self.mine_said, self.mine)):
            said.setVisible(bool(people))
            names.setVisible(bool(people))
            self._fill(names, people)

    def _fill(self, names: FlowRow, people: Iterable[Helped]) -> None:
        names.clear()
        listed = list(people)
        for each in listed[:_FEW]:
            made = button(in_both_scripts(each.name, each.latin), "link", literally=True)
            made.clicked.connect(lambda _checked=False, key=each.id: self.chosen.emit(key))
            names.add(made)
        if len(listed) > _FEW:
            names.add(label(_("and {n} more").format(n=len(listed) - _FEW), "dim"))
