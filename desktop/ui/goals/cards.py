"""A goal on the Goals screen: with whom, what will be different, how it stands, by when."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from desktop.domain import records as r
from desktop.domain.dates import first_day
from desktop.domain.goals import is_activity
from desktop.plan.read_meetings import GoalRow
from desktop.report.names import in_both_scripts
from desktop.ui.goals.measure import MeasureLine
from desktop.ui.inspector.days import in_words
from desktop.ui.inspector.parts import ClickCard, Prose
from desktop.ui.inspector.phrases import goal_state, number, unit_words
from desktop.ui.text_size import px
from desktop.ui.widgets import GRID, button, column, row
from desktop.words import _, ngettext, question_words

_SIDE = 190
"""Pixels for the measure and the day beside the statement."""

_NO_LIMIT = 16_777_215

_WIDE = 520
"""From this width on they stand beside it, below that under it."""


def due_words(goal: r.Goal, today: date) -> str:
    """By when, in words: "by 30 June, in 17 weeks"; a day that has gone by is said plainly."""
    day = first_day(goal.due)
    if day is None:
        return ""
    left, words = (day - today).days, in_words(goal.due, today)
    if left < 0:
        return _("was meant for {day}").format(day=words)
    if left == 0:
        return _("by today")
    if left < 14:
        near = ngettext("tomorrow", "in {n} days", left).format(n=left)
    elif left < 140:
        near = _("in {n} weeks").format(n=left // 7)
    else:
        near = _("in {n} months").format(n=left * 12 // 365)
    return _("by {day}, {near}").format(day=words, near=near)


def now_words(goal: r.Goal) -> str:
    """Where the measure is and where it should be: "3 now, aiming at 1 per quarter"."""
    measure = goal.measure
    if measure is None:
        return ""
    now = number(measure.current if measure.current is not None else measure.baseline)
    aim = " ".join(
        part for part in (number(measure.target), unit_words(measure)) if part and measure.target is not None
    )
    if now and aim:
        return _("{now} now, aiming at {aim}").format(now=now, aim=aim)
    return _("{now} now").format(now=now) if now else aim and _("aiming at {aim}").format(aim=aim)


class GoalCard(QWidget):
    """One goal; a click on it selects the person."""

    def __init__(self, chosen: Callable[[int], object], versions: Callable[[int], object]) -> None:
        super().__init__()
        self._row: GoalRow | None = None
        self.name = Prose("", "heading")
        # A name from right to left stands where the others do.
        self.name.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
        self.statement = Prose()
        self.note = Prose("", "small")
        self.waits = Prose("", "amber")
        self.line = MeasureLine()
        self.now = Prose("", "small")
        self.due = Prose("", "small")
        side = self._side = QWidget()
        side.setLayout(column(self.line, self.now, self.due, None, gap=GRID // 2))
        self.card = ClickCard()
        self.card.opened.connect(lambda: self._row and chosen(self._row.person))
        said = column(self.name, self.statement, self.waits, self.note, None, gap=GRID // 2)
        inside = self._inside = row(gap=4 * GRID)
        inside.addLayout(said, 1)
        inside.addWidget(side, 0, Qt.AlignmentFlag.AlignTop)
        outer = self.card.layout()
        assert isinstance(outer, QVBoxLayout)
        outer.addLayout(inside)
        self.versions = button("", "link")
        self.versions.clicked.connect(lambda: self._row and versions(self._row.goal.id))
        self.setLayout(column(self.card, row(None, self.versions), gap=0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= px(_WIDE)
        self._inside.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        self._inside.setSpacing(4 * GRID if wide else GRID)
        # Below the statement it is as wide as that: Qt would measure its height at that width anyway.
        self._side.setMinimumWidth(px(_SIDE) if wide else 0)
        self._side.setMaximumWidth(px(_SIDE) if wide else _NO_LIMIT)

    def show_row(self, shown: tuple[GoalRow, int, date]) -> None:
        """The goal as it is now, with how many earlier versions, on which day."""
        found, earlier, today = shown
        self._row, goal = found, found.goal
        name = in_both_scripts(found.name, found.latin)
        self.name.say(name or _("(no name)"))
        self.statement.say(goal.statement or _("(nothing said yet)"))
        waiting = goal.needs_refinement.missing if found.waits and goal.needs_refinement else ()
        questions = " ".join(question_words().get(one, one) for one in waiting)
        if found.waits:
            self.waits.say(_("To find out: {what}").format(what=questions) if questions else _("Is it still right?"))
        elif goal.status in ("draft", "ready") and is_activity(goal.statement):
            self.waits.say(_("In order to do what? It waits as a draft until that is said."))
        else:
            self.waits.say("")
        state = goal_state(goal)
        closed = goal.status in ("achieved", "superseded", "dropped")
        day = in_words(goal.closed, today) if closed else ""
        note = ", ".join(part for part in (state, day) if part) if closed else state if found.waits else ""
        self.note.say(_("{state}: {reason}").format(state=note, reason=goal.reason) if note and goal.reason else note)
        now, due = now_words(goal), "" if closed else due_words(goal, today)
        self.line.show_measure(goal.measure, now)
        self.now.say(now)
        self.due.say(due)
        words = ngettext("One earlier version, side by side", "{n} earlier versions, side by side", earlier)
        self.versions.setText(words.format(n=earlier))
        self.versions.setAccessibleName(f"{words.format(n=earlier)}: {name}")
        self.versions.setVisible(bool(earlier))
        self.card.setAccessibleName(". ".join(part for part in (name, goal.statement, now, due) if part))


def shown_rows(
    rows: Sequence[GoalRow], earlier: Callable[[r.Goal], int], today: date
) -> list[tuple[int, tuple[GoalRow, int, date]]]:
    """Goals as `Cards` wants them, each with how many versions came before."""
    return [(found.goal.id, (found, earlier(found.goal), today)) for found in rows]
