"""The versions of a goal side by side: what it said, what it says now, and why it was changed (R9)."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.domain import records as r
from desktop.ui.dialogs.parts import Dialog, tall
from desktop.ui.inspector.days import in_words
from desktop.ui.inspector.parts import Prose
from desktop.ui.inspector.phrases import goal_types, number
from desktop.ui.widgets import GRID, Page, hairline, label
from desktop.words import _


def chain(goal: r.Goal, goals: Sequence[r.Goal]) -> tuple[r.Goal, ...]:
    """The versions that led to a goal, oldest first, itself last."""
    found, todo = {goal.id: goal}, [goal.id]
    while todo:
        key = todo.pop()
        for other in goals:
            if other.superseded_by == key and other.id not in found:
                found[other.id] = other
                todo.append(other.id)
    return tuple(sorted(found.values(), key=lambda one: (one.id == goal.id, one.version, one.id)))


def differences(before: r.Goal, after: r.Goal, today: date) -> list[tuple[str, str, str]]:
    """(what, as it was, as it is) of everything that changed."""
    return [
        (words, was, now)
        for (words, was), (_words, now) in zip(_said(before, today), _said(after, today), strict=True)
        if was != now
    ]


def _said(goal: r.Goal, today: date) -> list[tuple[str, str]]:
    measure = goal.measure
    aim = " ".join(part for part in (number(measure.target), measure.unit or "") if part) if measure else ""
    return [
        (_("What will be different"), goal.statement),
        (_("What it gives me"), goal.helps_me or ""),
        (_("What it gives them"), goal.helps_them or ""),
        (_("How we would notice"), measure.indicator if measure else ""),
        (_("It should be"), aim),
        (_("By when"), in_words(goal.due, today)),
        (_("Kind of goal"), goal_types().get(goal.type or "", goal.type or "")),
    ]


class Versions(Dialog):
    """Each change of a goal: left as it was, right as it became, and the reason."""

    def __init__(self, parent: QWidget | None, name: str, versions: Sequence[r.Goal], today: date) -> None:
        super().__init__(parent, _("How this goal came to be"), name, width=680)
        page = Page(margin=0, gap=2 * GRID)
        page.body.setContentsMargins(0, 0, 3 * GRID, 0)
        for before, after in pairwise(versions):
            page.body.addWidget(self._change(before, after, today))
            if after is not versions[-1]:
                page.body.addWidget(hairline())
        page.body.addStretch(1)
        self.body.addWidget(page)
        tall(self, parent)

    @staticmethod
    def _change(before: r.Goal, after: r.Goal, today: date) -> QWidget:
        made, grid = QWidget(), QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(4 * GRID)
        grid.setVerticalSpacing(2 * GRID)
        for at, stretch in enumerate((1, 2, 2)):
            grid.setColumnStretch(at, stretch)
        until = in_words(before.closed, today)
        was = _("Version {n}, until {day}").format(n=before.version, day=until) if until else _("Version {n}").format(
            n=before.version)  # fmt: skip
        grid.addWidget(label(was, "heading", wrap=True), 0, 1)
        grid.addWidget(label(_("Version {n}").format(n=after.version), "heading"), 0, 2)
        top = Qt.AlignmentFlag.AlignTop
        line = 1
        for words, old, new in differences(before, after, today):
            grid.addWidget(Prose(words, "dim"), line, 0, top)
            grid.addWidget(Prose(old or "–", "dim"), line, 1, top)
            grid.addWidget(Prose(new or "–"), line, 2, top)
            line += 1
        grid.addWidget(Prose(_("Why"), "dim"), line, 0, top)
        grid.addWidget(Prose(before.reason or _("no reason noted")), line, 1, 1, 2, top)
        made.setLayout(grid)
        return made
