"""What of some words can stand in the name of a file, on every system and in every link to it."""

import re
import unicodedata

# What Windows or a link does not take, and what breaks a line.
_UNFIT = re.compile(r'[\x00-\x1f\x7f-\x9f\u2028\u2029<>:"/\\|?*\[\]#^]+')
# Windows takes these for devices, whatever follows the first dot, also with a space before it.
_DEVICES = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[\d¹²³]) *(\..*)?", re.IGNORECASE)
_KEPT_FORMATS = "\u200c\u200d"
"""Joiners shape letters; other format characters are not seen, and some turn what follows around."""
_BYTES = 120


def file_stem(said: str, otherwise: str) -> str:
    """`said` as (a part of) the name of a file: one line, 120 bytes at most; `otherwise` when nothing is left of it."""
    kept = "".join(
        c for c in _UNFIT.sub(" ", said) if c in _KEPT_FORMATS or unicodedata.category(c) not in ("Cf", "Cs")
    )
    kept = " ".join(kept.split()).strip(". ").encode()[:_BYTES].decode("utf-8", "ignore").strip(". ")
    return f"{kept}_" if _DEVICES.fullmatch(kept) else kept or otherwise
