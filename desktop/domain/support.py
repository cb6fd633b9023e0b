"""Who speaks up for the owner, and whether help flows both ways (R3)."""

from dataclasses import dataclass
from datetime import date

from desktop.domain.coverage import ego_ties
from desktop.domain.plan_values import PlanValues
from desktop.domain.records import Contact


@dataclass(frozen=True, slots=True)
class Advocates:
    """Ids of those who speak up for the owner; of those among them who are not known to be of the owner's own function
    (somebody without a group is not), and not of the line either; and of the key groups without one (a person belongs
    to the first of their groups here)."""

    all: tuple[int, ...]
    outside_function: tuple[int, ...]
    outside_function_and_line: tuple[int, ...]
    key_groups_without: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Reciprocity:
    """R3: the owner's ties by who helps whom, as ids."""

    mutual: tuple[int, ...]
    they_give_only: tuple[int, ...]
    i_give_only: tuple[int, ...]
    neither: tuple[int, ...]


def primary_group(contact: Contact) -> int | None:
    """The first of a person's groups: their sector on the map."""
    return contact.groups[0] if contact.groups else None


def advocates(values: PlanValues, on: date) -> Advocates:
    """The advocates among the owner's ties."""
    people = [contact for contact in ego_ties(values, on) if contact.tier == "advocate"]
    own = primary_group(values.owner)
    outside = [contact for contact in people if own is None or primary_group(contact) != own]
    spoken_for = {primary_group(contact) for contact in people}
    return Advocates(
        tuple(contact.id for contact in people),
        tuple(contact.id for contact in outside),
        tuple(contact.id for contact in outside if not contact.line_manager),
        tuple(group.id for group in values.groups.values() if group.key and group.id not in spoken_for),
    )


def one_way(contact: Contact) -> bool:
    """R3: whether one side gives and the other does not; an unknown score counts as 0."""
    return bool(contact.support_to_me) != bool(contact.support_to_them)


def reciprocity(values: PlanValues, on: date) -> Reciprocity:
    """R3: one side 0 and the other above 0 is one-way; an unknown score counts as 0."""
    sides: dict[tuple[bool, bool], list[int]] = {}
    for contact in ego_ties(values, on):
        sides.setdefault((bool(contact.support_to_me), bool(contact.support_to_them)), []).append(contact.id)
    both, theirs, mine, none = (
        tuple(sides.get(key, ())) for key in ((True, True), (True, False), (False, True), (False, False))
    )
    return Reciprocity(both, theirs, mine, none)
