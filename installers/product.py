"""What systems call the program and its files: one place for the names that packages, menus and file types share."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VERSION: str = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]

NAME = "Rapport"
COMMAND = "rapport"
"""The command, the package and the desktop file on Linux."""
SUMMARY = "Plan the relationships your work depends on"

IDENTIFIER = "example.rapport.Rapport"
"""Of the program, where a system wants a name in the manner of a domain (macOS, AppStream)."""


@dataclass(frozen=True)
class Kind:
    """A kind of file: what file managers call it, its ending, what macOS and everybody else call its type."""

    words: str
    suffix: str
    identifier: str
    mime: str


PLAN = Kind("Rapport plan", ".rapport", "example.rapport.plan", "application/x-rapport-plan")
NOTES = Kind("Rapport: a coach’s own notes", ".coachnotes", "example.rapport.notes", "application/x-rapport-notes")
KINDS = (PLAN, NOTES)

OLDEST_MACOS = "13.0"
"""What the wheel of PySide6 6.11 is made for."""

BUILD = ROOT / "build"
DIST = ROOT / "dist"
ICONS = BUILD / "icons"
LICENCES = BUILD / "licences"


def numbers(version: str) -> tuple[int, int, int, int]:
    """A version as Windows counts it: 1.2 is 1.2.0.0, and so is its candidate 1.2rc1."""
    said = re.match(r"\d+(\.\d+)*", version)
    parts = [int(part) for part in said[0].split(".")] if said else []
    first, second, third, fourth = (*parts, 0, 0, 0, 0)[:4]
    return first, second, third, fourth


def document_types() -> dict[str, object]:
    """The entries of a macOS property list that make plans and notes the program's own documents."""
    return {
        "CFBundleDocumentTypes": [
            {
                "CFBundleTypeName": kind.words,
                "CFBundleTypeRole": "Editor",
                "CFBundleTypeIconFile": "plan.icns",
                "LSHandlerRank": "Owner",
                "LSItemContentTypes": [kind.identifier],
            }
            for kind in KINDS
        ],
        "UTExportedTypeDeclarations": [
            {
                "UTTypeIdentifier": kind.identifier,
                "UTTypeDescription": kind.words,
                "UTTypeIconFile": "plan.icns",
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
    return {
        "CFBundleDisplayName": NAME,
        "CFBundleShortVersionString": VERSION,
        "CFBundleVersion": VERSION,
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
    four = numbers(VERSION)
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
        f"VSVersionInfo(ffi=FixedFileInfo(filevers={four}, prodvers={four}), kids=[\n"
        f"  StringFileInfo([StringTable('040904B0', [{lines}])]),\n"
        "  VarFileInfo([VarStruct('Translation', [1033, 1200])]),\n"
        "])\n"
    )
