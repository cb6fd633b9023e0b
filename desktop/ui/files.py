"""What the File menu does: plans are opened in windows of their own, people come in, papers and copies go out.

The plan and the dialogs are imported when they are first wanted: the welcome is there sooner.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog

from desktop.domain.errors import KnownError
from desktop.plan import errors
from desktop.ui.ask import accepted, ask
from desktop.ui.launch import Errand, another_window
from desktop.ui.neighbour import summon
from desktop.ui.screens import WORKSHOP
from desktop.words import _, explain, ngettext, one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desktop.domain.job import Job
    from desktop.exchange.duplicates import Pair
    from desktop.plan.file import Plan
    from desktop.plan.key import Key
    from desktop.ui.keeping import Keeping
    from desktop.ui.main_window import MainWindow
    from desktop.ui.recent import Recent
    from desktop.ui.remembered import RememberedColumns
    from desktop.ui.session import Session

SUFFIX = ".rapport"
NOTES = ".coachnotes"
_SQLITE = b"SQLite format 3\x00"


def open_plan(path: Path, key: Key | None = None) -> tuple[Plan, str]:
    """The plan at `path`, and why it can only be looked at ('' when it can be written). Raises KnownError."""
    from desktop.plan.file import Plan

    try:
        return Plan.open(path, key), ""
    except errors.InUse as problem:
        return Plan.open_to_read(path, key), explain(problem) + " " + _("Until then you can look at it.")
    except errors.ReadOnly:
        said = _("“{name}” cannot be written. You can look at it; save a copy to change it.")
        return Plan.open_to_read(path, key), said.format(name=one_line(path.name))


def is_plan(path: Path) -> bool:
    """Whether a file is to be opened rather than imported."""
    if path.suffix.lower() in (SUFFIX, NOTES):
        return True
    try:
        with path.open("rb") as file:
            return file.read(len(_SQLITE)) == _SQLITE
    except OSError:
        return False


class Files:
    """Belongs to one window."""

    def __init__(self, window: MainWindow, recent: Recent, sample: Callable[[], Path]) -> None:
        """`sample` makes a fresh copy of the sample plan and says where it lies; it may raise KnownError."""
        self._window = window
        self.recent = recent
        self._sample = sample
        self._errand: Errand | None = None
        self._columns: RememberedColumns | None = None
        self._came = ""
        self.keeping: Keeping | None = None

    # --- plans ---

    def new(self) -> None:
        """Ask whose plan and where, make it, open it."""
        from desktop.ui.dialogs.plan import NewPlan

        asked = NewPlan(self._window)
        if accepted(asked):
            name, purpose = asked.answers()
            chosen, _kind = QFileDialog.getSaveFileName(
                self._window, _("Where the new plan goes"), str(self._folder() / (_file_name(name) + SUFFIX)), _kinds()
            )
            if chosen:
                path = _with_suffix(Path(chosen), SUFFIX)
                self._try(lambda: self._create(path, name, purpose))
        asked.deleteLater()

    def new_workshop(self) -> None:
        """Ask which two organisations are to meet and for a passphrase, make a facilitator's file, open it."""
        from desktop.ui.dialogs.workshop import NewWorkshop

        asked = NewWorkshop(self._window)
        if accepted(asked):
            name = _named_file(asked.label.text(), _("Workshop"))
            chosen, _kind = QFileDialog.getSaveFileName(
                self._window, _("Where the file of the workshop goes"), str(self._folder() / (name + SUFFIX)), _kinds()
            )
            if chosen:
                self._try(lambda: self._open_new(*asked.make(_with_suffix(Path(chosen), SUFFIX))))
        asked.deleteLater()

    def _open_new(self, path: Path, key: Key | None) -> None:
        if self._window.session is None and not self._window.covers.locked:
            self._open_here(path, key)
        else:
            self.open_path(path)

    def _folder(self) -> Path:
        """Where a dialog begins: where the latest plan lies, at first the user's documents."""
        session = self._window.session
        latest = [session.plan.path] if session is not None else self.recent.paths()
        if latest:
            return latest[0].parent
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        return Path(documents) if documents else Path.home()

    def _create(self, path: Path, name: str, purpose: str | None) -> None:
        from desktop.plan import document
        from desktop.plan.file import Plan

        Plan.create(path, lambda plan: document.start(plan, "personal", name, purpose))
        self.open_path(path)

    def open(self) -> None:
        """Ask which plan."""
        chosen, _kind = QFileDialog.getOpenFileName(self._window, _("Open a plan"), str(self._folder()), _kinds())
        if chosen:
            self.open_path(Path(chosen))

    def open_sample(self) -> None:
        """A fresh copy of the sample plan."""
        self._try(lambda: self.open_path(self._sample()))

    def open_path(self, path: Path) -> None:
        """Open a plan: here while no plan is open, else in a window of its own; a coach's notes beside their plan."""
        session = self._window.session
        if path.suffix == NOTES:
            from desktop.ui.coaching import open_notes

            open_notes(self._window, path)
        elif session is not None:
            if _same(path, session.plan.path):
                self._window.come()
            elif not summon(path) and not another_window(path):
                self._window.warn(_("Another window could not be opened."))
        elif self._window.covers.locked:
            another_window(path)
        elif summon(path):
            said = _("“{name}” is open in another window, which is in front now.")
            self._window.say(said.format(name=one_line(path.name)))
        else:
            self._try(lambda: self._open_here(path))

    def _open_here(self, path: Path, key: Key | None = None) -> None:
        try:
            plan, why = open_plan(path, key)
        except errors.PassphraseWanted as wanted:
            self._window.covers.ask(path, wanted.salt, lambda key: self._open_here(path, key))
            return
        from desktop.ui.keeping import Keeping

        self._window.covers.drop()
        self.recent.add(path)
        try:
            self._window.show_plan(plan)
            self.keeping = Keeping(self._window, plan, why)
        except BaseException:
            self.close_plan()
            plan.close()
            raise

    def open_anew(self) -> None:
        """Let go of what is shown and open the file as it is now; what is being typed and was not kept is lost."""
        session = self._window.session
        if session is None:
            return
        path, key = session.plan.path, session.plan.key
        self.close_plan()

        def again() -> None:
            try:
                self._open_here(path, key)
            except errors.WrongPassphrase:
                self._open_here(path)  # with another passphrase than before: it is asked for

        self._try(again)

    def close_plan(self) -> None:
        """Let go of the plan, one that was shown only by half too, and show the welcome."""
        session, workspace = self._window.session, self._window.workspace
        self.stop()
        self._window.session = self._window.workspace = None
        if session is not None:
            session.close()
            session.deleteLater()
        if workspace is not None:
            workspace.deleteLater()
        self._window.put(self._window.welcome)
        self._window.fill_welcome()
        self._window.covers.follow()

    def backups(self, of: Path | None = None) -> None:
        """Show the backups of the file `of`, else of the plan, or of all plans where none is open."""
        from desktop.ui.dialogs.backups import Backups

        self._window.settle()
        shown = Backups(self._window, self._window.today(), self._window.session, of)
        shown.restored.connect(self._restored)
        shown.finished.connect(shown.deleteLater)
        shown.open()

    def _restored(self, path: Path) -> None:
        said = _("The backup is in “{name}”.").format(name=one_line(path.name))
        if self._window.session is None:
            self.open_path(path)
        else:
            self._window.say(said, _("Open it"), lambda: self.open_path(path))

    def _try(self, work: Callable[[], object]) -> None:
        try:
            work()
        except errors.Damaged as problem:
            self._window.warn(explain(problem), _("Backups…"), self.backups)
        except KnownError as problem:
            self._window.warn(explain(problem))

    # --- in ---

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
            self._window, _("Bring people in"), str(self._folder()), ";;".join(kinds)
        )
        if chosen:
            self.bring_in_from([Path(each) for each in chosen])

    def bring_in_copied(self) -> None:
        """Show what would come in from what was copied elsewhere, out of a spreadsheet for one."""
        text = QGuiApplication.clipboard().text()
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
                self.open_path(path)
        others = [path for path in paths if not is_plan(path)]
        if others:
            self.bring_in_from(others)

    # --- out ---

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
            self.export_to(_with_suffix(Path(chosen), suffix), *more)

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
            self.export_to(_with_suffix(Path(chosen), suffix), *more)

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
        chosen, _kind = QFileDialog.getSaveFileName(self._window, _("Save a copy"), str(suggested), _kinds())
        if chosen:
            self.copy_to(_with_suffix(Path(chosen), SUFFIX))

    def copy_to(self, target: Path) -> None:
        """Write a copy of the plan."""
        session = self._window.session
        if session is None:
            return
        if _same(target, session.plan.path):
            self._window.warn(_("That is the plan itself. Choose another name for the copy."))
            return
        self._window.settle()
        said = _("A copy is in “{name}”.").format(name=target.name)
        session.run(session.plan.save_copy(target), _("Saving a copy"), lambda _: self._window.say(said))

    def stop(self) -> None:
        """Let nothing go on when the plan closes."""
        if self._errand is not None:
            self._errand.stop()
            self._errand = None
        if self.keeping is not None:
            self.keeping.stop()
            self.keeping = None


def _same(path: Path, plan: Path) -> bool:
    """Whether both names are of one file; of what cannot be asked for they are not, and opening it says why."""
    try:
        return path.samefile(plan)
    except (OSError, ValueError):
        return False


def _kinds() -> str:
    return ";;".join((_("Rapport plans (*.rapport)"), _("All files (*)")))


def _with_suffix(path: Path, suffix: str) -> Path:
    return path if path.name.lower().endswith(suffix) else path.with_name(path.name + suffix)


def _file_name(owner: str) -> str:
    """A name for a file, from a person's name."""
    kept = _named_file(owner, "")
    return _("{name}’s plan").format(name=kept) if kept else _("My plan")


def _named_file(said: str, otherwise: str) -> str:
    """What of some words can stand in the name of a file."""
    return "".join(c for c in said if c.isalnum() or c in " -'").strip()[:60] or otherwise
