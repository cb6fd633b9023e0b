"""What the columns of a table hold: each with its first values, and a box to say it."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QWidget

from desktop.exchange.bring_in import reading_of
from desktop.exchange.columns import Column, ends_of, tidy
from desktop.exchange.sheet import Sheet
from desktop.exchange.sheet_people import Reading
from desktop.ui.fitting import Combo
from desktop.ui.text_size import sized
from desktop.ui.widgets import GRID, Page, column, label, named
from desktop.words import _, one_line

_MOST = 120
_SAMPLES = 3


def column_words() -> dict[Column, str]:
    """What a column can hold, as the boxes say it."""
    return {
        Column.IGNORE: _("leave out"),
        Column.NAME: _("Name"),
        Column.GIVEN: _("First name"),
        Column.MIDDLE: _("Middle name"),
        Column.FAMILY: _("Last name"),
        Column.SUFFIX: _("Name suffix"),
        Column.LATIN: _("Name in Latin letters"),
        Column.ROLE: _("Role"),
        Column.ORGANISATION: _("Organisation"),
        Column.DEPARTMENT: _("Department"),
        Column.EMAIL: _("E-mail"),
        Column.PHONE: _("Telephone"),
        Column.URL: _("Web page"),
        Column.GROUP: _("Group"),
        Column.TAGS: _("Tags"),
        Column.NOTE: _("Note"),
        Column.SINCE: _("Known since"),
        Column.MANAGER: _("Their manager"),
        Column.NICKNAME: _("Nickname"),
        Column.BIRTHDAY: _("Birthday"),
        Column.ADDRESS: _("Postal address"),
        Column.KEY: _("Number in the file"),
    }


class Columns(Page):
    """The tables that hold people, one below the other."""

    changed = Signal()
    """A box says something else."""

    def __init__(self) -> None:
        super().__init__(margin=0, gap=GRID)
        self._tables: list[_Table | Reading] = []
        self._sheets: list[Sheet] = []

    def show_sheets(self, sheets: Sequence[Sheet], readings: Sequence[Reading]) -> None:
        """Begin with these tables as they would be read."""
        while (item := self.body.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.setParent(None)
                old.deleteLater()
        self._tables = []
        several = sum(not ends_of(sheet.header) for sheet in sheets) > 1
        for sheet, reading in zip(sheets, readings, strict=True):
            if ends_of(sheet.header):
                self._tables.append(reading)
                continue
            table = _Table(sheet, reading, titled=several)
            table.changed.connect(self.changed)
            self._tables.append(table)
            self.body.addWidget(table)
        self.body.addStretch(1)
        self._sheets = list(sheets)

    def sheets(self) -> list[Sheet]:
        """The tables, their first row a header or not as it was said."""
        return [
            each.sheet if isinstance(each, _Table) else sheet
            for each, sheet in zip(self._tables, self._sheets, strict=True)
        ]

    def readings(self) -> list[Reading]:
        """How each table is to be read now."""
        return [each.reading() if isinstance(each, _Table) else each for each in self._tables]

    def first(self) -> QWidget:
        """Where the keyboard begins."""
        return next((each.boxes[0] for each in self._tables if isinstance(each, _Table) and each.boxes), self)


class _Table(QWidget):
    """One table: whether its first row names the columns, and what each holds."""

    changed = Signal()

    def __init__(self, sheet: Sheet, reading: Reading, titled: bool) -> None:
        super().__init__()
        self.sheet = sheet
        self._reading = reading
        self.boxes: list[QComboBox] = []
        self.header = QCheckBox(_("The first row names the columns"))
        self.header.setChecked(bool(sheet.header))
        self.header.setEnabled(bool(sheet.header or sheet.rows))
        self.header.clicked.connect(self._turn)
        self._lines = QWidget()
        name = " · ".join(part for part in (sheet.file, sheet.name) if part)
        self._whole = column(label(one_line(name), "heading") if titled else 0, self.header, self._lines, gap=GRID)
        self.setLayout(self._whole)
        self._fill()

    def _turn(self, checked: bool) -> None:
        self.sheet = self.sheet.with_header() if checked else self.sheet.without_header()
        self._reading = reading_of(self.sheet)
        self._fill()
        self.changed.emit()

    def _fill(self) -> None:
        lines, grid = QWidget(), QGridLayout()
        grid.setContentsMargins(0, GRID, 0, 2 * GRID)
        grid.setHorizontalSpacing(3 * GRID)
        grid.setVerticalSpacing(GRID)
        grid.setColumnStretch(1, 1)
        self.boxes = []
        words = column_words()
        for n, held in enumerate(self._reading.columns[:_MOST]):
            title = self.sheet.header[n] if n < len(self.sheet.header) else ""
            title = one_line(title, 40) or _("Column {n}").format(n=n + 1)
            samples = [row.cells[n] for row in self.sheet.rows[:200] if n < len(row.cells) and row.cells[n]]
            box = Combo()
            for each, said in words.items():
                box.addItem(said, each)
            box.setCurrentIndex(max(0, box.findData(held)))
            box.activated.connect(lambda _: self.changed.emit())
            named(box, _("What “{column}” holds").format(column=title))
            grid.addWidget(label(title), n, 0)
            sample = label(one_line(" · ".join(samples[:_SAMPLES]), 70) or _("empty"), "dim")
            sized(sample, least=40)
            grid.addWidget(sample, n, 1)
            grid.addWidget(box, n, 2)
            self.boxes.append(box)
        lines.setLayout(grid)
        self._whole.replaceWidget(self._lines, lines)
        self._lines.deleteLater()
        self._lines = lines

    def reading(self) -> Reading:
        """What the boxes say."""
        said = [Column(box.currentData()) for box in self.boxes]
        return replace(self._reading, columns=tidy((*said, *self._reading.columns[_MOST:])))
