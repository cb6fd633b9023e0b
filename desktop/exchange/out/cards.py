"""Address cards, vCard 3.0 or 4.0: with what came in and no field of ours took."""

from collections.abc import Iterator
from datetime import date

from desktop.domain import records as r
from desktop.domain.plan_values import PlanValues
from desktop.exchange.cards import OWN
from desktop.exchange.content_lines import escape, named, values_of
from desktop.exchange.drafts import EAST_ASIAN
from desktop.exchange.out.people import groups, organisation
from desktop.exchange.source import clean
from desktop.words import tier_words

VERSIONS = ("3.0", "4.0")
_WIDTH = 75
"""Octets of a line at most, its end not counted."""


def vcf(values: PlanValues, on: date, version: str = "3.0") -> bytes:
    """A card for everybody but the owner."""
    lines = (line for person in values.contacts.values() for line in _card(values, person, on, version))
    return b"".join(_folded(line) for line in lines)


def _card(values: PlanValues, person: r.Contact, on: date, version: str) -> Iterator[str]:
    kept = {named(line)[1] for line in person.extra}
    yield "BEGIN:VCARD"
    yield f"VERSION:{version}"
    yield f"PRODID:{OWN}"
    if "UID" not in kept:
        yield f"UID:{escape(person.uid)}"
    yield f"REV:{on.strftime('%Y%m%d')}T000000Z"
    yield f"FN:{escape(person.name)}"
    latin = person.name_latin if person.name_latin != person.name else ""
    if latin and version == "4.0":
        yield f"FN;LANGUAGE=und-Latn:{escape(latin)}"
    elif latin:
        # 3.0 takes one FN; the phonetic names say how it reads.
        given, _space, family = latin.rpartition(" ")
        yield f"X-PHONETIC-FIRST-NAME:{escape(given or family)}"
        if given:
            yield f"X-PHONETIC-LAST-NAME:{escape(family)}"
    if "N" not in kept:
        yield f"N:{_structured(person.name)}"
    label = organisation(values, person)
    if label and not any(each.partition(";")[0].strip() == label for each in values_of(person.extra, "ORG")):
        yield f"ORG:{escape(label)}"
    if person.role:
        yield f"TITLE:{escape(person.role)}"
    if person.email:
        yield f"EMAIL{';PREF=1' if version == '4.0' else ';TYPE=INTERNET,PREF'}:{escape(person.email)}"
    if person.phone:
        yield f"TEL{';PREF=1' if version == '4.0' else ';TYPE=VOICE,PREF'}:{escape(person.phone)}"
    for url in person.urls:
        yield f"URL:{clean(url)}"
    if person.note:
        yield f"NOTE:{escape(person.note)}"
    if person.lang and version == "4.0" and "LANG" not in kept:
        yield f"LANG:{escape(person.lang)}"
    yield from _categories(values, person)
    # What was brought in and no field took goes out as it came.
    own = {value for value in (person.email, person.phone) if value}
    for line in person.extra:
        if not (named(line)[1] in ("EMAIL", "TEL") and own & set(values_of((line,), named(line)[1]))):
            yield line
    yield "END:VCARD"


def _categories(values: PlanValues, person: r.Contact) -> Iterator[str]:
    """Tags, groups and tier together for other programs, and apart for the way back."""
    sets = groups(values, person)
    tier = tier_words().get(person.tier or "", "")
    if everything := [word for word in dict.fromkeys((*person.tags, *sets, tier)) if word]:
        yield f"CATEGORIES:{','.join(map(escape, everything))}"
    if person.tags:
        yield f"X-RAPPORT-TAGS:{','.join(map(escape, person.tags))}"
    if sets:
        yield f"X-RAPPORT-GROUPS:{','.join(map(escape, sets))}"


def _structured(name: str) -> str:
    """A guess at family and given name, which 3.0 demands; the name itself stands in FN."""
    if EAST_ASIAN.fullmatch(name) or " " not in name:
        return f"{escape(name)};;;;"
    given, _space, family = name.rpartition(" ")
    return f"{escape(family)};{escape(given)};;;"


def _folded(line: str) -> bytes:
    data = clean(line).replace("\n", "\\n").encode("utf-8", "replace")
    parts: list[bytes] = []
    room = _WIDTH
    while len(data) > room:
        cut = room
        while data[cut] & 0xC0 == 0x80:  # never inside a letter
            cut -= 1
        parts.append(data[:cut])
        data, room = data[cut:], _WIDTH - 1
    return b"\r\n ".join([*parts, data]) + b"\r\n"
