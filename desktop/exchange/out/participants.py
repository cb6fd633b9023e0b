"""What all agreed on the day, as a plan JSON that a participant's own plan takes in: conditions, statements, actions,
dates (P1). Nothing that anybody said to the facilitator goes along, and nothing about people but the name, the role
and the organisation of those who own an action.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from desktop.domain import records as r
from desktop.domain.plan_values import PlanValues
from desktop.domain.workshop import latest
from desktop.domain.workshop_dates import STEPS, step_key
from desktop.exchange import plan_json

_FROM_THE_DAY_ON = tuple(STEPS)[tuple(STEPS).index("day") :]
_TOLD = {
    "organisations": ("id", "label"),
    "contacts": ("id", "fictional", "name", "name_latin", "role", "organisation"),
    "alliances": ("id", "label", "organisations", "opened", "purpose"),
    "workshops": (
        "id", "alliance", "label", "date", "start", "end", "venue", "timeline", "success_conditions", "statements",
        "actions", "follow_up_due",
    ),
}  # fmt: skip
"""Collection -> what is said of each record. What is not said is left alone where a plan has the record already."""


def for_participants(values: PlanValues) -> bytes:
    """The document as UTF-8 text."""
    return plan_json.dumps(agreed_document(values))


def agreed_document(values: PlanValues) -> dict[str, Any]:
    """A plan JSON of kind personal without an owner of its own: whoever takes it in keeps theirs."""
    agreed = agreed_values(values)
    whole = plan_json.document_of(agreed)
    document = {key: whole[key] for key in ("schema", "schema_version", "kind") if key in whole}
    if values.info.fictional:
        document["fictional"] = True
    # Only the id that the reader needs; a name here would be taken for the reader's own.
    document["owner"] = {"id": "owner"}
    for name, fields in _TOLD.items():
        document[name] = [{key: each[key] for key in fields if key in each} for each in whole[name]]
    return document


def agreed_values(values: PlanValues) -> PlanValues:
    """The file with nothing in it but what all agreed."""
    workshop = latest(values.workshops.values())
    if workshop is None:
        return _only(values, (), (), (), ())
    alliance = values.alliances.get(workshop.alliance) if workshop.alliance is not None else None
    actions = tuple(_action(each, values) for each in workshop.actions)
    owners = dict.fromkeys(owner for action in actions for owner in action.owners)
    people = [values.contacts[key] for key in owners if key in values.contacts]
    keys = dict.fromkeys(
        (
            *(alliance.organisations if alliance else ()),
            *(each.organisation for each in people if each.organisation is not None),
        )
    )
    statements = workshop.statements or (workshop.vision.statements if workshop.vision else ())
    shared = r.Workshop(
        workshop.id, workshop.uid, alliance.id if alliance else None, workshop.label, workshop.date, workshop.start,
        workshop.end, workshop.venue,
        timeline=tuple(step for step in workshop.timeline if step_key(step.step) in _FROM_THE_DAY_ON),
        success_conditions=workshop.success_conditions,
        statements=statements,
        actions=actions,
        follow_up_due=workshop.follow_up.due if workshop.follow_up else workshop.follow_up_due,
    )  # fmt: skip
    # Who brought both together, hosts and what rubs stay in the file.
    both = () if alliance is None else (replace(alliance, differences={}, tensions=(), convenor=None, sponsors=()),)
    return _only(
        values, [values.organisations[key] for key in keys if key in values.organisations], people, both, (shared,)
    )


def _action(action: r.Action, values: PlanValues) -> r.Action:
    """The facilitator's own part in it, if any, is not told: whoever reads it is the owner of their plan."""
    return replace(action, owners=tuple(owner for owner in action.owners if owner in values.contacts))


def _only(
    values: PlanValues,
    organisations: Iterable[r.Organisation],
    people: Iterable[r.Contact],
    alliances: Iterable[r.Alliance],
    workshops: Iterable[r.Workshop],
) -> PlanValues:
    found: dict[str, dict[int, Any]] = {name: {} for name in r.COLLECTIONS}
    found["organisations"] = {each.id: each for each in organisations}
    found["contacts"] = {each.id: each for each in people}
    found["alliances"] = {each.id: each for each in alliances}
    found["workshops"] = {each.id: each for each in workshops}
    nobody = r.Contact(values.owner.id, values.owner.uid, "")
    return PlanValues(info=r.PlanInfo("personal", values.info.owner), owner=nobody, **found)
