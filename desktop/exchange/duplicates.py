"""Who may stand in a plan twice: by keys that name people, and by names that sound alike, whatever their script.

anyascii (other scripts in Latin letters) and jellyfish (likeness) are used here alone.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from heapq import merge, nsmallest

import jellyfish
from anyascii import anyascii

from desktop.domain import records as r
from desktop.domain.job import Job
from desktop.domain.names import fold
from desktop.exchange.content_lines import escape, values_of
from desktop.exchange.matching import differ, may_be_one_name
from desktop.exchange.persons import Known, Person
from desktop.words import _

_AT_A_TIME = 50
_BUCKET = 10
"""Of more people with one key only neighbours are compared."""
_WINDOW = 12
_ALIKE, _SAME_WORD = 0.9, 0.94
_MOST = 500


class Likeness(StrEnum):
    """What speaks for two being one, the surest first."""

    UID = "uid"
    PROFILE = "profile"
    EMAIL = "email"
    PHONE = "phone"
    NAME = "name"
    ALIKE = "alike"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two people (row keys, `a` the earlier) who may be one."""

    a: int
    b: int
    likeness: Likeness


_Note = Callable[[Person, Person, Likeness], None]


def likeness_words(likeness: Likeness) -> str:
    """Why two people are shown together."""
    return {
        Likeness.UID: _("the same address card"),
        Likeness.PROFILE: _("the same profile page"),
        Likeness.EMAIL: _("the same e-mail address"),
        Likeness.PHONE: _("the same telephone number"),
        Likeness.NAME: _("the same name"),
        Likeness.ALIKE: _("names that are nearly the same"),
    }[likeness]


def find(known: Sequence[Known], among: Collection[int] | None = None) -> Job[tuple[Pair, ...]]:
    """Pairs that may be one person, the surest first; with `among` only those that one of these belongs to.

    Yields (people done, people in all). The owner of the plan is nobody's double.
    """
    people: list[Person] = []
    for n, each in enumerate(known, 1):
        if not each.owner:
            people.append(Person(each, id=each.id))
        if n % _AT_A_TIME == 0:
            yield n, len(known)
    wanted = None if among is None else frozenset(among)
    found: dict[tuple[int, int], Likeness] = {}

    def note(one: Person, other: Person, likeness: Likeness) -> None:
        a, b = sorted((one.id or 0, other.id or 0))
        if a != b and (wanted is None or a in wanted or b in wanted):
            found.setdefault((a, b), likeness)

    for likeness in (Likeness.UID, Likeness.PROFILE, Likeness.EMAIL, Likeness.PHONE, Likeness.NAME):
        yield from _by_key(people, likeness, note)
    yield from _by_likeness(people, note)
    surest = {likeness: n for n, likeness in enumerate(Likeness)}
    pairs = nsmallest(_MOST, found.items(), key=lambda item: (surest[item[1]], item[0]))
    return tuple(Pair(a, b, likeness) for (a, b), likeness in pairs)


def _keys(person: Person, likeness: Likeness) -> tuple[str, ...]:
    match likeness:
        case Likeness.UID:
            return person.uids
        case Likeness.PROFILE:
            return person.profiles
        case Likeness.EMAIL:
            return person.emails
        case Likeness.PHONE:
            return person.phones
        case _:
            return person.names


def _by_key(people: Sequence[Person], likeness: Likeness, note: _Note) -> Job[None]:
    buckets: defaultdict[str, list[Person]] = defaultdict(list)
    for n, person in enumerate(people, 1):
        for key in _keys(person, likeness):
            for other in buckets[key][-_BUCKET:]:
                if _compatible(person, other, likeness):
                    note(person, other, likeness)
            buckets[key].append(person)
        if n % _AT_A_TIME == 0:
            yield n, len(people)


def _compatible(one: Person, other: Person, likeness: Likeness) -> bool:
    """Whether nothing surer speaks against it: two profile pages are two people, a mailbox may be shared."""
    if likeness in (Likeness.UID, Likeness.PROFILE):
        return True
    if differ(one.profiles, other.profiles):
        return False
    if likeness is Likeness.NAME:
        return True
    return may_be_one_name(one, other)


def _by_likeness(people: Sequence[Person], note: _Note) -> Job[None]:
    """Names of which every word is nearly a word of the other; neighbours in the order of each of their words."""
    # Sorted in runs that are merged, so that no turn of the job has all of it to sort.
    runs: list[list[tuple[str, str, int]]] = [[]]
    words: list[tuple[tuple[str, ...], ...]] = []
    for n, person in enumerate(people):
        forms = tuple(dict.fromkeys(form for form in map(_words, person.names) if form))
        words.append(forms)
        for form in forms:
            runs[-1] += [(word, " ".join(form), n) for word in form]
        if n % _AT_A_TIME == 0:
            runs[-1].sort()
            runs.append([])
            yield n, len(people)
    runs[-1].sort()
    entries: list[tuple[str, str, int]] = []
    for at, entry in enumerate(merge(*runs)):
        entries.append(entry)
        if at % _AT_A_TIME == 0:
            yield at, len(people)
    for at, (_word, _form, n) in enumerate(entries):
        for _other, _rest, m in entries[at + 1 : at + _WINDOW]:
            if n == m or differ(people[n].profiles, people[m].profiles):
                continue
            if any(_alike(one, other) for one in words[n] for other in words[m]):
                note(people[n], people[m], Likeness.ALIKE)
        if at % _AT_A_TIME == 0:
            yield at, len(entries)


def _words(name: str) -> tuple[str, ...]:
    """The words of a name in Latin letters, in alphabetical order."""
    latin = fold(anyascii(name)).replace("-", " ").replace("'", "").replace(".", " ")
    return tuple(sorted(word for word in latin.split() if word))


def _alike(one: Sequence[str], other: Sequence[str]) -> bool:
    if len(one) > len(other):
        one, other = other, one
    if len(one) < 2 or len(other) - len(one) > 1 or one == other:
        return one == other and len(one) > 1
    best = [max(jellyfish.jaro_winkler_similarity(a, b) for b in other) for a in one]
    return sum(best) / len(best) >= _ALIKE and max(best) >= _SAME_WORD and min(best) >= 0.78


def kept_lines(keep: r.Contact, gone: r.Contact, email: str | None, phone: str | None) -> Iterator[str]:
    """The addresses and numbers of two people that are not chosen as the first, as lines to keep."""
    for name, chosen, said in (("EMAIL", email, (keep.email, gone.email)), ("TEL", phone, (keep.phone, gone.phone))):
        there = {*values_of((*keep.extra, *gone.extra), name), chosen}
        for text in said:
            if text and text not in there:
                there.add(text)
                yield f"{name}:{escape(text)}"
