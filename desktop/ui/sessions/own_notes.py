"""The coach's own notes beside a session: from a file of their own, never from the plan."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.domain import records as r
from desktop.domain.dates import first_day
from desktop.plan import companion
from desktop.plan.companion import WHOLE
from desktop.report.days import long_day
from desktop.ui.inspector.fields import Text, settle
from desktop.ui.inspector.parts import Prose
from desktop.ui.session import Session
from desktop.ui.sessions.phrases import title
from desktop.ui.text_size import sized
from desktop.ui.widgets import GRID, Page, button, column, label, row
from desktop.words import _, explain, one_line


class OwnNotesPanel(Page):
    """Seen only where such a file lies beside the plan or is open."""

    wanted = Signal()
    """They shall be opened."""

    def __init__(self, session: Session) -> None:
        super().__init__(margin=4 * GRID, gap=2 * GRID)
        self._session = session
        self._about: r.Session | None = None
        self._known: frozenset[str] = frozenset()
        sized(self, least=240)
        self.why = Prose("", "amber")
        self.about = Prose("", "dim")
        self.note = Text(_("My own note on this session"), self._keep, _("what only I read"), lines=(8, 24))
        self.whole = Text(_("My own note on the work as a whole"), self._keep_whole, "", lines=(3, 16))
        self.others = Prose("", "dim")
        """Notes on sessions that this file does not have."""
        self.undo = button(_("Undo"), "link", hint=_("Takes the latest change of these notes back"))
        self.undo.clicked.connect(session.notes.undo)
        self.shut = button(_("Close my notes"), "link")
        self.shut.clicked.connect(self.close_notes)
        self.open = button(_("Open them…"))
        self.open.clicked.connect(self.wanted)
        self._opened, self._closed = QWidget(), QWidget()
        self._opened.setLayout(
            column(
                self.why,
                self.about,
                self.note,
                GRID,
                label(_("On the work as a whole"), "dim"),
                self.whole,
                self.others,
                row(self.undo, None, self.shut),
                gap=GRID,
            )
        )
        self._closed.setLayout(column(label(_("They are closed."), "dim"), row(self.open, None), gap=GRID))
        self.body.addWidget(label(_("My own notes"), "heading"))
        self.body.addWidget(
            label(_("In a file of their own: never in the plan, in a copy of it or on a paper."), "dim", wrap=True)
        )
        self.body.addWidget(self._closed)
        self.body.addWidget(self._opened)
        self.body.addStretch(1)
        self.setFocusProxy(self.note)
        session.notes.changed.connect(self.follow)

    def show_session(self, about: r.Session | None, known: frozenset[str]) -> None:
        """Show what is noted on a session; `known` are the uids of all sessions that the plan has."""
        if self._about is not None and (about is None or about.uid != self._about.uid):
            self.note.settle()
            if self.note.unsaved:
                return  # words that could not be kept stay with the session that they are about
            self.note.forget()
        self._about, self._known = about, known
        self.follow()

    def follow(self) -> None:
        """Show what is so now."""
        notes = self._session.notes
        opened, begins = notes.open is not None, self._opened.isHidden()
        self.setVisible(opened or bool(companion.beside(self._session.plan.path)))
        self._opened.setVisible(opened)
        self._closed.setVisible(not opened)
        texts = notes.texts()
        said = texts.get(self._about.uid) if self._about else None
        self.note.show_text(said.text if said else "")
        self.whole.show_text(texts[WHOLE].text if WHOLE in texts else "")
        if not opened:
            for field in (self.note, self.whole):
                field.forget()
                field.show_text("")
        for field in (self.note, self.whole):
            field.setReadOnly(not notes.editable)
        self.note.setVisible(self._about is not None)
        elsewhere = [each for uid, each in texts.items() if uid != WHOLE and uid not in self._known]
        heading = _("On sessions that this file does not have:")
        lines = [f"{_day(each.day)}: {each.text}" for each in elsewhere]
        self.others.say("\n".join([heading, *lines]) if lines else "")
        self.why.say(explain(notes.only_look) if notes.only_look else "")
        self.about.say(title(self._about) if self._about else "")
        self.undo.setVisible(notes.open is not None and notes.open.undoable is not None)
        if opened and begins:
            (self.whole if self._about is None else self.note).setFocus()

    def close_notes(self) -> None:
        """Keep what is being typed and close them; what could not be kept stays to be seen."""
        settle(self)
        self._session.notes.lock()

    def _keep(self, text: str) -> bool:
        about = self._about
        return about is not None and self._session.notes.put(about.uid, about.date, text)

    def _keep_whole(self, text: str) -> bool:
        return self._session.notes.put(WHOLE, "", text)


def _day(iso: str) -> str:
    day = first_day(iso)
    return long_day(day) if day else one_line(iso, 20)
