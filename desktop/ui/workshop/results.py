"""What came of it, told on one page: situation, what was done, what came of it; words only of those who agreed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from desktop.domain import records as r
from desktop.domain.asking_again import may_be_quoted
from desktop.domain.consent import repeats, withheld
from desktop.domain.workshop import Room
from desktop.plan import workshop_after
from desktop.ui.inspector.fields import Text
from desktop.ui.inspector.parts import Cards, Prose, asked
from desktop.ui.session import Session
from desktop.ui.text_size import sized
from desktop.ui.widgets import GRID, Card, button, column, named, row
from desktop.ui.workshop.feed import WorkshopFeed
from desktop.ui.workshop.page import WorkshopPage
from desktop.ui.workshop.phrases import name_of
from desktop.words import _

_PARTS = ("situation", "solution", "result")
_WIDEST = 860


class QuoteLine(QWidget):
    """Words that may be quoted: on the page, or not."""

    def __init__(self, screen: "ResultsScreen") -> None:
        super().__init__()
        self._screen = screen
        self._quote: r.Quote | None = None
        self.told = QCheckBox()
        self.told.clicked.connect(self._tick)
        self.words, self.who = Prose(""), Prose("", "dim")
        line = row(self.told)
        line.addLayout(column(self.words, self.who, gap=0), 1)
        self.setLayout(line)

    def show_quote(self, quote: r.Quote, room: Room) -> None:
        """The quote, and whether it stands on the page."""
        self._quote = quote
        name = name_of(room, quote.person)
        self.words.say(f"“{quote.text}”")
        self.who.say(name)
        named(self.told, _("Quote {name}: {words}").format(name=name, words=quote.text[:60]))
        told = room.workshop.results.quotes if room.workshop and room.workshop.results else ()
        self.told.setChecked(quote in told)
        self.told.setEnabled(self._screen.session.editable)

    def _tick(self) -> None:
        if self._quote is not None and not self._screen.quote(self._quote, self.told.isChecked()):
            self.told.setChecked(not self.told.isChecked())


class ResultsScreen(WorkshopPage):
    """Every field saves itself."""

    paper_wanted = Signal(str)

    def __init__(self, session: Session, feed: WorkshopFeed) -> None:
        super().__init__(
            session,
            feed,
            _("What came of it"),
            _("What changed, told to everybody; words only of those who agreed."),
        )
        words = {
            "situation": _("The situation"),
            "solution": _("What was done"),
            "result": _("What came of it"),
        }
        hints = {
            "situation": _("What was hard between the two, before."),
            "solution": _("Who met, how it was prepared, what they did."),
            "result": _("What is different now, what is not, and how anybody can see it."),
        }
        self.fields = {
            name: Text(words[name], lambda text, name=name: self._put(name, text), hints[name], lines=(2, 12))
            for name in _PARTS
        }
        self.wrong = Prose("", "amber")
        story = Card(_("One page: situation, what was done, what came of it"))
        sized(story, most=_WIDEST)
        for name, field in self.fields.items():
            story.body.addLayout(asked(words[name], field))
        story.body.addWidget(self.wrong)
        self.paper = button(_("Results…"))
        self.paper.clicked.connect(lambda: self.paper_wanted.emit("results"))
        self.evaluation = button(_("Summary of the calls…"))
        self.evaluation.clicked.connect(lambda: self.paper_wanted.emit("evaluation"))
        story.body.addLayout(row(self.paper, self.evaluation, None))
        said = Card(_("In their own words"))
        sized(said, most=_WIDEST)
        self.about_quotes = Prose("", "dim")
        self.quotes: Cards[r.Quote, QuoteLine] = Cards(lambda _quote: QuoteLine(self), self._show_quote, gap=2 * GRID)
        said.body.addWidget(self.about_quotes)
        said.body.addWidget(self.quotes)
        for card in (story, said):
            line = row(card, gap=0)
            line.setStretch(0, 1000)
            line.addStretch(1)
            self.body.addLayout(line)
        self.body.addStretch(1)

    def first_field(self) -> QWidget | None:
        """Where the telling begins."""
        return self.fields["situation"]

    def show_room(self, room: Room) -> None:
        """Show the workshop as the file has it now."""
        workshop = room.workshop
        told = workshop.results if workshop else None
        texts = {name: getattr(told, name) if told else "" for name in _PARTS}
        for name, field in self.fields.items():
            field.show_text(texts[name])
            field.setReadOnly(not self.session.editable)
        said = withheld(workshop) if workshop else ()
        self.wrong.say(
            _("There are somebody’s own words in it: the page leaves that part out until they are paraphrased.")
            if any(repeats(text, said) for text in texts.values())
            else ""
        )
        consented = dict.fromkeys(
            (*(q for q in (told.quotes if told else ()) if q.consent), *(may_be_quoted(workshop) if workshop else ()))
        )
        self.about_quotes.say(
            _("Tick what is to stand on the page, with the name.")
            if consented
            else _("Nobody’s words may be quoted yet. In a call, F4 marks an answer that may.")
        )
        self.quotes.show_items([((quote.person, quote.text), quote) for quote in consented])

    def quote(self, quote: r.Quote, told: bool) -> bool:
        """Put words on the page, or take them off it."""
        workshop, plan = self.feed.room.workshop, self.session.plan
        quotes = workshop.results.quotes if workshop and workshop.results else ()
        after = (*(each for each in quotes if each != quote), *((quote,) if told else ()))
        return self.session.do(lambda: workshop_after.tell(plan, quotes=after))

    def _show_quote(self, line: QuoteLine, quote: r.Quote) -> None:
        line.show_quote(quote, self.feed.room)

    def _put(self, name: str, text: str) -> bool:
        plan = self.session.plan
        return self.session.do(lambda: workshop_after.tell(plan, **{name: text}))
