"""The other person's side: a page filled in as they would, and two questions handed to them with their answer."""

from dataclasses import replace

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from desktop.domain import records as r
from desktop.plan import edits
from desktop.ui.inspector.about import About
from desktop.ui.inspector.days import in_words
from desktop.ui.inspector.fields import Text
from desktop.ui.inspector.parts import Prose, asked
from desktop.ui.inspector.tab import Tab
from desktop.ui.widgets import GRID, Card, button, column, label, row
from desktop.words import _


class TheirChairPage(QWidget):
    """One page as the other person: what I cost them, what they would say of me, what they hope for."""

    def __init__(self, tab: Tab) -> None:
        super().__init__()
        self._tab = tab
        self.said = Prose("", "dim")
        self.cost = self._field("cost", _("What do I cost them?"))
        self.would_say = self._field("would_say", _("What would they say of me?"))
        self.hopes = self._field("hopes", _("What do they hope for?"))
        self.day = Prose("", "small")
        body = column(self.said, gap=3 * GRID)
        for field in (self.cost, self.would_say, self.hopes):
            body.addLayout(asked(field.accessibleName(), field))
        body.addWidget(self.day)
        self.setLayout(body)

    def show_about(self, about: About) -> None:
        """The page as the plan has it now."""
        page = about.person.their_chair
        self.said.say(
            _("Sit down in {name}’s place for a moment, and answer as they would.").format(name=about.first_name)
        )
        for name, field in (("cost", self.cost), ("would_say", self.would_say), ("hopes", self.hopes)):
            field.show_text(getattr(page, name) or "" if page else "")
        self.day.say(_("Filled in on {day}.").format(day=in_words(page.date, about.today)) if page else "")

    def _field(self, name: str, question: str) -> Text:
        return Text(question, lambda text: self._put(**{name: text or None}), _("as they would put it"), lines=(1, 6))

    def _put(self, **values: str | None) -> bool:
        about = self._tab.about
        if about is None:
            return False
        today = self._tab.today().isoformat()
        page = about.person.their_chair or r.TheirChair(today, None, None, None)
        page = replace(page, date=today, **values)
        kept = page if page.cost or page.would_say or page.hopes else None
        return self._tab.edit(
            lambda plan, about: edits.change(plan, r.Contact, about.person.id, about.person.name, their_chair=kept)
        )


class AskThemPage(QWidget):
    """Two questions to hand to the person, as a text to copy, and what they answered."""

    def __init__(self, tab: Tab) -> None:
        super().__init__()
        self._tab = tab
        self.card = Card(role="quote")
        self.words = Prose()
        self.card.body.addWidget(self.words)
        self.copy = button(_("Copy the card"), hint=_("To hand over or to send yourself; nothing is sent from here"))
        self.copy.clicked.connect(self._copy)
        self.asked = button(_("I have asked them"), "link", hint=_("Notes today as the day"))
        self.asked.clicked.connect(lambda: self._put())
        # Beside the buttons: what is noted there moves no field.
        self.day = label("", "small", wrap=True)
        self.keep_doing = self._field("keep_doing", _("What should I keep doing?"))
        self.change = self._field("change", _("What should I change?"))
        line = row(self.copy, self.asked, self.day)
        line.setStretchFactor(self.day, 1)
        body = column(self.card, line, gap=3 * GRID)
        for field in (self.keep_doing, self.change):
            body.addLayout(asked(field.accessibleName(), field))
        self.setLayout(body)

    def show_about(self, about: About) -> None:
        """The card and the answer as the plan has them now."""
        said = about.person.ask_them
        self.words.say(self._text(about))
        self.keep_doing.show_text((said.keep_doing if said else None) or "")
        self.change.show_text((said.change if said else None) or "")
        days: list[str] = []
        if said is not None:
            days.append(_("Asked on {day}.").format(day=in_words(said.asked, about.today)))
            if said.answered:
                days.append(_("Answered on {day}.").format(day=in_words(said.answered, about.today)))
        self.day.setText(" ".join(days))
        self.asked.setVisible(said is None)

    def _text(self, about: About) -> str:
        return "\n".join(
            (
                _("{name}, two questions about our work together:").format(name=about.first_name),
                _("1. What should I keep doing?"),
                _("2. What should I change?"),
                _("A sentence for each is plenty, and you may leave either out. Thank you."),
            )
        )

    def _copy(self) -> None:
        about = self._tab.about
        if about is None:
            return
        QGuiApplication.clipboard().setText(self._text(about))
        self._tab.session.said.emit(_("The card is copied. Nothing is noted until you say that you asked."))

    def _field(self, name: str, question: str) -> Text:
        return Text(question, lambda text: self._put(**{name: text or None}), _("their words"), lines=(1, 6))

    def _put(self, **values: str | None) -> bool:
        about = self._tab.about
        if about is None:
            return False
        today = self._tab.today().isoformat()
        said = about.person.ask_them or r.AskThem(today, None, None, None)
        said = replace(said, **values)
        answered = (said.answered or today) if said.keep_doing or said.change else None
        said = replace(said, answered=answered)
        return self._tab.edit(
            lambda plan, about: edits.change(plan, r.Contact, about.person.id, about.person.name, ask_them=said)
        )
