"""People who come into a plan: from files, from what was copied, from the hand; and who of them was there already."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from desktop.plan import errors
from desktop.ui.file_names import is_plan
from desktop.words import _, explain, ngettext

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desktop.domain.job import Job
    from desktop.exchange.duplicates import Pair
    from desktop.ui.main_window import MainWindow
    from desktop.ui.remembered import RememberedColumns
    from desktop.ui.session import Session


class ComingIn:
    """Belongs to one window. The dialogs are imported when they are first wanted."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._came = ""
        self._columns: RememberedColumns | None = None

    def bring_in(self) -> None:
        """Ask which files people come from."""
        if self._window.session is None:
            return
        common = "*.csv *.tsv *.txt *.xlsx *.vcf *.graphml *.json *.zip"
        kinds = (
            _("People and plans ({kinds})").format(kinds=common),
            _("More formats: GEXF, Network Canvas, Kumu, Monica ({kinds})").format(kinds="*.gexf " + common),
            _("All files (*)"),
        )
        chosen, _kind = QFileDialog.getOpenFileNames(
            self._window, _("Bring people in"), str(self._window.files.folder()), ";;".join(kinds)
        )
        if chosen:
            self.bring_in_from([Path(each) for each in chosen])

    def bring_in_copied(self) -> None:
        """Show what would come in from what was copied elsewhere, out of a spreadsheet for one."""
        from desktop.ui.people.carried import cards_in

        text = cards_in(QGuiApplication.clipboard().mimeData())
        if text.strip():
            self.bring_in_from([], text)
        else:
            self._window.warn(_("Nothing was copied. Copy the rows in your spreadsheet first, with their headings."))

    def bring_in_from(self, paths: Sequence[Path], pasted: str = "") -> None:
        """Show what would come in from these files, or from text that was copied."""
        from desktop.ui.dialogs.bring_in import BringIn
        from desktop.ui.remembered import RememberedColumns

        session = self._window.session
        if session is None:
            self._window.warn(_("Open a plan or make one first; then people can be brought into it."))
        elif session.plan.read_only:
            self._window.warn(explain(errors.ReadOnly(session.plan.path)))
        else:
            # Held here: a signal holds a bound method weakly.
            self._columns = kept = RememberedColumns(self._window.settings)
            asked = BringIn(self._window, session, paths, pasted=pasted, remembered=kept.all())
            asked.columns_chosen.connect(kept.put)
            asked.finished_with.connect(self._came_in)
            asked.brought.connect(self._look_for_doubles)
            asked.finished.connect(asked.deleteLater)
            asked.open()

    def _came_in(self, said: str) -> None:
        self._came = said
        if said:
            self._window.say(said, _("Sort them"), self._window.sort_people)

    def look_for_doubles(self) -> None:
        """Find people who may stand in the plan twice, and show them side by side."""
        session = self._window.session
        if session is not None:
            self._find_doubles(session, None, self._show_doubles)

    def _look_for_doubles(self, brought: Sequence[int]) -> None:
        """After an import: whether somebody who came in was there already under another name."""
        session = self._window.session
        if session is not None and brought:
            self._find_doubles(session, frozenset(brought), self._offer_doubles)

    def _find_doubles(
        self, session: Session, among: frozenset[int] | None, found: Callable[[tuple[Pair, ...]], None]
    ) -> None:
        from desktop.exchange import duplicates
        from desktop.exchange.bring_in import known_people

        def job() -> Job[tuple[Pair, ...]]:
            known = yield from known_people(session.plan)
            return (yield from duplicates.find(known, among))

        session.run(job(), _("Looking for people who are there twice"), found)

    def _offer_doubles(self, pairs: tuple[Pair, ...]) -> None:
        if pairs:
            said = ngettext(
                "{n} pair of people may be one person.", "{n} pairs of people may be one person each.", len(pairs)
            )
            words = f"{self._came} {said.format(n=len(pairs))}"
            self._window.say(words, _("Look at them"), lambda: self._show_doubles(pairs))

    def _show_doubles(self, pairs: tuple[Pair, ...]) -> None:
        from desktop.ui.dialogs.one_person import OnePerson

        session = self._window.session
        if session is None:
            return
        if not pairs:
            self._window.say(_("Nobody seems to stand in this plan twice."))
            return
        asked = OnePerson(self._window, session, pairs)
        asked.finished.connect(asked.deleteLater)
        asked.open()

    def take_dropped(self, paths: Sequence[Path]) -> None:
        """Plans are opened, everything else is brought in."""
        for path in paths:
            if is_plan(path):
                self._window.files.open_path(path)
        others = [path for path in paths if not is_plan(path)]
        if others:
            self.bring_in_from(others)
