"""Who is already there: the keys by which a person of a file is found among the people of a plan."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from desktop.domain.names import fold
from desktop.exchange.content_lines import values_of
from desktop.exchange.drafts import EAST_ASIAN, FIELDS, Value, full_name
from desktop.exchange.reasons import Reason

_PROFILE = re.compile(
    r"(?:https?://)?(?:[\w-]+\.)*(linkedin\.com/(?:mwlite/|m/)?(?:in|pub)|xing\.com/profile)/([^?#]+)", re.IGNORECASE
)
_LEGAL_FORM = re.compile(
    r"[ ,]+(?:inc|incorporated|ltd|limited|llc|llp|plc|corp|corporation|gmbh|ag|kg|se|s\.?a|sas|s\.?r\.?l|s\.?p\.?a|bv"
    r"|nv|ab|a/s|as|oy|oyj|sp\. ?z ?o\. ?o|k\.k|pty|co)\.?$"
)
_ENOUGH = 20
"""So many people with the same key are looked at."""
_SEVERAL = "\n"
_NOT_IN_NAMES = re.compile(r"[.,;\"()]+")
_DIGITS_THAT_MATTER = 9
"""The last digits of a telephone number: without country code and trunk zero, which people write or leave out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A person of the plan, as far as an import asks: the fields a draft can fill (`organisation` as its label).

    `id` is the row key. `owner`: this is the person whose plan it is.
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
    owner: bool = False


@dataclass(slots=True, eq=False)
class Person:
    """Somebody to match with, from the plan or from an earlier row: what is said of them, and the keys from it.

    `said`: the fields of the contact, of somebody new only those with a value. `id` is the row key in the plan, None
    for somebody whom the row at index `row` of this import would create. There can be tens of thousands of these at a
    time, so they and their index hold tuples and texts: with sets and lists the garbage collector stops the window.
    """

    said: Known | dict[str, Value]
    id: int | None = None
    row: int | None = None
    owner: bool = False
    names: tuple[str, ...] = ()
    organisation: str = ""
    profiles: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    uids: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        self._derive()

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
        self.uids = values_of(extra, "UID") if extra else ()


def _some_of(*keys: str) -> tuple[str, ...]:
    """The keys that say something, each once."""
    return tuple(dict.fromkeys(key for key in keys if key))


class People:
    """Everybody who is there, found by their keys. The cost of a search does not grow with the number of namesakes."""

    def __init__(self) -> None:
        self._index: dict[str, Person | list[Person]] = {}
        self._awaited: dict[str, str] = {}

    def add(self, person: Person) -> None:
        """Let `person` be found by their keys; again after these have grown."""
        for key in _keys(person):
            found = self._index.setdefault(key, person)
            if isinstance(found, list):
                if not any(other is person for other in found[:_ENOUGH]):
                    found.append(person)
            elif found is not person:
                self._index[key] = [found, person]

    def await_person(self, person: Person) -> None:
        """Take note of somebody in an import: organisation and page tell apart those who have a name in common."""
        if person.organisation or person.profiles:
            for name in person.names:
                self._note(_key("organisations", name), person.organisation)
                if person.profiles:
                    self._note(_key("pages", name, person.organisation), min(person.profiles))

    def find(self, new: Person) -> tuple[Person | None, Reason]:
        """The person whom `new` describes and what shows it; without one, why somebody like them is another person.

        The keys, the surest first: the uid of the card; the profile page; the e-mail address, unless the names have
        nothing in common (a shared mailbox); the name with the same telephone number; the name with the same
        organisation; the name alone when one side has no organisation, nothing speaks against it and nobody else has
        that name, here or in the import. Two profile pages are two people.
        """
        if found := self._first(_key("uid", uid) for uid in new.uids):
            return found, Reason.SAME_UID
        if found := self._first(_key("profile", page) for page in new.profiles):
            return found, Reason.SAME_PROFILE
        if found := self._first(_key("email", email, name) for email in new.emails for name in new.names):
            return found, Reason.SAME_EMAIL
        sharing = [other for email in new.emails for other in self._some(_key("email", email))]
        if found := next((other for other in sharing if _may_be_one_name(new, other)), None):
            return found, Reason.SAME_EMAIL
        found = self._first(_key("phone", phone, name) for phone in new.phones for name in new.names)
        if found and not _differ(new.profiles, found.profiles):
            return found, Reason.SAME_NAME_AND_PHONE
        reason = Reason.NONE
        for name in new.names:
            found, reason = self._by_name(new, name)
            if found:
                return found, reason
        return None, Reason.SHARED_EMAIL if sharing else reason

    def _by_name(self, new: Person, name: str) -> tuple[Person | None, Reason]:
        """The person of this name, when organisations and profile pages let it be one and no other."""
        # A key outlives a change: somebody whom an earlier row gave a page or an organisation is not meant here.
        without_page = [
            other
            for other in self._some(_key("without-page", name, new.organisation))
            if not other.profiles and other.organisation == new.organisation
        ]
        with_page = self._some(_key("with-page", name, new.organisation))
        if new.profiles:
            alike = without_page if self._awaited.get(_key("pages", name, new.organisation)) != _SEVERAL else []
        else:
            alike = without_page or (with_page if len(with_page) == 1 else [])
        if not new.organisation:
            alike = [other for other in alike if not _contradict(new, other)]
        if alike:
            return alike[0], Reason.SAME_NAME_AND_ORGANISATION if new.organisation else Reason.SAME_NAME
        everybody = self._some(_key("name", name))
        unsure = [other for other in everybody if not (other.organisation and new.organisation)]
        if len(everybody) == len(unsure) == 1 and not self._awaits_namesakes(name):
            other = unsure[0]
            if not _contradict(new, other) and not _differ(new.profiles, other.profiles):
                return other, Reason.SAME_NAME
        return None, Reason.NAMESAKE if unsure or without_page or with_page else Reason.NONE

    def _note(self, key: str, value: str) -> None:
        if self._awaited.setdefault(key, value) != value:
            self._awaited[key] = _SEVERAL

    def _awaits_namesakes(self, name: str) -> bool:
        organisation = self._awaited.get(_key("organisations", name), "")
        return _SEVERAL in (organisation, self._awaited.get(_key("pages", name, organisation)))

    def _some(self, key: str) -> list[Person]:
        """The first people with this key; many share it only where it says little."""
        found = self._index.get(key, [])
        return found[:_ENOUGH] if isinstance(found, list) else [found]

    def _first(self, keys: Iterable[str]) -> Person | None:
        return next((people[0] for key in keys if (people := self._some(key))), None)


def _key(kind: str, *parts: str) -> str:
    return "\n".join((kind, *parts))


def _keys(person: Person) -> Iterator[str]:
    yield from (_key("uid", uid) for uid in person.uids)
    yield from (_key("profile", page) for page in person.profiles)
    yield from (_key("email", email) for email in person.emails)
    for name in person.names:
        yield _key("name", name)
        yield _key("with-page" if person.profiles else "without-page", name, person.organisation)
        yield from (_key("email", email, name) for email in person.emails)
        yield from (_key("phone", phone, name) for phone in person.phones)


def name_key(name: str) -> str:
    """`name` as names are compared: folded, `Family, Given` turned round, no punctuation; no spaces in East Asia."""
    folded = fold(name)
    family, comma, given = folded.partition(", ")
    if comma and "," not in given and " " not in family:
        folded = f"{given} {family}"
    parts = _NOT_IN_NAMES.sub(" ", folded).split()
    return "".join(parts) if EAST_ASIAN.fullmatch(folded) else " ".join(parts)


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


def _differ(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return bool(one) and bool(other) and not set(one) & set(other)


def _contradict(one: Person, other: Person) -> bool:
    """Whether what both sides tell of ways to reach them agrees nowhere."""
    return _differ(one.emails, other.emails) or _differ(one.phones, other.phones)


def _may_be_one_name(one: Person, other: Person) -> bool:
    """Whether two names can be one person's: a part in common, different scripts, or no real name (an address)."""
    pairs = [(a, b) for a in one.names for b in other.names]
    return any(_akin(a, b) for a, b in pairs) or not pairs


def _akin(one: str, other: str) -> bool:
    if "@" in one or "@" in other or one.isascii() != other.isascii():
        return True
    if one.replace(" ", "") in other.replace(" ", "") or other.replace(" ", "") in one.replace(" ", ""):
        return True
    return bool(_parts(one) & _parts(other))


def _parts(name: str) -> set[str]:
    parts = name.replace("-", " ").split()
    return {part for part in parts if len(part) > 1} or set(parts)
