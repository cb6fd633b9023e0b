"""Whatever stands in a plan is shown as it is written: through every screen, every tab and every dialog."""

import itertools
import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QAbstractButton, QDialog, QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot

from desktop.domain import records as r
from desktop.plan import read
from desktop.plan.file import Plan
from desktop.plan.step import Edit
from desktop.ui.dialogs.groups import Groups
from desktop.ui.dialogs.plan import Objective
from desktop.ui.main_window import MainWindow
from desktop.ui.people.menu import fill_menu
from desktop.ui.screens import screens
from desktop.ui.settings import TITLES, YES

from .conftest import OpenWindow
from .on_screen import texts

_COUNT = itertools.count()


def hostile(picture: Path) -> str:
    """Markup that would load a picture, be bold, a link, a mnemonic, run backwards; unlike any other."""
    marked = f"<img src='{picture.as_uri()}'><b>x{next(_COUNT)}</b> &amp; R&D <a href='file:///etc'>l</a>"
    return f'{marked} \u202e=1+1 #read("x")'


@pytest.fixture
def nasty(sample_path: Path, tmp_path: Path) -> Path:
    """The sample with every text that has a space in it, and every name, made hostile."""
    picture = tmp_path / "seen.png"
    image = QImage(64, 64, QImage.Format.Format_RGB32)
    image.fill(QColor("#ff00ff"))
    assert image.save(str(picture))
    with Plan.open(sample_path) as plan, plan.step(Edit.CHANGE_PLAN) as step:
        names = step.db.execute("SELECT name FROM sqlite_schema WHERE type='table' AND sql LIKE 'CREATE TABLE%'")
        tables = [str(name) for (name,) in names.fetchall() if "_search_" not in name]
        for table in tables:
            columns = [str(row[1]) for row in step.db.execute(f'PRAGMA table_info("{table}")') if row[2] == "TEXT"]
            for column, (key,) in itertools.product(columns, step.db.execute(f'SELECT id FROM "{table}"').fetchall()):
                ((value,),) = step.db.execute(f'SELECT "{column}" FROM "{table}" WHERE id=?', (key,))
                if not isinstance(value, str) or (" " not in value and column not in ("name", "label")):
                    continue
                said = hostile(picture)
                told = json.dumps([said] * len(json.loads(value))) if value.startswith("[") else said
                step.db.execute(f'UPDATE "{table}" SET "{column}"=? WHERE id=?', (told, key))
    return sample_path


def check(widget: QWidget) -> int:
    """No label takes text for markup, no tip has any that was not escaped. How often hostile text was seen."""
    seen = 0
    for each in (widget, *widget.findChildren(QWidget)):
        if isinstance(each, QLabel) and each.text():
            assert each.textFormat() == Qt.TextFormat.PlainText, each.text()
        assert "<img" not in each.toolTip(), f"{type(each).__name__}: {each.toolTip()}"
        assert "<b>" not in each.toolTip()
        if isinstance(each, QAbstractButton | QMenu):
            written = [each.text()] if isinstance(each, QAbstractButton) else [a.text() for a in each.actions()]
            for text in written:
                if "<img" in text:
                    assert "&" not in text.replace("&&", ""), f"a letter of theirs would be a key: {text}"
    for text in texts(widget):
        seen += "<img src=" in text or "<b>x" in text
    return seen


def parts(window: MainWindow) -> list[QWidget]:
    return [window, *window.findChildren(QMenu)]


def test_every_screen_and_tab(open_window: OpenWindow, nasty: Path, qtbot: QtBot) -> None:
    window = open_window(nasty, "today")
    assert window.session is not None
    assert window.personal is not None
    seen: dict[str, int] = {}
    focal = [each.contact for each in read.records(window.session.plan, r.FocalRelationship).values()][:3]
    for screen in screens():
        window.show_screen(screen)
        window.personal.finish()
        window.grab()
        seen[screen] = sum(check(each) for each in parts(window))
    for person in focal:
        window.select(person)
        for tab in range(window.personal.inspector.tabs.count()):
            window.personal.inspector.tabs.setCurrentIndex(tab)
            window.grab()
            seen[f"tab {tab}"] = sum(check(each) for each in parts(window))
    assert all(count > 0 for count in seen.values()), seen
    picture = window.grab().toImage()
    pink = QColor("#ff00ff")
    dots = itertools.product(range(0, picture.width(), 8), range(0, picture.height(), 8))
    assert not any(picture.pixelColor(x, y) == pink for x, y in dots), "a picture out of a text was drawn"


def test_dialogs_menus_and_messages(open_window: OpenWindow, nasty: Path, qtbot: QtBot) -> None:
    window = open_window(nasty, "people")
    assert window.session is not None
    assert window.personal is not None
    session, workspace = window.session, window.personal
    dialogs: list[QDialog] = [Groups(window, session), Objective(window, session)]
    for dialog in dialogs:
        qtbot.addWidget(dialog)
        dialog.show()
        assert check(dialog)
        dialog.close()
    menu = QMenu(window)
    fill_menu(menu, [8], session, window)
    assert any(check(each) for each in (menu, *menu.findChildren(QMenu)))
    workspace.search.begin()
    qtbot.keyClicks(workspace.search, "<b>x")
    check(window)
    line = workspace.note_conversation(13)
    assert check(line)
    line.close()
    found = read.record(session.plan, r.Contact, 8)
    assert found is not None
    window.warn(found.name)
    assert check(workspace.banner)
    session.deleted.emit(found.name)
    assert check(workspace.banner)
    assert check(window)


def test_the_name_of_a_file_cannot_run_backwards(
    open_window: OpenWindow, sample_path: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    path = sample_path.rename(tmp_path / "<b>Plan & \u202enalp.rapport")
    window = open_window(path)
    window.settings.put(TITLES, YES)
    window.entitle()
    seen = texts(window) | {window.windowTitle()}
    assert any("<b>Plan" in text for text in seen)
    assert not [text for text in seen if "\u202e" in text]
    menus = [action.text() for menu in window.findChildren(QMenu) for action in menu.actions()]
    assert not [text for text in menus if "\u202e" in text]
    welcome = open_window(None)
    seen = texts(welcome)
    assert any("<b>Plan" in text for text in seen)
    assert not [text for text in seen if "\u202e" in text]
