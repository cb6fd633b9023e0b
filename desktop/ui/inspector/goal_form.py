"""One goal: the four things first (P4), how it stands, and the rest folded under More."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from desktop.domain import records as r
from desktop.domain.goals import (
    NO_MEASURE,
    OPEN_STATES,
    RESULT_LEVELS,
    another_active,
    is_activity,
    may_be_active,
    missing_things,
    read_again,
    with_readings,
)
from desktop.domain.reviewing import may_be_achieved
from desktop.domain.states import GOAL, may_become
from desktop.plan import edits
from desktop.ui.fitting import hint
from desktop.ui.inspector.days import to_edit
from desktop.ui.inspector.fields import Choice, DayField, Line, NumberField, Text
from desktop.ui.inspector.parts import Cards, Fold, Form, Prose, asked
from desktop.ui.inspector.phrases import goal_types, good_measures, number, results
from desktop.ui.inspector.record_form import RecordForm
from desktop.ui.inspector.tab import Tab
from desktop.ui.widgets import GRID, button, column, label, named, row
from desktop.words import _, goal_state_words


def new_goal(focal: int, version: int) -> r.Goal:
    """A goal about which nothing is said yet."""
    return r.Goal(0, edits.new_uid(), focal, version, None, "", None, None, None, None, None, None, "draft")


class _ReadingRow(QWidget):
    def __init__(self, form: "GoalForm") -> None:
        super().__init__()
        self._reading: r.Reading | None = None
        self._said = label()
        self.remove = button("×", "link")
        self.remove.clicked.connect(lambda: form.drop_reading(self._reading))
        self.setLayout(row(self._said, None, self.remove, gap=0))

    def show_reading(self, reading: r.Reading) -> None:
        """The day and the value."""
        self._reading = reading
        words = f"{to_edit(reading.date) or reading.date}:  {number(reading.value)}"
        self._said.setText(words)
        named(self.remove, _("Remove the reading of {what}").format(what=words))


class GoalForm(RecordForm[r.Goal]):
    """The editor of one goal."""

    def __init__(self, tab: Tab, goal: r.Goal, *, draft: bool) -> None:
        super().__init__(tab, goal, draft=draft)
        self.statement = self._text("statement", _("What will be different?"), empty="")
        self.activity = Prose(_("In order to do what?"), "amber")
        self.helps_me = self._text("helps_me", _("What does it give me?"))
        self.helps_them = self._text("helps_them", _("What does it give them?"))
        self.notice = Text(_("How would we notice?"), lambda text: self.measure(indicator=text))
        self.due = DayField(_("By when?"), lambda day: self.put(due=day), tab.session.today, ahead=True)
        hint(self.due, _("e.g. 30 June"))
        self.type = Choice(
            _("Kind of goal"), goal_types(), lambda value: self.put(type=value), nothing=_("not said")
        )  # fmt: skip
        self.status = Choice(_("How it stands"), goal_state_words(), self._set_status)
        self.activate = button(_("Make it active"))
        self.activate.clicked.connect(lambda: self._set_status("active"))
        self.missing = Prose("", "small")
        # What is half said closes nothing.
        self.why = Line(_("Why is it achieved all the same?"), self._achieved, _("one line"), adds=True)
        self._why_asked = QWidget()
        self._why_asked.setLayout(
            asked(_("It waits for a second look. Why is it achieved all the same?"), self.why)
        )  # fmt: skip
        self._why_asked.hide()
        self.second = Prose("", "amber")
        self.second.hide()
        self._stands = QWidget()
        self._stands.setLayout(column(self.status, self.missing, gap=GRID))
        self._stands.setFocusProxy(self.status)
        self.reason = Line(_("What made you change it?"), self._set_reason, _("one line; it can be left"))
        self._reason_asked = QWidget()
        self._reason_asked.setLayout(asked(_("What made you change it?"), self.reason))
        self.closing = Line(_("Why it ended so"), self._set_closing, _("one line; it can be left"))
        self._closing_asked = QWidget()
        self._closing_asked.setLayout(asked(_("Why it ended so"), self.closing))
        self.delete = button(_("Delete"), "link")
        self.delete.clicked.connect(self._delete)
        self.more = Fold(_("More: figures, readings, five possible results"), self._more())
        body = column(
            asked(_("What will be different?"), self.statement),
            self.activity,
            asked(_("What does it give me?"), self.helps_me),
            asked(_("What does it give them?"), self.helps_them),
            asked(_("How would we notice?"), self.notice),
            asked(_("By when?"), self.due),
            self._reason_asked,
            Form((_("Kind of goal"), self.type), *(() if draft else ((_("How it stands"), self._stands),))),
            self._why_asked,
            self._closing_asked,
            column(self.second, row(self.activate, None), gap=GRID),
            self.more,
            gap=3 * GRID,
        )
        body.addLayout(self.ends(self.delete))
        self.setLayout(body)
        if draft:
            self.delete.hide()
        self._show()

    # --- building --------------------------------------------------------------------------------------------------

    def _text(self, field: str, name: str, empty: str | None = None) -> Text:
        return Text(name, lambda text: self.put(**{field: text or empty}))

    def _more(self) -> QWidget:
        self.baseline = NumberField(_("Where it began"), lambda value: self.measure(baseline=value))
        self.target = NumberField(_("Where it should be"), lambda value: self.measure(target=value))
        self.unit = Line(_("Unit"), lambda text: self.measure(unit=text or None), _("e.g. per quarter"))
        self.source = Line(_("Where it is read"), lambda text: self.measure(source=text or None), _("e.g. a log"))
        self.readings: Cards[r.Reading, _ReadingRow] = Cards(
            lambda _reading: _ReadingRow(self), _ReadingRow.show_reading, gap=0
        )
        self.reading_day = DayField(_("Day of the reading"), lambda _day: False, self.tab.session.today, adds=True)
        self.reading_value = NumberField(
            _("Value read"), lambda _value: self.add_reading(), _("value"), adds=True
        )  # fmt: skip
        self.reading_value.returnPressed.connect(self.add_reading)
        self.add = button(_("Add"))
        named(self.add, _("Add the reading"))
        self.add.clicked.connect(self.add_reading)
        line = row(self.reading_day, self.reading_value, self.add, gap=GRID)
        line.setStretch(0, 3)
        line.setStretch(1, 2)
        self.results = {level: self._result(level, words) for level, words in results().items()}
        now = {int(level): words for level, words in results().items()}
        self.now = Choice(_("Where it is now"), now, lambda value: self.put(gas_now=value), nothing=_("not said"))
        made = QWidget()
        body = column(
            Form(
                (_("It began at"), self.baseline),
                (_("It should be"), self.target),
                (_("Unit"), self.unit),
                (_("Read from"), self.source),
            ),
            label(_("Readings"), "heading"),
            self.readings,
            line,
            self.reading_day.complaint,
            self.reading_value.complaint,
            label(_("Five possible results"), "heading"),
            Form(*((results()[level], self.results[level]) for level in reversed(RESULT_LEVELS)), (_("Now"), self.now)),
        )
        made.setLayout(body)
        return made

    def _result(self, level: str, words: str) -> Text:
        def save(text: str) -> bool:
            said = dict(self.record.gas or {}) | {level: text}
            return self.put(gas={key: value for key, value in said.items() if value} or None)

        return Text(words, save)

    # --- showing ---------------------------------------------------------------------------------------------------

    def _show(self) -> None:
        goal, measure = self.record, self.record.measure or NO_MEASURE
        self.statement.show_text(goal.statement)
        self.helps_me.show_text(goal.helps_me or "")
        self.helps_them.show_text(goal.helps_them or "")
        self.notice.show_text(measure.indicator)
        self.notice.setPlaceholderText(good_measures().get(goal.type or "", ""))
        self.due.show_day(goal.due)
        self.type.show_value(goal.type)
        self._show_status(goal.status)
        waiting = goal.status in ("draft", "ready") and not self.draft
        what_for = _("In order to do what? It waits as a draft until that is said.")
        self.activity.say(what_for if waiting else _("In order to do what?"))
        self.activity.setVisible(is_activity(goal.statement))
        self.activate.setVisible(waiting)
        if not waiting:
            self.second.hide()
        self.activate.setEnabled(may_be_active(goal))
        self.missing.say(self._still_missing() if waiting else "")
        self.baseline.show_number(measure.baseline)
        self.target.show_number(measure.target)
        self.unit.show_text(measure.unit or "")
        self.source.show_text(measure.source or "")
        self.readings.show_items([((one.date, one.value, n), one) for n, one in enumerate(measure.readings)])
        for level, field in self.results.items():
            field.show_text((goal.gas or {}).get(level, ""))
        self.now.show_value(goal.gas_now)
        closed = goal.status not in OPEN_STATES
        self._closing_asked.setVisible(closed)
        if closed:
            self._why_asked.hide()
            self.closing.show_text(goal.reason or "")
        before = self._version_before()
        self._reason_asked.setVisible(before is not None)
        if before is not None:
            self.reason.show_text(before.reason or "")

    def _show_status(self, status: str) -> None:
        """How it stands and what can follow; whether a draft is ready is R8's affair, said beside it."""
        now = "ready" if status == "draft" else status
        offered = {
            state: words
            for state, words in goal_state_words().items()
            if state == status or (state != "superseded" and may_become(GOAL, now, state))
        }
        self.status.offer(offered)
        self.status.show_value(status)

    def _still_missing(self) -> str:
        words = {
            "statement": _("what will be different"),
            "helps_me": _("what it gives me"),
            "helps_them": _("what it gives them"),
            "notice": _("how we would notice, and by when"),
        }
        missing = [words[thing] for thing in missing_things(self.record)]
        if missing:
            return _("To make it active, say {things}.").format(things="; ".join(missing))
        return _("To make it active, say what for.") if is_activity(self.record.statement) else ""

    def _version_before(self) -> r.Goal | None:
        """The version that today's edits have put aside (R9)."""
        goals = self.tab.about.goals if self.tab.about else ()
        today = self.tab.today().isoformat()
        mine = [g for g in goals if g.superseded_by == self.record.id and g.closed == today and not self.draft]
        return mine[-1] if mine else None

    # --- changing --------------------------------------------------------------------------------------------------

    def measure(self, **values: Any) -> bool:
        """Set fields of the measure."""
        measure = replace(self.record.measure or NO_MEASURE, **values)
        if measure.baseline is not None and measure.target is not None and measure.baseline != measure.target:
            measure = replace(measure, direction="down" if measure.target < measure.baseline else "up")
        return self.put(measure=None if measure == NO_MEASURE else measure)

    def add_reading(self) -> bool:
        """Take in the reading typed, as its value is left; without a day it is today's. False while it is not kept."""
        try:
            value = self.reading_value.value(self.reading_value.text().strip())
            day = self.reading_day.value(self.reading_day.text().strip()) or self.tab.today().isoformat()
        except ValueError:
            return False
        if value is None:
            return True
        if not self.put(measure=read_again(self.record.measure, r.Reading(day, value))):
            return False
        for field in (self.reading_day, self.reading_value):
            field.clear()
            field.forget()
        return True

    def drop_reading(self, reading: r.Reading | None) -> None:
        """Take a reading away."""
        measure = self.record.measure
        if measure is not None and reading is not None:
            left = list(measure.readings)
            left.remove(reading)
            self.put(measure=with_readings(measure, tuple(left)))

    def _set_status(self, status: str) -> bool:
        if status == "active" and not may_be_active(self.record):
            self._show()
            self.missing.say(self._still_missing())
            self._say_why()
            return False
        if status == "active" and self._ask_second():
            self._show_status(self.record.status)
            return False
        self._why_asked.setVisible(status == "achieved" and not may_be_achieved(self.record))
        if not self._why_asked.isHidden():
            self.why.setFocus()
            return False
        return self._put_status(status)

    def _ask_second(self) -> bool:
        """R10: a second active goal is asked about once; True when the question has just been put."""
        other = another_active(self.record, self.tab.about.goals if self.tab.about else ())
        if other is None or not self.second.isHidden():
            return False
        self.second.say(
            _(
                "“{goal}” is active already. One is easier to keep; press “Make it active” once more if you want both."
            ).format(goal=other.statement)
        )
        self.second.show()
        self.activate.setFocus()
        return True

    def _achieved(self, why: str) -> bool:
        """R18 (c): a goal that waits is achieved with a reason."""
        if why and self._put_status("achieved", why):
            self._why_asked.hide()
            return True
        return not why

    def _put_status(self, status: str, why: str = "") -> bool:
        key = self.record.id
        return self.tab.edit(
            lambda plan, about: edits.set_goal_status(
                plan, key, status, on=about.today, subject=about.person.name, why=why
            )
        )

    def _set_closing(self, text: str) -> bool:
        """The reason of a goal that is over; one that was waiting keeps one (R18 c)."""
        key = self.record.id
        if self.record.status == "achieved" and not may_be_achieved(self.record, text):
            self.closing.setText(self.record.reason or "")
            return False
        return self.tab.edit(
            lambda plan, about: edits.change(plan, r.Goal, key, about.person.name, reason=text or None)
        )

    def _say_why(self) -> None:
        """Bring the reason into view, in the colour of what needs a look, until something is done about it."""
        self.missing.setProperty("role", "amber")
        self.missing.style().polish(self.missing)
        QTimer.singleShot(0, self, lambda: self.tab.ensureWidgetVisible(self.missing))

    def _set_reason(self, text: str) -> bool:
        before = self._version_before()
        return before is not None and self.tab.edit(
            lambda plan, about: edits.change(plan, r.Goal, before.id, about.person.name, reason=text or None)
        )

    def _said(self) -> bool:
        now, blank = self.record, self.blank
        return (now.statement, now.helps_me, now.helps_them, now.measure, now.due, now.gas) != (
            blank.statement, blank.helps_me, blank.helps_them, blank.measure, blank.due, blank.gas
        )  # fmt: skip

    def _add(self) -> bool:
        return self.tab.edit(lambda plan, about: edits.add(plan, self.record, about.person.name))

    def _change(self, values: dict[str, Any]) -> bool:
        key = self.record.id
        return self.tab.edit(
            lambda plan, about: edits.change_goal(plan, key, on=self.tab.today(), subject=about.person.name, **values)
        )

    def _delete(self) -> bool:
        key = self.record.id
        return self.tab.edit(lambda plan, about: edits.remove(plan, r.Goal, key, about.person.name))
