"""Bringing people in through the window: preview, one Step, undo, cancel, files that cannot be read, dropped files."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from desktop.domain import records as r
from desktop.domain.job import run
from desktop.exchange.columns import Column
from desktop.exchange.reasons import Outcome
from desktop.plan import read
from desktop.ui.dialogs.bring_in import BringIn
from desktop.ui.dialogs.bring_in_rows import OUTCOME, WHY, column_of
from desktop.ui.main_window import MainWindow
from desktop.ui.session import Session
from desktop.ui.sorting.screen import SortScreen

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
    columns = (0, 1, OUTCOME, WHY)
    return [tuple(str(preview.index(row, column).data()) for column in columns) for row in range(preview.rowCount())]


def test_a_linkedin_file_end_to_end(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    session = session_of(window)
    before = read.counts(session.plan)
    window.coming_in.bring_in_from([file(tmp_path, FEW)])
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

    link = next(b for b in window.workspace.banner.findChildren(QPushButton) if b.text() == "Sort them")
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    screen = window.workspace.made("sort")
    assert isinstance(screen, SortScreen)
    assert screen.isVisible()
    assert screen.card.name.text() in ("<b>Ben</b> Okri", "Ada Byron")

    window.undo()
    qtbot.waitUntil(lambda: read.counts(session.plan) == before)


def test_the_same_file_again_brings_nobody(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    session, path = session_of(window), file(tmp_path, FEW)
    window.coming_in.bring_in_from([path])
    dialog = asked(window, qtbot)
    qtbot.waitUntil(dialog.does.isEnabled)
    qtbot.mouseClick(dialog.does, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    assert read.counts(session.plan).waiting == 2
    window.coming_in.bring_in_from([path])
    again = asked(window, qtbot)
    qtbot.waitUntil(lambda: again.table.isVisible())
    assert [row[2] for row in rows(again)] == ["leave out"] * 3
    assert not again.does.isEnabled()
    qtbot.mouseClick(again.away, Qt.MouseButton.LeftButton)


def test_an_unreadable_file_is_explained_and_nothing_written(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    session = session_of(window)
    path = tmp_path / "photo.csv"
    path.write_bytes(bytes(range(256)) * 40)
    window.coming_in.bring_in_from([path])
    dialog = asked(window, qtbot)
    assert dialog.said.text().startswith("photo.csv is not a text file. Nothing was brought in")
    assert not dialog.does.isEnabled()
    assert not dialog.table.isVisible()
    qtbot.mouseClick(dialog.away, Qt.MouseButton.LeftButton)
    assert session.plan.undoable is None


def many(tmp_path: Path, count: int) -> Path:
    lines = [f"P{n},Q{n},https://www.linkedin.com/in/p-{n},,Org {n % 50},Role {n},1 May 2023\n" for n in range(count)]
    return file(tmp_path, HEADER + "".join(lines), "many.csv")


@pytest.mark.usefixtures("turn_by_turn")
def test_cancelled_halfway_the_plan_is_as_it_was(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    session = session_of(window)
    before = list(session.plan.db.execute("SELECT id, name, tier FROM contacts ORDER BY id"))
    window.coming_in.bring_in_from([many(tmp_path, 8000)])
    dialog = asked(window, qtbot)
    qtbot.waitUntil(dialog.does.isEnabled, timeout=20_000)
    frozen: list[bool] = []
    session.frozen.connect(frozen.append)
    qtbot.mouseClick(dialog.does, Qt.MouseButton.LeftButton)
    # A backup comes first. The plan's own connection sees what the unfinished Step has written so far.
    qtbot.waitUntil(lambda: 0 < read.counts(session.plan).waiting < 8000, timeout=20_000)
    assert session.jobs.busy
    assert frozen[-1]
    assert not window.actions_.undo.isEnabled()
    qtbot.mouseClick(dialog.away, Qt.MouseButton.LeftButton)
    assert not session.jobs.busy
    assert not frozen[-1]
    assert list(session.plan.db.execute("SELECT id, name, tier FROM contacts ORDER BY id")) == before
    assert session.plan.undoable is None
    assert read.counts(session.plan).waiting == 0


def test_thousands_come_in_go_and_come_again(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    session = session_of(window)
    window.coming_in.bring_in_from([many(tmp_path, 1500)])
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


TABLE = "Kollegin;Wo;Mail\nWren A;Weir;w@x.example\nNils L;Yard;n@x.example\n;Council;\n"


def previewed(window: MainWindow, qtbot: QtBot) -> BringIn:
    dialog = asked(window, qtbot)
    qtbot.waitUntil(lambda: not session_of(window).jobs.busy)
    return dialog


def choose(box: QComboBox, column: Column) -> None:
    box.setCurrentIndex(box.findData(column))
    box.activated.emit(box.currentIndex())


def test_columns_are_asked_for_once(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    path = file(tmp_path, TABLE, "people.csv")
    window.coming_in.bring_in_from([path])
    dialog = previewed(window, qtbot)
    boxes = [box for box in dialog.columns.findChildren(QComboBox) if box.isVisible()]
    assert [box.currentData() for box in boxes] == [Column.IGNORE, Column.IGNORE, Column.EMAIL]
    assert dialog.does.text() == "Show the people"
    qtbot.mouseClick(dialog.does, Qt.MouseButton.LeftButton)
    assert dialog.said.text() == "Which column holds the names?"
    choose(boxes[0], Column.NAME)
    choose(boxes[1], Column.ORGANISATION)
    qtbot.mouseClick(dialog.does, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(dialog.table.isVisible)
    assert [row[1:3] for row in rows(dialog)] == [("Wren A", "new"), ("Nils L", "new"), ("Council", "unreadable")]
    qtbot.mouseClick(dialog.away, Qt.MouseButton.LeftButton)
    kept = window.settings.get("columns")
    assert "name" in kept
    assert "Wren" not in kept
    assert "Kollegin" not in kept
    window.coming_in.bring_in_from([path])
    again = previewed(window, qtbot)
    qtbot.waitUntil(again.table.isVisible)
    assert [row[1] for row in rows(again)][:2] == ["Wren A", "Nils L"]
    qtbot.mouseClick(again.away, Qt.MouseButton.LeftButton)


def test_each_row_can_be_changed_and_a_report_saved(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    session = session_of(window)
    text = TABLE.replace("Kollegin;Wo;Mail", "Name;Company;E-mail").replace("Wren A", "=Wren A")
    window.coming_in.bring_in_from([file(tmp_path, text, "people.csv")])
    dialog = previewed(window, qtbot)
    qtbot.mouseClick(dialog.does, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(dialog.table.isVisible)
    qtbot.waitUntil(dialog.does.isEnabled)
    preview = dialog.preview
    table, viewport = dialog.table, dialog.table.viewport()
    nils = table.visualRect(preview.index(1, 1)).center()
    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=nils)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    line = table.findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    qtbot.keyClicks(line, "Nils Lindqvist")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: preview.index(1, 1).data() == "Nils Lindqvist")
    preview.setData(preview.index(2, 1), "Somebody at the council")
    assert preview.index(2, OUTCOME).data() == "new", "with a name the row is somebody"
    preview.setData(preview.index(0, OUTCOME), Outcome.SKIP)
    assert "2 new people, 1 left out" in dialog.said.text()
    report = tmp_path / "report.csv"
    dialog.save_report(report)
    assert report.read_text("utf-8-sig").splitlines()[1] == "2,'=Wren A,leave out,left out by you"
    preview.setData(preview.index(0, OUTCOME), Outcome.CREATE)
    qtbot.mouseClick(dialog.does, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: read.counts(session.plan).waiting == 3)
    names = {name for _key, name in run(read.waiting(session.plan))}
    assert names == {"=Wren A", "Nils Lindqvist", "Somebody at the council"}


def test_rows_copied_out_of_a_spreadsheet(window: MainWindow, qtbot: QtBot) -> None:
    QApplication.clipboard().setText("Name\tManager\nWren A\tNils L\nNils L\t\n")
    window.coming_in.bring_in_copied()
    dialog = previewed(window, qtbot)
    qtbot.mouseClick(dialog.does, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(dialog.table.isVisible)
    qtbot.waitUntil(dialog.does.isEnabled)
    assert "1 line of who knows whom" in dialog.said.text()
    before = read.counts(session_of(window).plan).ties
    qtbot.mouseClick(dialog.does, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: read.counts(session_of(window).plan).ties == before + 1)


def test_the_character_set_can_be_said(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "old.csv"
    path.write_bytes("First Name,Last Name,Company,Connected On\nJos\u00e9,N,Weir,1 May 2023\n".encode("mac_roman"))
    window.coming_in.bring_in_from([path])
    dialog = previewed(window, qtbot)
    assert rows(dialog)[0][1] != "José N"
    dialog.encoding.setCurrentIndex(dialog.encoding.findData("mac_roman"))
    dialog.encoding.activated.emit(0)
    qtbot.waitUntil(lambda: rows(dialog)[0][1] == "José N")
    qtbot.mouseClick(dialog.away, Qt.MouseButton.LeftButton)


ADDRESSES = (
    "Name;Company;E-mail;Met on\nWren A;Weir;w@x.example;03/04/2021\nNils L;Yard;n@x.example;13/04/2021\n;Council;;\n"
)


def typed(dialog: BringIn, qtbot: QtBot, row: int, field: str, text: str) -> None:
    """Write in a cell as a person does: click, Enter, write, Enter."""
    table, at = dialog.table, dialog.preview.index(row, column_of(field))
    table.scrollTo(at)
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualRect(at).center())
    qtbot.keyClick(table, Qt.Key.Key_Return)
    line = next(line for line in table.findChildren(QLineEdit) if line.isVisible())
    line.selectAll()
    qtbot.keyClicks(line, text)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not any(line.isVisible() for line in table.findChildren(QLineEdit)))


def test_every_field_can_be_changed(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    session = session_of(window)
    window.coming_in.bring_in_from([file(tmp_path, ADDRESSES, "people.csv")])
    dialog = previewed(window, qtbot)
    qtbot.mouseClick(dialog.does, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(dialog.does.isEnabled)
    qtbot.waitUntil(dialog.table.isVisible)
    for field, text in (
        ("role", "Ferry pilot"), ("organisation", "Weir & Sons"), ("email", "wren@x.example"),
        ("phone", "+44 1632 960999"), ("groups", "Council, old; Harbour"), ("tags", "boats, tides"),
        ("urls", "https://wren.example"), ("known_since", "2 May 2020"), ("note", "Met on the quay."),
    ):  # fmt: skip
        typed(dialog, qtbot, 0, field, text)
    typed(dialog, qtbot, 0, "known_since", "one day")
    assert dialog.preview.index(0, column_of("known_since")).data() == "2020-05-02", "no day takes the place of a day"
    qtbot.mouseClick(dialog.does, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: read.counts(session.plan).waiting == 2)
    keys = {name: key for key, name in run(read.waiting(session.plan))}
    wren = read.record(session.plan, r.Contact, keys["Wren A"])
    assert wren is not None
    assert (wren.role, wren.email, wren.phone) == ("Ferry pilot", "wren@x.example", "+44 1632 960999")
    assert (wren.tags, wren.urls) == (("boats", "tides"), ("https://wren.example",))
    assert (wren.known_since, wren.note) == ("2020-05-02", "Met on the quay.")
    groups = read.records(session.plan, r.Group, wren.groups)
    assert [groups[key].label for key in wren.groups] == ["Council, old", "Harbour"]
    assert not any("w@x.example" in line for line in wren.extra), "the address that was wrong is nowhere"


def test_what_was_changed_still_holds_when_dates_are_read_otherwise(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window.coming_in.bring_in_from([file(tmp_path, ADDRESSES, "people.csv")])
    dialog = previewed(window, qtbot)
    qtbot.mouseClick(dialog.does, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(dialog.does.isEnabled)
    qtbot.waitUntil(dialog.table.isVisible)
    typed(dialog, qtbot, 2, "name", "Nora Neu")
    dialog.preview.setData(dialog.preview.index(1, OUTCOME), Outcome.SKIP)
    qtbot.mouseClick(dialog.only, Qt.MouseButton.LeftButton)
    assert [row[1] for row in rows(dialog)] == ["Nils L"]
    since = [row.draft.known_since for row in dialog.preview.rows if row.draft]
    dialog.dates.setCurrentIndex(1)
    dialog.dates.activated.emit(1)
    qtbot.waitUntil(lambda: [row.draft.known_since for row in dialog.preview.rows if row.draft] != since)
    assert dialog.only.isChecked()
    assert [row[1] for row in rows(dialog)] == ["Nils L"], "the list still shows what the button says"
    qtbot.mouseClick(dialog.only, Qt.MouseButton.LeftButton)
    assert [row[1:3] for row in rows(dialog)] == [("Wren A", "new"), ("Nils L", "leave out"), ("Nora Neu", "new")]
    qtbot.mouseClick(dialog.away, Qt.MouseButton.LeftButton)
