"""Bring people in: the files are read, what would happen is shown row by row, then one Step writes it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QProgressBar, QTableView, QWidget

from desktop.domain.errors import KnownError
from desktop.domain.job import Job
from desktop.exchange import bring_in
from desktop.exchange.pipeline import PlannedRow, Summary
from desktop.exchange.reasons import Outcome, reason_words
from desktop.ui.dialogs.parts import Dialog
from desktop.ui.session import Session
from desktop.ui.widgets import chip, label, named, row
from desktop.words import _, explain, ngettext

_Index = QModelIndex | QPersistentModelIndex


class BringIn(Dialog):
    """Reads as soon as it is made; nothing is written before *Bring in* is pressed."""

    finished_with = Signal(str)
    """What was done, in words."""

    def __init__(self, parent: QWidget | None, session: Session, paths: Sequence[Path]) -> None:
        names = ", ".join(path.name for path in paths[:3]) + ("…" if len(paths) > 3 else "")
        super().__init__(parent, _("Bring people in"), names, does=_("Bring in"), width=720)
        self._session = session
        self._rows: tuple[PlannedRow, ...] = ()
        self._load: bring_in.Load | None = None
        self.said = label(_("Reading…"), wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 0)
        named(self.bar, _("Progress"))
        self.preview = _Preview()
        self.table = QTableView()
        named(self.table, _("What would happen, row by row"))
        self.table.setModel(self.preview)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(30)
        self.table.setSelectionMode(QTableView.SelectionMode.NoSelection)
        self.table.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.table.horizontalHeader().setSectionResizeMode(_WHY, QHeaderView.ResizeMode.Stretch)
        for column, width in enumerate((56, 190, 110)):
            self.table.setColumnWidth(column, width)
        self.table.setMinimumHeight(280)
        self.table.hide()
        self.only = chip(_("Only what is not simply new"))
        self.only.toggled.connect(self.preview.show_only_told)
        self.only.hide()
        said = row(self.said, self.only)
        said.setStretchFactor(self.said, 1)
        self.body.addLayout(said)
        self.body.addWidget(self.bar)
        self.body.addWidget(self.table, 1)
        self.does.setEnabled(False)
        self.does.clicked.disconnect()
        self.does.clicked.connect(self._bring_in)
        session.jobs.progressed.connect(self._progress)
        session.jobs.ended.connect(self.bar.hide)
        self._start(self._read(paths), self._show)

    def _read(self, paths: Sequence[Path]) -> Job[tuple[bring_in.Load, tuple[PlannedRow, ...]]]:
        load = yield from bring_in.read_files(paths)
        rows = (yield from bring_in.plan_rows(self._session.plan, load)) if load.document is None else ()
        return load, rows

    def _start(self, job: Job[Any], done: Any) -> None:
        self.bar.show()
        self.does.setEnabled(False)
        if not self._session.run(job, self.windowTitle(), done, self._fail):
            self.said.setText(_("Something else is under way. Try again in a moment."))

    def _progress(self, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def _fail(self, problem: KnownError) -> None:
        self.said.setText(explain(problem))
        self.said.setProperty("role", "red")
        self.said.style().polish(self.said)
        self.away.setText(_("Close"))

    def _show(self, found: tuple[bring_in.Load, tuple[PlannedRow, ...]]) -> None:
        self._load, self._rows = found
        if self._load.document is not None:
            self.said.setText(
                _("This is a whole plan. It takes the place of a plan without people; else both are put together.")
            )
            self.does.setEnabled(self._session.editable)
            return
        count = {outcome: sum(row.outcome is outcome for row in self._rows) for outcome in Outcome}
        self.said.setText(_counts(count))
        self.preview.show(self._rows)
        self.table.show()
        told = any(row.outcome is not Outcome.CREATE for row in self._rows)
        self.only.setVisible(told)
        self.does.setEnabled(self._session.editable and bool(count[Outcome.CREATE] + count[Outcome.MERGE]))
        self.does.setFocus()

    def _bring_in(self) -> None:
        load, plan, on = self._load, self._session.plan, self._session.today()
        if load is None:
            return
        if load.document is not None:
            self._start(bring_in.take_document(plan, load.document), self._took_document)
        else:
            self._start(bring_in.apply(plan, self._rows, on=on), self._took_people)
        self.said.setText(_("Bringing in…"))

    def _took_document(self, summary: Summary) -> None:
        made = summary["created"]
        self._end(ngettext("{n} person came in.", "{n} people came in.", made).format(n=made))

    def _took_people(self, made: tuple[int, ...]) -> None:
        waiting = ngettext(
            "{n} person came in and waits to be placed.", "{n} people came in and wait to be placed.", len(made)
        )
        merged = sum(row.outcome is Outcome.MERGE for row in self._rows)
        filled = ngettext("{n} was completed.", "{n} were completed.", merged).format(n=merged) if merged else ""
        self._end(" ".join(part for part in (waiting.format(n=len(made)) if made else "", filled) if part))

    def _end(self, said: str) -> None:
        self.finished_with.emit(said)
        self.accept()

    def reject(self) -> None:
        """Leave; what is under way is stopped and leaves no trace."""
        self._session.jobs.cancel()
        super().reject()


def _counts(count: dict[Outcome, int]) -> str:
    new, merged, skipped, failed = (count[each] for each in (Outcome.CREATE, Outcome.MERGE, Outcome.SKIP, Outcome.FAIL))
    parts = [ngettext("{n} new person", "{n} new people", new).format(n=new)]
    if merged:
        parts.append(ngettext("{n} to complete", "{n} to complete", merged).format(n=merged))
    if skipped:
        parts.append(ngettext("{n} left out", "{n} left out", skipped).format(n=skipped))
    if failed:
        parts.append(ngettext("{n} unreadable", "{n} unreadable", failed).format(n=failed))
    return ", ".join(parts) + ". " + _("New people wait until you place them.")


_WHY = 3


class _Preview(QAbstractTableModel):
    """Row, name, what happens, why."""

    def __init__(self) -> None:
        super().__init__()
        self._all: tuple[PlannedRow, ...] = ()
        self._rows: Sequence[PlannedRow] = ()
        self._words = {
            Outcome.CREATE: _("new"),
            Outcome.MERGE: _("complete"),
            Outcome.SKIP: _("leave out"),
            Outcome.FAIL: _("unreadable"),
        }

    def show(self, rows: tuple[PlannedRow, ...]) -> None:
        self.beginResetModel()
        self._all = self._rows = rows
        self.endResetModel()

    def show_only_told(self, only: bool) -> None:
        self.beginResetModel()
        self._rows = [row for row in self._all if row.outcome is not Outcome.CREATE] if only else self._all
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else _WHY + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (_("Row"), _("Name"), _("What happens"), _("Why"))[section]
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        planned = self._rows[index.row()]
        match index.column():
            case 0:
                return str(planned.row)
            case 1:
                return planned.name.replace("\n", " ")
            case 2:
                return self._words[planned.outcome]
            case _:
                return reason_words(planned.reason)
