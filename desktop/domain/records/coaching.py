"""Sessions of a client with a coach."""

from collections.abc import Mapping
from dataclasses import dataclass

from desktop.domain.records.base import Contacts, Focals, Goals, Record, Steps, rare


@dataclass(frozen=True, slots=True)
class CheckIn:
    """Two questions the client answers before a session."""

    date: str
    moved: str | None
    wanted: str | None


@dataclass(frozen=True, slots=True)
class GoalThen:
    goal: Goals
    status: str
    current: float | None
    gas_now: int | None


@dataclass(frozen=True, slots=True)
class AnswerThen:
    focal: Focals
    question: str
    confidence: int


@dataclass(frozen=True, slots=True)
class Snapshot:
    """How the plan stood when a session was closed; two of them can be compared."""

    taken: str
    tiers: Mapping[Contacts, str]
    goals: tuple[GoalThen, ...]
    answers: tuple[AnswerThen, ...]
    steps: Mapping[Steps, str]


@dataclass(frozen=True, slots=True)
class Session(Record):
    """A coaching session: question, notes both share, agreed steps."""

    date: str
    with_: str
    question: str
    shared_notes: str
    agreed: tuple[Steps, ...]
    closed: bool
    focals: tuple[Focals, ...] = rare(())
    check_in: CheckIn | None = rare()
    snapshot: Snapshot | None = rare()
