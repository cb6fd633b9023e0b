"""The first page of Gaps: the matrix with its drawer of names, and what stands out, one card each."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QActionGroup, QResizeEvent
from PySide6.QtWidgets import QFrame, QMenu

from desktop.domain import records as r
from desktop.domain.tiers import TIERS
from desktop.plan import edits, read
from desktop.plan.edits import KEEP, Keep
from desktop.report.names import in_both_scripts
from desktop.ui.evidence import EvidenceLine
from desktop.ui.gaps.cells import Cell
from desktop.ui.gaps.feed import GapsFeed
from desktop.ui.gaps.matrix import MatrixView
from desktop.ui.gaps.model import MatrixModel
from desktop.ui.gaps.names import MOST, Drawer
from desktop.ui.gaps.phrases import people_words, wish_words
from desktop.ui.gaps.stands_out import OutCards
from desktop.ui.people import menu as person_menu
from desktop.ui.session import Session
from desktop.ui.theme import Theme
from desktop.ui.widgets import GRID, Card, Empty, Page, button, column, label, literal, named, row
from desktop.words import _, tier_words


class MatrixPage(Page):
    """Groups and tiers. Everything shown in it can be changed in it."""

    opened = Signal(int)
    """A person's details are wanted."""
    more_wanted = Signal(object, object)
    """All people of a group (None: no group) and tier (None: all) are to be listed."""
    decision_wanted = Signal(object)
    """What to do about a key group is to be decided."""
    names_wanted = Signal()
    groups_wanted = Signal()
    """There is no group: the user wants to name some."""
    unmark_wanted = Signal()
    """The people of a figure are to be marked no longer."""

    def __init__(self, session: Session, theme: Theme, feed: GapsFeed) -> None:
        super().__init__()
        self._session, self._feed = session, feed
        self._shown: tuple[int | None, str | None] | None = None
        self._pointed: Sequence[int] = ()
        self.drawer = Drawer(self._fill_menu)
        self.model = MatrixModel(feed.cells, self)
        self.matrix = MatrixView(self.model, theme, self.drawer)
        self.wish_menu = QMenu(self)
        self.evidence = EvidenceLine(session, self)
        card = QFrame()
        card.setProperty("role", "card")
        card.setLayout(column(self.matrix, margin=2 * GRID))
        self.name_people = button(_("Name people"))
        self.name_people.clicked.connect(self.names_wanted)
        self.nobody = Empty(
            _("Nobody is placed yet"),
            _("Name the people your work depends on, say how near they are, and see here whom you miss."),
            self.name_people,
        )
        self.card = card
        self.how = label(
            _("Click a cell for its people; drag a name to move it. ◆ groups your work depends on."), "dim", wrap=True
        )
        self.marked = button("", "link")
        self.marked.clicked.connect(self.unmark_wanted)
        self.marked.hide()
        over = row(self.how, self.marked)
        over.setStretch(0, 1)
        self.body.addLayout(over)
        self.body.addWidget(card)
        self.name_groups = button(_("Name the groups…"))
        self.name_groups.clicked.connect(self.groups_wanted)
        self.no_groups = Card(_("Which groups does your work depend on?"))
        self.no_groups.body.addWidget(
            label(_("Name them, and see here in which of them nobody is near enough."), "dim", wrap=True)
        )
        self.no_groups.body.addLayout(row(self.name_groups, None))
        self.body.addWidget(self.no_groups)
        self.out = OutCards()
        self.out.pointed.connect(self._point)
        self.body.addWidget(self.out)
        self.body.addWidget(self.nobody)
        self.body.addStretch(1)
        self.matrix.chosen.connect(self.show_cell)
        self.matrix.wish_wanted.connect(self._ask_wish)
        self.matrix.decision_wanted.connect(self.decision_wanted)
        self.drawer.opened.connect(self.opened)
        # Right after a move the question is what Enter leads to.
        self.drawer.entered.connect(lambda person: self.evidence.begin() or self.opened.emit(person))
        self.drawer.closed.connect(self._close)
        self.drawer.dragged.connect(lambda _person, at: self.matrix.show_landing(self._cell_under(at)))
        self.drawer.given_up.connect(lambda _person: self.matrix.show_landing(None))
        self.drawer.dropped.connect(self._drop)
        self.drawer.tier_wanted.connect(lambda person, tier: self._move(person, tier, KEEP))
        self.drawer.decision_wanted.connect(lambda: self._shown and self.decision_wanted.emit(self._shown[0]))
        self.drawer.more_wanted.connect(lambda: self._shown and self.more_wanted.emit(*self._shown))
        session.frozen.connect(lambda _: self._show_names())
        feed.changed.connect(self.refresh)
        self.setFocusProxy(self.matrix)
        self.refresh()

    def refresh(self) -> None:
        """Show the matrix as the feed has it."""
        self.model.refresh()
        there = bool(self.model.rowCount())
        self.card.setVisible(there)
        self.how.setVisible(there)
        self.out.setVisible(there)
        self.nobody.setVisible(not there and self._feed.ready)
        self.no_groups.setVisible(there and not self._feed.cells.groups)
        if self._shown is not None and self._shown[0] not in self._feed.cells.rows:
            self._close()
        self._show_names()

    def point_at(self, people: Sequence[int], asks: str) -> None:
        """Mark the cells of the people whom a figure is about, until another is pointed at; "" is none."""
        self._pointed = people
        self.marked.setText(_("Marked: {figure} ✕").format(figure=asks))
        named(self.marked, _("Marked: {figure} Unmark").format(figure=asks))
        self.marked.setVisible(bool(asks))
        self.model.point_at(people)

    def _point(self, people: Sequence[int]) -> None:
        self.model.point_at(people or self._pointed)

    # --- the drawer ------------------------------------------------------------------------------------------------

    def show_cell(self, group: int | None, tier: str | None, *, begin: bool = True) -> None:
        """Show the people of a cell below its row; of the whole row without a tier. Again, and they go."""
        if self._shown == (group, tier) and self.matrix.opened is not None:
            self._close()
            return
        self._shown = group, tier
        self._show_names()
        self.matrix.open_drawer(group)
        if begin:
            self.drawer.begin()

    def _close(self) -> None:
        self._shown = None
        self.matrix.close_drawer()

    def _show_names(self) -> None:
        if self._shown is None or self._session.jobs.busy:
            return
        group, tier = self._shown
        row = self.model.row_of(group)
        if row is None:
            return
        tiers = TIERS if tier is None else (tier,)
        people = [person for each in tiers for person in self._feed.cells.people(group, each)]
        first = people[:MOST]
        names = read.names(self._session.plan, first) if first else {}
        roles = {each.id: each.role for each in read.person_rows(self._session.plan, first)}
        where = self.model.label(row) if tier is None else f"{self.model.label(row)}, {tier_words()[tier]}"
        self.drawer.show_people(
            f"{where}: {people_words(len(people))}",
            [
                (key, in_both_scripts(*names[key]) or _("(no name)"), roles.get(key, ""))
                for key in first
                if key in names
            ],
            len(people),
            movable=self._session.editable,
            missing=any(self._feed.cells.is_missing(group, each) for each in tiers),
        )
        self.matrix.open_drawer(group)

    def _fill_menu(self, menu: QMenu, person: int) -> None:
        person_menu.fill_menu(menu, [person], self._session, self)

    # --- moving ----------------------------------------------------------------------------------------------------

    def _cell_under(self, at: QPoint) -> Cell | None:
        view = self.matrix.viewport()
        here = view.mapFromGlobal(at)
        return self.matrix.cell_at(here) if view.rect().contains(here) else None

    def _drop(self, person: int, at: QPoint) -> None:
        cell = self._cell_under(at)
        self.matrix.show_landing(None)
        who = self._feed.cells.nodes.get(person)
        if cell is None or who is None or self._shown is None:
            return
        group, tier = cell
        came_from = self._shown[0]
        if group in who.groups or (group is None and not who.groups):
            self._move(person, tier, KEEP)
        else:
            self._move(person, tier, group, came_from)

    def _move(self, person: int, tier: str, group: int | Keep | None, leaving: int | None = None) -> None:
        plan, on = self._session.plan, self._session.today()
        before = read.record(plan, r.Contact, person)
        if before is None or (before.tier == tier and isinstance(group, Keep)):
            return
        kept = self._session.do(
            lambda: edits.move_contact(plan, person, tier, on=on, group=group, leaving=leaving)
        )  # fmt: skip
        if kept and tier != before.tier:
            self.evidence.ask(person)
            self._place_question()

    # --- wishes ----------------------------------------------------------------------------------------------------

    def _ask_wish(self, group: int, at: QPoint) -> None:
        found = self._feed.cells.groups[group]
        menu, choices = self.wish_menu, QActionGroup(self.wish_menu)
        menu.clear()
        for tier in (None, *TIERS):
            action = menu.addAction(wish_words(tier))
            action.setCheckable(True)
            action.setChecked(found.desired_tier == tier)
            action.triggered.connect(lambda _checked=False, tier=tier: self._change(found, desired_tier=tier))
            choices.addAction(action)
        menu.addSeparator()
        key = menu.addAction(_("◆ My work depends on {group}").format(group=literal(found.label)))
        key.setCheckable(True)
        key.setChecked(found.key)
        key.triggered.connect(lambda checked=False: self._change(found, key=checked))
        for action in menu.actions():
            action.setEnabled(self._session.editable)
        menu.popup(at)

    def _change(self, group: r.Group, **values: object) -> None:
        plan = self._session.plan
        # Whoever says how near somebody should be depends on the group.
        if values.get("desired_tier") and not group.key:
            values["key"] = True
        self._session.do(lambda: edits.change(plan, r.Group, group.id, group.label, **values))

    # --- Qt --------------------------------------------------------------------------------------------------------

    def _place_question(self) -> None:
        high = self.evidence.sizeHint().height()
        self.evidence.setGeometry(0, self.height() - high, self.width(), high)
        self.evidence.raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_question()

    def hideEvent(self, event: object) -> None:
        self.evidence.leave()
