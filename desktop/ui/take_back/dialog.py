"""Take back: a copy that came back is compared with the plan, what is different is shown, one Step takes over."""

from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QPlainTextEdit, QProgressBar, QTableView, QWidget

from desktop.domain.differences import Difference, Kind, quiet
from desktop.domain.errors import KnownError
from desktop.domain.job import Job
from desktop.plan import backups, errors
from desktop.plan.key import Key, key_for
from desktop.plan.opening import look_at, real
from desktop.plan.taking_back import Compared, compare, take
from desktop.returning import origin_words
from desktop.ui.dialogs.parts import Dialog, tall
from desktop.ui.fitting import hint
from desktop.ui.session import Session
from desktop.ui.take_back.model import OURS, THEIRS, WHAT, WHO, DifferencesModel
from desktop.ui.text_size import px, sized
from desktop.ui.unlock import Passphrase
from desktop.ui.widgets import button, chip, label, named, row
from desktop.words import _, explain, ngettext, one_line


class _Table(QTableView):
    """Space ticks the row, wherever in it the keyboard is."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        at = self.currentIndex()
        if event.key() == Qt.Key.Key_Space and at.isValid():
            self.model().setData(at.siblingAtColumn(WHAT), None, Qt.ItemDataRole.CheckStateRole)
        else:
            super().keyPressEvent(event)


class TakeBack(Dialog):
    """Compares as soon as it is made; nothing is written before *Take over* is pressed."""

    finished_with = Signal(str)
    """What was done, in words."""

    def __init__(self, parent: QWidget, session: Session, path: Path) -> None:
        super().__init__(parent, _("Take back a copy"), one_line(path.name), does=_("Take over"), width=960)
        self._session, self._path = session, path
        self.said = label(_("Comparing…"), wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        named(self.bar, _("Progress"))
        self.phrase = Passphrase(_("Passphrase of the copy"))
        hint(self.phrase, _("Passphrase of the copy"))
        self.phrase.hide()
        self.model = DifferencesModel()
        self.table = self._make_table()
        self.only = chip(_("Only conflicts"))
        self.only.toggled.connect(self._show_only)
        self.quiet = button(_("All but conflicts"))
        self.quiet.clicked.connect(lambda: self.model.choose(quiet(self.model.found)))
        self.all = button(_("All"))
        self.all.clicked.connect(lambda: self.model.choose(set(self.model.found)))
        self.none = button(_("None"))
        self.none.clicked.connect(lambda: self.model.choose(set()))
        self.ours, self.theirs = self._side(_("What my plan says")), self._side(_("What the copy says"))
        self.along = label("", "amber", wrap=True)
        named(self.along, _("What comes along"))
        self._shown: list[QWidget] = [
            self.table, self.only, self.quiet, self.all, self.none, self.ours, self.theirs, self.along
        ]  # fmt: skip
        self._lay_out()
        for widget in self._shown:
            widget.hide()
        self.does.setEnabled(False)
        self.does.clicked.disconnect()
        self.does.clicked.connect(self._go)
        self.model.ticked.connect(self._follow)
        session.jobs.progressed.connect(self._progress)
        session.jobs.ended.connect(self.bar.hide)
        tall(self, parent)
        self._start(None)

    def _make_table(self) -> QTableView:
        table = _Table()
        named(table, _("What is different, person by person"))
        table.setModel(self.model)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # what tells two apart often stands at the end
        table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(px(30))
        head = table.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for at in (OURS, THEIRS):
            head.setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)
        table.setColumnWidth(WHO, 168)
        table.setColumnWidth(WHAT, 300)
        table.setMinimumHeight(120)
        table.selectionModel().currentRowChanged.connect(self._show_one)
        table.clicked.connect(table.setCurrentIndex)  # a click on the box alone chooses no row
        return table

    def _side(self, name: str) -> QPlainTextEdit:
        made = QPlainTextEdit()
        made.setReadOnly(True)
        made.setTabChangesFocus(True)
        sized(made, height=96)
        named(made, name)
        return made

    def _lay_out(self) -> None:
        self.body.addWidget(self.said)
        self.body.addWidget(self.phrase)
        self.body.addWidget(self.bar)
        self.body.addLayout(row(self.only, None, self.none, self.quiet, self.all))
        self.body.addWidget(self.table, 1)
        self.body.addLayout(row(self.ours, self.theirs))
        self.body.addWidget(self.along)

    # --- comparing ---

    def _start(self, passphrase: str | None) -> None:
        self.bar.setRange(0, 0)
        self.bar.show()
        self.does.setEnabled(False)
        if not self._session.run(self._compare(passphrase), self.windowTitle(), self._show, self._fail):
            self.said.setText(_("Something else is under way. Try again in a moment."))

    def _compare(self, passphrase: str | None) -> Job[Compared]:
        key: Key | None = self._session.plan.key
        if passphrase is not None:
            salt = look_at(real(self._path))
            key = (yield from key_for(salt, passphrase)) if salt is not None else None
        return (yield from compare(self._session.plan, self._path, key))

    def _progress(self, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def _fail(self, problem: KnownError) -> None:
        self.said.setText(explain(problem))
        asks = isinstance(problem, errors.PassphraseWanted | errors.WrongPassphrase)
        if asks and not self.phrase.text():
            self.said.setText(_("This copy has a passphrase of its own."))
        self.said.setProperty("role", "" if asks else "red")
        self.said.style().polish(self.said)
        self.phrase.setVisible(asks)
        self.phrase.selectAll()
        self.phrase.setFocus()
        self.does.setText(_("Open it") if asks else _("Take over"))
        self.does.setEnabled(asks)

    def _show(self, compared: Compared) -> None:
        self.phrase.hide()
        self.phrase.clear()
        self.said.setProperty("role", "")
        self.said.style().polish(self.said)
        self.model.show(compared)
        conflicts = sum(each.conflict for each in compared.found.values())
        count = len(compared.found)
        said = [ngettext("{n} difference.", "{n} differences.", count).format(n=count), origin_words(compared)]
        if conflicts:
            said.insert(
                1,
                ngettext(
                    "{n} is a conflict (⚠): your plan says something else than the copy knew. It is not ticked.",
                    "{n} are conflicts (⚠): your plan says something else than the copy knew. They are not ticked.",
                    conflicts,
                ).format(n=conflicts),
            )
        self.said.setText(" ".join(said))
        for widget in self._shown:
            widget.setVisible(bool(count))
        self.only.setVisible(0 < conflicts < count)
        self._first()
        self._follow()

    def _show_only(self, only: bool) -> None:
        self.model.show_only_conflicts(only)
        self._first()

    def _first(self) -> None:
        if self.model.rowCount():
            self.table.setCurrentIndex(self.model.index(0, WHAT))
            self.table.setFocus()

    def _show_one(self, index: QModelIndex, _before: QModelIndex | None = None) -> None:
        each = self.model.difference(index)
        if each is None:
            return
        telling = self.model.telling
        self.ours.setPlainText(telling.side(each, ours=True))
        self.theirs.setPlainText(telling.side(each, ours=False))
        said: list[str] = []
        if each.takes:
            said.append(_("What the copy did not know goes with it: {what}.").format(what=telling.takes(each)))
        if each.needs:
            said.append(ngettext("{n} other comes along.", "{n} others come along.", len(each.needs)).format(
                n=len(each.needs)
            ))  # fmt: skip
        if each.conflict and each.kind is Kind.CHANGED:
            said.append(_("Taking it over writes over what your plan says; lists are put together."))
        self.along.setText(" ".join(said))

    # --- taking over ---

    def _follow(self) -> None:
        count = len(self.model.chosen)
        self.does.setText(
            ngettext("Take over {n}", "Take over {n}", count).format(n=count) if count else _("Take over")
        )
        self.does.setEnabled(bool(count) and self._session.editable)

    def _go(self) -> None:
        if self.phrase.isVisible():
            self._start(self.phrase.text())
            return
        accepted = self.model.accepted()
        self.bar.show()
        self.does.setEnabled(False)
        self._session.run(self._take(accepted), self.windowTitle(), lambda _: self._end(len(accepted)), self._stop)

    def _take(self, accepted: list[Difference]) -> Job[None]:
        plan = self._session.plan
        yield from backups.back_up(plan.path, plan.key)
        yield from take(plan, accepted)

    def _stop(self, problem: KnownError) -> None:
        self.said.setText(explain(problem))
        self._follow()

    def _end(self, count: int) -> None:
        said = ngettext("{n} difference was taken over.", "{n} differences were taken over.", count).format(n=count)
        self.finished_with.emit(said)
        self.accept()

    def reject(self) -> None:
        """Leave; what is under way is stopped and leaves no trace."""
        self._session.jobs.cancel()
        super().reject()
