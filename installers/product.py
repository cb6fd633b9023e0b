"""What systems call the program and its files: one place for the names that packages, menus and file types share."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
VERSION: str = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]

NAME = "Rapport"
COMMAND = "rapport"
"""The command, the package and the desktop file on Linux."""
SUMMARY = "Plan the relationships your work depends on"

IDENTIFIER = "example.rapport.Rapport"
"""Of the program, where a system wants a name in the manner of a domain (macOS, AppStream)."""


class Kind(NamedTuple):
    """A type of file that the program opens by a click, as each system calls it."""

    icon: str
    """The drawing in resources/icons, and the name of its forms."""
    name: str
    """What file managers call it."""
    suffix: str
    mime: str
    identifier: str
    """In the manner of a domain (macOS)."""
    windows: str
    """The name of its entry in the registry."""


PLAN = Kind("plan", "Rapport plan", ".rapport", "application/x-rapport-plan", "example.rapport.plan", "Rapport.Plan")
NOTES = Kind(
    "notes",
    "Rapport coach’s notes",
    ".coachnotes",
    "application/x-rapport-coachnotes",
    "example.rapport.coachnotes",
    "Rapport.CoachNotes",
)
KINDS = (PLAN, NOTES)

OLDEST_MACOS = "13.0"
"""What the wheel of PySide6 6.11 is made for."""

BUILD = ROOT / "build"
DIST = ROOT / "dist"
ICONS = BUILD / "icons"
LICENCES = BUILD / "licences"


def numbers(version: str = VERSION) -> tuple[int, int, int, int]:
    """A version as the four numbers that Windows wants; of one on trial (1.2.0rc1) those of what it is on trial for."""
    said = re.match(r"\d+(?:\.\d+)*", version)
    found = [int(part) for part in said[0].split(".")] if said else []
    return (*found, 0, 0, 0, 0)[:4]  # type: ignore[return-value]


def document_types() -> dict[str, object]:
    """The entries of a macOS property list that make plans and notes the program's own documents."""
    return {
        "CFBundleDocumentTypes": [
            {
                "CFBundleTypeName": kind.name,
                "CFBundleTypeRole": "Editor",
                "CFBundleTypeIconFile": f"{kind.icon}.icns",
                "LSHandlerRank": "Owner",
                "LSItemContentTypes": [kind.identifier],
            }
            for kind in KINDS
        ],
        "UTExportedTypeDeclarations": [
            {
                "UTTypeIdentifier": kind.identifier,
                "UTTypeDescription": kind.name,
                "UTTypeIconFile": f"{kind.icon}.icns",
                "UTTypeConformsTo": ["public.data", "public.content"],
                "UTTypeTagSpecification": {
                    "public.filename-extension": [kind.suffix.removeprefix(".")],
                    "public.mime-type": [kind.mime],
                },
            }
            for kind in KINDS
        ],
    }


def property_list() -> dict[str, object]:
    """What the macOS bundle says about itself, beyond what PyInstaller writes."""
    # Apple wants three numbers and nothing else.
    version = ".".join(map(str, numbers()[:3]))
    return {
        "CFBundleDisplayName": NAME,
        "CFBundleShortVersionString": version,
        "CFBundleVersion": version,
        "LSApplicationCategoryType": "public.app-category.productivity",
        "LSMinimumSystemVersion": OLDEST_MACOS,
        "NSHighResolutionCapable": True,
        # The program follows the system's dark appearance by itself.
        "NSRequiresAquaSystemAppearance": False,
        "NSHumanReadableCopyright": "MIT licence",
        **document_types(),
    }


def version_resource(file: str) -> str:
    """The version resource of a Windows program called `file`, as PyInstaller reads it."""
    said = {
        "CompanyName": NAME,
        "FileDescription": NAME,
        "FileVersion": VERSION,
        "InternalName": file,
        "LegalCopyright": "MIT licence",
        "OriginalFilename": f"{file}.exe",
        "ProductName": NAME,
        "ProductVersion": VERSION,
    }
    lines = ", ".join(f"StringStruct({key!r}, {value!r})" for key, value in said.items())
    return (
        f"VSVersionInfo(ffi=FixedFileInfo(filevers={numbers()}, prodvers={numbers()}), kids=[\n"
        f"  StringFileInfo([StringTable('040904B0', [{lines}])]),\n"
        "  VarFileInfo([VarStruct('Translation', [1033, 1200])]),\n"
        "])\n"
    )
