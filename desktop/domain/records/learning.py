"""What took place, what was learned, and what follows from it."""

from collections.abc import Mapping
from dataclasses import dataclass

from desktop.domain.records.base import Contacts, Conversations, Engagements, Focals, Record, Sessions, Steps, rare


@dataclass(frozen=True, slots=True)
class Listening:
    """A memory aid after a conversation, not a score (R16). `talk_share` 0..1 of the talking was mine."""

    talk_share: float | None
    sensed: str
    restated_and_accepted: bool | None
    followed_up: int | None
    surprise: str


@dataclass(frozen=True, slots=True)
class Promise:
    """Something promised in a conversation: by me, which makes a next step, or by them (`theirs`)."""

    text: str
    due: str | None
    done: str | None
    theirs: bool = rare(False)


@dataclass(frozen=True, slots=True)
class Conversation(Record):
    """What actually took place. A two-way one resets the contact clock (R15)."""

    contacts: tuple[Contacts, ...]
    date: str
    minutes: int | None
    channel: str
    engagement: Engagements | None
    summary: str
    listening: Listening | None
    gave: tuple[str, ...]
    received: tuple[str, ...]
    promises: tuple[Promise, ...]
    two_way: bool = rare(True)


@dataclass(frozen=True, slots=True)
class Insight(Record):
    """What I learned: one statement, how well founded (confidence 0..4), from where, when.

    `question` is one of the five, or None (P13). `none_so_far`: a full answer to when it did or did not go well (P7).
    """

    focal: Focals
    question: str | None
    text: str
    confidence: int
    kind: str
    evidence_date: str | None
    conversation: Conversations | None
    case: str | None = None
    none_so_far: bool = rare(False)


@dataclass(frozen=True, slots=True)
class ReviewAnswer:
    confidence: int
    note: str


@dataclass(frozen=True, slots=True)
class Review(Record):
    """A periodic test with the five questions (R17)."""

    focal: Focals
    date: str
    answers: Mapping[str, ReviewAnswer]
    outcome: str | None
    created_steps: tuple[Steps, ...]
    note: str


@dataclass(frozen=True, slots=True)
class NextStep(Record):
    """A dated task: find out (`investigate`), promise, introduce, prepare. `due` and `done` are dates.

    `contact`: whom it is about, where that follows neither from `focal` nor from `conversation`.
    """

    kind: str
    focal: Focals | None
    question: str | None
    text: str
    suggest: tuple[str, ...]
    due: str | None
    status: str
    agreed_in: Sessions | None
    comment: str
    done: str | None = rare()
    closed_by: Conversations | None = rare()
    engagement: Engagements | None = rare()
    conversation: Conversations | None = rare()
    first_sign: str | None = rare()
    snoozed_until: str | None = rare()
    contact: Contacts | None = rare()


@dataclass(frozen=True, slots=True)
class Introduction(Record):
    """Somebody brings two people together after asking each (R13)."""

    target: Contacts
    broker: Contacts
    path: tuple[Contacts, ...]
    reason: str
    benefit_target: str
    state: str
    asked: str | None
    broker_consent: str | None
    target_consent: str | None
    meeting: str | None = rare()
    note: str | None = rare()
