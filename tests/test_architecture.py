"""The rules of the house that no reader should have to check by eye."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = sorted((ROOT / "desktop").rglob("*.py"))

TOP_LEVEL = {
    ".ci", ".github", ".gitignore", "LICENSE", "Makefile", "README.md", "build.spec",
    "desktop", "installers", "pyproject.toml", "requirements.lock", "resources", "tests",
}  # fmt: skip

# The floors that may ask what day it is; everywhere else the date is a parameter.
MAY_READ_THE_CLOCK = re.compile(r"desktop/(ui/.*|cli|app)\.py")
CLOCK_CALLS = {
    ("date", "today"), ("datetime", "today"), ("datetime", "now"), ("datetime", "utcnow"),
    ("time", "time"), ("time", "time_ns"), ("time", "localtime"), ("time", "gmtime"), ("time", "ctime"),
    ("uuid", "uuid1"),
}  # fmt: skip
CLOCK_IN_SQL = re.compile(r"CURRENT_(DATE|TIME|TIMESTAMP)\b|\b(date|time|datetime|julianday|unixepoch)\(\s*'now'", re.I)


def test_imports_point_down() -> None:
    """The contracts stand in pyproject.toml, [tool.importlinter]."""
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()", "--no-cache"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert result.returncode == 0, result.stdout + result.stderr


def clock_readings(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield (line, what) for each call of the clock; a stopwatch (`time.monotonic`, `perf_counter`) is none."""
    functions = {name for owner, name in CLOCK_CALLS if owner == "time"}
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(value=ast.Name(id=owner) | ast.Attribute(attr=owner), attr=name):
                if (owner, name) in CLOCK_CALLS:
                    yield node.lineno, f"{owner}.{name}"
            case ast.ImportFrom(module="time", names=names):
                yield from ((node.lineno, f"time.{alias.name}") for alias in names if alias.name in functions)
            case ast.Constant(value=str(text)) if found := CLOCK_IN_SQL.search(text):
                yield node.lineno, found.group()


@pytest.mark.parametrize(
    "source",
    [
        "import datetime\nprint(datetime.date.today())",
        "from datetime import date\nnow = date.today",
        "from datetime import datetime, UTC\ndatetime.now(UTC)",
        "import time\ntime.time()",
        "from time import time",
        "sql = \"SELECT date('now')\"",
        "sql = 'INSERT INTO log VALUES (CURRENT_TIMESTAMP)'",
    ],
)
def test_the_clock_rule_sees(source: str) -> None:
    assert list(clock_readings(ast.parse(source)))


def test_the_clock_rule_lets_a_stopwatch_and_a_date_pass() -> None:
    source = "import time\ntime.monotonic()\nfrom datetime import date\ndate.fromisoformat('2026-03-02')\ntoday = date"
    assert not list(clock_readings(ast.parse(source)))


def test_only_the_top_floors_read_the_clock() -> None:
    found = [
        f"{path.relative_to(ROOT).as_posix()}:{line} {what}"
        for path in SOURCES
        if not MAY_READ_THE_CLOCK.fullmatch(path.relative_to(ROOT).as_posix())
        for line, what in clock_readings(ast.parse(path.read_text("utf-8")))
    ]
    assert not found


def test_nothing_reaches_a_network() -> None:
    """QtNetwork serves the pipe between windows of one user; Python's `socket` tells this computer's name."""
    found = {
        (path.relative_to(ROOT).as_posix(), name)
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in [getattr(node, "module", None) or "", *(alias.name for alias in node.names)]
        if re.match(r"(socket|ssl|http|urllib\.request|ftplib|smtplib|asyncio|PySide6\.QtNetwork)$", name)
    }
    assert found == {("desktop/ui/neighbour.py", "PySide6.QtNetwork"), ("desktop/plan/lock.py", "socket")}


READS_MARKUP = {
    "QTextEdit", "QTextBrowser", "QMessageBox", "QInputDialog", "QProgressDialog", "QErrorMessage", "QWhatsThis",
    "QGraphicsTextItem", "QWebEngineView", "setHtml", "setMarkdown", "insertHtml", "appendHtml", "setWhatsThis",
    "setStatusTip", "setOpenExternalLinks", "fromHtml", "RichText", "MarkdownText", "AutoText",
}  # fmt: skip
OWN_PAGES = "desktop/ui/help/guide.py"
"""Shows pages that come with the program, and reads pictures from their folder alone."""
TELLS = "desktop/ui/help/what_is.py"
"""Shows what is told about fields, made plain (`plain_tip`) as the tips are."""
MAKE_LABELS = {"desktop/ui/widgets.py", "desktop/ui/welcome/screen.py", "desktop/ui/map/tray.py"}
OPEN_ADDRESSES = {"desktop/ui/inspector/links.py", "desktop/ui/going_out.py", "desktop/ui/papers/preview.py"}


def names_in(path: Path) -> Iterator[tuple[int, str]]:
    """Yield (line, name) for every name that a module uses."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Name):
            yield node.lineno, node.id
        elif isinstance(node, ast.Attribute):
            yield node.lineno, node.attr


def test_nothing_takes_text_for_markup() -> None:
    """Such widgets load pictures that a text names. Labels are made in one place, which says that text is plain."""
    ui = [path for path in SOURCES if path.relative_to(ROOT).as_posix().startswith(("desktop/ui/", "desktop/app"))]
    found = [
        f"{path.relative_to(ROOT).as_posix()}:{line} {name}"
        for path in ui
        for line, name in names_in(path)
        if name in READS_MARKUP and path not in (ROOT / OWN_PAGES, ROOT / TELLS)
    ]
    assert not found
    labels = {
        path.relative_to(ROOT).as_posix()
        for path in ui
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("QLabel", "Wrapped")
    }
    assert labels <= MAKE_LABELS


def test_tips_are_escaped() -> None:
    """Qt looks for markup in a tooltip: text of a person goes through `tips.tip`, only our own words do not."""
    found = [
        f"{path.relative_to(ROOT).as_posix()}:{node.lineno}"
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "setToolTip"
        if path.name != "tips.py" or path.parent.name != "ui"
        if not (isinstance(node.args[0], ast.Call) and getattr(node.args[0].func, "id", "") == "_")
    ]
    assert [each.rpartition(":")[0] for each in found] == ["desktop/ui/actions.py"], "its words are all our own"


def test_addresses_are_opened_where_they_are_looked_at() -> None:
    found = {
        path.relative_to(ROOT).as_posix()
        for path in SOURCES
        for _line, name in names_in(path)
        if name == "QDesktopServices"
    }
    assert found <= OPEN_ADDRESSES


def tracked_files() -> list[Path]:
    """The files of the project: what git tracks, or nothing outside a clone."""
    try:
        names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git clone")
    return [ROOT / name for name in names.split("\0") if name and (ROOT / name).is_file()]


def test_the_top_level_is_fixed() -> None:
    assert {path.relative_to(ROOT).parts[0] for path in tracked_files()} <= TOP_LEVEL


def text_files() -> Iterator[tuple[str, str]]:
    for path in tracked_files():
        data = path.read_bytes()
        if b"\0" not in data[:8192]:
            yield path.relative_to(ROOT).as_posix(), data.decode("utf-8", "replace")


def test_no_file_names_a_package_registry() -> None:
    """Where packages come from is set on each machine; the lock file holds hashes, which say what they are."""
    hosts = [
        "pypi" + ".org",
        "python" + "hosted.org",
        "registry.npm" + "js.org",
        "deb.debian" + ".org",
        "anaconda" + ".org",
    ]
    options = ["--index" + "-url", "--extra-index" + "-url", "--find" + "-links", "--trusted" + "-host"]
    pattern = re.compile("|".join(map(re.escape, hosts + options)))
    assert not [(name, found.group()) for name, text in text_files() if (found := pattern.search(text))]


def test_made_up_people_have_made_up_addresses() -> None:
    """Mail to `.example` reaches nobody: the only addresses that samples, tests and texts may hold."""
    address = re.compile(r"[\w.+-]+@((?:[\w-]+\.)+[a-z]{2,})\b", re.I)
    reachable = [
        (name, found.group())
        for name, text in text_files()
        for found in address.finditer(text)
        if not found.group(1).lower().endswith(".example")
    ]
    assert not reachable
