"""Who knows whom in what is brought in: keys and names of files become people of the import or of the plan."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from desktop.domain.job import Job
from desktop.exchange.drafts import Draft, Link, Row
from desktop.exchange.persons import name_key
from desktop.exchange.pipeline import PlannedRow
from desktop.exchange.reasons import Outcome, Reason

_AT_A_TIME = 200
End = tuple[bool, int]
"""One of two who know each other: (True, index among the planned rows) or (False, row key in the plan)."""


@dataclass(frozen=True, slots=True)
class Knowing:
    """Two who know each other, found. `strength` 1 to 3; `label` in the words of the file."""

    a: End
    b: End
    strength: int
    label: str


def people_in(links: Sequence[Link]) -> tuple[Row, ...]:
    """The people that a file of nothing but edges names."""
    names = dict.fromkeys(_said(end) for link in links for end in (link.a, link.b))
    return tuple(Draft(row=n, name=name) for n, name in enumerate(names, 1) if name)


def find(
    links: Iterable[Link], rows: Sequence[PlannedRow], there: Mapping[int, tuple[str, str]]
) -> Job[tuple[tuple[Knowing, ...], int]]:
    """The links whose ends are both known, and how many lead to somebody unknown. `there`: row key to names.

    An end is a key of the same file, a key of another, the name of somebody who comes in, then of somebody in the plan;
    a name that two have is nobody's. Rows that are left out lead nowhere.
    """
    links = tuple(links)
    if not links:
        return (), 0
    keys, bare, names = dict[str, End](), dict[str, End | None](), dict[str, End | None]()
    for key, said in there.items():
        for name in {name_key(text) for text in said if text}:
            names[name] = None if name in names else (False, key)
    come = dict[str, End | None]()
    for index, row in enumerate(rows):
        end = _end(rows, index)
        if row.draft is not None and end is not None:
            if row.draft.key:
                keys.setdefault(row.draft.key, end)
                own = _said(row.draft.key)
                bare[own] = end if bare.get(own, end) == end else None
            name = name_key(row.draft.name)
            come[name] = end if come.get(name, end) == end else None
        if index % _AT_A_TIME == 0:
            yield index, len(rows)
    names |= come

    def person(ref: str) -> End | None:
        said = _said(ref)
        return keys.get(ref) or bare.get(said) or names.get(name_key(said))

    found: dict[frozenset[End], Knowing] = {}
    lost = 0
    for n, link in enumerate(links):
        a, b = person(link.a), person(link.b)
        if a is None or b is None:
            lost += 1
        elif a != b:
            pair = frozenset((a, b))
            before = found.get(pair)
            if before is None or before.strength < link.strength:
                found[pair] = Knowing(a, b, link.strength, link.label or (before.label if before else ""))
        if n % _AT_A_TIME == 0:
            yield n, len(links)
    return tuple(found.values()), lost


def _end(rows: Sequence[PlannedRow], index: int) -> End | None:
    """Whom a row is about in the end; None for a row that is left out and was nobody before."""
    row = rows[index]
    if row.person is not None:
        return None if row.reason is Reason.YOURSELF else (False, row.person)
    if row.into is not None:
        return _end(rows, row.into) or ((True, index) if row.outcome is Outcome.MERGE else None)
    return (True, index) if row.outcome is Outcome.CREATE else None


def _said(ref: str) -> str:
    return ref.partition("\n")[2]
