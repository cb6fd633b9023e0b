"""Who knows whom, by typing two names; with how well, and whether I have seen it or was told."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from desktop.domain import records as r
from desktop.plan import edits, network_edits, read
from desktop.plan.step import Changes
from desktop.report.names import in_both_scripts
from desktop.ui.inspector.fields import Choice
from desktop.ui.inspector.find_person import PersonLine
from desktop.ui.inspector.parts import Cards, Prose
from desktop.ui.inspector.phrases import strengths, tie_words
from desktop.ui.session import Session
from desktop.ui.text_size import sized
from desktop.ui.widgets import GRID, Card, Page, button, column, label, literal, named, presses, row
from desktop.words import _, one_line

_WIDEST, _MOST = 860, 60


class TieRow(QWidget):
    """One tie of the person in the first line: the other one, how they know each other, and a way to remove it."""

    def __init__(self, page: "TiesPage") -> None:
        super().__init__()
        self._tie: r.Tie | None = None
        self.name = button("", "link")
        self.how = Choice(_("How well they know each other"), tie_words(), self._put)
        self.how.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        sized(self.how, least=220)
        self.remove = button("×", "link")
        self._page, self._other = page, 0
        self.name.clicked.connect(lambda: page.opened.emit(self._other))
        self.remove.clicked.connect(lambda: self._tie and page.remove(self._tie))
        line = row(self.name, None, self.how, self.remove)
        self.setLayout(line)

    def show_tie(self, shown: tuple[r.Tie, int, str]) -> None:
        """The tie as it is now, and who is at the other end."""
        self._tie, self._other, name = shown
        self.name.setText(literal(name))
        named(self.name, _("Show {name}").format(name=name))
        named(self.remove, _("{name}: no longer noted").format(name=name))
        self.how.show_value((self._tie.strength, self._tie.basis))

    def _put(self, how: tuple[int, str]) -> bool:
        return self._tie is not None and self._page.note(self._tie.a, self._tie.b, *how)


class TiesPage(Page):
    """Two names and how they know each other. The first name stays, so that the next tie of theirs is one name away."""

    opened = Signal(int)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.first: int | None = None
        self.second: int | None = None
        self.first_line = PersonLine(session, _("First name"), _("Who …"), lambda: _one(self.second))
        self.second_line = PersonLine(session, _("Second name"), _("… knows whom?"), lambda: _one(self.first))
        self.first_line.picked.connect(self.choose_first)
        self.second_line.picked.connect(self.choose_second)
        self.chosen = Prose("", "heading")
        self.how = _How()
        self.how.entered.connect(self._note)
        named(self.how, _("How well they know each other"))
        self._hows = list(tie_words())
        self.how.addItems(list(tie_words().values()))
        self.note_it = button(_("Note it"), "")
        self.note_it.clicked.connect(self._note)
        self.said = Prose("", "good")
        self.list_heading = Prose("", "heading")
        self.none = Prose("", "dim")
        self.ties: Cards[tuple[r.Tie, int, str], TieRow] = Cards(lambda _tie: TieRow(self), TieRow.show_tie, gap=0)
        entry = Card()
        names = row(self.first_line, label(_("and"), "dim"), self.second_line)
        names.setStretch(0, 1)
        names.setStretch(2, 1)
        entry.body.addLayout(names)
        entry.body.addWidget(self.chosen)
        entry.body.addLayout(row(self.how, self.note_it, None))
        entry.body.addWidget(self.said)
        inner = QWidget()
        sized(inner, most=_WIDEST)
        told = _("As far as you have seen it, or were told. Introductions and figures rest on it.")
        inner.setLayout(
            column(Prose(told, "dim"), entry, self.list_heading, self.none, self.ties, gap=3 * GRID)
        )  # fmt: skip
        line = row(inner, None, gap=0)
        line.setStretch(0, 1000)
        self.body.addLayout(line)
        self.body.addStretch(1)
        self.setFocusProxy(self.first_line)
        session.changed.connect(self._follow)
        session.frozen.connect(lambda frozen: None if frozen else self.refresh())
        self.refresh()

    def refresh(self) -> None:
        """Show the chosen people and the ties of the first."""
        if self._session.jobs.busy:
            return
        plan = self._session.plan
        self.first, self.second = (
            key if key is not None and read.record(plan, r.Contact, key) is not None else None
            for key in (self.first, self.second)
        )
        ties = read.ties_of(plan, self.first) if self.first is not None else []
        other = {tie.id: tie.b if tie.a == self.first else tie.a for tie in ties}
        keys = {*other.values(), *_one(self.first), *_one(self.second)}
        names = {key: in_both_scripts(*name) for key, name in read.names(plan, sorted(keys)).items()} if keys else {}
        me, them = names.get(self.first or 0, ""), names.get(self.second or 0, "")
        if me and them:
            self.chosen.say(_("{a} and {b}").format(a=me, b=them))
        else:
            self.chosen.say(_("{name} and …").format(name=me) if me else "")
        self.note_it.setEnabled(bool(me and them) and self._session.editable)
        shown = sorted((tie for tie in ties if other[tie.id] in names), key=lambda tie: (-tie.strength, tie.id))
        self.list_heading.say(_("{name} knows").format(name=me) if me else "")
        self.none.say(_("Nobody yet, as far as you noted.") if me and not shown else "")
        self.ties.show_items([(tie.id, (tie, other[tie.id], names[other[tie.id]])) for tie in shown[:_MOST]])
        self.ties.setEnabled(self._session.editable)
        known = next((tie for tie in ties if self.second is not None and other[tie.id] == self.second), None)
        if known is not None:
            self.how.setCurrentIndex(self._hows.index((known.strength, known.basis)))

    def choose_first(self, person: int) -> None:
        """Begin with somebody."""
        self.first, self.second = person, None
        self.said.say("")
        self.refresh()
        self.second_line.setFocus(Qt.FocusReason.OtherFocusReason)

    def choose_second(self, person: int) -> None:
        """The other one; with nobody chosen yet, the first."""
        if self.first is None:
            self.choose_first(person)
            return
        self.second = person
        self.said.say("")
        self.refresh()
        self.how.setFocus(Qt.FocusReason.OtherFocusReason)

    def note(self, a: int, b: int, strength: int, basis: str) -> bool:
        """Keep that two people know each other so."""
        plan, subject = self._session.plan, self._both(a, b)
        return self._session.do(lambda: network_edits.note_tie(plan, a, b, strength, basis, subject))

    def remove(self, tie: r.Tie) -> None:
        """They do not know each other after all."""
        plan, subject = self._session.plan, self._both(tie.a, tie.b)
        self._session.do(lambda: edits.remove(plan, r.Tie, tie.id, subject))

    def _note(self) -> None:
        if self.first is None or self.second is None:
            return
        strength, basis = self._hows[self.how.currentIndex()]
        if self.note(self.first, self.second, strength, basis):
            said = _("Noted: {both}, {how}.").format(
                both=self._both(self.first, self.second), how=strengths()[strength]
            )
            self.second = None
            self.refresh()
            self.said.say(said)
            self.second_line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _both(self, a: int, b: int) -> str:
        names = read.names(self._session.plan, [a, b])
        return _("{a} and {b}").format(a=one_line(names.get(a, ("", ""))[0]), b=one_line(names.get(b, ("", ""))[0]))

    def _follow(self, changes: Changes) -> None:
        if changes.touches("ties", "contacts"):
            self.refresh()


class _How(QComboBox):
    """Enter takes it as it is: the third word of the sentence is the last."""

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if presses(event):
            self.entered.emit()
        else:
            super().keyPressEvent(event)


def _one(person: int | None) -> set[int]:
    return set() if person is None else {person}
