"""The inspector: a panel beside the map about the selected person."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.domain import records as r
from desktop.plan.step import Changes
from desktop.ui.fitting import Tabs
from desktop.ui.inspector.about import About, read_about
from desktop.ui.inspector.conversations import Conversations
from desktop.ui.inspector.fields import forget, settle
from desktop.ui.inspector.goals import Goals
from desktop.ui.inspector.head import Head
from desktop.ui.inspector.parts import Prose
from desktop.ui.inspector.profile import Profile
from desktop.ui.inspector.reading_order import move_focus
from desktop.ui.inspector.review import Review
from desktop.ui.inspector.tab import Tab
from desktop.ui.session import Session
from desktop.ui.text_size import large, sized
from desktop.ui.widgets import GRID, column, hairline, named
from desktop.words import _

_ROOMY = 640
"""Pixels of height from which the goal has room above every page."""


class Inspector(QWidget):
    """Shows and edits one person; follows the session's changes and refetches only what concerns that person.

    Narrowest width 320 pixels. `flush` saves what is being typed; call it before undo and before closing.
    """

    left = Signal()
    """Esc: the keyboard goes back to the map."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.person: int | None = None
        self._frozen = False
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        sized(self, least=(110, 210))
        named(self, _("About the selected person"))
        self.head = Head(session)
        self.head.setContentsMargins(4 * GRID, 4 * GRID, 4 * GRID, 0)
        self.profile = Profile(session)
        self.goals = Goals(session)
        self.conversations = Conversations(session)
        self.review = Review(session)
        self.review.wants_key_relationship.connect(self._choose_goals)
        self.review.wants_goal.connect(lambda: self.tabs.setCurrentIndex(self.pages.indexOf(self.goals)))
        self.tabs = Tabs()
        self.tabs.setUsesScrollButtons(large())
        named(self.tabs, _("Parts"))
        self.setFocusProxy(self.tabs)
        self.pages = QStackedWidget()
        for words, page in self._pages().items():
            self.tabs.addTab(words)
            self.pages.addWidget(page)
        self.tabs.currentChanged.connect(self._turn)
        self.review.reviewing.connect(self._fit_head)
        self.person_page = QWidget()
        bar = column(self.tabs)
        bar.setContentsMargins(4 * GRID, 0, 4 * GRID, 0)
        body = column(self.head, 2 * GRID, gap=0)
        body.addLayout(bar)
        body.addWidget(hairline())
        body.addWidget(self.pages, 1)
        self.person_page.setLayout(body)
        self.nobody = Prose(_("Choose somebody on the map or in the list to see them here."), "dim")
        self.nobody.setContentsMargins(6 * GRID, 10 * GRID, 6 * GRID, 0)
        self.nobody.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.nobody)
        self._stack.addWidget(self.person_page)
        self.setLayout(column(self._stack))
        for keys, by in (("Ctrl+Tab", 1), ("Ctrl+Shift+Tab", -1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda by=by: self._next(by))
        session.changed.connect(self._changed)
        session.frozen.connect(self._freeze)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.tabs.setUsesScrollButtons(large())

    # --- from outside ----------------------------------------------------------------------------------------------

    def show_person(self, person: int | None) -> None:
        """Show a person; None shows nobody. What was being typed about the one before is saved first."""
        if person != self.person:
            self.flush()
            for tab in self._pages().values():
                tab.keep_drafts()
            self.person = person
            self._forget()
        self.refresh()

    def flush(self) -> None:
        """Save what is being typed."""
        if self.person is not None:
            settle(self)

    def note_conversation(self, talk: r.Conversation | None = None) -> None:
        """Open a new conversation with the person shown, the cursor in it; `talk`: what was said of it already."""
        self.tabs.setCurrentIndex(self.pages.indexOf(self.conversations))
        self.conversations.begin(talk)

    def show_review(self) -> None:
        """Open the review of the person shown, the keyboard in it."""
        self.tabs.setCurrentIndex(self.pages.indexOf(self.review))
        self.tabs.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_goals(self) -> None:
        """Turn to what is to become different, and the plans to meet."""
        self.tabs.setCurrentIndex(self.pages.indexOf(self.goals))

    def refresh(self) -> None:
        """Read the person anew and show what differs."""
        if self._frozen:
            return
        found = None if self.person is None else read_about(self.session.plan, self.person, self.session.today())
        if found is None:
            self._forget()
            self.person = None
        self._show(found)

    # --- inside ----------------------------------------------------------------------------------------------------

    def _pages(self) -> dict[str, Tab]:
        return {
            _("Profile"): self.profile,
            _("Goals"): self.goals,
            _("Conversations"): self.conversations,
            _("Review"): self.review,
        }

    @property
    def about(self) -> About | None:
        """What is shown."""
        return self.profile.about

    def _show(self, found: About | None) -> None:
        if found != self.about:
            if found is not None:
                self.head.show_about(found)
            for page in self._pages().values():
                page.show_about(found)
            self._fit_head()
        self._stack.setCurrentWidget(self.nobody if found is None else self.person_page)

    def _forget(self) -> None:
        forget(self)
        for page in self._pages().values():
            page.show_about(None)
            page.verticalScrollBar().setValue(0)

    def _changed(self, changes: Changes) -> None:
        if self.about is not None and self.about.concerned(changes):
            self.refresh()

    def _freeze(self, frozen: bool) -> None:
        self._frozen = frozen
        if not frozen:
            self.refresh()
            settle(self)

    def _turn(self, at: int) -> None:
        settle(self)
        self.pages.setCurrentIndex(at)
        self._fit_head()

    def _fit_head(self) -> None:
        """The goal stands at the top, but not where the page shows it too, nor where it leaves little room."""
        page = self.pages.currentWidget()
        shown = page is self.goals or (page is self.review and self.review.under_way)
        self.head.glance_at(not shown and (self.height() >= _ROOMY or page is self.profile))

    def _next(self, by: int) -> None:
        inside = self.pages.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + by) % self.tabs.count())
        if inside:
            self.tabs.setFocus(Qt.FocusReason.TabFocusReason)

    def _choose_goals(self) -> None:
        self.tabs.setCurrentIndex(self.pages.indexOf(self.goals))
        self.goals.choose()

    def focusNextPrevChild(self, next: bool) -> bool:
        moved = move_focus(self, ahead=next)
        page, focus = self.pages.currentWidget(), self.focusWidget()
        if isinstance(page, Tab) and focus is not None and page.isAncestorOf(focus):
            page.ensureWidgetVisible(focus)
        return moved

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_head()

    def hideEvent(self, event: QHideEvent) -> None:
        self.flush()
        super().hideEvent(event)
