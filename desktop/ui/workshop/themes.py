"""Themes: what may be told, without names; phrases marked in it, gathered under hopes and concerns, in other words."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QWidget

from desktop.domain import records as r
from desktop.domain import workshop_themes as themes_
from desktop.domain.workshop import Room
from desktop.domain.workshop_dates import step_key
from desktop.domain.workshop_people import Said, tellable, untold
from desktop.domain.workshop_themes import Flaw, flaw
from desktop.plan import workshop_edits
from desktop.ui.inspector.fields import Choice, Line, Text
from desktop.ui.inspector.parts import Cards, Prose
from desktop.ui.session import Session
from desktop.ui.widgets import GRID, Card, button, column, label, named, row
from desktop.ui.workshop.beside import Beside
from desktop.ui.workshop.feed import WorkshopFeed
from desktop.ui.workshop.page import WorkshopPage
from desktop.ui.workshop.phrases import questions
from desktop.words import _, ngettext

_EMPTY = r.Themes((), ())
Change = Callable[[Callable[[r.Themes], r.Themes]], bool]
"""Changes the themes from how they are; says whether that was kept."""


class SayingText(Text):
    """Something said, to be read; M marks what is selected in it, or all of it."""

    marked = Signal(str)

    def __init__(self) -> None:
        super().__init__(_("Something said"), lambda _text: False, role="plain", lines=(1, 8))
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )

    def selected(self) -> str:
        """The words selected, all of them where none are."""
        words = self.textCursor().selectedText().replace("\u2029", " ").strip()
        return words or self.toPlainText().strip()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_M and not event.modifiers():
            self.marked.emit(self.selected())
        else:
            super().keyPressEvent(event)


class Saying(QWidget):
    """One answer that may be told, with the way to mark a phrase of it; whose it is is not shown."""

    def __init__(self, change: Change) -> None:
        super().__init__()
        self._change = change
        self._said: Said | None = None
        self.question = Prose("", "small")
        self.text = SayingText()
        self.text.marked.connect(self._mark)
        self.mark = button(_("Mark"), "link", hint=_("M: the words selected, or all of it"))
        self.mark.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.mark.clicked.connect(lambda: self._mark(self.text.selected()))
        line = row(self.text, self.mark)
        line.setStretch(0, 1)
        self.setLayout(column(self.question, line, gap=0))

    def show_said(self, said: tuple[Said, str]) -> None:
        """The answer; the question above it where it is the first to it."""
        self._said, words = said
        self.question.say(words)
        self.text.show_text(self._said.text)

    def _mark(self, words: str) -> None:
        said = self._said
        if said is not None and words:
            phrase = r.Phrase(said.person, said.question, words, None)
            self._change(lambda it: themes_.marked(it, phrase))


class Marked(NamedTuple):
    """A marked phrase, and the themes it could go under: words to words."""

    phrase: r.Phrase
    under: dict[str, str]


class PhraseLine(QWidget):
    """A marked phrase with the theme it is gathered under."""

    def __init__(self, change: Change) -> None:
        super().__init__()
        self._change = change
        self._phrase: r.Phrase | None = None
        self.text = Prose("", "dim")
        self.under = Choice(_("Gather under"), {}, self._gather, _("gather under…"))
        self.away = button("×", "link", hint=_("Take the mark away"))
        self.away.clicked.connect(self._drop)
        line = row(self.text, self.under, self.away)
        line.setStretch(0, 3)
        line.setStretch(1, 2)
        self.setLayout(line)

    def show_phrase(self, said: Marked) -> None:
        """The phrase, and what it can go under."""
        self._phrase = said.phrase
        self.text.say(f"“{said.phrase.text}”")
        self.under.offer(said.under, _("gather under…"))
        self.under.show_value(said.phrase.theme if said.phrase.theme in said.under else None)
        named(self.under, _("Gather under: {words}").format(words=said.phrase.text))
        named(self.away, _("Take the mark away: {words}").format(words=said.phrase.text))

    def _gather(self, theme: str | None) -> bool:
        phrase = self._phrase
        return phrase is not None and self._change(lambda it: themes_.gathered(it, phrase, theme))

    def _drop(self) -> None:
        phrase = self._phrase
        if phrase is not None:
            self._change(lambda it: themes_.unmarked(it, phrase))


class Theme(NamedTuple):
    """A theme with how many phrases of how many people it rests on, and what is wrong with it."""

    kind: str
    text: str
    phrases: int
    people: int
    flaw: Flaw | None


class ThemeLine(QWidget):
    """A theme in the facilitator's words."""

    def __init__(self, change: Change) -> None:
        super().__init__()
        self._change = change
        self._theme = Theme("hopes", "", 0, 0, None)
        self.text = Text(_("Theme"), self._reword, role="", lines=(1, 4))
        self.rests, self.wrong = Prose("", "small"), Prose("", "amber")
        self.away = button("×", "link", hint=_("Take the theme away"))
        self.away.clicked.connect(self._drop)
        line = row(self.text, self.away)
        line.setStretch(0, 1)
        self.setLayout(column(line, self.rests, self.wrong, gap=GRID // 2))

    def show_theme(self, theme: Theme) -> None:
        """The theme as the file has it now."""
        self._theme = theme
        self.text.show_text(theme.text)
        people = ngettext("{n} person", "{n} people", theme.people).format(n=theme.people)
        phrases = ngettext("{n} phrase", "{n} phrases", theme.phrases).format(n=theme.phrases)
        self.rests.say(f"{phrases} · {people}" if theme.phrases else "")
        self.wrong.say(
            {
                Flaw.OWN_WORDS: _("These are somebody’s own words: say it in others. Until then it is on no paper."),
                Flaw.NAME: _("This names somebody: say it without."),
                None: "",
            }[theme.flaw]
        )
        named(self.away, _("Take the theme away: {words}").format(words=theme.text))

    def _reword(self, text: str) -> bool:
        kind, before = self._theme.kind, self._theme.text
        return self._change(lambda it: themes_.reworded(it, kind, before, text))

    def _drop(self) -> None:
        kind, text = self._theme.kind, self._theme.text
        self._change(lambda it: themes_.removed(it, kind, text))


class ThemesScreen(WorkshopPage):
    """What was said on the left, what is made of it on the right."""

    paper_wanted = Signal(str)

    def __init__(self, session: Session, feed: WorkshopFeed) -> None:
        super().__init__(
            session,
            feed,
            _("Themes"),
            _("Mark phrases in what was said (M), gather them under hopes and concerns, and say each in other words."),
        )
        self.sayings: Cards[tuple[Said, str], Saying] = Cards(
            lambda _said: Saying(self._revise), Saying.show_said, gap=GRID
        )
        self.untold, self.nothing = Prose("", "small"), Prose("", "dim")
        self.waiting: Cards[Marked, PhraseLine] = Cards(lambda _m: PhraseLine(self._revise), PhraseLine.show_phrase)
        self.waiting_heading = label(_("Marked, not gathered yet"), "heading")
        self.lines: dict[str, Cards[Theme, ThemeLine]] = {}
        self.new: dict[str, Line] = {}
        self.gathered: dict[str, Cards[Marked, PhraseLine]] = {}
        self.page = button(_("One page to send…"))
        self.page.clicked.connect(lambda: self.paper_wanted.emit("themes"))
        self.sent = QCheckBox(_("sent to all"))
        self.sent.clicked.connect(self._send)
        said = Card(_("What may be told, without names"))
        for part in (self.nothing, self.sayings, self.untold):
            said.body.addWidget(part)
        made = Card()
        made.body.addWidget(self.waiting_heading)
        made.body.addWidget(self.waiting)
        heads = {
            "hopes": (_("Hopes"), _("a hope, in your own words")),
            "concerns": (_("Concerns"), _("a concern, in your own words")),
        }
        for kind, (heading, hint) in heads.items():
            self.lines[kind] = Cards(lambda _theme: ThemeLine(self._revise), ThemeLine.show_theme)
            self.gathered[kind] = Cards(lambda _m: PhraseLine(self._revise), PhraseLine.show_phrase, gap=GRID)
            self.new[kind] = Line(hint, lambda _text: True, hint, adds=True)
            self.new[kind].returnPressed.connect(lambda kind=kind: self.add(kind))
            made.body.addWidget(label(heading, "heading"))
            made.body.addWidget(self.lines[kind])
            made.body.addWidget(self.new[kind])
            made.body.addWidget(self.gathered[kind])
        made.body.addLayout(row(self.page, self.sent, None))
        self.body.addWidget(Beside(column(said, None, gap=0), column(made, None, gap=0)))
        self.body.addStretch(1)

    def first_field(self) -> QWidget | None:
        """The line for a hope."""
        return self.new["hopes"]

    def show_room(self, room: Room) -> None:
        """Show the themes as the file has them now."""
        workshop = room.workshop
        interviews = workshop.interviews if workshop else ()
        themes = (workshop.themes if workshop else None) or _EMPTY
        said = tellable(interviews)
        bank = {q.id: q.text for q in questions(room, "A", None)}
        shown: list[tuple[object, tuple[Said, str]]] = []
        before = ""
        for each in said:
            shown.append(
                (
                    (each.person, each.question),
                    (each, bank.get(each.question, each.question) if each.question != before else ""),
                )
            )
            before = each.question
        self.sayings.show_items(shown)
        self.nothing.say("" if said else _("Nothing yet: an answer comes here once it may be told as a theme."))
        kept = untold(interviews)
        self.untold.say(
            ngettext(
                "{n} answer stays between the two of you.", "{n} answers stay between the two of you.", kept
            ).format(n=kept)
            if kept
            else ""
        )
        under = {text: text for kind in themes_.KINDS for text in themes_.texts(themes, kind)}
        waiting = [p for p in themes.phrases if p.theme not in under]
        self._phrases(self.waiting, waiting, under)
        self.waiting_heading.setVisible(bool(waiting))
        for kind in themes_.KINDS:
            found = themes_.texts(themes, kind)
            self.lines[kind].show_items([(n, self._theme(room, themes, kind, text)) for n, text in enumerate(found)])
            self._phrases(self.gathered[kind], [p for p in themes.phrases if p.theme in found], under)
            self.new[kind].setReadOnly(not self.session.editable)
        steps = workshop.timeline if workshop else ()
        step = next((step for step in steps if step_key(step.step) == "themes"), None)
        self.sent.setVisible(step is not None)
        self.sent.setEnabled(self.session.editable)
        self.sent.setChecked(step is not None and step.done)

    @staticmethod
    def _theme(room: Room, themes: r.Themes, kind: str, text: str) -> Theme:
        phrases = [p for p in themes.phrases if p.theme == text]
        return Theme(kind, text, len(phrases), len({p.person for p in phrases}), flaw(text, room))

    @staticmethod
    def _phrases(cards: Cards[Marked, PhraseLine], phrases: list[r.Phrase], under: dict[str, str]) -> None:
        cards.show_items([((p.person, p.question, p.text), Marked(p, under)) for p in phrases])

    def add(self, kind: str) -> None:
        """Keep what is typed as a theme."""
        line = self.new[kind]
        text = line.text().strip()
        if text and self._revise(lambda it: themes_.added(it, kind, text)):
            line.clear()
            line.forget()

    def _revise(self, change: Callable[[r.Themes], r.Themes]) -> bool:
        plan = self.session.plan
        return self.session.do(lambda: workshop_edits.change_themes(plan, change))

    def _send(self) -> None:
        workshop, plan, done = self.feed.room.workshop, self.session.plan, self.sent.isChecked()
        steps = workshop.timeline if workshop else ()
        at = next((n for n, step in enumerate(steps) if step_key(step.step) == "themes"), None)
        if at is not None:
            self.session.do(lambda: workshop_edits.tick(plan, at, done))
