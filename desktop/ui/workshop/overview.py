"""The workshop at a glance: how far it is, the day, its dates from the first talk to two years on, what it is not for.

Moving the day moves all that is still to come, as one edit.
"""

from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.domain import records as r
from desktop.domain.dates import days_after, first_day
from desktop.domain.workshop import STATES, Room, may_be_confirmed
from desktop.domain.workshop_dates import follow_up_day, state_of
from desktop.plan import edits, read, workshop_edits
from desktop.plan.step import Edit
from desktop.ui.fields import LineEdit
from desktop.ui.inspector.fields import Choice, DayField, Line, Text
from desktop.ui.inspector.parts import Cards, Form, Prose
from desktop.ui.session import Session
from desktop.ui.widgets import GRID, Card, button, column, row, tip
from desktop.ui.workshop.beside import Beside
from desktop.ui.workshop.feed import WorkshopFeed
from desktop.ui.workshop.page import WorkshopPage
from desktop.ui.workshop.phrases import headline, in_full, missing_words, name_of
from desktop.ui.workshop.timeline import Stages, StepLine
from desktop.words import _

_KEPT_AFTER = 91
"""Days after the calls two years on that the file is proposed to be kept."""


class OverviewScreen(WorkshopPage):
    """Every field saves itself."""

    screen_wanted = Signal(str)
    calendar_wanted = Signal(str)
    """Words to say with the offer of the dates for a calendar."""
    paper_wanted = Signal(str)
    export_wanted = Signal()
    """What all agreed, for the participants."""

    def __init__(self, session: Session, feed: WorkshopFeed) -> None:
        super().__init__(session, feed, "")
        self.heading.hide()
        self.label = LineEdit(_("What the day is called"), _("What the day is called"), "title")
        self.label.settled.connect(lambda text: self._put(label=text))
        self.body.insertWidget(0, self.label)
        self.stages = Stages()
        self.stages.wanted.connect(self.screen_wanted)
        self.body.addWidget(self.stages)
        today = session.today
        self.one, self.other = (
            Line(words, lambda text, at=at: self._name(at, text), words)
            for at, words in enumerate((_("One organisation"), _("The other organisation")))
        )
        self.day = DayField(_("Day"), self._move, today, ahead=True)
        self.start = Line(_("From"), lambda text: self._clock("start", text), "08:45")
        self.end = Line(_("Until"), lambda text: self._clock("end", text), "16:30")
        self.venue = Line(_("Where"), lambda text: self._put(venue=text), _("a place that belongs to neither"))
        self.convenor = Choice(_("Who brings both together"), {}, self._convene, _("nobody yet"))
        self.purpose = Text(
            _("What the two need each other for"),
            self._set_purpose,
            _("one sentence; stands on the papers"),
            lines=(1, 4),
        )
        self.moving = Prose("", "small")
        self.missing = Prose("", "amber")
        self.confirm = button(_("All said yes: confirm the day"))
        self.confirm.clicked.connect(self._confirm)
        self.calendar = button(_("Dates for your calendar…"))
        self.calendar.clicked.connect(lambda: self.calendar_wanted.emit(""))
        self.steps: Cards[tuple[int, r.TimelineStep, bool], StepLine] = Cards(
            lambda _said: StepLine(session), StepLine.show_step, gap=0
        )
        self.no_steps = Prose(
            _("Fix the day: the dates from twelve weeks before it to two years after follow from it."), "dim"
        )
        self.kept = DayField(_("Kept until"), self._keep_until, today, ahead=True)
        self.propose = button("", "link")
        self.propose.clicked.connect(self._propose)
        self.give = button(_("For the participants…"))
        tip(self.give, _("What all agreed, as a file that their own plans can take in. Nothing said in confidence."))
        self.give.clicked.connect(self.export_wanted)
        self.body.addWidget(
            Beside(
                column(self._make_day(), self._make_kept(), self._make_not_for(), None, gap=4 * GRID),
                column(self._make_timeline(), None, gap=4 * GRID),
                (5, 6),
            )
        )
        self.body.addStretch(1)

    def _make_day(self) -> QWidget:
        made = Card(_("The day"))
        hours = QWidget()
        hours.setLayout(row(self.start, self.end))
        both = QWidget()
        both.setLayout(column(self.one, self.other, gap=GRID))
        made.body.addWidget(
            Form(
                (_("Who meets"), both),
                (_("For what"), self.purpose),
                (_("Day"), self.day),
                (_("Hours"), hours),
                (_("Where"), self.venue),
                (_("Brought together by"), self.convenor),
            )
        )
        made.body.addWidget(self.moving)
        made.body.addWidget(self.missing)
        made.body.addLayout(row(self.confirm, None))
        return made

    def _make_timeline(self) -> QWidget:
        made = Card(_("From the first talk to two years on"))
        made.body.addWidget(self.steps)
        made.body.addWidget(self.no_steps)
        made.body.addLayout(row(self.calendar, self.give, None))
        return made

    def _make_kept(self) -> QWidget:
        made = Card(_("How long this file is kept"))
        made.body.addWidget(
            Prose(
                _(
                    "What people said is needed until they are asked again two years on. Ask them whether it may be"
                    " kept so long, and dispose of the file after that."
                ),
                "dim",
            )
        )
        made.body.addWidget(Form((_("Kept until"), self.kept)))
        made.body.addLayout(row(self.propose, None))
        return made

    def _make_not_for(self) -> QWidget:
        made = Card(_("What such a day is not for"), "note")
        made.body.addWidget(
            Prose(
                _(
                    "Misconduct or bullying, safety, legal matters, a dispute before a formal process, a decision that"
                    " is made already. Those have ways of their own: the person responsible, a safety or complaints"
                    " office, lawyers, an announcement. It also does not help where those who decide will not come."
                )
            )
        )
        return made

    # --- showing ---------------------------------------------------------------------------------------------------

    def show_room(self, room: Room) -> None:
        """Show the workshop as the file has it now."""
        workshop, on, editable = room.workshop, self.session.today(), self.session.editable
        self.about.say(headline(room, on))
        self.label.show_text(workshop.label if workshop else "")
        state = state_of(workshop) if workshop else STATES[0]
        self.stages.show_state(state)
        named_ones = [each.label for each in room.organisations]
        for at, field in enumerate((self.one, self.other)):
            field.show_text(named_ones[at] if at < len(named_ones) else "")
        self.other.setEnabled(len(named_ones) > 0)
        self.purpose.show_text(room.alliance.purpose if room.alliance else "")
        self.day.show_day(workshop.date if workshop else None)
        self.start.show_text(workshop.start or "" if workshop else "")
        self.end.show_text(workshop.end or "" if workshop else "")
        self.venue.show_text(workshop.venue if workshop else "")
        people = [*room.values.contacts, room.values.owner.id]
        self.convenor.offer({key: name_of(room, key) or _("me") for key in people}, _("nobody yet"))
        self.convenor.show_value(workshop.convenor if workshop else None)
        steps = workshop.timeline if workshop else ()
        today = on.isoformat()
        self.steps.show_items(
            [(n, (n, step, not step.done and (step.end or step.date) < today)) for n, step in enumerate(steps)]
        )
        self.no_steps.setVisible(not steps)
        confirmed = STATES.index(state) >= STATES.index("confirmed")
        missing = missing_words(room)
        self.missing.say("" if confirmed else " ".join(missing))
        self.confirm.setVisible(not confirmed)
        self.confirm.setEnabled(editable and may_be_confirmed(room))
        self.moving.say(
            _(
                "Move the day, and what is still to come in the timeline moves with it; one Undo takes it back."
                " Appointments for calls and the dates of actions stay as they were agreed with people."
            )
            if steps
            else ""
        )
        self.calendar.setEnabled(bool(steps))
        self.give.setEnabled(bool(workshop and workshop.date))
        kept = read.info(self.session.plan).retention_until
        self.kept.show_day(kept)
        proposed = self._proposed(workshop)
        self.propose.setVisible(proposed is not None and kept is None)
        if proposed is not None:
            self.propose.setText(
                _("Until {day}, three months after the calls two years on").format(
                    day=in_full(proposed.isoformat(), on)
                )
            )
        for field in (
            self.label, self.one, self.other, self.purpose, self.day, self.start, self.end, self.venue, self.kept,
        ):  # fmt: skip
            field.setReadOnly(not editable)
        self.convenor.setEnabled(editable)

    @staticmethod
    def _proposed(workshop: r.Workshop | None) -> date | None:
        day = first_day(workshop.date) if workshop else None
        return days_after(follow_up_day(day), _KEPT_AFTER) if day else None

    # --- what is done ----------------------------------------------------------------------------------------------

    def _put(self, **values: Any) -> bool:
        plan = self.session.plan
        return self.session.do(lambda: workshop_edits.revise(plan, Edit.CHANGE_WORKSHOP, lambda _it: values))

    def _name(self, at: int, text: str) -> bool:
        plan = self.session.plan
        return bool(text) and self.session.do(lambda: workshop_edits.rename_organisation(plan, at, text))

    def _set_purpose(self, text: str) -> bool:
        plan = self.session.plan
        return self.session.do(lambda: workshop_edits.change_alliance(plan, lambda _it: {"purpose": text}))

    def _clock(self, field: str, text: str) -> bool:
        return self._put(**{field: clock(text)})

    def _move(self, day: str | None) -> bool:
        plan = self.session.plan
        return self.session.do(lambda: workshop_edits.set_day(plan, first_day(day)))

    def _convene(self, person: int | None) -> bool:
        plan = self.session.plan
        return self.session.do(lambda: workshop_edits.set_convenor(plan, person))

    def _confirm(self) -> None:
        plan, room = self.session.plan, self.feed.room
        if may_be_confirmed(room) and self.session.do(lambda: workshop_edits.confirm(plan)):
            day = in_full(room.workshop.date if room.workshop else None, self.session.today())
            self.calendar_wanted.emit(
                _("The day is confirmed: {day}. All dates can go into your calendar.").format(day=day)
            )

    def _keep_until(self, day: str | None) -> bool:
        plan = self.session.plan
        return self.session.do(lambda: edits.change(plan, r.PlanInfo, 1, retention_until=day))

    def _propose(self) -> None:
        proposed = self._proposed(self.feed.room.workshop)
        if proposed is not None:
            self._keep_until(proposed.isoformat())


def clock(text: str) -> str | None:
    """08:45 from 8.45, 8:45 or 0845; None for nothing. Raises ValueError for what is no time of day."""
    if not text:
        return None
    digits = "".join(c for c in text if c.isdecimal())
    hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "00")
    if not hours or not text.replace(":", "").replace(".", "").isdecimal() or int(hours) > 23 or int(minutes) > 59:
        raise ValueError(text)
    return f"{int(hours):02}:{int(minutes):02}"
