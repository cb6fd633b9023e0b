"""Folded names: the form in which names are compared and found, whatever the case, the accents or the keyboard."""

import re
import unicodedata

# Marks that readers take as the same letter: accents, Hebrew points, Arabic vowel signs. Marks of other scripts (Thai
# vowels, Indic signs, the voicing marks of kana) make another letter and stay.
_OPTIONAL_MARKS = re.compile("[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670]")
_INVISIBLE = re.compile("[\u00ad\u061c\u0640\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")

# Letters that no decomposition turns into their plain form, and the marks that keyboards put in place of each other.
_PLAIN = str.maketrans(
    {
        "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ŋ": "n", "ŧ": "t", "ƀ": "b", "ə": "e", "ɓ": "b",
        "ɗ": "d", "ƙ": "k", "ƴ": "y", "ɛ": "e", "ɔ": "o", "æ": "ae", "œ": "oe", "þ": "th", "ĸ": "k", "ґ": "г",
        "ك": "ک", "ي": "ی", "ى": "ی", "ة": "ه",
        "’": "'", "‘": "'", "ʼ": "'", "ʻ": "'", "`": "'", "´": "'", "′": "'",
        "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-",
    }
)  # fmt: skip


def fold(text: str) -> str:
    """`text` without case, accents, invisible marks and needless space; any script.

    Folding a part of a name gives a part of the folded name, so a substring scan finds `luk` in Łukasz and 美咲 in
    田中美咲. Folding twice changes nothing.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text).casefold().translate(_PLAIN)
        text = unicodedata.normalize("NFKD", text)  # casefold brings marks back (İ)
        # Composed again once the marks are gone, so that kana and Hangul are whole letters.
        text = unicodedata.normalize("NFKC", _OPTIONAL_MARKS.sub("", _INVISIBLE.sub("", text)))
    return " ".join(text.casefold().translate(_PLAIN).split())
