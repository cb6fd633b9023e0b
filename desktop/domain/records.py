"""The records of a plan as frozen values: the one description that tables and plan JSON both follow.

Field names are the field's terms and the keys of the plan JSON (a trailing underscore keeps a Python keyword apart).
From a field's type follow its place in the file and its form in JSON:

- text, number, flag: a column; a date is ISO text and may be partial (`2019-05`);
- a reference (`Contacts`, `Goals`, ...): the integer row key of another record here, its `uid` in JSON. When that
  record goes, a required reference takes this one along, an optional one becomes None;
- a nested record: columns of its own with the field's name in front; tuples and mappings: a table of their own.

`rare(...)` marks what JSON leaves out while it has its default value; everything else is always written.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, NamedTuple

Organisations = Annotated[int, "organisations"]
Groups = Annotated[int, "groups"]
Topics = Annotated[int, "topics"]
Contacts = Annotated[int, "contacts"]
Focals = Annotated[int, "focal_relationships"]
Goals = Annotated[int, "goals"]
Engagements = Annotated[int, "engagements"]
Conversations = Annotated[int, "conversations"]
Steps = Annotated[int, "next_steps"]
Introductions = Annotated[int, "introductions"]
Sessions = Annotated[int, "sessions"]
Alliances = Annotated[int, "alliances"]
Workshops = Annotated[int, "workshops"]


def rare(default: Any = None) -> Any:
    """A field that plan JSON leaves out while it has this default."""
    return field(default=default, metadata={"rare": True})


def rare_map() -> Any:
    """An empty mapping that plan JSON leaves out."""
    return field(default_factory=dict[Any, Any], metadata={"rare": True})


@dataclass(frozen=True, slots=True)
class Record:
    """A row with an identity: `id` is its key in this file (plan order), `uid` its id in plan JSON, never reused.

    Records with the same uid and fields are equal, in whichever row they stand.
    """

    id: int = field(compare=False)
    uid: str


# --- who ---


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
    """Two people who know each other, as the owner believes; undirected. 1 know, 2 work together, 3 close."""

    id: int
    a: Contacts
    b: Contacts
    strength: int = 1
    basis: str = "seen"
    label: str = ""


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


# --- goals ---


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


# --- what took place, what was learned ---


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
    text: str
    due: str | None
    done: str | None


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
    """A dated task: find out (`investigate`), promise, introduce, prepare. `due` and `done` are dates."""

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


# --- coaching ---


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


# --- two organisations ---


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
    organisation: Organisations | None
    attended: bool | None
    role: str
    person: Contacts


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
class Themes:
    hopes: tuple[str, ...]
    concerns: tuple[str, ...]


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
    to: Contacts
    text: str
    from_: Contacts


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
    title: str
    description: str


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


# --- the plan itself ---


@dataclass(frozen=True, slots=True)
class CatalogueEdit:
    """A word of the catalogue that this plan changed: `section` and `item` name it, `field` and `value` the change."""

    section: str
    item: str
    field: str
    value: str


@dataclass(frozen=True, slots=True)
class PlanInfo:
    """What is said once per plan. `owner` is a row among the contacts; purpose, objective, question are the owner's."""

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


COLLECTIONS: dict[str, type[Any]] = {
    "organisations": Organisation,
    "groups": Group,
    "topics": Topic,
    "tiers": Tier,
    "contacts": Contact,
    "ties": Tie,
    "gaps": Gap,
    "focal_relationships": FocalRelationship,
    "goals": Goal,
    "engagements": Engagement,
    "conversations": Conversation,
    "insights": Insight,
    "reviews": Review,
    "next_steps": NextStep,
    "introductions": Introduction,
    "sessions": Session,
    "alliances": Alliance,
    "workshops": Workshop,
}
"""The top-level lists of a plan, by their name in tables and JSON."""
