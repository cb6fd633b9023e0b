"""What the map says in sentences: where people are missing, what hangs on one person, who speaks up, who gives."""

from datetime import date

from desktop.domain.coverage import Cover, Coverage, coverage, placed, without
from desktop.domain.network import Network, network_of
from desktop.domain.plan_values import PlanValues
from desktop.domain.support import advocates, reciprocity
from desktop.domain.tiers import TIERS, rank
from desktop.report.names import and_more, capital, count_words, display_name, in_sentence, tier_in_sentence, wide
from desktop.words import _, ngettext, tier_words

MOST_GAPS = 2
MOST_COMING = 5
"""Named as heading to where somebody is missing."""


def sentences(values: PlanValues, on: date) -> list[str]:
    """At most four: gaps, the one-person risk, advocates, reciprocity; one that invites where nobody is placed."""
    if not placed(values):
        return [_("Nobody is on the map yet. Who would you name first, second, third?")]
    network = network_of(values, on)
    groups = coverage(network)
    found = (_gaps(values, groups), _one_person(values, network, groups), _advocates(network), _one_way(network))
    return [text for text in found if text]


def in_words(values: PlanValues) -> str:
    """The map for somebody who cannot see it: who is in which band, who is a key relationship heading where."""
    heading = {f.contact: f.target_tier for f in values.focal_relationships.values() if f.state == "active"}
    parts = [_("Map with You in the centre and five bands.")]
    for tier in TIERS:
        names: list[str] = []
        for contact in placed(values):
            if contact.tier != tier:
                continue
            name = display_name(contact)
            target = heading.get(contact.id)
            if target and target != tier:
                name = _("{name} (key relationship, heading to {tier})").format(
                    name=name, tier=tier_in_sentence(target)
                )
            elif contact.id in heading:
                name = _("{name} (key relationship)").format(name=name)
            names.append(name)
        parts.append(_("{tier}: {names}.").format(tier=tier_words()[tier], names=", ".join(names) or _("nobody")))
    return " ".join(parts)


def _gaps(values: PlanValues, groups: tuple[Coverage, ...]) -> str:
    missing = [group for group in groups if group.cover is Cover.GAP]
    parts: list[str] = []
    for group in missing[:MOST_GAPS]:
        words = _("{group} has nobody who is an advocate.")
        if group.desired != "advocate":
            words = _("{group} has nobody at {tier} or above.")
        parts.append(words.format(group=_group(values, group.group), tier=tier_in_sentence(group.desired)))
        coming = [
            in_sentence(wide(display_name(values.contacts[focal.contact])))
            for focal in values.focal_relationships.values()
            if focal.state == "active"
            and focal.target_tier
            and rank(focal.target_tier) <= rank(group.desired)
            and focal.contact in values.contacts
            and group.group in values.contacts[focal.contact].groups
        ]
        if coming:
            words = ngettext("{names} is heading there.", "{names} are heading there.", len(coming))
            # One more is as short as words for it.
            most = MOST_COMING if len(coming) > MOST_COMING + 1 else len(coming)
            said = [", ".join(coming[:most]), and_more(len(coming) - most)]
            parts.append(words.format(names=" ".join(each for each in said if each)))
    others = [_group(values, group.group) for group in missing[MOST_GAPS:]]
    if others:
        parts.append(_("Missing as well: {groups}.").format(groups=", ".join(others)))
    return " ".join(parts)


def _one_person(values: PlanValues, network: Network, groups: tuple[Coverage, ...]) -> str:
    thin = [group for group in groups if group.cover is Cover.THIN]
    if not thin:
        return ""
    words = ngettext("{n} key group hangs on one person.", "{n} key groups hang on one person each.", len(thin))
    left = {group.group: without(network, group.group, group.at_or_above[0]) for group in thin}
    # Outsiders to the owner's own organisation are the harder ones to replace: their groups are told of first.
    own = values.owner.organisation
    worst = min(
        thin,
        key=lambda group: (
            values.contacts[group.at_or_above[0]].organisation == own,
            -(rank(tier) if (tier := left[group.group]) else 6),
        ),
    )
    risk = {
        "advocate": "",
        "ally": _("If {name} moved on, nobody in {group} would be closer than an ally."),
        "acquaintance": _("If {name} moved on, nobody in {group} would be closer than an acquaintance."),
        "aware": _("If {name} moved on, nobody in {group} would know me well enough to call."),
        "unconnected": _("If {name} moved on, nobody in {group} would know me."),
        None: _("If {name} moved on, nobody in {group} would know me."),
    }[left[worst.group]]
    name = in_sentence(wide(display_name(values.contacts[worst.at_or_above[0]])))
    told = risk.format(name=name, group=_group(values, worst.group))
    return f"{capital(words.format(n=count_words(len(thin))))} {told}".strip()


def _advocates(network: Network) -> str:
    found = advocates(network)
    if not found.all:
        return _("Nobody speaks up for me unasked yet.")
    n = len(found.all)
    words = ngettext("{n} person speaks up for me", "{n} people speak up for me", n).format(n=capital(count_words(n)))
    if not found.outside_function:
        words += ngettext(", from my own function", ", all from my own function", n)
    elif not found.outside_function_and_line:
        words += ngettext(", from my own line", ", all from my own line", n)
    keys = len(network.key_groups)
    empty = len(found.key_groups_without)
    if keys and empty == keys:
        return words + _("; none in a key group.")
    if empty:
        text = ngettext("; none in {n} other key group.", "; none in the {n} other key groups.", empty)
        return words + text.format(n=count_words(empty))
    return words + "."


def _one_way(network: Network) -> str:
    giving = len(reciprocity(network).they_give_only)
    words = ngettext(
        "{n} person has helped me and had nothing back yet.",
        "{n} people have helped me and had nothing back yet.",
        giving,
    )
    return capital(words.format(n=count_words(giving))) if giving else ""


def _group(values: PlanValues, group: int) -> str:
    return in_sentence(wide(values.groups[group].label))
