"""Who speaks up for the owner, and whether help flows both ways (R3)."""

from dataclasses import dataclass

from desktop.domain.network import Network
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


def advocates(network: Network) -> Advocates:
    """The advocates among the owner's ties."""
    people = [node for node in network.alters if node.tier == "advocate"]
    own = network.own_group
    outside = [node for node in people if own is None or node.group != own]
    spoken_for = {node.group for node in people}
    return Advocates(
        tuple(node.id for node in people),
        tuple(node.id for node in outside),
        tuple(node.id for node in outside if not node.line_manager),
        tuple(group.id for group in network.key_groups if group.id not in spoken_for),
    )


def one_way(contact: Contact) -> bool:
    """R3: whether one side gives and the other does not; an unknown score counts as 0."""
    return bool(contact.support_to_me) != bool(contact.support_to_them)


def reciprocity(network: Network) -> Reciprocity:
    """R3: one side 0 and the other above 0 is one-way; an unknown score counts as 0."""
    sides: dict[tuple[bool, bool], list[int]] = {}
    for node in network.alters:
        sides.setdefault((node.to_me > 0, node.to_them > 0), []).append(node.id)
    both, theirs, mine, none = (
        tuple(sides.get(key, ())) for key in ((True, True), (True, False), (False, True), (False, False))
    )
    return Reciprocity(both, theirs, mine, none)
