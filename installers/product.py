"""What systems call the program and its files: one place for the names that packages, menus and file types share."""

from __future__ import annotations

import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VERSION: str = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]

NAME = "Rapport"
COMMAND = "rapport"
"""The command, the package and the desktop file on Linux."""
SUMMARY = "Plan the relationships your work depends on"
PLAN = "Rapport plan"
"""What file managers call a plan."""
SUFFIX = ".rapport"

IDENTIFIER = "example.rapport.Rapport"
"""Of the program, where a system wants a name in the manner of a domain (macOS, AppStream)."""
PLAN_TYPE = "example.rapport.plan"
"""Of a plan, the same way (macOS)."""
MIME_TYPE = "application/x-rapport-plan"

OLDEST_MACOS = "13.0"
"""What the wheel of PySide6 6.11 is made for."""

BUILD = ROOT / "build"
DIST = ROOT / "dist"
ICONS = BUILD / "icons"
LICENCES = BUILD / "licences"


def document_type() -> dict[str, object]:
    """The entries of a macOS property list that make plans the program's own documents."""
    return {
        "CFBundleDocumentTypes": [
            {
                "CFBundleTypeName": PLAN,
                "CFBundleTypeRole": "Editor",
                "CFBundleTypeIconFile": "plan.icns",
                "LSHandlerRank": "Owner",
                "LSItemContentTypes": [PLAN_TYPE],
            }
        ],
        "UTExportedTypeDeclarations": [
            {
                "UTTypeIdentifier": PLAN_TYPE,
                "UTTypeDescription": PLAN,
                "UTTypeIconFile": "plan.icns",
                "UTTypeConformsTo": ["public.data", "public.content"],
                "UTTypeTagSpecification": {
                    "public.filename-extension": [SUFFIX.removeprefix(".")],
                    "public.mime-type": [MIME_TYPE],
                },
            }
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
        **document_type(),
    }


def version_resource(file: str) -> str:
    """The version resource of a Windows program called `file`, as PyInstaller reads it."""
    numbers = (*(int(part) for part in VERSION.split(".")), 0)
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
        f"VSVersionInfo(ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}), kids=[\n"
        f"  StringFileInfo([StringTable('040904B0', [{lines}])]),\n"
        "  VarFileInfo([VarStruct('Translation', [1033, 1200])]),\n"
        "])\n"
    )
