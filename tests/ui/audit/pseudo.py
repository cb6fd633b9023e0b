"""A language that nobody speaks: every word a third longer and with accents. What is not translated shows in it."""

import gettext
import re

import pytest

from desktop import words

PSEUDO, LEFTWARD = "long", "leftward"
"""It, and it written from right to left."""

_LETTERS = str.maketrans("aeiouyAEIOUcnsz", "åéîöûýÀÉÎÖÛçñšž")
_KEPT = re.compile(r"(\{[^}]*\}|%\([^)]*\)\w|&|\n|\*\.\w+)")
"""Places to fill in, keys, ends of lines, kinds of files."""


def pseudo(message: str) -> str:
    """`message` as if translated into a language of long words."""
    if not message.strip():
        return message
    parts = [part if _KEPT.fullmatch(part) else _longer(part.translate(_LETTERS)) for part in _KEPT.split(message)]
    return "".join(parts)


def _longer(text: str) -> str:
    """Each word of more than two letters grows by a third."""
    return re.sub(r"\w{3,}", lambda word: word[0] + "é" * round(len(word[0]) / 3), text)


class Pseudo(gettext.NullTranslations):
    """Stands in for a catalogue."""

    def gettext(self, message: str) -> str:
        return pseudo(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return pseudo(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        return pseudo(message)


def speak_pseudo(monkeypatch: pytest.MonkeyPatch) -> None:
    """Speak it from now on, until the test is over."""
    monkeypatch.setattr(words, "_translation", lambda language: Pseudo())
