"""A figure in words: what it is made of, and the words for shares, names and how it was."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from desktop.domain.earlier import Counted
from desktop.report.names import count_words, in_sentence
from desktop.words import _

Name = Callable[[int], str]
"""The name of a person, for a sentence."""


@dataclass(frozen=True, slots=True)
class Told:
    """One figure in words. `people`: whom it is about. `then`: the same some time ago, where that is known."""

    id: str
    asks: str
    says: str
    do: str
    not_said: str
    formula: str
    people: tuple[int, ...] = ()
    then: str = ""
    title: str = ""
    """In a word or two, where one card in four has to say it."""


class Then(NamedTuple):
    """An earlier day, in words, and its figures."""

    counts: Counted
    day: str


def one_in(share: float) -> str:
    """A share as a person says it: "one in nine", "nearly all"."""
    if share <= 0:
        return _("none")
    if share >= 0.97:
        return _("nearly all")
    if share > 0.5:
        tenths = round(share * 10)
        return _("{n} in ten").format(n=count_words(min(tenths, 9)))
    return _("about one in {n}").format(n=count_words(round(1 / share)))


def times(share: float) -> str:
    """So often out of ten."""
    if share >= 0.97:
        return _("nearly every time")
    if share <= 0.03:
        return _("hardly ever")
    return _("about {n} times in ten").format(n=count_words(max(1, min(9, round(share * 10)))))


def was(then: Then | None, before: int | None, now: int, words: str = "{n}") -> str:
    """The same figure on the earlier day."""
    if then is None or before is None:
        return ""
    if before == now:
        return _("The same as on {day}.").format(day=then.day)
    return _("On {day}: {figure}.").format(day=then.day, figure=words.format(n=count_words(before)))


def listed(names: list[str], total: int) -> str:
    """Some names out of `total`."""
    shown = [in_sentence(each) for each in names]
    if total > len(shown):
        return _("{names} and {n} more").format(names=", ".join(shown), n=total - len(shown))
    return shown[0] if len(shown) == 1 else _("{names} and {last}").format(names=", ".join(shown[:-1]), last=shown[-1])
