"""About: the version, the format of plans, and in the packaged program the licences of what is inside."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop import assets
from desktop.plan.upgrades import SCHEMA_VERSION
from desktop.ui.dialogs.about import About


def said(about: About) -> str:
    return "\n".join(each.text() for each in about.findChildren(QLabel))


def test_it_says_version_and_format(qtbot: QtBot) -> None:
    about = About(None)
    qtbot.addWidget(about)
    about.show()
    assert f"Rapport {assets.program_version()}" in said(about)
    assert f"Plan format {SCHEMA_VERSION};" in said(about)
    assert "never connects to anything" in said(about)
    assert about.show_texts.isHidden(), "from source there are no texts to show"


def test_the_package_shows_what_is_inside(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "resources" / "licences"
    folder.mkdir(parents=True)
    (folder / "README.txt").write_text("Qt: LGPL <b>3</b>", "utf-8")
    monkeypatch.setattr(assets, "_ROOT", tmp_path)
    about = About(None)
    qtbot.addWidget(about)
    about.show()
    qtbot.mouseClick(about.show_texts, Qt.MouseButton.LeftButton)
    assert "Qt: LGPL <b>3</b>" in about.texts.toPlainText()
    assert str(folder) in about.texts.toPlainText()
    assert about.texts.isVisible()
