"""What a draft adds to somebody who is there: empty fields filled, lists longer, nothing overwritten."""

from collections.abc import Iterator

from desktop.exchange.content_lines import escape, parse
from desktop.exchange.drafts import FIELDS, Value
from desktop.exchange.persons import Person, phone_key, profile_key

_LINES_OF_A_PERSON = 100
_PAGES_OF_A_PERSON = 20
"""What a person has of kept lines and of pages before an import adds no more: beyond it a file is mistaken."""


def additions(there: Person, new: Person) -> dict[str, Value]:
    """The fields of `there` that `new` fills or lets grow, with their new values; nothing that is there changes."""
    fills: dict[str, Value] = {
        name: new.text(name) or new.texts(name) for name in FIELDS if not (there.text(name) or there.texts(name))
    }
    pages = {profile_key(url) or url for url in there.texts("urls")}
    urls = tuple(url for url in new.texts("urls") if (profile_key(url) or url) not in pages)
    urls = urls if len(there.texts("urls")) < _PAGES_OF_A_PERSON else ()
    lines = tuple(_further_lines(there, new))
    grown: dict[str, Value] = {
        "urls": there.texts("urls") + urls if urls else (),
        "extra": there.texts("extra") + lines if lines else (),
    }
    fills = {name: value for name, value in (fills | grown).items() if value}
    return {name: fills[name] for name in FIELDS if name in fills}


def _further_lines(there: Person, new: Person) -> Iterator[str]:
    """The kept lines of `new` that `there` lacks: further addresses and numbers, and properties it has none of.

    Lines that a label ties together (`item1.`) come only where there are none yet: the labels would mix.
    """
    if len(there.texts("extra")) >= _LINES_OF_A_PERSON:
        return
    emails, phones = set(there.emails), set(there.phones) | {there.text("phone")}
    for field, name, told, key in (("email", "EMAIL", emails, str.casefold), ("phone", "TEL", phones, _number)):
        value = new.text(field)
        if value and there.text(field) and key(value) not in told:
            yield f"{name}:{escape(value)}"
        told.add(key(value))
    old = [prop for line in there.texts("extra") if (prop := parse(line.encode("utf-8", "replace")))]
    names, groups = {prop.name for prop in old}, any(prop.group for prop in old)
    for line in new.texts("extra"):
        prop = parse(line.encode("utf-8", "replace"))
        if prop is None or (prop.group and groups):
            continue
        known = {"EMAIL": prop.flat.casefold() in emails, "TEL": _number(prop.flat) in phones}
        if not known.get(prop.name, prop.name in names):
            yield line


def _number(phone: str) -> str:
    """What tells telephone numbers apart, even short ones."""
    return phone_key(phone) or phone
