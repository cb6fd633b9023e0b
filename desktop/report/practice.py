"""A practice's own look: name, colour, logo and templates, in one folder that the practice keeps.

`practice.json` says the name and colour (`{"name": "...", "colour": "#0f766e"}`); `logo.svg`, `logo.png` or `logo.jpg`
is the logo; a `.typ` file with the name of one of ours is printed in its place, any other can be imported by those.
Everything is optional.
"""

import json
import re
from dataclasses import dataclass, field
from pathlib import Path

from desktop.assets import asset
from desktop.domain.errors import KnownError
from desktop.report.names import one_line
from desktop.words import _

LARGEST = 5 * 2**20
"""Bytes of a logo or template at most."""

LOGOS = ("logo.svg", "logo.png", "logo.jpg")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_PACKAGE = re.compile(rb"@(preview|local)\b|\"@|\bplugin\s*\(")
_READABLE = 4.5
"""Contrast of the colour on white: it is the colour of words, too (WCAG AA)."""


class BadPractice(KnownError):
    """A practice's folder that cannot be used; `name` is the file in question."""

    def __init__(self, code: str, name: str) -> None:
        super().__init__(code)
        self.code = code
        self.name = name

    def words(self) -> str:
        """One line: what is wrong and what to do."""
        return {
            "folder": _("There is no folder “{name}” with a practice’s look."),
            "unread": _("“{name}” of the practice’s look cannot be read."),
            "large": _("“{name}” of the practice’s look is larger than 5 MB."),
            "json": _("“{name}” is not what it should be: a name and a colour like #0f766e."),
            "package": _("The template “{name}” asks for a package. Papers are made without packages or a network."),
            "template": _("The template “{name}” cannot be printed."),
            "logo": _("The logo “{name}” cannot be printed. Try it as a PNG."),
        }[self.code].format(name=one_line(self.name)[:80])


@dataclass(frozen=True, slots=True)
class Practice:
    """`logo`: its file name; `files`: it and the templates, by name. `folder`: all that a template may read from."""

    name: str = ""
    colour: str | None = None
    logo: str | None = None
    files: dict[str, bytes] = field(default_factory=dict[str, bytes])
    folder: Path | None = None


def read_practice(folder: Path) -> Practice:
    """What is in a practice's folder. Raises `BadPractice`."""
    if not folder.is_dir():
        raise BadPractice("folder", folder.name)
    name, colour = _said(folder / "practice.json")
    logo = next((each for each in LOGOS if (folder / each).is_file()), None)
    files = {logo: _bytes(folder / logo)} if logo else {}
    for path in sorted(folder.glob("*.typ")):
        source = _bytes(path)
        if _PACKAGE.search(source):
            raise BadPractice("package", path.name)
        files[path.name] = source
    return Practice(name, colour, logo, files, folder.resolve())


def _said(path: Path) -> tuple[str, str | None]:
    if not path.is_file():
        return "", None
    try:
        said = json.loads(_bytes(path))
    except (ValueError, RecursionError):
        raise BadPractice("json", path.name) from None
    name, colour = (said.get("name", ""), said.get("colour")) if isinstance(said, dict) else (None, None)
    if not isinstance(name, str) or not (colour is None or (isinstance(colour, str) and _COLOUR.fullmatch(colour))):
        raise BadPractice("json", path.name)
    return one_line(name)[:80], readable(colour) if colour else None


def _bytes(path: Path) -> bytes:
    try:
        data = path.read_bytes()
    except OSError:
        raise BadPractice("unread", path.name) from None
    if len(data) > LARGEST:
        raise BadPractice("large", path.name)
    return data


def readable(colour: str) -> str:
    """`colour` (#rrggbb), darkened as far as words in it need on white paper."""
    parts = [int(colour[n : n + 2], 16) for n in (1, 3, 5)]
    while 1.05 / (_luminance(parts) + 0.05) < _READABLE:
        parts = [int(part * 0.94) for part in parts]
    return "#" + "".join(f"{part:02x}" for part in parts)


def _luminance(parts: list[int]) -> float:
    shares = [part / 255 for part in parts]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def shipped_templates() -> dict[str, bytes]:
    """Our own templates by name."""
    return {path.name: path.read_bytes() for path in sorted(asset("reports").glob("*.typ"))}
