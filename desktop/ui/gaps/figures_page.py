"""Figures in plain words: a sentence each, whom it is about, and on request what it means and how it is counted."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from desktop.plan import read
from desktop.report.names import in_both_scripts, readable
from desktop.ui.gaps.feed import GapsFeed
from desktop.ui.gaps.figures import figures, limits, more_figures
from desktop.ui.gaps.told import Told
from desktop.ui.inspector.parts import Fold, Prose
from desktop.ui.session import Session
from desktop.ui.text_size import sized
from desktop.ui.widgets import GRID, FlowRow, Page, button, column, hairline, label, named, row, tip
from desktop.words import _

_WIDEST, _TWO = 1120, 760
_NAMES = 12


class FigureCard(QFrame):
    """One figure. Pointing at it names whom it is about, and marks them in the matrix; a click or Enter keeps that."""

    pointed = Signal(object)
    """A Told, None when nobody points at it any more."""
    kept = Signal(object)
    opened = Signal(int)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.told: Told | None = None
        self.setProperty("role", "card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.asks, self.says, self.then = Prose("", "heading"), Prose(), Prose("", "small")
        self.do, self.not_said, self.formula = Prose(), Prose("", "dim"), Prose("", "small")
        self.who = FlowRow()
        self._who = QWidget()
        self.on_map = button(_("Show on the map"), "link")
        self._who.setLayout(column(self.who, row(self.on_map, None), gap=0))
        self._who.hide()
        means = QWidget()
        means.setLayout(column(self.do, self.not_said, self.formula, gap=GRID))
        self.fold = Fold(_("What does this mean?"), means)
        self.setLayout(column(self.asks, self.says, self.then, self._who, self.fold, None, gap=GRID, margin=3 * GRID))

    def show_told(self, told: Told) -> None:
        """The figure as it is now."""
        if told == self.told:
            return
        self.told = told
        self.asks.say(told.asks)
        self.says.say(told.says)
        self.then.say(told.then)
        self.do.say(told.do)
        self.not_said.say(_("What it does not say: {what}").format(what=told.not_said))
        self.formula.say(_("How it is counted: {formula}").format(formula=told.formula))
        self.setAccessibleName(f"{told.asks} {told.says}")
        named(self.fold.line, _("What does this mean? {figure}").format(figure=told.asks))
        named_here = [name for _person, name in self._people()]
        rest = len(told.people) - len(named_here)
        tip(self, ", ".join((*named_here, *((_("and {n} more").format(n=rest),) if rest else ()))))
        if not self._who.isHidden():
            self.show_people(True)

    def what_is(self) -> str:
        """What to do with the figure, what it does not say, and how it is counted."""
        return "\n".join((self.do.text(), self.not_said.text(), self.formula.text()))

    def _people(self) -> list[tuple[int, str]]:
        """The first of those whom it is about, with their names."""
        people = self.told.people[:_NAMES] if self.told is not None else ()
        names = read.names(self._session.plan, people) if people else {}
        return [(person, in_both_scripts(*names[person]) or _("(no name)")) for person in people if person in names]

    def show_people(self, shown: bool) -> None:
        """List whom it is about, or no longer."""
        self._who.setVisible(shown and self.told is not None and bool(self.told.people))
        self.setProperty("kept", shown)
        self.style().polish(self)
        if not shown or self.told is None:
            return
        self.who.clear()
        people = self.told.people
        for person, name in self._people():
            made = button(name, "link", literally=True)
            made.clicked.connect(lambda _checked=False, person=person: self.opened.emit(person))
            self.who.add(made)
        if len(people) > _NAMES:
            self.who.add(label(_("and {n} more").format(n=len(people) - _NAMES), "dim"))

    def enterEvent(self, event: QEnterEvent) -> None:
        self.pointed.emit(self.told)

    def leaveEvent(self, event: QEvent) -> None:
        self.pointed.emit(None)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.pointed.emit(self.told)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.pointed.emit(None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.kept.emit(self.told)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.kept.emit(self.told)
        else:
            super().keyPressEvent(event)


class Figures(QWidget):
    """Cards in one column or two, as wide as there is room."""

    def __init__(self, page: "FiguresPage") -> None:
        super().__init__()
        self._page = page
        self.cards: dict[str, FigureCard] = {}
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(3 * GRID)
        self._columns = 2
        self.setLayout(self._grid)

    def show_all(self, told: Sequence[Told]) -> None:
        """Show these, in this order; a card stays as long as its figure."""
        wanted = {each.id: each for each in told}
        for gone in [key for key in self.cards if key not in wanted]:
            card = self.cards.pop(gone)
            self._grid.removeWidget(card)
            card.hide()
            card.deleteLater()
        for key, each in wanted.items():
            if key not in self.cards:
                self.cards[key] = self._page.card()
            self.cards[key].show_told(each)
        self.arrange(self._columns, list(wanted))

    def arrange(self, columns: int, order: Sequence[str] = ()) -> None:
        """Put the cards into so many columns."""
        self._columns = columns
        if order:
            self.cards = {key: self.cards[key] for key in order}
        for at, card in enumerate(self.cards.values()):
            self._grid.addWidget(card, at // columns, at % columns)
        for at in range(2):
            self._grid.setColumnStretch(at, 1 if at < columns else 0)


class FiguresPage(Page):
    """All figures, those for people who know them folded, and the limits of all of them."""

    opened = Signal(int)
    pointed = Signal(object, str)
    """People whom the figure pointed at, or kept, is about, and what it asks; nobody and "" for none."""
    map_wanted = Signal(object, str, object)
    """People to be seen on the map, and what they are in words; the third is no way."""

    def __init__(self, session: Session, feed: GapsFeed) -> None:
        super().__init__()
        self._session, self._feed = session, feed
        self.kept: Told | None = None
        self.told: list[Told] = []
        self.nothing = Prose(_("Figures come with the first person whom you know at least as an acquaintance."), "dim")
        self.figures, self.more = Figures(self), Figures(self)
        self.fold = Fold(_("More figures, for those who know them"), self.more)
        self.limits = QWidget()
        self.limits.setLayout(column(*(Prose(f"{n}. {text}", "dim") for n, text in enumerate(limits(), 1)), gap=GRID))
        inner = QWidget()
        sized(inner, most=_WIDEST)
        told = _(
            "Questions to think about, not marks. Point at one to see whom it is about; a click keeps that in view."
        )
        inner.setLayout(
            column(
                Prose(told, "dim"), self.nothing, self.figures, self.fold, hairline(),
                label(_("What all of this cannot say"), "heading"), self.limits, gap=3 * GRID,
            )
        )  # fmt: skip
        line = row(inner, None, gap=0)
        line.setStretch(0, 1000)
        self.body.addLayout(line)
        self.body.addStretch(1)
        self.refresh()

    def refresh(self) -> None:
        """Show the survey as it is."""
        found = self._feed.survey
        told = figures(found, self._feed.then, self._name) if found else []
        more = more_figures(found, self._name) if found else []
        self.told = told
        self.figures.show_all(told)
        self.more.show_all(more)
        self.nothing.setVisible(not told)
        self.fold.setVisible(bool(more))
        if self.kept is not None:
            self.keep(next((each for each in (*told, *more) if self.kept and each.id == self.kept.id), None))

    def keep(self, told: Told | None) -> None:
        """Keep marked whom a figure is about; None marks nobody."""
        self.kept = told
        for card in (*self.figures.cards.values(), *self.more.cards.values()):
            card.show_people(told is not None and card.told is not None and card.told.id == told.id)
        self._point(told)

    def card(self) -> FigureCard:
        """A card that tells what is done with it."""
        made = FigureCard(self._session)
        made.opened.connect(self.opened)
        made.pointed.connect(self._point)
        made.kept.connect(self._keep)
        made.on_map.clicked.connect(lambda: made.told and self.map_wanted.emit(made.told.people, made.told.says, ()))
        return made

    def _keep(self, told: Told) -> None:
        self.keep(None if self.kept is not None and self.kept.id == told.id else told)

    def _point(self, told: Told | None) -> None:
        shown = told or self.kept
        self.pointed.emit(shown.people if shown else (), shown.asks if shown else "")

    def _name(self, person: int) -> str:
        name, latin = read.names(self._session.plan, [person]).get(person, ("", ""))
        return readable(name, latin) or _("(no name)")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        columns = 2 if self.width() >= _TWO else 1
        for part in (self.figures, self.more):
            part.arrange(columns)
