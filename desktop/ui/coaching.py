"""What the menu does for a coach: notes of their own, the shelf of their clients, and the end of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QFileDialog

from desktop.domain.errors import KnownError
from desktop.domain.job import run
from desktop.domain.sensitivity import Audience
from desktop.plan import backups, companion, errors, farewell, opening, provenance, veil
from desktop.ui.ask import ask
from desktop.ui.dialogs.own_notes import NotesPassphrase, OpenNotes
from desktop.ui.file_names import SUFFIX, file_kinds, with_suffix
from desktop.words import _, explain, ngettext

if TYPE_CHECKING:
    from desktop.domain.job import Job
    from desktop.plan.file import Plan
    from desktop.plan.key import Key
    from desktop.ui.dialogs.farewell import Destroying
    from desktop.ui.main_window import MainWindow


def own_notes(window: MainWindow) -> None:
    """Show the coach's own notes on the session: those that are open, else those beside the plan, else new ones."""
    session = window.session
    if session is None:
        return
    if veil.names_hidden(session.plan):
        window.warn(_("Show the names again first (F8): your notes are in your own words."))
        return
    window.show_screen("sessions")
    if session.notes.open is not None:
        return
    found = companion.beside(session.plan.path)
    if found:
        open_notes(window, found[0])
    else:
        begin_notes(window)


def salt_of_notes(window: MainWindow, path: Path) -> bytes | None:
    """What the passphrase of the notes at `path` is salted with; None, and said, where there are none to be opened."""
    try:
        salt = opening.look_at(opening.real(path))
        if salt is None:
            raise errors.OtherKind(path)
    except KnownError as problem:
        _warn(window, path, problem)
        return None
    return salt


def open_notes(window: MainWindow, path: Path) -> None:
    """Ask for the passphrase of the notes at `path` and open them beside the plan."""
    session, salt = window.session, salt_of_notes(window, path)
    if session is None or salt is None:
        return
    if veil.names_hidden(session.plan):
        window.warn(_("Show the names again first (F8): your notes are in your own words."))
        return

    def opens(key: Key) -> None:
        try:
            session.notes.show(path, key)
            if window.workspace is not None:
                window.workspace.banner.hide()  # it may say that they are closed
        except errors.WrongPassphrase:
            raise
        except KnownError as problem:
            asked.reject()
            _warn(window, path, problem)

    asked = OpenNotes(window, path, salt, opens)
    asked.another_wanted.connect(lambda: choose_notes(window))
    asked.new_wanted.connect(lambda: begin_notes(window))
    _open(asked)


def choose_notes(window: MainWindow) -> None:
    """Ask which notes."""
    session = window.session
    if session is None:
        return
    kinds = ";;".join((_("A coach’s own notes (*.coachnotes)"), _("All files (*)")))
    folder = str(session.plan.path.parent)
    chosen, _kind = QFileDialog.getOpenFileName(window, _("Open my own notes"), folder, kinds)
    if chosen:
        open_notes(window, Path(chosen))


def begin_notes(window: MainWindow) -> None:
    """Ask for a passphrase and make a file for notes beside the plan."""
    session = window.session
    if session is None:
        return
    path = companion.free_name(session.plan.path)

    def begin(key: Key) -> None:
        try:
            session.notes.begin(path, key)
        except KnownError as problem:
            _warn(window, path, problem)
            return
        window.say(_("Your own notes are in “{name}”, beside the plan.").format(name=path.name))

    asked = NotesPassphrase(window, None)
    asked.chosen.connect(begin)
    _open(asked)


def notes_backups(window: MainWindow) -> None:
    """Show the backups of the notes that are open, else of those beside the plan."""
    session = window.session
    if session is not None:
        beside = companion.beside(session.plan.path)
        opened = session.notes.open
        if opened is not None or beside:
            window.files.backups(beside[0] if opened is None else opened.path)
        else:
            window.say(_("There are no notes of your own beside this plan."))


def clients(window: MainWindow) -> None:
    """Show the shelf."""
    from desktop.ui.dialogs.clients import Clients

    window.settle()
    asked = Clients(window, window.shelf, window.today(), window.covers.real)
    asked.open_wanted.connect(window.files.open_path)
    asked.changed.connect(window.fill_welcome)
    _open(asked)


def end(window: MainWindow) -> None:
    """When coaching ends."""
    from desktop.ui.dialogs.farewell import Farewell
    from desktop.ui.papers.preview import Preview

    session = window.session
    if session is None:
        return
    if veil.names_hidden(session.plan):
        window.warn(_("Show the names again first (F8)."))
        return
    window.settle()
    plan, said = session.plan, provenance.given(session.plan)
    # What a copy says of itself counts for more than what lies around it.
    works_here = bool(companion.beside(plan.path)) or window.shelf.of(plan) is not None
    asked = Farewell(window, session, coach=works_here if said is None else said.to == "coach")

    def page() -> None:
        shown = Preview(asked, session, window.settings, window.say, report="grown")
        shown.options.audience.setCurrentIndex(shown.options.audience.findData(Audience.COACH.value))  # it is for both
        shown.resize(window.width() * 4 // 5, window.height() * 9 // 10)
        shown.finished.connect(shown.deleteLater)
        shown.open()

    def own(without_names: bool) -> None:
        if not ask(
            asked,
            _("Make the plan mine?"),
            _("It cannot be undone. A backup of how it is now is made first."),
            _("Make it mine"),
        ):
            return
        asked.accept()
        session.run(_becoming_own(plan, without_names), _("Making it mine"), lambda _none: became_own())

    def became_own() -> None:
        if window.workspace is not None:
            window.workspace.status.copy.hide()
        window.say(_("The plan is yours alone now."))

    def copy(without_names: bool) -> None:
        suggested = plan.path.with_name(_("{plan} for the client").format(plan=plan.path.stem) + plan.path.suffix)
        title = _("A clean plan for the client")
        chosen, _kind = QFileDialog.getSaveFileName(asked, title, str(suggested), file_kinds())
        if chosen:
            clean_copy_to(window, Path(chosen), without_names=without_names)

    def destroy(wanted: Destroying) -> None:
        if ask(
            asked,
            _("Destroy for good?"),
            _("The files and all of their backups are deleted. Nobody can bring them back."),
            _("Destroy"),
        ):
            asked.accept()
            _destroy(window, wanted)

    asked.page_wanted.connect(page)
    asked.own_wanted.connect(own)
    asked.copy_wanted.connect(copy)
    asked.destroy_wanted.connect(destroy)
    _open(asked)


def _becoming_own(plan: Plan, without_names: bool) -> Job[None]:
    yield from backups.back_up(plan.path, plan.key)
    farewell.become_own(plan, without_names=without_names)


def clean_copy_to(window: MainWindow, target: Path, *, without_names: bool) -> None:
    """Write a copy that is the client's alone."""
    session = window.session
    if session is None:
        return
    target = with_suffix(target, SUFFIX)
    said = _("The client’s own plan is in “{name}”.")
    if session.plan.key is not None:
        said += " " + _("It opens with the passphrase of this one.")
    job = farewell.clean_copy(session.plan, target, without_names=without_names)
    session.run(job, _("Writing it"), lambda _none: window.say(said.format(name=target.name)))


def _destroy(window: MainWindow, wanted: Destroying) -> None:
    """Destroy files of a client; the plan is closed first when it is one of them."""
    session = window.session
    if session is None:
        return
    client = window.shelf.of(session.plan)
    session.notes.close()
    if wanted.plans:
        window.files.close_plan()
        for path in wanted.plans:
            window.files.recent.forget(path)
    try:
        done = run(
            farewell.destroy(
                wanted.plans,
                wanted.notes,
                on=window.today(),
                why=wanted.why,
                people=wanted.people,
                alias=client.alias if client else "",
            )
        )
        if client is not None and done.plans:
            window.shelf.remove(client)
    except KnownError as problem:
        window.warn(explain(problem))
        return
    window.fill_welcome()
    if done.left:
        said = ngettext("{n} file could not be deleted.", "{n} files could not be deleted.", done.left)
        window.warn(said.format(n=done.left), _("The record…"), window.show_clients)
    else:
        window.say(_("Destroyed. A record of it is kept with your clients."), _("The record…"), window.show_clients)


def change_notes_passphrase(window: MainWindow) -> None:
    """Give the open notes another passphrase."""
    session = window.session
    if session is None or session.notes.open is None or not session.notes.editable:
        window.say(_("Open your own notes first."))
        return
    window.settle()
    asked = NotesPassphrase(window, session.notes.open)
    asked.said.connect(window.say)
    _open(asked)


def _warn(window: MainWindow, path: Path, problem: KnownError) -> None:
    if isinstance(problem, errors.Damaged | errors.NotAPlan):
        window.warn(explain(problem), _("Backups…"), lambda: window.files.backups(path))
    else:
        window.warn(explain(problem))


def _open(dialog: QDialog) -> None:
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
