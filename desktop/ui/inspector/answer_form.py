"""One answer: what it is, where it comes from, when, and how sure."""

from typing import Any

from desktop.domain import records as r
from desktop.plan import edits, review_edits
from desktop.ui.inspector.dots import Dots
from desktop.ui.inspector.fields import Choice, DayField, Text
from desktop.ui.inspector.parts import Form
from desktop.ui.inspector.phrases import sources
from desktop.ui.inspector.record_form import RecordForm
from desktop.ui.inspector.tab import Tab
from desktop.ui.widgets import GRID, button, column
from desktop.words import _


def new_answer(focal: int, question: str | None, day: str, confidence: int = 0) -> r.Insight:
    """An answer of that day in which nothing is said yet; a guess until it is said where it comes from.

    Without a `confidence` it is below every threshold: typed words alone answer no question.
    """
    return r.Insight(0, edits.new_uid(), focal, question, "", confidence, "assumption", day, None)


class AnswerForm(RecordForm[r.Insight]):
    """The editor of one answer."""

    def __init__(self, tab: Tab, insight: r.Insight, *, draft: bool) -> None:
        super().__init__(tab, insight, draft=draft)
        self.text = Text(_("What I learned"), lambda text: self.put(text=text), _("in plain words"), lines=(2, 10))
        self.kind = Choice(_("Where it comes from"), sources(), lambda value: self.put(kind=value))
        self.day = DayField(_("When"), lambda day: self.put(evidence_date=day), tab.session.today, partial=True)
        self.case = Text(
            _("The occasion, or a doubt"), lambda text: self.put(case=text or None), _("what happened, a doubt")
        )
        self.sure = Dots(_("How sure I am"))
        self.sure.chosen.connect(lambda level: self.put(confidence=level))
        self.delete = button(_("Delete"), "link")
        self.delete.clicked.connect(self._delete)
        if draft:
            self.delete.hide()
        body = column(
            self.text,
            Form(
                (_("How sure"), self.sure),
                (_("Where from"), self.kind),
                (_("When"), self.day),
                (_("Occasion"), self.case),
            ),
            gap=2 * GRID,
        )
        body.addLayout(self.ends(self.delete))
        self.setLayout(body)
        self._show()

    def _show(self) -> None:
        insight = self.record
        self.text.show_text(insight.text)
        self.kind.show_value(insight.kind)
        self.day.show_day(insight.evidence_date)
        self.case.show_text(insight.case or "")
        self.sure.show_level(insight.confidence)

    def _said(self) -> bool:
        now, blank = self.record, self.blank
        return (now.text, now.case, now.evidence_date) != (blank.text, blank.case, blank.evidence_date)

    def _add(self) -> bool:
        return self.tab.edit(
            lambda plan, about: review_edits.learn(plan, [self.record], on=about.today, subject=about.person.name)
        )

    def _change(self, values: dict[str, Any]) -> bool:
        key = self.record.id
        if values.get("text"):
            values["none_so_far"] = False
        return self.tab.edit(
            lambda plan, about: review_edits.change_insight(
                plan, key, on=about.today, subject=about.person.name, **values
            )
        )

    def _delete(self) -> bool:
        key = self.record.id
        return self.tab.edit(
            lambda plan, about: review_edits.delete_insight(plan, key, on=about.today, subject=about.person.name)
        )
