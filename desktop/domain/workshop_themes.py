"""From phrases marked in the calls to themes: what several hope for or fear, in other words and without a name."""

from dataclasses import replace
from enum import Enum

from desktop.domain import records as r
from desktop.domain.consent import repeats, withheld
from desktop.domain.mentions import Mentions
from desktop.domain.workshop import Room

KINDS = ("hopes", "concerns")


def texts(themes: r.Themes, kind: str) -> tuple[str, ...]:
    """The themes of a kind."""
    return themes.hopes if kind == KINDS[0] else themes.concerns


def _with(themes: r.Themes, kind: str, found: tuple[str, ...]) -> r.Themes:
    return replace(themes, hopes=found) if kind == KINDS[0] else replace(themes, concerns=found)


def added(themes: r.Themes, kind: str, text: str) -> r.Themes:
    """With one more theme; the same words twice are one."""
    known = texts(themes, kind)
    return themes if text in known else _with(themes, kind, (*known, text))


def reworded(themes: r.Themes, kind: str, before: str, text: str) -> r.Themes:
    """A theme in other words; its phrases come along. Without words it is gone."""
    if not text:
        return removed(themes, kind, before)
    found = dict.fromkeys(text if each == before else each for each in texts(themes, kind))
    return replace(_with(themes, kind, tuple(found)), phrases=_under(themes, before, text))


def removed(themes: r.Themes, kind: str, text: str) -> r.Themes:
    """Without a theme; its phrases wait to be gathered again."""
    found = tuple(each for each in texts(themes, kind) if each != text)
    return replace(_with(themes, kind, found), phrases=_under(themes, text, None))


def _under(themes: r.Themes, before: str, theme: str | None) -> tuple[r.Phrase, ...]:
    return tuple(replace(each, theme=theme) if each.theme == before else each for each in themes.phrases)


def marked(themes: r.Themes, phrase: r.Phrase) -> r.Themes:
    """With one more marked phrase; marked twice it is one."""
    known = any((p.person, p.question, p.text) == (phrase.person, phrase.question, phrase.text) for p in themes.phrases)
    return themes if known else replace(themes, phrases=(*themes.phrases, phrase))


def gathered(themes: r.Themes, phrase: r.Phrase, theme: str | None) -> r.Themes:
    """With a phrase under a theme, or waiting again."""
    return replace(themes, phrases=tuple(replace(p, theme=theme) if p == phrase else p for p in themes.phrases))


def unmarked(themes: r.Themes, phrase: r.Phrase) -> r.Themes:
    """Without a phrase."""
    return replace(themes, phrases=tuple(p for p in themes.phrases if p != phrase))


class Flaw(Enum):
    """Why a theme cannot be sent as it is."""

    OWN_WORDS = "own words"
    NAME = "name"


def flaw(text: str, room: Room) -> Flaw | None:
    """Whether a theme repeats what somebody said without consent to be quoted, or names somebody who takes part."""
    if room.workshop is not None and repeats(text, withheld(room.workshop)):
        return Flaw.OWN_WORDS
    people = (room.values.contacts[p.person] for p in room.participants if p.person in room.values.contacts)
    return Flaw.NAME if Mentions(people).of(text) else None
