"""The top of the inspector: who it is, how near, and the goal in one glance."""

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.domain.tiers import ASKS_EVIDENCE
from desktop.plan import edits
from desktop.report.names import in_both_scripts
from desktop.ui.inspector.about import About
from desktop.ui.inspector.fields import Line
from desktop.ui.inspector.parts import Prose, Short, colours
from desktop.ui.inspector.phrases import heading_to, measure_line, rests_words
from desktop.ui.palette import LIGHT, Palette
from desktop.ui.session import Session
from desktop.ui.widgets import GRID, Avatar, TierControl, changed_palette, column, label, row
from desktop.words import _

if TYPE_CHECKING:
    from desktop.domain import records as r


class HowNear(TierControl):
    """The tiers of a person. Arrows only move the keyboard: a tier is chosen by the space bar, Enter or a click."""

    def __init__(self) -> None:
        super().__init__(_("How near"))
        self._in_order = self.findChildren(QPushButton)
        for each in self._in_order:
            each.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched in self._in_order:
            by = _STEPS.get(Qt.Key(event.key()))
            if by is not None:
                at = self._in_order.index(cast("QPushButton", watched)) + by
                if 0 <= at < len(self._in_order):
                    self._in_order[at].setFocus(Qt.FocusReason.TabFocusReason)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(watched, QPushButton):
                watched.click()
                return True
        return super().eventFilter(watched, event)


RESTS = ("paused", "sustained")
"""States of a key relationship in which nothing is asked of the owner: the star is for those in hand."""

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class Head(QWidget):
    """Initials, name, star, role; the tier, which a click changes; the active goal."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.about: About | None = None
        self.disc = Avatar(44)
        self.name = Short("", "title")
        self.star = label("★", "gold")
        self.star.setToolTip(_("A key relationship"))
        self.star.setAccessibleName(_("A key relationship"))
        self.role = Prose("", "dim")
        self.rests = Prose("", "small")
        self._glances = True
        self.tiers = HowNear()
        self.tiers.chosen.connect(self._move)
        self.evidence = Line(
            _("What did they do that shows it?"), self._keep_evidence, _("What shows it? (can be left)")
        )
        self.evidence.hide()
        self._moved: int | None = None
        self._shown_before: r.Evidence | None = None
        """What showed the tier before the move: it answers another question."""
        self.goal = Prose()
        self.measure = Prose("", "dim")
        self.for_them = Prose("", "dim")
        self.heading = label("", "heading")
        self._heading = QWidget()
        self._heading.setLayout(row(label("→", "gold"), self.heading, None, gap=GRID))
        title = row(self.name, self.star, None, gap=6)
        title.setStretch(0, 1000)
        top = row(self.disc, gap=3 * GRID)
        top.addLayout(column(None, title, self.role, self.rests, None, gap=2), 1)
        self.glance = QWidget()
        self.glance.setLayout(column(self.goal, self.measure, self.for_them, self._heading, gap=2))
        self.setLayout(column(top, GRID, self.tiers, self.evidence, self.glance, gap=2 * GRID))

    def show_about(self, about: About) -> None:
        """Show a person as the plan has them now."""
        self.about = about
        person = about.person
        self._colour(colours())
        self.name.say(in_both_scripts(person.name, person.name_latin or "") or _("(no name)"))
        self.name.setMaximumWidth(self.name.fontMetrics().horizontalAdvance(self.name.whole) + 2)
        self.star.setVisible(about.focal is not None and about.focal.state not in RESTS)
        self.rests.say(rests_words().get(about.focal.state, "") if about.focal else "")
        self.role.say(person.role or about.organisation)
        self.tiers.set_tier(person.tier)
        if self._moved != person.id or person.tier not in ASKS_EVIDENCE:
            self._moved = None
        shows = person.tier_evidence if person.tier_evidence != self._shown_before else None
        self.evidence.show_text(shows.text if shows else "")
        self.evidence.setVisible(self._moved is not None)
        self._show_goal(about)

    def glance_at(self, wanted: bool) -> None:
        """Whether the goal is wanted here: not where the page below shows it anyway, or has no room."""
        self._glances = wanted
        self.glance.setVisible(wanted and self.about is not None and self.about.focal is not None)

    def _show_goal(self, about: About) -> None:
        goal, focal = about.goal, about.focal
        self.goal.say(goal.statement if goal else "")
        self.measure.say(measure_line(goal, about.today) if goal else "")
        gain = goal.helps_them if goal else ""
        self.for_them.say(_("For them: {gain}").format(gain=gain) if gain else "")
        self.heading.setText(
            heading_to(focal.target_tier if focal and focal.target_tier != about.person.tier else None)
        )
        self._heading.setVisible(bool(self.heading.text()))
        self.glance_at(self._glances)

    def _colour(self, palette: Palette) -> None:
        number = self.about.group_number if self.about else None
        # The light colours carry white letters in both themes.
        colour = LIGHT.dim if number is None else LIGHT.groups[number % len(LIGHT.groups)]
        self.disc.show_person(self.about.person.name if self.about else "", colour)

    def _move(self, tier: str) -> None:
        if self.about is None:
            return
        person = self.about.person
        before = self._moved
        self._moved, self._shown_before = person.id, person.tier_evidence
        moved = self.session.do(
            lambda: edits.move_contact(self.session.plan, person.id, tier, on=self.session.today())
        )  # fmt: skip
        if not moved:
            self._moved = before
            self.tiers.set_tier(person.tier)

    def _keep_evidence(self, text: str) -> bool:
        if self.about is None:
            return False
        person = self.about.person.id
        return self.session.do(
            lambda: edits.set_evidence(self.session.plan, person, text, on=self.session.today())
        )  # fmt: skip

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if changed_palette(event) and self.about is not None:
            self._colour(colours())
