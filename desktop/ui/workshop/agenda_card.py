"""The card with the agenda: the list by the clock, the words of the item chosen in it, and what does not fit."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.assets import catalogue
from desktop.domain import agenda as rules
from desktop.domain.records import AgendaItem
from desktop.domain.workshop import Room
from desktop.plan import workshop_day
from desktop.ui.inspector.fields import Choice, Line, NumberField, Text
from desktop.ui.inspector.parts import Form, Prose
from desktop.ui.session import Session
from desktop.ui.text_size import sized
from desktop.ui.widgets import GRID, Card, button, column, label, row
from desktop.ui.workshop.agenda_list import AgendaList
from desktop.ui.workshop.day_words import clash_words, phase_words
from desktop.words import _

_SHOWN_CLASHES = 4


class AgendaCard(Card):
    """Every change is a step of its own."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.span = label("", "dim", wrap=True)
        head = row(label(_("The day by the clock"), "heading"), self.span)
        head.setStretchFactor(self.span, 1)
        self.list = AgendaList()
        self.list.currentRowChanged.connect(lambda _row: self._show_item())
        self.list.move_wanted.connect(lambda at, to: self._change(lambda it: rules.moved(it, at, to)))
        self.list.resize_wanted.connect(lambda at, minutes: self._change(lambda it: rules.resized(it, at, minutes)))
        self.list.remove_wanted.connect(self._remove)
        self.list.edit_wanted.connect(lambda: self.activity.setFocus())
        self.fill = button(_("Begin with the usual day"), "loud")
        self.fill.clicked.connect(self._fill)
        self.empty = Prose(
            _("A day in the appreciative manner, from the welcome to the plans, that you can change as you like."),
            "dim",
        )
        self.clashes = Prose("", "amber")
        self.start = Line(_("Begins at"), self._start)
        self.minutes = NumberField(_("Minutes"), self._minutes, whole=True)
        for field in (self.start, self.minutes):
            sized(field, most=90)
        self.phase = Choice(_("Part of the day"), phase_words(), lambda phase: self._put(phase=phase))
        self.activity = Text(_("What happens"), lambda text: self._put(activity=text), lines=(1, 4))
        self.who = Line(_("Who"), lambda text: self._put(who=text))
        self.materials = Line(_("What it needs"), lambda text: self._put(materials=text))
        self.output = Line(_("What it gives"), lambda text: self._put(output=text))
        self.add = button(_("Another item after this one"))
        self.add.clicked.connect(self._add)
        self.remove = button(_("Take it out"), "link")
        self.remove.clicked.connect(lambda: self._remove(self.list.currentRow()))
        times = QHBoxLayout()
        for part in (self.start, self.minutes, self.phase):
            times.addWidget(part)
        times.setStretchFactor(self.phase, 1)
        whole = QWidget()
        whole.setLayout(times)
        times.setContentsMargins(0, 0, 0, 0)
        self.form = Form(
            (_("From, minutes"), whole), (_("What happens"), self.activity), (_("Who"), self.who),
            (_("Needs"), self.materials), (_("Gives"), self.output),
        )  # fmt: skip
        self.hint = Prose(
            _("Drag an item to its place, pull its lower edge for more time. With keys: Alt+↑ Alt+↓, − and +."), "small"
        )
        self.body.addLayout(head)
        for part in (self.empty, self.list, self.clashes, self.hint, self.form):
            self.body.addWidget(part)
        self.body.addLayout(column(row(self.fill, None), row(self.add, self.remove, None), gap=GRID))
        self._end: str | None = None
        self._begin: str | None = None

    @property
    def agenda(self) -> rules.Agenda:
        """The agenda shown."""
        return self.list.agenda

    def show_room(self, room: Room) -> None:
        """The agenda as the file has it now."""
        day = room.workshop
        agenda = day.agenda if day else ()
        self._begin, self._end = (day.start, day.end) if day else (None, None)
        found = rules.clashes(agenda, self._end)
        editable = self._session.editable
        self.list.show_agenda(agenda, found, editable)
        first, last = (rules.begins(agenda[0]), max(map(rules.ends, agenda))) if agenda else (0, 0)
        self.span.setText(
            _("{start} to {end}").format(start=rules.clock(first), end=rules.clock(last)) if agenda else ""
        )
        lines = [f"{agenda[each.at].activity}: {clash_words(each)}" for each in found]
        more = len(lines) - _SHOWN_CLASHES
        lines = lines[:_SHOWN_CLASHES] + ([_("and {n} more").format(n=more)] if more > 0 else [])
        self.clashes.say("\n".join(lines))
        for part in (self.list, self.hint, self.form, self.add, self.remove):
            part.setVisible(bool(agenda))
        for part in (self.empty, self.fill):
            part.setVisible(not agenda)
        for part in (self.fill, self.add, self.remove):
            part.setEnabled(editable)
        self._show_item()

    def _show_item(self) -> None:
        at = self.list.currentRow()
        if not 0 <= at < len(self.agenda):
            return
        item, editable = self.agenda[at], self._session.editable
        self.start.show_text(item.start)
        self.minutes.show_number(item.minutes)
        self.phase.show_value(item.phase)
        self.activity.show_text(item.activity)
        for field, text in ((self.who, item.who), (self.materials, item.materials), (self.output, item.output)):
            field.show_text(text if text != "-" else "")
        for field in (self.start, self.minutes, self.activity, self.who, self.materials, self.output):
            field.setReadOnly(not editable)
        self.phase.setEnabled(editable)

    def _change(self, change: Callable[[rules.Agenda], rules.Agenda], subject: str = "") -> bool:
        plan = self._session.plan
        return self._session.do(lambda: workshop_day.change_agenda(plan, change, subject))

    def _put(self, **values: Any) -> bool:
        at = self.list.currentRow()
        return self._change(lambda it: (*it[:at], replace(it[at], **values), *it[at + 1 :]), self._name(at))

    def _start(self, text: str) -> bool:
        minutes, at = rules.minutes_of(text), self.list.currentRow()
        if minutes is None:
            raise ValueError
        return self._change(lambda it: rules.started(it, at, minutes), self._name(at))

    def _minutes(self, minutes: int | None) -> bool:
        at = self.list.currentRow()
        return self._change(lambda it: rules.resized(it, at, minutes or 0), self._name(at))

    def _name(self, at: int) -> str:
        return self.agenda[at].activity if 0 <= at < len(self.agenda) else ""

    def _fill(self) -> None:
        start = self._begin
        if self._change(lambda _it: rules.from_template(catalogue()["workshop_template"], start)):
            self.list.setFocus()

    def _add(self) -> None:
        at = self.list.currentRow()
        phase = self.agenda[at].phase if 0 <= at < len(self.agenda) else "discovery"
        item = AgendaItem("", 15, phase, _("Something of our own"), "", "", "")
        if self._change(lambda it: rules.added(it, at + 1, item)):
            self.list.setCurrentRow(at + 1)
            self.activity.setFocus()
            self.activity.selectAll()

    def _remove(self, at: int) -> None:
        if 0 <= at < len(self.agenda):
            self._change(lambda it: rules.without(it, at), self._name(at))
