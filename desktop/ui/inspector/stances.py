"""P14: where somebody stands on a named topic, as a sentence with its reason; apart from how near they are."""

from PySide6.QtWidgets import QWidget

from desktop.domain import records as r
from desktop.domain.stances import latest
from desktop.plan import read, stance_edits
from desktop.ui.inspector.about import About
from desktop.ui.inspector.days import in_words
from desktop.ui.inspector.fields import Choice, Line, Text, forget
from desktop.ui.inspector.parts import Cards, ClickCard, Form, Prose
from desktop.ui.inspector.tab import Tab
from desktop.ui.widgets import GRID, button, column, row
from desktop.words import _

_OTHER = 0


def stance_words() -> dict[str, str]:
    """The stances, as one chooses them."""
    return {
        "champion": _("speaks up for it"),
        "supporter": _("supports it"),
        "neutral": _("is undecided"),
        "critic": _("has objections"),
        "blocker": _("stands against it"),
        "unknown": _("I do not know"),
    }


def stance_sentence(value: str, topic: str, reason: str | None) -> str:
    """ "Has objections to phased handover, because it came as a finished paper"."""
    said = {
        "champion": _("Speaks up for “{topic}”"),
        "supporter": _("Supports “{topic}”"),
        "neutral": _("Is undecided about “{topic}”"),
        "critic": _("Has objections to “{topic}”"),
        "blocker": _("Stands against “{topic}”"),
    }.get(value, _("On “{topic}”: not known yet")).format(topic=topic)
    return _("{stance}, because {reason}").format(stance=said, reason=reason) if reason else said


class _Standing(ClickCard):
    """One topic: the sentence, and what it was before."""

    def __init__(self) -> None:
        self.said = Prose()
        self.before = Prose("", "small")
        super().__init__(self.said, self.before)


class Stances(QWidget):
    """The topics on which somebody has a stance; a click opens one, a new one may be added."""

    def __init__(self, tab: Tab) -> None:
        super().__init__()
        self._tab = tab
        self._topics: dict[int, str] = {}
        self._open = False
        self.cards: Cards[int, _Standing] = Cards(self._card, self._show_card, gap=GRID)
        self.add = button(_("Add where they stand on something"), "link")
        self.add.clicked.connect(lambda: self.begin(None))
        self.topic = Choice(_("Topic"), {_OTHER: ""}, self._pick_topic)
        self.other = Line(_("Another topic"), lambda _text: True, _("name the matter in a few words"))
        self.value = Choice(_("Where they stand"), stance_words(), self._pick_value)
        self.reason = Text(_("Why, as far as you know"), lambda _text: True, _("because …"), lines=(1, 5))
        self.keep = button(_("Keep"))
        self.keep.clicked.connect(self._keep)
        self.away = button(_("Cancel"), "flat")
        self.away.clicked.connect(self._close)
        self.editor = QWidget()
        body = column(
            Form((_("Topic"), self.topic), ("", self.other), (_("They"), self.value), (_("Because"), self.reason)),
            gap=2 * GRID,
        )
        body.addLayout(row(self.keep, self.away, None))
        self.editor.setLayout(body)
        self.editor.hide()
        self.setLayout(column(self.cards, row(self.add, None), self.editor))

    def show_about(self, about: About) -> None:
        """The stances as the plan has them now."""
        self._topics = {topic.id: topic.label for topic in read.records(self._tab.session.plan, r.Topic).values()}
        self.topic.offer({**self._topics, _OTHER: _("another topic…")})
        self.cards.show_items([(topic, topic) for topic in about.person.stance if topic in self._topics])

    def end(self) -> None:
        """Put away what was begun: somebody else is shown."""
        if self._open:
            self._close()

    def begin(self, topic: int | None) -> None:
        """Open a topic; None asks which."""
        about = self._tab.about
        if about is None:
            return
        unsaid = [each for each in self._topics if each not in about.person.stance]
        chosen = topic if topic is not None else unsaid[0] if unsaid else _OTHER
        known = latest(about.person, chosen)
        self.topic.show_value(chosen)
        self.topic.setEnabled(topic is None)
        self.other.setVisible(chosen == _OTHER)
        self.value.show_value(about.person.stance.get(chosen, "unknown"))
        forget(self.editor)
        self.reason.show_text((known.evidence if known else None) or "")
        self.other.show_text("")
        self._open = True
        self.editor.show()
        self.add.hide()
        (self.other if chosen == _OTHER else self.value).setFocus()

    def _pick_topic(self, topic: int) -> bool:
        self.other.setVisible(topic == _OTHER)
        return True

    def _pick_value(self, value: str) -> bool:
        """Another stance has another reason: the old one goes, unless it was changed already."""
        about = self._tab.about
        known = latest(about.person, self.topic.chosen) if about else None
        if known is not None and known.value != value and self.reason.toPlainText().strip() == (known.evidence or ""):
            self.reason.clear()
        return True

    def _keep(self) -> None:
        chosen, value = self.topic.chosen, str(self.value.chosen)
        named = self.other.text().strip()
        topic: int | str = named if chosen == _OTHER else int(chosen)
        if not topic:
            self.other.setFocus()
            return
        reason, today = self.reason.toPlainText().strip(), self._tab.today()
        if self._tab.edit(
            lambda plan, about: stance_edits.set_stance(plan, about.person.id, topic, value, reason, on=today)
        ):
            self._close()

    def _close(self) -> None:
        self._open = False
        forget(self.editor)
        self.editor.hide()
        self.add.show()

    def _card(self, topic: int) -> _Standing:
        made = _Standing()
        made.opened.connect(lambda: self.begin(topic))
        return made

    def _show_card(self, card: _Standing, topic: int) -> None:
        about = self._tab.about
        if about is None:
            return
        known = latest(about.person, topic)
        card.said.say(
            stance_sentence(about.person.stance.get(topic, ""), self._topics[topic], known.evidence if known else None)
        )
        card.setAccessibleName(card.said.text())
        history = [change for change in about.person.stance_history if change.topic == topic]
        lines = [
            _("{day}: {stance}").format(
                day=in_words(change.date, about.today) or _("before"),
                stance=stance_words().get(change.value, change.value),
            )
            + (f" ({change.evidence})" if change.evidence else "")
            for change in sorted(history, key=lambda change: change.date, reverse=True)
        ]
        card.before.say("\n".join(lines) if len(lines) > 1 else "")
