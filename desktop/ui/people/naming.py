"""Name the people, strongest first: one line that takes a person with Enter and stays for the next."""

import re
import unicodedata

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QWidget

from desktop.plan import edits
from desktop.plan.step import Changes
from desktop.ui.fields import LineEdit, undoes
from desktop.ui.fitting import Combo, hint
from desktop.ui.people.carried import holds_rows
from desktop.ui.people.group_choice import GroupChoice
from desktop.ui.session import Session
from desktop.ui.text_size import sized
from desktop.ui.widgets import button, named, row
from desktop.words import _, tier_words


class NamingLine(QWidget):
    """Name, role, group, tier: Tab goes on, Enter adds the person and returns to the name. Group and tier stay."""

    added = Signal(list)
    """The ids of those who were just added."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.name = _NameField()
        self.role = LineEdit(_("Role"), _("Role"))
        self.groups = GroupChoice(session)
        self.group = self.groups.box
        self.tier = Combo()
        named(self.tier, _("How near"))
        self.tier.addItem(_("How near?"), None)
        for tier, word in tier_words().items():
            self.tier.addItem(word, tier)
        self.add = button(_("Add"))
        line = row(self.name, self.role, self.groups, self.tier, self.add)
        for part, share in ((self.name, 3), (self.role, 3), (self.groups, 2), (self.tier, 2)):
            line.setStretchFactor(part, share)
        sized(self.name, least=100)
        sized(self.role, least=50)
        self.setLayout(line)
        self.name.returnPressed.connect(self._add)
        self.role.returnPressed.connect(self._add)
        self.add.clicked.connect(self._add)
        self.name.pasted.connect(self._add_several)
        for combo in (self.group, self.tier):
            combo.installEventFilter(self)
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumContentsLength(4)
        session.changed.connect(self._follow)
        session.frozen.connect(lambda _: self._enable())
        self._enable()

    def begin(self) -> None:
        """Let the next person be typed."""
        self.name.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.name.selectAll()

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        enter = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in enter:
            self._add()
            return True
        return False

    def _enable(self) -> None:
        self.setEnabled(self._session.editable)

    def _follow(self, changes: Changes) -> None:
        if changes.touches("groups"):
            self.groups.fill()

    def _add(self) -> None:
        name = tidy(self.name.text())
        if not name:
            self.begin()
            return
        plan, group, tier = self._session.plan, self.groups.group, self.tier.currentData()
        role, today = self.role.text().strip(), self._session.today()
        keys: list[int] = []
        if self._session.do(
            lambda: keys.extend(edits.add_contacts(plan, [name], on=today, role=role, group=group, tier=tier))
        ):
            # Not clear(): that could be undone in the field, where Ctrl+Z is to take back the person.
            self.name.setText("")
            self.role.show_text("")
            self.role.setText("")
            self.added.emit(keys)
        self.begin()

    def _add_several(self, names: list[str]) -> None:
        plan, tier, today = self._session.plan, self.tier.currentData(), self._session.today()
        keys: list[int] = []
        if self._session.do(lambda: keys.extend(edits.add_contacts(plan, names, on=today, tier=tier))):
            self.name.setText("")
            self.added.emit(keys)
        self.begin()


class _NameField(QLineEdit):
    """The name. Several pasted lines are several people; a table or cards are people to be brought in;
    with nothing typed, undo goes to the plan."""

    pasted = Signal(list)

    def __init__(self) -> None:
        super().__init__()
        named(self, _("Name of the next person"))
        hint(self, _("Name"))
        self.setAcceptDrops(False)

    def event(self, event: QEvent) -> bool:
        passes_on = undoes(event) and not self.text()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            pastes = event.matches(QKeySequence.StandardKey.Paste)
            passes_on |= pastes and holds_rows(QApplication.clipboard().mimeData())
        if passes_on:
            event.ignore()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            names = names_in(QApplication.clipboard().mimeData())
            if len(names) > 1:
                self.pasted.emit(names)
                return
        super().keyPressEvent(event)


_MARK = re.compile(r"^\s*(?:[-*+•‣◦·–—]|\(?\d{1,3}[.)])\s*")
"""What stands before each line of a list: a dash, a dot, a number."""


def names_in(data: QMimeData) -> list[str]:
    """The names in pasted text, one a line, without the marks of a list."""
    lines = data.text().splitlines() if data.hasText() else []
    return [name for line in lines if (name := tidy(_MARK.sub("", line, count=1)))]


def tidy(name: str) -> str:
    """A typed name without what cannot be seen: control characters, direction overrides, needless space."""
    kept = "".join(" " if c.isspace() else c for c in name if c.isspace() or not _unseen(c))
    return unicodedata.normalize("NFC", " ".join(kept.split()))[:200]


def _unseen(character: str) -> bool:
    code = ord(character)
    return unicodedata.category(character) == "Cc" or 0x202A <= code <= 0x202E or 0x2066 <= code <= 0x2069
