"""A calm beginning: a new plan, one that is there, or the sample."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desktop.assets import asset
from desktop.ui.banner import Banner
from desktop.ui.screens import PERSONAL, WORKSHOP
from desktop.ui.shelf import Client, client_words
from desktop.ui.text_size import sized
from desktop.ui.widgets import GRID, FlowRow, button, column, empty, hairline, label, named, panel, row, tip
from desktop.words import _, one_line

_WIDTH = 420
_MOST = 5
"""Clients that are offered at once; the others are in the list."""


class Welcome(QWidget):
    """Shown in the window until a plan is open."""

    new_wanted = Signal()
    open_wanted = Signal()
    sample_wanted = Signal(str)
    """A copy of the sample of this kind."""
    recent_wanted = Signal(Path)
    clients_wanted = Signal()
    """A coach's whole list."""

    def __init__(self) -> None:
        super().__init__()
        self.banner = Banner()
        mark = QLabel()
        mark.setPixmap(QPixmap(str(asset("icons", "app.png"))).scaledToWidth(
            56, Qt.TransformationMode.SmoothTransformation
        ))  # fmt: skip
        self.new = button(_("Start a plan…"), "loud")
        self.open = button(_("Open…"))
        self.new.clicked.connect(self.new_wanted)
        self.open.clicked.connect(self.open_wanted)
        self.samples = {
            PERSONAL: button(_("a plan of one’s own"), "link"),
            WORKSHOP: button(_("a day for two organisations"), "link"),
        }
        for kind, each in self.samples.items():
            each.clicked.connect(lambda _checked=False, kind=kind: self.sample_wanted.emit(kind))
        self._clients = QVBoxLayout()
        self._clients.setSpacing(0)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(0)
        self._recent_heading = label(_("Lately"), "dim")
        said = _("Plan the relationships your work depends on. Nothing leaves this computer.")
        middle = panel("ground")
        sized(middle, width=_WIDTH)
        middle.setLayout(
            column(
                row(mark, None),
                2 * GRID,
                label(_("Rapport"), "title"),
                label(said, "dim", wrap=True),
                2 * GRID,
                row(self.new, self.open, None),
                2 * GRID,
                label(_("Or look at a sample, with invented people:"), "dim", wrap=True),
                FlowRow(*self.samples.values(), gap=2 * GRID),
                4 * GRID,
                self._clients,
                self._recent_heading,
                self._recent,
            )
        )
        page = column(self.banner, gap=0)
        page.addStretch(2)
        page.addLayout(row(None, middle, None))
        page.addStretch(3)
        self.setLayout(page)

    def show_recent(self, paths: Sequence[Path]) -> None:
        """Offer the plans opened lately."""
        empty(self._recent)
        self._recent_heading.setVisible(bool(paths))
        for path in paths[:6]:
            self._offer(self._recent, one_line(path.stem), path)

    def show_clients(self, clients: Sequence[Client], today: date) -> None:
        """Offer a coach's clients; who has none sees nothing of it."""
        empty(self._clients)
        if not clients:
            return
        self._clients.addWidget(label(_("My clients"), "dim"))
        self._clients.addSpacing(GRID)
        for each in clients[:_MOST]:
            words = f"{each.alias} · {client_words(each, today)}"
            self._offer(self._clients, words, Path(each.path) if each.there else None)
        more = button(_("All my clients…"), "link")
        more.clicked.connect(self.clients_wanted)
        self._clients.addWidget(more)
        self._clients.addSpacing(3 * GRID)

    def _offer(self, into: QVBoxLayout, words: str, path: Path | None) -> None:
        """A line that opens a plan; without a `path` the list of clients, where the file can be found again."""
        each = button(words, "screen", literally=True)
        named(each, words)
        if path is None:
            each.clicked.connect(self.clients_wanted)
        else:
            tip(each, one_line(str(path), 1000))
            each.clicked.connect(lambda _checked=False: self.recent_wanted.emit(path))
        into.addWidget(hairline())
        into.addWidget(each)
