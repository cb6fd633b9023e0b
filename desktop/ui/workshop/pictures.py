"""Pictures of the relationship three years on: described, or photographed from the wall."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFileDialog

from desktop.domain import records as r
from desktop.domain.projected import Projected
from desktop.plan import workshop_day
from desktop.ui.inspector.fields import Line, Text
from desktop.ui.inspector.parts import Prose
from desktop.ui.session import Session
from desktop.ui.text_size import sized
from desktop.ui.widgets import GRID, button, column, label, named, row
from desktop.ui.workshop.agreed import AgreedLine, AgreedList
from desktop.ui.workshop.photo import photo_of, picture_of
from desktop.words import _

_SHOWN = 220
"""Pixels of its width on the screen."""


class Drawn(AgreedLine):
    """A picture: what it is called, what is on it, a photograph of it."""

    def __init__(self, owner: AgreedList[r.Picture]) -> None:
        super().__init__(owner, "title")
        self._photo: str | None = ""
        self.title = Line(_("What it is called"), lambda text: self._put(title=text), _("what it is called"), "plain")
        self.text = Text(
            _("What is on it"), lambda text: self._put(description=text), _("what is on it"), "plain", (1, 6)
        )
        self.picture = label("")
        sized(self.picture, width=_SHOWN)
        self.photograph = button(_("Add a photograph…"), "link")
        self.photograph.clicked.connect(self._choose)
        self.drop_photo = button(_("Take the photograph out"), "link")
        self.drop_photo.clicked.connect(lambda: self._put(photo=None))
        self.problem = Prose("", "amber")
        words = column(self.title, self.text, row(self.photograph, self.drop_photo, None), self.problem, None, gap=GRID)
        line = row(self.picture, gap=2 * GRID)
        line.addLayout(words, 1)
        line.addWidget(self.away)
        self.setLayout(line)

    def show_item(self, item: r.Picture, projected: Projected, editable: bool) -> None:
        self.title.show_text(item.title)
        self.text.show_text(item.description)
        for field in (self.title, self.text):
            field.setReadOnly(not editable)
        for part in (self.photograph, self.away):
            part.setVisible(editable)
        self.drop_photo.setVisible(editable and bool(item.photo))
        if item.photo != self._photo:
            self._photo = item.photo
            shown = picture_of(item.photo)
            if not shown.isNull():
                shown = shown.scaled(QSize(_SHOWN, _SHOWN), Qt.AspectRatioMode.KeepAspectRatio,
                                     Qt.TransformationMode.SmoothTransformation)  # fmt: skip
                self.picture.setPixmap(shown)
            self.picture.setVisible(not shown.isNull())
        named(self.picture, _("A photograph of {title}").format(title=item.title))
        self._name_away(item.title)

    def take_photo(self, path: str) -> bool:
        """Keep a photograph from a file; False, and a word about it, when it cannot be read."""
        photo = photo_of(path)
        said = _("That is no JPEG or PNG that can be read, or it is too large. Nothing was changed.")
        self.problem.say("" if photo else said)
        return bool(photo) and self._put(photo=photo)

    def _choose(self) -> None:
        kinds = _("Pictures") + " (*.jpg *.jpeg *.png)"
        path, _kind = QFileDialog.getOpenFileName(self, _("A photograph of the picture"), "", kinds)
        if path:
            self.take_photo(path)


def pictures(session: Session) -> AgreedList[r.Picture]:
    """What was drawn."""
    return AgreedList(
        session, workshop_day.keep_pictures, Drawn, lambda text: r.Picture(text, ""), _("What a picture is called")
    )
