"""What can be told of the packages without building one: the spec on each system, property lists, menus, licences."""

from __future__ import annotations

import json
import os
import plistlib
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from PySide6 import QtCore

from installers import licences, product, wheels
from installers.linux import packages
from installers.macos import image
from installers.windows import setup

ROOT = Path(__file__).parent.parent.parent
LINUX = ROOT / "installers" / "linux"


def executed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, system: str) -> dict[str, Any]:
    """Run build.spec as on `system`, with PyInstaller's classes noting what they were asked."""
    asked: dict[str, Any] = {"EXE": []}

    def analysis(scripts: list[str], **said: Any) -> SimpleNamespace:
        asked["Analysis"] = said | {"scripts": scripts}
        library = ("PySide6/QtCore.pyd", str(tmp_path / "QtCore.pyd"), "EXTENSION")
        return SimpleNamespace(pure=[], scripts=[], binaries=[library], datas=[])

    def note(name: str) -> Callable[..., SimpleNamespace]:
        return lambda *_parts, **said: asked.update({name: said}) or SimpleNamespace()

    def program(*_parts: Any, **said: Any) -> SimpleNamespace:
        asked["EXE"].append(said)
        return SimpleNamespace()

    hooks = ModuleType("PyInstaller.utils.hooks")
    vars(hooks).update(collect_data_files=lambda _: [], copy_metadata=lambda _: [])
    monkeypatch.setitem(sys.modules, "PyInstaller.utils.hooks", hooks)
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setattr(sys, "path", [*sys.path])
    monkeypatch.setattr(Path, "symlink_to", lambda *_: None)
    for name, path in (("BUILD", tmp_path), ("ICONS", tmp_path / "icons"), ("LICENCES", tmp_path / "licences")):
        monkeypatch.setattr(product, name, path)
    monkeypatch.setattr(licences, "SBOM", tmp_path / "sbom.json")
    names = {"Analysis": analysis, "PYZ": lambda _: None, "EXE": program, "COLLECT": note("COLLECT")}
    names |= {"BUNDLE": note("BUNDLE"), "SPECPATH": str(ROOT), "DISTPATH": str(tmp_path)}
    exec(compile((ROOT / "build.spec").read_text("utf-8"), "build.spec", "exec"), names)
    return asked


def test_the_spec_makes_a_bundle_for_macos(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asked = executed(monkeypatch, tmp_path, "darwin")
    (program,) = asked["EXE"]
    assert (program["name"], program["console"], program["strip"], program["upx"]) == ("Rapport", False, False, False)
    assert program["icon"].endswith("app.icns")
    entitlements = plistlib.loads(Path(program["entitlements_file"]).read_bytes())
    assert set(entitlements) == {
        "com.apple.security.cs.allow-unsigned-executable-memory",
        "com.apple.security.cs.disable-library-validation",
    }
    assert all(value is True for value in entitlements.values())

    bundle = asked["BUNDLE"]
    assert bundle["bundle_identifier"] == product.IDENTIFIER
    said = plistlib.loads(plistlib.dumps(bundle["info_plist"]))
    documents, kinds = said["CFBundleDocumentTypes"], said["UTExportedTypeDeclarations"]
    for document, kind in zip(documents, kinds, strict=True):
        assert document["LSItemContentTypes"] == [kind["UTTypeIdentifier"]]
        assert document["CFBundleTypeIconFile"] == kind["UTTypeIconFile"]
    assert [kind["UTTypeTagSpecification"]["public.filename-extension"] for kind in kinds] == [
        ["rapport"],
        ["coachnotes"],
    ]
    brought = [Path(source).name for source, place in asked["Analysis"]["datas"] if place == "."]
    assert brought == [document["CFBundleTypeIconFile"] for document in documents] == ["plan.icns", "notes.icns"]
    assert said["CFBundleVersion"] == said["CFBundleShortVersionString"] == product.VERSION
    # The oldest macOS is the one that the locked PySide6 was made for.
    assert 'PySide6-Essentials>=6.11,<6.12"' in (ROOT / "pyproject.toml").read_text("utf-8")
    assert said["LSMinimumSystemVersion"] == "13.0"


def test_the_spec_makes_two_programs_for_windows(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asked = executed(monkeypatch, tmp_path, "win32")
    assert [(each["name"], each["console"]) for each in asked["EXE"]] == [("Rapport", False), ("rapport-cli", True)]
    for each in asked["EXE"]:
        assert each["icon"].endswith("app.ico")
        text = Path(each["version"]).read_text("utf-8")
        names = ("FixedFileInfo", "StringFileInfo", "StringTable", "StringStruct", "VarFileInfo", "VarStruct")
        kept = {name: lambda *parts, **said: (*parts, said) for name in (*names, "VSVersionInfo")}
        said = eval(text, kept)[-1]  # as PyInstaller reads it
        assert said["ffi"][-1]["filevers"] == product.numbers()
        assert f"'OriginalFilename', '{each['name']}.exe'" in text
    brought = [Path(source).name for source, place in asked["Analysis"]["datas"] if place == "."]
    assert brought == ["plan.ico", "notes.ico"]
    assert "BUNDLE" not in asked


@pytest.mark.parametrize(
    ("version", "numbers", "debian"),
    [
        ("0.1.0", (0, 1, 0, 0), "0.1.0"),
        ("1.2", (1, 2, 0, 0), "1.2"),
        ("1.2.0rc1", (1, 2, 0, 0), "1.2.0~rc1"),
        ("1.2.0.dev3", (1, 2, 0, 0), "1.2.0~.dev3"),
        ("1.2.0.post1", (1, 2, 0, 0), "1.2.0.post1"),
    ],
)
def test_a_version_on_trial_comes_before_the_version(version: str, numbers: tuple[int, ...], debian: str) -> None:
    assert product.numbers(version) == numbers
    assert packages.debian_version(version) == debian


def test_licences_come_along_and_name_the_duties_of_the_lgpl(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(product, "LICENCES", tmp_path / "licences")
    monkeypatch.setattr(licences, "SBOM", tmp_path / "sbom.json")
    laid = licences.write([])
    inside = {name for name, _file, _kind in laid}
    texts = {"README.txt", "LGPL-3.0.txt", "GPL-3.0.txt", "Rapport/LICENSE", "typst/LICENSE", "typst/inside.txt"}
    assert {f"resources/licences/{name}" for name in texts} <= inside
    index = (tmp_path / "licences" / "README.txt").read_text("utf-8")
    for said in (
        "GNU Lesser General Public License, version 3",
        "you may replace them",
        "finding faults",
        "code.qt.io",
    ):
        assert said in index
    for package in licences.packages():
        assert f"  {package.metadata['Name']} {package.version}" in index
    assert "fonts/SourceSans3-OFL.txt" in {name.removeprefix("resources/licences/") for name in inside}

    bill = json.loads((tmp_path / "sbom.json").read_text("utf-8"))
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.5")
    references = [each["bom-ref"] for each in bill["components"]]
    assert len(set(references)) == len(references)
    (typst,) = [each for each in bill["components"] if each["name"] == "typst"]
    assert len(typst["components"]) > 100


def drawn(folder: Path) -> None:
    """Icons, as far as copying goes."""
    for size in packages.PICTURE_SIZES:
        (folder / str(size)).mkdir(exist_ok=True)
        for name in ("app", *(kind.icon for kind in product.KINDS)):
            (folder / str(size) / f"{name}.png").write_bytes(b"")


def test_what_desktops_read_agrees_with_the_program(tmp_path: Path) -> None:
    entry = (LINUX / "rapport.desktop").read_text("utf-8")
    assert f"MimeType={''.join(f'{kind.mime};' for kind in product.KINDS)}" in entry.splitlines()
    assert "Exec=rapport %f" in entry
    assert 'setDesktopFileName("rapport")' in (ROOT / "desktop" / "app.py").read_text("utf-8")
    kinds = ET.parse(LINUX / "rapport.xml").getroot()
    space = "{http://www.freedesktop.org/standards/shared-mime-info}"
    said = [(kind.get("type"), [each.get("pattern") for each in kind.iter(f"{space}glob")]) for kind in kinds]
    assert said == [(kind.mime, [f"*{kind.suffix}"]) for kind in product.KINDS]
    assert [kind.findtext(f"{space}comment") for kind in kinds] == [kind.name for kind in product.KINDS]
    described = ET.parse(LINUX / f"{product.IDENTIFIER}.metainfo.xml").getroot()
    assert described.findtext("id") == product.IDENTIFIER
    assert described.findtext("launchable") == "rapport.desktop"
    assert [each.text for each in described.iter("mediatype")] == [kind.mime for kind in product.KINDS]
    releases = [each.get("version") for each in described.iter("release")]
    assert releases[0] == product.VERSION, "a release is described in the metainfo file first"
    drawn(tmp_path)
    packages.desktop_files(tmp_path / "share", tmp_path)
    hicolor = tmp_path / "share" / "icons" / "hicolor"
    for kind in product.KINDS:
        assert (hicolor / "scalable" / "mimetypes" / f"{kind.mime.replace('/', '-')}.svg").is_file()
    assert (hicolor / "48x48" / "apps" / "rapport.png").is_file()


@pytest.mark.parametrize(
    ("tool", "file", "options"),
    [
        ("desktop-file-validate", "rapport.desktop", []),
        ("appstreamcli", f"{product.IDENTIFIER}.metainfo.xml", ["validate", "--no-net"]),
    ],
)
def test_what_desktops_read_is_valid(tool: str, file: str, options: list[str]) -> None:
    if not shutil.which(tool):
        pytest.skip(f"there is no {tool}")
    done = subprocess.run([tool, *options, str(LINUX / file)], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="a script for Linux")
def test_the_archive_puts_itself_into_a_menu_and_out_again(tmp_path: Path) -> None:
    drawn(tmp_path)
    unpacked, share = tmp_path / "my programs" / "Rapport", tmp_path / "home" / ".local" / "share"
    packages.desktop_files(unpacked / "share", tmp_path)
    shutil.copy(LINUX / "menu-entry.sh", unpacked)
    theirs = share / "applications" / "other.desktop"
    theirs.parent.mkdir(parents=True)
    theirs.write_text("theirs", "utf-8")
    env = {"HOME": str(tmp_path / "home"), "PATH": os.environ["PATH"]}
    script = [str(unpacked / "menu-entry.sh")]

    subprocess.run(script, env=env, check=True, capture_output=True)
    entry = (theirs.parent / "rapport.desktop").read_text("utf-8").splitlines()
    assert f'Exec="{unpacked}/Rapport" %f' in entry
    assert f"TryExec={unpacked}/Rapport" in entry
    laid = [path.relative_to(unpacked / "share") for path in (unpacked / "share").rglob("*") if path.is_file()]
    assert [path for path in laid if not (share / path).is_file()] == [
        Path("metainfo") / f"{product.IDENTIFIER}.metainfo.xml"
    ]

    subprocess.run([*script, "--remove"], env=env, check=True, capture_output=True)
    assert not [path for path in laid if (share / path).exists()]
    assert theirs.read_text("utf-8") == "theirs"


@pytest.mark.skipif(sys.platform == "win32", reason="a script for Linux")
@pytest.mark.parametrize(
    "name", ["$(touch here)", "50% off", 'say "hello"', "a|b", "a\\b", "two\nlines", "this & that"]
)
def test_no_menu_entry_names_a_folder_that_it_would_misread(tmp_path: Path, name: str) -> None:
    unpacked = tmp_path / name
    drawn(tmp_path)
    packages.desktop_files(unpacked / "share", tmp_path)
    shutil.copy(LINUX / "menu-entry.sh", unpacked)
    env = {"HOME": str(tmp_path / "home"), "PATH": os.environ["PATH"]}
    done = subprocess.run([str(unpacked / "menu-entry.sh")], env=env, capture_output=True, text=True, timeout=60)
    assert done.returncode == 2
    assert "move it" in done.stderr
    assert not (tmp_path / "home").exists()


def test_what_the_installer_for_windows_lays_and_removes_is_one_list(tmp_path: Path) -> None:
    program = tmp_path / "program"
    for name in ("Rapport.exe", "_internal/a.dll", "_internal/deep/$b é.txt"):
        (program / name).parent.mkdir(parents=True, exist_ok=True)
        (program / name).touch()
    script, listed = setup.laid_out(program, tmp_path)
    lines = listed.read_bytes().decode("utf-16-le").split("\r\n")
    assert lines == [
        "Rapport.exe",
        "_internal\\a.dll",
        "_internal\\deep\\$b é.txt",
        "_internal\\deep\\",
        "_internal\\",
        "",
    ]
    said = script.read_text("utf-8").splitlines()
    assert [line for line in said if line.startswith("SetOutPath")] == [
        'SetOutPath "$INSTDIR"',
        'SetOutPath "$INSTDIR\\_internal"',
        'SetOutPath "$INSTDIR\\_internal\\deep"',
        'SetOutPath "$INSTDIR"',
    ]
    assert len([line for line in said if line.startswith("File ")]) == 3


def test_the_installer_for_windows_calls_kinds_of_files_as_the_rest_does() -> None:
    script = (ROOT / "installers" / "windows" / "rapport.nsi").read_text("utf-8")
    for kind in product.KINDS:
        named = f'"{kind.windows}" "{kind.suffix}" "{kind.mime}"'
        assert f'OPENS {named} "{kind.icon}.ico"' in script
        assert f"OPENS_NO_MORE {named}" in script
        assert f'LANG_ENGLISH}} "{kind.name}"' in script


@pytest.mark.skipif(
    not sys.platform.startswith("linux") or not shutil.which("readelf"), reason="there is no Linux or no readelf"
)
def test_the_package_asks_for_the_c_library_that_its_files_need(tmp_path: Path) -> None:
    (tmp_path / "_internal").mkdir()
    assert packages.libc_needed(tmp_path) == (2, 0)
    shutil.copy(QtCore.__file__, tmp_path / "_internal")
    assert packages.libc_needed(tmp_path) >= (2, 34)  # as its wheel says


def test_an_image_is_signed_and_notarised_only_with_the_means(tmp_path: Path) -> None:
    plain = image.commands(tmp_path / "a.dmg", {})
    assert [command[:2] for command in plain] == [["codesign", "--verify"], [sys.executable, "-m"]]
    signed = image.commands(tmp_path / "a.dmg", {"RAPPORT_SIGN_AS": "Developer ID"})
    assert [command[0] for command in signed[2:]] == ["codesign"]
    secrets = {"RAPPORT_NOTARY_KEY": "/key", "RAPPORT_NOTARY_KEY_ID": "id", "RAPPORT_NOTARY_ISSUER": "issuer"}
    whole = image.commands(tmp_path / "a.dmg", {"RAPPORT_SIGN_AS": "Developer ID", **secrets})
    said = [" ".join(command[: 3 if command[0] == "xcrun" else 2]) for command in whole]
    of_the_program = said.index("xcrun notarytool submit"), said.index("xcrun stapler staple")
    image_made = said.index(f"{sys.executable} -m")
    # The program's own ticket is in it before it goes into the image.
    assert of_the_program == (2, 3)
    assert str(image.APP) in whole[3]
    assert image_made > 3
    assert said[image_made + 1 :] == [
        "codesign --sign",
        "xcrun notarytool submit",
        "xcrun stapler staple",
        "spctl --assess",
    ]
    assert not [command for command in whole if "--sign" in command and "--deep" in command]


def test_the_image_shows_where_to_drag_the_program() -> None:
    settings = ROOT / "installers" / "macos" / "dmg_settings.py"
    said: dict[str, Any] = {"defines": {"app": "/dist/Rapport.app", "icon": "/app.icns"}}
    exec(compile(settings.read_text("utf-8"), "dmg_settings.py", "exec"), said)
    assert said["files"] == ["/dist/Rapport.app"]
    assert said["symlinks"] == {"Applications": "/Applications"}
    assert set(said["icon_locations"]) == {"Rapport.app", "Applications"}


@pytest.mark.skipif(setup.makensis() is None, reason="there is no makensis")
def test_the_installer_for_windows_compiles_without_a_warning(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from installers import icons

    monkeypatch.setattr(product, "ICONS", tmp_path)
    monkeypatch.setattr(sys, "argv", ["icons", str(tmp_path)])
    icons.main()
    program = tmp_path / "program"
    program.mkdir()
    setup.compiled("stand_in.nsi", program / "Rapport.exe")
    made = setup.installer(program, product.VERSION, tmp_path / "first-setup.exe")
    assert made.read_bytes().startswith(b"MZ")


def test_every_line_of_the_lock_file_is_looked_for() -> None:
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    lines = list(wheels.pins())
    pins = {pin.name: pin for pin in lines}
    assert len(lines) == len(re.findall(r"^[\w.-]+==", lock, re.M))
    assert all(pin.hashes for pin in lines)
    assert pins["dmgbuild"].wanted("darwin", "arm64", "3.12")
    assert not pins["dmgbuild"].wanted("win32", "AMD64", "3.12")
    assert pins["typst"].wanted("win32", "AMD64", "3.12")
