"""The Reviews screen: due ones first, a review in place, the walk, and whether help flows both ways."""

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QWidget

from desktop.domain.relationships import Relationship
from desktop.domain.reviewing import Due, review_due
from desktop.plan import read_reviews, walk_edits
from desktop.plan.step import Changes
from desktop.report.names import in_both_scripts
from desktop.ui.inspector.checklist import Asked, Questions, checklist
from desktop.ui.inspector.parts import Cards, Prose
from desktop.ui.inspector.review_form import ReviewForm
from desktop.ui.reviews.cards import ReviewCard, SupportCard, WalkCard
from desktop.ui.reviews.walk import WalkPage
from desktop.ui.session import Session
from desktop.ui.text_size import px
from desktop.ui.theme import Theme
from desktop.ui.widgets import GRID, Page, button, column, label, row
from desktop.words import _

_SIDE = 320
_NARROW = 860
"""Below this width the cards at the side come below."""

_FORM = 680

_TABLES = (
    "focal_relationships", "goals", "insights", "reviews", "next_steps", "engagements", "conversations", "contacts",
    "plan",
)  # fmt: skip


class ReviewsScreen(QWidget):
    """The list, a review in its place, or the walk."""

    people_wanted = Signal()
    """There is no key relationship: the user wants to choose one."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self._session = session
        self._stale = True
        self._asked: dict[str, Asked] = {}
        self.form: ReviewForm | None = None
        self.questions = button(_("Questions…"), "flat", hint=_("The five questions in your own words"))
        self.questions.clicked.connect(self._edit_questions)
        choose = button(_("Choose a key relationship"))
        choose.clicked.connect(self.people_wanted)
        said = Prose(
            _(
                "No key relationship is being worked on yet. Choose one of the few, in the panel of a person under "
                "Goals; its first review comes after thirty days."
            ),
            "dim",
        )
        self.nothing = QWidget()
        self.nothing.setLayout(column(said, row(choose, None)))
        self.groups = {due: self._group() for due in ("now", "soon", "later")}
        self._headings = {
            "now": label(_("Due"), "heading"),
            "soon": label(_("Within two weeks"), "heading"),
            "later": label(_("Later"), "heading"),
        }
        self.walk_card = WalkCard()
        self.walk_card.wanted.connect(self.show_walk)
        self.support = SupportCard()
        self.support.chosen.connect(session.select)
        self.list = Page()
        self.list.body.addLayout(row(label(_("Reviews"), "title"), None, self.questions))
        self.list.body.addWidget(
            label(_("Five questions about each of the few, and whether the goal is still right."), "dim", wrap=True)
        )
        groups = column(self.nothing, gap=2 * GRID)
        for due, group in self.groups.items():
            groups.addWidget(self._headings[due])
            groups.addWidget(group)
        groups.addStretch(1)
        self._side = QWidget()
        self._side.setLayout(column(self.walk_card, self.support, None, gap=3 * GRID))
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(6 * GRID)
        self._columns.addLayout(groups, 1)
        self._columns.addWidget(self._side)
        self.list.body.addLayout(self._columns)
        self.list.body.addStretch(1)
        self.review_page = Page()
        self.back = button(_("← Reviews"), "flat")
        self.back.clicked.connect(self._put_aside)
        # In a row, which asks for the height at the width that the form may have; a column asks at its own.
        self._form_place = row(None)
        self.review_page.body.addLayout(row(self.back, None))
        self.review_page.body.addLayout(self._form_place)
        self.review_page.body.addStretch(1)
        self.walk = WalkPage(session)
        self.walk.left.connect(self.show_list)
        self._stack = QStackedWidget()
        for page in (self.list, self.review_page, self.walk):
            self._stack.addWidget(page)
        self.setLayout(column(self._stack))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        session.changed.connect(self._follow)
        session.frozen.connect(lambda frozen: None if frozen or not self.isVisible() else self.refresh())
        self.refresh()

    def finish(self) -> None:
        """Lay out what waits to be laid out, for a picture."""
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)

    def keep_drafts(self) -> None:
        """Keep the answers of a review that was begun."""
        if self.form is not None:
            self.form.keep_learned()

    def refresh(self) -> None:
        """Read the plan again."""
        self._stale = False
        plan, today, writes = self._session.plan, self._session.today(), self._session.editable
        self._asked = checklist(plan)
        found = read_reviews.active_relationships(plan, today)
        parts: dict[str, list[Relationship]] = {"now": [], "soon": [], "later": []}
        for about in found:
            due = review_due(about.focal, today)
            today_too = about.focal.next_review == today.isoformat()
            where = "now" if due is Due.OVERDUE or today_too else "soon" if due is Due.SOON else "later"
            parts[where].append(about)
        for where, abouts in parts.items():
            self.groups[where].show_items([(about.focal.id, about) for about in abouts])
            self._headings[where].setVisible(bool(abouts))
        self.nothing.setVisible(not found)
        self.walk_card.show_walk(walk_edits.walk(plan), today, writes=writes)
        self.support.show_support(read_reviews.support(plan, today))
        if self._stack.currentWidget() is self.walk:
            self.walk.refresh()

    def start(self, focal: int) -> None:
        """Begin a review in the place of the list, or go on with it."""
        if self.form is not None and self.form.focal != focal:
            self.form.keep_learned()
            self._drop()
        if self.form is None:
            self.form = ReviewForm(self._session, focal)
            self.form.setMaximumWidth(px(_FORM))
            who = self.form.about.contact if self.form.about else None
            self.form.heading.setText(in_both_scripts(who.name, who.name_latin or "") if who else _("Review"))
            self.form.closed.connect(self._ended)
            self.form.left.connect(self._ended)
            self._form_place.insertWidget(0, self.form, 1000)
        self._stack.setCurrentWidget(self.review_page)
        self.review_page.verticalScrollBar().setValue(0)

    def show_list(self) -> None:
        """Back to the list."""
        self._stack.setCurrentWidget(self.list)
        self.refresh()

    def show_walk(self) -> None:
        """Go on with the walk."""
        self._stack.setCurrentWidget(self.walk)
        self.walk.begin()

    def _group(self) -> Cards[Relationship, ReviewCard]:
        return Cards(self._card, self._show_card)

    def _card(self, about: Relationship) -> ReviewCard:
        made = ReviewCard()
        focal, person = about.focal.id, about.contact.id
        made.started.connect(lambda: self.start(focal))
        made.opened.connect(lambda: self._session.select(person))
        return made

    def _show_card(self, card: ReviewCard, about: Relationship) -> None:
        card.show_about(about, self._asked, writes=self._session.editable)

    def _put_aside(self) -> None:
        if self.form is not None:
            self.form.put_aside()
        else:
            self.show_list()

    def _ended(self) -> None:
        self._drop()
        self.show_list()

    def _drop(self) -> None:
        if self.form is not None:
            gone, self.form = self.form, None
            self._form_place.removeWidget(gone)
            gone.hide()
            gone.deleteLater()

    def _edit_questions(self) -> None:
        dialog = Questions(self.window(), self._session)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _follow(self, changes: Changes) -> None:
        if changes.touches(*_TABLES):
            self._stale = True
            if self.isVisible():
                self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # Nothing is read while another screen is shown.
        if self._stale:
            self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < px(_NARROW)
        self._columns.setDirection(
            QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        )  # fmt: skip
        self._side.setMaximumWidth(16777215 if narrow else px(_SIDE))
        self._side.setMinimumWidth(0 if narrow else px(_SIDE))
