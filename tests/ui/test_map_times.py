"""The map on other days, by the keyboard and the mouse: what is seen, what is said, that nothing can be changed."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.diagram import moves
from desktop.domain.tiers import TIERS
from desktop.plan import edits, read
from desktop.plan.file import Plan
from desktop.ui.map_screen import MapScreen

from .conftest import TODAY, OpenWindow

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from desktop.ui.main_window import MainWindow
    from desktop.ui.session import Session

FIRST, SECOND = date(2026, 1, 12), date(2026, 2, 25)


@pytest.fixture
def path(empty_path: Path) -> Path:
    """Three people who came and moved on two days, and one who waits again."""
    with Plan.open(empty_path) as plan:
        ada, ben, cyd, dot = edits.add_contacts(plan, ["Ada", "Ben", "Cyd", "Dot"], on=date(2025, 10, 1), tier="aware")
        edits.move_contact(plan, ada, "ally", on=FIRST)
        edits.move_contact(plan, ben, "unconnected", on=SECOND)
        edits.move_contact(plan, dot, None, on=SECOND)
        edits.move_contact(plan, cyd, "acquaintance", on=SECOND)
        edits.add_contacts(plan, ["Eve"], on=SECOND, tier="ally")
    return empty_path


@pytest.fixture
def window(open_window: OpenWindow, path: Path) -> MainWindow:
    return open_window(path, "map")


def parts(window: MainWindow) -> tuple[Session, MapScreen]:
    assert window.session is not None
    assert window.workspace is not None
    screen = window.workspace.made("map")
    assert isinstance(screen, MapScreen)
    return window.session, screen


def settle(screen: MapScreen) -> None:
    screen.time_bar.finish()
    screen.times.finish()
    screen.map.finish()


def shown(screen: MapScreen) -> dict[str, str]:
    people = screen.map.canvas.stage.chart.people
    return {name: TIERS[tier] for name, tier in zip(people.names, people.tier.tolist(), strict=True)}


def press(screen: MapScreen, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(screen.time_bar.slider, key)
        settle(screen)


def test_the_arrow_keys_go_from_change_to_change(window: MainWindow) -> None:
    session, screen = parts(window)
    now = shown(screen)
    assert now == {"Ada": "ally", "Ben": "unconnected", "Cyd": "acquaintance", "Eve": "ally"}
    press(screen, Qt.Key.Key_Left)
    assert shown(screen) == now, "the latest change was on this very day"
    press(screen, Qt.Key.Key_Left)
    assert screen.times.day == FIRST
    assert shown(screen) == {"Ada": "ally", "Ben": "aware", "Cyd": "aware", "Dot": "aware"}
    assert "12 January" in screen.past.words.text().replace("\N{NO-BREAK SPACE}", " ")
    assert "12 January" in screen.time_bar.slider.accessibleName().replace("\N{NO-BREAK SPACE}", " ")
    press(screen, Qt.Key.Key_Left)
    assert set(shown(screen).values()) == {"aware"}
    press(screen, Qt.Key.Key_Escape)
    assert screen.times.day is None
    assert shown(screen) == now
    assert not screen.past.isVisible()
    assert read.counts(session.plan).people == 4, "nothing was written"


def test_in_the_past_nothing_can_be_moved_and_esc_on_the_map_leads_back(window: MainWindow, qtbot: QtBot) -> None:
    session, screen = parts(window)
    press(screen, Qt.Key.Key_Left, Qt.Key.Key_Left)
    canvas = screen.map.canvas
    assert screen.past.isVisible()
    assert not screen.tray.isEnabled()
    row = canvas.stage.chart.people.names.index("Ada")
    person = int(canvas.stage.chart.people.ids[row])
    before = session.plan.undoable
    at = canvas.mapFrom(screen.map, screen.map.position_of(person).toPoint())  # pyright: ignore[reportOptionalMemberAccess]
    qtbot.mousePress(canvas.viewport(), Qt.MouseButton.LeftButton, pos=at)
    for step in range(1, 9):
        qtbot.mouseMove(canvas.viewport(), at + (canvas.rect().center() - at) * step / 4)
    qtbot.mouseRelease(canvas.viewport(), Qt.MouseButton.LeftButton)
    screen.map.select(person)
    canvas.setFocus()
    QTest.keyClick(canvas, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert session.plan.undoable is before
    assert session.person is None, "what stands beside the map would be of today"
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    settle(screen)
    assert screen.times.day is None
    assert canvas.editable


def test_who_moved_has_arrows_and_is_counted(window: MainWindow) -> None:
    session, screen = parts(window)
    QTest.mouseClick(screen.time_bar.moved, Qt.MouseButton.LeftButton)
    settle(screen)
    assert screen.times.since is not None
    assert screen.time_bar.said.text().endswith("1 nearer, 1 further away, 1 new on the map.")
    people = screen.map.canvas.stage.chart.people
    told = dict(zip(people.names, people.before.tolist(), strict=True))
    assert told == {"Ada": TIERS.index("ally"), "Ben": 3, "Cyd": 3, "Eve": -1}
    screen.map.canvas.setFocus()
    ada = next(key for key, (name, _latin) in read.names(session.plan).items() if name == "Ada")
    edits.move_contact(session.plan, ada, "advocate", on=TODAY)
    screen.map.finish()
    assert screen.time_bar.said.text().endswith("2 nearer, 1 further away, 1 new on the map."), "today can be edited"


def test_any_two_days_can_be_compared(window: MainWindow) -> None:
    _session, screen = parts(window)
    bar = screen.time_bar
    bar.moved.setChecked(True)
    for field, typed in ((bar.since, "1.11.2025"), (bar.day, "20 Jan")):
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, typed)
        QTest.keyClick(field, Qt.Key.Key_Return)
        settle(screen)
    assert (screen.times.since, screen.times.day) == (date(2025, 11, 1), date(2026, 1, 20))
    assert screen.time_bar.said.text().endswith("1 nearer.")
    bar.since.setText("next to nothing")
    QTest.keyClick(bar.since, Qt.Key.Key_Return)
    assert bar.since.text() == "1 Nov 2025", "what is no day is not taken"


def test_compared_with_a_later_day_it_says_who_will_come_nearer(window: MainWindow) -> None:
    _session, screen = parts(window)
    bar = screen.time_bar
    bar.moved.setChecked(True)
    bar.since.setFocus()
    bar.since.selectAll()
    QTest.keyClicks(bar.since, "1 Mar 2026")
    QTest.keyClick(bar.since, Qt.Key.Key_Return)
    press(screen, Qt.Key.Key_Home)
    assert (screen.times.day, screen.times.since) == (date(2025, 10, 1), date(2026, 3, 1))
    assert bar.said.text().startswith("From then until")
    assert bar.said.text().endswith(": 2 nearer, 1 further away."), "as it went, not turned round"
    people, look = screen.map.canvas.stage.chart.people, screen.map.canvas.stage.look
    drawn = screen.map.canvas.grab().toImage()
    (_row, x0, y0, x1, y1) = next(
        each
        for each in moves(people, screen.map.canvas.stage.chart.arrangement).tolist()
        if people.names[int(each[0])] == "Ada"
    )
    assert np.hypot(x1, y1) < np.hypot(x0, y0), "the arrow leads towards You, ..."
    x, y = screen.map.canvas.stage.camera.to_screen(np.array([(x0 + x1) / 2, (y0 + y1) / 2])).tolist()
    assert any(
        drawn.pixelColor(round(x) + dx, round(y) + dy) == look.accent for dx in (-1, 0, 1) for dy in (-1, 0, 1)
    ), "... and is solid"


def test_a_change_of_the_plan_and_another_screen_lead_back_to_today(window: MainWindow) -> None:
    session, screen = parts(window)
    edits.add_contacts(session.plan, ["Fay"], on=TODAY, tier="aware")
    press(screen, Qt.Key.Key_Home)
    assert screen.times.day == date(2025, 10, 1)
    window.undo()
    screen.map.finish()
    assert screen.times.day is None
    assert "Fay" not in shown(screen)
    assert "Eve" in shown(screen)
    assert screen.time_bar.slider.value() == TODAY.toordinal()
    press(screen, Qt.Key.Key_Home)
    assert set(shown(screen)) == {"Ada", "Ben", "Cyd", "Dot"}
    window.show_screen("people")
    window.show_screen("map")
    settle(screen)
    assert screen.times.day is None
    press(screen, Qt.Key.Key_Home)
    session.select(next(iter(read.names(session.plan))))
    settle(screen)
    assert screen.times.day is None, "whoever is opened is shown as they are today"


def test_the_filter_holds_on_every_day(window: MainWindow) -> None:
    _session, screen = parts(window)
    screen.key.setChecked(True)
    press(screen, Qt.Key.Key_Home)
    mask = screen.map.canvas.stage.mask
    assert mask is not None
    assert len(mask) == 4
    assert not np.any(mask)


def test_without_a_history_there_is_no_line_of_time(open_window: OpenWindow, tmp_path: Path, empty_path: Path) -> None:
    window = open_window(empty_path, "map")
    _session, screen = parts(window)
    assert not screen.time_bar.isVisible()


def test_from_right_to_left_an_arrow_goes_where_it_points(window: MainWindow, qtbot: QtBot) -> None:
    _session, screen = parts(window)
    slider = screen.time_bar.slider
    slider.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    slider.setFocus()
    qtbot.keyClick(slider, Qt.Key.Key_Right)
    assert slider.value() == SECOND.toordinal()
    qtbot.keyClick(slider, Qt.Key.Key_Left)
    assert slider.value() == slider.maximum()
