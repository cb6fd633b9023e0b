"""People who are copied or dragged elsewhere: what stands on a business card, and nothing that was thought of them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from desktop.domain import records as r
from desktop.domain.job import Job
from desktop.domain.plan_values import PlanValues
from desktop.exchange.content_lines import named
from desktop.exchange.csv_text import harmless
from desktop.exchange.out import cards, people
from desktop.words import _

_BATCH = 250
_ON_A_CARD = ("EMAIL", "TEL", "ORG", "ADR")


@dataclass(frozen=True)
class Copied:
    """The same people as a table with tabs between, for a spreadsheet, and as vCards, for an address book."""

    table: str
    cards: bytes


def copied(values: PlanValues, persons: Sequence[r.Contact], on: date) -> Job[Copied]:
    """`persons` in their order; of `values` the organisations are needed alone. Yields (people done, in all)."""
    lines = ["\t".join((_("Name"), _("Role"), _("Organisation"), _("E-mail"), _("Telephone"), _("Web page")))]
    made: list[bytes] = []
    for at in range(0, len(persons), _BATCH):
        some = [_bare(person) for person in persons[at : at + _BATCH]]
        for person in some:
            cells = (
                person.name,
                person.role,
                people.organisation(values, person),
                "; ".join(people.emails(person)),
                "; ".join(people.phones(person)),
                "; ".join(person.urls),
            )
            lines.append("\t".join(harmless(" ".join(cell.split())) for cell in cells))
        made.append(cards.vcf(replace(values, contacts={person.id: person for person in some}), on))
        yield min(at + _BATCH, len(persons)), len(persons)
    return Copied("\n".join(lines) + "\n", b"".join(made))


def _bare(person: r.Contact) -> r.Contact:
    """Without notes, tags, groups and nearness; of what came in from elsewhere the ways to reach them alone."""
    kept = tuple(line for line in person.extra if named(line)[1] in _ON_A_CARD)
    return replace(person, note=None, tags=(), groups=(), tier=None, extra=kept)
