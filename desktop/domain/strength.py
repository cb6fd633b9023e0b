"""How long a passphrase would hold: a cautious guess, so that nobody is told more than is so.

People choose predictably. The estimate is that of NIST SP 800-63-1, appendix A, for passphrases that people choose: 4
bits for the first character, 2 for each of the next seven, 1.5 up to the twentieth, 1 from there on. Here a character
counts only when it adds something new.
"""

from collections.abc import Iterable
from enum import Enum

from desktop.domain.names import fold

LEAST = 12
"""Characters of the shortest passphrase that is taken."""

_SEQUENCES = ("abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop")
_POPULAR = ("password", "passphrase", "passwort", "letmein", "welcome", "iloveyou", "rapport", "secret", "admin")
_FAIR, _GOOD = 24.0, 32.0


class Strength(Enum):
    """TOO_SHORT is refused; WEAK holds nobody who tries; FAIR the curious; GOOD somebody with machines and months."""

    TOO_SHORT = "too short"
    WEAK = "weak"
    FAIR = "fair"
    GOOD = "good"


def strength(passphrase: str, known: Iterable[str] = ()) -> Strength:
    """`known`: words that whoever tries would try first, such as the owner's name and the file's."""
    if len(passphrase) < LEAST:
        return Strength.TOO_SHORT
    bits = _bits(_new_characters(passphrase, known))
    return Strength.GOOD if bits >= _GOOD else Strength.FAIR if bits >= _FAIR else Strength.WEAK


def _bits(count: int) -> float:
    worth = [4.0, *[2.0] * 7, *[1.5] * 12]
    return sum(worth[:count]) + max(0, count - len(worth))


def _new_characters(passphrase: str, known: Iterable[str]) -> int:
    """How many characters do not follow from those before: no repetition, sequence, popular or known word."""
    said = fold(passphrase)
    guesses = {word for text in known for word in fold(text).split() if len(word) > 2} | set(_POPULAR)
    for word in sorted(guesses, key=len, reverse=True):
        said = said.replace(word, "\0")
    count = 0
    for at, char in enumerate(said):
        pair = said[at - 1 : at + 1]
        follows = len(pair) == 2 and any(pair in line or pair[::-1] in line for line in _SEQUENCES[:2])
        row = len(said[at - 2 : at + 1]) == 3 and any(said[at - 2 : at + 1] in line for line in _SEQUENCES[2:])
        seen = at >= 3 and said[at - 2 : at + 1] in said[:at]
        if not (follows or row or seen or (at and char == said[at - 1])):
            count += 1
    return count
