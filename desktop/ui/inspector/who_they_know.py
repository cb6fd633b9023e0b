"""Who somebody knows, as far as the owner believes: ties, added by typing a name."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.domain import records as r
from desktop.plan import edits
from desktop.ui.inspector.fields import Choice
from desktop.ui.inspector.find_person import PersonLine
from desktop.ui.inspector.parts import Cards, Prose
from desktop.ui.inspector.phrases import strengths, tie_words
from desktop.ui.text_size import sized
from desktop.ui.widgets import button, column, literal, named, row, tip
from desktop.words import _

if TYPE_CHECKING:
    from desktop.ui.inspector.about import About, Known
    from desktop.ui.inspector.tab import Tab


class _KnownRow(QWidget):
    """One tie: a name to go to, how strong, how I know, and a way to remove it."""

    def __init__(self, tab: "Tab", known: "Known") -> None:
        super().__init__()
        self._tab = tab
        self._known = known
        self.name = button("", "link")
        self.name.clicked.connect(lambda: tab.session.select(self._known.person))
        self.how = Choice(_("How well they know each other"), tie_words(), self._put)
        self.how.setProperty("role", "plain")
        self.how.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        sized(self.how, width=138)
        self.remove = button("×", "link")
        self.remove.clicked.connect(self._remove)
        self.name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        line = row(self.name, self.how, self.remove, gap=0)
        line.setStretch(0, 1)
        self.setLayout(line)

    def show_known(self, known: "Known") -> None:
        """The tie as it is now."""
        self._known = known
        name = " ".join(known.name.split())
        self._fit()
        tip(self.name, name)
        named(self.name, _("Show {name}").format(name=name))
        named(self.remove, _("{name}: no longer noted").format(name=name))
        self.how.show_value((known.tie.strength, known.tie.basis))

    def _fit(self) -> None:
        name = " ".join(self._known.name.split())
        room = self.name.width() - 14
        self.name.setText(literal(self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, max(room, 40))))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _put(self, how: tuple[int, str]) -> bool:
        tie, words = self._known.tie, strengths()
        values = {"strength": how[0], "basis": how[1]}
        if tie.label in words.values():
            values["label"] = words[how[0]]  # a label of the user's own stays
        return self._tab.edit(lambda plan, about: edits.change(plan, r.Tie, tie.id, about.person.name, **values))

    def _remove(self) -> None:
        self._tab.edit(lambda plan, about: edits.remove(plan, r.Tie, self._known.tie.id, about.person.name))


class WhoTheyKnow(QWidget):
    """All ties of the person shown, the closest first."""

    def __init__(self, tab: "Tab") -> None:
        super().__init__()
        self._tab = tab
        self._about: About | None = None
        self.rows: Cards[Known, _KnownRow] = Cards(lambda known: _KnownRow(tab, known), _KnownRow.show_known)
        self.add = PersonLine(tab.session, _("Add somebody they know"), _("Type a name to add one"), self._already)
        self.add.picked.connect(self._add)
        self.none = Prose(_("As far as I know or was told. Nobody noted yet."), "small")
        self.setLayout(column(self.rows, self.none, self.add))

    def show_about(self, about: "About") -> None:
        """Show a person's ties."""
        self._about = about
        self.rows.show_items([(known.tie.id, known) for known in about.known])
        self.none.say("" if about.known else _("As far as I know or was told. Nobody noted yet."))

    def _already(self) -> set[int]:
        return {self._about.person.id, *(known.person for known in self._about.known)} if self._about else set()

    def _add(self, other: int) -> None:
        self._tab.edit(lambda plan, about: edits.add(plan, r.Tie(0, about.person.id, other), about.person.name))
