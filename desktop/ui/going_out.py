"""What goes out of a plan: papers, people in the formats of others, copies."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from desktop.ui.ask import ask
from desktop.ui.file_names import SUFFIX, file_kinds, same, with_suffix
from desktop.ui.launch import Errand
from desktop.ui.screens import WORKSHOP
from desktop.words import _, one_line

if TYPE_CHECKING:
    from desktop.ui.main_window import MainWindow


class GoingOut:
    """Belongs to one window. The dialogs are imported when they are first wanted."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._errand: Errand | None = None

    def papers(self, report: str = "", person: int | None = None) -> None:
        """Show a paper as it will be, to be saved or printed; the one of the moment unless `report` names another."""
        from desktop.ui.papers.preview import Preview

        session, window = self._window.session, self._window
        if session is None:
            return
        window.settle()
        if not report and window.workspace is not None:
            report, person = window.workspace.paper_now
        asked = Preview(window, session, window.settings, window.say, report=report, person=person)
        asked.finished.connect(asked.deleteLater)
        asked.open()

    def plan_json(self) -> None:
        """Write the whole plan as JSON; of a workshop only when it is meant."""
        session = self._window.session
        if (
            session is not None
            and session.kind == WORKSHOP
            and not ask(
                self._window,
                _("The whole file, with all that was said?"),
                _(
                    "Everything in it is written down unprotected, what people told you in confidence too. It is for"
                    " you alone. For the participants there is a file of what all agreed."
                ),
                _("Write it"),
            )
        ):
            return
        self._export(_("Plan as JSON"), ".json", _("JSON (*.json)"))

    def calendar(self) -> None:
        """Write the dates as a calendar."""
        self._export(_("Dates for a calendar"), ".ics", _("Calendar (*.ics)"))

    def for_participants(self) -> None:
        """Write what all agreed in a workshop as plan JSON, for the plans of those who took part."""
        session = self._window.session
        if session is not None:
            name = _("{name} for the participants").format(name=session.plan.path.stem)
            suggested = session.plan.path.with_name(name + ".json")
            self._export(_("For the participants"), ".json", _("JSON (*.json)"), suggested, "--participants")

    def people_out(self) -> None:
        """Write the people, their network or their dates in the format that is chosen with the name."""
        session = self._window.session
        if session is None:
            return
        kinds = {
            _("Spreadsheet, with who knows whom (*.xlsx)"): (".xlsx", ()),
            _("Table as text (*.csv)"): (".csv", ()),
            _("Address cards, vCard 3.0 (*.vcf)"): (".vcf", ()),
            _("Address cards, vCard 4.0 (*.vcf)"): (".vcf", ("--vcard", "4.0")),
            _("Network for SocNetV and Gephi, GraphML (*.graphml)"): (".graphml", ()),
            _("Network for Gephi, GEXF (*.gexf)"): (".gexf", ()),
            _("Network for Kumu (*.kumu.json)"): (".kumu.json", ()),
            _("Calendar of what is due (*.ics)"): (".ics", ()),
        }
        suggested = session.plan.path.with_suffix("")
        chosen, kind = QFileDialog.getSaveFileName(
            self._window, _("People, network and dates"), str(suggested), ";;".join(kinds)
        )
        if chosen:
            suffix, more = kinds.get(kind, next(iter(kinds.values())))
            self.export_to(with_suffix(Path(chosen), suffix), *more)

    def markdown_folder(self) -> None:
        """Write a folder with a Markdown file for each person."""
        session = self._window.session
        if session is None:
            return
        suggested = session.plan.path.with_name(_("{name} notes").format(name=session.plan.path.stem).replace(".", " "))
        chosen, _kind = QFileDialog.getSaveFileName(self._window, _("Folder of Markdown"), str(suggested), "")
        if chosen:
            path = Path(chosen)
            self.export_to(path.with_name(path.name.replace(".", " ").strip() or "Rapport"))

    def _export(self, title: str, suffix: str, kinds: str, suggested: Path | None = None, *more: str) -> None:
        session = self._window.session
        if session is None:
            return
        suggested = suggested or session.plan.path.with_suffix(suffix)
        chosen, _kind = QFileDialog.getSaveFileName(self._window, title, str(suggested), kinds)
        if chosen:
            self.export_to(with_suffix(Path(chosen), suffix), *more)

    def export_to(self, out: Path, *more: str) -> None:
        """Write a paper, the plan or its people, as the ending of `out` says; `more` are options of the command."""
        session = self._window.session
        if session is None or self._errand is not None:
            return
        self._window.settle()
        self._window.say(_("Making “{name}”…").format(name=out.name))
        arguments = ["export", str(session.plan.path), str(out), "--date", session.today().isoformat(), *more]
        key = session.plan.key
        if key is not None:
            arguments += ["--passphrase-file", "-"]
        said = key.spell() if key else ""
        self._errand = Errand(arguments, lambda problem: self._exported(out, problem), self._window, said)

    def _exported(self, out: Path, problem: str | None) -> None:
        self._errand = None
        if problem is None:
            self.tell_ready(out)
        else:
            self._window.warn(problem or _("“{name}” could not be made.").format(name=out.name))

    def tell_ready(self, out: Path) -> None:
        """Say that a file was written, and offer to open it."""
        said = _("“{name}” is ready.").format(name=one_line(out.name))
        self._window.say(said, _("Open it"), lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(out))))

    def save_copy(self) -> None:
        """Ask where a copy goes."""
        session = self._window.session
        if session is None:
            return
        suggested = session.plan.path.with_name(f"{session.plan.path.stem} {session.today().isoformat()}{SUFFIX}")
        chosen, _kind = QFileDialog.getSaveFileName(self._window, _("Save a copy"), str(suggested), file_kinds())
        if chosen:
            self.copy_to(with_suffix(Path(chosen), SUFFIX))

    def copy_to(self, target: Path) -> None:
        """Write a copy of the plan."""
        session = self._window.session
        if session is None:
            return
        if same(target, session.plan.path):
            self._window.warn(_("That is the plan itself. Choose another name for the copy."))
            return
        self._window.settle()
        said = _("A copy is in “{name}”.").format(name=target.name)
        session.run(session.plan.save_copy(target), _("Saving a copy"), lambda _: self._window.say(said))

    def stop(self) -> None:
        """Let nothing be written any more."""
        if self._errand is not None:
            self._errand.stop()
            self._errand = None
