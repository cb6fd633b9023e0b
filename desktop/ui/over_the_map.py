"""What lies over the map: one question after a move, how to begin on an empty map, and the way back to all of it."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from desktop.plan import edits
from desktop.ui.fields import LineEdit
from desktop.ui.map.view import MapView
from desktop.ui.session import Session
from desktop.ui.widgets import GRID, button, column, floating, hairline, label, named, panel, row
from desktop.words import _


class OverTheMap(QObject):
    """Keeps `evidence` at the foot of the map, `invitation` in its middle and `whole` in its upper right corner."""

    def __init__(self, session: Session, view: MapView) -> None:
        super().__init__(view)
        self._map = view
        self.evidence = EvidenceLine(session, view)
        self.invitation = Invitation(view.canvas)
        self.whole = button(_("Show the whole map"))
        floating(self.whole, view.canvas)
        self.whole.hide()
        self.whole.clicked.connect(view.fit)
        view.canvas.stage.looked.connect(self._show_way_back)
        for part in (view.canvas, self.evidence):
            part.installEventFilter(self)
        self.place()

    def invite(self, wanted: bool) -> None:
        """Say how to begin, or no longer."""
        self.invitation.setVisible(wanted)
        self.place()

    def place(self) -> None:
        """Everything to its place."""
        canvas, camera = self._map.canvas, self._map.canvas.stage.camera
        height = self.evidence.sizeHint().height()
        if self.evidence.hasHeightForWidth():
            height = max(height, self.evidence.heightForWidth(canvas.width()))
        self.evidence.setGeometry(0, canvas.height() - height, canvas.width(), height)
        self.evidence.raise_()
        self.whole.adjustSize()
        self.whole.move(canvas.width() - self.whole.width() - 2 * GRID, 2 * GRID)
        self.invitation.adjustSize()
        middle = QPoint(round(camera.x) - self.invitation.width() // 2, round(camera.y + 0.16 * camera.scale))
        self.invitation.move(middle)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.LayoutRequest):
            self.place()
        return False

    def _show_way_back(self) -> None:
        stage = self._map.canvas.stage
        self.whole.setVisible(not stage.fitted and stage.chart.people.count > 0)


class Invitation(QWidget):
    """On a map without anybody: how to begin."""

    name_wanted = Signal()
    import_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        floating(self, parent)
        self.said = label("")
        self.said.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.name = button(_("Name people"))
        self.bring_in = button(_("Bring people in…"))
        self.name.clicked.connect(self.name_wanted)
        self.bring_in.clicked.connect(self.import_wanted)
        self.setLayout(column(self.said, row(None, self.name, self.bring_in, None)))
        self.say(waiting=False)
        self.hide()

    def say(self, *, waiting: bool) -> None:
        """What to begin with; `waiting`: whether somebody waits to be placed."""
        self.said.setText(
            _("Nobody is on your map yet.\nDrag somebody in from the people who are waiting.")
            if waiting
            else _("Nobody is on your map yet.\nName the people who stand closest to you, or bring them in.")
        )
        self.name.setVisible(not waiting)
        self.bring_in.setVisible(not waiting)


class EvidenceLine(QWidget):
    """After a move among the nearest: what did they do that shows it? It can be left."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        floating(self, parent)
        self._session = session
        self._came_from: QWidget | None = None
        self.person: int | None = None
        strip = panel()
        self._said = label("", "dim", wrap=True)
        self.field = LineEdit(_("What shows it"), _("Enter or Ctrl+E leads here; it can be left"), rest_ms=600_000)
        self.field.setMinimumWidth(120)
        self._away = button("✕", "flat", hint=_("Leave it"))
        named(self._away, _("Leave it"))
        line = row(self._said, self.field, self._away)
        line.setStretchFactor(self._said, 1)
        line.setStretchFactor(self.field, 2)
        line.setContentsMargins(4 * GRID, GRID, 2 * GRID, GRID)
        strip.setLayout(line)
        self.setLayout(column(hairline(), strip, gap=0))
        self.field.settled.connect(self._keep)
        self.field.returnPressed.connect(self.leave)
        self._away.clicked.connect(self._dismiss)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self._dismiss)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.hide()

    def ask(self, person: int, name: str) -> None:
        """Ask about a person, without taking the keyboard."""
        self.person = person
        self.field.show_text("")
        self.field.setText("")
        self._said.setText(_("What did {name} do that shows it?").format(name=" ".join(name.split())[:60]))
        self.show()

    def begin(self) -> bool:
        """Let the answer be typed; False when nothing is asked."""
        if self.person is None:
            return False
        self._came_from = QApplication.focusWidget()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def hideEvent(self, event: QHideEvent) -> None:
        # Back to where the question was come from, not to whatever is next.
        came_from, self._came_from = self._came_from, None
        focus = QApplication.focusWidget()
        inside = focus is not None and self.isAncestorOf(focus)
        if came_from is not None and came_from.isVisible() and inside:
            came_from.setFocus(Qt.FocusReason.OtherFocusReason)
        super().hideEvent(event)

    def leave(self) -> None:
        """Go, keeping what was typed."""
        if self.person is not None:
            self.field.settle()
            self.person = None
            self.hide()

    def _dismiss(self) -> None:
        self.field.setText("")
        self.leave()

    def _keep(self, text: str) -> None:
        person, plan, on = self.person, self._session.plan, self._session.today()
        if person is not None and text:
            self._session.do(lambda: edits.set_evidence(plan, person, text, on=on))
