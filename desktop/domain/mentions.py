"""Whether a text speaks of certain people: by a part of a name, or by their role."""

import re
from collections.abc import Iterable

from desktop.domain.names import fold
from desktop.domain.records import Contact

_WORD = re.compile(r"\w+")
SHORTEST = 3
"""Letters of a part of a name that is looked for by itself; a shorter one occurs in words of every language."""


class Mentions:
    """Of the people given: any word of their names (in any script), and the whole of a role of theirs."""

    def __init__(self, people: Iterable[Contact]) -> None:
        self._words: set[str] = set()
        self._pieces: set[str] = set()
        for person in people:
            for name in (person.name, person.name_latin):
                self._learn(fold(name))
            role = fold(person.role)
            if len(role) >= SHORTEST:
                self._pieces.add(role)

    def _learn(self, name: str) -> None:
        words = _WORD.findall(name)
        self._words.update(word for word in words if len(word) >= SHORTEST)
        # Scripts that write without spaces, and names with nothing but short words, are looked for as a whole.
        if name and (any(char >= "\u0e00" for char in name) or not any(len(word) >= SHORTEST for word in words)):
            self._pieces.add(name)

    def of(self, text: str) -> bool:
        """Whether `text` speaks of one of them."""
        if not self._words and not self._pieces:
            return False
        folded = fold(text)
        if not self._words.isdisjoint(_WORD.findall(folded)):
            return True
        return any(piece in folded for piece in self._pieces)
