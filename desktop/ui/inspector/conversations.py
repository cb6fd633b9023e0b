"""What took place with somebody: the Conversations tab."""

from PySide6.QtWidgets import QWidget

from desktop.domain import records as r
from desktop.ui.inspector.about import About
from desktop.ui.inspector.conversation_form import ConversationForm, new_conversation
from desktop.ui.inspector.days import in_short
from desktop.ui.inspector.fields import settle
from desktop.ui.inspector.parts import Cards, ClickCard, Prose
from desktop.ui.inspector.phrases import conversation_line
from desktop.ui.inspector.record_form import end, others
from desktop.ui.inspector.tab import Tab
from desktop.ui.session import Session
from desktop.ui.widgets import button, column, row
from desktop.words import _


class ConversationCard(QWidget):
    """A conversation as a card; opened, it is the form."""

    def __init__(self, tab: Tab, talk: r.Conversation) -> None:
        super().__init__()
        self._tab = tab
        self.line = Prose("", "small")
        self.summary = Prose()
        self.promises = Prose("", "small")
        self.card = ClickCard(self.line, self.summary, self.promises)
        self.form: ConversationForm | None = None
        self._talk = talk
        self.card.opened.connect(lambda: self.open(True))
        self._column = column(self.card, gap=0)
        self.setLayout(self._column)

    def show_talk(self, talk: r.Conversation) -> None:
        """The conversation as the plan has it now."""
        self._talk = talk
        about = self._tab.about
        if about is None:
            return
        line = conversation_line(talk, about)
        self.line.say(line if talk.two_way else _("{when}, one way").format(when=line))
        self.summary.say(talk.summary or _("(nothing noted)"))
        self.promises.say("\n".join(_promise(promise, about) for promise in talk.promises))
        self.card.setAccessibleName(f"{line}: {talk.summary}")
        if self.form is not None:
            self.form.show_record(talk)

    def open(self, opened: bool) -> None:
        """Show the form, or the card."""
        if opened and self.form is None:
            self.form = ConversationForm(self._tab, self._talk, draft=False)
            self.form.closed.connect(lambda: self.open(False))
            self._column.addWidget(self.form)
            self.form.show()
        if self.form is not None:
            self.card.setVisible(not opened)
            self.form.setVisible(opened)
            (self.form.summary if opened else self.card).setFocus()


def _promise(promise: r.Promise, about: About) -> str:
    said = _("They promised: {what}") if promise.theirs else _("Promised: {what}")
    line = said.format(what=promise.text)
    if promise.done:
        return _("{what}, kept {day}").format(what=line, day=in_short(promise.done, about.today))
    if promise.due:
        return _("{what}, by {day}").format(what=line, day=in_short(promise.due, about.today))
    return line


class Conversations(Tab):
    """All conversations with the person, latest first, and a new one on top."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.add = button(_("Note a conversation"), "link")
        self.add.clicked.connect(lambda: self.begin())
        self.none = Prose(_("Nothing noted yet."), "dim")
        self.draft: ConversationForm | None = None
        self._drafts = column()
        self.cards: Cards[r.Conversation, ConversationCard] = Cards(
            lambda talk: ConversationCard(self, talk), ConversationCard.show_talk
        )
        self.body.addLayout(row(self.add, None))
        self.body.addLayout(self._drafts)
        self.body.addWidget(self.none)
        self.body.addWidget(self.cards)
        self.body.addStretch(1)

    def show_about(self, about: About | None) -> None:
        """Show a person's conversations as the plan has them now."""
        super().show_about(about)
        if about is None:
            self._end_draft()
            return
        shown = others(self.draft, about.conversations, self._end_draft)
        self.cards.show_items([(talk.id, talk) for talk in shown])
        self.none.setVisible(not about.conversations)

    def begin(self, talk: r.Conversation | None = None) -> None:
        """Begin a conversation of today, or go on with `talk`; it is added with its first words."""
        if self.about is None:
            return
        if talk is not None:
            if self.draft is not None:
                settle(self.draft)
            self._end_draft()
        if self.draft is None:
            person = self.about.person
            if talk is None:
                talk = new_conversation(person.id, self.today().isoformat(), person.preferred_channel or "meeting")
            self.draft = ConversationForm(self, talk, draft=True)
            self.draft.closed.connect(self._end_draft)
            self._drafts.addWidget(self.draft)
            self.draft.show()
            self.add.hide()
        self.verticalScrollBar().setValue(0)
        self.draft.summary.setFocus()

    def _end_draft(self) -> None:
        self.add.show()
        if self.draft is not None:
            gone, self.draft = self.draft, None
            self.show_about(self.about)
            card = self.cards.of(gone.record.id)
            end(gone, card.card if card else self.add)
