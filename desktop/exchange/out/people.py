"""The people of a plan as a table, for spreadsheets: columns that come back in under the same names."""

from collections.abc import Iterator, Sequence

from desktop.domain import records as r
from desktop.domain.plan_values import PlanValues
from desktop.exchange.content_lines import values_of
from desktop.exchange.csv_text import written
from desktop.exchange.workbooks import write
from desktop.words import _, tier_words

_JOINED = "; "


def header() -> tuple[str, ...]:
    """The names of the columns."""
    return (
        _("Name"), _("Latin name"), _("Role"), _("Organisation"), _("Group"), _("How near"), _("E-mail"),
        _("Telephone"), _("Web page"), _("Tags"), _("Notes"), _("Known since"), _("Last talked"), _("Keep in touch"),
        _("Key relationship"), _("Influence"), _("Interest"), _("Left the organisation"),
    )  # fmt: skip


def rows(values: PlanValues) -> Iterator[tuple[str, ...]]:
    """Everybody but the owner, in plan order."""
    tiers, yes = tier_words(), _("yes")
    keys = {focal.contact for focal in values.focal_relationships.values() if focal.state != "closed"}
    for key, person in values.contacts.items():
        yield (
            person.name,
            person.name_latin,
            person.role,
            organisation(values, person),
            _JOINED.join(groups(values, person)),
            tiers.get(person.tier or "", _("waiting")),
            _JOINED.join(emails(person)),
            _JOINED.join(phones(person)),
            _JOINED.join(person.urls),
            _JOINED.join(person.tags),
            person.note or "",
            person.known_since or "",
            person.last_two_way or "",
            yes if person.keep_in_touch else "",
            yes if key in keys else "",
            str(person.influence or ""),
            str(person.interest or ""),
            yes if person.left else "",
        )


def organisation(values: PlanValues, person: r.Contact) -> str:
    """The name of the organisation, '' for none."""
    found = values.organisations.get(person.organisation or 0)
    return found.label if found else ""


def groups(values: PlanValues, person: r.Contact) -> list[str]:
    """The names of the groups, the first one first."""
    return [values.groups[key].label for key in person.groups if key in values.groups]


def emails(person: r.Contact) -> Sequence[str]:
    """All addresses, the preferred one first."""
    return tuple(dict.fromkeys(each for each in (person.email or "", *values_of(person.extra, "EMAIL")) if each))


def phones(person: r.Contact) -> Sequence[str]:
    """All telephone numbers, the preferred one first."""
    return tuple(dict.fromkeys(each for each in (person.phone or "", *values_of(person.extra, "TEL")) if each))


def csv(values: PlanValues) -> bytes:
    """The table as CSV."""
    return written(header(), rows(values))


def xlsx(values: PlanValues) -> bytes:
    """The table as a workbook, with a second sheet of who knows whom."""
    everybody = {values.owner.id: values.owner, **values.contacts}
    ties = (
        (everybody[tie.a].name, everybody[tie.b].name, str(tie.strength), tie.label)
        for tie in values.ties.values()
        if tie.a in everybody and tie.b in everybody
    )
    knows = (_("From"), _("To"), _("Strength"), _("Relationship"))
    return write(((_("People"), header(), rows(values)), (_("Who knows whom"), knows, ties)))
