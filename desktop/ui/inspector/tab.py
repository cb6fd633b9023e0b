"""What the four tabs have in common: one person at a time, and edits of that person alone."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt

from desktop.plan.file import Plan
from desktop.ui.inspector.about import About
from desktop.ui.session import Session
from desktop.ui.widgets import GRID, Page


class Tab(Page):
    """A scrolled column about the person shown. Fill `body`, override `show_about`."""

    def __init__(self, session: Session) -> None:
        super().__init__(margin=4 * GRID, gap=3 * GRID)
        # A click beside the fields leaves the one being typed in; Tab has no business here.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.session = session
        self.about: About | None = None

    def show_about(self, about: About | None) -> None:
        """Show a person as the plan has them now; None is nobody."""
        self.about = about

    def keep_drafts(self) -> None:
        """Keep what was begun and is kept as a whole, before another person is shown."""

    def today(self) -> date:
        """The day of an edit."""
        return self.session.today()

    def edit(self, change: Callable[[Plan, About], object]) -> bool:
        """Make one edit about the person shown; False when it was not kept or nobody is shown."""
        about = self.about
        return about is not None and self.session.do(lambda: change(self.session.plan, about))
