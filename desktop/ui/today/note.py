"""Note a conversation in one line. What is understood stands below while one types; Enter keeps it."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QLocale, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QLabel, QLineEdit, QPushButton, QWidget

from desktop.domain import records as r
from desktop.domain.jotting import Doubt, Jotting, Known, Unclear, like_a_name, read_line
from desktop.domain.names import fold
from desktop.domain.today import Who
from desktop.plan import cycle_edits, edits, read
from desktop.plan.edits import new_uid
from desktop.report.names import is_latin
from desktop.typed_words import vocabulary
from desktop.ui.fitting import hint
from desktop.ui.inspector.phrases import channels
from desktop.ui.session import Session
from desktop.ui.text_size import sized
from desktop.ui.today.phrases import name_of, promised_by
from desktop.ui.widgets import GRID, FlowRow, button, column, label, named, row
from desktop.words import _

_MOST_HITS = 50
_MOST_OFFERED = 5
_MOST_NEAR = 3
_WIDTH = 560
_USUAL = "meeting"


class NoteLine(QDialog):
    """One line, from anywhere. Esc leaves, Enter keeps, *Full notes* opens the same in the person's conversations."""

    kept = Signal(object, object)
    """The jotting that was kept and the conversation it became."""
    full_wanted = Signal(object)
    """A conversation not kept yet, to be written in full."""
    left = Signal(str)
    """It was left with these words typed; they come back when it is opened again."""

    def __init__(self, parent: QWidget | None, session: Session, person: int | None = None, draft: str = "") -> None:
        super().__init__(parent)
        self._session = session
        self._words = vocabulary(month_first=QLocale().dateFormat(QLocale.FormatType.ShortFormat)[:1] == "M")
        self._chosen: dict[str, Known] = {}
        """Folded text to the person that was chosen for it, where several have that name."""
        self._looked: dict[str, Sequence[Known]] = {}
        self._fitted = False
        self.setWindowTitle(_("Note a conversation"))
        sized(self, least=_WIDTH)
        self.text = QLineEdit()
        hint(self.text, _("Rosalind, phone, engineer by Fri"))
        named(self.text, _("With whom, how, what; what you promised by when"))
        self.text.installEventFilter(self)
        self.rows: dict[str, QLabel] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(4 * GRID)
        grid.setVerticalSpacing(GRID)
        grid.setColumnStretch(1, 1)
        for n, (name, words) in enumerate(
            {
                "who": _("With"),
                "when": _("When, how"),
                "promises": _("You promise"),
                "theirs": _("They promise"),
                "summary": _("What was said"),
            }.items()
        ):
            self.rows[name] = label("", wrap=True)
            grid.addWidget(label(words, "dim"), n, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(self.rows[name], n, 1)
        self.unclear = label("", "amber", wrap=True)
        self.offers = FlowRow()
        self.full = button(_("Full notes…"), "link")
        self.keep_button = button(_("Keep"), "loud")
        self.keep_button.clicked.connect(self.keep)
        self.full.clicked.connect(self._open_full)
        keys = label(_("Enter keeps it; after Esc the words wait here until you close Rapport."), "small", wrap=True)
        body = column(label(_("Note a conversation"), "title"), self.text, gap=3 * GRID, margin=6 * GRID)
        body.addLayout(grid)
        body.addWidget(self.unclear)
        body.addWidget(self.offers)
        body.addStretch(1)
        foot = row(self.full, keys, self.keep_button, gap=3 * GRID)
        foot.setStretchFactor(keys, 1)
        body.addLayout(foot)
        self.setLayout(body)
        if draft:
            self.text.setText(draft)
        elif person is not None:
            for name, _latin in read.names(session.plan, [person]).values():
                self._chosen[fold(_bare(name))] = Known(person, name)
                self.text.setText(f"{_bare(name)}, ")
        self._began = "" if draft else self.text.text()
        self.text.textChanged.connect(lambda _text: self._read())
        self.text.setFocus()
        self._read()

    @property
    def jotting(self) -> Jotting:
        """What is understood."""
        return self._jotting

    @property
    def draft(self) -> str:
        """The words that are typed and not kept; '' for none."""
        text = self.text.text()
        return text if text.strip() and text != self._began else ""

    # --- understanding ---

    def _look_up(self, text: str) -> Sequence[Known]:
        said = fold(text)
        if said in self._chosen:
            return [self._chosen[said]]
        if said not in self._looked:
            found = [hit.id for hit in self._session.finder.people(text, limit=_MOST_HITS)]
            names, latin = read.names(self._session.plan, found) if found else {}, is_latin(text)
            # By the form in which they are named: the words of the other are none of those typed.
            self._looked[said] = [Known(key, (names[key][1] if latin else "") or names[key][0]) for key in found]
        return self._looked[said]

    def _read(self) -> None:
        self._jotting = found = read_line(self.text.text(), self._session.today(), self._look_up, self._words)
        said = bool(self.text.text().strip(" ,;"))
        on = self._session.today()
        self.rows["who"].setText(", ".join(self._names([who.id for who in found.people]).values()) or "–")
        day = _("today") if found.day == on else promised_by(found.day, on)
        self.rows["when"].setText(f"{day}, {channels().get(self._channel(), self._channel())}" if said else "–")
        for row_, said_there in (("promises", found.promises), ("theirs", found.theirs)):
            lines = [
                _("{what}, by {day}").format(what=each.text, day=promised_by(each.due, on)) if each.due else each.text
                for each in said_there
            ]
            self.rows[row_].setText("\n".join(lines) or "–")
        self.rows["summary"].setText(found.summary or "–")
        self.unclear.setText("\n".join(_doubt(each) for each in found.unclear) if said else "")
        self.unclear.setVisible(bool(self.unclear.text()))
        self._offer(self._askable(found))
        self._fit()
        self.keep_button.setEnabled(said and self._session.editable)
        self.full.setEnabled(bool(found.people) and self._session.editable)

    def _fit(self) -> None:
        """As high as what is said; it grows while one types and does not shrink again."""
        layout = self.layout()
        if layout is not None and self.isVisible():
            layout.activate()
            needed = layout.totalHeightForWidth(self.width())
            if needed > self.height() or not self._fitted:
                self._fitted = True
                self.resize(self.width(), needed)

    def _names(self, people: Sequence[int]) -> dict[int, str]:
        """Person to name, with the Latin form where the script is another."""
        found = read.names(self._session.plan, people)
        return {key: name_of(Who(key, *found[key])) for key in people if key in found}

    def _channel(self) -> str:
        """The channel named, else the one the person prefers."""
        if self._jotting.channel is not None:
            return self._jotting.channel
        first = self._jotting.people[0].id if self._jotting.people else None
        person = read.record(self._session.plan, r.Contact, first) if first is not None else None
        return (person.preferred_channel if person else None) or _USUAL

    def _askable(self, found: Jotting) -> Unclear | None:
        """What a choice of people may settle: a name that several have, or one nearly like somebody's."""
        for each in found.unclear:
            if each.doubt is Doubt.SEVERAL:
                return each
            if each.doubt is Doubt.UNKNOWN:
                near = self._session.finder.near(each.text, limit=_MOST_NEAR)
                return replace(each, candidates=tuple(Known(hit.id, hit.text) for hit in near))
        return None

    def _offer(self, unclear: Unclear | None) -> None:
        self.offers.clear()
        people = unclear.candidates[:_MOST_OFFERED] if unclear else ()
        roles = {each.id: each.role for each in read.person_rows(self._session.plan, [who.id for who in people])}
        names = self._names([who.id for who in people])
        for person in people:
            role, name = roles.get(person.id, ""), names.get(person.id, person.name)
            made = button(f"{name} · {role}" if role else name, "chip", literally=True)
            made.setAutoDefault(True)
            made.clicked.connect(lambda _checked=False, person=person: self._choose(unclear, person))
            self.offers.add(made)
            made.show()
        new = unclear is not None and unclear.doubt is Doubt.UNKNOWN and like_a_name(unclear.text)
        if unclear is not None and new and self._session.editable:
            made = button(_("Add {name}").format(name=unclear.text), "chip", literally=True)
            made.clicked.connect(lambda: self._add(unclear))
            self.offers.add(made)
            made.show()
        self.offers.setVisible(bool(people) or new)

    def _add(self, unclear: Unclear) -> None:
        """Somebody new: added now, and waits to be placed."""
        added: list[int] = []
        plan, today = self._session.plan, self._session.today()
        if self._session.do(lambda: added.extend(edits.add_contacts(plan, [unclear.text], on=today))):
            self._choose(unclear, Known(added[0], unclear.text))
            self._read()

    def offered(self) -> list[QPushButton]:
        """The people offered where several have the name, or one nearly like it."""
        return [each for each in self.offers.findChildren(QPushButton) if not each.isHidden()]

    def _choose(self, unclear: Unclear | None, person: Known) -> None:
        if unclear is None:
            return
        name = _bare(person.name)
        self._chosen[fold(name)] = person
        text = self.text.text()
        at = fold(text).find(fold(unclear.text)) if len(fold(text)) == len(text) else text.find(unclear.text)
        if at >= 0:
            changed = text[:at] + name + text[at + len(unclear.text) :]
            self.text.setText(changed)
            self.text.setCursorPosition(at + len(name))
        self.text.setFocus()

    # --- keeping ---

    def _conversation(self) -> r.Conversation:
        found = self._jotting
        promises = tuple(
            r.Promise(each.text, each.due.isoformat() if each.due else None, None, theirs)
            for theirs, said in ((False, found.promises), (True, found.theirs))
            for each in said
        )
        return r.Conversation(
            0, new_uid(), tuple(person.id for person in found.people), found.day.isoformat(), None, self._channel(),
            None, found.summary, None, (), (), promises,
        )  # fmt: skip

    def keep(self) -> None:
        """Keep what is understood; without a person it waits on Today to be filed."""
        if not self.keep_button.isEnabled():
            return
        talk, found = self._conversation(), self._jotting
        subject = ", ".join(person.name for person in found.people)
        if self._session.do(lambda: cycle_edits.note_conversation(self._session.plan, talk, subject)):
            self.accept()
            self.kept.emit(found, talk)

    def _open_full(self) -> None:
        talk = self._conversation()
        self.accept()
        self.full_wanted.emit(talk)

    def setVisible(self, visible: bool) -> None:
        super().setVisible(visible)
        if visible:
            self._fit()
            self.text.end(False)  # a dialog selects what stands in its first field: the next key would replace it

    def reject(self) -> None:
        self.left.emit(self.draft)
        super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.keep()
            return
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.text and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            offered = self.offered()
            if event.key() == Qt.Key.Key_Down and offered:
                offered[0].setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return super().eventFilter(watched, event)


def _bare(name: str) -> str:
    """A name as it stands in the line, where commas end a part."""
    return " ".join(name.replace(",", " ").replace(";", " ").split())


def _doubt(unclear: Unclear) -> str:
    sentences = {
        Doubt.NOBODY: _("With whom? Without a name it is kept on Today, to be filed."),
        Doubt.UNKNOWN: _("Nobody here is called “{text}”. It can be kept all the same and filed later."),
        Doubt.SEVERAL: _("Which “{text}”?"),
        Doubt.DAY: _("“{text}” is no day I know; it stays among the words."),
        Doubt.AHEAD: _("“{text}” is still to come; this is noted for the day above."),
    }
    return sentences[unclear.doubt].format(text=unclear.text)
