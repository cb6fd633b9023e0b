"""Language and paper of the reader, as the system has them."""

import os
import sys
from typing import Literal

from desktop.words import LANGUAGES

PaperSize = Literal["a4", "letter"]

_LETTER = frozenset(["US", "CA", "MX", "PR", "PH", "CL", "CO", "VE", "CR", "SV", "GT", "NI", "PA", "DO"])
"""Countries whose printers hold Letter paper."""


def language(locale: str) -> str:
    """The language of screens and papers for a locale such as `de_CH.UTF-8`: English where there is no other."""
    said = locale.replace("-", "_").split("_")[0].split(".")[0].lower()
    return said if said in LANGUAGES else LANGUAGES[0]


def paper_size(locale: str) -> PaperSize:
    """The paper that is usual for a locale: A4 unless its country is known for Letter."""
    country = locale.replace("-", "_").split(".")[0].split("@")[0].split("_")[1:]
    return "letter" if country and country[-1].upper() in _LETTER else "a4"


def system_locale(category: str = "LC_MESSAGES") -> str:
    """The user's locale as the environment names it (on Windows: as the system does); empty when nothing is said.

    Of messages, LANGUAGE decides before all others, as elsewhere; the first in its list.
    """
    first = ("LANGUAGE",) if category == "LC_MESSAGES" else ()
    for name in (*first, "LC_ALL", category, "LANG"):
        said = os.environ.get(name, "").split(":")[0]
        if said:
            return "" if said.split(".")[0] in ("C", "POSIX") else said
    if sys.platform == "win32":
        import ctypes
        from locale import windows_locale

        return windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")
    return ""
