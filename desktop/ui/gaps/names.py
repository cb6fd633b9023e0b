"""The people of a chosen cell as names that can be dragged to another one, or moved with the keyboard."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton, QWidget

from desktop.domain.tiers import TIERS
from desktop.ui.widgets import GRID, FlowRow, button, column, label, literal, named, presses, row, tip
from desktop.words import _, ngettext

MOST = 60
"""So many names are shown at a time; the others are on the People screen."""

_LONGEST = 320
_STEPS: dict[int, int] = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class NameTag(QPushButton):
    """A name: a click or Enter shows the person, dragging moves it, 1 to 5 and the menu do so without a mouse."""

    opened = Signal(int)
    entered = Signal(int)
    """Enter or Space, as on a person of the map."""
    dragged = Signal(int, QPoint)
    """Where the name is now, on the screen."""
    dropped = Signal(int, QPoint)
    given_up = Signal(int)
    tier_wanted = Signal(int, str)
    menu_wanted = Signal(int, QPoint)

    def __init__(self, person: int, name: str, hint: str, *, movable: bool) -> None:
        super().__init__()
        self.person, self._name, self._movable = person, " ".join(name.split()), movable
        self._pressed: QPoint | None = None
        self._flying: QLabel | None = None
        self.setProperty("role", "chip")
        self.setAutoDefault(False)
        self.setText(literal(self.fontMetrics().elidedText(self._name, Qt.TextElideMode.ElideRight, _LONGEST)))
        named(self, f"{self._name}. {hint}" if hint else self._name)
        tip(self, hint)
        self.clicked.connect(lambda: self.opened.emit(self.person))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None or not self._movable:
            super().mouseMoveEvent(event)
            return
        far = (event.position().toPoint() - self._pressed).manhattanLength() >= QApplication.startDragDistance()
        if self._flying is None and far:
            self._fly()
        if self._flying is not None:
            at = event.globalPosition().toPoint()
            self._flying.move(self.window().mapFromGlobal(at) + QPoint(2 * GRID, GRID))
            self.dragged.emit(self.person, at)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pressed = None
        if self._flying is None:
            super().mouseReleaseEvent(event)
            return
        self._land()
        self.setDown(False)
        self.dropped.emit(self.person, event.globalPosition().toPoint())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        at = event.key() - Qt.Key.Key_1
        if event.key() == Qt.Key.Key_Escape and self._flying is not None:
            self._land()
            self._pressed = None
            self.setDown(False)
            self.given_up.emit(self.person)
        elif 0 <= at < len(TIERS) and self._movable and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.tier_wanted.emit(self.person, TIERS[at])
        elif presses(event):
            self.entered.emit(self.person)
        elif event.key() in _STEPS:
            event.ignore()  # the drawer knows the order
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        keyboard = event.reason() == QContextMenuEvent.Reason.Keyboard
        at = self.mapToGlobal(QPoint(GRID, self.height())) if keyboard else event.globalPos()
        self.menu_wanted.emit(self.person, at)

    def _fly(self) -> None:
        self._flying = label(self._name)
        self._flying.setParent(self.window())
        self._flying.setProperty("role", "flying")
        self._flying.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._flying.adjustSize()
        self._flying.show()
        self._flying.raise_()
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        QApplication.setOverrideCursor(Qt.CursorShape.ClosedHandCursor)

    def _land(self) -> None:
        if self._flying is not None:
            QApplication.restoreOverrideCursor()
            self._flying.hide()
            self._flying.deleteLater()
            self._flying = None


class Drawer(QWidget):
    """Below a row of the matrix: a heading, the names, and where somebody is missing what to do about it."""

    opened = Signal(int)
    entered = Signal(int)
    dragged = Signal(int, QPoint)
    dropped = Signal(int, QPoint)
    given_up = Signal(int)
    tier_wanted = Signal(int, str)
    more_wanted = Signal()
    """All of a crowded cell are to be seen."""
    decision_wanted = Signal()
    """What to do about the group, of which somebody is missing."""
    closed = Signal()

    def __init__(self, fill_menu: Callable[[QMenu, int], None]) -> None:
        super().__init__()
        self._fill_menu = fill_menu
        self.heading = label("", "heading", wrap=True)
        self.hint = label("", "small", wrap=True)
        self.away = button("✕", "flat", hint=_("Close"))
        named(self.away, _("Close the list of names"))
        self.away.setFixedSize(6 * GRID, 6 * GRID)
        self.away.clicked.connect(self.closed)
        self.tags = FlowRow()
        self.more = button("", "link")
        self.more.clicked.connect(self.more_wanted)
        self.decide = button(_("Somebody is missing here. What to do about it?"), "link")
        self.decide.clicked.connect(self.decision_wanted)
        top = row(self.heading, self.away)
        top.setStretch(0, 1)
        body = column(top, self.tags, row(self.more, None), row(self.decide, None), self.hint, gap=GRID)
        body.setContentsMargins(2 * GRID, GRID, GRID, 3 * GRID)
        self.setLayout(body)
        self._people: dict[int, NameTag] = {}

    def show_people(
        self, heading: str, people: Sequence[tuple[int, str, str]], total: int, *, movable: bool, missing: bool = False
    ) -> None:
        """Show (id, name, hint) of up to MOST people out of `total`; `missing`: somebody is, here."""
        focus = QApplication.focusWidget()
        focused = next((key for key, tag in self._people.items() if tag is focus), None)
        at = list(self._people).index(focused) if focused is not None else 0
        self.heading.setText(heading)
        if focused is not None:
            # Not left to Qt: it would go on to the next widget, and the page would scroll there.
            self.away.setFocus(Qt.FocusReason.OtherFocusReason)
        self.tags.clear()
        self._people = {}
        for person, name, hint in people[:MOST]:
            tag = self._people[person] = NameTag(person, name, hint, movable=movable)
            tag.opened.connect(self.opened)
            tag.entered.connect(self.entered)
            tag.dragged.connect(self.dragged)
            tag.dropped.connect(self.dropped)
            tag.given_up.connect(self.given_up)
            tag.tier_wanted.connect(self.tier_wanted)
            tag.menu_wanted.connect(self._menu)
            self.tags.add(tag)
        rest = total - len(self._people)
        self.tags.setVisible(bool(self._people))
        self.more.setVisible(rest > 0)
        self.more.setText(ngettext("{n} more, on People", "{n} more, on People", rest).format(n=rest))
        self.decide.setVisible(missing)
        self.hint.setVisible(bool(self._people) and movable)
        self.hint.setText(_("Drag a name to another cell; or 1 to 5 moves it nearer or further, the menu key more."))
        if focused is not None:
            again = self._people.get(focused) or (list(self._people.values())[at:] or [self.away])[0]
            again.setFocus(Qt.FocusReason.OtherFocusReason)

    def tag(self, person: int) -> NameTag | None:
        """The name of a person."""
        return self._people.get(person)

    def begin(self) -> None:
        """Put the keyboard on the first name."""
        first = next(iter(self._people.values()), None)
        (first or (self.away if self.decide.isHidden() else self.decide)).setFocus(Qt.FocusReason.OtherFocusReason)

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        return layout.totalHeightForWidth(width) if layout is not None else -1

    def sizeHint(self) -> QSize:
        return QSize(200, max(self.heightForWidth(self.width()), 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = _STEPS.get(event.key())
        tags = list(self._people.values())
        focus = QApplication.focusWidget()
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif by is not None and focus in tags:
            tags[(tags.index(focus) + by) % len(tags)].setFocus(Qt.FocusReason.TabFocusReason)  # type: ignore[arg-type]
        else:
            super().keyPressEvent(event)

    def _menu(self, person: int, at: QPoint) -> None:
        menu = QMenu(self)
        self._fill_menu(menu, person)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)
