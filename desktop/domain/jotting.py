"""A conversation noted in one line: "Rosalind, phone, engineer by Fri". What was understood, and what is unclear.

The line is read in parts between commas. A part is a day, a channel, a promise ("... by Fri"), people, or else what was
said. People stand first; a day or a channel may also end the part that names them ("Rosalind phone yesterday").
Nothing that was typed is lost: what is not understood stays in the summary.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import NamedTuple

from desktop.domain.names import fold
from desktop.domain.typed_days import Vocabulary, date_like, read_day


class Known(NamedTuple):
    """A person whom the plan has: the row key and the name as they write it."""

    id: int
    name: str


LookUp = Callable[[str], Sequence[Known]]
"""Part of a name, in any script, to the people it may mean, the likeliest first; none for nobody."""


class Doubt(Enum):
    """Why something is unclear."""

    NOBODY = "nobody is named"
    UNKNOWN = "nobody of this name"
    SEVERAL = "several of this name"
    DAY = "no such day"
    AHEAD = "the day is still to come"


@dataclass(frozen=True, slots=True)
class Unclear:
    """What could not be understood. `text`: as typed; `candidates`: the people it may mean."""

    doubt: Doubt
    text: str = ""
    candidates: tuple[Known, ...] = ()


@dataclass(frozen=True, slots=True)
class Due:
    """Something promised; `due` None without a day."""

    text: str
    due: date | None


@dataclass(frozen=True, slots=True)
class Jotting:
    """What a line says. `channel` is None where none was named; `theirs`: what they promise."""

    people: tuple[Known, ...]
    day: date
    channel: str | None
    promises: tuple[Due, ...]
    theirs: tuple[Due, ...]
    summary: str
    unclear: tuple[Unclear, ...]


_PARTS = re.compile(r"[,;\n،؛、，；]")
_NAME_WORDS = 3
"""A name that nobody has yet is taken for one up to so many words, beside one that is known."""

_BETWEEN = re.compile(r"[\s.-]+")


def read_line(text: str, today: date, look_up: LookUp, words: Vocabulary) -> Jotting:
    """What `text` says about a conversation that took place by `today`."""
    reader = _Reader(today, look_up, words)
    for part in _PARTS.split(text):
        if part := " ".join(part.split()):
            reader.take(part)
    return reader.done()


class _Reader:
    """Takes a line part by part."""

    def __init__(self, today: date, look_up: LookUp, words: Vocabulary) -> None:
        self._today, self._look_up, self._words = today, look_up, words
        self._people: list[Known] = []
        self._day: date | None = None
        self._channel: str | None = None
        self._promises: list[Due] = []
        self._promised: list[Due] = []
        self._hint: str | None = None
        """The channel that a sentence begins with, where none is named by itself."""
        self._said: list[str] = []
        self._unclear: list[Unclear] = []
        self._naming = True
        """Whether people may still be named: nothing was said or promised yet."""
        self._first = True

    def take(self, part: str) -> None:
        """Take the next part."""
        first, self._first = self._first, False
        if self._mark(part) or self._theirs(part, first=first) or self._promise(part):
            return
        if self._naming:
            bare = self._peel(self._led(part) if first else part)
            if self._name(bare, first=first) or not bare:
                return
            part = bare
        self._naming = False
        if date_like(part, self._words) and not part.isalpha():
            self._unclear.append(Unclear(Doubt.DAY, part))
        self._say(part)

    def done(self) -> Jotting:
        """Everything together."""
        named = self._people or any(each.doubt in (Doubt.UNKNOWN, Doubt.SEVERAL) for each in self._unclear)
        unclear = self._unclear if named else [Unclear(Doubt.NOBODY), *self._unclear]
        return Jotting(
            tuple(dict.fromkeys(self._people)),
            self._day or self._today,
            self._channel or self._hint,
            tuple(self._promises),
            tuple(self._promised),
            ", ".join(self._said),
            tuple(unclear),
        )

    def _say(self, part: str) -> None:
        self._said.append(part)
        if self._hint is None:
            self._hint = self._channel_of(part.split()[0])

    # --- days and channels ---

    def _mark(self, part: str) -> bool:
        """Whether the whole part is a day or a channel; it is kept if so."""
        return self._take_channel(part) or self._take_day(part)

    def _take_day(self, part: str) -> bool:
        day = read_day(part, self._today, self._words)
        if day is None or self._day is not None:
            return False
        if day > self._today:
            self._unclear.append(Unclear(Doubt.AHEAD, part))
            return False
        self._day = day
        return True

    def _take_channel(self, part: str) -> bool:
        found = self._channel_of(part)
        if found is None or self._channel is not None:
            return False
        self._channel = found
        return True

    def _channel_of(self, part: str) -> str | None:
        said = fold(part).rstrip(".:")
        bare = " ".join(word for word in said.split() if word not in (*self._words.small, *self._words.by))
        return next((key for key, names in self._words.channels.items() if said in names or bare in names), None)

    def _led(self, part: str) -> str:
        """The part without a channel before the names, which is kept: "call with Rosalind"."""
        words = part.split()
        for size in (2, 1):
            rest = words[size:]
            while len(rest) > 1 and fold(rest[0]) in self._words.joins:
                rest = rest[1:]
            if rest and self._whole_at(rest) and not self._whole_at(words) and self._mark(" ".join(words[:size])):
                return " ".join(rest)
        return part

    def _peel(self, part: str) -> str:
        """The part without days and channels at its end, which are kept: "Rosalind by phone yesterday"."""
        found = self._look_up(part)
        if found and _whole(part, found):
            return part
        words = part.split()
        at = 1
        while 0 < at < len(words):
            tail = " ".join(words[at:])
            if self._mark(tail):
                words, at = words[:at], 0
            at += 1
        return " ".join(words)

    # --- promises ---

    def _theirs(self, part: str, *, first: bool) -> bool:
        """Whether the part says what they will do ("they send figures by Fri"): that is no promise of one's own."""
        words = part.split()
        if len(words) > 2 and fold(words[-1]) in self._words.said and fold(words[-2]) in self._words.they:
            return self._keep_theirs(words[:-2])  # "costs by Friday they said"
        named = self._whole_at(words) if first else 0
        folded = [fold(word) for word in words[named:]]
        words_of = self._words
        if named:
            starts = (*words_of.they_do, *words_of.they_will)
        else:
            starts = (*words_of.they, *words_of.they_do) if self._people else words_of.they
        if len(folded) < 2 or folded[0] not in starts or folded[1] in words_of.by:
            return False
        if named:
            self._name(" ".join(words[:named]), first=True)
        return self._keep_theirs(words[named:])

    def _keep_theirs(self, words: Sequence[str]) -> bool:
        """Keep what they promise, with its day where it ends in one."""
        due, end = None, len(words)
        for at in range(len(words) - 2, -1, -1):
            tail = " ".join(words[at + 1 :])
            if fold(words[at]) in self._words.by and date_like(tail, self._words):
                due = read_day(tail, self._today, self._words, ahead=True)
                if due is None:
                    self._unclear.append(Unclear(Doubt.DAY, tail))
                else:
                    end = at
                break
        self._naming = False
        self._promised.append(Due(" ".join(words[:end]), due))
        return True

    def _whole_at(self, words: Sequence[str]) -> int:
        """How many words at the beginning are somebody's name, 0 for none."""
        for size in range(min(len(words), 4), 0, -1):
            text = " ".join(words[:size])
            if _whole(text, self._look_up(text)):
                return size
        return 0

    def _promise(self, part: str) -> bool:
        folded = [fold(word) for word in part.split()]
        words = part.split()
        for at in range(len(words) - 1, -1, -1):
            if folded[at] not in self._words.by or at == len(words) - 1:
                continue
            tail = " ".join(words[at + 1 :])
            due = read_day(tail, self._today, self._words, ahead=True)
            if due is not None:
                return self._keep_promise(" ".join(words[:at]), due)
            if date_like(tail, self._words):
                self._unclear.append(Unclear(Doubt.DAY, tail))
                return self._keep_promise(part, None) if at else False
        starts = next((start for start in self._words.promised if fold(part).startswith(f"{start} ")), "")
        return bool(starts) and self._keep_promise(part, None)

    def _keep_promise(self, text: str, due: date | None) -> bool:
        for start in self._words.promised:
            size = len(start.split())
            if fold(" ".join(text.split()[:size])) == start:
                text = " ".join(text.split()[size:])
                break
        if not text and self._said:
            text = self._said.pop()  # "the engineer, by Friday"
        if not text:
            return False
        self._naming = False
        self._promises.append(Due(text, due))
        return True

    # --- people ---

    def _name(self, part: str, *, first: bool) -> bool:
        """Whether the part names people; the rest of a sentence after a name is what was said."""
        if not part:
            return False
        words = part.split()
        while len(words) > 1 and fold(words[0]) in self._words.joins:
            words = words[1:]
        part = " ".join(words)
        if self._one(part, loose=first) or self._joined(words, first=first):
            return True
        if not first:
            return False
        for size in range(len(words) - 1, 0, -1):
            found = self._look_up(" ".join(words[:size]))
            whole = _whole(" ".join(words[:size]), found)
            if whole:
                self._choose(" ".join(words[:size]), whole)
                rest = " ".join(words[size:])
                self._naming = False
                if date_like(rest, self._words):
                    self._unclear.append(Unclear(Doubt.DAY, rest))
                self._say(rest)
                return True
        if len(words) <= 4 and len(words[0]) > 1:
            self._unclear.append(Unclear(Doubt.UNKNOWN, part))
        return False

    def _joined(self, words: Sequence[str], *, first: bool) -> bool:
        """ "Rosalind and Emrys": every piece is somebody, or looks like the name of somebody not known yet."""
        pieces: list[list[str]] = [[]]
        for word in words:
            if fold(word) in self._words.joins:
                pieces.append([])
            else:
                pieces[-1].append(word)
        texts = [" ".join(piece) for piece in pieces if piece]
        known = [bool(self._somebody(text, loose=first)) for text in texts]
        if len(texts) < 2 or not any(known):
            return False
        if not all(there or like_a_name(text) for text, there in zip(texts, known, strict=True)):
            return False
        for text in texts:
            if not self._one(text, loose=first):
                self._unclear.append(Unclear(Doubt.UNKNOWN, text))
                self._said.append(text)
        return True

    def _one(self, part: str, *, loose: bool) -> bool:
        found = self._somebody(part, loose=loose)
        if found:
            self._choose(part, found)
        return bool(found)

    def _somebody(self, part: str, *, loose: bool) -> Sequence[Known]:
        """The people of this name. After the first part only whole words count, lest `call` be Callum."""
        found = self._look_up(part)
        whole = _whole(part, found)
        return whole or (found if loose or _unspaced(part) else ())

    def _choose(self, text: str, found: Sequence[Known]) -> None:
        if len(found) == 1:
            self._people.append(found[0])
        else:
            self._unclear.append(Unclear(Doubt.SEVERAL, text, tuple(found)))
            self._said.append(text)


def _whole(text: str, found: Sequence[Known]) -> Sequence[Known]:
    """Those in whose name every word of `text` is a whole word; those who are called exactly so before all others."""
    said = fold(text)
    exact = [person for person in found if fold(person.name) == said]
    return exact or [person for person in found if set(said.split()) <= set(_BETWEEN.split(fold(person.name)))]


def like_a_name(text: str) -> bool:
    """Whether `text` is a few words that all begin as names do, in scripts that have capitals."""
    words = text.split()
    return len(words) <= _NAME_WORDS and all(len(word) > 1 and not word[0].islower() for word in words)


def _unspaced(text: str) -> bool:
    """Whether a script without spaces between words is used."""
    return any(0x0E00 <= ord(char) < 0x10A0 or ord(char) >= 0x1780 for char in text if char.isalpha())
