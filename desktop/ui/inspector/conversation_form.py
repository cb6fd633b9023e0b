"""One conversation: when, how, with whom, what was said, given, received and promised."""

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QCheckBox, QWidget

from desktop.domain import records as r
from desktop.plan import cycle_edits, edits, read
from desktop.report.names import in_both_scripts
from desktop.ui.fitting import hint
from desktop.ui.inspector.fields import Choice, DayField, NumberField, Text
from desktop.ui.inspector.find_person import PersonLine
from desktop.ui.inspector.parts import Cards, Form, Pills, asked
from desktop.ui.inspector.phrases import by_whom, channels
from desktop.ui.inspector.record_form import RecordForm
from desktop.ui.inspector.tab import Tab
from desktop.ui.widgets import GRID, button, column, label, named, row
from desktop.words import _


def new_conversation(person: int, day: str, channel: str) -> r.Conversation:
    """A conversation of that day about which nothing is said yet."""
    return r.Conversation(0, edits.new_uid(), (person,), day, None, channel, None, "", None, (), (), ())


class PromiseRow(QWidget):
    """What was promised, by when, and when it was kept."""

    def __init__(self, form: "ConversationForm", at: int) -> None:
        super().__init__()
        self._form, self._at = form, at
        today = form.tab.session.today
        self.by = Choice(_("Who promised"), by_whom(), lambda theirs: form.put_promise(at, theirs=theirs))
        self.text = Text(_("What was promised"), lambda text: form.put_promise(at, text=text), _("what"), "plain")
        self.due = DayField(_("By when"), lambda day: form.put_promise(at, due=day), today, ahead=True, role="plain")
        hint(self.due, _("when"))
        self.done = DayField(_("Kept on"), lambda day: form.put_promise(at, done=day), today, role="plain")
        hint(self.done, _("not yet"))
        self.remove = button("×", "link")
        named(self.remove, _("Remove this promise"))
        self.remove.clicked.connect(lambda: form.drop_promise(at))
        top = row(self.by, self.text, self.remove, gap=0)
        for at_, share in ((0, 2), (1, 7)):
            top.setStretch(at_, share)
        days = row(label(_("by"), "dim"), self.due, label(_("kept"), "dim"), self.done, gap=GRID)
        self.setLayout(column(top, days, self.due.complaint, self.done.complaint, gap=0))

    def show_promise(self, promise: r.Promise) -> None:
        """The promise as it is now."""
        self.by.show_value(promise.theirs)
        self.text.show_text(promise.text)
        self.due.show_day(promise.due)
        self.done.show_day(promise.done)


class ConversationForm(RecordForm[r.Conversation]):
    """The editor of one conversation."""

    def __init__(self, tab: Tab, talk: r.Conversation, *, draft: bool) -> None:
        super().__init__(tab, talk, draft=draft)
        self.day = DayField(_("When"), lambda day: self.put(date=day), tab.session.today, needed=True)
        self.channel = Choice(_("How"), channels(), lambda value: self.put(channel=value))
        self.minutes = NumberField(_("Minutes"), lambda value: self.put(minutes=value), whole=True)
        self.two_way = QCheckBox(_("We both said something"))
        self.two_way.setToolTip(_("A message without an answer does not count as an exchange."))
        self.two_way.clicked.connect(lambda checked: self.put(two_way=checked) or self._show())
        self.summary = Text(_("What was said"), lambda text: self.put(summary=text), lines=(3, 14))
        self.gave = Text(_("What I gave"), lambda text: self.put(gave=_lines(text)), _("one a line"))
        self.received = Text(_("What I received"), lambda text: self.put(received=_lines(text)), _("one a line"))
        self.join = PersonLine(tab.session, _("Somebody else who was there"), _("and with…"), self._there)
        self.join.picked.connect(lambda person: self.put(contacts=(*self.record.contacts, person)))
        self.people = Pills(self.join)
        self.people.removed.connect(self._leave)
        self.promises: Cards[tuple[int, r.Promise], PromiseRow] = Cards(
            lambda item: PromiseRow(self, item[0]), lambda shown, item: shown.show_promise(item[1])
        )
        self.add_promise = button(_("Add a promise"), "link")
        self.add_promise.clicked.connect(self._promise)
        self.delete = button(_("Delete"), "link")
        self.delete.clicked.connect(self._delete)
        if draft:
            self.delete.hide()
        body = column(
            Form(
                (_("When"), self.day),
                (_("How"), self.channel),
                (_("With"), self.people),
                (_("Minutes"), self.minutes),
                ("", self.two_way),
            ),
            asked(_("What was said?"), self.summary),
            asked(_("What I gave"), self.gave),
            asked(_("What I received"), self.received),
            label(_("Promises"), "heading"),
            self.promises,
            row(self.add_promise, None),
            gap=3 * GRID,
        )
        body.addLayout(self.ends(self.delete))
        self.setLayout(body)
        self._show()

    def _show(self) -> None:
        talk = self.record
        self.day.show_day(talk.date)
        self.channel.show_value(talk.channel)
        self.minutes.show_number(talk.minutes)
        self.two_way.setChecked(talk.two_way)
        self.summary.show_text(talk.summary)
        self.gave.show_text("\n".join(talk.gave))
        self.received.show_text("\n".join(talk.received))
        self.people.show_items(self._others())
        self.promises.show_items([(at, (at, promise)) for at, promise in enumerate(talk.promises)])

    def _others(self) -> list[tuple[int, str]]:
        about = self.tab.about
        me = about.person.id if about else None
        known = about.names if about else {}
        others = [who for who in self.record.contacts if who != me]
        unknown = [who for who in others if who not in known]
        rows = read.person_rows(self.tab.session.plan, unknown)
        names = known | {found.id: in_both_scripts(found.name, found.name_latin or "") for found in rows}
        return [(who, names[who]) for who in others if who in names]

    def _there(self) -> set[int]:
        return set(self.record.contacts)

    def _leave(self, person: object) -> None:
        self.put(contacts=tuple(who for who in self.record.contacts if who != person))

    def _promise(self) -> None:
        at = len(self.record.promises)
        self.put(promises=(*self.record.promises, r.Promise("", None, None)))
        made = self.promises.of(at)
        if made is not None:
            made.text.setFocus()

    def put_promise(self, at: int, **values: Any) -> bool:
        """Set fields of one promise."""
        promises = list(self.record.promises)
        if at >= len(promises):
            return True
        promises[at] = replace(promises[at], **values)
        return self.put(promises=tuple(promises))

    def drop_promise(self, at: int) -> None:
        """Take a promise away."""
        self.put(promises=tuple(promise for n, promise in enumerate(self.record.promises) if n != at))

    def _said(self) -> bool:
        talk, blank = self.record, self.blank
        return (
            bool(talk.summary or talk.gave or talk.received or any(promise.text for promise in talk.promises))
            or (talk.date, talk.minutes) != (blank.date, blank.minutes)
            or any(promise.due or promise.done for promise in talk.promises)
        )

    def _add(self) -> bool:
        return self.tab.edit(lambda plan, about: edits.note_conversation(plan, self.record, about.person.name))

    def keep(self) -> bool:
        """Be done with the draft; its promises become dated steps where somebody there is a key relationship."""
        was_draft = self.draft
        kept = super().keep()
        if kept and was_draft and any(promise.text for promise in self.record.promises):
            key = self.record.id
            self.tab.edit(lambda plan, about: cycle_edits.make_steps(plan, key, about.person.name))
        return kept

    def _change(self, values: dict[str, Any]) -> bool:
        key = self.record.id
        return self.tab.edit(
            lambda plan, about: edits.change_conversation(plan, key, about.person.name, **values)
        )  # fmt: skip

    def _delete(self) -> bool:
        key = self.record.id
        return self.tab.edit(lambda plan, about: edits.delete_conversation(plan, key, about.person.name))


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
