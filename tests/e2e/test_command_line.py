"""The main job from the command line: real processes, without a display and without setting anything."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import apsw
import pytest

from desktop.assets import asset
from desktop.plan import upgrades
from desktop.plan.lock import lock_path

ROOT = Path(__file__).parents[2]
LINKEDIN = """Notes:
"When exporting your connection data, you may notice that some of the email addresses are missing."

First Name,Last Name,URL,Email Address,Company,Position,Connected On
Marit,Solheim-Obi,https://www.linkedin.com/in/marit-solheim-obi,,"Fjordlight, Ltd",Director of Grids,12 Jan 2026
,,,,,,30 Apr 2026
Łukasz,Nowakowski,https://www.linkedin.com/in/lukasz-n,lukasz@nowa.example,Nowa,Engineer,03 Feb 2025
"""
CARDS = """BEGIN:VCARD\r
VERSION:3.0\r
FN:田中 美咲\r
N:田中;美咲;;;\r
EMAIL:misaki@tanaka.example\r
END:VCARD\r
BEGIN:VCARD\r
VERSION:2.1\r
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=BCrgen\r
TEL;WORK;VOICE:+49 30 5550100\r
END:VCARD\r
"""


class Said:
    """What a run of the program printed, and its exit code."""

    def __init__(self, done: subprocess.CompletedProcess[str]) -> None:
        self.code, self.out, self.err = done.returncode, done.stdout, done.stderr

    @property
    def lines(self) -> list[str]:
        assert "Traceback" not in self.err
        return self.err.splitlines()


Rapport = Callable[..., Said]


@pytest.fixture
def rapport(tmp_path: Path) -> Rapport:
    """Runs the program in `tmp_path` as a fresh shell would: no display, no Qt settings."""
    env = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY") and not k.startswith("QT_")}

    def run(*arguments: object, cwd: Path = tmp_path) -> Said:
        command = [sys.executable, "-m", "desktop", *map(str, arguments)]
        env["PYTHONPATH"] = str(ROOT)
        return Said(
            subprocess.run(
                command, cwd=cwd, env=env, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False
            )
        )

    return run


@pytest.fixture
def files(tmp_path: Path) -> Path:
    (tmp_path / "Connections.csv").write_text(LINKEDIN, encoding="utf-8-sig")
    (tmp_path / "people.vcf").write_bytes(CARDS.encode())
    return tmp_path


def test_the_main_job(rapport: Rapport, files: Path) -> None:
    assert rapport("new", "a.rapport").code == 0
    first = rapport("import", "a.rapport", "Connections.csv", "people.vcf", "--json")
    assert first.code == 0
    report = json.loads(first.out)
    assert {k: report[k] for k in ("created", "merged", "skipped", "failed")} == {
        "created": 4,
        "merged": 0,
        "skipped": 1,
        "failed": 0,
    }
    assert [row["outcome"] for row in report["rows"]] == ["skipped"]
    again = json.loads(rapport("import", "a.rapport", "Connections.csv", "people.vcf", "--json").out)
    assert (again["created"], again["failed"]) == (0, 0)
    checked = json.loads(rapport("check", "a.rapport", "--json").out)
    assert (checked["ok"], checked["counts"]["contacts"]) == (True, 4)
    assert checked["schema_version"] == upgrades.SCHEMA_VERSION
    assert rapport("export", "a.rapport", "a.json").code == 0
    people = json.loads((files / "a.json").read_bytes())["contacts"]
    assert {p["name"] for p in people} == {"Marit Solheim-Obi", "Łukasz Nowakowski", "田中 美咲", "Jürgen Müller"}
    assert {p["tier"] for p in people} == {None}
    assert rapport("export", "a.rapport", "a.pdf", "--date", "2026-03-02").code == 0
    assert (files / "a.pdf").read_bytes().startswith(b"%PDF-")
    assert not list(files.glob("*.lock"))
    assert not list(files.glob(".*"))


def test_new_people_are_placed_when_asked(rapport: Rapport, files: Path) -> None:
    rapport("new", "a.rapport")
    assert rapport("import", "a.rapport", "people.vcf", "--tier", "ally", "--date", "2026-03-02").code == 0
    rapport("export", "a.rapport", "a.json")
    people = json.loads((files / "a.json").read_bytes())["contacts"]
    assert [(p["tier"], p["tier_history"]) for p in people] == [("ally", [{"tier": "ally", "from": "2026-03-02"}])] * 2


def test_a_dry_run_writes_nothing(rapport: Rapport, files: Path) -> None:
    rapport("new", "a.rapport")
    before = (files / "a.rapport").read_bytes()
    said = rapport("import", "a.rapport", "people.vcf", "--dry-run", "--json")
    assert json.loads(said.out)["created"] == 2
    assert (
        json.loads(rapport("import", "a.rapport", asset("sample-plan.json"), "--dry-run", "--json").out)["created"]
        == 45
    )
    assert (files / "a.rapport").read_bytes() == before


@pytest.mark.parametrize("kind", ["personal", "workshop"])
def test_a_sample_comes_with_its_own_dates_and_back_out_unchanged(rapport: Rapport, tmp_path: Path, kind: str) -> None:
    assert rapport("new", "s.rapport", "--sample", kind).code == 0
    assert rapport("export", "s.rapport", "s.json").code == 0
    original = asset("sample-plan.json" if kind == "personal" else "sample-workshop.json")
    assert json.loads((tmp_path / "s.json").read_bytes()) == json.loads(original.read_bytes())
    assert rapport("new", "e.rapport").code == 0
    assert json.loads(rapport("import", "e.rapport", "s.json", "--json").out)["failed"] == 0
    rapport("export", "e.rapport", "e.json")
    assert (tmp_path / "e.json").read_bytes() == (tmp_path / "s.json").read_bytes()


def test_new_refuses_to_overwrite(rapport: Rapport, tmp_path: Path) -> None:
    rapport("new", "a.rapport", "--sample")
    before = (tmp_path / "a.rapport").read_bytes()
    said = rapport("new", "a.rapport")
    assert (said.code, len(said.lines)) == (2, 1)
    assert (tmp_path / "a.rapport").read_bytes() == before


def test_one_unreadable_file_and_nothing_is_written(rapport: Rapport, files: Path) -> None:
    rapport("new", "a.rapport")
    before = (files / "a.rapport").read_bytes()
    (files / "empty.csv").write_bytes(b"")
    (files / "binary.csv").write_bytes(bytes(range(256)) * 64)
    (files / "prose.txt").write_text("Dear diary, today I met nobody.\n", encoding="utf-8")
    (files / "cut.vcf").write_bytes(CARDS.encode()[:60])
    (files / "half.json").write_bytes(asset("sample-plan.json").read_bytes()[:5000])
    with (files / "huge.csv").open("wb") as huge:
        huge.truncate(2**30)
    (files / "folder.csv").mkdir()
    bad = ["empty.csv", "binary.csv", "prose.txt", "cut.vcf", "half.json", "huge.csv", "folder.csv", "nothing.csv"]
    for name in bad:
        said = rapport("import", "a.rapport", "people.vcf", name)
        assert (said.code, len(said.lines), said.out) == (2, 1, ""), name
    assert (files / "a.rapport").read_bytes() == before


def test_check_tells_sound_damaged_and_something_else_apart(rapport: Rapport, tmp_path: Path) -> None:
    rapport("new", "a.rapport", "--sample")
    assert rapport("check", "a.rapport").code == 0
    whole = (tmp_path / "a.rapport").read_bytes()
    (tmp_path / "half.rapport").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "text.rapport").write_text("no plan", encoding="utf-8")
    damaged = rapport("check", "half.rapport", "--json")
    assert (damaged.code, json.loads(damaged.out)["ok"]) == (1, False)
    assert (rapport("check", "text.rapport").code, rapport("check", "nothing.rapport").code) == (2, 2)
    assert (tmp_path / "half.rapport").read_bytes() == whole[: len(whole) // 2]


@pytest.mark.parametrize(
    "arguments",
    [
        ["export", "a.rapport", "a.docx"],
        ["export", "a.rapport", "a.rapport"],
        ["export", "a.rapport", "nowhere/a.json"],
        ["export", "nothing.rapport", "a.json"],
        ["import", "a.rapport", "people.vcf", "--tier", "friend"],
        ["check", "a.rapport", "--date", "yesterday"],
        ["shot", "a.rapport", "a.png", "--screen", "nowhere"],
        ["shot", "a.rapport", "a.svg", "--screen", "people"],
        ["shot", "a.rapport", "a.png", "--screen", "map", "--size", "7x7"],
        ["frobnicate"],
        ["new"],
    ],
)
def test_what_cannot_be_done_is_one_line_and_exit_2(rapport: Rapport, files: Path, arguments: list[str]) -> None:
    rapport("new", "a.rapport", "--sample")
    before = sorted(files.iterdir())
    said = rapport(*arguments)
    assert (said.code, len(said.lines)) == (2, 1), said.err
    assert sorted(files.iterdir()) == before


def test_a_plan_in_use_is_not_written_by_a_second_program(rapport: Rapport, files: Path) -> None:
    rapport("new", "a.rapport")
    lock_path(files / "a.rapport").write_text(json.dumps({"host": "elsewhere.example", "pid": 1}), encoding="utf-8")
    said = rapport("import", "a.rapport", "people.vcf")
    assert (said.code, len(said.lines)) == (2, 1)
    assert rapport("export", "a.rapport", "a.json").code == 0


def test_the_window_needs_a_display_and_says_so(rapport: Rapport, tmp_path: Path) -> None:
    said = rapport()
    assert (said.code, len(said.lines)) == (2, 1)
    rapport("new", "a.rapport", "--sample")
    said = rapport("a.rapport")
    assert (said.code, len(said.lines)) == (2, 1)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_screen_is_drawn_into_a_picture(rapport: Rapport, tmp_path: Path, theme: str) -> None:
    from PySide6.QtGui import QImage

    rapport("new", "a.rapport", "--sample")
    said = rapport(
        "shot", "a.rapport", "a.png", "--screen", "map", "--size", "1024x640", "--theme", theme, "--date", "2026-03-02"
    )
    assert said.code == 0, said.err
    picture = QImage(str(tmp_path / "a.png"))
    assert (picture.width(), picture.height()) == (1024, 640)
    ground = picture.pixelColor(300, 630).lightness()
    assert (ground > 200) == (theme == "light")
    colours = {picture.pixel(x, y) for x in range(0, 1024, 7) for y in range(0, 640, 7)}
    assert len(colours) > 30


def test_the_map_alone_is_drawn_as_a_drawing(rapport: Rapport, tmp_path: Path) -> None:
    rapport("new", "a.rapport", "--sample")
    said = rapport("shot", "a.rapport", "map.svg", "--screen", "map", "--date", "2026-03-02")
    assert said.code == 0, said.err
    drawing = (tmp_path / "map.svg").read_text("utf-8")
    assert "Caradoc Finnimore" in drawing
    assert "key relationship, heading to" in drawing


def test_without_a_display_the_demo_does_the_main_job(rapport: Rapport, home: Path) -> None:
    said = rapport("demo", "--date", "2026-11-22")
    assert said.code == 0, said.err
    made = sorted(p.name for p in home.rglob("*") if p.is_file())
    assert {"Sample plan.rapport", "Sample plan.pdf", "Sample plan.png"} <= set(made)
    assert all(name in said.out for name in ("Sample plan.rapport", "Sample plan.pdf", "Sample plan.png"))


def test_every_file_but_those_named_lies_in_the_data_folder(rapport: Rapport, files: Path, home: Path) -> None:
    rapport("new", "a.rapport", "--sample")
    rapport("import", "a.rapport", "people.vcf")
    rapport("export", "a.rapport", "a.pdf")
    rapport("shot", "a.rapport", "a.png", "--screen", "people")
    assert sorted(p.name for p in files.iterdir()) == ["Connections.csv", "a.pdf", "a.png", "a.rapport", "people.vcf"]
    outside = [p for p in home.rglob("*") if p.is_file() and "Rapport" not in p.parts]
    assert outside == []


@pytest.mark.skipif(shutil.which("unshare") is None, reason="needs unshare")
def test_it_works_where_there_is_no_network(rapport: Rapport, tmp_path: Path) -> None:
    rapport("new", "a.rapport", "--sample")
    command = [
        "unshare",
        "-rn",
        sys.executable,
        "-m",
        "desktop",
        "export",
        str(tmp_path / "a.rapport"),
        str(tmp_path / "a.pdf"),
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    if "unshare" in done.stderr:
        pytest.skip("no rights for a network namespace here")
    assert done.returncode == 0, done.stderr


def shell(rapport_command: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a line of shell in which $R is the program."""
    env = os.environ | {"R": f"{sys.executable} -m desktop", "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        ["sh", "-c", rapport_command], cwd=cwd, env=env, capture_output=True, text=True, timeout=120, check=False
    )


@pytest.mark.skipif(shutil.which("sh") is None, reason="needs a shell")
@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("$R check a.rapport >&-", 0),
        ("$R check a.rapport 2>&-", 0),
        ("$R check half.rapport 2>&-", 1),
        ("$R check nothing 2>&- >&-", 2),
        ("$R import a.rapport people.vcf --json >/dev/full", 2),
        (f"$R new {'x' * 300}.rapport", 2),
        (f"$R export a.rapport {'x' * 300}.json", 2),
        ("HOME=/proc XDG_DATA_HOME=/proc/x $R shot a.rapport a.png --screen map", 2),
        ("HOME=/proc XDG_DATA_HOME=/proc/x $R demo", 2),
        (r"""$R new "$(printf '\377.rapport')" """, 2),
    ],
)
def test_whatever_the_shell_does_there_is_no_traceback(rapport: Rapport, files: Path, line: str, code: int) -> None:
    rapport("new", "a.rapport", "--sample")
    whole = (files / "a.rapport").read_bytes()
    (files / "half.rapport").write_bytes(whole[: len(whole) // 2])
    done = shell(line, files)
    assert "Traceback" not in done.stderr
    assert done.returncode == code, done.stderr
    assert len(done.stderr.splitlines()) <= 1


def test_names_of_others_cannot_command_the_terminal(rapport: Rapport, tmp_path: Path) -> None:
    document = json.loads(asset("sample-plan.json").read_bytes())
    document["contacts"][0]["name"] = "Ev\x1b[31mil\nname"
    (tmp_path / "evil.json").write_text(json.dumps(document), encoding="utf-8")
    rapport("new", "a.rapport")
    rapport("import", "a.rapport", "evil.json")
    for said in (
        rapport("import", "a.rapport", "evil.json"),
        rapport("shot", "a.rapport", "a.png", "--screen", "a\x1b[31m\nb"),
        rapport("figures", "a.rapport"),
        rapport("check", "a\x1b[31m\nb.rapport"),
        rapport("check", "a.rapport", "--date", "a\x1b[31m\nb"),
    ):
        assert "\x1b" not in said.out + said.err
        assert len(said.lines) <= 1


def test_rows_that_make_no_sense_are_damage_and_not_a_bug(rapport: Rapport, files: Path) -> None:
    rapport("new", "a.rapport", "--sample")
    db = apsw.Connection(str(files / "a.rapport"))
    db.execute("UPDATE contacts SET tags='{no list' WHERE id=9")
    db.close()
    assert rapport("check", "a.rapport").code == 1
    for arguments in (
        ["export", "a.rapport", "a.json"],
        ["export", "a.rapport", "a.pdf"],
        ["import", "a.rapport", "people.vcf"],
    ):
        said = rapport(*arguments)
        assert (said.code, len(said.lines)) == (2, 1), said.err


def test_a_plan_with_a_broken_page_is_not_written(rapport: Rapport, files: Path) -> None:
    rapport("new", "a.rapport", "--sample")
    whole = bytearray((files / "a.rapport").read_bytes())
    whole[60 * 4096 : 61 * 4096] = bytes(4096)
    (files / "a.rapport").write_bytes(whole)
    said = rapport("import", "a.rapport", "people.vcf")
    assert (said.code, len(said.lines)) == (2, 1)
    assert (files / "a.rapport").read_bytes() == whole


def test_a_protected_plan_from_the_first_byte_to_the_last(rapport: Rapport, tmp_path: Path) -> None:
    (tmp_path / "words").write_text("a warm lamp, two chairs\n", encoding="utf-8")
    (tmp_path / "others").write_text("another twelve characters\n", encoding="utf-8")
    assert rapport("new", "p.rapport", "--sample", "--passphrase-file", "words").code == 0
    refused = rapport("check", "p.rapport")
    assert refused.code == 2
    assert refused.lines == ["rapport: This plan is protected. Give its passphrase with --passphrase-file."]
    refused = rapport("passphrase", "p.rapport", "--passphrase-file", "words")
    assert refused.lines == ["rapport: Give the new passphrase with --new-passphrase-file."]
    assert rapport("check", "p.rapport", "--passphrase-file", "words").code == 0
    arguments = ("--passphrase-file", "words", "--new-passphrase-file", "others")
    assert rapport("passphrase", "p.rapport", *arguments).code == 0
    assert rapport("export", "p.rapport", "all.json", "--passphrase-file", "words").code == 2
    assert rapport("export", "p.rapport", "all.json", "--passphrase-file", "others").code == 0
    assert json.loads((tmp_path / "all.json").read_bytes())["contacts"]
