"""Two organisations: their relationship and the day that brings their leading people together."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from desktop.domain.records.base import Alliances, Contacts, Organisations, Record, rare


class Point(NamedTuple):
    """A dated value, written as a pair in JSON."""

    date: str
    value: float


@dataclass(frozen=True, slots=True)
class SharedMeasure:
    indicator: str
    baseline: float | None
    target: float | None
    series: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Alliance(Record):
    """A relationship between two organisations."""

    label: str
    organisations: tuple[Organisations, ...]
    opened: str | None
    purpose: str
    differences: Mapping[Organisations, str]
    tensions: tuple[str, ...]
    shared_measure: SharedMeasure | None
    convenor: Contacts | None
    sponsors: tuple[Contacts, ...]


@dataclass(frozen=True, slots=True)
class Action(Record):
    """A joint action with an owner from each side and a first step within two weeks."""

    text: str
    owners: tuple[Contacts, ...]
    first_step: str | None
    due: str | None
    measure: str
    status: str
    first_sign: str | None = rare()


@dataclass(frozen=True, slots=True)
class Participant:
    """Who is invited, or to be won: what they gain, what worries them, whose word counts with them, asked as which."""

    organisation: Organisations | None
    attended: bool | None
    role: str
    person: Contacts
    gains: str | None = rare()
    worries: str | None = rare()
    heeds: Contacts | None = rare()
    turn: int | None = rare()


@dataclass(frozen=True, slots=True)
class TimelineStep:
    step: str
    date: str
    done: bool
    end: str | None = rare()


@dataclass(frozen=True, slots=True)
class Answer:
    """Something said to the facilitator; `share`: none, theme (paraphrased, no name) or quote."""

    text: str
    share: str


@dataclass(frozen=True, slots=True)
class Interview:
    person: Contacts
    attempts: tuple[str, ...]
    date: str | None
    minutes: int | None
    answers: Mapping[str, Answer]
    before: Mapping[str, int]
    appointment: str | None = rare()
    notepad: str | None = rare()
    consent_to_keep: str | None = rare()


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words marked in what somebody said: the facilitator's way to a theme, never passed on.

    `theme`: the hope or concern it was gathered under, by its words.
    """

    person: Contacts
    question: str
    text: str
    theme: str | None


@dataclass(frozen=True, slots=True)
class Themes:
    """What several hope for and what worries them, in other words and without names."""

    hopes: tuple[str, ...]
    concerns: tuple[str, ...]
    phrases: tuple[Phrase, ...] = rare(())


@dataclass(frozen=True, slots=True)
class AgendaItem:
    start: str
    minutes: int
    phase: str
    activity: str
    who: str
    materials: str
    output: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Who interviews whom on the day: two, or three in the odd case."""

    people: tuple[Contacts, ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """What somebody offers somebody else in the room; a `request` is what they ask for."""

    to: Contacts
    text: str
    from_: Contacts
    request: bool | None = rare()


@dataclass(frozen=True, slots=True)
class EvaluationCall:
    person: Contacts
    date: str | None
    answers: Mapping[str, Answer]
    after: Mapping[str, int]
    appointment: str | None = rare()
    notepad: str | None = rare()


@dataclass(frozen=True, slots=True)
class EvaluationSummary:
    signs: tuple[str, ...]
    unchanged: tuple[str, ...]
    wishes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Evaluation:
    window: tuple[str, ...]
    invited: int
    answered: int
    by: Contacts | None
    method: str
    ratings_scale: str
    not_reached: tuple[Contacts, ...]
    calls: tuple[EvaluationCall, ...]
    summary: EvaluationSummary | None


@dataclass(frozen=True, slots=True)
class FollowUpCall:
    person: Contacts
    date: str | None
    answers: Mapping[str, Answer]
    successor: Contacts | None = rare()
    appointment: str | None = rare()
    notepad: str | None = rare()


@dataclass(frozen=True, slots=True)
class FollowUp:
    due: str | None
    state: str
    questions: tuple[str, ...]
    calls: tuple[FollowUpCall, ...]


@dataclass(frozen=True, slots=True)
class ConvenorEntry:
    """One asking: yes, no, not yet, and what would change it."""

    person: Contacts
    date: str
    answer: str
    note: str


@dataclass(frozen=True, slots=True)
class CaseForTheDay:
    why_now: str
    cost_of_going_on: str
    what_we_ask: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the relationship three years on; `photo`: a photograph of it, a JPEG in base64."""

    title: str
    description: str
    photo: str | None = rare()


@dataclass(frozen=True, slots=True)
class Vision:
    pictures: tuple[Picture, ...]
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    text: str
    by: tuple[Contacts, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    person: Contacts
    text: str
    consent: bool


@dataclass(frozen=True, slots=True)
class Results:
    situation: str
    solution: str
    result: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Workshop(Record):
    """A facilitated day for the leading people of two organisations.

    A personal plan holds only what all agreed; the facilitator's file holds the rest (P1).
    """

    alliance: Alliances | None
    label: str
    date: str | None
    start: str | None
    end: str | None
    venue: str
    my_role: str | None = rare()
    state: str | None = rare()
    facilitator: Contacts | None = rare()
    convenor: Contacts | None = rare()
    participants: tuple[Participant, ...] = rare(())
    timeline: tuple[TimelineStep, ...] = rare(())
    interviews: tuple[Interview, ...] = rare(())
    themes: Themes | None = rare()
    agenda: tuple[AgendaItem, ...] = rare(())
    pairs: tuple[Pair, ...] = rare(())
    success_conditions: tuple[str, ...] = rare(())
    statements: tuple[str, ...] = rare(())
    actions: tuple[Action, ...] = rare(())
    offers: tuple[Offer, ...] = rare(())
    evaluation: Evaluation | None = rare()
    follow_up: FollowUp | None = rare()
    follow_up_due: str | None = rare()
    convenor_log: tuple[ConvenorEntry, ...] = rare(())
    case_for_the_day: CaseForTheDay | None = rare()
    vision: Vision | None = rare()
    decisions: tuple[Decision, ...] = rare(())
    results: Results | None = rare()
    apart: tuple[Pair, ...] = rare(())
    """Those who should not interview each other first: the closest counterparts in a dispute."""
