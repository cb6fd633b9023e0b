"""What is to become different with somebody: the Goals tab."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.domain import records as r
from desktop.domain.goals import OPEN_STATES
from desktop.domain.states import FOCAL, goal_wanted_by, may_become, only_drafted, standing, too_many
from desktop.domain.tiers import TIERS
from desktop.plan import edits, read
from desktop.ui.inspector.about import About
from desktop.ui.inspector.fields import Choice, Text
from desktop.ui.inspector.goal_form import GoalForm, new_goal
from desktop.ui.inspector.meetings.section import PlansToMeet
from desktop.ui.inspector.parts import Cards, ClickCard, Fold, Form, Prose
from desktop.ui.inspector.phrases import becoming, goal_state, many_words, measure_line, relationship_stands
from desktop.ui.inspector.record_form import end, others
from desktop.ui.inspector.still_right import StillRight
from desktop.ui.inspector.tab import Tab
from desktop.ui.session import Session
from desktop.ui.widgets import GRID, FlowRow, button, column, hairline, label, row, tip
from desktop.words import _, focal_kind_words, ngettext, tier_words


class GoalCard(QWidget):
    """A goal as a card; opened, it is the form."""

    def __init__(self, tab: Tab, goal: r.Goal) -> None:
        super().__init__()
        self.statement = Prose()
        self.line = Prose("", "small")
        self.state = label("", "small")
        self.card = ClickCard(self.statement, self.line, self.state)
        self.form: GoalForm | None = None
        self._tab = tab
        self._goal = goal
        self.card.opened.connect(lambda: self.open(True))
        self._column = column(self.card, gap=0)
        self.setLayout(self._column)

    def show_goal(self, goal: r.Goal) -> None:
        """The goal as the plan has it now."""
        self._goal = goal
        about = self._tab.about
        self.statement.say(goal.statement or _("(nothing said yet)"))
        self.line.say(measure_line(goal, about.today) if about else "")
        words = goal_state(goal)
        self.state.setText(
            _("{state}: {reason}").format(state=words, reason=goal.reason) if goal.reason else words
        )  # fmt: skip
        self.state.setWordWrap(True)
        self.card.setAccessibleName(_("Goal, {state}: {goal}").format(state=words, goal=goal.statement))
        if self.form is not None:
            self.form.show_record(goal)

    def open(self, opened: bool) -> None:
        """Show the form, or the card."""
        if opened and self.form is None:
            self.form = GoalForm(self._tab, self._goal, draft=False)
            self.form.closed.connect(lambda: self.open(False))
            self._column.addWidget(self.form)
        if self.form is not None:
            self.card.setVisible(not opened)
            self.form.setVisible(opened)
            (self.form.statement if opened else self.card).setFocus()


class KeyRelationship(QWidget):
    """What the relationship is about: a form to make it a key relationship, or to change it."""

    made = Signal()
    """It is a key relationship now: a goal comes next."""

    def __init__(self, tab: Tab) -> None:
        super().__init__()
        self._tab = tab
        self._focal: r.FocalRelationship | None = None
        self.kind = Choice(_("What to do with it"), focal_kind_words(), lambda value: self._put(kind=value))
        self.target = Choice(
            _("Heading to"), tier_words(), lambda value: self._put(target_tier=value), nothing=_("not said")
        )  # fmt: skip
        self.why = Text(_("Why now?"), lambda text: self._put(why_now=text), _("one line"), "plain", lines=(2, 12))
        self.make = button(_("Make it a key relationship"))
        self.make.clicked.connect(self._make)
        self.stands = Prose("", "dim")
        self.states = {state: button(words, "link") for state, words in becoming().items()}
        tip(self.states["closed"], _("Goals and what was learned stay"))
        for state, each in self.states.items():
            each.clicked.connect(lambda _checked=False, state=state: self._become(state))
        self.invitation = Prose("", "dim")
        form = Form((_("I want to"), self.kind), (_("Heading to"), self.target), (_("Why now?"), self.why))
        self.heading = QWidget()
        self.heading.setLayout(column(hairline(), GRID, label(_("The relationship"), "heading")))
        ahead = FlowRow(self.make, *self.states.values())
        self.setLayout(column(self.heading, self.invitation, self.stands, form, ahead))

    def show_about(self, about: About) -> None:
        """What the plan has now, or a first suggestion."""
        self._focal = focal = about.focal
        for widget in (self.invitation, self.make):
            widget.setVisible(focal is None)
        for widget in (self.stands, self.heading):
            widget.setVisible(focal is not None)
        now = standing(focal, about.goals, about.today) if focal else ""
        for state, each in self.states.items():
            each.setVisible(may_become(FOCAL, now, state))
        if focal is None:
            in_hand = read.records(self._tab.session.plan, r.FocalRelationship).values()
            self.invitation.say(
                many_words(too_many(in_hand)) or _("One of the few to begin, strengthen, repair or keep strong?")
            )
        else:
            by, drafted = goal_wanted_by(focal, about.goals), only_drafted(focal, about.goals)
            self.stands.say(relationship_stands(now, by, about.today, drafted=drafted))
            self.kind.show_value(focal.kind)
            self.target.show_value(focal.target_tier)
            self.why.show_text(focal.why_now)

    def suggest(self, tier: str | None) -> None:
        """For a person who is no key relationship yet: what lies nearest."""
        self.kind.show_value(
            {"advocate": "sustain", "ally": "strengthen", "acquaintance": "strengthen"}.get(tier or "", "create")
        )
        nearer = TIERS[max(TIERS.index(tier) - 1, 0)] if tier in TIERS else "acquaintance"
        self.target.show_value("acquaintance" if nearer == "aware" else nearer)
        self.why.forget()
        self.why.show_text("")

    def _put(self, **values: str | None) -> bool:
        focal = self._focal
        if focal is None:
            return True
        return self._tab.edit(
            lambda plan, about: edits.change(plan, r.FocalRelationship, focal.id, about.person.name, **values)
        )

    def _become(self, state: str) -> None:
        focal = self._focal
        if focal is not None:
            self._tab.edit(
                lambda plan, about: edits.set_state(plan, focal.id, state, on=about.today, subject=about.person.name)
            )

    def _make(self) -> None:
        kind, target, why = self.kind.chosen, self.target.chosen, self.why.toPlainText().strip()
        self.why.forget()
        made = self._tab.edit(
            lambda plan, about: edits.make_key_relationship(
                plan, about.person.id, kind, target, why, on=self._tab.today(), subject=about.person.name
            )
        )
        if made:
            self.made.emit()


class Goals(Tab):
    """The key relationship, its goals, and earlier versions folded away."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.relationship = KeyRelationship(self)
        self.draft: GoalForm | None = None
        self.cards: Cards[r.Goal, GoalCard] = Cards(lambda goal: GoalCard(self, goal), GoalCard.show_goal)
        self.earlier: Cards[r.Goal, GoalCard] = Cards(lambda goal: GoalCard(self, goal), GoalCard.show_goal)
        self.earlier_fold = Fold("", self.earlier)
        self.add = button(_("Add a goal"), "link")
        self.add.clicked.connect(self.begin)
        self.relationship.made.connect(self.add.setFocus)
        self.many = Prose(_("Two goals are active. That is possible; one is easier to keep."), "small")
        self.plans = PlansToMeet(self)
        self.still_right = StillRight(self)
        self.still_right.wants_goal.connect(self._edit_active)
        self._drafts = column()
        self._heading = label(_("Goals"), "heading")
        for part in (self.relationship, self._heading, self.still_right, self.cards):
            self.body.addWidget(part)
        self.body.addLayout(self._drafts)
        self.body.addWidget(self.many)
        self.body.addLayout(row(self.add, None))
        self.body.addWidget(self.earlier_fold)
        self.body.addWidget(hairline())
        self.body.addWidget(self.plans)
        self.body.addStretch(1)

    def show_about(self, about: About | None) -> None:
        """Show a person's goals as the plan has them now."""
        shown = self.about
        super().show_about(about)
        if about is None:
            self._end_draft()
            self.plans.end_draft()
            return
        self._place_relationship(about)
        self.still_right.show_about(about)
        self.plans.show_about(about)
        if about.focal is None and (shown is None or shown.focal is not None or shown.person.tier != about.person.tier):
            self.relationship.suggest(about.person.tier)
        self.relationship.show_about(about)
        goals = others(self.draft, about.goals, self._end_draft)
        now = [goal for goal in goals if goal.status in OPEN_STATES]
        now.sort(key=lambda goal: (goal.status != "active", goal.id))
        past = sorted((goal for goal in goals if goal not in now), key=lambda goal: -goal.version)
        self.cards.show_items([(goal.id, goal) for goal in now])
        self.earlier.show_items([(goal.id, goal) for goal in past])
        n = len(past)
        self.earlier_fold.say(ngettext("One earlier goal or version", "{n} earlier goals and versions", n).format(n=n))
        self.earlier_fold.setVisible(bool(past))
        key = about.focal is not None
        self._heading.setVisible(key or bool(now))
        self.add.setVisible(key and self.draft is None)
        self.many.setVisible(sum(goal.status == "active" for goal in now) > 1)

    def _place_relationship(self, about: About) -> None:
        """What the relationship is about comes first while it is chosen; later the goals and plans do."""
        at = 0 if about.focal is None else self.body.count() - 2
        if self.body.indexOf(self.relationship) != at:
            self.body.removeWidget(self.relationship)
            self.body.insertWidget(at, self.relationship)

    def choose(self) -> None:
        """Put the cursor where a key relationship is made."""
        self.relationship.kind.setFocus()

    def begin(self) -> None:
        """Begin a goal; it is added with its first words."""
        if self.about is None or self.about.focal is None or self.draft is not None:
            return
        focal = self.about.focal.id
        version = max((goal.version for goal in self.about.goals if goal.focal == focal), default=0) + 1
        self.draft = GoalForm(self, new_goal(focal, version), draft=True)
        self.draft.closed.connect(self._end_draft)
        self._drafts.addWidget(self.draft)
        self.draft.show()
        self.add.hide()
        self.draft.statement.setFocus()

    def _edit_active(self) -> None:
        goal = self.about.goal if self.about else None
        card = self.cards.of(goal.id) if goal else None
        if card is not None:
            card.open(True)

    def _end_draft(self) -> None:
        if self.draft is not None:
            gone, self.draft = self.draft, None
            self.show_about(self.about)
            card = self.cards.of(gone.record.id)
            end(gone, card.card if card else self.add)
