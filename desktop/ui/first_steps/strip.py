"""The next of the first steps in a quiet line over the screen; Today has the whole path instead."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.first_steps import MINUTES, FirstStep
from desktop.ui.first_steps.leading import place_of
from desktop.ui.first_steps.path import FirstSteps
from desktop.ui.first_steps.phrases import told
from desktop.ui.widgets import GRID, as_panel, button, column, hairline, label, named, row, tip
from desktop.words import _


class FirstStepsLine(QWidget):
    """Shown while a step of the first minutes is next."""

    wanted = Signal(object)
    """To do a FirstStep."""

    def __init__(self, steps: FirstSteps) -> None:
        super().__init__()
        as_panel(self)
        named(self, _("First steps"))
        self._steps, self._screen, self._step = steps, "", FirstStep.PURPOSE
        self.title = label("", "heading")
        self.said = label("", "dim", wrap=True)
        self.go = button("", "link")
        self.later = button(_("Not now"), "link")
        tip(self.later, _("On to the next step"))
        self.away = button("✕", "flat")
        named(self.away, _("Put the first steps away"))
        tip(self.away, _("Put the first steps away; Help brings them back"))
        self.go.clicked.connect(lambda: self.wanted.emit(self._step))
        self.later.clicked.connect(lambda: steps.put_behind(self._step))
        self.away.clicked.connect(steps.put_away)
        line = row(self.title, self.said, self.go, self.later, self.away)
        line.setStretchFactor(self.said, 1)
        line.setContentsMargins(4 * GRID, GRID, 2 * GRID, GRID)
        whole = column(gap=0)
        whole.addLayout(line)
        whole.addWidget(hairline())
        self.setLayout(whole)
        steps.changed.connect(self._show)
        self._show()

    def show_screen(self, name: str) -> None:
        """Which screen it stands over now."""
        self._screen = name
        self._show()

    def _show(self) -> None:
        step, so_far = self._steps.step, self._steps.beginning
        shown = step is not None and step in MINUTES and self._screen not in ("", "today")
        if step is not None and shown:
            self._step = step
            words = told(step, so_far)
            at = _("{n} of {all}").format(n=MINUTES.index(step) + 1, all=len(MINUTES))
            self.title.setText(f"{at} · {words.title}")
            self.said.setText(words.said)
            self.go.setText(words.does)
            named(self.go, words.does)
            self.go.setVisible(self._screen != place_of(step, begun=so_far.key_groups > 0))
        self.setVisible(shown)
