"""What has changed since the day: how the ratings moved, counted, and the summary that goes back to everybody."""

from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.domain.asking_again import ANSWERED_NOTE, Round, answered
from desktop.domain.consent import repeats, withheld
from desktop.domain.ratings import Counts, ratings
from desktop.domain.workshop import Room
from desktop.domain.workshop_dates import ticked
from desktop.plan import workshop_after, workshop_day
from desktop.ui.inspector.fields import Text
from desktop.ui.inspector.parts import Prose, asked
from desktop.ui.session import Session
from desktop.ui.widgets import GRID, Card, button, column, label, row
from desktop.ui.workshop.phrases import side_of
from desktop.words import _, ngettext, rated_words

_PARTS = ("signs", "unchanged", "wishes")


class RatingsCard(Card):
    """Rose, same, fell, with the number who answered; by organisation only where P10 allows it."""

    def __init__(self) -> None:
        super().__init__(_("Before and after"))
        self.said = Prose("", "dim")
        self._table = QWidget()
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(4 * GRID)
        self._grid.setColumnStretch(0, 1)
        self._table.setLayout(self._grid)
        for part in (self.said, self._table):
            self.body.addWidget(part)

    def show_room(self, room: Room) -> None:
        """The counts as the file has them now."""
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        found = ratings(room.workshop) if room.workshop else None
        self._table.setVisible(bool(found and found.all))
        if found is None or not found.all:
            self.said.say(_("Too few have rated both times to say anything of it."))
            return
        sides = dict(found.by_organisation)
        self.said.say(
            ""
            if sides
            else _("Counted for all together: with so few, a count by organisation would tell who said what.")
        )
        self._head()
        self._lines("", found.all)
        for side, counts in sides.items():
            self._lines(side_of(room, side), counts)

    def _head(self) -> None:
        for n, words in enumerate((_("rose"), _("same"), _("fell"), _("answered")), 1):
            self._grid.addWidget(label(words, "dim"), 0, n)

    def _lines(self, heading: str, counts: object) -> None:
        known: dict[str, Counts] = dict(counts) if isinstance(counts, dict) else {}
        if heading:
            self._grid.addWidget(label(heading, "heading"), self._grid.rowCount(), 0)
        for rated, words in rated_words().items():
            if (c := known.get(rated)) is None:
                continue
            at = self._grid.rowCount()
            self._grid.addWidget(Prose(words), at, 0)
            for n, (value, role) in enumerate(
                ((c.rose, "good"), (c.same, ""), (c.fell, "amber"), (c.answered, "dim")), 1
            ):
                self._grid.addWidget(label(str(value), role if value else "dim"), at, n)


class SummaryCard(Card):
    """Signs, what did not change, wishes: a line each, in the facilitator's words."""

    def __init__(self, session: Session) -> None:
        super().__init__(_("The summary, for everybody"))
        self._session = session
        self._said: tuple[str, ...] = ()
        words = {
            "signs": _("Signs that something has shifted"),
            "unchanged": _("What is as it was, or worse"),
            "wishes": _("What people wish for next"),
        }
        self.fields = {
            name: Text(words[name], lambda text, name=name: self._put(name, text), lines=(2, 8)) for name in _PARTS
        }
        self.note, self.wrong = Prose("", "dim"), Prose("", "amber")
        self.sent = button("")
        self.sent.clicked.connect(self._tick)
        self.paper = button(_("Evaluation…"))
        self.body.addWidget(
            Prose(
                _("One line each, in your words: what was told as a theme is paraphrased and without names."), "small"
            )
        )
        for name, field in self.fields.items():
            self.body.addLayout(asked(words[name], field))
        for part in (self.note, self.wrong):
            self.body.addWidget(part)
        self.body.addLayout(column(row(self.paper, self.sent, None)))

    def show_room(self, room: Room) -> None:
        """The summary as the file has it now."""
        workshop, editable = room.workshop, self._session.editable
        done = workshop.evaluation if workshop else None
        summary = done.summary if done else None
        texts = {name: getattr(summary, name) if summary else () for name in _PARTS}
        for name, field in self.fields.items():
            field.show_text("\n".join(texts[name]))
            field.setReadOnly(not editable)
        n, total = answered(room, Round.WEEKS), len(room.participants)
        few = total and n < ANSWERED_NOTE * total
        self.note.say(
            ngettext(
                "{n} of {all} answered; a summary carries better from two thirds on.",
                "{n} of {all} answered; a summary carries better from two thirds on.",
                n,
            ).format(n=n, all=total)
            if few
            else ""
        )
        said = withheld(workshop) if workshop else ()
        kept_back = [text for texts_ in texts.values() for text in texts_ if repeats(text, said)]
        self.wrong.say(
            _("Somebody’s own words, which stay here until they are paraphrased: {text}").format(text=kept_back[0])
            if kept_back
            else ""
        )
        sent = workshop is not None and "summary" in set(ticked(workshop))
        self.sent.setText(_("It was sent ✓") if sent else _("It was sent to everybody"))
        self.sent.setEnabled(editable and not sent)

    def _put(self, name: str, text: str) -> bool:
        lines = tuple(line.strip() for line in text.splitlines() if line.strip())
        plan = self._session.plan
        return self._session.do(lambda: workshop_after.summarise(plan, **{name: lines}))

    def _tick(self) -> None:
        plan, on = self._session.plan, self._session.today()
        self._session.do(lambda: workshop_day.tick_step(plan, "summary", True, on=on))
