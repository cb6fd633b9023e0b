"""One plan to meet: what for comes first (R11), then how, with three suggestions (R12), when and with whom."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QWidget

from desktop.domain import records as r
from desktop.domain.meetings import AHEAD, mostly_me
from desktop.domain.recommend import Suggestion, recommended
from desktop.plan import edits, meeting_edits, read, read_meetings
from desktop.report.names import in_both_scripts
from desktop.ui.fitting import hint
from desktop.ui.inspector.checklist import catalogue_in
from desktop.ui.inspector.fields import Choice, DayField, Line, Text
from desktop.ui.inspector.find_person import PersonLine
from desktop.ui.inspector.hints import HintLine
from desktop.ui.inspector.meetings.phrases import kinds_of_meeting, meeting_concern, outcomes, reasons
from desktop.ui.inspector.parts import Cards, ClickCard, Form, Pills, Prose, asked
from desktop.ui.inspector.record_form import RecordForm
from desktop.ui.inspector.tab import Tab
from desktop.ui.widgets import GRID, FlowRow, button, column, label
from desktop.words import _


def new_meeting(person: int, focal: int | None, goal: int | None) -> r.Engagement:
    """A plan to meet a person about which nothing is said yet."""
    focals = (focal,) if focal is not None else ()
    return r.Engagement(0, edits.new_uid(), None, "", "", goal, "planned", None, 0, None, focals, (person,))


class SuggestionCard(ClickCard):
    """A way of meeting with its reasons; a click takes it."""

    def __init__(self, suggestion: Suggestion, why: str, taken: Callable[[], object]) -> None:
        self.words = Prose(suggestion.type.label)
        self.why = Prose(why, "small")
        super().__init__(self.words, self.why)
        self.suggestion = suggestion
        self.said = why
        self.opened.connect(taken)
        self.show_taken(False)

    def show_taken(self, taken: bool) -> None:
        """Whether this is the one."""
        label = self.suggestion.type.label
        self.words.say(f"✓ {label}" if taken else label)
        self.setAccessibleName(_("{way}, chosen").format(way=label) if taken else f"{label}. {self.said}")


class MeetingForm(RecordForm[r.Engagement]):
    """The editor of one plan to meet."""

    def __init__(self, tab: Tab, meeting: r.Engagement, *, draft: bool) -> None:
        super().__init__(tab, meeting, draft=draft)
        self._catalogue = catalogue_in(tab.session.plan)
        kinds = kinds_of_meeting(self._catalogue)
        self.purpose = Text(_("What should be different afterwards?"), lambda text: self.put(purpose=text))
        self.suggestions: Cards[Suggestion, SuggestionCard] = Cards(self._card, lambda _card, _one: None, gap=GRID)
        self.concern = Prose("", "amber")
        self.hint = HintLine()
        self.kind = Choice(_("How"), kinds, self._choose, nothing=_("my own idea"))
        self.name = Line(_("What to call it"), lambda text: self.put(label=text), _("in your own words"))
        self.day = DayField(_("When"), self._set_day, tab.session.today, ahead=meeting.status in AHEAD)
        hint(self.day, _("when it is agreed"))
        self.join = PersonLine(tab.session, _("Somebody else to meet there"), _("and with…"), self._there)
        self.join.picked.connect(lambda person: self._with((*self.record.contacts, person)))
        self.people = Pills(self.join)
        self.people.removed.connect(lambda who: self._with(tuple(p for p in self.record.contacts if p != who)))
        self.recurring = QCheckBox(_("It comes back regularly"))
        self.recurring.clicked.connect(lambda checked: self.put(recurring=checked))
        self.outcome = Choice(
            _("How it went"), outcomes(), lambda value: self.put(outcome=value), nothing=_("not said")
        )  # fmt: skip
        self.note = Text(_("Note"), lambda text: self.put(note=text or None), _("can be left"))
        self.delete = button(_("Delete"), "link")
        self.delete.clicked.connect(self._delete)
        self.delete.setVisible(not draft)
        over = meeting.status not in AHEAD
        body = column(asked(_("What should be different afterwards?"), self.purpose), gap=3 * GRID)
        if draft:
            self._suggest()
            heading = label(_("How?"), "heading")
            heading.setVisible(not self.suggestions.isHidden())
            body.addLayout(column(heading, self.suggestions, gap=GRID))
        body.addWidget(self.concern)
        body.addWidget(
            Form(
                (_("How"), self.kind),
                (_("Called"), self.name),
                (_("When"), self.day),
                (_("With"), self.people),
                ("", None if over else self.recurring),
                (_("It went"), self.outcome if over else None),
                (_("Note"), None if draft else self.note),
            )
        )
        body.addLayout(self.ends(self.delete))
        # Last: it comes and goes as one chooses, and must move nothing under the pointer.
        body.addWidget(self.hint)
        self.setLayout(body)
        for unused in (self.outcome,) if not over else (self.recurring,):
            unused.setParent(self)
            unused.hide()
        if draft:
            self.note.setParent(self)
            self.note.hide()
        self._show()

    # --- showing ---------------------------------------------------------------------------------------------------

    def _suggest(self) -> None:
        about = self.tab.about
        plan, today = self.tab.session.plan, self.tab.today()
        known = read_meetings.about_meeting(plan, about.person.id, today) if about else None
        found = recommended(known, self._catalogue, read_meetings.for_workshops(plan, today)) if known else ()
        self._goal_type = known.goal.type if known and known.goal else None
        self.suggestions.show_items([(one.type.id, one) for one in found])

    def _card(self, suggestion: Suggestion) -> SuggestionCard:
        kind = suggestion.type.id
        return SuggestionCard(suggestion, reasons(suggestion, self._goal_type), lambda: self._choose(kind))

    def _show(self) -> None:
        meeting = self.record
        self.purpose.show_text(meeting.purpose)
        self.concern.say(meeting_concern(meeting) if meeting.moved else "")
        self.kind.show_value(meeting.type)
        self.name.show_text(meeting.label)
        self.day.show_day(meeting.date)
        self.people.show_items(self._others())
        self.recurring.setChecked(meeting.recurring)
        self.outcome.show_value(meeting.outcome)
        self.note.show_text(meeting.note or "")
        for card in self.suggestions.all():
            card.show_taken(card.suggestion.type.id == meeting.type)
        self.hint.offer(self._hints() if meeting.status in AHEAD else ())

    def _hints(self) -> list[tuple[str, str]]:
        """What may help just now, the most useful first."""
        about, kind = self.tab.about, self._catalogue.engagement_types.get(self.record.type or "")
        found: list[tuple[str, str]] = []
        if about and mostly_me(sorted(about.conversations, key=lambda talk: (talk.date, talk.id))):
            found.append(
                ("mostly-me", _("You did most of the talking twice. Try three questions, nothing to present."))
            )
        if kind and kind.not_when:
            found.append(("not-when", _("“{way}” is not the way when {when}.").format(
                way=kind.label, when=kind.not_when)))  # fmt: skip
        if not self.record.purpose:
            found.append(("purpose", _("For both of you: what will be easier, clearer or decided after it?")))
        return found

    def _others(self) -> list[tuple[int, str]]:
        me = self.tab.about.person.id if self.tab.about else None
        return [
            (row.id, in_both_scripts(row.name, row.name_latin or ""))
            for row in read.person_rows(self.tab.session.plan, list(self.record.contacts))
            if row.id != me
        ]

    def _there(self) -> set[int]:
        return set(self.record.contacts)

    # --- changing --------------------------------------------------------------------------------------------------

    def _choose(self, kind: str | None) -> bool:
        words = kinds_of_meeting(self._catalogue)
        values: dict[str, Any] = {"type": kind}
        # Its own name stays; that of another way of meeting gives way.
        if kind is not None and self.record.label in ("", *words.values()):
            values["label"] = words.get(kind, "")
        return self.put(**values)

    def _with(self, people: tuple[int, ...]) -> bool:
        """P11: a plan may serve everybody there, and each key relationship among them."""
        return self.put(contacts=people, focals=read_meetings.focals_of(self.tab.session.plan, people))

    def _set_day(self, day: str | None) -> bool:
        if not self.record.id:
            return self.put(date=day, status="scheduled" if day else "planned")
        key = self.record.id
        return self.tab.edit(lambda plan, about: meeting_edits.set_day(plan, key, day, about.person.name))

    def _said(self) -> bool:
        return bool(self.record.purpose or self.record.label or self.record.type)

    def _add(self) -> bool:
        return self.tab.edit(lambda plan, about: meeting_edits.add_meeting(plan, self.record, about.person.name))

    def _change(self, values: dict[str, Any]) -> bool:
        key = self.record.id
        return self.tab.edit(
            lambda plan, about: meeting_edits.change_meeting(plan, key, about.person.name, **values)
        )  # fmt: skip

    def _delete(self) -> bool:
        key = self.record.id
        return self.tab.edit(lambda plan, about: meeting_edits.delete_meeting(plan, key, about.person.name))


class MeetingActions(QWidget):
    """What can be done with a plan to meet: get ready for it, say that it took place, let it go."""

    def __init__(self, before: Callable[[], object], after: Callable[[], object], go: Callable[[], object]) -> None:
        super().__init__()
        self.before = button(_("Before we meet…"), "link")
        self.after = button(_("It took place…"), "link")
        self.let_go = button(_("Let it go"), "link", hint=_("It stays in the record of what was tried"))
        self.before.clicked.connect(before)
        self.after.clicked.connect(after)
        self.let_go.clicked.connect(go)
        self.setLayout(column(FlowRow(self.before, self.after, self.let_go)))

    def show_meeting(self, meeting: r.Engagement, *, open_questions: bool) -> None:
        """Offer what makes sense now."""
        ahead = meeting.status in AHEAD
        self.before.setVisible(ahead)
        self.let_go.setVisible(ahead)
        self.after.setText(_("It took place…") if ahead else _("After the conversation…"))
        self.after.setAccessibleName(self.after.text())
        self.setVisible(ahead or open_questions)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
