"""The matrix of groups and tiers, driven with the mouse and the keyboard on the sample plan and on an empty one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.domain import records as r
from desktop.plan import edits, read
from desktop.ui.gaps.matrix import heat_ground
from desktop.ui.gaps.model import Column
from desktop.ui.palette import DARK, LIGHT, Palette
from desktop.ui.ring import round_of

from ..conftest import TODAY

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from desktop.ui.main_window import MainWindow

OpenWindow = Callable[..., "MainWindow"]
TIER = {"advocate": 1, "ally": 2, "acquaintance": 3, "aware": 4, "unconnected": 5}


def key(window: MainWindow, uid: str, table: str = "contacts") -> int:
    assert window.session is not None
    ((found,),) = window.session.plan.db.execute(f"SELECT id FROM {table} WHERE uid=?", (uid,))
    return int(found)


def screen(window: MainWindow) -> Any:
    assert window.workspace is not None
    QApplication.processEvents()
    return window.workspace.made("gaps")


def person(window: MainWindow, uid: str) -> r.Contact:
    assert window.session is not None
    return read.records(window.session.plan, r.Contact)[key(window, uid)]


def index(window: MainWindow, group: str, column: int) -> Any:
    page = screen(window).matrix
    return page.model.index(page.model.row_of(key(window, group, "groups")), column)


def place(window: MainWindow, group: str, column: int) -> QPoint:
    """The middle of a cell in the window."""
    page = screen(window).matrix
    at = index(window, group, column)
    page.matrix.scrollTo(at)
    rect = page.matrix.heat_rect(page.matrix.visualRect(at))
    page.ensureVisible(0, page.matrix.y() + rect.bottom() + 60)
    QApplication.processEvents()
    return page.matrix.viewport().mapTo(window, page.matrix.heat_rect(page.matrix.visualRect(at)).center())


def click(window: MainWindow, group: str, column: int) -> None:
    QTest.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
                     place(window, group, column))  # fmt: skip
    QApplication.processEvents()


def drag(window: MainWindow, tag: Any, to: Callable[[], QPoint], *, give_up: bool = False) -> None:
    handle, none = window.windowHandle(), Qt.KeyboardModifier.NoModifier
    at = to()
    begin = tag.mapTo(window, tag.rect().center())
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, none, begin)
    QTest.mouseMove(handle, begin + QPoint(0, 20))
    QTest.mouseMove(handle, at)
    QApplication.processEvents()
    if give_up:
        QTest.keyClick(tag, Qt.Key.Key_Escape)
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, none, at)
    QApplication.processEvents()


def undo(qtbot: QtBot, window: MainWindow) -> None:
    assert window.session is not None
    window.undo()
    qtbot.waitUntil(lambda: not window.session.jobs.busy)  # type: ignore[union-attr]


@pytest.fixture
def window(open_window: OpenWindow, sample_path: Path) -> MainWindow:
    made = open_window(sample_path, "gaps")
    made.setGeometry(0, 0, 800, 600)  # all of it on the screen that tests have
    QApplication.processEvents()
    return made


def texts(window: MainWindow, group: str) -> list[str]:
    page = screen(window).matrix
    return [str(index(window, group, column).data()) for column in range(page.model.columnCount())]


def test_it_says_who_is_there_and_who_is_missing(window: MainWindow) -> None:
    assert texts(window, "g_dig")[-2:] == ["an acquaintance", "one person only"]
    window.resize(1440, 900)
    QApplication.processEvents()
    assert texts(window, "g_cap") == ["Capital Delivery", "2", "3", "2", "·", "·", "no wish", ""]
    assert texts(window, "g_proc") == [
        "Procurement & Legal ◆", "·", "missing", "3", "1", "·", "at least one ally", "nobody yet",
    ]  # fmt: skip
    assert texts(window, "g_fin")[-1] == "covered"
    assert texts(window, "g_dig")[-2:] == ["at least one acquaintance", "one person only"]
    spoken = index(window, "g_proc", TIER["ally"]).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Procurement & Legal, Ally: nobody. Somebody is missing here."


def test_the_navigation_counts_the_missing_and_follows(qtbot: QtBot, window: MainWindow) -> None:
    assert window.workspace is not None
    assert window.session is not None
    badge = window.workspace.navigation.badges["gaps"]
    assert badge.text() == "1"
    session = window.session
    session.do(lambda: edits.move_contact(session.plan, key(window, "c21"), "ally", on=TODAY))
    assert badge.isHidden()
    assert texts(window, "g_proc")[2] == "1"
    undo(qtbot, window)
    assert badge.text() == "1"
    assert texts(window, "g_proc")[2] == "missing"


def test_a_click_shows_the_people_of_a_cell_and_a_name_opens_them(qtbot: QtBot, window: MainWindow) -> None:
    page = screen(window).matrix
    click(window, "g_fin", TIER["ally"])
    assert page.drawer.isVisible()
    assert page.drawer.heading.text() == "Finance & Regulation, Ally: 2 people"
    tag = page.drawer.tag(key(window, "c17"))
    qtbot.mouseClick(tag, Qt.MouseButton.LeftButton)
    assert window.session is not None
    assert window.session.person == key(window, "c17")
    click(window, "g_fin", TIER["ally"])
    assert page.drawer.isHidden()


def test_a_name_is_dragged_to_another_group_and_tier_in_one_step(qtbot: QtBot, window: MainWindow) -> None:
    page = screen(window).matrix
    click(window, "g_fin", TIER["ally"])
    tag = page.drawer.tag(key(window, "c19"))
    drag(window, tag, lambda: place(window, "g_exec", TIER["acquaintance"]))
    moved = person(window, "c19")
    assert moved.tier == "acquaintance"
    assert moved.groups[0] == key(window, "g_exec", "groups")
    assert texts(window, "g_fin")[2] == "1"
    assert texts(window, "g_exec")[3] == "3"
    undo(qtbot, window)
    assert person(window, "c19").tier == "ally"
    assert texts(window, "g_fin")[2] == "2"


def test_a_drag_given_up_or_let_go_beside_the_cells_moves_nobody(window: MainWindow) -> None:
    page = screen(window).matrix
    click(window, "g_fin", TIER["ally"])
    before = person(window, "c19")
    drag(window, page.drawer.tag(key(window, "c19")), lambda: place(window, "g_exec", TIER["ally"]), give_up=True)
    assert person(window, "c19") == before
    drag(window, page.drawer.tag(key(window, "c19")), lambda: place(window, "g_exec", Column.WISH))
    assert person(window, "c19") == before
    assert window.session is not None
    assert window.session.person is None, "a drag opens nobody"


def test_out_of_a_further_group_the_first_one_stays(window: MainWindow) -> None:
    assert window.session is not None
    plan = window.session.plan
    fin, exec_, ops = (key(window, uid, "groups") for uid in ("g_fin", "g_exec", "g_ops"))
    window.session.do(lambda: edits.change(plan, r.Contact, key(window, "c19"), "", groups=(fin, ops)))
    page = screen(window).matrix
    click(window, "g_ops", TIER["ally"])
    drag(window, page.drawer.tag(key(window, "c19")), lambda: place(window, "g_exec", TIER["ally"]))
    assert person(window, "c19").groups == (fin, exec_)


def test_the_keyboard_goes_all_the_way(qtbot: QtBot, window: MainWindow) -> None:
    page = screen(window).matrix
    page.matrix.setFocus()
    page.matrix.setCurrentIndex(index(window, "g_fin", TIER["aware"]))
    qtbot.keyClick(page.matrix, Qt.Key.Key_Left)
    qtbot.keyClick(page.matrix, Qt.Key.Key_Left)
    qtbot.keyClick(page.matrix, Qt.Key.Key_Return)
    assert page.drawer.heading.text() == "Finance & Regulation, Ally: 2 people"
    assert page.drawer.tag(key(window, "c19")) in list(round_of([page])), "Tab finds the names"
    first = QApplication.focusWidget()
    assert first is page.drawer.tag(key(window, "c17"))
    qtbot.keyClick(first, Qt.Key.Key_Right)
    second = QApplication.focusWidget()
    assert second is page.drawer.tag(key(window, "c19"))
    qtbot.keyClick(second, Qt.Key.Key_3)
    assert person(window, "c19").tier == "acquaintance"
    assert page.drawer.isAncestorOf(QApplication.focusWidget()), "the keyboard stays among the names"
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert page.drawer.isHidden()
    assert page.matrix.hasFocus()


def test_a_move_among_the_nearest_asks_what_shows_it(qtbot: QtBot, window: MainWindow) -> None:
    page = screen(window).matrix
    click(window, "g_proc", TIER["acquaintance"])
    tag = page.drawer.tag(key(window, "c21"))
    qtbot.keyClick(tag, Qt.Key.Key_2)
    assert page.evidence.isVisible()
    QApplication.processEvents()
    names = page.drawer.tag(key(window, "c23"))
    assert names is not None
    assert names.hasFocus()
    for pressed in ((Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier), (Qt.Key.Key_Return,)):
        names.setFocus()
        qtbot.keyClick(names, *pressed)
        assert page.evidence.field.hasFocus()
    qtbot.keyClicks(page.evidence.field, "Defended the change order")
    qtbot.keyClick(page.evidence.field, Qt.Key.Key_Return)
    found = person(window, "c21").tier_evidence
    assert found is not None
    assert found.text == "Defended the change order"


def test_nothing_is_asked_about_a_move_that_was_taken_back(qtbot: QtBot, window: MainWindow) -> None:
    page = screen(window).matrix
    click(window, "g_proc", TIER["acquaintance"])
    qtbot.keyClick(page.drawer.tag(key(window, "c21")), Qt.Key.Key_2)
    assert page.evidence.isVisible()
    undo(qtbot, window)
    assert not page.evidence.isVisible()


def test_a_wish_is_set_in_place_and_undone(qtbot: QtBot, window: MainWindow) -> None:
    page = screen(window).matrix
    click(window, "g_cap", Column.WISH)
    assert page.wish_menu.isVisible()
    # The keyboard goes down to "at least one ally".
    for _turn in range(3):
        qtbot.keyClick(page.wish_menu, Qt.Key.Key_Down)
    qtbot.keyClick(page.wish_menu, Qt.Key.Key_Return)
    assert window.session is not None
    group = read.records(window.session.plan, r.Group)[key(window, "g_cap", "groups")]
    assert (group.desired_tier, group.key) == ("ally", True), "a wish makes it a key group"
    assert texts(window, "g_cap")[-2:] == ["an ally", "covered"]
    undo(qtbot, window)
    assert texts(window, "g_cap")[-2:] == ["no wish", ""]


def test_an_empty_plan_says_how_to_begin(qtbot: QtBot, open_window: OpenWindow, empty_path: Path) -> None:
    window = open_window(empty_path, "gaps")
    page = screen(window).matrix
    assert page.nobody.isVisible()
    assert not page.matrix.isVisible()
    qtbot.mouseClick(page.name_people, Qt.MouseButton.LeftButton)
    assert window.workspace is not None
    assert window.workspace.current == "people"


def test_a_crowded_cell_leads_to_the_people_screen(qtbot: QtBot, window: MainWindow) -> None:
    assert window.session is not None
    assert window.workspace is not None
    session, group = window.session, key(window, "g_sup", "groups")
    names = [f"Person {n}" for n in range(80)]
    session.do(lambda: edits.add_contacts(session.plan, names, on=TODAY, tier="aware", group=group))
    page = screen(window).matrix
    click(window, "g_sup", TIER["aware"])
    assert page.drawer.more.text() == "20 more, on People"
    qtbot.mouseClick(page.drawer.more, Qt.MouseButton.LeftButton)
    assert window.workspace.current == "people"
    people: Any = window.workspace.made("people")
    people.finish()
    assert people.model.rowCount() == 80


def _bright(colour: QColor) -> float:
    parts = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour.getRgbF()[:3])  # type: ignore[index]
    return sum(part * share for part, share in zip(parts, (0.2126, 0.7152, 0.0722), strict=True))


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_figures_are_read_on_every_shade(palette: Palette) -> None:
    ink = _bright(QColor(palette.text))
    for colour in (None, *range(len(palette.groups))):
        for heat in (0.1, 0.5, 1.0):
            ground = _bright(heat_ground(palette, colour, heat))
            assert (max(ink, ground) + 0.05) / (min(ink, ground) + 0.05) >= 4.5
