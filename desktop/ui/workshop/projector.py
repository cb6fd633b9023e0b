"""A window of its own for the wall: what is on now, a large clock, and what is being agreed. Nothing else is in it.

It is handed `Projected` alone. Keys: F11 fills the screen or gives it back, Page Down and Page Up go to the next and
the previous item, Esc ends it.
"""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QIcon, QKeyEvent, QKeySequence, QResizeEvent, QScreen, QShortcut
from PySide6.QtWidgets import QWidget

from desktop.assets import asset
from desktop.domain.agenda import at_time, ends
from desktop.domain.projected import Projected
from desktop.ui.fields import settle
from desktop.ui.inspector.parts import Prose
from desktop.ui.session import Session
from desktop.ui.widgets import GRID, Page, button, column, hairline, label, named, panel, row
from desktop.ui.workshop.capture import OF_PHASE, Capture
from desktop.ui.workshop.day_words import until
from desktop.words import _, ngettext

_TICK_MS = 1000
_LARGEST, _SMALLEST = 30, 15
"""Pixels of the text, on a wide and on a small screen."""


class Projector(QWidget):
    """`now`: the time of day, asked every second; `at_hand`: whether the file itself is, or is locked."""

    closed = Signal()

    def __init__(
        self, session: Session, now: Callable[[], datetime], at_hand: Callable[[], bool] = lambda: True
    ) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self._session, self._now, self._at_hand = session, now, at_hand
        self._shown: Projected | None = None
        self._ahead = 0
        """How many items the day is ahead of its clock, or behind it."""
        self._item: int | None = None
        self._text = 0
        self.setWindowTitle(_("Projector"))
        self.setWindowIcon(QIcon(str(asset("icons", "app.png"))))
        self.setProperty("role", "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumSize(640, 420)
        self.resize(1180, 760)
        self.name = label("", "dim")
        self.clock = label("", "title")
        self.item = Prose("", "title")
        self.time = label("", "dim")
        self.next = Prose("", "dim")
        self.page = Page(margin=0)
        self.capture = Capture(session)
        self.page.body.addWidget(self.capture)
        self.page.body.addStretch(1)
        self.back = button("‹", "flat", hint=_("The item before (Page Up)"))
        self.on = button("›", "flat", hint=_("The next item (Page Down)"))
        named(self.back, _("The item before"))
        named(self.on, _("The next item"))
        self.back.clicked.connect(lambda: self.go(-1))
        self.on.clicked.connect(lambda: self.go(1))
        head = row(self.name, None, self.back, self.time, self.on)
        now_line = row(self.item, self.clock, gap=6 * GRID)
        now_line.setStretch(0, 1)
        top = panel()
        top.setLayout(column(head, now_line, self.next, gap=2 * GRID, margin=6 * GRID))
        below = column(self.page, margin=6 * GRID)
        whole = column(top, hairline(), gap=0)
        whole.addLayout(below, 1)
        self.setLayout(whole)
        for keys, does in (
            (Qt.Key.Key_F11, self.toggle_full),
            (Qt.Key.Key_PageDown, lambda: self.go(1)),
            (Qt.Key.Key_PageUp, lambda: self.go(-1)),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(does)
        for n in range(self.capture.tabs.count()):
            QShortcut(QKeySequence(f"Alt+{n + 1}"), self).activated.connect(lambda n=n: self._turn(n))
        # The program's own undo works here, too: what is typed on the wall may be mistyped.
        QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self).activated.connect(self._undo)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Redo), self).activated.connect(self._redo)
        self._clock = QTimer(self, interval=_TICK_MS)
        self._clock.timeout.connect(self.tick)
        session.closing.connect(self.close)

    def open(self, own: QScreen) -> None:
        """Show it; filling another screen than one's `own`, where there is one."""
        screens = [each for each in QGuiApplication.screens() if each != own]
        if screens:
            self.setGeometry(screens[0].geometry())
            self.showFullScreen()
        else:
            self.show()
        self._clock.start()
        self.tick()
        self.capture.begin()

    def show_projected(self, found: Projected) -> None:
        """The day as the file has it now."""
        self._shown = found
        self.name.setText(found.label)
        self.capture.show_projected(found)
        self.tick()

    def go(self, by: int) -> None:
        """Go to the next item, or the one before: the day need not keep to its clock."""
        if self._shown is None or not self._shown.agenda:
            return
        at = self._place()
        to = min(max((-1 if at is None else at) + by, 0), len(self._shown.agenda) - 1)
        due = at_time(self._shown.agenda, self._minutes())
        self._ahead = to - (-1 if due is None else due)
        self.tick()

    def toggle_full(self) -> None:
        """Fill the screen, or be a window again."""
        if self.isFullScreen():
            self.showNormal()
        else:
            self.showFullScreen()

    def tick(self) -> None:
        """Say what is on now, and until when."""
        found = self._shown
        self.clock.setText(f"{self._now():%H:%M}")
        # In front of a locked file the wall still tells the time; nobody writes into it.
        self.page.setEnabled(self._at_hand())
        if found is None:
            return
        at, agenda = self._place(), found.agenda
        if at is None:
            first = agenda[0] if agenda else None
            self.item.say(found.label)
            self.time.setText(_("begins at {time}").format(time=first.start) if first else "")
            self.next.say(_("Then: {item}").format(item=first.activity) if first else "")
        else:
            item = agenda[at]
            self.item.say(item.activity)
            left = ends(item) - self._minutes()
            self.time.setText(
                f"{until(item)}"
                + (
                    " · " + ngettext("{n} minute left", "{n} minutes left", left).format(n=left)
                    if 0 < left <= item.minutes
                    else ""
                )
            )
            after = agenda[at + 1] if at + 1 < len(agenda) else None
            self.next.say(_("Then: {item}").format(item=after.activity) if after else "")
        if at != self._item:
            self._item = at
            page = OF_PHASE.get(agenda[at].phase) if at is not None else None
            # Nobody who is typing is taken elsewhere.
            if page and not self.capture.typing:
                self.capture.show_page(page)

    def _place(self) -> int | None:
        assert self._shown is not None
        agenda = self._shown.agenda
        due = at_time(agenda, self._minutes())
        at = (-1 if due is None else due) + self._ahead
        return None if at < 0 or not agenda else min(at, len(agenda) - 1)

    def _minutes(self) -> int:
        now = self._now()
        return now.hour * 60 + now.minute

    def _turn(self, page: int) -> None:
        settle(self)
        self.capture.tabs.setCurrentIndex(page)
        self.capture.begin()

    def _undo(self) -> None:
        settle(self)
        if self._at_hand():
            self._session.undo()

    def _redo(self) -> None:
        settle(self)
        if self._at_hand():
            self._session.redo()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        text = min(max(self.height() // 34, _SMALLEST), _LARGEST)
        if text != self._text:
            self._text = text
            # Read from the back of a room: everything in this window is larger than elsewhere.
            self.setStyleSheet(
                f"QWidget {{ font-size: {text}px; }} QLabel[role=title] {{ font-size: {round(text * 1.6)}px; }}"
                f" QLabel[role=small], QPushButton[role=segment] {{ font-size: {round(text * 0.8)}px; }}"
            )
            self.clock.setStyleSheet(f"font-size: {text * 3}px; font-weight: 600;")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        settle(self)
        self._clock.stop()
        super().closeEvent(event)
        self.closed.emit()
