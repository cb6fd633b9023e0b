"""The guide: the page about what one looks at, its pictures and links, and nothing read from anywhere else."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QTextDocument
from pytestqt.qtbot import QtBot

from desktop.assets import asset
from desktop.ui.help.guide import Guide
from desktop.ui.help.pages import ABOUT, FIRST, WORKSHOP, pages
from desktop.ui.screens import screens

from .conftest import OpenWindow

LINK = re.compile(r"\]\(([^)]+)\)")


@pytest.fixture
def guide(qtbot: QtBot, fonts: None) -> Guide:
    made = Guide(None)
    qtbot.addWidget(made)
    made.show()
    return made


def test_f1_opens_the_page_about_the_screen(open_window: OpenWindow, sample_path: Path, qtbot: QtBot) -> None:
    window = open_window(sample_path)
    window.show_screen("gaps")
    qtbot.keyClick(window, Qt.Key.Key_F1)
    guide = window.findChild(Guide)
    assert guide is not None
    assert guide.isVisible()
    assert guide.page.toPlainText().startswith("Where people are missing")
    window.show_screen("goals")
    qtbot.keyClick(window, Qt.Key.Key_F1)
    assert window.findChildren(Guide) == [guide]
    assert guide.page.toPlainText().startswith("Key relationships and goals")
    guide.reject()


def test_every_screen_has_a_page_and_every_link_and_picture_is_there() -> None:
    names = {page.name for page in pages()}
    assert {FIRST, WORKSHOP, *ABOUT.values()} <= names
    assert set(screens()) <= set(ABOUT)
    for folder in sorted(asset("guide").iterdir()):
        if folder.name == "pictures":
            continue
        assert {path.name for path in folder.glob("*.md")} == names, folder.name
        for path in folder.glob("*.md"):
            for target in LINK.findall(path.read_text("utf-8")):
                assert (folder / target).resolve().is_file(), f"{path.name}: {target}"


def test_search_leaves_the_pages_with_all_words(guide: Guide, qtbot: QtBot) -> None:
    qtbot.keyClicks(guide.filter, "passphrase backups")
    assert guide.list.item(0).text() == "Your file, and whom it is safe from"
    assert guide.list.count() < len(pages())


def test_a_link_leads_to_its_page(guide: Guide) -> None:
    guide.page.anchorClicked.emit(QUrl("03-map.md"))
    assert guide.page.toPlainText().startswith("The map")
    guide.page.anchorClicked.emit(QUrl("https://somewhere.example/else"))
    assert guide.page.toPlainText().startswith("The map")


def test_pictures_come_from_the_folder_of_the_guide_alone(guide: Guide, tmp_path: Path) -> None:
    image = QTextDocument.ResourceType.ImageResource.value
    there = guide.page.loadResource(image, QUrl("../pictures/map.png"))
    assert isinstance(there, QImage)
    assert not there.isNull()
    strange = tmp_path / "strange.png"
    QImage(3, 3, QImage.Format.Format_RGB32).save(str(strange))
    elsewhere = guide.page.loadResource(image, QUrl.fromLocalFile(str(strange)))
    assert isinstance(elsewhere, QImage)
    assert elsewhere.isNull()
    assert guide.page.loadResource(QTextDocument.ResourceType.HtmlResource.value, QUrl("02-people.md")) is None
