"""In which character set the text of a file was written, when it is not Unicode: guessed, shown, and open to choice."""

import codecs

from charset_normalizer import from_bytes

CHOICES = (
    "utf-8", "utf-16", "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "koi8_r",
    "mac_roman", "cp850", "shift_jis", "gb18030", "big5", "euc_kr",
)  # fmt: skip
"""What the user can choose from, by the names that Python knows."""

WESTERN = "cp1252"
_GUESSED = [name for name in CHOICES if not name.startswith("utf")]
_LATIN = {"cp1252", "cp1250", "cp1257", "mac_roman", "cp850"}
_ENOUGH = 4096
"""Bytes with letters beyond ASCII that a guess looks at: a few milliseconds."""


def is_utf8(head: bytes) -> bool:
    """Whether the beginning of a file is UTF-8; its last letter may be cut."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head, final=False)
    except UnicodeDecodeError:
        return False
    return True


def guess(head: bytes) -> str:
    """The likely character set of a file that begins with `head`, which is not UTF-8.

    Which of the Latin ones it is cannot be told from a few names: Central European where that makes letters of what
    would be signs inside words, else Western.
    """
    telling = b""
    for line in head.split(b"\n"):
        if not line.isascii():
            telling += line[:500] + b"\n"
        if len(telling) > _ENOUGH:
            break
    found = from_bytes(telling, steps=4, chunk_size=512, cp_isolation=_GUESSED, preemptive_behaviour=False).best()
    name = found.encoding if found is not None else WESTERN
    if name not in _LATIN:
        return name
    return "cp1250" if _signs_in_words(telling, "cp1250") < _signs_in_words(telling, WESTERN) else WESTERN


def _signs_in_words(data: bytes, encoding: str) -> int:
    text = data.decode(encoding, "replace")
    return sum(
        not text[n].isalpha() and not text[n].isascii() and (text[n - 1].isalpha() or text[n + 1].isalpha())
        for n in range(1, len(text) - 1)
    )
