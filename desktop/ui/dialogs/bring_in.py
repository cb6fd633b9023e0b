"""Bring people in: the files are read, what would happen is shown row by row, then one Step writes it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QProgressBar, QStackedWidget, QWidget

from desktop.domain.errors import KnownError
from desktop.domain.job import Job, T
from desktop.exchange import bring_in, revise
from desktop.exchange.columns import Mapping_, ends_of, fingerprint
from desktop.exchange.drafts import Format
from desktop.exchange.encodings import CHOICES
from desktop.exchange.links import Knowing
from desktop.exchange.pipeline import PlannedRow, Summary
from desktop.exchange.reasons import Outcome
from desktop.exchange.sheet_people import dates_in
from desktop.output import write_whole
from desktop.plan import backups
from desktop.ui.dialogs.bring_in_columns import Columns
from desktop.ui.dialogs.bring_in_rows import Preview, PreviewTable
from desktop.ui.dialogs.parts import Dialog
from desktop.ui.fitting import Combo
from desktop.ui.session import Session
from desktop.ui.widgets import GRID, button, chip, label, named, panel, row
from desktop.words import _, explain, ngettext, one_line

Found = tuple[bring_in.Load, tuple[PlannedRow, ...], int]


class BringIn(Dialog):
    """Reads as soon as it is made; nothing is written before *Bring in* is pressed."""

    finished_with = Signal(str)
    """What was done, in words."""
    brought = Signal(object)
    """The row keys of the people who are new or were completed."""
    columns_chosen = Signal(str, object)
    """The fingerprint of a header, and what its columns were said to hold."""

    def __init__(
        self,
        parent: QWidget | None,
        session: Session,
        paths: Sequence[Path],
        *,
        pasted: str = "",
        remembered: Mapping[str, Mapping_] | None = None,
    ) -> None:
        """`pasted` comes in place of files; `remembered` is what columns were said to hold before."""
        names = ", ".join(one_line(path.name) for path in paths[:3]) + ("…" if len(paths) > 3 else "")
        said = one_line(names, 160) or _("What was copied elsewhere")
        super().__init__(parent, _("Bring people in"), said, does=_("Bring in"), width=760)
        self.resize(900, self.height())
        self._session, self._paths, self._pasted = session, paths, pasted
        self._remembered = dict(remembered or {})
        self._load: bring_in.Load | None = None
        self._knowing = 0
        self.said = label(_("Reading…"), wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 0)
        named(self.bar, _("Progress"))
        self.preview = Preview()
        self.preview.counted.connect(self._count)
        self.table = PreviewTable(self.preview)
        self.columns = Columns()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.columns)
        self._stack.setMinimumHeight(280)
        self.only = chip(_("Only what is not simply new"))
        self.only.toggled.connect(self.preview.show_only_told)
        self._make_how()
        said_row = row(self.said, self.only)
        said_row.setStretchFactor(self.said, 1)
        self.body.addLayout(said_row)
        self.body.addWidget(self.how)
        self.body.addWidget(self.bar)
        self.body.addWidget(self._stack, 1)
        self.keep = button(_("Save the report…"))
        self.keep.clicked.connect(self._save_report)
        self.foot.insertWidget(0, self.keep)
        for part in (self.only, self.how, self._stack, self.keep):
            part.hide()
        self.does.setEnabled(False)
        self.does.clicked.disconnect()
        self.does.clicked.connect(self._go_on)
        session.jobs.progressed.connect(self._progress)
        session.jobs.ended.connect(self.bar.hide)
        self._read()

    def _make_how(self) -> None:
        """How the files are understood: what was guessed is shown, and can be said otherwise."""
        self.how = panel("")
        self.encoding, self.dates = Combo(), Combo()
        named(self.encoding, _("The text is read as"))
        named(self.dates, _("Dates are read as"))
        for name in CHOICES:
            self.encoding.addItem(name.replace("_", "-").upper().replace("CP", "Windows-"), name)
        self.dates.addItem(_("day / month"), False)
        self.dates.addItem(_("month / day"), True)
        self.encoding.activated.connect(lambda _: self._read(self.encoding.currentData()))
        self.dates.activated.connect(lambda _: self._read_dates())
        self.choose = button(_("Columns…"))
        self.choose.clicked.connect(self._show_columns)
        self._texts, self._days = label(_("Text:"), "dim"), label(_("Dates:"), "dim")
        self.how.setLayout(row(self._texts, self.encoding, GRID, self._days, self.dates, None, self.choose))

    # --- reading ---

    def _read(self, encoding: str = "") -> None:
        def job() -> Job[Found]:
            if self._pasted:
                load = yield from bring_in.read_pasted(self._pasted, self._remembered)
            else:
                load = yield from bring_in.read_files(self._paths, encoding, self._remembered)
            return (yield from self._matched(load))

        self._start(job(), self._show)

    def _read_again(self, load: bring_in.Load) -> None:
        """The same files, their tables read otherwise."""

        def job() -> Job[Found]:
            return (yield from self._matched((yield from bring_in.gather(load.files, load.readings))))

        self._start(job(), self._show)

    def _matched(self, load: bring_in.Load) -> Job[Found]:
        if load.document is not None:
            return load, (), 0
        rows = yield from bring_in.plan_rows(self._session.plan, load)
        known, _lost = yield from bring_in.knowing(self._session.plan, load, rows)
        return load, rows, len(known)

    def _start(self, job: Job[Any], done: Any) -> None:
        self.bar.show()
        self.does.setEnabled(False)
        if not self._session.run(job, self.windowTitle(), done, self._fail):
            self.said.setText(_("Something else is under way. Try again in a moment."))

    def _progress(self, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def _fail(self, problem: KnownError) -> None:
        self._say(explain(problem), "red")
        self.away.setText(_("Close"))

    def _say(self, words: str, role: str = "") -> None:
        self.said.setText(words)
        self.said.setProperty("role", role)
        self.said.style().polish(self.said)

    # --- the preview ---

    def _show(self, found: Found) -> None:
        first = self._load is None
        self._load, rows, self._knowing = found
        if self._load.document is not None:
            self._say(
                _("This is a whole plan. It takes the place of a plan without people; else both are put together.")
            )
            self.does.setEnabled(self._session.editable)
            return
        self.preview.show(rows)
        self.columns.show_sheets(self._load.sheets, self._load.readings)
        self._show_how(self._load)
        self._stack.show()
        if self._load.doubtful or (first and self._load.guessed and not self._chosen_before()):
            self._show_columns()
        else:
            self._show_rows()

    def _chosen_before(self) -> bool:
        assert self._load is not None
        asked = [sheet for sheet in self._load.sheets if sheet.format is Format.TABLE and not ends_of(sheet.header)]
        return all(fingerprint(sheet.header) in self._remembered for sheet in asked)

    def _show_how(self, load: bring_in.Load) -> None:
        encoding = next((file.encoding for file in load.files if file.encoding), "")
        for part in (self._texts, self.encoding):
            part.setVisible(bool(encoding) and not self._pasted)
        at = self.encoding.findData("utf-16" if encoding.startswith("utf-16") else encoding)
        self.encoding.setCurrentIndex(max(0, at))
        numbered = [dates_in(sheet, how.columns)[0] for sheet, how in zip(load.sheets, load.readings, strict=True)]
        for part in (self._days, self.dates):
            part.setVisible(any(numbered))
        told = next((how.month_first for how, n in zip(load.readings, numbered, strict=True) if n), None)
        self.dates.setCurrentIndex(-1 if told is None else self.dates.findData(told))
        self.choose.setVisible(any(not ends_of(sheet.header) for sheet in load.sheets))
        self.how.setVisible(bool(encoding or load.sheets))

    def _show_rows(self) -> None:
        self._stack.setCurrentWidget(self.table)
        self.choose.setText(_("Columns…"))
        self.does.setText(_("Bring in"))
        self.keep.show()
        self.only.setVisible(any(row.outcome is not Outcome.CREATE for row in self.preview.rows))
        self._count()
        self.does.setFocus()

    def _show_columns(self) -> None:
        if self._stack.currentWidget() is self.columns and self._stack.isVisible():
            self._show_rows()
            return
        self._stack.setCurrentWidget(self.columns)
        self._say(_("What do the columns hold? This is remembered for tables with the same columns."))
        self.choose.setText(_("Back"))
        self.does.setText(_("Show the people"))
        self.does.setEnabled(True)
        self.only.hide()
        self.keep.hide()
        self.columns.first().setFocus()

    def _count(self) -> None:
        counts = self.preview.counts()
        self._say(_counts(counts, self._knowing))
        some = counts[Outcome.CREATE] + counts[Outcome.MERGE] + self._knowing
        self.does.setEnabled(self._session.editable and bool(some))

    def _read_dates(self) -> None:
        if self._load is not None:
            first = bool(self.dates.currentData())
            readings = tuple(replace(how, month_first=first) for how in self._load.readings)
            self._read_again(replace(self._load, readings=readings))

    # --- going on ---

    def _go_on(self) -> None:
        if self._stack.isVisible() and self._stack.currentWidget() is self.columns:
            self._take_columns()
        else:
            self._bring_in()

    def _take_columns(self) -> None:
        assert self._load is not None
        sheets, readings = iter(self.columns.sheets()), tuple(self.columns.readings())
        files = tuple(replace(file, sheets=tuple(next(sheets) for _ in file.sheets)) for file in self._load.files)
        load = replace(self._load, files=files, readings=readings)
        for sheet, reading in zip(load.sheets, readings, strict=True):
            if (mark := fingerprint(sheet.header)) and not ends_of(sheet.header):
                self._remembered[mark] = reading.columns
                self.columns_chosen.emit(mark, reading.columns)
        if load.doubtful:
            self._say(_("Which column holds the names?"), "amber")
            return
        self._read_again(load)

    def _bring_in(self) -> None:
        load, plan, on = self._load, self._session.plan, self._session.today()
        if load is None:
            return
        if load.document is not None:
            self._start(self._backed_up(bring_in.take_document(plan, load.document)), self._took_document)
        else:
            rows = self.preview.rows

            def job() -> Job[tuple[tuple[int, ...], tuple[Knowing, ...]]]:
                ties, _lost = yield from bring_in.knowing(plan, load, rows)
                return (yield from bring_in.apply(plan, rows, on=on, ties=ties)), ties

            self._start(self._backed_up(job()), self._took_people)
        self._say(_("Bringing in…"))

    def _backed_up(self, job: Job[T]) -> Job[T]:
        """The plan as it was is a backup before much of it becomes another."""
        yield from backups.back_up(self._session.plan.path, self._session.plan.key)
        return (yield from job)

    def _took_document(self, summary: Summary) -> None:
        made = summary["created"]
        self._end(ngettext("{n} person came in.", "{n} people came in.", made).format(n=made))

    def _took_people(self, took: tuple[tuple[int, ...], tuple[Knowing, ...]]) -> None:
        made, ties = took
        waiting = ngettext(
            "{n} person came in and waits to be placed.", "{n} people came in and wait to be placed.", len(made)
        )
        merged = self.preview.counts()[Outcome.MERGE]
        filled = ngettext("{n} was completed.", "{n} were completed.", merged).format(n=merged) if merged else ""
        knows = _("Who knows whom came along.") if ties else ""
        self._end(" ".join(part for part in (waiting.format(n=len(made)) if made else "", filled, knows) if part))
        completed = [row.person for row in self.preview.rows if row.outcome is Outcome.MERGE and row.person is not None]
        self.brought.emit([*made, *completed])

    def _end(self, said: str) -> None:
        self.finished_with.emit(said)
        self.accept()

    def _save_report(self) -> None:
        suggested = self._session.plan.path.with_name(_("Import report") + ".csv")
        chosen, _kind = QFileDialog.getSaveFileName(self, _("Save the report"), str(suggested), _("CSV (*.csv)"))
        if chosen:
            self.save_report(Path(chosen))

    def save_report(self, path: Path) -> None:
        """Write what becomes of each row."""
        try:
            write_whole(path, revise.report(self.preview.rows))
        except KnownError as problem:
            self._say(explain(problem), "red")
        else:
            self._say(_("The report is in “{name}”.").format(name=one_line(path.name)))

    def reject(self) -> None:
        """Leave; what is under way is stopped and leaves no trace."""
        self._session.jobs.cancel()
        super().reject()


def _counts(count: Mapping[Outcome, int], knowing: int) -> str:
    new, merged, skipped, failed = (count[each] for each in (Outcome.CREATE, Outcome.MERGE, Outcome.SKIP, Outcome.FAIL))
    parts = [ngettext("{n} new person", "{n} new people", new).format(n=new)]
    if merged:
        parts.append(ngettext("{n} to complete", "{n} to complete", merged).format(n=merged))
    if skipped:
        parts.append(ngettext("{n} left out", "{n} left out", skipped).format(n=skipped))
    if failed:
        parts.append(ngettext("{n} unreadable", "{n} unreadable", failed).format(n=failed))
    if knowing:
        said = ngettext("{n} line of who knows whom", "{n} lines of who knows whom", knowing)
        parts.append(said.format(n=knowing))
    return ", ".join(parts) + ". " + _("New people wait until you place them.")
