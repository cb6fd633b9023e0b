"""Addresses of a person. Opening one takes a click and a look at the whole address, and only four kinds open."""

import re
from collections.abc import Callable

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from desktop.ui.inspector.fields import Line
from desktop.ui.inspector.parts import Cards, Prose
from desktop.ui.text_size import sized
from desktop.ui.widgets import GRID, button, column, label, named, row
from desktop.words import _

SCHEMES = frozenset({"http", "https", "mailto", "tel"})
"""What may be opened. Never a file, a network share or another program's scheme."""


def openable(address: str) -> QUrl | None:
    """The address as something to open; None when it is only text."""
    address = address.strip()
    scheme = re.match(r"([a-z]+):", address, re.IGNORECASE)
    if scheme is None or scheme[1].lower() not in SCHEMES or any(not c.isprintable() or c in " \\" for c in address):
        return None
    url = QUrl(address, QUrl.ParsingMode.StrictMode)
    web = scheme[1].lower() in ("http", "https")
    return url if url.isValid() and url.scheme().lower() in SCHEMES and bool(url.host()) == web else None


def mail_to(address: str) -> QUrl | None:
    """An e-mail address as something to open; None when it is none."""
    plain = re.fullmatch(r"[^\s@:/?&#\\]+@[^\s@:/?&#\\]+", address.strip())
    return openable(f"mailto:{plain[0]}") if plain else None


def call(number: str) -> QUrl | None:
    """A phone number as something to open; None when it is none."""
    digits = re.fullmatch(r"\+?\d{3,20}", re.sub(r"[\s().\-/]", "", number))
    return openable(f"tel:{digits[0]}") if digits else None


class OpenAddress(QDialog):
    """Shows a whole address and opens it outside the program when the person agrees."""

    def __init__(self, parent: QWidget, url: QUrl) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Open this address?"))
        self._url = url
        # As it is sent, so that no look-alike letter hides in it.
        address = Prose(url.toString(QUrl.ComponentFormattingOption.FullyEncoded))
        sized(address, least=320)
        address.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.agree = button(_("Open"), "loud")
        self.cancel = button(_("Cancel"))
        self.cancel.setDefault(True)
        self.agree.clicked.connect(self._open)
        self.cancel.clicked.connect(self.reject)
        said = label(_("This opens outside Rapport:"), "dim")
        self.setLayout(column(said, address, row(None, self.cancel, self.agree), margin=4 * GRID, gap=3 * GRID))

    def _open(self) -> None:
        QDesktopServices.openUrl(self._url)
        self.accept()


class OpenButton(QPushButton):
    """A small arrow beside an address; there only when the address can be opened."""

    def __init__(self, read: Callable[[str], QUrl | None]) -> None:
        super().__init__("↗")
        self.setProperty("role", "link")
        self.setAutoDefault(False)
        self._read = read
        self._url: QUrl | None = None
        self.clicked.connect(self._ask)
        self.hide()

    def show_address(self, address: str) -> None:
        """Offer to open this address, if it is one."""
        self._url = self._read(address)
        self.setVisible(self._url is not None)
        named(self, _("Open {address}").format(address=address))

    def _ask(self) -> None:
        if self._url is not None:
            OpenAddress(self.window(), self._url).open()


class Beside(QWidget):
    """A field for an address with the arrow that opens it."""

    def __init__(self, field: Line, read: Callable[[str], QUrl | None]) -> None:
        super().__init__()
        self.arrow = OpenButton(read)
        field.textChanged.connect(self.arrow.show_address)
        self.setFocusProxy(field)
        self.setLayout(row(field, self.arrow, gap=0))


class _Link(QWidget):
    def __init__(self, gone: Callable[[str], None]) -> None:
        super().__init__()
        self._text = ""
        self._said = Prose()
        self.arrow = OpenButton(openable)
        self.remove = button("×", "link")
        self.remove.clicked.connect(lambda: gone(self._text))
        line = row(self._said, self.arrow, self.remove, gap=0)
        line.setStretch(0, 1)
        self.setLayout(line)
        self.setContentsMargins(8, 0, 0, 0)

    def show_text(self, text: str) -> None:
        """The address as plain text."""
        self._text = text
        self._said.say(text)
        self.arrow.show_address(text)
        named(self.remove, _("Remove {what}").format(what=text))


class Links(QWidget):
    """Any number of addresses, and a line to add one. `save` takes all of them."""

    def __init__(self, save: Callable[[tuple[str, ...]], bool]) -> None:
        super().__init__()
        self._save = save
        self._urls: tuple[str, ...] = ()
        self.links: Cards[str, _Link] = Cards(lambda _text: _Link(self._drop), _Link.show_text, gap=0)
        self.add = Line(_("Add a link"), self._add, _("add one, https://…"), "plain", adds=True)
        self.setFocusProxy(self.add)
        self.setLayout(column(self.links, self.add, gap=0))

    def show_links(self, urls: tuple[str, ...]) -> None:
        """What is in the plan now."""
        self._urls = urls
        self.links.show_items([(url, url) for url in urls])

    def _add(self, text: str) -> bool:
        if text and text not in self._urls and not self._save((*self._urls, text)):
            return False
        self.add.clear()
        self.add.forget()
        return True

    def _drop(self, gone: str) -> None:
        self._save(tuple(url for url in self._urls if url != gone))
