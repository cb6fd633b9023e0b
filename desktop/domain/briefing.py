"""Before a meeting: at most five questions to take along, open promises, and what was said last time."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from desktop.domain import records as r
from desktop.domain.answers import QUESTIONS
from desktop.domain.catalogue import Catalogue
from desktop.domain.relationships import Relationship
from desktop.domain.reviewing import ASK

MOST = 5
"""So many questions fit into one conversation, and hardly that."""

OPENS, CLOSES = "I1", "I8"
"""The questions of the bank with which a conversation begins and ends."""

FOR_GOAL = {
    "understand": ("I4", "I3"),
    "turn_around": ("I4", "I5"),
    "sponsorship": ("I7", "I3"),
    "access": ("I3", "I4"),
    "joint_solution": ("I7", "I6"),
    "information": ("I3", "I7"),
    "expertise": ("I6", "I4"),
    "repair": ("I5", "I4"),
    "visibility": ("I7", "I3"),
    "sustain": ("I3", "I6"),
}
"""Type of goal to the questions of the bank that serve it, the better one first. Our own judgement."""


class Why(Enum):
    """Why a question is taken along; the words are made above."""

    OPENS = "to begin"
    FINDS_OUT = "find out"
    """`Take.about` is the one of the five that is not answered well enough."""
    GOAL = "the reason we meet"
    CLOSES = "to close"


@dataclass(frozen=True, slots=True)
class Take:
    """A question to take along: its id in the bank and its text.

    `yourself`: to look back on alone beforehand, rather than to ask (P8). An opening question that also finds
    something out names it in `about`.
    """

    question: str
    text: str
    why: Why
    about: str | None = None
    yourself: bool = False


def to_take_along(
    about: Relationship | None, catalogue: Catalogue, informs: Iterable[str] = (), most: int = MOST
) -> tuple[Take, ...]:
    """At most `most` questions: one to begin with, the weakest answers, the goal, one to close. None comes twice.

    `about` None: somebody who is no key relationship, whom one meets without the five questions. `informs`: the
    questions that the way of meeting can answer; they come first, then the least well founded.
    """
    known = catalogue.questions
    weak = weakest_first(about, informs) if about else ()
    found: list[Take] = []

    def take(ids: Iterable[str], why: Why, question: str | None = None) -> bool:
        taken = {one.question for one in found}
        for each in ids:
            asked = known.get(each)
            if asked is not None and each not in taken and asked.text.strip():
                found.append(Take(each, asked.text, why, question, asked.section == "J"))
                return True
        return False

    # What opens well may find something out at the same time.
    opening = next((question for question in weak if OPENS in ASK.get(question, ())), None)
    if take((OPENS,), Why.FINDS_OUT if opening else Why.OPENS, opening) and opening:
        weak = tuple(question for question in weak if question != opening)
    goal = about.goal if about else None
    # The last two places are for the goal and the close.
    for question in weak:
        if len(found) >= most - 1 - (goal is not None):
            break
        # What can be asked aloud before what one asks oneself.
        take(sorted(ASK.get(question, ()), key=lambda each: each[:1] != "I"), Why.FINDS_OUT, question)
    if (goal is not None or about is None) and len(found) < most - 1:
        take(FOR_GOAL.get(goal.type or "" if goal else "", ("I3", "I7")), Why.GOAL)
    if len(found) < most:
        take((CLOSES,), Why.CLOSES)
    return tuple(found[:most])


def weakest_first(about: Relationship, informs: Iterable[str] = ()) -> tuple[str, ...]:
    """The answers still to find out: those that this way of meeting can tell first, then the least founded."""
    can_tell = frozenset(informs)
    level = {answer.question: answer.effective or 0 for answer in about.answers}
    return tuple(sorted(about.to_find_out, key=lambda q: (q not in can_tell, level.get(q, 0), QUESTIONS.index(q))))


def last_talk(talks: Iterable[r.Conversation], today: str) -> r.Conversation | None:
    """The latest conversation up to the day (ISO text) of which something is noted and in which both spoke."""
    said = (t for t in talks if t.two_way and t.date[:10] <= today and (t.summary.strip() or t.received or t.gave))
    return max(said, key=lambda t: (t.date[:10], t.id), default=None)
