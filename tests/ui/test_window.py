"""The window as a whole: opening, saving as one types, undo by name, read-only plans, copies, pictures."""

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QStandardPaths, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.domain import records as r
from desktop.domain.errors import KnownError
from desktop.plan import edits, errors, read
from desktop.plan.check import check
from desktop.plan.file import Plan
from desktop.ui import shot
from desktop.ui.dialogs.about import About
from desktop.ui.dialogs.plan import Objective
from desktop.ui.fields import LineEdit
from desktop.ui.file_names import is_plan
from desktop.ui.help.keyboard import Keyboard
from desktop.ui.main_window import MainWindow
from desktop.ui.palette import DARK, LIGHT, Palette
from desktop.ui.personal import PersonalWorkspace
from desktop.ui.recent import Recent
from desktop.ui.screens import screens
from desktop.ui.session import Session
from desktop.ui.theme import DARK_ONLY, LIGHT_ONLY, Theme, on_accent

from .conftest import LONG, TODAY, OpenWindow


@pytest.fixture
def window(open_window: OpenWindow, sample_path: Path) -> MainWindow:
    return open_window(sample_path)


def parts(window: MainWindow) -> tuple[Session, PersonalWorkspace]:
    assert window.session is not None
    assert window.personal is not None
    return window.session, window.personal


def said(workspace: PersonalWorkspace) -> str:
    return workspace.status.state.text()


def test_it_says_who_is_in_and_that_all_is_saved(window: MainWindow) -> None:
    _session, workspace = parts(window)
    assert workspace.status.counts.text() == "45 people · 85 ties · 6 key relationships"
    assert said(workspace) == "Saved"
    assert window.windowTitle() == "Rapport[*]", "the plan is named there only where that is wished"


def test_words_are_saved_after_a_rest_and_the_status_says_so(window: MainWindow, qtbot: QtBot) -> None:
    session, workspace = parts(window)
    field = LineEdit("Role", rest_ms=30)
    field.settled.connect(lambda text: session.do(lambda: edits.change(session.plan, r.Contact, 8, "M", role=text)))
    workspace.inspector.layout().addWidget(field)  # pyright: ignore[reportOptionalMemberAccess]
    session.select(8)
    field.setFocus()
    qtbot.keyClicks(field, "Chief")
    assert said(workspace) == "Saving…"
    qtbot.waitUntil(lambda: said(workspace) == "Saved")
    found = read.record(session.plan, r.Contact, 8)
    assert found is not None
    assert found.role == "Chief"
    with Plan.open_to_read(session.plan.path) as there:
        again = read.record(there, r.Contact, 8)
        assert again is not None
        assert again.role == "Chief", "it is in the file, not only in the window"


def test_undo_and_redo_show_what_they_would_do(window: MainWindow, qtbot: QtBot) -> None:
    session, workspace = parts(window)
    assert (window.actions_.undo.isEnabled(), window.actions_.undo.text()) == (False, "Undo")
    session.do(lambda: edits.change(session.plan, r.Contact, 8, "R&D <b>", role="x"))
    assert window.actions_.undo.text() == "Undo “Change a person: R&&D <b>”"
    assert window.actions_.undo.toolTip() == "Undo"
    qtbot.keyClick(workspace, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(window.actions_.redo.isEnabled)
    assert window.actions_.redo.text() == "Redo “Change a person: R&&D <b>”"
    assert not window.actions_.undo.isEnabled()


def test_the_deleted_person_is_shown_no_more(window: MainWindow, qtbot: QtBot) -> None:
    session, workspace = parts(window)
    session.select(8)
    qtbot.waitUntil(workspace.inspector.isVisible)
    window.delete_selected()
    qtbot.waitUntil(lambda: session.person is None)
    assert not workspace.inspector.isVisible()


def test_opening_shows_no_other_window(open_window: OpenWindow, sample_path: Path, qtbot: QtBot) -> None:
    seen: list[str] = []

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
                seen.append(type(watched).__name__)
            return False

    watch = Watch()
    app = QApplication.instance()
    assert app is not None
    app.installEventFilter(watch)
    try:
        window = open_window(sample_path)
        session, workspace = parts(window)
        workspace.show_screen("map")
        session.select(8)
        session.select(9)
        session.select(None)
        qtbot.waitUntil(lambda: workspace.current == "map")
    finally:
        app.removeEventFilter(watch)
    assert set(seen) == {"MainWindow"}


def test_a_read_only_plan_is_shown_and_not_edited(
    open_window: OpenWindow, sample_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, _key: object = None) -> Plan:
        raise errors.ReadOnly(path)

    # As root, no file is read-only; the program then sees what a person without rights would see.
    monkeypatch.setattr(Plan, "open", refuse)
    before = sample_path.read_bytes()
    window = open_window(sample_path)
    session, workspace = parts(window)
    assert said(workspace) == "Read-only"
    assert workspace.strip.text.startswith("“Sample.rapport” cannot be written.")
    assert not workspace.loud.isEnabled()
    table = workspace.made("people").table  # pyright: ignore[reportAttributeAccessIssue]
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(120, 20))
    assert session.person is not None
    qtbot.keyClick(table, Qt.Key.Key_F2)
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    assert not session.do(lambda: edits.change(session.plan, r.Contact, 8, "x", role="x"))
    assert said(workspace) == "Not saved"
    assert sample_path.read_bytes() == before


def test_a_problem_is_said_and_gone_with_the_next_edit(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, workspace = parts(window)
    elsewhere = tmp_path / "elsewhere.rapport"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(elsewhere), ""))

    def full() -> None:
        raise errors.DiskFull(session.plan.path)

    assert not session.do(full)
    assert said(workspace) == "Not saved"
    assert "There is no room left" in workspace.banner.text
    qtbot.mouseClick(workspace.banner._action, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "A copy is in" in workspace.banner.text, timeout=LONG)
    assert check(elsewhere).ok
    session.do(lambda: edits.change(session.plan, r.Contact, 8, "x", role="x"))
    assert said(workspace) == "Saved"


def test_what_cannot_be_saved_keeps_the_window_open_once(window: MainWindow, qtbot: QtBot) -> None:
    session, workspace = parts(window)

    def full(_text: str) -> None:
        session.problem.emit(errors.DiskFull(session.plan.path))

    field = LineEdit("Role")
    field.settled.connect(full)
    workspace.inspector.layout().addWidget(field)  # pyright: ignore[reportOptionalMemberAccess]
    session.select(8)
    field.setFocus()
    qtbot.keyClicks(field, "Chief")
    assert not window.close()
    assert "There is no room left" in workspace.banner.text
    qtbot.keyClicks(field, "!")
    assert window.close()


def test_the_inspector_is_closed_with_its_button(window: MainWindow, qtbot: QtBot) -> None:
    session, workspace = parts(window)
    session.select(8)
    close = next(b for b in workspace.findChildren(QPushButton) if b.accessibleName() == "Close the person")
    qtbot.mouseClick(close, Qt.MouseButton.LeftButton)
    assert session.person is None
    assert not workspace.inspector.isVisible()


def test_a_file_that_is_no_plan_leaves_the_welcome(open_window: OpenWindow, tmp_path: Path) -> None:
    path = tmp_path / "no.rapport"
    path.write_text("hello")
    window = open_window(None)
    window.files.open_path(path)
    assert window.session is None
    assert "is not a Rapport plan" in window.welcome.banner.text


def test_recent_plans_are_offered_and_forgotten(open_window: OpenWindow, sample_path: Path, tmp_path: Path) -> None:
    window = open_window(sample_path)
    recent = Recent(lambda: tmp_path)
    assert recent.paths() == [sample_path]
    assert "Rosalind" not in (tmp_path / "recent.json").read_text()
    window.close()
    again = open_window(None)
    assert "Sample" in [button.text() for button in again.welcome.findChildren(QPushButton)]
    sample_path.unlink()
    assert recent.paths() == []
    (tmp_path / "recent.json").write_text("[1, {")
    assert recent.paths() == []
    recent.clear()


def test_plans_are_told_by_their_content(tmp_path: Path, sample_path: Path) -> None:
    other = tmp_path / "renamed.bin"
    shutil.copy(sample_path, other)
    table = tmp_path / "table.csv"
    table.write_text("a,b")
    assert is_plan(sample_path)
    assert is_plan(other)
    assert not is_plan(table)
    assert not is_plan(tmp_path / "missing.csv")


def test_the_purpose_is_saved_as_it_is_left(window: MainWindow, qtbot: QtBot) -> None:
    session, workspace = parts(window)
    dialog = Objective(window, session)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    field = dialog.fields["purpose"]
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "Fewer surprises")
    dialog.accept()
    assert read.info(session.plan).purpose == "Fewer surprises"
    assert workspace.session is session


@pytest.mark.parametrize("dialog", [About, Keyboard])
def test_help_opens(window: MainWindow, qtbot: QtBot, dialog: Any) -> None:
    made = dialog(window)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in made.findChildren(QLabel))


def test_nothing_heavy_comes_before_the_first_paint() -> None:
    """The map's libraries cost half a second to import, Typst more: they come when they are first needed."""
    code = (
        "import sys, desktop.app;print(sorted({'numpy', 'pyqtgraph', 'typst', 'peewee', 'email'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_every_menu_entry_has_words_and_every_shortcut_is_one_only(window: MainWindow) -> None:
    seen: list[str] = []
    for menu in window.menuBar().findChildren(QMenu):
        for action in menu.actions():
            assert action.isSeparator() or action.text()
            if action.isVisible():  # the other kind of file has its own screens on the same keys
                seen += [keys.toString() for keys in action.shortcuts()]
    assert len(seen) == len(set(seen))
    assert {"Ctrl+K", "Ctrl+Z", "Ctrl+1", "Ctrl+2"} <= set(seen)
    if sys.platform != "darwin":
        assert "F11" in seen, "full screen, also where Qt knows no key of the desktop for it"


def test_everything_that_can_be_reached_has_a_name(window: MainWindow) -> None:
    nameless = [
        f"{type(widget).__name__} {widget.objectName()}"
        for widget in window.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and not widget.accessibleName()
        and not getattr(widget, "text", lambda: "")()
    ]
    assert not nameless


@pytest.mark.parametrize("choice", [LIGHT_ONLY, DARK_ONLY])
@pytest.mark.parametrize("screen", ["map", "people"])
def test_pictures_of_the_window(sample_path: Path, theme: Theme, choice: str, screen: str) -> None:
    theme.choose(choice)
    with Plan.open_to_read(sample_path) as plan:
        picture = QImage.fromData(shot.draw(plan, screen, (1024, 640), theme, lambda: TODAY))
    assert (picture.width(), picture.height()) == (1024, 640)
    ground = picture.pixelColor(210, 200).lightness()
    assert (ground < 60) if choice == DARK_ONLY else (ground > 200)


def test_an_unknown_screen_is_a_known_error(sample_path: Path, theme: Theme) -> None:
    with Plan.open_to_read(sample_path) as plan, pytest.raises(KnownError) as caught:
        shot.draw(plan, "nowhere", (800, 600), theme, lambda: TODAY)
    there = ", ".join(screens())
    assert caught.value.words() == f"There is no screen “nowhere”. There are: {there}."  # pyright: ignore[reportAttributeAccessIssue]


def luminance(colour: str) -> float:
    parts_ = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts_]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_text_has_enough_contrast(palette: Palette) -> None:
    """WCAG AA: 4.5 to 1."""
    pairs = [
        (ink, ground)
        for ink in (palette.text, palette.dim, palette.red, palette.good, palette.amber)
        for ground in (palette.background, palette.panel)
    ]
    pairs += [
        (palette.accent, palette.panel),
        (palette.amber, palette.amber_ground),
        (palette.text, palette.accent_ground),
        (on_accent(palette), palette.accent),
    ]
    for ink, ground in pairs:
        light, dark = sorted((luminance(ink), luminance(ground)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5, (ink, ground)


def test_the_colours_are_kept(qapp: QApplication, tmp_path: Path, qtbot: QtBot) -> None:
    def start() -> MainWindow:
        window = MainWindow(Theme(qapp), lambda: TODAY, sample=lambda _kind: tmp_path, folder=lambda: tmp_path)
        qtbot.addWidget(window)
        return window

    def tick(window: MainWindow) -> list[str]:
        menus = window.menuBar().findChildren(QMenu)
        return [
            each.text() for menu in menus if menu.title() == "Colours" for each in menu.actions() if each.isChecked()
        ]

    first = start()
    assert tick(first) == ["As the system"]
    menu = next(menu for menu in first.menuBar().findChildren(QMenu) if menu.title() == "Colours")
    next(each for each in menu.actions() if each.text() == "Dark").trigger()
    again = start()
    assert (tick(again), again.theme.palette) == (["Dark"], DARK)
    (tmp_path / "settings.json").write_text("[{")
    assert tick(start()) == ["As the system"]


def test_a_message_that_is_said_again_comes_in_anew(window: MainWindow, qtbot: QtBot) -> None:
    _session, workspace = parts(window)
    appearing = workspace.banner.appearing
    window.warn("It is in use")
    qtbot.waitUntil(lambda: appearing.state() == appearing.State.Stopped)
    begun: list[object] = []
    appearing.stateChanged.connect(lambda now, _before: begun.append(now))
    window.warn("It is in use")
    assert begun == [appearing.State.Running]
    qtbot.waitUntil(lambda: appearing.state() == appearing.State.Stopped)
    effect = workspace.banner.graphicsEffect()
    assert effect is not None
    assert effect.isEnabled() is False


def test_dialogs_begin_where_plans_lie(
    open_window: OpenWindow, sample_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[str] = []

    def ask(_parent: QWidget, _title: str, begin: str, _kinds: str) -> tuple[str, str]:
        begun.append(begin)
        return "", ""

    # A dialog of the system cannot be driven from a test: only where it begins is asked.
    monkeypatch.setattr(QFileDialog, "getOpenFileName", ask)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", ask)
    documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    window = open_window(None)
    window.files.open()
    documents.mkdir()
    window.files.open()
    window.files.open_path(sample_path)
    window.files.open()
    window.coming_in.bring_in()
    assert begun == [str(Path.home()), str(documents), str(sample_path.parent), str(sample_path.parent)]
