"""Bringing people in through the window: preview, one Step, undo, cancel, files that cannot be read, dropped files."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desktop.plan import read
from desktop.ui.dialogs.bring_in import BringIn
from desktop.ui.main_window import MainWindow
from desktop.ui.session import Session

from .conftest import OpenWindow

HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
FEW = (
    'Notes:\n"When exporting your connection data, you may notice that some of the email addresses are missing."\n\n'
    + HEADER
    + "Ada,Byron,https://www.linkedin.com/in/ada-byron,,Engines & Co,Analyst,15 Jun 2024\n"
    + "<b>Ben</b>,Okri,https://www.linkedin.com/in/ben-okri,ben@okri.example,,,1 May 2023\n"
    + ",,,,,,30 Apr 2026\n"
)


def file(tmp_path: Path, text: str, name: str = "Connections.csv") -> Path:
    path = tmp_path / name
    path.write_text(text, "utf-8-sig")
    return path


@pytest.fixture
def window(open_window: OpenWindow, sample_path: Path) -> MainWindow:
    return open_window(sample_path)


def session_of(window: MainWindow) -> Session:
    assert window.session is not None
    return window.session


def asked(window: MainWindow, qtbot: QtBot) -> BringIn:
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), BringIn))
    found = QApplication.activeModalWidget()
    assert isinstance(found, BringIn)
    return found


def rows(dialog: BringIn) -> list[tuple[str, ...]]:
    preview = dialog.preview
    return [tuple(str(preview.index(row, column).data()) for column in range(4)) for row in range(preview.rowCount())]


def test_a_linkedin_file_end_to_end(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    session = session_of(window)
    before = read.counts(session.plan)
    window.files.bring_in_from([file(tmp_path, FEW)])
    dialog = asked(window, qtbot)
    qtbot.waitUntil(lambda: dialog.table.isVisible())
    shown = rows(dialog)
    assert [(row[1], row[2]) for row in shown] == [
        ("Ada Byron", "new"), ("<b>Ben</b> Okri", "new"), ("", "leave out"),
    ]  # fmt: skip
    assert shown[2][3] == "the row is empty"
    assert "2 new people" in dialog.said.text()
    assert read.counts(session.plan) == before, "nothing is written before it is wanted"
    qtbot.mouseClick(dialog.does, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: read.counts(session.plan).waiting == 2)
    assert window.workspace is not None
    assert window.workspace.banner.text == "2 people came in and wait to be placed."
    assert window.actions_.undo.text() == "Undo “Import”"
    assert "2 waiting" in window.workspace.status.counts.text()

    link = next(b for b in window.workspace.banner.findChildren(QPushButton) if b.text() == "Show who waits")
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    model = window.workspace.made("people").model  # pyright: ignore[reportAttributeAccessIssue]
    assert sorted(model.index(row, 1).data() for row in range(model.rowCount())) == ["<b>Ben</b> Okri", "Ada Byron"]

    window.undo()
    qtbot.waitUntil(lambda: read.counts(session.plan) == before)


def test_the_same_file_again_brings_nobody(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    session, path = session_of(window), file(tmp_path, FEW)
    window.files.bring_in_from([path])
    dialog = asked(window, qtbot)
    qtbot.waitUntil(dialog.does.isEnabled)
    qtbot.mouseClick(dialog.does, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    assert read.counts(session.plan).waiting == 2
    window.files.bring_in_from([path])
    again = asked(window, qtbot)
    qtbot.waitUntil(lambda: again.table.isVisible())
    assert [row[2] for row in rows(again)] == ["leave out"] * 3
    assert not again.does.isEnabled()
    qtbot.mouseClick(again.away, Qt.MouseButton.LeftButton)


def test_an_unreadable_file_is_explained_and_nothing_written(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    session = session_of(window)
    path = tmp_path / "photo.csv"
    path.write_bytes(bytes(range(256)) * 40)
    window.files.bring_in_from([path])
    dialog = asked(window, qtbot)
    assert dialog.said.text().startswith("photo.csv is not a text file. Nothing was brought in")
    assert not dialog.does.isEnabled()
    assert not dialog.table.isVisible()
    qtbot.mouseClick(dialog.away, Qt.MouseButton.LeftButton)
    assert session.plan.undoable is None


def many(tmp_path: Path, count: int) -> Path:
    lines = [f"P{n},Q{n},https://www.linkedin.com/in/p-{n},,Org {n % 50},Role {n},1 May 2023\n" for n in range(count)]
    return file(tmp_path, HEADER + "".join(lines), "many.csv")


def test_cancelled_halfway_the_plan_is_as_it_was(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    session = session_of(window)
    before = list(session.plan.db.execute("SELECT id, name, tier FROM contacts ORDER BY id"))
    window.files.bring_in_from([many(tmp_path, 8000)])
    dialog = asked(window, qtbot)
    qtbot.waitUntil(dialog.does.isEnabled, timeout=20_000)
    frozen: list[bool] = []
    session.frozen.connect(frozen.append)
    qtbot.mouseClick(dialog.does, Qt.MouseButton.LeftButton)
    assert frozen == [True]
    assert not window.actions_.undo.isEnabled()
    # The plan's own connection sees what the unfinished Step has written so far.
    qtbot.waitUntil(lambda: 0 < read.counts(session.plan).waiting < 8000, timeout=20_000)
    assert session.jobs.busy
    qtbot.mouseClick(dialog.away, Qt.MouseButton.LeftButton)
    assert not session.jobs.busy
    assert frozen == [True, False]
    assert list(session.plan.db.execute("SELECT id, name, tier FROM contacts ORDER BY id")) == before
    assert session.plan.undoable is None
    assert read.counts(session.plan).waiting == 0


def test_thousands_come_in_go_and_come_again(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    session = session_of(window)
    window.files.bring_in_from([many(tmp_path, 1500)])
    dialog = asked(window, qtbot)
    qtbot.waitUntil(dialog.does.isEnabled, timeout=20_000)
    qtbot.mouseClick(dialog.does, Qt.MouseButton.LeftButton)
    assert window.workspace is not None
    model = window.workspace.made("people").model  # pyright: ignore[reportAttributeAccessIssue]
    qtbot.waitUntil(lambda: model.rowCount() == 1545, timeout=20_000)
    window.undo()
    qtbot.waitUntil(lambda: model.rowCount() == 45, timeout=20_000)
    window.redo()
    qtbot.waitUntil(lambda: model.rowCount() == 1545, timeout=20_000)
    assert read.counts(session.plan).waiting == 1500


def drop(window: MainWindow, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(300, 300), Qt.DropAction.CopyAction, data, buttons, keys)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(window, QDropEvent(QPointF(300, 300), Qt.DropAction.CopyAction, data, buttons, keys))


def test_a_dropped_table_of_people_is_previewed(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    drop(window, file(tmp_path, FEW))
    dialog = asked(window, qtbot)
    qtbot.waitUntil(lambda: dialog.table.isVisible())
    qtbot.mouseClick(dialog.away, Qt.MouseButton.LeftButton)


def test_a_plan_dropped_on_the_welcome_opens_there(open_window: OpenWindow, sample_path: Path, qtbot: QtBot) -> None:
    window = open_window(None)
    drop(window, sample_path)
    qtbot.waitUntil(lambda: window.session is not None)
    assert session_of(window).plan.path == sample_path


def test_people_dropped_on_the_welcome_need_a_plan_first(open_window: OpenWindow, qtbot: QtBot, tmp_path: Path) -> None:
    window = open_window(None)
    drop(window, file(tmp_path, FEW))
    qtbot.waitUntil(lambda: window.welcome.banner.text.startswith("Open a plan or make one first"))
