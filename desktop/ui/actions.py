"""The menus: every action with its words, its keys and what it does."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QActionGroup, QIcon, QKeySequence

from desktop.assets import asset
from desktop.ui.copies import give_a_copy, take_back_a_copy
from desktop.ui.copying import Copying
from desktop.ui.idle import LOCK_KEY
from desktop.ui.screens import PERSONAL, WORKSHOP, screens
from desktop.ui.settings import WORKSHOPS, YES
from desktop.ui.theme import DARK_ONLY, LIGHT_ONLY, SYSTEM
from desktop.ui.widgets import literal
from desktop.words import _, edit_words, one_line

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog, QMenu

    from desktop.ui.main_window import MainWindow

_Key = QKeySequence.StandardKey
_ZOOM = 1.25
_FULL = () if sys.platform == "darwin" else ("F11",)
"""Beside the system's own key, which Qt does not know on every Linux desktop; on macOS F11 belongs to the system."""


class Actions:
    """Belongs to one window. `follow` brings names and enabled states up to date."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._with_plan: list[QAction] = []
        self._writing: list[QAction] = []
        self._screens: dict[str, QAction] = {}
        self._only: dict[QAction, str] = {}
        """Actions that one kind of file alone has; out of sight where another kind is open."""
        self.copying = Copying(window)
        self.undo = self._made(_("Undo"), window.undo, _Key.Undo)
        self.redo = self._made(_("Redo"), window.redo, _Key.Redo)
        self.undo.setIcon(QIcon(str(asset("icons", "undo.svg"))))
        self.redo.setIcon(QIcon(str(asset("icons", "redo.svg"))))
        self._fill()
        self.follow()

    def follow(self) -> None:
        """What is possible now, and what undo would take back."""
        session = self._window.session
        kind = session.kind if session is not None else PERSONAL
        for action, only in self._only.items():
            action.setVisible(only == kind)
        for action in (self.workshop, self.sample):
            action.setVisible(self._window.settings.get(WORKSHOPS) == YES)
        for action in self._with_plan:
            action.setEnabled(session is not None and self._only.get(action, kind) == kind)
        for action in self._writing:
            action.setEnabled(session is not None and session.editable and self._only.get(action, kind) == kind)
        self.names.setChecked(self._window.covers.names_hidden)
        for action, words, done in (
            (self.undo, _("Undo"), session.plan.undoable if session else None),
            (self.redo, _("Redo"), session.plan.redoable if session else None),
        ):
            name = f"{words} “{edit_words(done.edit, done.subject)}”" if done else words
            action.setText(literal(name))
            # The name has no markup in it: quotes and text of a person, so the tip is the bare word.
            action.setToolTip(words)
            action.setEnabled(session is not None and session.editable and done is not None)

    def show_screen(self, name: str) -> None:
        """Tick the screen that is shown."""
        self._screens[name].setChecked(True)

    def _made(self, words: str, does: Callable[[], object], keys: _Key | str | None = None, *more: str) -> QAction:
        action = QAction(words, self._window)
        action.triggered.connect(lambda _checked=False: does())
        usual = QKeySequence.keyBindings(keys) if isinstance(keys, _Key) else [QKeySequence(keys or "")]
        shortcuts: list[QKeySequence] = []
        for each in (*usual, *map(QKeySequence, more)):
            if not each.isEmpty() and each not in shortcuts:
                shortcuts.append(each)
        action.setShortcuts(shortcuts)
        return action

    def _add(
        self, menu: QMenu, words: str, does: Callable[[], object], keys: _Key | str | None = None, *more: str,
        plan: bool = True, writes: bool = False, only: str = "",
    ) -> QAction:  # fmt: skip
        action = self._made(words, does, keys, *more)
        menu.addAction(action)
        if only:
            self._only[action] = only
        if plan:
            (self._writing if writes else self._with_plan).append(action)
        return action

    def _fill(self) -> None:
        window, files, bar = self._window, self._window.files, self._window.menuBar()
        coming_in, going_out = window.coming_in, window.going_out
        file = bar.addMenu(_("File"))
        self._add(file, _("New…"), files.new, _Key.New, plan=False)
        self.workshop = self._add(file, _("New workshop…"), files.new_workshop, plan=False)
        self._add(file, _("Open…"), files.open, _Key.Open, plan=False)
        self._recent = file.addMenu(_("Open Recent"))
        self._recent.aboutToShow.connect(self._fill_recent)
        self._add(file, _("Open the sample"), files.open_sample, plan=False)
        self.sample = self._add(file, _("Open the sample workshop"), lambda: files.open_sample(WORKSHOP), plan=False)
        file.addSeparator()
        self._add(file, _("Import…"), coming_in.bring_in, "Ctrl+I", writes=True)
        self._add(file, _("Import what was copied…"), coming_in.bring_in_copied, "Ctrl+Shift+V", writes=True)
        export = file.addMenu(_("Export"))
        self._add(export, _("Papers…"), going_out.papers, _Key.Print)
        self._add(export, _("People, network, dates…"), going_out.people_out, "Ctrl+Shift+E")
        self._add(export, _("Picture of the map…"), lambda: self._map("save"), "Ctrl+Shift+P", only=PERSONAL)
        self._add(export, _("Dates for a calendar…"), going_out.calendar, only=WORKSHOP)
        self._add(export, _("For the participants…"), going_out.for_participants, only=WORKSHOP)
        self._add(export, _("Folder of Markdown…"), going_out.markdown_folder)
        self._add(export, _("Plan (JSON)…"), going_out.plan_json)
        self._add(file, _("Print the map…"), lambda: self._map("print"), only=PERSONAL)
        self._add(file, _("Save a Copy…"), going_out.save_copy, _Key.SaveAs, "Ctrl+Shift+S")
        self._add(file, _("Copy for my coach…"), lambda: give_a_copy(window, "coach"), only=PERSONAL)
        self._add(file, _("Copy for my client…"), lambda: give_a_copy(window, "client"), only=PERSONAL)
        self._add(file, _("Take back…"), lambda: take_back_a_copy(window), "Ctrl+Shift+B", writes=True, only=PERSONAL)
        self._add(file, _("Backups…"), files.backups, plan=False)
        file.addSeparator()
        self.passphrase = self._add(file, _("Passphrase…"), self._passphrase, writes=True)
        self._add(file, _("Lock now"), self._lock, LOCK_KEY)
        file.addSeparator()
        self._add(file, _("Close"), window.close, _Key.Close, plan=False)
        leave = self._add(file, _("Quit"), window.close, _Key.Quit, "Ctrl+Q", plan=False)
        leave.setMenuRole(QAction.MenuRole.QuitRole)

        edit = bar.addMenu(_("Edit"))
        edit.addActions([self.undo, self.redo])
        edit.addSeparator()
        copying = self.copying
        self._add(edit, _("Cut"), copying.cut, _Key.Cut, plan=False)
        self._add(edit, _("Copy"), copying.copy, _Key.Copy, plan=False)
        self._add(edit, _("Paste"), copying.paste, _Key.Paste, plan=False)
        self._add(edit, _("Select all"), copying.select_all, _Key.SelectAll, plan=False)
        edit.addSeparator()
        self._add(edit, _("Find"), window.find, "Ctrl+K", "Ctrl+F")
        self._add(
            edit, _("Change the selected people…"), window.change_selected, "Ctrl+Shift+M", writes=True, only=PERSONAL
        )
        self._add(edit, _("Delete"), window.delete_selected, writes=True)
        self._add(edit, _("Copy the map as a picture"), lambda: self._map("copy"), "Ctrl+Shift+C", only=PERSONAL)
        edit.addSeparator()
        chosen = self._add(edit, _("Preferences…"), self._preferences, _Key.Preferences, "Ctrl+,", plan=False)
        chosen.setMenuRole(QAction.MenuRole.PreferencesRole)

        view = bar.addMenu(_("View"))
        group = QActionGroup(view)
        for kind in (PERSONAL, WORKSHOP):
            for n, (name, words) in enumerate(screens(kind).items(), 1):
                action = self._add(view, words, lambda name=name: window.show_screen(name), f"Ctrl+{n}", only=kind)
                action.setCheckable(True)
                group.addAction(action)
                self._screens[name] = action
        view.addSeparator()
        size = window.text_size
        self._add(view, _("Larger text"), lambda: size.step(1), _Key.ZoomIn, "Ctrl+=", plan=False)
        self._add(view, _("Smaller text"), lambda: size.step(-1), _Key.ZoomOut, plan=False)
        self._add(view, _("Usual size of text"), size.usual, "Ctrl+0", plan=False)
        full = self._add(view, _("Full screen"), window.turn_full_screen, _Key.FullScreen, *_FULL, plan=False)
        full.setCheckable(True)
        view.aboutToShow.connect(lambda: full.setChecked(window.isFullScreen()))
        view.addSeparator()
        # On the map plus, minus and 0 do the same without Ctrl, which is for text.
        self._add(view, _("Nearer on the map"), lambda: window.zoom_map(_ZOOM), "Ctrl+Alt+=", only=PERSONAL)
        self._add(view, _("Further away on the map"), lambda: window.zoom_map(1 / _ZOOM), "Ctrl+Alt+-", only=PERSONAL)
        self._add(view, _("Show the whole map"), window.fit_map, "Ctrl+Alt+0", only=PERSONAL)
        self._add(view, _("Close the person"), lambda: window.select(None), "Ctrl+.", only=PERSONAL)
        view.addSeparator()
        self.names = self._add(view, _("Initials for names"), window.covers.toggle_names, "F8")
        self.names.setCheckable(True)
        self._add_themes(view.addMenu(_("Colours")))

        plan = bar.addMenu(_("Plan"))
        self._add(plan, _("Note a conversation…"), window.note_conversation, "Ctrl+J", writes=True, only=PERSONAL)
        self._add(plan, _("Name people…"), window.name_people, "Ctrl+Shift+N", writes=True, only=PERSONAL)
        self._add(plan, _("Sort people…"), window.sort_people, "Ctrl+Shift+O", writes=True, only=PERSONAL)
        self._add(plan, _("Groups…"), self._groups, only=PERSONAL)
        self._add(plan, _("People who may be there twice…"), window.coming_in.look_for_doubles, only=PERSONAL)
        self._add(plan, _("What it is for…"), self._objective, only=PERSONAL)
        self._add(plan, _("What was agreed on the day…"), self._agreed, only=PERSONAL)
        coaching = plan.addMenu(_("Coaching"))
        self._add(coaching, _("My clients…"), lambda: self._coaching().clients(window), plan=False)
        self._add(coaching, _("My own notes"), lambda: self._coaching().own_notes(window), only=PERSONAL)
        self._add(coaching, _("Other notes of my own…"), lambda: self._coaching().choose_notes(window), only=PERSONAL)
        self._add(
            coaching,
            _("Passphrase of my notes…"),
            lambda: self._coaching().change_notes_passphrase(window),
            only=PERSONAL,
        )
        self._add(coaching, _("Backups of my notes…"), lambda: self._coaching().notes_backups(window), only=PERSONAL)
        self._add(coaching, _("When coaching ends…"), lambda: self._coaching().end(window), only=PERSONAL)

        plan.addSeparator()
        self.about_person = self._add(plan, _("Everything about this person…"), self._about_selected)
        self._add(plan, _("How long it is kept…"), self.retention)

        help_ = bar.addMenu(_("Help"))
        self._add(help_, _("Guide"), self._guide, _Key.HelpContents, plan=False)
        self._add(help_, _("First steps"), window.first_steps, only=PERSONAL)
        self._add(help_, _("What is this?"), self._what_is, _Key.WhatsThis, plan=False)
        self._add(help_, _("Keyboard"), self._keyboard, "Ctrl+/", "Ctrl+F1", plan=False)
        about = self._add(help_, _("About Rapport"), self._about, plan=False)
        about.setMenuRole(QAction.MenuRole.AboutRole)

    def _add_themes(self, menu: QMenu) -> None:
        theme, group = self._window.theme, QActionGroup(menu)
        for choice, words in ((SYSTEM, _("As the system")), (LIGHT_ONLY, _("Light")), (DARK_ONLY, _("Dark"))):
            action = self._add(menu, words, lambda choice=choice: self._window.choose_colours(choice), plan=False)
            action.setCheckable(True)
            action.setChecked(theme.choice == choice)
            group.addAction(action)

    def _map(self, does: str) -> None:
        from desktop.ui.map_out import MapOut

        out = MapOut(self._window)
        {"save": out.save, "copy": out.copy, "print": out.print}[does]()

    def _fill_recent(self) -> None:
        files = self._window.files
        self._recent.clear()
        paths = files.recent.paths()
        for path in paths:
            self._recent.addAction(literal(_short(path)), lambda path=path: files.open_path(path))
        if paths:
            self._recent.addSeparator()
            self._recent.addAction(_("Forget these"), files.recent.clear)
        else:
            self._recent.addAction(_("None yet")).setEnabled(False)

    @staticmethod
    def _coaching() -> ModuleType:
        """What a coach works with; imported when it is first wanted."""
        from desktop.ui import coaching

        return coaching

    def _groups(self) -> None:
        from desktop.ui.dialogs.groups import Groups

        if self._window.session is not None:
            _open(Groups(self._window, self._window.session))

    def _passphrase(self) -> None:
        from desktop.ui.dialogs.passphrase import ChangePassphrase

        if self._window.session is not None:
            asked = ChangePassphrase(self._window, self._window.session)
            asked.said.connect(self._window.say)
            asked.finished.connect(self._window.covers.follow)
            _open(asked)

    def _preferences(self) -> None:
        from desktop.ui.dialogs.preferences import Preferences

        asked = Preferences(self._window, self._window.settings)
        asked.changed.connect(self._window.entitle)
        asked.changed.connect(self._window.covers.follow)
        asked.remember_wanted.connect(self._window.files.remember)
        if self._window.personal is not None:
            asked.changed.connect(self._window.personal.today.tell)
        _open(asked)

    def _lock(self) -> None:
        """A plan without a passphrase cannot be locked: then it is offered one."""
        session = self._window.session
        if session is not None and session.plan.key is None and session.notes.open is None:
            self._window.say(_("A plan needs a passphrase to be locked."), _("Set one…"), self._passphrase)
        self._window.covers.lock()

    def _objective(self) -> None:
        from desktop.ui.dialogs.plan import Objective

        if self._window.session is not None:
            _open(Objective(self._window, self._window.session))

    def _agreed(self) -> None:
        from desktop.ui.dialogs.agreed import Agreed

        if self._window.session is not None:
            self._window.settle()
            _open(Agreed(self._window, self._window.session))

    def _about_selected(self) -> None:
        people = self._window.workspace.selected_people() if self._window.workspace else []
        if len(people) == 1:
            self.about(people[0])
        else:
            self._window.say(_("Choose one person first."))

    def about(self, person: int) -> None:
        """Show all that is held about a person."""
        from desktop.ui.dialogs.person import AboutPerson

        if self._window.session is not None:
            self._window.settle()
            asked = AboutPerson(self._window, self._window.session, person)
            asked.said.connect(self._window.say)
            _open(asked)

    def retention(self) -> None:
        """Ask up to which day the plan is kept."""
        from desktop.ui.dialogs.retention import Retention

        if self._window.session is not None:
            _open(Retention(self._window, self._window.session))

    def _guide(self) -> None:
        """The page about what one is looking at."""
        from desktop.ui.help.guide import Guide
        from desktop.ui.help.pages import ABOUT, FIRST
        from desktop.ui.help.pages import WORKSHOP as WORKSHOP_PAGE

        window = self._window
        guide = window.findChild(Guide)
        if guide is None:
            guide = Guide(window)
            guide.finished.connect(guide.deleteLater)
        session, place = window.session, window.workspace.current if window.workspace else ""
        workshop = session is not None and session.kind == WORKSHOP
        guide.open_page(WORKSHOP_PAGE if workshop else ABOUT.get(place, FIRST))
        guide.show()
        guide.raise_()
        guide.activateWindow()

    def _what_is(self) -> None:
        from desktop.ui.help.what_is import what_is

        what_is(self._window)

    def _keyboard(self) -> None:
        from desktop.ui.help.keyboard import Keyboard

        _open(Keyboard(self._window))

    def _about(self) -> None:
        from desktop.ui.dialogs.about import About

        _open(About(self._window))


def _open(dialog: QDialog) -> None:
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def _short(path: Path) -> str:
    """The file's name with its folder, without what could break a menu line."""
    return one_line(f"{path.name} ({path.parent.name})", 80)
