"""Nothing is cut, nothing is without a name, nothing sticks out: on every screen, menu and dialog.

`make audit` goes through all of it in both themes, every language, one of long words, one from right to left, and both
sizes, and leaves a picture of each stop in the folder `audit`; `make audit ARGS="-k small_window"` is a quick look.
"""

import os
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.job import run
from desktop.plan.key import Key, new_key
from desktop.samples import new_plan
from desktop.ui.main_window import MainWindow
from desktop.ui.screens import PERSONAL, WORKSHOP
from desktop.ui.theme import DARK_ONLY, LIGHT_ONLY, Theme
from desktop.words import LANGUAGES, speak
from tests.ui.audit import tour
from tests.ui.audit.look import findings
from tests.ui.audit.pseudo import LEFTWARD, PSEUDO, speak_pseudo
from tests.ui.audit.tour import Tour
from tests.ui.conftest import TODAY

LARGE, SMALL = (1440, 900), (1024, 640)
WELCOME = "welcome"
KINDS = (WELCOME, PERSONAL, WORKSHOP)
PICTURES = "RAPPORT_AUDIT"
"""The environment variable that says where pictures go."""

pytestmark = pytest.mark.audit

toured: set[str] = set()
seen: set[type] = set()


@pytest.fixture(scope="session")
def key() -> Key:
    return run(new_key("seven lanterns over quiet water"))


@pytest.fixture(autouse=True)
def as_before(qapp: QApplication) -> Iterator[None]:
    yield
    speak("en")
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


Audit = Callable[..., list[str]]


@pytest.fixture
def audit(
    qtbot: QtBot, qapp: QApplication, fonts: None, tmp_path: Path, key: Key, monkeypatch: pytest.MonkeyPatch
) -> Audit:
    """Goes through one kind of file and says what is wrong."""
    tour.without_system_dialogs(monkeypatch)

    def go(
        kind: str, size: tuple[int, int], language: str = PSEUDO, theme: str = LIGHT_ONLY, *, dialogs: bool = True
    ) -> list[str]:
        if language in LANGUAGES:
            speak(language)
        else:
            speak_pseudo(monkeypatch)
        if language == LEFTWARD:
            qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        window = MainWindow(Theme(qapp, theme), lambda: TODAY, lambda _kind: tmp_path / "none", lambda: tmp_path)
        qtbot.addWidget(window)
        window.resize(*size)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        found: dict[str, str] = {}
        wanted = os.environ.get(PICTURES)
        folder = Path(wanted) / f"{language}-{size[0]}x{size[1]}-{theme}-{kind}" if wanted else None
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)

        def look(name: str, root: QWidget) -> None:
            for each in findings(root):
                found.setdefault(each, name)
            if folder is not None:
                root.grab().save(str(folder / f"{len(list(folder.iterdir())):03} {name}.png"))

        going = Tour(window, look, dialogs=dialogs)
        if kind != WELCOME:
            new_plan(tmp_path / "Plan.rapport", kind)
            window.files.open_path(tmp_path / "Plan.rapport")
        if kind == PERSONAL:
            tour.personal(going, key)
        elif kind == WORKSHOP:
            tour.workshop(going)
        else:
            tour.before_a_plan(going)
        if dialogs:
            seen.update(going.seen)
            toured.add(kind)
        return [f"{name}: {each}" for each, name in found.items()]

    return go


@pytest.mark.parametrize("kind", KINDS)
def test_all_is_whole_and_has_a_name_in_a_small_window(audit: Audit, kind: str) -> None:
    found = audit(kind, SMALL)
    assert not found, "\n".join(["", *found])


@pytest.mark.parametrize("kind", [PERSONAL, WORKSHOP])
def test_screens_are_whole_in_a_large_window(audit: Audit, kind: str) -> None:
    found = audit(kind, LARGE, dialogs=False)
    assert not found, "\n".join(["", *found])


@pytest.mark.parametrize("kind", [PERSONAL, WORKSHOP])
def test_screens_are_whole_from_right_to_left(audit: Audit, kind: str) -> None:
    found = audit(kind, SMALL, LEFTWARD, dialogs=False)
    assert not found, "\n".join(["", *found])


def test_no_dialog_is_forgotten() -> None:
    if toured != set(KINDS):
        pytest.skip("not all of the program was gone through")
    tour.import_all()
    assert not {each.__name__ for each in tour.every_dialog() - seen}


@pytest.mark.parametrize(
    ("language", "size", "theme", "kind"),
    list(product((*LANGUAGES, PSEUDO, LEFTWARD), (LARGE, SMALL), (LIGHT_ONLY, DARK_ONLY), KINDS)),
)
def test_whole(audit: Audit, language: str, size: tuple[int, int], theme: str, kind: str) -> None:
    found = audit(kind, size, language, theme)
    assert not found, "\n".join(["", *found])
