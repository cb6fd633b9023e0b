"""The map in words, for those who hear it, and for tooltips: who is chosen, who is missing where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.tiers import TIERS
from desktop.words import _, tier_words

if TYPE_CHECKING:
    from desktop.diagram import MapGap, MapPeople


def person_words(people: MapPeople, row: int) -> str:
    """A person with tier and group; a bundle by its name."""
    if people.ids[row] < 0:
        return people.names[row]
    parts = [people.names[row], tier_words()[TIERS[int(people.tier[row])]]]
    if people.groups:
        parts.append(people.groups[int(people.group[row])].label)
    if people.key[row]:
        parts.append(_("key relationship"))
    return ", ".join(parts)


def missing_words(people: MapPeople, gap: MapGap) -> str:
    """Who is missing where, and how near."""
    parts = [gap.label or _("Someone missing")]
    if people.groups:
        parts.append(people.groups[gap.group].label)
    parts.append(_("wanted: {tier}").format(tier=tier_words()[TIERS[gap.tier]]))
    return ", ".join(parts)
