"""The few relationships chosen, what should be different, and the plans to meet."""

from collections.abc import Mapping
from dataclasses import dataclass

from desktop.domain.records.base import Contacts, Focals, Goals, Introductions, Record, Topics, Workshops, rare


@dataclass(frozen=True, slots=True)
class FocalRelationship(Record):
    """One of the few chosen to create, strengthen, repair or sustain."""

    contact: Contacts
    kind: str
    priority: int
    target_tier: str | None
    topic: Topics | None
    state: str
    opened: str
    review_interval_days: int
    next_review: str | None
    why_now: str


@dataclass(frozen=True, slots=True)
class Reading:
    date: str
    value: float


@dataclass(frozen=True, slots=True)
class Measure:
    """How we would notice: something observable, best about the shared work."""

    indicator: str
    unit: str | None
    baseline: float | None
    target: float | None
    current: float | None
    direction: str | None
    source: str | None
    measured: str | None
    readings: tuple[Reading, ...] = ()


@dataclass(frozen=True, slots=True)
class NeedsRefinement:
    """The goal waits for a second look: which of the five questions are shaky, since when (R18)."""

    flag: bool
    missing: tuple[str, ...]
    since: str | None


@dataclass(frozen=True, slots=True)
class Goal(Record):
    """What will be different, for both, by when (P4). Replaced, not overwritten: versions stay (R9).

    `gas` holds the five possible results, "-2" to "2" (goal attainment scaling), None when not described.
    """

    focal: Focals
    version: int
    type: str | None
    statement: str
    helps_me: str | None
    helps_them: str | None
    measure: Measure | None
    gas: Mapping[str, str] | None
    gas_now: int | None
    due: str | None
    status: str
    weight: int | None = rare()
    superseded_by: Goals | None = rare()
    closed: str | None = rare()
    reason: str | None = rare()
    needs_refinement: NeedsRefinement | None = rare()


@dataclass(frozen=True, slots=True)
class Engagement(Record):
    """A plan to meet for a purpose; an empty purpose is flagged (R11)."""

    type: str | None
    label: str
    purpose: str
    goal: Goals | None
    status: str
    date: str | None
    moved: int
    outcome: str | None
    focals: tuple[Focals, ...]
    contacts: tuple[Contacts, ...]
    note: str | None = rare()
    workshop: Workshops | None = rare()
    introduction: Introductions | None = rare()
    recurring: bool = rare(False)
