"""One waiting person, and the five answers to how near they are."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QSizePolicy

from desktop.domain.tiers import TIERS
from desktop.plan.sorting import Waiting
from desktop.report.days import said_day
from desktop.report.names import in_both_scripts
from desktop.ui.inspector.parts import Short
from desktop.ui.palette import LIGHT
from desktop.ui.people.group_choice import GroupChoice
from desktop.ui.session import Session
from desktop.ui.text_size import sized
from desktop.ui.widgets import GRID, Avatar, FlowRow, changed_palette, chip, column, label, named, row
from desktop.words import _, tier_tests, tier_words


class Answer(QPushButton):
    """One tier: its key, its name, its test. The space bar is for the card, Enter and a click are for the button."""

    def __init__(self, number: int, name: str, test: str) -> None:
        super().__init__()
        self.setProperty("role", "answer")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAutoDefault(False)
        named(self, f"{number}: {name}, {test}")
        self.parts = label(str(number), "answer"), label(name, "heading", wrap=True), label(test, "small", wrap=True)
        for part in self.parts:
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        inside = column(*self.parts, None, gap=2)
        inside.setContentsMargins(GRID, 3 * GRID, GRID, 3 * GRID)
        self.setLayout(inside)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        inside = self.layout()
        return inside.totalHeightForWidth(width) if inside is not None else super().heightForWidth(width)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
        else:
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        event.ignore()


class PersonCard(QFrame):
    """Who it is, and what can be said of them. It says what was answered and changes nothing."""

    answered = Signal(str)
    """A tier id."""
    not_now = Signal()
    back = Signal()
    group_chosen = Signal(object)
    """int | None: the group chosen for who is shown."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._session = session
        self.shown: Waiting | None = None
        self.disc = Avatar(64)
        self.name = Short("", "person")
        self.role = Short("", "dim")
        self.more = Short("", "small")
        self.note = Short("", "quote")
        who = row(self.disc, gap=4 * GRID)
        who.addLayout(column(None, self.name, self.role, self.more, None, gap=2), 1)
        tests = tier_tests()
        self.answers = [Answer(n, words, tests[tier]) for n, (tier, words) in enumerate(tier_words().items(), 1)]
        self._five = five = row(*self.answers)
        for n, each in enumerate(self.answers):
            five.setStretch(n, 1)
            each.clicked.connect(lambda _checked=False, n=n: self.answered.emit(TIERS[n]))
        self.groups = GroupChoice(session)
        self.groups.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        sized(self.groups, least=180)
        self.groups.box.activated.connect(lambda _: self._tell_group())
        self.groups.made.connect(self._tell_group)
        self.key = chip(_("K  Key relationship"))
        self.later = chip(_("Space  Not now"), checkable=False)
        self.earlier = chip(_("Backspace  Back"), checkable=False)
        for each in (self.key, self.later, self.earlier):
            each.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            each.installEventFilter(self)
        self.later.clicked.connect(self.not_now)
        self.earlier.clicked.connect(self.back)
        self._group_key: QLabel = label(_("G  Group"), "dim")
        self._group_key.setBuddy(self.groups)
        more = FlowRow(self._group_key, self.groups, self.key, self.later, self.earlier, gap=2 * GRID)
        self._all = column(who, self.note, 3 * GRID, label(_("How near are you?"), "question"), five, GRID, more, None)
        self.setLayout(self._all)

    def stand_close(self, close: bool) -> None:
        """Leave less room around everything."""
        edge = (4 if close else 7) * GRID
        self._all.setContentsMargins(edge, edge, edge, edge)
        self._five.setSpacing(GRID if close else 2 * GRID)

    def show_person(self, person: Waiting, back: bool) -> None:
        """Ask about a person. `back`: whether there is somebody to go back to."""
        if self.shown is None or self.shown.id != person.id:
            self.key.setChecked(False)
        self.shown = person
        self.name.say(in_both_scripts(person.name, person.name_latin) or _("(no name)"))
        self.role.say(" · ".join(part for part in (person.role, person.organisation) if part))
        since = said_day(person.known_since, self._session.today())
        known = _("Known since {day}").format(day=since) if since else ""
        self.more.say(" · ".join(part for part in (known, *person.tags) if part))
        self.note.say(person.note)
        self.groups.choose(person.group)
        self.earlier.setEnabled(back)
        self._colour()
        self.setAccessibleName(self.name.whole)
        self.setAccessibleDescription(
            ". ".join(part for part in (self.role.whole, self.more.whole, _("How near are you?")) if part)
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._take(event):
            super().keyPressEvent(event)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """The keys mean the same wherever the keyboard stands on the card."""
        return isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._take(event)

    def _take(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or (event.isAutoRepeat() and key != _SKIP):
            return False
        if Qt.Key.Key_1 <= key <= Qt.Key.Key_5:
            self.answered.emit(TIERS[key - Qt.Key.Key_1])
        elif key == _SKIP:
            self.not_now.emit()
        elif key == Qt.Key.Key_Backspace:
            self.back.emit()
        elif key == Qt.Key.Key_K:
            self.key.toggle()
        elif key == Qt.Key.Key_G:
            self.groups.box.showPopup()
        else:
            return False
        return True

    def _tell_group(self) -> None:
        if self.groups.currentWidget() is self.groups.box:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            if self.shown is not None and self.groups.group != self.shown.group:
                self.group_chosen.emit(self.groups.group)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if changed_palette(event):
            self._colour()

    def _colour(self) -> None:
        if self.shown is not None:
            number = self.shown.group_number
            # The light colours carry white letters in both themes.
            colour = LIGHT.dim if number is None else LIGHT.groups[number % len(LIGHT.groups)]
            self.disc.show_person(self.shown.name, colour)


_SKIP = Qt.Key.Key_Space
