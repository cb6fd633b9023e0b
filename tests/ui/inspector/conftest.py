"""The inspector on the sample plan, on a screen of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from desktop.domain import records as r
from desktop.plan import read
from desktop.plan.file import Plan
from desktop.ui import fields
from desktop.ui.inspector import Inspector
from desktop.ui.session import Session

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from desktop.ui.theme import Theme


@pytest.fixture
def session(sample_path: Path) -> Iterator[Session]:
    """The sample plan, open on the day for which it was written."""
    session = Session(Plan.open(sample_path), lambda: date(2026, 3, 2))
    yield session
    session.close()


class Hand:
    """What a person does in the inspector, and what the plan then has."""

    def __init__(self, qtbot: QtBot, session: Session, inspector: Inspector) -> None:
        self.qtbot, self.session, self.inspector = qtbot, session, inspector
        self._ids = dict(session.plan.db.execute("SELECT uid, id FROM contacts"))

    def id(self, uid: str) -> int:
        """A person's key by the id in plan JSON."""
        return int(self._ids[uid])

    def show(self, uid: str, tab: int = 0) -> None:
        """Select a person and turn to a tab."""
        self.session.select(self.id(uid))
        self.inspector.show_person(self.session.person)
        self.inspector.tabs.setCurrentIndex(tab)
        QApplication.processEvents()

    def person(self, uid: str = "c12") -> r.Contact:
        """A person as the file has them."""
        found = read.record(self.session.plan, r.Contact, self.id(uid))
        assert found is not None
        return found

    def click(self, widget: QWidget, at: Any = None) -> None:
        """Bring a widget into view and click it."""
        for _turn in range(4):  # a layout may ask for another
            QApplication.processEvents()
        if not self.inspector.isActiveWindow():  # the platform without a screen does not give it back after a popup
            self.inspector.activateWindow()
            self.qtbot.waitUntil(self.inspector.isActiveWindow)
        page = self.inspector.pages.currentWidget()
        if isinstance(page, QScrollArea) and page.isAncestorOf(widget):
            page.ensureWidgetVisible(widget)
        assert widget.isVisible(), widget
        point = at or widget.rect().center()
        self.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton, pos=point)

    def type(self, field: QWidget, text: str, *, leave: bool = True) -> None:
        """Click into a field, replace what stands there, and leave it with Tab."""
        self.click(field)
        assert field.hasFocus(), field
        self.qtbot.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        self.qtbot.keyClick(field, Qt.Key.Key_Delete)
        self.qtbot.keyClicks(field, text)
        if leave:
            self.qtbot.keyClick(QApplication.activePopupWidget() or field, Qt.Key.Key_Tab)
            self.qtbot.waitUntil(lambda: not field.hasFocus() and QApplication.activePopupWidget() is None)

    def key(self, widget: QWidget, key: Qt.Key) -> None:
        """Press a key where it goes: into the list that has popped up, else into the widget."""
        self.qtbot.keyClick(QApplication.activePopupWidget() or widget, key)
        self.qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)

    def choose(self, choice: Any, down: int) -> None:
        """Move a choice by so many words with the arrow keys."""
        choice.setFocus()
        for _step in range(abs(down)):
            self.qtbot.keyClick(choice, Qt.Key.Key_Down if down > 0 else Qt.Key.Key_Up)

    def undo(self) -> None:
        """Take back the latest edit."""
        assert self.session.undo()
        self.qtbot.waitUntil(lambda: not self.session.jobs.busy)


@pytest.fixture
def hand(qtbot: QtBot, session: Session, theme: Theme) -> Iterator[Hand]:
    """An inspector of 360 pixels that shows nobody yet."""
    inspector = Inspector(session)
    session.selected.connect(inspector.show_person)
    inspector.resize(360, 860)
    qtbot.addWidget(inspector)
    with qtbot.waitActive(inspector):
        inspector.show()
        inspector.activateWindow()
    yield Hand(qtbot, session, inspector)
    inspector.close()


@pytest.fixture
def short_rest(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Fields made from now on are saved after a moment's rest."""
    monkeypatch.setattr(fields, "REST_MS", 20)
    return lambda: None
