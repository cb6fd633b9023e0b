"""A coach's clients: which files, the next session, what is open; each opens in a window of its own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit, QListWidget, QListWidgetItem

from desktop.domain.errors import KnownError
from desktop.output import write_whole
from desktop.plan import farewell
from desktop.ui.dialogs.farewell import record_line
from desktop.ui.dialogs.parts import Dialog
from desktop.ui.file_names import file_kinds
from desktop.ui.fitting import hint
from desktop.ui.screens import PERSONAL
from desktop.ui.shelf import client_words
from desktop.ui.widgets import GRID, button, label, named, row
from desktop.words import _, explain, ngettext

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from desktop.ui.session import Session
    from desktop.ui.shelf import Client, Shelf

_LATEST = 3
"""Records of what was destroyed that are shown; all are saved."""


class Clients(Dialog):
    """The shelf. Nothing of the files is read for it, and there is no search across them."""

    open_wanted = Signal(Path)
    changed = Signal()

    def __init__(self, parent: QWidget, shelf: Shelf, today: date, session: Session | None) -> None:
        """`session`: the plan that is open here, which can be put on the shelf."""
        super().__init__(
            parent,
            _("My clients"),
            _(
                "Call each by an alias. It is kept on this computer with the place and the name of the file, the next"
                " session and how many steps are open; nothing else, and no file is opened for it."
            ),
            does=_("Open"),
            width=560,
        )
        self._shelf, self._today, self._session = shelf, today, session
        self._clients: list[Client] = []
        self.away.setText(_("Close"))
        self.list = QListWidget()
        named(self.list, _("My clients"))
        self.list.setMinimumHeight(160)
        self.list.currentRowChanged.connect(self._follow)
        self.list.itemActivated.connect(lambda _item: self.open_chosen())
        self.none = label(_("Nobody yet. Open a client’s file, then put it here."), "dim", wrap=True)
        self.alias = QLineEdit()
        named(self.alias, _("Alias"))
        self.alias.setMaxLength(60)
        hint(self.alias, _("an alias, e.g. Blue heron"))
        self.alias.textChanged.connect(self._follow)
        self.alias.returnPressed.connect(self._enter)
        self.put = button(_("Put the open plan here"))
        self.put.clicked.connect(self.put_open)
        self.rename = button(_("Call it so"))
        self.rename.clicked.connect(self.call)
        self.seek = button(_("Where it lies…"))
        self.seek.clicked.connect(self._seek)
        self.off = button(_("Take it off"))
        self.off.clicked.connect(self.take_off)
        self.wrong = label("", "amber", wrap=True)
        self.save = button(_("Save the record…"))
        self.save.clicked.connect(self._save)
        self.body.addWidget(self.none)
        self.body.addWidget(self.list, 1)
        self.body.addLayout(row(self.seek, self.off, None))
        self.body.addSpacing(GRID)
        self.body.addLayout(row(self.alias, self.rename, self.put))
        self.body.addWidget(self.wrong)
        self._gone = [record_line(each, today) for each in reversed(farewell.let_go())]
        more = len(self._gone) - _LATEST
        lines = self._gone[:_LATEST]
        if more > 0:
            lines.append(ngettext("{n} more in the record", "{n} more in the record", more).format(n=more))
        self.record = label("\n".join(lines), "dim", wrap=True)
        self.record.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        named(self.record, _("Destroyed"))
        if self._gone:
            self.body.addSpacing(GRID)
            self.body.addWidget(label(_("Destroyed"), "heading"))
            self.body.addWidget(self.record)
            self.foot.insertWidget(0, self.save)
        self.does.clicked.disconnect()
        self.does.clicked.connect(self.open_chosen)
        for each in (self.put, self.rename, self.seek, self.off, self.save, self.does, self.away):
            each.setAutoDefault(False)  # Enter belongs to the list and to the alias
        self.does.setDefault(False)
        self.refresh()
        (self.list if self.put.isHidden() else self.alias).setFocus()

    @property
    def chosen(self) -> Client | None:
        """The client in the list."""
        at = self.list.currentRow()
        return self._clients[at] if 0 <= at < len(self._clients) else None

    @property
    def _known(self) -> Client | None:
        """The card of the client whose plan is open."""
        return None if self._session is None else self._shelf.of(self._session.plan)

    def refresh(self, key: str = "") -> None:
        """Read the shelf anew and choose a client."""
        self._clients = self._shelf.clients()
        self.list.clear()
        for each in self._clients:
            self.list.addItem(QListWidgetItem(f"{each.alias}\n{client_words(each, self._today)}"))
        at = next((n for n, each in enumerate(self._clients) if each.key == key), 0)
        self.list.setCurrentRow(at if self._clients else -1)
        self.list.setVisible(bool(self._clients))
        self.none.setVisible(not self._clients)
        for each in (self.seek, self.off, self.rename):
            each.setVisible(bool(self._clients))
        self._follow()
        self.adjustSize()

    def _follow(self, *_whatever: object) -> None:
        chosen, said, session = self.chosen, bool(self.alias.text().strip()), self._session
        known = self._known
        here = session is not None and known is not None and Path(known.path) == session.plan.path
        may = session is not None and session.kind == PERSONAL and not here
        self.put.setVisible(may)
        self.put.setEnabled(said or known is not None)
        self.rename.setEnabled(said and chosen is not None)
        self.alias.setVisible(may or chosen is not None)
        self.seek.setEnabled(chosen is not None)
        self.off.setEnabled(chosen is not None)
        self.does.setEnabled(chosen is not None and chosen.there)
        same = _("This plan and that of “{alias}” are one and the same, or copies of it. Put here, it takes its place.")
        self._tell(same.format(alias=known.alias) if may and known is not None else "")

    def _tell(self, words: str) -> None:
        self.wrong.setText(words)
        self.wrong.setVisible(bool(words))

    def _enter(self) -> None:
        for each in (self.put, self.rename):
            if each.isVisible() and each.isEnabled():
                each.click()
                return

    def open_chosen(self) -> None:
        """Open the client's file: in a window of its own where a plan is open here."""
        chosen = self.chosen
        if chosen is not None and chosen.there:
            self.accept()
            self.open_wanted.emit(Path(chosen.path))

    def put_open(self) -> None:
        """Put the plan that is open on the shelf, in the place of an older file of the same client."""
        session, known = self._session, self._known
        alias = self.alias.text().strip() or (known.alias if known else "")
        if session is None or not alias or self._is_another(alias, known):
            return
        if self._try(lambda: self._shelf.put(session.plan, alias, self._today)):
            known = self._known
            self.alias.clear()
            self.refresh(known.key if known else "")
            self.list.setFocus()

    def call(self) -> None:
        """Give the chosen client another alias."""
        chosen, alias = self.chosen, self.alias.text().strip()
        if chosen is None or not alias or self._is_another(alias, chosen):
            return
        if self._try(lambda: self._shelf.change(chosen, alias=alias)):
            self.alias.clear()
            self.refresh(chosen.key)

    def _is_another(self, alias: str, client: Client | None) -> bool:
        """Whether another client is called so, which is said: nobody could tell the two apart."""
        key = client.key if client is not None else ""
        found = any(each.alias.casefold() == alias.casefold() and each.key != key for each in self._clients)
        if found:
            self._tell(_("Another client is called “{alias}” already.").format(alias=alias))
        return found

    def _seek(self) -> None:
        chosen = self.chosen
        if chosen is None:
            return
        title = _("Where is the file of “{alias}”?").format(alias=chosen.alias)
        found, _kind = QFileDialog.getOpenFileName(self, title, str(Path(chosen.path).parent), file_kinds())
        if found:
            self.found_at(Path(found))

    def found_at(self, path: Path) -> None:
        """The file of the chosen client lies here now; whether it is theirs shows when it is opened."""
        chosen = self.chosen
        if chosen is not None and self._try(lambda: self._shelf.change(chosen, path=path)):
            self.refresh(chosen.key)

    def take_off(self) -> None:
        """Take the chosen client off the shelf; the file stays."""
        chosen = self.chosen
        if chosen is not None and self._try(lambda: self._shelf.remove(chosen)):
            self.refresh()

    def _save(self) -> None:
        suggested = Path.home() / (_("Record of what was destroyed") + ".txt")
        kinds = ";;".join((_("Text (*.txt)"), _("All files (*)")))
        chosen, _kind = QFileDialog.getSaveFileName(self, _("Save the record"), str(suggested), kinds)
        if chosen:
            self._try(lambda: write_whole(Path(chosen), ("\n".join(self._gone) + "\n").encode()))

    def _try(self, work: Callable[[], object]) -> bool:
        try:
            work()
        except KnownError as problem:
            self._tell(explain(problem))
            return False
        self.changed.emit()
        return True
