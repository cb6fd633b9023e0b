"""One vCard as a draft: which property says what, and what is kept though no field of ours takes it."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from desktop.domain.names import fold
from desktop.exchange.content_lines import Property, split, unescape
from desktop.exchange.drafts import Draft, Link, Row, Trouble, full_name, scoped
from desktop.exchange.reasons import Outcome, Reason
from desktop.exchange.source import FIELD_LIMIT

_READ = {"FN", "N", "NICKNAME", "ORG", "TITLE", "ROLE", "EMAIL", "TEL", "URL", "NOTE", "CATEGORIES", "UID"}
# What the file or the program says about itself, and how Outlook draws the card.
_PASSING = {
    "BEGIN", "END", "VERSION", "PRODID", "REV", "MAILER", "AGENT", "X-MS-OL-DESIGN", "X-MS-OL-DEFAULT-POSTAL-ADDRESS",
    "X-MS-CARDPICTURE",
}  # fmt: skip
OWN = "-//Rapport//Rapport//EN"
"""What our own cards say that wrote them."""
_KIND = ("KIND", "X-ADDRESSBOOKSERVER-KIND")
_NOT_PEOPLE = {"group", "location", "application", "device"}
# Groups that the address book makes by itself; they say nothing about the person.
SYSTEM_TAGS = {"mycontacts", "my contacts", "* mycontacts", "starred", "* starred", "starred in android"}
# Lines that name somebody else: Outlook's, the standard's and Apple's, with what they make of the two.
_RELATED = {
    "X-MS-MANAGER": "manager",
    "X-MANAGER": "manager",
    "X-MS-ASSISTANT": "assistant",
    "X-ASSISTANT": "assistant",
}
_NEAR = {
    "friend": 3,
    "spouse": 3,
    "partner": 3,
    "manager": 2,
    "assistant": 2,
    "colleague": 2,
    "co-worker": 2,
    "agent": 2,
}
_LABEL = re.compile(r"_\$!<(.*)>!\$_")
_PROFILES = ("URL", "X-SOCIALPROFILE", "SOCIALPROFILE")


def draft(number: int, properties: Sequence[Property], file: str = "") -> Row:
    """The person whom the card with this `number` in `file` describes, or why there is none."""
    return _Card(properties).row(number, file)


class _Card:
    """The properties of one card, and which of them a field has taken; the others are kept as lines."""

    def __init__(self, properties: Sequence[Property]) -> None:
        self._all = [prop for prop in properties if prop.value.strip("; \n")]
        self._taken: set[int] = set()
        self._by_name: dict[str, list[Property]] = {}
        for prop in self._all:
            self._by_name.setdefault(prop.name, []).append(prop)

    @property
    def _own(self) -> bool:
        """Whether this program wrote the card."""
        return any(prop.text == OWN for prop in self._named("PRODID"))

    def row(self, number: int, file: str) -> Row:
        """The whole card."""
        given, family, composed = self._structured_name()
        formatted = self._first("FN")
        formatted = formatted if fold(formatted) else ""
        organisation = self._organisation()
        emails, phones = self._emails(), self._phones()
        name = formatted or composed or self._first("NICKNAME") or organisation or "".join(emails[:1])
        if any(len(prop.value) > FIELD_LIMIT for prop in self._all if prop.name in _READ):
            return Trouble(number, name[:200], Outcome.FAIL, Reason.TOO_LONG)
        if any(prop.text.lower() in _NOT_PEOPLE for kind in _KIND for prop in self._named(kind)):
            return Trouble(number, name, Outcome.SKIP, Reason.NOT_A_PERSON)
        if not name:
            return Trouble(number, "", Outcome.FAIL, Reason.NO_NAME if self._all else Reason.BROKEN)
        uid = next((prop.text for prop in self._named("UID")), "")
        key = scoped(file, uid.removeprefix("urn:uuid:") or f"#{number}")
        return Draft(
            row=number,
            name=name,
            name_latin=self._latin_name(name),
            given=given,
            family=family,
            role=self._first("TITLE") or self._first("ROLE"),
            organisation=organisation,
            emails=emails,
            phones=phones,
            urls=self._urls(),
            note="\n\n".join(dict.fromkeys(self._take(prop).text for prop in self._named("NOTE"))),
            tags=self._tags(),
            uid=uid,
            lang=self._language(),
            groups=tuple(
                dict.fromkeys(
                    group for prop in self._named("X-RAPPORT-GROUPS") for group in self._take(prop).parts(",") if group
                )
            ),
            extra=self._extra(),
            key=key,
            links=tuple(self._links(key, file)),
        )

    def _named(self, name: str) -> list[Property]:
        """The properties of this name, the preferred ones first."""
        return sorted(self._by_name.get(name, []), key=lambda prop: not prop.preferred)

    def _take(self, prop: Property) -> Property:
        self._taken.add(id(prop))
        return prop

    def _first(self, name: str) -> str:
        """What the first property of this name says."""
        return next((self._take(prop).flat for prop in self._named(name) if prop.flat), "")

    def _organisation(self) -> str:
        """The organisation without its departments; with them, the line stays."""
        for prop in self._named("ORG"):
            label, *departments = [part for part in (" ".join(part.split()) for part in prop.parts()) if part] or [""]
            if label:
                if not departments:
                    self._take(prop)
                return label
        return ""

    def _structured_name(self) -> tuple[str, str, str]:
        """Given name, family name and the whole, out of N, which is kept too: only it tells which is which."""
        for prop in self._named("N"):
            parts = [" ".join(part.replace(",", " ").split()) for part in prop.parts()]
            family, given, further, _honour, suffix = (*parts, "", "", "", "", "")[:5]
            whole = f"{full_name(f'{given} {further}'.strip(), family)} {suffix}".strip()
            if whole:
                return given, family, whole
        return "", "", ""

    def _latin_name(self, name: str) -> str:
        """A name of another script in Latin letters, if the card tells: by a second FN or the phonetic names."""
        if _is_latin(name) and not self._own:
            return ""
        phonetic = [self._by_name.get(f"X-PHONETIC-{part}-NAME", []) for part in ("FIRST", "MIDDLE", "LAST")]
        spoken = " ".join(found[0].flat for found in phonetic if found)
        others = [prop.flat for prop in self._named("FN")]
        return next((text for text in (*others, spoken) if text and text != name and _is_latin(text)), "")

    def _emails(self) -> tuple[str, ...]:
        """Every address; the lines of all but the first stay, for what kind they are."""
        found: dict[str, Property] = {}
        for prop in self._named("EMAIL"):
            if "@" in prop.flat:
                found.setdefault(prop.flat, self._take(prop))
        return self._keep_all_but_the_first(found)

    def _phones(self) -> tuple[str, ...]:
        """Numbers at which the person answers: no fax, no pager, not the assistant's."""
        found: dict[str, Property] = {}
        labels = [prop for prop in self._named("X-ABLABEL") if prop.group]
        assistants = {label.group for label in labels if "assistant" in label.text.lower()}
        for prop in self._named("TEL"):
            if prop.flat and prop.group not in assistants and not {"fax", "pager"} & set(prop.types):
                found.setdefault(prop.flat, self._take(prop))
        return self._keep_all_but_the_first(found)

    def _keep_all_but_the_first(self, found: dict[str, Property]) -> tuple[str, ...]:
        self._taken -= {id(prop) for prop in list(found.values())[1:]}
        return tuple(found)

    def _urls(self) -> tuple[str, ...]:
        pages: dict[str, None] = {}
        for prop in (prop for name in _PROFILES for prop in self._named(name)):
            page = prop.flat
            if page.lower().startswith(("http://", "https://", "www.")):
                self._take(prop)
                pages[page] = None
        return tuple(pages)

    def _tags(self) -> tuple[str, ...]:
        """Categories, without those that address books make by themselves."""
        tags: dict[str, None] = {}
        # Our own cards tell tags and groups apart beside the categories.
        for prop in self._named("CATEGORIES"):
            self._take(prop)
        for prop in self._named("X-RAPPORT-TAGS" if self._own else "CATEGORIES"):
            self._take(prop)
            items = (item for part in split(prop.value, ",") for item in split(part, ";"))
            for item in (" ".join(unescape(item).split()) for item in items):
                if item and fold(item) not in SYSTEM_TAGS:
                    tags[item] = None
        return tuple(tags)

    def _links(self, key: str, file: str) -> Iterator[Link]:
        """Whom the card names: a manager, an assistant, relations; the lines stay for the way back."""
        labels = {prop.group: prop.text for prop in self._named("X-ABLABEL") if prop.group}
        for prop in self._all:
            if prop.name in _RELATED:
                kind = _RELATED[prop.name]
            elif prop.name == "RELATED":
                kind = next((each for each in prop.types if each != "pref"), "")
            elif prop.name == "X-ABRELATEDNAMES":
                label = labels.get(prop.group, "")
                kind = (found[1] if (found := _LABEL.fullmatch(label)) else label).casefold()
            else:
                continue
            other = prop.flat.removeprefix("urn:uuid:")
            if other and len(other) < FIELD_LIMIT:
                yield Link(key, scoped(file, other), _NEAR.get(kind, 1), kind[:200])

    def _language(self) -> str:
        spoken = [prop.text for prop in self._named("LANG")]
        written = [tag for prop in self._named("FN") for tag in prop.params.get("LANGUAGE", ())]
        return next(iter(spoken + written), "")

    def _extra(self) -> tuple[str, ...]:
        """The lines that nobody took. A label (`item1.X-ABLabel`) stays only with the line that it labels."""
        kept = [
            prop
            for prop in self._all
            if id(prop) not in self._taken and prop.name not in _PASSING and len(prop.line) <= FIELD_LIMIT
        ]
        labelled = {prop.group for prop in kept if prop.group and not prop.name.startswith("X-AB")}
        dated = {prop.group for prop in kept if prop.name in ("X-ABDATE", "X-ABRELATEDNAMES")}
        return tuple(
            prop.line
            for prop in kept
            if prop.name not in ("X-ABLABEL", "X-ABADR") or prop.group in labelled or prop.group in dated
        )


def _is_latin(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return bool(letters) and all(unicodedata.name(c, "").startswith("LATIN") for c in letters)
