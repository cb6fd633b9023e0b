"""Addresses: only four kinds open, and only after a look at the whole of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QLabel

from desktop.ui.inspector.links import OpenAddress, call, mail_to, openable

Hand = Any


@pytest.mark.parametrize(
    "address",
    ["https://a.example/x?y=1", "HTTP://a.example", " https://a.example ", "mailto:a@b.example", "tel:+441632960001"],
)
def test_what_opens(address: str) -> None:
    assert openable(address) is not None


@pytest.mark.parametrize(
    "address",
    [
        "", "a.example", "file:///etc/passwd", "//server/share", "\\\\server\\share", "javascript:alert(1)",
        "ftp://a.example", "https://", "https:a.example", "https:///x", "data:text/html,x", "smb://a.example/x",
        "https://a.example/\u202egpj.exe", "https://a.example\nfile:///x", "https://a .example", "ms-word:x",
        "tel://a.example", "https://a.example\\@b.example",
    ],
)  # fmt: skip
def test_what_does_not(address: str) -> None:
    assert openable(address) is None


def test_mail_and_telephone() -> None:
    assert mail_to("a@b.example") == QUrl("mailto:a@b.example")
    assert mail_to("a@b.example?bcc=c@d.example") is None
    assert mail_to("a b@c.example") is None
    assert call("+44 (0)1632 960-001") == QUrl("tel:+4401632960001")
    assert call("ask Maud") is None


class Opened(QObject):
    """Takes the place of the browser."""

    def __init__(self) -> None:
        super().__init__()
        self.urls: list[QUrl] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.urls.append(url)


@pytest.fixture
def opened(qapp: QApplication) -> Iterator[list[QUrl]]:
    handler = Opened()
    for scheme in ("https", "mailto"):
        QDesktopServices.setUrlHandler(scheme, handler, "open")  # pyright: ignore[reportArgumentType] - takes str
    yield handler.urls
    for scheme in ("https", "mailto"):
        QDesktopServices.unsetUrlHandler(scheme)


def test_a_link_is_added_shown_opened_and_removed(hand: Hand, opened: list[QUrl]) -> None:
    hand.show("c12")
    links = hand.inspector.profile.links
    hand.type(links.add, "https://rosalind.example/about")
    hand.type(links.add, "file:///etc/passwd")
    assert hand.person().urls == ("https://rosalind.example/about", "file:///etc/passwd")
    web, file = sorted(links.links.all(), key=lambda shown: shown.y())
    assert web.arrow.isVisible()
    assert not file.arrow.isVisible()
    hand.click(web.arrow)
    (dialog,) = hand.inspector.findChildren(OpenAddress)
    assert opened == []
    assert "https://rosalind.example/about" in {
        said.text().replace("\u200b", "") for said in dialog.findChildren(QLabel)
    }
    hand.qtbot.mouseClick(dialog.cancel, Qt.MouseButton.LeftButton)
    hand.qtbot.waitUntil(lambda: not hand.inspector.findChildren(OpenAddress))
    assert opened == []
    hand.click(web.arrow)
    (dialog,) = hand.inspector.findChildren(OpenAddress)
    hand.qtbot.mouseClick(dialog.agree, Qt.MouseButton.LeftButton)
    assert opened == [QUrl("https://rosalind.example/about")]
    hand.qtbot.waitUntil(lambda: not hand.inspector.findChildren(OpenAddress))
    hand.click(web.remove)
    assert hand.person().urls == ("file:///etc/passwd",)


def test_the_arrow_beside_an_e_mail_address(hand: Hand) -> None:
    hand.show("c12")
    profile = hand.inspector.profile
    arrow = profile.email.parentWidget().arrow
    assert arrow.isVisible()
    hand.type(profile.email, "ask Maud")
    assert not arrow.isVisible()
    assert hand.person().email == "ask Maud"
    hand.type(profile.email, "")
    assert hand.person().email is None
