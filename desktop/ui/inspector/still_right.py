"""R19: everything is answered that the goal waited for; is it still right? Asked wherever the goal or its review is."""

from PySide6.QtCore import Signal

from desktop.domain.reviewing import asks_whether_right
from desktop.plan import review_edits
from desktop.ui.inspector.about import About
from desktop.ui.inspector.parts import Prose
from desktop.ui.inspector.tab import Tab
from desktop.ui.widgets import Card, button, row
from desktop.words import _


class StillRight(Card):
    """The question with its two answers; takes no room while there is nothing to ask."""

    wants_goal = Signal()
    """The user would like to edit the goal."""

    def __init__(self, tab: Tab) -> None:
        super().__init__(role="note")
        self._tab = tab
        self.body.addWidget(
            Prose(_("Everything you wanted to find out is answered. Is the goal still right?"), "amber")
        )
        self.confirm = button(_("Yes, it is"))
        self.confirm.clicked.connect(self._confirm)
        self.edit_goal = button(_("Edit the goal"), "flat")
        self.edit_goal.clicked.connect(self.wants_goal)
        self.body.addLayout(row(self.confirm, self.edit_goal, None))
        self.hide()

    def show_about(self, about: About) -> None:
        """Ask about the goal as the plan has it now."""
        self.setVisible(asks_whether_right(about.goal, about.answers))

    def _confirm(self) -> None:
        goal = self._tab.about.goal if self._tab.about else None
        if goal is not None:
            self._tab.edit(lambda plan, about: review_edits.confirm_goal(plan, goal.id, about.person.name))
