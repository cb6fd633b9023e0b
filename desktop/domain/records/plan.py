"""What is said once per plan."""

from dataclasses import dataclass

from desktop.domain.records.base import Contacts, rare


@dataclass(frozen=True, slots=True)
class CatalogueEdit:
    """A word of the catalogue that this plan changed: `section` and `item` name it, `field` and `value` the change."""

    section: str
    item: str
    field: str
    value: str


@dataclass(frozen=True, slots=True)
class Disposal:
    """People who were removed for good: the day, how many, why (`DISPOSED`), and whether from the backups too.

    It says that it was done and never of whom.
    """

    on: str
    people: int
    why: str
    backups: bool


DISPOSED = ("asked", "date", "own")
"""Why: they asked for it, the day up to which it was kept has come, one's own decision."""


@dataclass(frozen=True, slots=True)
class PlanInfo:
    """What is said once per plan. `owner` is a row among the contacts; purpose, objective, question are the owner's.

    `agreed_support`: what the sponsor of the coaching agreed to do for it; the sponsor reads it, so it names nobody.
    """

    kind: str
    owner: Contacts
    purpose: str | None = None
    objective: str | None = None
    own_question: str | None = None
    fictional: bool = rare(False)
    notice: str | None = rare()
    as_of: str | None = rare()
    date_rule: str | None = rare()
    retention_until: str | None = rare()
    catalogue: tuple[CatalogueEdit, ...] = rare(())
    disposals: tuple[Disposal, ...] = rare(())
    agreed_support: str | None = rare()
