"""A conversation kept without a name: with whom it was, one after another, somebody new included."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.domain.today import ToFile, Who
from desktop.plan import cycle_edits, edits, read
from desktop.report.days import day_words
from desktop.ui.fitting import hint
from desktop.ui.inspector.find_person import PersonLine
from desktop.ui.inspector.parts import Pills
from desktop.ui.session import Session
from desktop.ui.text_size import sized
from desktop.ui.today.cards import Line
from desktop.ui.today.phrases import name_of
from desktop.ui.widgets import GRID, button, column, named, row
from desktop.words import _

_NARROWEST, _WIDEST = 190, 320
"""Pixels for the line in which names are typed."""


class FileLine(QWidget):
    """What was noted, and a line for names. Enter on an empty line files it with those chosen, in one edit."""

    def __init__(self, session: Session, talk: ToFile) -> None:
        super().__init__()
        self._session, self._talk = session, talk
        self._there: list[int | str] = []
        """People by id, new ones by name, in the order in which they were chosen."""
        said = talk.text or _("(nothing noted)")
        line = Line(said, day_words(talk.day, session.today()))
        line.setCursor(Qt.CursorShape.ArrowCursor)
        away = button("×", "link", hint=_("Delete"))
        named(away, _("Delete: {what}").format(what=said))
        away.clicked.connect(
            lambda: session.do(lambda: edits.delete_conversation(session.plan, talk.id, talk.text))
        )  # fmt: skip
        line.put_behind(away)
        self.who = PersonLine(session, _("Who was it?"), _("Who was it?"), self._chosen, new=True, known_first=True)
        sized(self.who, least=_NARROWEST, most=_WIDEST)
        self.who.picked.connect(self._add)
        self.who.new_named.connect(self._add)
        self.who.returnPressed.connect(self._entered)
        self.people = Pills()
        self.people.removed.connect(self._remove)
        self.file = button(_("File it"))
        named(self.file, _("File it: {what}").format(what=said))
        self.file.clicked.connect(self._file)
        for part in (self.who, away, self.file):
            part.setEnabled(session.editable)
        names = row(self.who, self.file, gap=2 * GRID)
        names.addStretch(0)
        names.setStretchFactor(self.who, 1)
        body = column(line, self.people, names, gap=GRID)
        body.setContentsMargins(0, 0, 0, 2 * GRID)
        self.setLayout(body)
        self.setFocusProxy(self.who)
        self._show()

    def _chosen(self) -> set[int]:
        return {each for each in self._there if isinstance(each, int)}

    def _names(self) -> dict[int | str, str]:
        found = read.names(self._session.plan, sorted(self._chosen()))
        return {
            each: each if isinstance(each, str) else name_of(Who(each, *found[each]))
            for each in self._there
            if isinstance(each, str) or each in found
        }

    def _show(self) -> None:
        self.people.show_items(list(self._names().items()))
        self.file.setVisible(bool(self._there))
        hint(self.who, _("and with… (Enter files it)") if self._there else _("Who was it?"))

    def _add(self, who: int | str) -> None:
        if who not in self._there:
            self._there.append(who)
        self._show()
        self.who.setFocus()

    def _remove(self, who: object) -> None:
        self._there = [each for each in self._there if each != who]
        self._show()

    def _entered(self) -> None:
        if not self.who.text().strip():
            self._file()

    def _file(self) -> None:
        names = self._names()
        people = [each for each in names if isinstance(each, int)]
        new = [each for each in names if isinstance(each, str)]
        plan, on, subject = self._session.plan, self._session.today(), ", ".join(names.values())
        if names:
            self._session.do(
                lambda: cycle_edits.file_conversation(plan, self._talk.id, people, subject, newcomers=new, on=on)
            )
