"""The Gaps screen: where I miss people."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.domain.coverage import Cover
from desktop.ui.fields import settle
from desktop.ui.fitting import Tabs
from desktop.ui.gaps.feed import GapsFeed
from desktop.ui.gaps.figures_page import FiguresPage
from desktop.ui.gaps.introductions_page import IntroductionsPage
from desktop.ui.gaps.matrix_page import MatrixPage
from desktop.ui.gaps.missing_page import MissingPage
from desktop.ui.gaps.stands_out import StandsOut
from desktop.ui.gaps.ties_page import TiesPage
from desktop.ui.session import Session
from desktop.ui.theme import Theme
from desktop.ui.widgets import GRID, column, label, named
from desktop.words import _


class GapsScreen(QWidget):
    """Pages behind tabs: the matrix first."""

    opened = Signal(int)
    """A person's details are wanted."""
    names_wanted = Signal()
    groups_wanted = Signal()
    said = Signal(str)
    """What was done, in words, with the offer to take it back."""
    map_wanted = Signal(object, str, object)
    """People to be seen on the map, what they are in words, and the way over them, () where it is none."""
    people_wanted = Signal(object, object)
    """All people of a group and a tier are to be listed."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self._session = session
        self._feed = GapsFeed(session)
        self.matrix = MatrixPage(session, theme, self._feed)
        self.missing = MissingPage(session, self._feed)
        self.introductions = IntroductionsPage(session, self._feed)
        self.figures = FiguresPage(session, self._feed)
        self.ties = TiesPage(session)
        self.pages = QStackedWidget()
        self.tabs = Tabs()
        named(self.tabs, _("What to look at"))
        self._in_order: list[QWidget] = []
        for words, page in self._pages().items():
            self.tabs.addTab(words)
            self.pages.addWidget(page)
            self._in_order.append(page)
        self.tabs.currentChanged.connect(self._turn)
        head = column(label(_("Where I miss people"), "title"), self.tabs, gap=GRID)
        head.setContentsMargins(6 * GRID, 6 * GRID, 6 * GRID, 0)
        whole = column(head, gap=0)
        whole.addWidget(self.pages, 1)
        self.setLayout(whole)
        self.matrix.opened.connect(self.opened)
        self.matrix.names_wanted.connect(self.names_wanted)
        self.matrix.groups_wanted.connect(self.groups_wanted)
        self.matrix.more_wanted.connect(self.people_wanted)
        self.matrix.decision_wanted.connect(self.show_missing)
        self.missing.opened.connect(self.opened)
        self.missing.said.connect(self.said)
        self.introductions.opened.connect(self.opened)
        self.introductions.said.connect(self.said)
        self.introductions.map_wanted.connect(self.map_wanted)
        self.figures.opened.connect(self.opened)
        self.figures.map_wanted.connect(self.map_wanted)
        self.figures.pointed.connect(self.matrix.point_at)
        self.matrix.unmark_wanted.connect(lambda: self.figures.keep(None))
        self.ties.opened.connect(self.opened)
        for keys, by in (("Ctrl+Tab", 1), ("Ctrl+Shift+Tab", -1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda by=by: self._next(by))
        self.pages.setFocusProxy(self.matrix)
        self.setFocusProxy(self.pages)
        self._asked: tuple[int | None, int | None] | None = None
        """Whose gap to show as soon as everybody is read."""
        self._feed.changed.connect(self._go_on)
        self._to_show: list[Callable[[], object]] = []
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._show_next)
        session.closing.connect(self._soon.stop)
        self._feed.surveyed.connect(self._show_survey)
        session.frozen.connect(lambda frozen: None if frozen else self._soon.start())

    def _pages(self) -> dict[str, QWidget]:
        return {
            _("Groups"): self.matrix,
            _("Missing"): self.missing,
            _("Introductions"): self.introductions,
            _("Figures"): self.figures,
            _("Who knows whom"): self.ties,
        }

    def show_missing(self, group: int | None, role: int | None = None) -> None:
        """Go to what can be done about a key group, or a role (the row key of its gap); to its people where nobody is
        missing."""
        if not self._feed.ready:
            self._asked = group, role
            self._feed.begin()
            return
        cover = self._feed.cells.coverage(group)
        if role is None and cover is not None and cover.cover is Cover.COVERED:
            self.matrix.show_cell(group, None)
            return
        self.show_page(self.missing)
        self.missing.show_gap(group, role)

    def _go_on(self) -> None:
        asked, self._asked = self._asked, None
        if asked is not None:
            self.show_missing(*asked)

    def show_ways(self, person: int) -> None:
        """Go to the ways to somebody."""
        self._feed.begin()
        self.show_page(self.introductions)
        self.introductions.show_person(person)

    def _show_survey(self) -> None:
        # The page that is looked at first, each in a turn of its own: thousands of people stand behind a survey.
        pages = sorted((self.missing, self.introductions, self.figures), key=lambda page: not page.isVisible())
        self._to_show = [*(page.refresh for page in pages), self._show_out]
        self._soon.start()

    def _show_next(self) -> None:
        session = self._session
        if self._to_show and self.isVisible() and not session.jobs.busy and not session.plan.closed:
            self._to_show.pop(0)()
            self._soon.start()

    def _show_out(self) -> None:
        figures = {told.id: told for told in self.figures.told}
        found: list[StandsOut] = []
        if (first := self.missing.first) is not None:
            text = " ".join(part for part in (first.cover, first.reason) if part)
            people = tuple(person for person, _words in first.near)
            leads = partial(self.show_missing, first.missing.group, first.missing.gap if first.missing.role else None)
            found.append(StandsOut(_("Start here"), first.heading, text, people, leads))
        if (told := figures.get("one_person")) is not None:
            found.append(
                StandsOut(told.asks, told.title, told.says, told.people, partial(self.show_page, self.missing))
            )
        if (way := self.introductions.best()) is not None:
            found.append(StandsOut(_("Who could introduce you?"), *way, partial(self.show_page, self.introductions)))
        if (told := figures.get("open")) is not None:
            found.append(
                StandsOut(told.asks, told.title, told.says, told.people, partial(self.show_page, self.figures))
            )
        self.matrix.out.show_all(found)

    def show_page(self, page: QWidget) -> None:
        """Go to a page."""
        self.tabs.setCurrentIndex(self._in_order.index(page))

    def finish(self) -> None:
        """Have everything there now, for a picture."""
        self._feed.finish()
        for _turn in range(len(self._to_show)):
            self._show_next()

    def _turn(self, at: int) -> None:
        settle(self)
        self.pages.setCurrentIndex(at)
        self.pages.setFocusProxy(self._in_order[at])

    def _next(self, by: int) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + by) % self.tabs.count())
        self.pages.setFocus(Qt.FocusReason.TabFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._feed.begin()
        self._soon.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._feed.pause()
        self._soon.stop()
