"""No consent, no word: what somebody said to a facilitator is passed on word for word only where they agreed.

Answers marked *theme* may be told in other words. A text that repeats several words in a row of what was said without
consent is that person's word, whoever typed it, and goes nowhere.
"""

from collections.abc import Iterable
from functools import lru_cache

from desktop.domain import records as r
from desktop.domain.names import fold

GUARDED = ("workshops.themes.", "workshops.evaluation.summary.", "workshops.results.")
"""Texts that a facilitator writes from what was said. What all agreed on the day is theirs, whoever said it before."""

RUN = 5
"""So many words in a row are somebody's own; a shorter saying is repeated as a whole or not at all."""

SHORTEST = 3
"""Fewer words are nobody's."""


def withheld(workshop: r.Workshop) -> tuple[str, ...]:
    """What was said in any call without consent to quote it, notepads included."""
    evaluation = workshop.evaluation.calls if workshop.evaluation else ()
    follow_up = workshop.follow_up.calls if workshop.follow_up else ()
    calls: Iterable[r.Interview | r.EvaluationCall | r.FollowUpCall] = (*workshop.interviews, *evaluation, *follow_up)
    said = [answer.text for call in calls for answer in call.answers.values() if answer.share != "quote"]
    quotes = workshop.results.quotes if workshop.results else ()
    return tuple(text for text in (*said, *(q.text for q in quotes if not q.consent)) if text.strip())


def repeats(text: str, said: Iterable[str]) -> bool:
    """Whether `text` has somebody's own words in it: a run of `RUN` words of what was said, or all of it if shorter."""
    words = _words(text)
    if len(words) < SHORTEST:
        return False
    runs = {n: _runs(words, n) for n in range(SHORTEST, RUN + 1)}
    for each in said:
        spoken = _words(each)
        n = min(len(spoken), RUN)
        if n >= SHORTEST and not runs[n].isdisjoint(_runs(spoken, n)):
            return True
    return False


@lru_cache(4096)
def _words(text: str) -> tuple[str, ...]:
    return tuple("".join(c if c.isalnum() else " " for c in fold(text)).split())


@lru_cache(4096)
def _runs(words: tuple[str, ...], n: int) -> frozenset[tuple[str, ...]]:
    return frozenset(words[at : at + n] for at in range(len(words) - n + 1))
