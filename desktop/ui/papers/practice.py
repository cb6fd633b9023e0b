"""The look of a practice: its name, colour and logo, kept in a folder of its own that every paper can take."""

import json
import re
from pathlib import Path

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QColorDialog, QFileDialog, QLineEdit, QWidget

from desktop.domain.errors import KnownError
from desktop.output import write_whole
from desktop.report.practice import LOGOS, read_practice, readable
from desktop.ui.dialogs.parts import Dialog
from desktop.ui.widgets import button, label, named, row
from desktop.words import _, explain

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_KINDS = {".svg": "logo.svg", ".png": "logo.png", ".jpg": "logo.jpg", ".jpeg": "logo.jpg"}


class PracticeLook(Dialog):
    """Accepted when the look is written; `folder` says where it lies, "" for none."""

    def __init__(self, parent: QWidget | None, folder: Path, used: str) -> None:
        """`folder`: where a look made here goes; `used`: the folder that papers take now."""
        super().__init__(
            parent,
            _("Look of the practice"),
            _("Name and logo stand on the first page of each paper; the colour is that of its titles’ small lines."),
            does=_("Use it"),
        )
        self._own, self.folder = folder, used
        self._logo: Path | None = None
        self.name, self.colour = QLineEdit(), QLineEdit()
        self.colour.setPlaceholderText("#0f766e")
        self.field(_("Name"), self.name)
        pick = button(_("Choose…"))
        named(pick, _("Choose a colour"))
        pick.clicked.connect(self._pick_colour)
        self.field(_("Colour"), self.colour)
        self.body.addLayout(row(pick, None))
        self.logo = label("", "dim")
        choose = button(_("Choose a logo…"))
        choose.clicked.connect(self._pick_logo)
        self.body.addLayout(row(choose, self.logo, None))
        other = button(_("A folder with templates of our own…"), "link")
        other.clicked.connect(self._pick_folder)
        self.none = button(_("No look"), "link")
        self.none.clicked.connect(self._without)
        self.body.addLayout(row(other, None, self.none))
        self.said = label("", "amber", wrap=True)
        self.body.addWidget(self.said)
        self._fill(Path(used) if used else folder)

    def _fill(self, folder: Path) -> None:
        try:
            known = read_practice(folder)
        except KnownError:
            return
        self.name.setText(known.name)
        self.colour.setText(known.colour or "")
        self.logo.setText(known.logo or "")

    def _pick_colour(self) -> None:
        chosen = QColorDialog.getColor(QColor(self.colour.text() or "#2f6df6"), self)
        if chosen.isValid():
            self.colour.setText(readable(chosen.name()))

    def _pick_logo(self) -> None:
        kinds = _("Pictures (*.svg *.png *.jpg *.jpeg)")
        chosen, _kind = QFileDialog.getOpenFileName(self, _("Choose a logo"), "", kinds)
        if chosen:
            self.take_logo(Path(chosen))

    def take_logo(self, path: Path) -> None:
        """A logo to be copied when the look is used."""
        self._logo = path
        self.logo.setText(path.name)

    def _pick_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, _("Folder with the practice’s look"), self.folder)
        if chosen:
            self._take(chosen)

    def _take(self, folder: str) -> None:
        try:
            read_practice(Path(folder))
        except KnownError as problem:
            self.said.setText(explain(problem))
            return
        self.folder = folder
        super().accept()

    def _without(self) -> None:
        self.folder = ""
        super().accept()

    def accept(self) -> None:
        """Write the look; what cannot be used is said."""
        colour = self.colour.text().strip()
        if colour and not _COLOUR.fullmatch(colour):
            self.said.setText(_("A colour is written like #0f766e."))
            return
        try:
            folder = Path(self.folder) if self.folder else self._own
            folder.mkdir(mode=0o700, exist_ok=True)
            data = self._logo.read_bytes() if self._logo is not None else None
            said = {"name": self.name.text().strip()[:80]} | ({"colour": colour} if colour else {})
            write_whole(folder / "practice.json", json.dumps(said, ensure_ascii=False).encode())
            if self._logo is not None and data is not None:
                # The new one stands before the old one goes.
                kept = folder / _KINDS.get(self._logo.suffix.lower(), "logo.png")
                write_whole(kept, data)
                for each in LOGOS:
                    if each != kept.name:
                        (folder / each).unlink(missing_ok=True)
        except OSError:
            self.said.setText(_("The look could not be kept. Nothing was changed."))
            return
        except KnownError as problem:
            self.said.setText(explain(problem))
            return
        self._take(str(folder))
