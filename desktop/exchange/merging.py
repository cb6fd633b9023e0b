"""What a draft adds to somebody who is there: empty fields filled, lists longer, nothing overwritten."""

from collections.abc import Iterator

from desktop.exchange.content_lines import escape, named, values_of
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
    emails = set(there.emails)
    phones = {_number(phone) for phone in (there.text("phone"), *values_of(there.texts("extra"), "TEL"))}
    for field, name, told, key in (("email", "EMAIL", emails, str.casefold), ("phone", "TEL", phones, _number)):
        value = new.text(field)
        if value and there.text(field) and key(value) not in told:
            yield f"{name}:{escape(value)}"
        told.add(key(value))
    old = [named(line) for line in there.texts("extra")]
    names, groups = {name for _group, name in old}, any(group for group, _name in old)
    for line in new.texts("extra"):
        group, name = named(line)
        if group and groups:
            continue
        if name == "EMAIL":
            known = all(email.casefold() in emails for email in values_of((line,), name))
        elif name == "TEL":
            known = all(_number(phone) in phones for phone in values_of((line,), name))
        else:
            known = name in names or (name == "UID" and bool(there.uids))
        if not known:
            yield line


def _number(phone: str) -> str:
    """What tells telephone numbers apart, even short ones."""
    return phone_key(phone) or phone
