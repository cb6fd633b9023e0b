"""Sort people: the waiting people one at a time, a key each. Whatever was answered is in the plan at once."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QHideEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QProgressBar, QPushButton, QStackedWidget, QWidget

from desktop.domain import records as r
from desktop.domain.deck import Deck
from desktop.plan import edits, read, sorting
from desktop.plan.step import Changes, Done
from desktop.ui.ask import ask
from desktop.ui.people.menu import first_aim
from desktop.ui.session import Session
from desktop.ui.sorting.card import PersonCard
from desktop.ui.text_size import px
from desktop.ui.widgets import GRID, Card, Empty, Page, button, column, label, named, row
from desktop.words import _, ngettext, tier_words

_FEW = 50
"""After a change of more people than this, all who wait are read again."""
_NARROW = 900
"""Below this width everything stands closer together, ..."""
_NARROWER = 640
"""... and below this one the counts stand under the card."""


class SortScreen(QWidget):
    """The deck belongs to one sitting; the plan alone says who still waits on another day."""

    import_wanted = Signal()
    left = Signal()
    """Done for now."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._deck: Deck | None = None
        self._placed: dict[int, Done | None] = {}
        """Whom this sitting placed, by which step: going back takes that step back."""
        self.said = label("", "dim", wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        named(self.bar, _("Sorted so far"))
        self.card = PersonCard(session)
        self.card.answered.connect(self._place)
        self.card.not_now.connect(self._not_now)
        self.card.back.connect(self._back)
        self.card.group_chosen.connect(self._group)
        self.counts = _Counts()
        self.counts.done.clicked.connect(self.left)
        self.counts.discard.clicked.connect(self._discard)
        bring_in = button(_("Bring people in…"))
        bring_in.clicked.connect(self.import_wanted)
        self.nobody = Empty(
            _("Nobody waits"),
            _("People who come in from a list wait here until you place them, one at a time, a key each."),
            bring_in,
        )
        self.again = button(_("Once more round"))
        self.again.clicked.connect(self._again)
        self.round = Empty(
            _("That was everybody for now"),
            _("Those you put by wait for another time. They are not in the plan, and can be discarded at any time."),
            self.again,
        )
        self._body = QStackedWidget()
        for part in (self.card, self.round, self.nobody):
            self._body.addWidget(part)
        self._middle = QGridLayout()
        self._middle.setSpacing(4 * GRID)
        page = Page()
        page.body.addWidget(label(_("Sort people"), "title"))
        page.body.addWidget(self.said)
        page.body.addWidget(self.bar)
        page.body.addSpacing(2 * GRID)
        page.body.addLayout(self._middle)
        page.body.addStretch(1)
        page.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setLayout(column(page))
        self._arrange()
        session.changed.connect(self._follow)
        session.frozen.connect(self._freeze)
        self.setFocusProxy(self.card)

    # --- what is asked ---

    def refresh(self) -> None:
        """Begin with those who wait now, behind whom was placed last."""
        plan = self._session.plan
        waiting = sorting.waiting(plan)
        after = sorting.latest_sorted(plan, waiting[0], waiting[-1]) if waiting else None
        self._deck, self._placed = Deck(waiting, after), {}
        self._show()

    def _show(self) -> None:
        deck, plan = self._deck, self._session.plan
        if deck is None:
            return
        top = None if deck.top is None else sorting.person(plan, deck.top)
        counts = sorting.tier_counts(plan)
        placed = sum(counts.values())
        self.bar.setRange(0, max(1, placed + deck.waiting))
        self.bar.setValue(placed)
        self.bar.setVisible(deck.waiting > 0)
        self.said.setText(self._words(deck))
        self.counts.show_counts(counts, deck.waiting, self._session.editable)
        before = self.card.shown
        if top is not None:
            self.card.show_person(top, back=deck.before is not None)
        asked = top is not None
        had = self.card.isAncestorOf(self.focusWidget()) if self.focusWidget() is not None else False
        self._body.setCurrentWidget(self.card if asked else self.round if deck.waiting else self.nobody)
        if had and not asked:
            (self.again if deck.waiting else self.counts.done).setFocus(Qt.FocusReason.OtherFocusReason)
        elif asked and self.again.hasFocus():
            self.card.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setFocusProxy(self.card if asked else self.again if deck.waiting else self.counts.done)
        if asked and self.card.hasFocus() and before is not self.card.shown and self.isVisible():
            said = f"{self.card.accessibleName()}. {self.card.accessibleDescription()}"
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.card, said))

    def _words(self, deck: Deck) -> str:
        if self._session.plan.read_only:
            return _("The plan can only be looked at now: nobody can be placed.")
        n = deck.waiting
        if not n:
            return ""
        waits = ngettext("{n} person waits here.", "{n} people wait here.", n).format(n=n)
        return f"{waits} " + _("Only those you place enter your plan; the rest can be discarded at any time.")

    # --- what is answered ---

    def _place(self, tier: str) -> None:
        plan, deck, on = self._session.plan, self._deck, self._session.today()
        person = None if deck is None else deck.top
        if person is None or not self._session.editable:
            return
        aim = first_aim(tier) if self.card.key.isChecked() else None
        if self._session.do(lambda: sorting.place(plan, person, tier, on=on, aim=aim)):
            self._placed[person] = plan.undoable

    def _not_now(self) -> None:
        if self._deck is not None:
            self._deck.not_now()
            self._show()

    def _again(self) -> None:
        if self._deck is not None:
            self._deck.again()
            self._show()
            self.card.setFocus(Qt.FocusReason.OtherFocusReason)

    def _back(self) -> None:
        """To who came before: an answer of this sitting is taken back."""
        deck, plan, on = self._deck, self._session.plan, self._session.today()
        person = None if deck is None else deck.before
        if deck is None or person is None:
            return
        if deck.back():
            self._show()
        elif not self._session.editable:
            return
        elif (step := self._placed.get(person)) is not None and plan.undoable is step:
            self._session.undo()
        elif read.record(plan, r.Contact, person) is None:
            deck.forget()
            self._show()
        else:
            self._session.do(lambda: edits.move_contact(plan, person, None, on=on))

    def _group(self, group: int | None) -> None:
        person = None if self._deck is None else self._deck.top
        if person is not None:
            self._session.run(edits.set_group(self._session.plan, [person], group), _("Changing the group"))

    def _discard(self) -> None:
        """All who wait, after saying how many."""
        plan, session = self._session.plan, self._session
        if not session.editable:
            return
        waiting = sorting.waiting(plan)
        n = len(waiting)
        said = ngettext("Discard {n} person who waits?", "Discard the {n} people who wait?", n).format(n=n)
        if not n or not ask(
            self,
            said,
            _("Those you placed stay. Undo brings all the others back until the plan is closed."),
            ngettext("Discard {n} person", "Discard {n} people", n).format(n=n),
        ):
            return
        done = ngettext("{n} person who waited was discarded.", "{n} people who waited were discarded.", n).format(n=n)
        session.run(edits.delete_contacts(plan, waiting), _("Discarding"), lambda _: session.deleted.emit(done))

    # --- what happens ---

    def _follow(self, changes: Changes) -> None:
        deck = self._deck
        if deck is None or not changes.touches("contacts", "groups", "organisations"):
            return
        touched = changes.tables.get("contacts", frozenset())
        if changes.touches("groups"):
            self.card.groups.fill()
        if len(touched) > _FEW:
            self._deck = None
            if self.isVisible() and not self._session.jobs.busy:
                self.refresh()
            return
        waiting = sorting.waiting_among(self._session.plan, touched)
        deck.follow(waiting, touched - frozenset(waiting))
        if self.isVisible():
            self._show()

    def _freeze(self, frozen: bool) -> None:
        self.card.setEnabled(not frozen)
        if not frozen and self.isVisible():
            if self._deck is None:
                self.refresh()
            elif self.focusWidget() is None:
                self.card.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._session.jobs.busy:
            self._deck = None
        elif self._deck is None:
            self.refresh()
        else:
            self._show()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._deck = None

    def resizeEvent(self, event: object) -> None:
        self._arrange()

    def _arrange(self) -> None:
        narrow = self.width() < px(_NARROWER)
        self._middle.addWidget(self._body, 0, 0)
        self._middle.addWidget(self.counts, *((1, 0) if narrow else (0, 1)), Qt.AlignmentFlag.AlignTop)
        self._middle.setColumnStretch(0, 1)
        close = self.width() < px(_NARROW)
        self.counts.setFixedWidth(self.width() - 12 * GRID if narrow else px(188 if close else 232))
        self.card.stand_close(close)


class _Counts(Card):
    """How many are in each tier, and how to leave."""

    def __init__(self) -> None:
        super().__init__(_("In the plan"))
        self._figures = {}
        for tier, words in tier_words().items():
            figure = self._figures[tier] = label("0", "heading")
            figure.setAccessibleName(words)
            line = row(label(words, wrap=True), figure)
            line.setStretch(0, 1)
            self.body.addLayout(line)
        self.done = button(_("Done for now"))
        self.discard: QPushButton = button("", "link")
        self.body.addSpacing(GRID)
        self.body.addLayout(row(self.done, None))
        self.body.addLayout(row(self.discard, None))

    def show_counts(self, counts: dict[str, int], waiting: int, editable: bool) -> None:
        """Tier to people; how many wait."""
        for tier, figure in self._figures.items():
            figure.setText(str(counts.get(tier, 0)))
        self.discard.setText(_("Discard the rest…"))
        self.discard.setVisible(waiting > 0)
        self.discard.setEnabled(editable)
