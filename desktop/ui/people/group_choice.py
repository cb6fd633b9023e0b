"""Which group: one of those there are, or a new one typed in place."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QStackedWidget

from desktop.domain import records as r
from desktop.plan import edits, read
from desktop.plan.file import Plan
from desktop.ui.fitting import Combo, hint
from desktop.ui.session import Session
from desktop.ui.widgets import named
from desktop.words import _

_NEW = "new"


def group_named(plan: Plan, name: str, but: int | None = None) -> int | None:
    """The group of that name, in capitals or not, apart from the group `but`."""
    wanted = " ".join(name.split()).casefold()
    for key, group in read.records(plan, r.Group).items():
        if key != but and " ".join(group.label.split()).casefold() == wanted:
            return key
    return None


class GroupChoice(QStackedWidget):
    """A box of groups whose last line makes a new one."""

    made = Signal()
    """A group was named, or that was given up: the keyboard is on the box again."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.box = Combo()
        named(self.box, _("Group"))
        self.new = _NewName()
        for part in (self.box, self.new):
            self.addWidget(part)
            part.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(self.box)
        self.box.activated.connect(lambda _: self._begin() if self.box.currentData() == _NEW else None)
        self.new.returnPressed.connect(self._make)
        self.new.left.connect(self._leave)
        self._before: int | None = None
        self.fill()

    @property
    def group(self) -> int | None:
        """The chosen group, None for none."""
        chosen = self.box.currentData()
        return chosen if isinstance(chosen, int) else None

    def fill(self) -> None:
        """Show the groups there are now; the chosen one stays chosen."""
        chosen = self.group
        self.box.clear()
        self.box.addItem(_("No group"), None)
        for key, group in read.records(self._session.plan, r.Group).items():
            self.box.addItem(group.label, key)
        self.box.insertSeparator(self.box.count())
        self.box.addItem(_("New group…"), _NEW)
        self.choose(chosen)

    def choose(self, group: int | None) -> None:
        """Choose a group, or none."""
        self.box.setCurrentIndex(max(0, self.box.findData(group)))
        self._before = self.group

    def _begin(self) -> None:
        self.choose(self._before)
        self.setCurrentWidget(self.new)
        self.new.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make(self) -> None:
        name, plan = " ".join(self.new.text().split()), self._session.plan
        found = group_named(plan, name)
        keys: list[int] = [] if found is None else [found]
        if name and found is None:
            self._session.do(lambda: keys.append(edits.add(plan, r.Group(0, edits.new_uid(), name), name)))
        if keys:
            self.choose(keys[0])
        self._leave()
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)
        self.made.emit()

    def _leave(self) -> None:
        self.new.setText("")
        focused = self.new.hasFocus()
        self.setCurrentWidget(self.box)
        if focused:
            self.box.setFocus(Qt.FocusReason.OtherFocusReason)


class _NewName(QLineEdit):
    """The name of a new group; Esc gives it up."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        named(self, _("Name of a new group"))
        hint(self, _("Name of the group, Enter"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
            if self.text().strip():
                self.returnPressed.emit()
            else:
                self.left.emit()
