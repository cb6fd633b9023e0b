"""What one day asks of the owner: values, and the order in which they are shown. `plan.read_cycle` reads them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from desktop.domain.clock import Touch

SINCE_DAYS = 28
"""Without a session before, *since* looks back so many days."""

AHEAD_DAYS = 1
"""A meeting is brought to mind so many days before, in time to get ready for it."""

SNOOZE_DAYS = 7
"""A snooze lasts so long."""

REST_DAYS = 30
"""What is not for now, and somebody put aside without a day, come back after so many days."""


class Who(NamedTuple):
    """A person on this screen; `latin` is the Latin form of the name, if there is one."""

    id: int
    name: str
    latin: str


@dataclass(frozen=True, slots=True)
class Thing:
    """Something to do. `id`: of the next step, or of the conversation where `at` says which promise it is.

    `agreed`: the session in which it was agreed, which makes it homework; `comment`: the client's word on it;
    `first_sign` that it works. `rests_until`: put off; `talk`: the conversation it came from.
    """

    id: int
    at: int | None
    kind: str
    text: str
    who: Who | None
    due: date | None
    agreed: date | None = None
    rests_until: date | None = None
    paused: bool = False
    talk: int | None = None
    comment: str = ""
    first_sign: str = ""


@dataclass(frozen=True, slots=True)
class ToFile:
    """A conversation kept without a name."""

    id: int
    day: date
    text: str


@dataclass(frozen=True, slots=True)
class ReviewToDo:
    """A review that is due. `last`: the day of the one before; `grown_old`: how many answers have aged (R21)."""

    focal: int
    who: Who
    due: date
    last: date | None
    grown_old: int


@dataclass(frozen=True, slots=True)
class GoalWanted:
    """A key relationship without an active goal. `by`: until then it may be; after that it is a candidate again.

    `drafted`: a goal is written down and waits to be made active.
    """

    focal: int
    who: Who
    by: date
    drafted: bool


@dataclass(frozen=True, slots=True)
class SecondLook:
    """R19: a goal that waits for nothing but the question whether it is still right."""

    goal: int
    who: Who
    statement: str


@dataclass(frozen=True, slots=True)
class Ahead:
    """A plan to meet that is agreed for the day or for the one after it."""

    id: int
    who: Who
    type: str
    label: str
    purpose: str
    day: date


@dataclass(frozen=True, slots=True)
class LookBack:
    """R14: a plan to meet whose day has come. `held`: said to have taken place, and wants its five minutes by `by`."""

    id: int
    who: Who
    type: str
    label: str
    day: date
    held: bool
    by: date


@dataclass(frozen=True, slots=True)
class Offer:
    """P6: somebody chosen to keep in touch with, `days` after the last two-way exchange."""

    who: Who
    days: int
    touch: Touch


@dataclass(frozen=True, slots=True)
class Resting:
    """Somebody put aside until a day."""

    who: Who
    until: date


@dataclass(frozen=True, slots=True)
class Working:
    """The measure of an active goal; `points` are its readings, oldest first."""

    goal: int
    who: Who
    indicator: str
    unit: str
    points: tuple[tuple[date, float], ...]
    target: float | None


@dataclass(frozen=True, slots=True)
class Talked:
    """A conversation since the last session."""

    id: int
    day: date
    people: tuple[Who, ...]


@dataclass(frozen=True, slots=True)
class News:
    """Something learned since the last session."""

    id: int
    who: Who
    text: str
    confidence: int
    day: date


@dataclass(frozen=True, slots=True)
class Moved:
    """Somebody came nearer or went further away since the last session."""

    who: Who
    before: str
    after: str
    on: date


@dataclass(frozen=True)
class Day:
    """A plan as Today shows it. Each part by the row key by which it changes, so that one can be read without the rest.

    `since`: the last session, or `SINCE_DAYS` before where `session_before` is False. `people` in the plan,
    `key_people` of them in a key relationship. `promises` by conversation.
    """

    on: date
    since: date
    session_before: bool
    session: date | None
    question: str
    people: int
    key_people: int
    steps: Mapping[int, Thing] = field(default_factory=dict[int, Thing])
    promises: Mapping[int, tuple[Thing, ...]] = field(default_factory=dict[int, tuple[Thing, ...]])
    to_file: Mapping[int, ToFile] = field(default_factory=dict[int, ToFile])
    second_looks: Mapping[int, SecondLook] = field(default_factory=dict[int, SecondLook])
    ahead: Mapping[int, Ahead] = field(default_factory=dict[int, Ahead])
    look_back: Mapping[int, LookBack] = field(default_factory=dict[int, LookBack])
    goals_wanted: Mapping[int, GoalWanted] = field(default_factory=dict[int, GoalWanted])
    reviews: Mapping[int, ReviewToDo] = field(default_factory=dict[int, ReviewToDo])
    offers: Mapping[int, Offer] = field(default_factory=dict[int, Offer])
    resting: Mapping[int, Resting] = field(default_factory=dict[int, Resting])
    working: Mapping[int, Working] = field(default_factory=dict[int, Working])
    talks: Mapping[int, Talked] = field(default_factory=dict[int, Talked])
    news: Mapping[int, News] = field(default_factory=dict[int, News])
    moves: Mapping[int, Moved] = field(default_factory=dict[int, Moved])

    def things(self) -> list[Thing]:
        """What there is to do: homework first, then the soonest, undated last.

        With somebody put aside only what was promised stays.
        """
        steps = [
            thing
            for thing in self.steps.values()
            if (thing.rests_until is None or thing.rests_until <= self.on)
            and (thing.kind == "promise" or not thing.paused)
        ]
        found = [*steps, *(thing for several in self.promises.values() for thing in several)]
        return sorted(
            found,
            key=lambda each: (each.agreed is None, each.due is None, each.due or date.max, each.text, each.id),
        )

    def due_now(self) -> int:
        """How many things are due by the end of the day, and how many conversations wait to be filed."""
        return sum(thing.due is not None and thing.due <= self.on for thing in self.things()) + len(self.to_file)

    def goals_in_order(self) -> list[Working]:
        """The measures, in the order in which the goals were written."""
        return sorted(self.working.values(), key=lambda each: each.goal)

    def reviews_in_order(self) -> list[ReviewToDo]:
        """Reviews to do, the longest due first."""
        return sorted(self.reviews.values(), key=lambda each: (each.due, each.focal))

    def second_looks_in_order(self) -> list[SecondLook]:
        """Goals to be confirmed or changed, in the order in which they were written."""
        return sorted(self.second_looks.values(), key=lambda each: each.goal)

    def ahead_in_order(self) -> list[Ahead]:
        """Meetings of the day and the next, the soonest first."""
        return sorted(self.ahead.values(), key=lambda each: (each.day, each.id))

    def look_back_in_order(self) -> list[LookBack]:
        """Meetings to look back on, the longest ago first."""
        return sorted(self.look_back.values(), key=lambda each: (each.day, each.id))

    def goals_wanted_in_order(self) -> list[GoalWanted]:
        """Key relationships that want a goal, the longest without one first."""
        return sorted(self.goals_wanted.values(), key=lambda each: (each.by, each.focal))

    def offers_in_order(self) -> list[Offer]:
        """Whom to ask or offer something, the longest silence first."""
        return sorted(self.offers.values(), key=lambda each: (-each.days, each.who.id))

    def people_met(self) -> list[Who]:
        """With whom there were conversations since the last session, the latest first, each once."""
        talks = sorted(self.talks.values(), key=lambda each: (each.day, each.id), reverse=True)
        return list(dict.fromkeys(who for talk in talks for who in talk.people))

    def news_in_order(self) -> list[News]:
        """What was learned, best founded first, then the newest; the best of each person."""
        found = sorted(self.news.values(), key=lambda each: (-each.confidence, -each.day.toordinal(), each.id))
        best: dict[int, News] = {}
        for each in found:
            best.setdefault(each.who.id, each)
        return list(best.values())

    def moves_in_order(self) -> list[Moved]:
        """Who moved, latest first."""
        return sorted(self.moves.values(), key=lambda each: (-each.on.toordinal(), each.who.id))


def is_late(thing: Thing, on: date) -> bool:
    """Whether the day by which it was to be done is over."""
    return thing.due is not None and thing.due < on
