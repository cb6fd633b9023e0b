"""The line of time under the map: a slider over the days of the plan, and who moved since another day."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSlider, QWidget

from desktop.domain.dates import first_day
from desktop.report.days import day_words
from desktop.ui.fitting import Spare
from desktop.ui.inspector.days import read_day, to_edit
from desktop.ui.map_times import MapTimes
from desktop.ui.session import Session
from desktop.ui.text_size import sized
from desktop.ui.widgets import GRID, chip, column, label, named, row, tip
from desktop.words import _, ngettext

_PAGE = 30
"""Days of Page Up and Page Down."""
_BEAT = 30
"""ms between two looks at whether the map is ready for the next day."""


class TimeBar(QWidget):
    """Today at its right end. Esc leads back there from everywhere in it."""

    def __init__(self, session: Session, times: MapTimes) -> None:
        super().__init__()
        self._session, self._times = session, times
        self.moved = chip(_("Who moved"))
        tip(self.moved, _("Arrows from where they were: solid towards you, dashed away from you"))
        self.since = _Day(_("Compared with this day"), session.today)
        self.start = Spare()
        self.start.setProperty("role", "small")
        self.slider = _Slider()
        self.day = _Day(_("The map on this day"), session.today)
        self.said = label("", "small", wrap=True)
        line = row(self.moved, self.start, self.slider, self.day)
        line.setStretchFactor(self.slider, 1)
        below = row(self.since, self.said)
        below.setStretchFactor(self.said, 1)
        whole = column(line, below, gap=GRID // 2)
        whole.setContentsMargins(3 * GRID, GRID, 3 * GRID, GRID)
        self.setLayout(whole)
        self.since.hide()
        self._wanted: tuple[date | None, date | None] = (None, None)
        self._setting = False
        self.slider.setRange(*[session.today().toordinal()] * 2)
        self._usual_since = True
        """Whether nobody chose another day to compare with."""
        self.moved.toggled.connect(self._want)
        self.slider.valueChanged.connect(self._slid)
        self.slider.stepped.connect(self._step)
        for part in (self.slider, self.day, self.since):
            part.left.connect(self.leave)
        self.day.chosen.connect(lambda day: self.slider.setValue(day.toordinal()))
        self.since.chosen.connect(self._compare)
        # The latest day wanted is shown once the map has shown the one before: the hand is never waited for.
        self._beat = QTimer(self, interval=_BEAT)
        self._beat.timeout.connect(self._keep_up)
        self.ready: Callable[[], bool] = lambda: True
        """Whether the map has shown what it was given."""
        session.closing.connect(self._beat.stop)
        times.changed.connect(self.say)

    def refresh(self) -> None:
        """Take the days that the plan has now; hidden where there are none."""
        days, today = self._times.days, self._session.today()
        begins = days[0] if days and days[0] < today else None
        self.setVisible(begins is not None)
        if begins is None:
            self.moved.setChecked(False)
            return
        self._setting = True
        self.slider.setRange(begins.toordinal(), today.toordinal())
        for part in (self.day, self.since):
            part.set_range(begins, today)
        if self._times.day is None:
            self.slider.setValue(today.toordinal())
            self.day.show_day(today)
            self._wanted = (None, self._wanted[1])
        self.start.setText(day_words(begins, today))
        tip(self.start, self.start.text())
        if self._usual_since:
            self.since.show_day(max(begins, min(self._usual(), today)))
        self._setting = False
        self._name()

    def _usual(self) -> date:
        from desktop.plan import read_network

        return read_network.compared_with(self._session.plan, self._session.today())

    def leave(self) -> None:
        """Back to today."""
        self.slider.setValue(self.slider.maximum())

    def finish(self) -> None:
        """Show what is wanted now."""
        self._show()

    def _slid(self, value: int) -> None:
        self.day.show_day(date.fromordinal(value))
        if not self._setting:
            self._want()

    def _compare(self) -> None:
        self._usual_since = False
        self._want()

    def _step(self, by: int) -> None:
        """To the next day on which something changed."""
        at, days = self.slider.value(), [day.toordinal() for day in self._times.days]
        if not days:
            there = at + by
        elif by > 0:
            there = next((day for day in days if day > at), self.slider.maximum())
        else:
            there = next((day for day in reversed(days) if day < at), self.slider.minimum())
        self.slider.setValue(there)

    def _want(self, _: object = None) -> None:
        day = date.fromordinal(self.slider.value())
        self.since.setVisible(self.moved.isChecked())
        self._wanted = (
            None if day >= self._session.today() else day,
            self.since.day if self.moved.isChecked() else None,
        )
        self._name()
        if self.ready() and not self._times.busy:
            self._show()
        else:
            self._beat.start()

    def _keep_up(self) -> None:
        if self.ready() and not self._times.busy:
            self._show()

    def _show(self) -> None:
        self._beat.stop()
        self._times.show(*self._wanted)

    def say(self) -> None:
        """What the arrows say, in words."""
        words = ""
        if self._times.since is not None and self._times.known:
            nearer, further, new = self._times.moved()
            parts = [
                ngettext("{n} nearer", "{n} nearer", nearer).format(n=nearer) if nearer else "",
                ngettext("{n} further away", "{n} further away", further).format(n=further) if further else "",
                ngettext("{n} new on the map", "{n} new on the map", new).format(n=new) if new else "",
            ]
            told = ", ".join(part for part in parts if part) or _("Nobody moved")
            said = _("From then until {day}: {what}.") if self._times.ahead else _("Since {day}: {what}.")
            words = said.format(day=day_words(self._times.since, self._session.today()), what=told)
        self.said.setText(words)
        self.said.setVisible(bool(words))

    def _name(self) -> None:
        day, today = date.fromordinal(self.slider.value()), self._session.today()
        words = _("today") if day >= today else day_words(day, today)
        said = _("The map on: {day}").format(day=words)
        if said != self.slider.accessibleName():
            named(self.slider, said)
            QAccessible.updateAccessibility(QAccessibleEvent(self.slider, QAccessible.Event.NameChanged))


class _Slider(QSlider):
    """Arrows go from change to change, Page Up and Down by months, Home and End to the first day and to today."""

    stepped = Signal(int)
    """1 to the next change, -1 to the one before."""
    left = Signal()

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setPageStep(_PAGE)
        self.setMinimumWidth(40)
        tip(self, _("The map on an earlier day; arrow keys go from change to change, Esc back to today"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        earlier, later = Qt.Key.Key_Left, Qt.Key.Key_Right
        if self.isRightToLeft():
            earlier, later = later, earlier
        if event.key() in (earlier, Qt.Key.Key_Down):
            self.stepped.emit(-1)
        elif event.key() in (later, Qt.Key.Key_Up):
            self.stepped.emit(1)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class _Day(QLineEdit):
    """A day, typed in many ways; what is no day, or lies outside the plan's time, is not taken."""

    chosen = Signal(object)
    """The date that was typed."""
    left = Signal()

    def __init__(self, name: str, today: Callable[[], date]) -> None:
        super().__init__()
        named(self, name)
        tip(self, name)
        sized(self, width=(14, 94))
        self.setAcceptDrops(False)
        self._today = today
        self._day = self._first = self._last = today()
        self.editingFinished.connect(self._take)

    def show_day(self, day: date) -> None:
        """Show a day."""
        self._day = day
        self.setText(to_edit(day.isoformat()))

    def set_range(self, first: date, last: date) -> None:
        """What can be typed."""
        self._first, self._last = first, last

    @property
    def day(self) -> date:
        """The day shown."""
        return self._day

    def _take(self) -> None:
        found = first_day(read_day(self.text(), self._today()))
        day = self._day if found is None else min(max(found, self._first), self._last)
        changed = day != self._day
        self.show_day(day)
        if changed:
            self.chosen.emit(day)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.show_day(self._day)
            self.left.emit()
        else:
            super().keyPressEvent(event)
