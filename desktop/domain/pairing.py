"""Who interviews whom on the day: pairs across the two organisations, one of three where the number is odd (section 5).

Nobody interviews their closest counterpart in a dispute first. The same people and the same draw give the same pairs.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from hashlib import sha256

from desktop.domain.records import Pair, Participant

Apart = Collection[frozenset[int]]
"""Pairs of people who should not meet first."""

_TRIES = 400
"""Orders looked at before the best of them is taken; few people have fewer orders than that."""


_TURNS = 24
"""Draws that follow each other before the first one comes again."""


def draw(participants: Iterable[Participant], apart: Apart = (), turn: int = 0) -> tuple[Pair, ...]:
    """Pairs across the sides; the next `turn` gives others, where there are others.

    Where one side is larger, those who are left over join a pair or, where too many, pair among themselves: nobody is
    left out. Somebody alone has nobody to talk with, and gets no pair.
    """
    sides: dict[int | None, list[int]] = {}
    for each in participants:
        if each.attended is not False:
            sides.setdefault(each.organisation, []).append(each.person)
    ordered = sorted(sides.values(), key=len, reverse=True)
    if not ordered or sum(map(len, ordered)) < 2:
        return ()
    larger, smaller = ordered[0], [person for side in ordered[1:] for person in side]
    best: tuple[Pair, ...] = ()
    fewest = None
    for each in range(_TRIES):
        pairs = _paired(_shuffled(larger, turn, each, "a"), _shuffled(smaller, turn, each, "b"))
        wrong = sum(clashing(pair, apart) for pair in pairs)
        if fewest is None or wrong < fewest:
            best, fewest = pairs, wrong
        if not wrong:
            break
    return best


def redrawn(participants: Iterable[Participant], apart: Apart, present: Sequence[Pair]) -> tuple[Pair, ...]:
    """Other pairs than the present ones: the draw after the one that led to them; the first draw where none did."""
    people = list(participants)
    draws = [draw(people, apart, turn) for turn in range(_TURNS)]
    shown = _together(present)
    at = next((turn for turn, pairs in enumerate(draws) if _together(pairs) == shown), -1)
    later = draws[at + 1 :] + draws[: at + 1]
    return next((pairs for pairs in later if _together(pairs) != shown), tuple(present))


def _together(pairs: Iterable[Pair]) -> set[frozenset[int]]:
    return {frozenset(pair.people) for pair in pairs}


def clashing(pair: Pair, apart: Apart) -> int:
    """How many in a pair should not meet first."""
    people = set(pair.people)
    return sum(each <= people for each in apart)


def swapped(pairs: Sequence[Pair], one: int, other: int) -> tuple[Pair, ...]:
    """Two people in each other's place; somebody who is in no pair yet takes the place of the other."""
    change = {one: other, other: one}
    return tuple(Pair(tuple(change.get(person, person) for person in pair.people)) for pair in pairs)


def without(pairs: Iterable[Pair], person: int) -> tuple[Pair, ...]:
    """The pairs less somebody. Whoever is left alone is in no pair."""
    left = (Pair(tuple(each for each in pair.people if each != person)) for pair in pairs)
    return tuple(pair for pair in left if len(pair.people) > 1)


def unpaired(participants: Iterable[Participant], pairs: Iterable[Pair]) -> tuple[int, ...]:
    """Who comes and is in no pair."""
    paired = {person for pair in pairs for person in pair.people}
    return tuple(p.person for p in participants if p.attended is not False and p.person not in paired)


def _paired(larger: Sequence[int], smaller: Sequence[int]) -> tuple[Pair, ...]:
    pairs = [[one, other] for one, other in zip(larger, smaller, strict=False)]
    rest = list(larger[len(smaller) :])
    while len(rest) > 1:
        pairs.append([rest.pop(0), rest.pop(0)])
    if rest and pairs:
        pairs[0].append(rest[0])
    return tuple(Pair(tuple(people)) for people in pairs)


def _shuffled(people: Sequence[int], turn: int, attempt: int, side: str) -> list[int]:
    """An order that depends on nothing but its arguments, on every machine."""
    first = not turn and not attempt
    return list(people) if first else [person for _key, person in sorted(_keyed(people, f"{turn} {attempt} {side}"))]


def _keyed(people: Sequence[int], salt: str) -> Iterator[tuple[bytes, int]]:
    return ((sha256(f"{salt} {n}".encode()).digest(), person) for n, person in enumerate(people))
