"""What two organisations agreed on their day, as a participant took it into a plan of their own: to be read only."""

from collections.abc import Iterable
from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain import records as r
from desktop.domain.workshop import Room
from desktop.domain.workshop_dates import step_key
from desktop.plan import read_workshop
from desktop.ui.dialogs.parts import Dialog, tall
from desktop.ui.inspector.parts import Prose
from desktop.ui.session import Session
from desktop.ui.widgets import GRID, Page, column, label
from desktop.ui.workshop.phrases import in_full, name_of
from desktop.words import _, timeline_words


class Agreed(Dialog):
    """Conditions, statements, actions and dates of the latest workshop in the plan."""

    def __init__(self, parent: QWidget | None, session: Session) -> None:
        room, on = read_workshop.room(session.plan), session.today()
        workshop = room.workshop
        super().__init__(
            parent,
            _("What was agreed on the day"),
            " · ".join(part for part in (workshop.label, in_full(workshop.date, on)) if part)
            if workshop
            else _(
                "Nothing yet. After a workshop of two organisations its facilitator sends a file to those who took"
                " part; File › Import takes it in, and what all agreed stands here."
            ),
            width=600,
        )
        if workshop is None:
            return
        page = Page(margin=GRID, gap=4 * GRID)
        self._parts = page.body
        self._add(_("What makes it work"), workshop.success_conditions)
        self._add(_("How we work"), workshop.statements)
        self._add(_("What we do"), (_action(each, room, on) for each in workshop.actions))
        self._add(_("Dates"), (_step(each, on) for each in workshop.timeline))
        self._parts.addStretch(1)
        self.body.addWidget(page)
        tall(self, parent)

    def _add(self, heading: str, lines: Iterable[str]) -> None:
        said = [Prose(line) for line in lines if line]
        if said:
            part: QVBoxLayout = column(label(heading, "heading"), *said, gap=GRID)
            self._parts.addLayout(part)


def _action(action: r.Action, room: Room, on: date) -> str:
    """What is done, and in a second line by whom and by when."""
    owners = ", ".join(name for each in action.owners if (name := name_of(room, each)))
    due = in_full(action.due, on)
    more = " · ".join(part for part in (owners, _("by {day}").format(day=due) if due else "") if part)
    return f"{action.text}\n{more}" if more else action.text


def _step(step: r.TimelineStep, on: date) -> str:
    return f"{in_full(step.date, on)}: {timeline_words().get(step_key(step.step), step.step)}"
