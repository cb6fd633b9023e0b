"""vCard content lines (2.1, 3.0, 4.0): bytes to properties and back, forgiving what real programs write."""

import binascii
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from desktop.exchange.source import clean, decode

_NAME = re.compile(rb"\s*(?:([A-Za-z0-9_-]+)\.)?([A-Za-z][A-Za-z0-9_-]*)\s*(?=[;:])")
_PARAMETER = re.compile(rb'((?:"[^"]*"|[^;:"])*)([;:])')
_ENCODINGS = {"QUOTED-PRINTABLE", "BASE64", "B", "8BIT", "7BIT"}
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_ESCAPED = {"n": "\n", "N": "\n"} | {mark: mark for mark in ',;:\\"'}
_PARTS = {mark: re.compile(rf"((?:\\.|[^\\{mark}]|\\$)*)({mark}|$)", re.DOTALL) for mark in ";,"}
# In quoted-printable text a semicolon or backslash written as a code is the character itself, not a mark; a backslash
# before an encoded comma or semicolon is one, from programs that escape first.
_CODED_SEMICOLON = re.compile(rb"=3B", re.IGNORECASE)
_CODED_BACKSLASH = re.compile(rb"=5C(?![,;n]|=2C|=3B)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Property:
    """One property of a card. `name` and the keys of `params` are upper case; `value` still has its escapes.

    `params["TYPE"]` collects the types however they were written, in lower case. `line` is the property as an unfolded
    content line to keep: verbatim, unless it had a transfer encoding, a character set or bare types (2.1 has them).
    """

    name: str
    value: str
    params: Mapping[str, tuple[str, ...]]
    group: str
    line: str

    @property
    def text(self) -> str:
        """The value as one text, without escapes and outer space."""
        return unescape(self.value).strip()

    @property
    def flat(self) -> str:
        """The text on one line; of an address or number without the `mailto:` or `tel:` that 4.0 puts before it."""
        text = " ".join(self.text.split())
        return text.partition(":")[2].strip() if text[:7].lower().startswith(("mailto:", "tel:")) else text

    @property
    def types(self) -> tuple[str, ...]:
        """What kind of address, number or page it is: `work`, `cell`, `pref` and so on."""
        return self.params.get("TYPE", ())

    @property
    def preferred(self) -> bool:
        """Whether the card names it as the first of its kind."""
        return "pref" in self.types or self.params.get("PREF", ("",))[0] == "1"

    def parts(self, mark: str = ";") -> list[str]:
        """The components of a structured value (`;`) or the items of a list (`,`), without escapes and outer space."""
        return [unescape(part).strip() for part in split(self.value, mark)]


def parse(raw: bytes) -> Property | None:
    """The property in an unfolded line; None when the line is none (no colon, no name before it)."""
    named = _NAME.match(raw)
    if named is None:
        return None
    params, types, encoding, charset, at = dict[str, tuple[str, ...]](), list[str](), "", "", named.end()
    modern = True
    while raw[at : at + 1] == b";":
        found = _PARAMETER.match(raw, at + 1)
        if found is None:  # a quote that nobody closed
            at = raw.find(b":", at)
            break
        at = found.end() - 1
        key, equals, value = clean(decode(found[1])[0]).replace("\n", " ").partition("=")
        key = key.strip().upper()
        modern = modern and bool(equals) and key not in ("ENCODING", "CHARSET")
        if key == "ENCODING" or (not equals and key in _ENCODINGS):
            encoding = value.strip().upper() or key
        elif key == "CHARSET":
            charset = value
        elif key == "TYPE":
            types += [kind.strip().lower() for kind in value.replace('"', "").split(",")]
        elif not equals:
            types.append(key.lower())
        elif key:
            params[key] = tuple(item.strip(' "') for item in value.split(","))
    if at < 0 or raw[at : at + 1] != b":":
        return None
    if types := [kind for kind in dict.fromkeys(types) if kind]:
        params["TYPE"] = tuple(types)
    value = raw[at + 1 :]
    if encoding == "QUOTED-PRINTABLE":
        if not charset or charset.upper().startswith(("UTF-8", "UTF8", "ISO-8859", "WINDOWS", "US-ASCII")):
            value = _CODED_BACKSLASH.sub(rb"=5C=5C", _CODED_SEMICOLON.sub(rb"\\;", value))
        value = binascii.a2b_qp(value)
    group, name = (named[1] or b"").decode("ascii"), named[2].decode("ascii").upper()
    text = clean(decode(value, charset)[0])
    line = clean(decode(raw)[0]) if modern else _written(group, name, params, text)
    return Property(name, text, params, group, line.replace("\n", "\\n"))


def split(value: str, mark: str) -> list[str]:
    """`value` at each `mark` (`;` or `,`) that is not escaped; the parts keep their escapes."""
    if "\\" not in value:
        return value.split(mark)
    parts: list[str] = []
    for found in _PARTS[mark].finditer(value):
        parts.append(found[1])
        if not found[2]:
            break
    return parts


def unescape(value: str) -> str:
    """`value` without its escapes: `\\n` is a line feed, `\\,` `\\;` `\\:` `\\\\` `\\"` the character, others stay."""
    if "\\" not in value:
        return value
    return _ESCAPE.sub(lambda found: _ESCAPED.get(found[1], found[0]), value)


def escape(text: str) -> str:
    """`text` as the value of a content line; `unescape` gives it back."""
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace(",", "\\,").replace(";", "\\;")


def named(line: str) -> tuple[str, str]:
    """Group ('' for none) and name (upper case) of a content line, without reading the rest of it."""
    group, _dot, name = line.partition(":")[0].partition(";")[0].rpartition(".")
    return group, name.strip().upper()


def values_of(lines: Iterable[str], name: str) -> tuple[str, ...]:
    """What the properties called `name` say (see `Property.flat`) among content lines as a plan keeps them."""
    found = (parse(line.encode("utf-8", "replace")) for line in lines if named(line)[1] == name)
    return tuple(prop.flat for prop in found if prop is not None and prop.name == name and prop.flat)


def _written(group: str, name: str, params: Mapping[str, tuple[str, ...]], value: str) -> str:
    told = "".join(f";{key}={','.join(map(_quoted, values))}" for key, values in params.items() if values)
    return f"{group}.{name}{told}:{value}" if group else f"{name}{told}:{value}"


def _quoted(item: str) -> str:
    item = item.replace('"', "'").replace("\n", " ")
    return f'"{item}"' if any(mark in item for mark in ",;:") else item
