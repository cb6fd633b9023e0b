"""What Rapport is: which version of it, which format of plans, whose work is in it."""

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop.assets import asset, program_version
from desktop.plan.upgrades import SCHEMA_VERSION
from desktop.ui.dialogs.parts import Dialog
from desktop.ui.widgets import button, label, named, row
from desktop.words import _


class About(Dialog):
    """The licences of all that is inside come with the packaged program; from its source there are none to show."""

    def __init__(self, parent: QWidget | None) -> None:
        said = _("Plan the relationships your work depends on. Your plan is a file on this computer; Rapport never"
                 " connects to anything, not even to look for a newer version.")  # fmt: skip
        title = _("Rapport {version}").format(version=program_version()).strip()
        super().__init__(parent, title, said)
        for words in (
            _("Plan format {n}; plans of earlier formats are brought up to it when they are opened.").format(
                n=SCHEMA_VERSION
            ),
            _("Free software under the MIT licence."),
            _("Made with Qt (LGPL), SQLite3 Multiple Ciphers, Typst, NumPy, pyqtgraph and Peewee."),
        ):
            self.body.addWidget(label(words, "dim", wrap=True))
        self.texts = QPlainTextEdit()
        self.texts.setReadOnly(True)
        self.texts.setMinimumHeight(200)
        self.texts.hide()
        named(self.texts, _("What is inside, and under which licences"))
        self.show_texts = button(_("What is inside, and under which licences…"), "link")
        self.show_texts.clicked.connect(self._show_texts)
        self.show_texts.setVisible(asset("licences", "README.txt").is_file())
        self.body.addLayout(row(self.show_texts, None))
        self.body.addWidget(self.texts, 100)  # all the room, once it is there
        self.body.addStretch(1)

    def _show_texts(self) -> None:
        folder = asset("licences")
        where = _("The texts of all these licences lie in {folder}.").format(folder=folder)
        self.texts.setPlainText((folder / "README.txt").read_text("utf-8") + "\n" + where + "\n")
        self.texts.show()
        self.texts.setFocus()
        self.show_texts.hide()
        room = self.screen().availableSize()
        self.resize(min(720, room.width() - 40), min(560, room.height() - 80))
