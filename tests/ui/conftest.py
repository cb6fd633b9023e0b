"""Windows on real plan files."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.assets import asset
from desktop.domain.job import run
from desktop.exchange import plan_json
from desktop.plan import companion, document
from desktop.plan.file import Plan
from desktop.plan.key import Key, new_key
from desktop.plan.step import Edit
from desktop.ui import jobs
from desktop.ui.main_window import MainWindow
from desktop.ui.theme import LIGHT_ONLY, Theme

TODAY = date(2026, 3, 2)
LONG = 60_000
"""Milliseconds that a test waits for what comes at once on a machine with nothing else to do."""


@pytest.fixture(autouse=True)
def short_work_is_over_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What takes a quiet machine less than one slice does so on a busy one, too."""
    monkeypatch.setattr(jobs, "_SLICE_MS", 1000)


@pytest.fixture
def turn_by_turn(short_work_is_over_at_once: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Long work hands back to the event loop as often as it does for a person."""
    monkeypatch.setattr(jobs, "_SLICE_MS", 8)


@pytest.fixture(scope="session")
def fonts(qapp: QApplication) -> None:
    """Fonts for every script of the sample, whatever the machine has."""
    for font in sorted(asset("fonts").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(font))


@pytest.fixture
def empty_path(tmp_path: Path) -> Path:
    """A new plan with nobody in it."""
    path = tmp_path / "Empty.rapport"
    Plan.create(path, lambda plan: document.start(plan, "personal", "Tamsin"))
    return path


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample plan as it ships; made once, to be copied."""
    path = tmp_path_factory.mktemp("sample") / "Sample.rapport"

    def fill(plan: Plan) -> None:
        values = plan_json.values_of(plan_json.parse(asset("sample-plan.json").read_bytes()), {}, None)
        run(document.replace_all(plan, values, Edit.SET_UP))

    Plan.create(path, fill)
    return path


@pytest.fixture
def sample_path(sample_file: Path, tmp_path: Path) -> Path:
    """A sample plan of the test's own."""
    return Path(shutil.copy(sample_file, tmp_path / "Sample.rapport"))


NOTES_WORDS = "nine birds over water"


@pytest.fixture(scope="session")
def notes_key() -> Key:
    """Of a coach's own notes; made once, as that takes its time by design."""
    return run(new_key(NOTES_WORDS))


@pytest.fixture
def notes(sample_path: Path, notes_key: Key) -> Path:
    """A coach's own notes beside the sample."""
    found = companion.free_name(sample_path)
    with Plan.open(sample_path) as plan:
        companion.begin(found, plan, notes_key)
    return found


OpenWindow = Callable[..., MainWindow]


@pytest.fixture
def theme(qapp: QApplication, fonts: None) -> Theme:
    return Theme(qapp, LIGHT_ONLY)


@pytest.fixture
def open_window(qtbot: QtBot, theme: Theme, tmp_path: Path) -> OpenWindow:
    """Opens the window on a plan, on a screen, and waits until it stands."""

    def open_(path: Path | None, screen: str = "people") -> MainWindow:
        window = MainWindow(theme, lambda: TODAY, lambda _kind: tmp_path / "Sample.rapport", folder=lambda: tmp_path)
        qtbot.addWidget(window)
        window.resize(1200, 760)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        if path is not None:
            window.files.open_path(path)
            workspace = window.workspace
            assert workspace is not None
            workspace.show_screen(screen)
            workspace.finish()
        return window

    return open_
