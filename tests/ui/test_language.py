"""The language of the screens: as chosen, else as the system has it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.dialogs.preferences import Preferences
from desktop.ui.language import begin_to_speak, of_the_system
from desktop.ui.settings import LANGUAGE, Settings
from desktop.words import speak, spoken

from .conftest import OpenWindow


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    speak("en")


def test_it_is_that_of_the_system_until_one_is_chosen(qapp: QApplication, tmp_path: Path) -> None:
    settings = Settings(lambda: tmp_path)
    begin_to_speak(settings)
    assert spoken() == of_the_system() == "en"
    settings.put(LANGUAGE, "fr")
    begin_to_speak(settings)
    assert spoken() == "fr"
    settings.put(LANGUAGE, "xx")
    begin_to_speak(settings)
    assert spoken() == "en"


def test_it_is_chosen_in_the_preferences(qtbot: QtBot, tmp_path: Path) -> None:
    settings = Settings(lambda: tmp_path)
    over = QWidget()
    qtbot.addWidget(over)
    asked = Preferences(over, settings)
    assert asked.language.currentText() == "As the system has it"
    asked.language.setCurrentIndex(asked.language.findText("Deutsch"))
    assert settings.get(LANGUAGE) == "de"


@pytest.mark.parametrize(
    ("language", "menus", "screens"),
    [
        ("de", ["Datei", "Bearbeiten", "Ansicht", "Plan", "Hilfe"], "Heute"),
        ("fr", ["Fichier", "Édition", "Affichage", "Plan", "Aide"], "Aujourd’hui"),
    ],
)
def test_menus_and_screens_speak_it(
    open_window: OpenWindow, sample_path: Path, language: str, menus: list[str], screens: str
) -> None:
    speak(language)
    window = open_window(sample_path)
    assert [action.text() for action in window.menuBar().actions()] == menus
    assert window.workspace is not None
    assert screens in [button.text() for button in window.workspace.findChildren(QPushButton)]
