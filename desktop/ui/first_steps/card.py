"""The path of the first steps on Today: what is behind, what comes next with the way there, what follows."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from desktop.domain.first_steps import MINUTES, FirstStep
from desktop.ui.first_steps.path import FirstSteps
from desktop.ui.first_steps.phrases import titles, told
from desktop.ui.widgets import GRID, Card, button, column, empty, label, named, row, tip
from desktop.words import _

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton


class FirstStepsCard(Card):
    """Two stages, one at a time: the first minutes, then the first weeks."""

    wanted = Signal(object)
    """To do a FirstStep."""

    def __init__(self, steps: FirstSteps) -> None:
        super().__init__()
        self._steps = steps
        self.heading = label("", "heading")
        self.away = button("✕", "flat")
        named(self.away, _("Put the first steps away"))
        tip(self.away, _("Put the first steps away; Help brings them back"))
        self.away.clicked.connect(steps.put_away)
        self._lines = column(gap=2 * GRID)
        self.body.addLayout(row(self.heading, None, self.away))
        self.body.addLayout(self._lines)
        self.go: QPushButton
        self.later: QPushButton
        self._told: object = None
        steps.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        now, so_far = self._steps.step, self._steps.beginning
        self.setVisible(now is not None)
        if now is None:
            return
        stage = MINUTES if now in MINUTES else tuple(step for step in FirstStep if step not in MINUTES)
        behind = [self._steps.behind(step) for step in stage]
        shown = now, behind, told(now, so_far)
        if shown == self._told:
            return
        had_keyboard = self._told is not None and self.go.hasFocus()
        self._told = shown
        self.heading.setText(_("First steps") if stage is MINUTES else _("The next weeks"))
        empty(self._lines)
        for step, done in zip(stage, behind, strict=True):
            self._add(step, done, now)
        if had_keyboard:
            self.go.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, step: FirstStep, done: bool, now: FirstStep) -> None:
        words = titles()[step]
        mark = label("✓" if done else "→" if step is now else "·", "good" if done else "dim")
        mark.setFixedWidth(4 * GRID)
        said = label(words, "heading" if step is now else "dim", wrap=True)
        said.setAccessibleName(_("{step}, done").format(step=words) if done else words)
        line = row(mark, said, gap=GRID)
        line.setStretchFactor(said, 1)
        self._lines.addLayout(line)
        for part in (mark, said):
            part.show()  # at once, in a card that is shown already
        if step is now:
            how = told(step, self._steps.beginning)
            self.go, self.later = button(how.does), button(_("Not now"), "link")
            tip(self.later, _("On to the next step"))
            self.go.clicked.connect(lambda: self.wanted.emit(step))
            self.later.clicked.connect(lambda: self._steps.put_behind(step))
            more = label(how.said, "dim", wrap=True)
            inside = column(more, row(self.go, self.later, None), gap=2 * GRID)
            inside.setContentsMargins(5 * GRID, 0, 0, GRID)
            self._lines.addLayout(inside)
            for part in (more, self.go, self.later):
                part.show()
