"""The sentences of the Gaps screen."""

from desktop.domain.coverage import Cover, Coverage
from desktop.domain.records import Contact
from desktop.domain.tiers import rank
from desktop.report.names import in_sentence, tier_in_sentence
from desktop.words import _, ngettext, one_line, tier_words


def wish_words(tier: str | None) -> str:
    """How near somebody in a group should be: "at least one ally"."""
    return {
        None: _("no wish"),
        "advocate": _("at least one advocate"),
        "ally": _("at least one ally"),
        "acquaintance": _("at least one acquaintance"),
        "aware": _("at least one who knows of me"),
        "unconnected": _("at least one name"),
    }[tier]


def short_wish(tier: str | None) -> str:
    """The same where there is little room."""
    return {
        None: _("no wish"),
        "advocate": _("an advocate"),
        "ally": _("an ally"),
        "acquaintance": _("an acquaintance"),
        "aware": _("known to one"),
        "unconnected": _("a name"),
    }[tier]


def cover_words(found: Coverage | None) -> str:
    """How well a key group is covered, in two or three words; nothing of others."""
    if found is None:
        return ""
    return {Cover.GAP: _("nobody yet"), Cover.THIN: _("one person only"), Cover.COVERED: _("covered")}[found.cover]


def people_words(n: int) -> str:
    """So many people."""
    return ngettext("{n} person", "{n} people", n).format(n=n) if n else _("nobody")


def cell_words(group: str, tier: str, n: int) -> str:
    """A cell as a screen reader says it."""
    return _("{group}, {tier}: {people}").format(group=group, tier=tier_words()[tier], people=people_words(n))


def nobody_near(desired: str) -> str:
    """What is missing in a group: "Nobody is an ally or nearer"."""
    if desired == "advocate":
        return _("Nobody here is an advocate yet.")
    return _("Nobody here is at {tier} or nearer yet.").format(tier=tier_in_sentence(desired))


def dormant_words(n: int) -> str:
    """Why somebody in a cell does not count."""
    return ngettext(
        "One of them has not been in touch for three years or more, and does not count.",
        "{n} of them have not been in touch for three years or more, and do not count.",
        n,
    ).format(n=n)


def key_now(found: Contact | None, wanted: str) -> str:
    """That somebody who was missing has a name, and where it leads from where they are."""
    near = found is not None and found.tier is not None and rank(found.tier) <= rank(wanted)
    said = _("{name} is a key relationship now.") if near else _("{name} is a key relationship now, heading to {tier}.")
    name = in_sentence(one_line(found.name if found else ""))
    return said.format(name=name, tier=tier_in_sentence(wanted))
