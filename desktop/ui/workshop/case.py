"""The case for the day on the screen: what differs, what rubs, what it costs to go on like this, what is asked."""

from dataclasses import replace
from typing import Any

from desktop.domain import records as r
from desktop.domain.workshop import Room
from desktop.domain.workshop_case import cost_so_far
from desktop.plan import workshop_edits
from desktop.plan.step import Edit
from desktop.ui.fitting import hint
from desktop.ui.inspector.fields import Line, NumberField, Text
from desktop.ui.inspector.parts import Form, Prose
from desktop.ui.session import Session
from desktop.ui.widgets import GRID, Card, button, column, label, row
from desktop.ui.workshop.beside import Beside
from desktop.ui.workshop.feed import WorkshopFeed
from desktop.words import _

_EMPTY = r.CaseForTheDay("", "", "")
_MEASURE = r.SharedMeasure("", None, None, ())


class CaseCard(Card):
    """Every field saves itself; `paper` makes one page of it."""

    def __init__(self, session: Session, feed: WorkshopFeed) -> None:
        super().__init__(_("The case for the day"))
        self._session, self._feed = session, feed
        self._sides: tuple[int, ...] = ()
        self.why = Text(_("Why now"), lambda text: self._case(why_now=text), lines=(1, 4))
        self.cost = Text(
            _("What it costs to go on as now"), lambda text: self._case(cost_of_going_on=text), lines=(1, 4)
        )
        self.ask = Text(_("What we ask"), lambda text: self._case(what_we_ask=text), lines=(1, 4))
        hint(self.ask, _("One day, and half an hour on the telephone before it."))
        self.one, self.other = (
            Text(_("What is different there"), lambda text, at=at: self._differs(at, text), lines=(1, 4))
            for at in (0, 1)
        )
        self.tensions = Text(_("What rubs, one a line"), self._rubs, _("one a line"), lines=(1, 6))
        self.indicator = Line(
            _("What both measure"), lambda text: self._measure(indicator=text), _("e.g. days from change to signature")
        )
        self.baseline = NumberField(_("Today"), lambda value: self._measure(baseline=value), _("today"))
        self.target = NumberField(_("Wanted"), lambda value: self._measure(target=value), _("wanted"))
        self.propose = button("", "link")
        self.propose.clicked.connect(self._propose)
        self.paper = button(_("One page to show…"))
        self.names = (label("", "dim", wrap=True), label("", "dim", wrap=True))
        left = Form(
            (_("Why now"), self.why),
            (_("What it costs to go on as now"), self.cost),
            ("", self.propose),
            (_("What we ask"), self.ask),
        )
        measured = row(self.indicator, self.baseline, self.target)
        measured.setStretch(0, 4)
        measured.setStretch(1, 1)
        measured.setStretch(2, 1)
        right = column(
            self.names[0], self.one, self.names[1], self.other, label(_("What rubs"), "dim"), self.tensions,
            label(_("What both measure: today, wanted"), "dim"), measured,
            self.baseline.complaint, self.target.complaint,
            gap=GRID,
        )  # fmt: skip
        self.body.addWidget(
            Prose(
                _("One page for those who hesitate: what both lose while nothing changes, and how little is asked."),
                "dim",
            )
        )
        self.body.addWidget(Beside(column(left, None, gap=0), right))
        self.body.addLayout(row(self.paper, None))

    def show_room(self, room: Room) -> None:
        """Show the case as the file has it now."""
        case = (room.workshop.case_for_the_day if room.workshop else None) or _EMPTY
        alliance = room.alliance
        self.why.show_text(case.why_now)
        self.cost.show_text(case.cost_of_going_on)
        self.ask.show_text(case.what_we_ask)
        self._sides = tuple(each.id for each in room.organisations)[:2]
        for at, field in enumerate((self.one, self.other)):
            there = at < len(self._sides)
            self.names[at].setText(
                _("What is different at {organisation}").format(organisation=room.organisations[at].label)
                if there
                else ""
            )
            self.names[at].setVisible(there)
            field.setVisible(there)
            field.show_text(alliance.differences.get(self._sides[at], "") if alliance and there else "")
        self.tensions.show_text("\n".join(alliance.tensions) if alliance else "")
        measure = (alliance.shared_measure if alliance else None) or _MEASURE
        self.indicator.show_text(measure.indicator)
        self.baseline.show_number(measure.baseline)
        self.target.show_number(measure.target)
        proposed = cost_so_far(alliance)
        self.propose.setVisible(bool(proposed) and not case.cost_of_going_on)
        self.propose.setText(_("Begin with what is written beside it"))
        for field in (
            self.why,
            self.cost,
            self.ask,
            self.one,
            self.other,
            self.tensions,
            self.indicator,
            self.baseline,
            self.target,
        ):
            field.setReadOnly(not self._session.editable)

    def _case(self, **values: Any) -> bool:
        plan = self._session.plan
        return self._session.do(
            lambda: workshop_edits.revise(
                plan,
                Edit.CHANGE_WORKSHOP,
                lambda it: {"case_for_the_day": replace(it.case_for_the_day or _EMPTY, **values)},
            )
        )

    def _alliance(self, change: workshop_edits.OfAlliance) -> bool:
        plan = self._session.plan
        return self._session.do(lambda: workshop_edits.change_alliance(plan, change))

    def _differs(self, at: int, text: str) -> bool:
        side = self._sides[at]
        return self._alliance(lambda it: {"differences": {**it.differences, side: text}})

    def _rubs(self, text: str) -> bool:
        return self._alliance(
            lambda _it: {"tensions": tuple(line.strip() for line in text.splitlines() if line.strip())}
        )

    def _measure(self, **values: Any) -> bool:
        return self._alliance(lambda it: {"shared_measure": replace(it.shared_measure or _MEASURE, **values)})

    def _propose(self) -> None:
        proposed = cost_so_far(self._feed.room.alliance)
        if proposed:
            self._case(cost_of_going_on=proposed)
            self.cost.setFocus()
