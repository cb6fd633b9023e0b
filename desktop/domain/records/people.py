"""Who is in the plan, and how they hang together."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from desktop.domain.records.base import Contacts, Groups, Organisations, Record, Topics, rare


@dataclass(frozen=True, slots=True)
class Organisation(Record):
    label: str
    kind: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Group(Record):
    """A set of people to cover: a function, leadership, a customer. Only key groups enter coverage (R5)."""

    label: str
    kind: str = ""
    key: bool = False
    desired_tier: str | None = None


@dataclass(frozen=True, slots=True)
class Topic(Record):
    """A matter on which people take a stance."""

    label: str


@dataclass(frozen=True, slots=True)
class Tier(Record):
    """One of the five steps with its test, soft capacity and keep-in-touch days; the user may edit the words."""

    rank: int
    label: str
    ego_tie: bool
    capacity: int | None
    ideal_days: int | None
    max_days: int | None
    meaning: str
    test: str
    evidence_rule: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """What somebody did that shows the tier, in one line (P5)."""

    date: str
    text: str


@dataclass(frozen=True, slots=True)
class TierChange:
    """Since when a person is in a tier; `tier` None is waiting."""

    tier: str | None
    from_: str
    reason: str | None = rare()
    evidence: str | None = rare()


@dataclass(frozen=True, slots=True)
class StanceChange:
    topic: Topics
    value: str
    date: str
    evidence: str | None = rare()


@dataclass(frozen=True, slots=True)
class SupportNote:
    to_me: str | None
    to_them: str | None


@dataclass(frozen=True, slots=True)
class Position:
    """A place chosen by hand on the map: `angle` 0..1 of the sector, `depth` 0..1 of the band."""

    angle: float
    depth: float


@dataclass(frozen=True, slots=True)
class TheirChair:
    """One page filled in as the other person."""

    date: str
    cost: str | None
    would_say: str | None
    hopes: str | None


@dataclass(frozen=True, slots=True)
class AskThem:
    """Two questions handed to the person, and what they answered."""

    asked: str
    answered: str | None
    keep_doing: str | None
    change: str | None


@dataclass(frozen=True, slots=True)
class Contact(Record):
    """A person in the plan, known or wanted; `tier` None is waiting (P2). `name` is as they write it.

    `extra` keeps unknown vCard properties for the way back; `left`: gone from the organisation.
    """

    name: str
    fictional: bool = rare(False)
    name_latin: str = ""
    lang: str | None = None
    dir: str | None = None
    role: str = ""
    organisation: Organisations | None = None
    groups: tuple[Groups, ...] = ()
    tier: str | None = None
    support_to_me: int | None = None
    support_to_them: int | None = None
    influence: int | None = None
    interest: int | None = None
    stance: Mapping[Topics, str] = field(default_factory=dict[Topics, str])
    direction: str | None = None
    known_since: str | None = None
    last_two_way: str | None = None
    preferred_channel: str | None = None
    email: str | None = None
    tags: tuple[str, ...] = ()
    tier_evidence: Evidence | None = rare()
    order: int | None = None
    phone: str | None = None
    keep_in_touch: bool = False
    support_note: SupportNote | None = None
    line_manager: bool = rare(False)
    tier_history: tuple[TierChange, ...] = rare(())
    stance_history: tuple[StanceChange, ...] = rare(())
    note: str | None = rare()
    urls: tuple[str, ...] = rare(())
    extra: tuple[str, ...] = rare(())
    left: bool = rare(False)
    position: Position | None = rare()
    paused_until: str | None = rare()
    their_chair: TheirChair | None = rare()
    ask_them: AskThem | None = rare()


@dataclass(frozen=True, slots=True)
class Tie:
    """Two people who know each other, as the owner believes; undirected. 1 know, 2 work together, 3 close.

    `since`: the day from which on, where that matters (across two organisations, before or after their day).
    """

    id: int
    a: Contacts
    b: Contacts
    strength: int = 1
    basis: str = "seen"
    label: str = ""
    since: str | None = rare()


@dataclass(frozen=True, slots=True)
class Gap(Record):
    """A key group, or a named role, without a relationship of the wanted strength, and what was decided about it."""

    group: Groups | None
    desired: str | None
    best: str | None
    reason: str
    candidates: tuple[Contacts, ...]
    decision: str
    role: str | None = rare()
