"""Names as initials, in a text of any script: for a screen that others look at."""

import re
from collections.abc import Iterable

_WORD = re.compile(r"[^\s\d!-/:-@\[-`{-~\u00a1\u00ab\u00b7\u00bb\u00bf\u2010-\u205e\u3000-\u303f\uff01-\uff0f]+")
"""Letters with their marks; regular expressions know no class for the marks of every script."""
_ADDRESS = re.compile(r"[^\s@]+@[^\s@]+|\b(?:https?://|www\.)\S+", re.IGNORECASE)
_SPACELESS = "\u0e00"
"""From here on scripts may write names without a space before what follows."""
_LONGEST = 8


def initials(name: str) -> str:
    """The first letters of a name's words: “M. K.”."""
    return " ".join(f"{word[0]}." for word in _WORD.findall(name)) or name[:1]


class Initials:
    """Puts initials in the place of the words of given names.

    In running text a word counts as one of a name only as it is written there, or with a capital where the name has
    none: “Will” is hidden where somebody is called Will, “will” stays.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._words: set[str] = set()
        self._spaceless: set[str] = set()
        for name in names:
            for word in _WORD.findall(name):
                if len(word) == 1 and word[0] < _SPACELESS:
                    continue  # an initial already
                if word[0] >= _SPACELESS:
                    self._spaceless.add(word)
                elif word != word.lower():
                    self._words |= {word, word.upper()}
                else:
                    self._words |= {word.capitalize(), word.upper()}

    def of(self, text: str) -> str:
        """`text` without names, and without addresses, which are made of names."""
        if "@" in text or "/" in text or "www" in text:
            text = _ADDRESS.sub("…", text)
        return _WORD.sub(lambda found: self._word(found[0]), text)

    def _word(self, word: str) -> str:
        if word[0] >= _SPACELESS and self._spaceless:
            return self._run(word)
        return f"{word[0]}." if word in self._words else word

    def _run(self, text: str) -> str:
        """A run of letters of which a name may be any part."""
        told, at = "", 0
        while at < len(text):
            size = next((n for n in range(_LONGEST, 0, -1) if text[at : at + n] in self._spaceless), 0)
            told += f"{text[at]}." if size else text[at]
            at += size or 1
        return told
