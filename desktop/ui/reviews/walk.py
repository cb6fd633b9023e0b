"""The walk through the whole list (P12): a page per person, answered with one key."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.domain import records as r
from desktop.domain.tiers import ASKS_EVIDENCE, TIERS, next_tier
from desktop.plan import edits, read, read_reviews, walk_edits
from desktop.report.names import in_both_scripts, in_sentence
from desktop.ui.days import ago
from desktop.ui.fields import LineEdit
from desktop.ui.fitting import hint
from desktop.ui.inspector.fields import Line
from desktop.ui.inspector.parts import Prose
from desktop.ui.inspector.phrases import support_sentence
from desktop.ui.palette import LIGHT
from desktop.ui.session import Session
from desktop.ui.text_size import sized
from desktop.ui.widgets import GRID, Avatar, Card, FlowRow, button, column, hairline, label, named, row
from desktop.words import _, ngettext, tier_words


class WalkPage(QWidget):
    """One person at a time. N nearer, F further, S or Enter the same, L let go, O an offer, A somebody to add.

    After a move the question of the new tier is asked, and E is one line of what shows it (P5); both can be left. The
    person on the page is the selected one.
    """

    left = Signal()
    """Esc, or the end: back to the reviews."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.person: r.Contact | None = None
        self._moved: tuple[int, str | None] | None = None
        """Who was moved on the page before, and where to: None is out of the plan."""
        self._shown_before: r.Evidence | None = None
        """What showed the tier before: it answers another question."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        named(self, _("The walk"))
        self.where = label("", "dim")
        self.back = button(_("← Reviews"), "flat")
        self.back.clicked.connect(self.left)
        self.disc = Avatar(44)
        self.name = Prose("", "title")
        self.role = Prose("", "dim")
        self.tier = Prose()
        self.test = Prose("", "dim")
        self.last = Prose("", "dim")
        self.support = Prose("", "amber")
        self.answers = {
            "nearer": button(_("Nearer (N)")),
            "same": button(_("The same (S)")),
            "further": button(_("Further (F)")),
        }
        for answer, made in self.answers.items():
            made.clicked.connect(lambda _checked=False, answer=answer: self.answer(answer))
        self.let_go = button(_("Let go (L)"), "flat", hint=_("They wait outside the plan; Undo brings them back"))
        self.let_go.clicked.connect(lambda: self.answer("let_go"))
        self.offer = QLineEdit()
        hint(self.offer, _("Anything to offer? It becomes a next step (O)"))
        named(self.offer, _("Anything to offer?"))
        # Later, so that the Enter that ends the line does not answer the page as well.
        self.offer.returnPressed.connect(lambda: QTimer.singleShot(0, self, self.setFocus))
        self.moved = Prose("", "amber")
        self.evidence = Line(
            _("What did they do that shows it?"), self._keep_evidence, _("What shows it? (E; can be left)"), adds=True
        )
        self.evidence.returnPressed.connect(lambda: QTimer.singleShot(0, self, self.setFocus))
        self._after = QWidget()
        sized(self._after, most=680)
        self._after.setLayout(column(self.moved, self.evidence, gap=GRID))
        self.add = LineEdit(_("Somebody to add?"), _("Somebody to add? They wait to be placed (A)"), rest_ms=10**8)
        self.add.settled.connect(self._add)
        self.card = Card()
        sized(self.card, most=680)
        top = row(self.disc, gap=3 * GRID)
        top.addLayout(column(self.name, self.role, gap=2), 1)
        self.card.body.setSpacing(3 * GRID)
        self.card.body.addLayout(top)
        for part in (self.tier, self.test, self.last, self.support, hairline(), self.offer):
            self.card.body.addWidget(part)
        self.card.body.addWidget(FlowRow(*self.answers.values(), self.let_go, gap=2 * GRID))
        self.done = Prose("", "title")
        self.again = button(_("Walk again now"))
        self.again.clicked.connect(self._again)
        self._end = QWidget()
        self._end.setLayout(column(self.done, row(self.again, None), gap=3 * GRID))
        sized(self.add, most=680)
        body = column(row(self.back, None, self.where), self._after, self.card, self._end, self.add, None, gap=4 * GRID)
        body.setContentsMargins(6 * GRID, 6 * GRID, 6 * GRID, 6 * GRID)
        self.setLayout(body)

    def refresh(self) -> None:
        """Show whoever is next."""
        plan, today = self._session.plan, self._session.today()
        walk = walk_edits.walk(plan)
        n = len(walk.people)
        there = walk.done < n
        before = self.person.id if self.person else None
        self.person = read.record(plan, r.Contact, walk.people[walk.done]) if there else None
        self.card.setVisible(self.person is not None)
        self._end.setVisible(self.person is None)
        self.done.say(
            ngettext("That was {n} person. Thank you.", "That was everybody: {n} people.", n).format(n=n)
            if n else _("Nobody is placed in the plan yet.")
        )  # fmt: skip
        self.again.setVisible(n > 0)
        self.where.setText(_("{at} of {n}").format(at=walk.done + 1, n=n) if there else "")
        for made in (*self.answers.values(), self.let_go, self.offer, self.evidence, self.add, self.again):
            made.setEnabled(self._session.editable)
        self._show_moved()
        person = self.person
        if person is None:
            self._session.select(None)
            return
        if person.id != before:
            self.offer.clear()
            self._session.select(person.id)
        groups, first = list(read.records(plan, r.Group)), person.groups[0] if person.groups else None
        # The light colours carry white letters in both themes, as beside the map.
        own = LIGHT.groups[groups.index(first) % len(LIGHT.groups)] if first in groups else LIGHT.dim
        self.disc.show_person(person.name, own)
        self.name.say(in_both_scripts(person.name, person.name_latin or ""))
        self.role.say(person.role)
        tiers = {tier.uid: tier for tier in read.records(plan, r.Tier).values()}
        self.tier.say(_("Now: {tier}").format(tier=tier_words().get(person.tier or "", person.tier or "")))
        self.test.say(tiers[person.tier].test if person.tier in tiers else "")
        last = read_reviews.last_exchange(plan, person.id, today)
        self.last.say(
            _("Last exchange: {when}").format(when=ago(last.isoformat(), today)) if last else _("No exchange on record")
        )
        self.support.say(support_sentence(person))
        if self._session.editable:
            self.answers["nearer"].setEnabled(person.tier != TIERS[0])
            self.answers["further"].setEnabled(person.tier != TIERS[-1])

    def answer(self, answer: str) -> None:
        """Answer for the person shown and go on to the next."""
        person, session = self.person, self._session
        made = self.answers.get(answer, self.let_go)
        if person is None or not made.isEnabled():
            return
        self.evidence.settle()
        offer = self.offer.text()
        tier = next_tier(person.tier, answer)
        kept = session.do(
            lambda: walk_edits.answer_walk(session.plan, person.id, answer, on=session.today(), offer=offer)
        )  # fmt: skip
        if kept:
            self._moved = (person.id, tier) if tier != person.tier else None
            self._shown_before = person.tier_evidence
        self.refresh()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin(self) -> None:
        """Go on where the walk stands, from the beginning when it has ended."""
        walk = walk_edits.walk(self._session.plan)
        if walk.people and walk.done >= len(walk.people):
            self._again()
        self.refresh()
        self._session.select(self.person.id if self.person else None)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _again(self) -> None:
        session = self._session
        session.do(lambda: walk_edits.begin_walk(session.plan, on=session.today()))
        self.refresh()

    def _show_moved(self) -> None:
        """The question of the tier into which the person before was moved; nothing when that was taken back."""
        plan, moved = self._session.plan, self._moved
        person = None if moved is None else read.record(plan, r.Contact, moved[0])
        if person is None or moved is None or person.tier != moved[1]:
            self._moved = None
            self._after.hide()
            return
        name = in_sentence(person.name)
        if moved[1] is None:
            said = _("{name} waits outside the plan now. Undo brings them back.").format(name=name)
        else:
            said = _("{name} is now: {tier}.").format(name=name, tier=tier_words().get(moved[1], ""))
        tier = next((tier for tier in read.records(plan, r.Tier).values() if tier.uid == moved[1]), None)
        self.moved.say(f"{said} {tier.test}" if tier else said)
        shows = person.tier_evidence if person.tier_evidence != self._shown_before else None
        self.evidence.show_text(shows.text if shows else "")
        self.evidence.setVisible(moved[1] in ASKS_EVIDENCE)
        self._after.show()

    def _keep_evidence(self, text: str) -> bool:
        session, moved = self._session, self._moved
        return moved is not None and session.do(
            lambda: edits.set_evidence(session.plan, moved[0], text, on=session.today())
        )

    def _add(self, name: str) -> None:
        session = self._session
        if name and session.do(lambda: edits.add_contacts(session.plan, [name], on=session.today())):
            self.add.clear()
            self.add.show_text("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
            return
        key = event.key()
        answers = {Qt.Key.Key_N: "nearer", Qt.Key.Key_F: "further", Qt.Key.Key_S: "same", Qt.Key.Key_L: "let_go"}
        answers |= {Qt.Key.Key_Return: "same", Qt.Key.Key_Enter: "same"}
        if key == Qt.Key.Key_Escape:
            if self.focusWidget() in (self.offer, self.add, self.evidence):
                self.setFocus()
            else:
                self.left.emit()
        elif not self.hasFocus():
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_O, Qt.Key.Key_A):
            (self.offer if key == Qt.Key.Key_O else self.add).setFocus()
        elif key == Qt.Key.Key_E and self.evidence.isVisible():
            self.evidence.setFocus()
        elif (answer := answers.get(Qt.Key(key))) is not None:
            self.answer(answer)
        else:
            super().keyPressEvent(event)
