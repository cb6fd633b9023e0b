"""P15: hints one at a time, dismissed for good, and nothing about anybody is kept with them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from desktop.ui.inspector.hints import HintLine, Hints

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

OFFERED = (("purpose", "What for?"), ("not-when", "Not when it is decided."))


def test_a_dismissed_hint_gives_way_to_the_next_and_stays_away(qtbot: QtBot, tmp_path: Path) -> None:
    line = HintLine(Hints(lambda: tmp_path))
    qtbot.addWidget(line)
    line.show()
    line.offer(OFFERED)
    assert line.words.text() == "What for?"
    qtbot.mouseClick(line.away, Qt.MouseButton.LeftButton)
    assert line.words.text() == "Not when it is decided."
    qtbot.mouseClick(line.away, Qt.MouseButton.LeftButton)
    assert line.isHidden()
    other = HintLine(Hints(lambda: tmp_path))
    qtbot.addWidget(other)
    other.offer(OFFERED)
    assert other.isHidden()
    assert (tmp_path / "hints.json").read_text("utf-8") == '["not-when", "purpose"]'


@pytest.mark.parametrize("kept", ["", "{", '{"purpose": 1}', "[1, null]", '"purpose"'])
def test_a_broken_list_is_an_empty_one(tmp_path: Path, kept: str) -> None:
    (tmp_path / "hints.json").write_text(kept, "utf-8")
    assert Hints(lambda: tmp_path).dismissed() == frozenset()


def test_where_nothing_can_be_kept_the_hint_comes_back_another_day(tmp_path: Path) -> None:
    def folder() -> Path:
        raise OSError

    hints = Hints(folder)
    hints.dismiss("purpose")
    assert hints.dismissed() == frozenset()
    file = tmp_path / "a file"
    file.touch()
    Hints(lambda: file).dismiss("purpose")
