"""The look holds wherever the program lies."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from desktop import assets
from desktop.ui.palette import LIGHT
from desktop.ui.theme import Theme, style_sheet


@pytest.mark.parametrize("folder", ["Program Files", "Andrée 計画", 'a"b', "it's (mine)", "100% #1"])
def test_no_folder_costs_the_style_sheet(
    theme: Theme, qapp: QApplication, monkeypatch: pytest.MonkeyPatch, folder: str
) -> None:
    monkeypatch.setattr(assets, "_ROOT", Path("/home") / folder)
    sheet = style_sheet(LIGHT)
    assert folder.replace('"', r"\"") in sheet
    before = qapp.styleSheet()
    shown = QLabel("x")
    shown.setProperty("role", "amber")
    try:
        qapp.setStyleSheet("")
        qapp.setStyleSheet(sheet)
        shown.ensurePolished()
        # A sheet that cannot be read is dropped whole.
        assert shown.palette().color(shown.foregroundRole()).name() == LIGHT.amber
    finally:
        shown.deleteLater()
        qapp.setStyleSheet(before)
