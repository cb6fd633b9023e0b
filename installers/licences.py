"""What comes along in the package, and under which licences: the texts, an index to read, and a bill of materials.

build.spec calls `write` once it knows which libraries go in; the texts and the index go into the package
(`resources/licences`, shown by Help > About), the bill of materials (CycloneDX 1.5) beside the installers.
"""

from __future__ import annotations

import json
import platform
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib.metadata import Distribution, distribution
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement

from installers import product

TEXTS = Path(__file__).parent / "texts"
SBOM = product.BUILD / "sbom.cdx.json"

QT = """\
Qt {qt}, PySide6 and Shiboken {qt} are used under the GNU Lesser General Public License, version 3 (LGPL-3.0.txt, which
builds on GPL-3.0.txt). Rapport does not change them. They lie in the folder of the program as shared libraries of their
own (folders PySide6 and shiboken6); you may replace them by versions of yours that fit, and take the program apart as
far as finding faults in such changes needs it. Their sources are those of the tags v{qt} that the Qt Project publishes
(code.qt.io: qt/qt5, pyside/pyside-setup). Qt holds the work of others under licences of their own, named in its sources
and documentation: among them ICU, HarfBuzz, FreeType, libpng, libjpeg-turbo, zlib, PCRE2, double-conversion, MD4C and
the Wayland protocols.
"""

# Each paragraph is one line: whatever shows it breaks the lines.
INDEX = """\
Rapport {version}: what is inside, and under which licences

Rapport itself is free software under the MIT licence (Rapport/LICENSE).

{of_qt}

The other parts, each with its texts in the folder of its name:

{parts}
"""


@dataclass
class Part:
    """Something that comes along. `kind` is the type of its package URL; `texts` are files to be kept with it."""

    kind: str
    name: str
    version: str
    licence: str
    texts: list[Path] = field(default_factory=list[Path])

    def component(self) -> dict[str, Any]:
        """As a component of the bill of materials."""
        url = f"pkg:{self.kind}/{self.name}@{self.version}"
        said = {"type": "library", "bom-ref": url, "name": self.name, "version": self.version, "purl": url}
        return said | ({"licenses": [{"license": {"name": self.licence}}]} if self.licence else {})


def packages(name: str = product.COMMAND) -> list[Distribution]:
    """The Python packages that the program needs on this system, itself apart, by name."""
    found: dict[str, Distribution] = {}
    todo = [name]
    while todo:
        asked = distribution(todo.pop())
        for text in asked.requires or ():
            wanted = Requirement(text)
            if (wanted.marker is None or wanted.marker.evaluate({"extra": ""})) and wanted.name.lower() not in found:
                found[wanted.name.lower()] = distribution(wanted.name)
                todo.append(wanted.name)
    return [found[each] for each in sorted(found)]


def of_python_packages() -> Iterator[Part]:
    """Those, and what starts the program."""
    for each in [*packages(), distribution("pyinstaller")]:
        said = each.metadata
        licence = said["License-Expression"] or said["License"] or _classified(said.get_all("Classifier") or [])
        files = [file for file in each.files or () if ".dist-info" in str(file) and _is_text(file.name)]
        yield Part(
            "pypi",
            said["Name"],
            each.version,
            licence.splitlines()[0][:80] if licence else "",
            [Path(str(each.locate_file(file))) for file in files],
        )


def _is_text(name: str) -> bool:
    return name.upper().startswith(("LICEN", "COPYING", "NOTICE", "AUTHORS"))


def _classified(classifiers: Iterable[str]) -> str:
    said = [each.rpartition(" :: ")[2] for each in classifiers if each.startswith("License ::")]
    return "; ".join(said)


def of_python() -> Part:
    """The interpreter and its standard library."""
    places = (Path(sysconfig.get_path("stdlib")), Path(sys.base_prefix), Path("/usr/share/doc/python3"))
    texts = [path for place in places for name in ("LICENSE.txt", "copyright") if (path := place / name).is_file()]
    return Part("generic", "python", platform.python_version(), "Python-2.0", texts[:1])


def of_system(libraries: Iterable[Path]) -> list[Part]:
    """The Debian packages that shared libraries of the system come from; none where there is no dpkg."""
    names = sorted({path.name for path in libraries})
    if not names or not shutil.which("dpkg-query"):
        return []
    # By file name: where /lib is /usr/lib, packages name either.
    answer = subprocess.run(
        ["dpkg-query", "--search", *(f"*/{name}" for name in names)], capture_output=True, text=True
    )
    found = {line.partition(":")[0] for line in answer.stdout.splitlines() if not line.startswith("diversion")}
    parts: list[Part] = []
    for name in sorted(found):
        shown = subprocess.run(["dpkg-query", "-W", "-f", "${Version}\n", name], capture_output=True, text=True)
        text = Path("/usr/share/doc") / name / "copyright"
        version = (shown.stdout.splitlines() or [""])[0]
        parts.append(Part("deb/debian", name, version, "", [text] if text.is_file() else []))
    return parts


def of_typst() -> list[dict[str, Any]]:
    """The Rust libraries inside Typst, as its own bill of materials names them."""
    for file in distribution("typst").files or ():
        if file.name.endswith(".cyclonedx.json"):
            said = json.loads(Path(str(file.locate())).read_text("utf-8"))
            return said["components"]
    return []


def _licence_of(component: dict[str, Any]) -> str:
    said = [each.get("expression") or each.get("license", {}).get("id", "") for each in component.get("licenses", [])]
    return " AND ".join(said)


def write(libraries: Iterable[Path]) -> list[tuple[str, str, str]]:
    """Lay the texts out anew; return them as PyInstaller's data: (name inside, file, "DATA").

    `libraries` are shared libraries that come from the system rather than from a Python package.
    """
    folder = product.LICENCES
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    parts = [*of_python_packages(), of_python(), *of_system(libraries)]
    for part in parts:
        for n, text in enumerate(part.texts):
            (folder / part.name).mkdir(exist_ok=True)
            named = text.name if not (folder / part.name / text.name).exists() else f"{n}-{text.name}"
            shutil.copyfile(text, folder / part.name / named)
    for text in TEXTS.iterdir():
        shutil.copyfile(text, folder / text.name)
    (folder / product.NAME).mkdir(exist_ok=True)
    shutil.copyfile(product.ROOT / "LICENSE", folder / product.NAME / "LICENSE")
    shutil.copytree(product.ROOT / "resources" / "fonts" / "licences", folder / "fonts")

    inside = of_typst()
    rows = [f"  {each['name']} {each['version']}: {_licence_of(each)} ({each.get('author', '')})" for each in inside]
    (folder / "typst").mkdir(exist_ok=True)
    (folder / "typst" / "inside.txt").write_text("Rust libraries inside Typst\n\n" + "\n".join(rows) + "\n", "utf-8")

    qt = distribution("PySide6-Essentials").version
    shown = [f"  {part.name} {part.version}" + (f": {part.licence}" if part.licence else "") for part in parts]
    shown.append("  fonts: SIL Open Font License 1.1; Droid Sans Fallback: Apache 2.0")
    of_qt = " ".join(QT.format(qt=qt).splitlines())
    text = INDEX.format(version=product.VERSION, of_qt=of_qt, parts="\n".join(shown))
    (folder / "README.txt").write_text(text, "utf-8")
    SBOM.write_text(json.dumps(bill(parts, inside), indent=1), "utf-8")
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return [(f"resources/licences/{path.relative_to(folder).as_posix()}", str(path), "DATA") for path in files]


def bill(parts: Iterable[Part], inside: list[dict[str, Any]]) -> dict[str, Any]:
    """The bill of materials; `inside` are components that Typst holds."""
    program = Part("generic", product.COMMAND, product.VERSION, "MIT").component() | {"type": "application"}
    components = [part.component() for part in parts]
    for each in components:
        if each["name"] == "typst":
            each["components"] = inside
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": program},
        "components": components,
    }
