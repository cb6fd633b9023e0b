"""When a goal may be worked on: the four things of P4, and that it is more than an activity (R8)."""

import re
from collections.abc import Iterable
from dataclasses import replace

from desktop.domain.records import Goal, Measure, Reading

FOUR_THINGS = ("statement", "helps_me", "helps_them", "notice")
"""P4: what will be different; what it gives me; what it gives them; how we would notice, by when."""

STATES = ("draft", "ready", "active", "achieved", "superseded", "dropped")
"""The states of a goal in the order in which it passes through them."""

OPEN_STATES = frozenset(STATES[:3])
"""A goal in one of these is still worked on; the others are closed."""

RESULT_LEVELS = ("-2", "-1", "0", "1", "2")
"""The five possible results, from much less to much more than expected; 0 is the target."""

# What people do together without saying what for, in the forms in which it heads a sentence.
_ACTIVITY = r"""(?:
    know(?:ing)? | meet(?:s|ing|ings)?(?:[\s-]up)? | connect(?:ing|ion|ions)? | network(?:ing)?(?=\W*$|\s+(?:with|more|
    better|in|into|across|among|amongst|at|around|inside|outside|within|widely|over|and|every|each|regularly)\b) |
    catch(?:ing)?(?:[\s-]|\s\w+\s)?ups? | touch(?:ing)?[\s-]bases? | (?:build|building|establish|establishing)
    (?:\s(?:a|an|some|more|better|good))*\srapport | rapport | lunch(?:es|ing)? | coffees? |
    (?:keep|keeping|stay|staying|be|get|getting)\sin\s(?:\w+\s)?(?:touch|contact)
)"""

# What may stand before it without adding a meaning: wishes, beginnings, arrangements, how often.
_LEAD = r"""(?:
    i | we | to | want | would | like | will | should | plan | hope | try | aim | need | going | start | begin | go |
    get | getting | have | having | do | hold | holding | arrange | arranging | schedule | scheduling | set | up |
    organi[sz]e | invite | him | her | them | for | out | on | a | an | the | our | my | some | more | another |
    regular | regularly | often | frequent | frequently | informal | occasional | occasionally | joint | good |
    better | personal | working | business | quick | short | long | one-to-one | one-on-one | first | next | just |
    simply | please | daily | weekly | fortnightly | monthly | quarterly | yearly | annual | \d+ | one | two | three |
    four | introductory | virtual | team
)"""

_HEAD = re.compile(rf"\W*(?:{_LEAD}[\s,]+)*{_ACTIVITY}\b", re.VERBOSE)

# Words after which "to" or "and" begins no other action.
_NO_VERB = r"""(?:
    a | an | the | my | our | his | her | their | your | its | this | that | these | those | each | every | all | both |
    him | them | me | us | it | one | know | meet | network | connect | catch | touch | keep | stay | lunch | lunches |
    coffee | coffees | dinner | breakfast | drinks | tea | meeting | meetings | more | others | people | colleagues |
    get | have | go | be | build | rapport | regularly | often | then | some | once | twice | anyone | everyone
)"""

_PURPOSE = re.compile(
    rf"""\b(?:
        so\s(?:that|as|we|i|he|she|they|it|our|the|each|both|nobody|everyone|\w+\s(?:can|will|does|do|is|are)) |
        in\sorder | because | until | whether | how | why | what |
        is | are | was | were | has | can | could | will | must | would | should | may | does |
        (?:to|and|then)\s(?!{_NO_VERB}\b)[^\W\dA-Z]\w+
    )\b""",
    re.VERBOSE,
)


def is_activity(statement: str) -> bool:
    """R8: whether a goal says only that people meet, and not what for: "have lunch each quarter", "get to know her".

    Looks at English words: an activity at the head of the sentence, and after it neither another action ("... and
    agree the dates") nor a purpose ("... so that", "... to settle"). A pattern cannot be sure: screens ask, gently.
    """
    words = " ".join(statement.split())
    lowered = words.casefold()
    if len(lowered) != len(words):  # folding made letters longer; the two must run side by side
        words = lowered
    head = _HEAD.match(lowered)
    return head is not None and _PURPOSE.search(words[head.end() :]) is None


def missing_things(goal: Goal) -> tuple[str, ...]:
    """P4: which of FOUR_THINGS a goal does not say yet. To notice takes an observable thing and a day."""
    measure = goal.measure
    said = (
        goal.statement.strip(),
        (goal.helps_me or "").strip(),
        (goal.helps_them or "").strip(),
        measure is not None and measure.indicator.strip() and goal.due,
    )
    return tuple(thing for thing, there in zip(FOUR_THINGS, said, strict=True) if not there)


def may_be_active(goal: Goal) -> bool:
    """R8: a goal can be worked on when the four things are there and it is not an activity."""
    return not missing_things(goal) and not is_activity(goal.statement)


def lapses(before: Goal, after: Goal) -> bool:
    """R8: whether an edit takes from an active goal what makes it one: it becomes an activity, or loses a thing."""
    if before.status != "active":
        return False
    activity = is_activity(after.statement) and not is_activity(before.statement)
    return activity or not set(missing_things(after)) <= set(missing_things(before))


def with_readings(measure: Measure, readings: tuple[Reading, ...]) -> Measure:
    """`measure` with these readings, oldest first; the latest says how it stands now (R23)."""
    ordered = tuple(sorted(readings, key=lambda reading: reading.date))
    latest = ordered[-1] if ordered else None
    return replace(measure, readings=ordered, current=latest and latest.value, measured=latest.date if latest else None)


NO_MEASURE = Measure("", None, None, None, None, None, None, None)
"""A measure of which nothing is said yet."""


def read_again(measure: Measure | None, reading: Reading) -> Measure:
    """R23: the measure with one more reading; a second one on a day replaces the first."""
    measure = measure or NO_MEASURE
    earlier = tuple(each for each in measure.readings if each.date != reading.date)
    return with_readings(measure, (*earlier, reading))


def changes_meaning(before: Goal, after: Goal) -> bool:
    """R9: whether an edit of an active goal makes it another one: its statement, type, measure or target."""
    return _meaning(before) != _meaning(after)


def another_active(goal: Goal, goals: Iterable[Goal]) -> Goal | None:
    """R10: the active goal that a relationship has besides `goal`: a second one is allowed after a prompt."""
    others = (g for g in goals if g.focal == goal.focal and g.id != goal.id and g.status == "active")
    return next(others, None)


def _meaning(goal: Goal) -> tuple[object, ...]:
    measure = goal.measure
    measured = (measure.indicator, measure.unit or "", measure.target) if measure else ("", "", None)
    return (goal.statement, goal.type or "", *measured)


def looks_again(goal: Goal) -> bool:
    """R18: whether an active goal waits for a second look."""
    return goal.status == "active" and goal.needs_refinement is not None and goal.needs_refinement.flag
