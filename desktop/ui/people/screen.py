"""The People screen: names are typed at its top, the table below has everybody."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QStackedWidget, QWidget

from desktop.plan.step import Changes
from desktop.ui.choice import ChoiceChip
from desktop.ui.fitting import hint
from desktop.ui.people import menu
from desktop.ui.people.listing import Wanted
from desktop.ui.people.model import PeopleModel
from desktop.ui.people.naming import NamingLine
from desktop.ui.people.table import PeopleTable
from desktop.ui.session import Session
from desktop.ui.status import people_words
from desktop.ui.text_size import sized
from desktop.ui.theme import Theme
from desktop.ui.widgets import GRID, Empty, button, chip, column, label, named, panel, row
from desktop.words import _, tier_words

_WAITING = "waiting"


class PeopleScreen(QWidget):
    """`filters` belongs into the toolbar while this screen is shown."""

    import_wanted = Signal()
    """The user wants to bring people in from a file."""
    sort_wanted = Signal()
    """The user wants to go through those who wait."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self._session = session
        self.model = PeopleModel(session)
        self.table = PeopleTable(self.model, theme)
        self.naming = NamingLine(session)
        self.filters = panel()
        self._make_filters()
        self.count = label("", "dim", wrap=True)
        self.count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        bring_in = button(_("Bring people in…"))
        bring_in.clicked.connect(self.import_wanted)
        self._body = QStackedWidget()
        self._body.addWidget(self.table)
        self._body.addWidget(
            Empty(
                _("Who matters for your work?"),
                _("Type names above from memory, the strongest first. Role, group and how near can come later."),
                bring_in,
            )
        )
        card = QFrame()
        card.setProperty("role", "card")
        card.setLayout(column(self._body, margin=1))
        self.sort = button(_("Sort people…"))
        self.sort.clicked.connect(self.sort_wanted)
        heading = row(label(_("People"), "title"), self.count, GRID, self.text)
        heading.setStretchFactor(self.count, 1)
        said = label(_("Name them from memory, the strongest first. Enter takes the next."), "dim", wrap=True)
        below = row(said, self.sort)
        below.setStretchFactor(said, 1)
        self.setLayout(column(heading, below, GRID, self.naming, GRID, card, margin=6 * GRID))
        self.table.chosen.connect(session.select)
        self.table.fill_menu = lambda filled, people: menu.fill_menu(filled, people, session, self)
        self.table.delete_wanted.connect(lambda people: menu.delete(session, people, self))
        self.naming.added.connect(self._show_added)
        session.selected.connect(self.table.show_person)
        session.changed.connect(self._follow)
        session.frozen.connect(self._freeze)
        self.model.modelReset.connect(self._count)
        self.model.rowsInserted.connect(self._count)
        self.model.rowsRemoved.connect(self._count)
        self.model.dataChanged.connect(self._count)
        self.model.loaded.connect(self._fill_groups)
        self.model.loaded.connect(lambda: self.table.show_person(session.person))
        self._fill_groups()
        self._count()
        self.table.show_person(session.person)

    def name_people(self) -> None:
        """Begin to type names."""
        self.naming.begin()

    def show_waiting(self) -> None:
        """Show those who wait to be placed."""
        self.tier.choose(_WAITING)

    def show_only(self, group: int | None, tier: str | None) -> None:
        """Show those of a group (None: of no group) and a tier (None: of all tiers)."""
        self._show_all()
        self.tier.choose(tier)
        self.group.choose(group or 0)

    def arranged(self) -> str:
        """How wide the columns are by the user's own hand."""
        return self.table.arranged()

    def arrange(self, said: str) -> None:
        """Let them be so again."""
        self.table.arrange(said)

    def finish(self) -> None:
        """Have everybody in the table now."""
        self.model.finish()

    def _make_filters(self) -> None:
        self.text = QLineEdit()
        hint(self.text, _("Filter names, roles"))
        named(self.text, _("Filter the table"))
        self.text.setClearButtonEnabled(True)
        sized(self.text, most=220, least=170)
        self.tier = ChoiceChip(_("How near"), _("All tiers"))
        self.tier.set_options([*((words, tier) for tier, words in tier_words().items()), (_("Waiting"), _WAITING)])
        self.group = ChoiceChip(_("Group"), _("All groups"))
        self.key = chip(_("Key relationships"))
        self.filters.setLayout(row(self.tier, self.group, self.key))
        # A pause of a moment: the next letter mostly follows at once.
        self._typed = QTimer(self, interval=60, singleShot=True)
        self._typed.timeout.connect(self._filter)
        self.text.textChanged.connect(lambda _: self._typed.start())
        self.tier.chosen.connect(self._filter)
        self.group.chosen.connect(self._filter)
        self.key.toggled.connect(self._filter)

    def _fill_groups(self) -> None:
        options = [(group.label, key) for key, group in self.model.groups.items()]
        self.group.set_options([*options, (_("No group"), 0)])

    def _filter(self, _: object = None) -> None:
        tier, group = self.tier.value, self.group.value
        self.model.filter(
            Wanted(
                text=self.text.text(),
                tiers=None if tier is None else frozenset({None if tier == _WAITING else tier}),
                groups=None if group is None else frozenset({group or None}),
                key=self.key.isChecked(),
            )
        )

    def _show_added(self, people: list[int]) -> None:
        if self.model.row_of(people[-1]) is None:
            self._show_all()
        if (at := self.model.row_of(people[-1])) is not None:
            self.table.scrollTo(self.model.index(at, 0))

    def _show_all(self) -> None:
        self.text.clear()
        self.key.setChecked(False)
        self.tier.choose(None)
        self.group.choose(None)

    def _follow(self, changes: Changes) -> None:
        if changes.touches("groups"):
            self._fill_groups()

    def _freeze(self, frozen: bool) -> None:
        self.table.setEnabled(not frozen)

    def _count(self, *_args: object) -> None:
        people, shown = self.model.people, self.model.rowCount()
        waiting = self.model.waiting
        self.sort.setVisible(waiting > 0)
        all_of_them = people_words(people - waiting, waiting)
        self.count.setText(all_of_them if shown == people else _("{n} shown").format(n=shown) + " · " + all_of_them)
        self._body.setCurrentIndex(0 if people else 1)
        # Where nobody is, the first name is what comes next.
        self.setFocusProxy(self.table if people else self.naming.name)
