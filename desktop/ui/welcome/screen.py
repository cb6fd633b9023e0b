"""A calm beginning: a new plan, one that is there, or the sample."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desktop.assets import asset
from desktop.ui.banner import Banner
from desktop.ui.widgets import GRID, button, column, empty, hairline, label, named, panel, row, tip
from desktop.words import _, one_line

_WIDTH = 420


class Welcome(QWidget):
    """Shown in the window until a plan is open."""

    new_wanted = Signal()
    open_wanted = Signal()
    sample_wanted = Signal()
    recent_wanted = Signal(Path)

    def __init__(self) -> None:
        super().__init__()
        self.banner = Banner()
        mark = QLabel()
        mark.setPixmap(QPixmap(str(asset("icons", "app.png"))).scaledToWidth(
            56, Qt.TransformationMode.SmoothTransformation
        ))  # fmt: skip
        self.new = button(_("New plan…"), "loud")
        self.open = button(_("Open…"))
        self.sample = button(_("Open the sample"))
        self.new.clicked.connect(self.new_wanted)
        self.open.clicked.connect(self.open_wanted)
        self.sample.clicked.connect(self.sample_wanted)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(0)
        self._recent_heading = label(_("Lately"), "dim")
        said = _("Plan the relationships your work depends on. Nothing leaves this computer.")
        middle = panel("ground")
        middle.setFixedWidth(_WIDTH)
        middle.setLayout(
            column(
                row(mark, None),
                2 * GRID,
                label(_("Rapport"), "title"),
                label(said, "dim", wrap=True),
                2 * GRID,
                row(self.new, self.open, self.sample, None),
                4 * GRID,
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
            each = button(one_line(path.stem), "screen", hint=one_line(str(path), 1000), literally=True)
            named(each, one_line(path.stem))
            tip(each, one_line(str(path), 1000))
            each.clicked.connect(lambda _checked=False, path=path: self.recent_wanted.emit(path))
            self._recent.addWidget(hairline())
            self._recent.addWidget(each)
