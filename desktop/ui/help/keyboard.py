"""Which keys do what: read from the menus themselves, and from one table of what the keys do where they are."""

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QGridLayout, QLineEdit, QMainWindow, QMenu, QMenuBar, QWidget

from desktop.ui.dialogs.parts import Dialog, tall
from desktop.ui.find.commands import with_keys
from desktop.ui.widgets import GRID, Page, label, named
from desktop.words import _


class Told(NamedTuple):
    """A line: where, which keys, and what they do."""

    place: str
    keys: str
    words: str


def of_menus(bar: QMenuBar) -> Iterator[Told]:
    """Every action of the menus that has keys, whether it can be done now or not."""
    for action in bar.actions():
        if isinstance(menu := action.menu(), QMenu):
            for each in with_keys(menu):
                sequences = [keys.toString(QKeySequence.SequenceFormat.NativeText) for keys in each.action.shortcuts()]
                # A second way to press it is told, but not the keys of its own that few keyboards have (“Open”, F14).
                second = [keys for keys in sequences[1:] if "+" in keys][:1]
                yield Told(each.way[0], "  ".join((sequences[0], *second)), each.words.rstrip("…"))


def of_places() -> Iterator[Told]:
    """What keys do on the map, in a list, while sorting; no menu has them."""
    here = _("On the map")
    yield Told(here, _("Tab, arrows"), _("choose a person; with Shift several, Space one less"))
    yield Told(here, _native("Alt+Up"), _("nearer; Alt+Down further, Alt+Right to the next group"))
    yield Told(here, _("1 to 5"), _("put who is chosen from Advocate to Not yet connected"))
    yield Told(here, _native("Ctrl+Shift+Up"), _("move the chosen person within the band"))
    yield Told(here, _native("Ctrl+Up"), _("move the map; plus, minus, 0: nearer, further away, all of it"))
    yield Told(here, "Z", _("go to who is chosen"))
    yield Told(here, "K", _("whom the chosen person knows"))
    yield Told(here, _native(Qt.Key.Key_Return), _("open who is chosen, or name who is missing"))
    yield Told(here, _native("Ctrl+E"), _("after a move: answer the question below"))
    here = _("While sorting people")
    yield Told(here, _("1 to 5"), _("how near this person is"))
    yield Told(here, _native(Qt.Key.Key_Space), _("later: the next person"))
    yield Told(here, _native(Qt.Key.Key_Backspace), _("back to the person before"))
    yield Told(here, "G", _("the group"))
    yield Told(here, "K", _("a key relationship, or no longer one"))
    here = _("In lists and fields")
    yield Told(here, _native("F2"), _("in the table: edit a cell"))
    yield Told(here, _native("Del"), _("delete what is selected"))
    yield Told(here, _native("Shift+F10"), _("what can be done with who is chosen"))
    yield Told(here, _native("Ctrl+Tab"), _("beside a person: from Profile to Goals, Conversations and Review"))
    yield Told(here, _native("Esc"), _("let go, close, leave; in a field: what was there before"))


class Keyboard(Dialog):
    """All of them, with a line to filter by."""

    def __init__(self, parent: QMainWindow) -> None:
        super().__init__(parent, _("Keyboard"), width=560)
        self._told = [*of_menus(parent.menuBar()), *of_places()]
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(_("Find keys or what they do"))
        self.filter.setClearButtonEnabled(True)
        named(self.filter, _("Find keys or what they do"))
        self.filter.textChanged.connect(self._show)
        self.page = Page(margin=0, gap=GRID)
        self.body.addWidget(self.filter)
        self.body.addWidget(self.page, 1)
        self._lines: list[tuple[Told, tuple[QWidget, ...]]] = []
        self._heads: dict[str, QWidget] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(6 * GRID)
        grid.setVerticalSpacing(GRID)
        grid.setColumnStretch(1, 1)
        for told in self._told:
            if told.place not in self._heads:
                head = self._heads[told.place] = label(told.place, "heading")
                head.setContentsMargins(0, 2 * GRID, 0, 0)
                grid.addWidget(head, grid.rowCount(), 0, 1, 2)
            at, line = grid.rowCount(), (label(told.keys), label(told.words, "dim", wrap=True))
            for column, part in enumerate(line):
                grid.addWidget(part, at, column)
            self._lines.append((told, line))
        self.page.body.addLayout(grid)
        self.page.body.addStretch(1)
        tall(self, parent)
        self.filter.setFocus()

    @property
    def told(self) -> list[Told]:
        """What is shown now."""
        return [told for told, line in self._lines if not line[0].isHidden()]

    def _show(self, typed: str) -> None:
        wanted = typed.casefold().split()
        for told, line in self._lines:
            text = " ".join(told).casefold()
            for part in line:
                part.setVisible(all(word in text for word in wanted))
        for place, head in self._heads.items():
            head.setVisible(any(each.place == place for each in self.told))


def _native(keys: str | Qt.Key) -> str:
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
