"""The ratings of a workshop before and after: how many rose, stayed, fell (section 5), and the rule for a breakdown.

Only what was rated both times by the same person counts.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from desktop.domain.records import Workshop

RATED = ("raise_difficult", "understand_pressures", "next_change")
"""What is rated, in the order of asking."""

FEWEST = 3
"""With fewer answers a count would be somebody's answer."""

FEWEST_OF_EACH = 5
"""P10: no breakdown by organisation unless so many answered on both sides."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rated the same thing higher, the same, lower than before; `answered` is all of them."""

    rose: int
    same: int
    fell: int

    @property
    def answered(self) -> int:
        """Those who rated it both times."""
        return self.rose + self.same + self.fell


@dataclass(frozen=True, slots=True)
class Ratings:
    """Counts by what was rated; empty while fewer than three answered. `by_organisation` is empty unless P10 allows.

    `invited`, `interviewed`, `answered`: how many people.
    """

    invited: int
    interviewed: int
    answered: int
    all: Mapping[str, Counts]
    by_organisation: Mapping[int, Mapping[str, Counts]]


def ratings(workshop: Workshop) -> Ratings:
    """The ratings of one workshop."""
    before = {interview.person: interview.before for interview in workshop.interviews}
    calls = workshop.evaluation.calls if workshop.evaluation else ()
    after = {call.person: call.after for call in calls}
    sides = {p.person: p.organisation for p in workshop.participants}
    people = [person for person in sides if person in before and person in after]
    by_side: dict[int, list[int]] = {}
    for person in people:
        side = sides[person]
        if side is not None:
            by_side.setdefault(side, []).append(person)
    sides_counted = {side: _counts(members, before, after, FEWEST_OF_EACH) for side, members in by_side.items()}
    # What one side alone has enough answers for is not told either: the total less that side would tell of the other.
    both = set(RATED).intersection(*sides_counted.values()) if len(by_side) > 1 else set[str]()
    return Ratings(
        len(workshop.participants),
        sum(interview.date is not None for interview in workshop.interviews),
        sum(call.date is not None for call in calls),
        _counts(people, before, after, FEWEST),
        {side: {rated: c for rated, c in counts.items() if rated in both} for side, counts in sides_counted.items()}
        if both
        else {},
    )


def _counts(
    people: Iterable[int], before: Mapping[int, Mapping[str, int]], after: Mapping[int, Mapping[str, int]], fewest: int
) -> dict[str, Counts]:
    found: dict[str, Counts] = {}
    people = list(people)
    for rated in RATED:
        pairs = [(before[p][rated], after[p][rated]) for p in people if rated in before[p] and rated in after[p]]
        if len(pairs) >= fewest:
            found[rated] = counts_of(pairs)
    return found


def counts_of(pairs: Sequence[tuple[int, int]]) -> Counts:
    """How many of (before, after) rose, stayed, fell."""
    rose, fell = sum(b < a for b, a in pairs), sum(b > a for b, a in pairs)
    return Counts(rose, len(pairs) - rose - fell, fell)
