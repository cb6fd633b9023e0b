"""People on paper: as they write themselves, readable for whoever holds the sheet."""

import re
import unicodedata
from collections.abc import Sequence
from typing import Any

from desktop.domain.plan_values import PlanValues
from desktop.domain.records import Contact
from desktop.words import _, ngettext

_LANGUAGE = re.compile(r"[a-z]{2,3}", re.ASCII)
_FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"
_BREAK = "\u200b"
LONGEST_WORD = 40
"""A longer run without a space may be broken anywhere, so that it cannot leave the page."""

LONGEST_NARROW_WORD = 15
"""The same in a narrow column."""


def display_name(contact: Contact) -> str:
    """The name as its owner writes it; where that is in another script than the paper, its Latin form if there is one.

    The Latin form of a Latin name is for sorting only: it drops the accents.
    """
    return readable(contact.name, contact.name_latin)


def readable(name: str, latin: str) -> str:
    """The same of a name and its Latin form."""
    name, latin = one_line(name), one_line(latin)
    return name if is_latin(name) or not latin else latin


def native_name(contact: Contact) -> str | None:
    """The name as its owner writes it, where `display_name` is another."""
    name = one_line(contact.name)
    return None if name == display_name(contact) else name


def native(contact: Contact) -> dict[str, Any] | None:
    """The native name and its language (which fonts and screen readers go by) for a template."""
    name = native_name(contact)
    lang = contact.lang if contact.lang and _LANGUAGE.fullmatch(contact.lang) else None
    return {"name": narrow(name), "lang": lang} if name else None


def page_of(contact: int | None) -> str:
    """What the page about somebody is called, for links to it; empty for nobody."""
    return "" if contact is None else f"person-{contact}"


def person(values: PlanValues, contact: int | None) -> str:
    """The name of a person for a table; empty for nobody."""
    known = values.contacts.get(contact) if contact is not None else None
    return narrow(display_name(known)) if known else ""


def in_sentence(name: str) -> str:
    """A name whose direction leaves the words around it alone."""
    mixed = any(unicodedata.bidirectional(char) in ("R", "AL") for char in name)
    return f"{_FIRST_STRONG_ISOLATE}{name}{_POP_ISOLATE}" if mixed else name


def in_both_scripts(name: str, latin: str) -> str:
    """A name as its owner writes it, followed by the Latin form where the script is another."""
    name, latin = one_line(name), one_line(latin)
    return name if is_latin(name) or not latin else f"{in_sentence(name)} {latin}"


def on_paper(contact: Contact) -> str:
    """A name in a table of a paper: as it can be read, then as its owner writes it where that is another script.

    The readable form leads, so that a name in a script from right to left does not turn the whole line around.
    """
    name = native_name(contact)
    return f"{display_name(contact)} {in_sentence(name)}" if name else display_name(contact)


def is_latin(name: str) -> bool:
    """Whether all letters of `name` are Latin."""
    return all("LATIN" in unicodedata.name(char, "") for char in name if char.isalpha() and char > "\u024f")


def one_line(text: str) -> str:
    """`text` without line breaks and doubled spaces."""
    return " ".join(text.split())


def wide(text: str | None) -> str:
    """Free text for a full column, stripped; its overlong words can be broken."""
    return _breakable((text or "").strip(), LONGEST_WORD)


def narrow(text: str | None) -> str:
    """One line of text for a narrow column; its long words can be broken."""
    return _breakable(one_line(text or ""), LONGEST_NARROW_WORD)


def _breakable(text: str, longest: int) -> str:
    step = max(longest // 2, 6)

    def broken(match: re.Match[str]) -> str:
        run = match[0]
        if len(run) <= longest or not any(part_len > longest for part_len in map(len, run.split("-"))):
            return run
        return _BREAK.join(_pieces(run, step))

    return re.sub(r"\S+", broken, text)


def _pieces(run: str, step: int) -> list[str]:
    """`run` in pieces of about `step` characters; a mark stays with the letter before it."""
    pieces: list[str] = []
    current = ""
    for char in run:
        joined = unicodedata.category(char).startswith(("M", "C")) or current.endswith("\u200d")
        if len(current) >= step and not joined:
            pieces.append(current)
            current = ""
        current += char
    return [*pieces, current]


def tier_in_sentence(tier: str) -> str:
    """A tier as a word inside a sentence."""
    return {
        "advocate": _("advocate"),
        "ally": _("ally"),
        "acquaintance": _("acquaintance"),
        "aware": _("aware of me"),
        "unconnected": _("not yet connected"),
    }[tier]


def count_words(n: int) -> str:
    """`n` as a word up to twelve."""
    words = (
        _("none"),
        _("one"),
        _("two"),
        _("three"),
        _("four"),
        _("five"),
        _("six"),
        _("seven"),
        _("eight"),
        _("nine"),
        _("ten"),
        _("eleven"),
        _("twelve"),
    )
    return words[n] if n < len(words) else str(n)


def capital(sentence: str) -> str:
    """`sentence` with its first letter as a capital."""
    return sentence[:1].upper() + sentence[1:]


def and_names(names: Sequence[str]) -> str:
    """Ana, Ben and Cleo."""
    if len(names) < 2:
        return "".join(names)
    return _("{names} and {last}").format(names=", ".join(names[:-1]), last=names[-1])


def and_more(n: int) -> str | None:
    """What stands under a list that leaves out `n`."""
    words = ngettext("and one more in the plan", "and {n} more in the plan", n)
    return words.format(n=count_words(n)) if n > 0 else None
