"""One question after a move among the nearest (R1, P5): what shows it. Laid over the screen on which it was made."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from desktop.domain import records as r
from desktop.domain.tier_rules import evidence_due
from desktop.plan import edits, read
from desktop.plan.step import Changes
from desktop.ui.fields import LineEdit
from desktop.ui.session import Session
from desktop.ui.text_size import sized
from desktop.ui.widgets import GRID, button, column, floating, hairline, label, named, panel, row
from desktop.words import _


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
        sized(self.field, least=120)
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
        # On whatever screen the question stands, and while it does.
        answer = QShortcut(QKeySequence("Ctrl+E"), self, self.begin)
        answer.setContext(Qt.ShortcutContext.WindowShortcut)
        session.changed.connect(self._follow)
        self.hide()

    def ask(self, person: int) -> None:
        """Ask about a person who came into another tier, where that asks for evidence; without taking the keyboard."""
        self.leave()
        found = read.record(self._session.plan, r.Contact, person)
        if found is None or not evidence_due(found):
            return
        self.person, name = person, found.name
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

    def _follow(self, changes: Changes) -> None:
        # The move was taken back, or it was answered elsewhere.
        if self.person is None or self.field.unsaved or not changes.touches("contacts"):
            return
        found = read.record(self._session.plan, r.Contact, self.person)
        if found is None or not evidence_due(found):
            self.person = None
            self.hide()

    def _dismiss(self) -> None:
        self.field.setText("")
        self.leave()

    def _keep(self, text: str) -> None:
        person, plan, on = self.person, self._session.plan, self._session.today()
        if person is not None and text:
            self._session.do(lambda: edits.set_evidence(plan, person, text, on=on))
