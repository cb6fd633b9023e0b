"""The Goals screen: the purpose on top, then all goals by how they stand."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from desktop.domain import records as r
from desktop.domain.goals import OPEN_STATES
from desktop.domain.states import too_many
from desktop.plan import edits, read, read_meetings
from desktop.plan.read_meetings import GoalRow
from desktop.plan.step import Changes
from desktop.report.names import count_words, in_both_scripts
from desktop.ui.goals.cards import GoalCard, shown_rows
from desktop.ui.goals.versions import Versions, chain
from desktop.ui.inspector.fields import Text, settle
from desktop.ui.inspector.parts import Cards, Fold, Prose
from desktop.ui.inspector.phrases import many_words
from desktop.ui.session import Session
from desktop.ui.text_size import sized
from desktop.ui.widgets import GRID, Card, Page, button, chip, column, empty, hairline, label, named, row, tip
from desktop.words import _, ngettext

_WIDEST = 860
"""Pixels: longer lines are hard to read."""

_CONCERNS = ("goals", "focal_relationships", "contacts", "plan")


class GoalsScreen(QWidget):
    """All goals; choosing one selects the person and asks for their Goals tab."""

    opened = Signal(int)
    """A person whose goals are to be shown."""
    names_wanted = Signal()
    """There is nobody in the plan: the user wants to type names."""
    people_wanted = Signal()
    """There is nobody yet whom a goal could be about."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._rows: list[GoalRow] = []
        self._wanted = ""
        self._nobody = True
        self.purpose = Text(
            _("What do I need people for?"), lambda text: self._say(purpose=text or None), _("one line"), "plain"
        )  # fmt: skip
        self.objective = Text(
            _("What will be different when it has worked?"), lambda text: self._say(objective=text or None),
            _("for me, and for the work"), "plain",
        )  # fmt: skip
        self.sections = {state: self._cards() for state in ("waits", "active", "draft", "rests", "closed")}
        self.headings = {state: label("", "heading") for state in ("waits", "active", "draft", "rests")}
        self.closed_fold = Fold("", self.sections["closed"])
        self.many = Prose("", "dim")
        self.without = Prose("", "dim")
        self.offers = row(gap=GRID)
        self._without = QWidget()
        self._without.setLayout(column(self.without, self.offers, gap=0))
        self.nothing = Prose(_("None of these at present."), "dim")
        self.filters = self._make_filters()
        self.choose = button("", "loud")
        self.choose.clicked.connect(self._begin_here)
        self.how = label("", "dim", wrap=True)
        self.empty = Card(_("No goals yet"))
        self.empty.body.addWidget(self.how)
        self.empty.body.addLayout(row(self.choose, None))
        self.setLayout(column(self._make_page()))
        self.setFocusProxy(self.page)
        session.changed.connect(self._follow)
        session.frozen.connect(self._freeze)
        self.refresh()

    # --- parts -----------------------------------------------------------------------------------------------------

    def _cards(self) -> Cards[tuple[GoalRow, int, object], GoalCard]:
        return Cards(lambda _shown: GoalCard(self._open, self._versions), GoalCard.show_row)  # type: ignore[arg-type]

    def _make_filters(self) -> QWidget:
        made, group = QWidget(), QButtonGroup(self)
        line = row(gap=GRID)
        self.chips: dict[str, QPushButton] = {}
        for state, words in (
            ("", _("All")), ("waits", _("Waiting")), ("active", _("Active")), ("draft", _("Draft")),
            ("closed", _("Closed")),
        ):  # fmt: skip
            each = self.chips[state] = chip(words)
            each.setChecked(not state)
            if state == "waits":
                tip(each, _("Goals that wait for a second look"))
            each.clicked.connect(lambda _checked=False, state=state: self.show_only(state))
            group.addButton(each)
            line.addWidget(each)
        made.setLayout(line)
        return made

    def _make_page(self) -> QWidget:
        page = Page(gap=3 * GRID)
        inner = QWidget()
        sized(inner, most=_WIDEST)
        body = column(gap=2 * GRID)
        for words, field in (
            (_("What do I need people for?"), self.purpose),
            (_("What will be different when it has worked?"), self.objective),
        ):
            said = label(words, "dim")
            said.setBuddy(field)
            named(field, words)
            body.addLayout(column(said, field, gap=0))
        body.addWidget(hairline())
        body.addWidget(self.empty)
        for state, heading in self.headings.items():
            heading.setContentsMargins(0, 2 * GRID, 0, 0)
            body.addWidget(heading)
            body.addWidget(self.sections[state])
        body.addWidget(self.nothing)
        body.addWidget(self.many)
        body.addWidget(self._without)
        body.addWidget(self.closed_fold)
        inner.setLayout(body)
        line = row(inner, None, gap=0)
        line.setStretch(0, 1000)
        page.body.addLayout(line)
        page.body.addStretch(1)
        self.page = page
        return page

    # --- what happens ----------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the goals anew."""
        plan, today = self.session.plan, self.session.today()
        info = read.info(plan)
        self.purpose.show_text(info.purpose or "")
        self.objective.show_text(info.objective or "")
        for field in (self.purpose, self.objective):
            field.setReadOnly(plan.read_only)
        self._rows = read_meetings.goal_rows(plan)
        goals = [found.goal for found in self._rows]
        counts = dict.fromkeys(self.sections, 0)
        # A version that was replaced stands with the goal that replaced it.
        follows = {found.goal.id for found in self._rows}
        listed = [found for found in self._rows if found.goal.superseded_by not in follows]
        for state, cards in self.sections.items():
            mine = [found for found in listed if _section(found) == state]
            counts[state] = len(mine)
            cards.show_items(shown_rows(mine, lambda goal: len(chain(goal, goals)) - 1, today))
        for state, words in (
            (
                "waits",
                ngettext("One goal waits for a second look", "{n} goals wait for a second look", counts["waits"]),
            ),
            ("active", _("Active")),
            ("draft", _("Draft")),
            ("rests", _("The relationship rests")),
        ):
            self.headings[state].setText(_begin(words.format(n=count_words(counts[state]))))
        n = counts["closed"]
        self.closed_fold.say(ngettext("One achieved or let go", "{n} achieved or let go", n).format(n=n))
        self._offer_without()
        self._show_begin()
        self._counts = counts
        self.show_only(self._wanted)

    def show_only(self, state: str) -> None:
        """Show the goals in one state: waits, active, draft, closed; '' shows all."""
        self._wanted = state
        self.chips[state].setChecked(True)
        for each, cards in self.sections.items():
            shown = bool(self._counts[each]) and state in ("", each)
            if each == "closed":
                self.closed_fold.setVisible(shown)
                if state == "closed":
                    self.closed_fold.open()
            else:
                cards.setVisible(shown)
                self.headings[each].setVisible(shown)
        self.nothing.setVisible(bool(state) and not self._counts[state])

    def _show_begin(self) -> None:
        """What to do next in a plan without goals."""
        found = read.counts(self.session.plan)
        self._nobody = not (found.people or found.waiting)
        self.empty.setVisible(not self._rows and self._without.isHidden())
        if self._nobody:
            self.how.setText(_("Begin with names from memory, the strongest first. Goals follow from a few of them."))
            self.choose.setText(_("Name people"))
        else:
            self.how.setText(
                _("A goal is about one of the few relationships you choose to work on: what will be different, for both"
                  " of you. Choose a person, open Goals beside them, and make it a key relationship.")
            )  # fmt: skip
            self.choose.setText(_("Choose a key relationship"))
        named(self.choose, self.choose.text())
        self.choose.setEnabled(not self.session.plan.read_only)

    def _begin_here(self) -> None:
        settle(self)
        (self.names_wanted if self._nobody else self.people_wanted).emit()

    def _offer_without(self) -> None:
        """Key relationships about which no goal is open."""
        has = {found.person for found in self._rows if _section(found) != "closed"}
        focals = read.records(self.session.plan, r.FocalRelationship).values()
        self.many.say(many_words(too_many(focals)))
        people = [f.contact for f in focals if f.state in ("active", "candidate") and f.contact not in has]
        names = read.names(self.session.plan, people) if people else {}
        empty(self.offers)
        for person, (name, latin) in list(names.items())[:6]:
            made = button(in_both_scripts(name, latin), "link", literally=True)
            made.clicked.connect(lambda _checked=False, person=person: self._open(person))
            self.offers.addWidget(made)
        self.offers.addStretch(1)
        n = len(names)
        said = ngettext("A key relationship without a goal:", "{n} key relationships without a goal:", n)
        self.without.say(_begin(said.format(n=count_words(n))) if n else "")
        self._without.setVisible(bool(n))

    def _say(self, **values: str | None) -> bool:
        return self.session.do(lambda: edits.change(self.session.plan, r.PlanInfo, 1, "", **values))

    def _open(self, person: int) -> None:
        settle(self)
        self.opened.emit(person)

    def _versions(self, goal: int) -> None:
        goals = {found.goal.id: found for found in self._rows}
        found = goals[goal]
        versions = chain(found.goal, [each.goal for each in self._rows])
        dialog = Versions(self.window(), in_both_scripts(found.name, found.latin), versions, self.session.today())
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _follow(self, changes: Changes) -> None:
        if changes.touches(*_CONCERNS) and self._concerned(changes):
            self.refresh()

    def _concerned(self, changes: Changes) -> bool:
        people = {found.person for found in self._rows}
        if not self._rows and changes.touches("contacts"):
            return True
        return changes.touches("goals", "focal_relationships", "plan") or not people.isdisjoint(
            changes.tables.get("contacts", ())
        )

    def _freeze(self, frozen: bool) -> None:
        if not frozen:
            self.refresh()
            settle(self)


def _section(found: GoalRow) -> str:
    if found.rests and found.goal.status in OPEN_STATES:
        return "rests"
    if found.waits:
        return "waits"
    return {"active": "active", "draft": "draft", "ready": "draft"}.get(found.goal.status, "closed")


def _begin(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
