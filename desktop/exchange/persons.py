"""A person among those that an import is matched with, and the keys by which they are known again."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from desktop.domain.names import fold
from desktop.exchange.content_lines import values_of
from desktop.exchange.drafts import EAST_ASIAN, FIELDS, Value, full_name

_PROFILE = re.compile(
    r"(?:https?://)?(?:[\w-]+\.)*(linkedin\.com/(?:mwlite/|m/)?(?:in|pub)|xing\.com/profile)/([^?#]+)", re.IGNORECASE
)
_LEGAL_FORM = re.compile(
    r"[ ,]+(?:inc|incorporated|ltd|limited|llc|llp|plc|corp|corporation|gmbh|ag|kg|se|s\.?a|sas|s\.?r\.?l|s\.?p\.?a|bv"
    r"|nv|ab|a/s|as|oy|oyj|sp\. ?z ?o\. ?o|k\.k|pty|co)\.?$"
)
_NOT_IN_NAMES = re.compile(r"[.,;\"()]+")
_DIGITS_THAT_MATTER = 9
"""The last digits of a telephone number: without country code and trunk zero, which people write or leave out."""


Said = tuple[tuple[str, Value], ...]
"""Fields of a contact with their values, in the order of FIELDS."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A person of the plan, as far as an import asks: the fields a draft can fill (`organisation` as its label).

    `id` is the row key, `uid` by what our own address cards name them. `owner`: this is the person whose plan it is.
    """

    id: int
    name: str
    name_latin: str = ""
    role: str = ""
    organisation: str = ""
    email: str = ""
    phone: str = ""
    urls: tuple[str, ...] = ()
    note: str = ""
    tags: tuple[str, ...] = ()
    known_since: str = ""
    extra: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    uid: str = ""
    owner: bool = False


@dataclass(slots=True, eq=False)
class Person:
    """Somebody to match with, from the plan or from an earlier row: what is said of them, and the keys from it.

    `said`: the fields of the contact, of somebody new only those with a value. `id` is the row key in the plan, None
    for somebody whom the row at index `row` of this import would create. `described`: a row of this import is about
    them already. There can be tens of thousands of these at a
    time, so they and their index hold tuples and texts: with sets and lists the garbage collector stops the window.
    """

    said: Known | dict[str, Value]
    id: int | None = None
    row: int | None = None
    owner: bool = False
    described: bool = False
    names: tuple[str, ...] = ()
    organisation: str = ""
    profiles: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    uids: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        self._derive()

    @property
    def everything(self) -> Said:
        """All that is said, to tell a row that is the same throughout."""
        return tuple((name, value) for name in FIELDS if (value := self._value(name)))

    def text(self, name: str) -> str:
        """The value of a field of one text, '' when nothing is said."""
        value = self._value(name)
        return value if isinstance(value, str) else ""

    def texts(self, name: str) -> tuple[str, ...]:
        """The value of a field of several texts."""
        value = self._value(name)
        return value if isinstance(value, tuple) else ()

    def fill(self, fills: Mapping[str, Value]) -> None:
        """Set these fields, and make the keys again."""
        said = self.said
        self.said = (said if isinstance(said, dict) else {name: self._value(name) for name in FIELDS}) | dict(fills)
        self._derive()

    def _value(self, name: str) -> Value:
        return self.said.get(name, "") if isinstance(self.said, dict) else getattr(self.said, name)

    def _derive(self) -> None:
        extra = self.texts("extra")
        emails = (self.text("email"), *(values_of(extra, "EMAIL") if extra else ()))
        phones = (self.text("phone"), *(values_of(extra, "TEL") if extra else ()))
        names = (
            self.text("name"),
            self.text("name_latin"),
            *map(_without_title, values_of(extra, "N") if extra else ()),
        )
        self.names = _some_of(*map(name_key, names))
        self.organisation = organisation_key(self.text("organisation"))
        self.profiles = _some_of(*map(profile_key, self.texts("urls")))
        self.emails = _some_of(*(email.strip().casefold() for email in emails))
        self.phones = _some_of(*map(phone_key, phones))
        own = (self.said.uid,) if isinstance(self.said, Known) and self.said.uid else ()
        self.uids = own + (values_of(extra, "UID") if extra else ())


def _some_of(*keys: str) -> tuple[str, ...]:
    """The keys that say something, each once."""
    return tuple(dict.fromkeys(key for key in keys if key))


def name_key(name: str) -> str:
    """`name` as names are compared: folded, `Family, Given` turned round, no punctuation; no spaces in East Asia."""
    folded = fold(name)
    family, comma, given = folded.partition(", ")
    if comma and "," not in given and " " not in family:
        folded = f"{given} {family}"
    parts = _NOT_IN_NAMES.sub(" ", folded).split()
    if EAST_ASIAN.fullmatch(folded):
        return "".join(parts)
    return " ".join(parts) or folded


def organisation_key(label: str) -> str:
    """`label` as organisations are compared: folded, without the legal form."""
    folded = fold(label)
    return " ".join(_NOT_IN_NAMES.sub(" ", _LEGAL_FORM.sub("", folded)).split()) or folded


def profile_key(url: str) -> str:
    """What names the person in the address of a profile page; '' when `url` is no profile page that we know."""
    found = _PROFILE.match(url.strip())
    if found is None:
        return ""
    site = "linkedin" if "linkedin" in found[1].casefold() else "xing"
    parts = [part for part in fold(unquote(found[2])).split("/") if part]
    # An `in` page has its name first and may have a language after it; an old `pub` page has a number in three parts.
    kept = parts if found[1].casefold().endswith("pub") else parts[:1]
    return f"{site}:{'/'.join(kept)}" if kept else ""


def phone_key(phone: str) -> str:
    """The last digits of a telephone number, '' when it has too few to tell people apart."""
    digits = "".join(c for c in phone.partition(";")[0] if c.isdigit())
    return digits[-_DIGITS_THAT_MATTER:] if len(digits) >= 6 else ""


def _without_title(structured: str) -> str:
    """Given and family name out of the value of an N line: a title in the full name does not make another person."""
    family, given = (*structured.split(";"), "")[:2]
    return full_name(given, family)
