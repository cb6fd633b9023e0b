"""The map as a screen reader has it: asked through Qt's accessibility interface, as a reader asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.ui.main_window import MainWindow
    from desktop.ui.map_screen import MapScreen

    from ..conftest import OpenWindow


@pytest.fixture
def window(open_window: OpenWindow, sample_path: Path) -> MainWindow:
    return open_window(sample_path, "map")


def screen_of(window: MainWindow) -> MapScreen:
    assert window.workspace is not None
    return window.workspace.made("map")  # pyright: ignore[reportReturnType]


def heard(screen: MapScreen) -> QAccessibleInterface:
    """The list among what the map is made of, found as a reader finds it: by its role, from the top."""
    whole = QAccessible.queryAccessibleInterface(screen.map)
    lists = [
        part
        for n in range(whole.childCount())
        if (part := whole.child(n)) is not None and part.role() == QAccessible.Role.List
    ]
    assert len(lists) == 1
    assert not lists[0].state().invisible  # pyright: ignore[reportAttributeAccessIssue]
    return lists[0]


def lines(screen: MapScreen) -> list[str]:
    found = heard(screen)
    items = [found.child(n) for n in range(found.childCount())]
    return [
        item.text(QAccessible.Text.Name)
        for item in items
        if item is not None and item.role() == QAccessible.Role.ListItem
    ]


def test_everybody_is_in_the_list_with_tier_group_and_key(window: MainWindow) -> None:
    screen = screen_of(window)
    said = lines(screen)
    people = screen.map.canvas.stage.people
    assert len(said) == people.count + len(people.gaps)
    assert said[0].split(", ")[1] == "Advocate", "the nearest first"
    rosalind = next(line for line in said if line.startswith("Rosalind"))
    assert rosalind == "Rosalind Achterveld, Acquaintance, Operations & Assurance, key relationship"
    assert said[-1].endswith("wanted: Ally"), "who is missing comes last"
    assert heard(screen).text(QAccessible.Text.Name) == "People on the map"


def test_the_reader_follows_what_is_chosen_on_the_map_and_the_map_the_reader(window: MainWindow) -> None:
    screen = screen_of(window)
    canvas, listed = screen.map.canvas, screen.map.heard
    canvas.setFocus()
    seen = []
    for _ in range(4):
        QTest.keyClick(canvas, Qt.Key.Key_Tab)
        seen.append(listed.currentIndex().data())
    assert len(set(seen)) == 4
    assert canvas.accessibleDescription() == seen[-1]
    item = heard(screen).child(listed.currentIndex().row())
    assert item is not None
    assert item.text(QAccessible.Text.Name) == seen[-1]
    listed.setCurrentIndex(listed.heard.index(7))
    assert screen.map.selection == listed.heard.at(7)
    assert window.session is not None
    assert window.session.person == listed.heard.at(7)
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert not listed.currentIndex().isValid()


def test_it_takes_neither_tab_nor_mouse_and_is_never_painted(window: MainWindow) -> None:
    listed = screen_of(window).map.heard
    assert listed.focusPolicy() == Qt.FocusPolicy.NoFocus
    assert listed.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    assert not listed.updatesEnabled()
    assert listed.geometry() == screen_of(window).map.canvas.geometry()


def test_with_initials_no_name_is_heard(window: MainWindow) -> None:
    window.covers.toggle_names()
    said = " ".join(lines(screen_of(window)))
    assert "Rosalind" not in said
    assert "R. A." in said
