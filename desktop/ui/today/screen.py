"""The Today screen: three things first, the rest folded; who to review, to ask, to offer; whether it is working."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QWidget

from desktop.domain import records as r
from desktop.domain.dates import days_after
from desktop.domain.states import FOCAL, may_become
from desktop.domain.today import (
    REST_DAYS,
    SNOOZE_DAYS,
    Day,
    GoalWanted,
    Offer,
    Resting,
    ReviewToDo,
    SecondLook,
    Thing,
    ToFile,
    Working,
)
from desktop.plan import cycle_edits, edits, review_edits, session_edits
from desktop.report.days import day_words
from desktop.ui.ask import write
from desktop.ui.first_steps.card import FirstStepsCard
from desktop.ui.first_steps.path import FirstSteps
from desktop.ui.inspector.phrases import becoming
from desktop.ui.session import Session
from desktop.ui.today.cards import Act, Line, Rows, ThingLine
from desktop.ui.today.feed import TodayFeed
from desktop.ui.today.filing import FileLine
from desktop.ui.today.meetings import Meetings
from desktop.ui.today.phrases import (
    goal_wanted_line,
    moved_line,
    name_of,
    review_line,
    reviews_heading,
    session_line,
    short_name,
    silence,
    talks_line,
    things_heading,
    title,
)
from desktop.ui.today.working import WorkingLine
from desktop.ui.widgets import GRID, Card, Page, button, column, empty, label, named
from desktop.words import _

_TWO_COLUMNS = 720
"""From this width on the cards stand in two columns."""

_MOST_NEWS = 3


class TodayScreen(Page):
    """Everything is done in place; `session` follows. What concerns other screens is asked for by signals."""

    names_wanted = Signal()
    """There is nobody in the plan: the user wants to type names."""
    people_wanted = Signal()
    """The user wants to choose key relationships."""
    note_wanted = Signal(object)
    """To note a conversation with the person of this id."""
    review_wanted = Signal(int)
    """To start the review with the person of this id."""
    answers_wanted = Signal(int)
    """To write down what was found out about the person of this id."""
    goals_wanted = Signal(int)
    """To say what is to become different with the person of this id."""
    look_back_wanted = Signal(int, int)
    """To say how it was: the person of this id, and the plan to meet."""
    said = Signal(str, str, object)
    """A line over the screen: words, the words of an action, what it does."""

    def __init__(self, session: Session, feed: TodayFeed, steps: FirstSteps) -> None:
        super().__init__()
        self._session, self._feed, self._steps = session, feed, steps
        self.setFrameShape(self.Shape.NoFrame)
        named(self, _("Today"))
        self.heading = label("", "title")
        self.session_line = label("", "dim", wrap=True)
        self.first_steps = FirstStepsCard(steps)
        self.begin = Card()
        self.things: Rows[Thing] = Rows(
            things_heading,
            self._thing,
            more=lambda n: _("{n} more later").format(n=n),
            none=_("Nothing is waiting. Whom would it be good to hear from?"),
        )
        self.to_file: Rows[ToFile] = Rows(
            lambda _n: _("To file: with whom was this?"), lambda talk: FileLine(session, talk)
        )  # fmt: skip
        self.meetings = Meetings(session, self._about)
        self.meetings.look_back_wanted.connect(self.look_back_wanted)
        self.ahead, self.look_back = self.meetings.ahead, self.meetings.look_back
        self.goals: Rows[GoalWanted] = Rows(lambda _n: _("What is to become different?"), self._goal_wanted)
        self.second_looks: Rows[SecondLook] = Rows(lambda _n: _("Is the goal still right?"), self._second_look)
        self.working: Rows[Working] = Rows(lambda _n: _("Is it working?"), self._working)
        self.reviews: Rows[ReviewToDo] = Rows(reviews_heading, self._review)
        self.offers: Rows[Offer] = Rows(lambda _n: _("Something to ask, or to offer?"), self._offer)
        self.resting: Rows[Resting] = Rows(lambda _n: _("Resting"), self._resting, most=1)
        self.since = Card()
        self.columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.columns.setSpacing(4 * GRID)
        left = column(
            self.first_steps, self.begin, self.things, self.ahead, self.to_file, self.look_back, self.working, None,
            gap=4 * GRID,
        )  # fmt: skip
        right = column(
            self.second_looks, self.goals, self.reviews, self.offers, self.resting, self.since, None, gap=4 * GRID
        )
        self.columns.addLayout(left, 27)
        self.columns.addLayout(right, 20)
        self.body.addLayout(column(self.heading, self.session_line, gap=GRID // 2))
        self.body.addLayout(self.columns)
        self.body.addStretch(1)
        self._shown: Day | None = None
        self._begun: tuple[bool, ...] | None = None
        self._editable = session.editable
        self._stale = False
        feed.changed.connect(self.show_day)
        steps.changed.connect(lambda: self._show_begin(feed.day))
        session.frozen.connect(self._freeze)
        self.show_day(feed.day)

    def show_day(self, day: Day) -> None:
        """Show how the day stands; only what differs is made anew."""
        before, self._shown = self._shown, day
        self.heading.setText(title(day.on))
        line = session_line(day)
        self.session_line.setText(line)
        self.session_line.setVisible(bool(line))
        if before is not None and before.on != day.on:
            for rows in (self.things, self.second_looks, self.goals, self.reviews):
                rows.show_items([])
        begun = day.people > 0 and day.key_people > 0
        things = day.things()
        self.things.show_items(things)
        self.things.setVisible(begun or bool(things))
        self.to_file.show_items(list(day.to_file.values()))
        self.meetings.show_day(day)
        self.goals.show_items(day.goals_wanted_in_order())
        self.second_looks.show_items(day.second_looks_in_order())
        self.working.show_items(day.goals_in_order())
        self.reviews.show_items(day.reviews_in_order())
        self.offers.show_items(day.offers_in_order())
        self.resting.show_items(sorted(day.resting.values(), key=lambda each: each.until))
        self._show_begin(day)
        self._show_since(day)

    def _show_begin(self, day: Day) -> None:
        """What to do next in a plan that has only begun."""
        state = bool(day.people), bool(day.key_people), self._editable, self._steps.step is not None
        if state == self._begun:
            return
        self._begun = state
        self.begin.setVisible(not all(state[:2]) and self._steps.step is None)
        empty(self.begin.body)
        if not day.people:
            heading = _("Who matters for your work?")
            said = _("Begin with names from memory, the strongest first. Everything else can come later.")
            does, wanted = _("Name people"), self.names_wanted
        else:
            heading = _("Who are the few that matter most just now?")
            said = _("About six is plenty. Choose them in the list of people; a goal and a review follow from that.")
            does, wanted = _("Choose key relationships"), self.people_wanted
        act = button(does)
        act.setEnabled(self._editable)
        act.clicked.connect(lambda: wanted.emit())
        for part in (label(heading, "heading", wrap=True), label(said, "dim", wrap=True), act):
            self.begin.body.addWidget(part, 0, Qt.AlignmentFlag.AlignLeft if part is act else Qt.AlignmentFlag(0))
            part.show()

    def _show_since(self, day: Day) -> None:
        lines = [talks_line(len(day.talks), day.people_met())]
        lines += [
            _("Learned about {name}: {what}").format(name=short_name(news.who), what=news.text)
            for news in day.news_in_order()[:_MOST_NEWS]
        ]
        moves = day.moves_in_order()
        lines += [moved_line(move) for move in moves[:_MOST_NEWS]] or [_("Nobody has moved.")]
        heading = (
            _("Since {day}").format(day=day_words(day.since, day.on))
            if day.session_before
            else _("In the last four weeks")
        )
        shown = [part.text() for part in self.since.findChildren(QLabel) if not part.isHidden()]
        if shown != [heading, *lines]:
            empty(self.since.body)
            for part in (label(heading, "heading"), *(label(said, wrap=True) for said in lines)):
                self.since.body.addWidget(part)
                part.show()
        self.since.setVisible(bool(day.people))

    # --- rows ---

    def _thing(self, thing: Thing) -> QWidget:
        on = self._session.today()
        acts: list[Act] = []
        if self._editable:
            acts += [
                (_("Not now (back in a week)"), lambda: self._put_off(thing, SNOOZE_DAYS)),
                (_("Not now (back in a month)"), lambda: self._put_off(thing, REST_DAYS)),
            ]
        if self._editable and thing.agreed is not None:
            acts.append((_("Say how it went…"), lambda: self._comment(thing)))
        if (who := thing.who) is not None:
            acts += self._about(who.id, short_name(who))
        made = ThingLine(thing, on, acts, editable=self._editable)
        made.ticked.connect(lambda: self._tick(thing))
        self._opens(made, thing.who.id if thing.who else None)
        return made

    def _review(self, review: ReviewToDo) -> QWidget:
        acts = [
            *self._about(review.who.id, short_name(review.who)),
            *self._pauses(review.who.id, short_name(review.who)),
        ]
        made = Line(name_of(review.who), review_line(review.last, review.grown_old, self._session.today()), acts)
        start = button(_("start"), "link")
        named(start, _("Start the review: {name}").format(name=name_of(review.who)))
        start.clicked.connect(lambda: self.review_wanted.emit(review.who.id))
        made.put_behind(start)
        self._opens(made, review.who.id)
        return made

    def _goal_wanted(self, wanted: GoalWanted) -> QWidget:
        who, name = wanted.who, short_name(wanted.who)
        acts = self._about(who.id, name)
        if self._editable:
            change = edits.set_state
            today, plan = self._session.today, self._session.plan
            acts += [
                (words, lambda state=state: self._session.do(
                    lambda: change(plan, wanted.focal, state, on=today(), subject=name)))
                for state, words in becoming().items()
                if may_become(FOCAL, "candidate" if wanted.by < today() else "active", state)
            ]  # fmt: skip
        made = Line(name_of(who), goal_wanted_line(wanted, self._session.today()), acts)
        begin = button(_("Edit the goal") if wanted.drafted else _("say it"), "link")
        named(begin, _("Set a goal: {name}").format(name=name_of(who)))
        begin.clicked.connect(lambda: self.goals_wanted.emit(who.id))
        made.put_behind(begin)
        self._opens(made, who.id)
        return made

    def _second_look(self, look: SecondLook) -> QWidget:
        who, name, plan = look.who, short_name(look.who), self._session.plan
        acts = [(_("Edit the goal"), lambda: self.goals_wanted.emit(who.id)), *self._about(who.id, name)]
        made = Line(look.statement, name_of(who), acts, _("More about: {what}").format(what=look.statement))
        yes = button(_("yes, it is"), "link")
        named(yes, _("The goal is still right: {what}").format(what=look.statement))
        yes.setEnabled(self._editable)
        yes.clicked.connect(lambda: self._session.do(lambda: review_edits.confirm_goal(plan, look.goal, name)))
        made.put_behind(yes)
        made.opened.connect(lambda: self.goals_wanted.emit(who.id))
        return made

    def _offer(self, offer: Offer) -> QWidget:
        who = offer.who
        acts = [*self._about(who.id, short_name(who)), *self._pauses(who.id, short_name(who))]
        if self._editable:
            stop = _("No longer keep in touch on purpose")
            acts.append((stop, lambda: self._session.do(lambda: self._let_go(who.id, short_name(who)))))
        made = Line(name_of(who), silence(offer.days), acts, _("More about: {what}").format(what=name_of(who)))
        self._opens(made, who.id)
        return made

    def _resting(self, resting: Resting) -> QWidget:
        who = resting.who
        until = _("until {day}").format(day=day_words(resting.until, self._session.today()))
        made = Line(name_of(who), until)
        back = button(_("bring back"), "link")
        named(back, _("Bring back: {name}").format(name=name_of(who)))
        back.setEnabled(self._editable)
        back.clicked.connect(lambda: self._pause(who.id, short_name(who), None))
        made.put_behind(back)
        self._opens(made, who.id)
        return made

    def _working(self, working: Working) -> QWidget:
        made = WorkingLine(working)
        self._opens(made, working.who.id)
        return made

    def _opens(self, made: Line | WorkingLine, person: int | None) -> None:
        if person is not None:
            made.opened.connect(lambda: self._session.select(person))
        else:
            made.setCursor(Qt.CursorShape.ArrowCursor)

    def _about(self, person: int, name: str) -> list[Act]:
        acts: list[Act] = [(_("Open {name}").format(name=name), lambda: self._session.select(person))]
        if self._editable:
            acts.append((_("Note a conversation"), lambda: self.note_wanted.emit(person)))
        return acts

    def _pauses(self, person: int, name: str) -> list[Act]:
        until = days_after(self._session.today(), REST_DAYS)
        act = _("Not now (back in a month)"), lambda: self._pause(person, name, until)
        return [act] if self._editable else []

    # --- what is done ---

    def _tick(self, thing: Thing) -> None:
        plan, on, name = self._session.plan, self._session.today(), thing.text
        at = thing.at
        if at is None:
            kept = self._session.do(lambda: cycle_edits.step_done(plan, thing.id, on=on, subject=name))
        else:
            kept = self._session.do(lambda: cycle_edits.promise_kept(plan, thing.id, at, on=on, subject=name))
        who = thing.who
        if not kept:
            self.things.redo()
        elif thing.kind == "investigate" and who is not None:
            asked = _("Done. What did you find out about {name}?").format(name=short_name(who))
            self.said.emit(asked, _("Write it down"), lambda: self.answers_wanted.emit(who.id))
        elif thing.agreed is not None:
            self.said.emit(_("Done."), _("Say how it went…"), lambda: self._comment(thing))

    def _comment(self, thing: Thing) -> None:
        said = write(self.window(), _("How it went, in your words"), thing.text, thing.comment, _("Keep"))
        if said is not None:
            plan = self._session.plan
            self._session.do(lambda: session_edits.change_agreed(plan, thing.id, thing.text, comment=said))

    def _put_off(self, thing: Thing, days: int) -> None:
        plan, until, at = self._session.plan, days_after(self._session.today(), days), thing.at
        if at is None:
            self._session.do(lambda: cycle_edits.put_off(plan, thing.id, until, thing.text))
        else:
            self._session.do(lambda: cycle_edits.put_off_promise(plan, thing.id, at, until, thing.text))

    def _pause(self, person: int, name: str, until: date | None) -> None:
        self._session.do(lambda: cycle_edits.pause(self._session.plan, person, until, name))

    def _let_go(self, person: int, name: str) -> None:
        edits.change(self._session.plan, r.Contact, person, name, keep_in_touch=False)

    def _freeze(self, frozen: bool) -> None:
        self._editable = self._session.editable
        self.setEnabled(not frozen)
        self._stale = True
        if self.isVisible():
            self._redo()

    def _redo(self) -> None:
        """Make the rows anew: what can be done in them has changed. Nobody waits for those of a hidden screen."""
        self._stale = False
        for rows in (
            self.things,
            *self.meetings.cards,
            self.to_file,
            self.second_looks,
            self.goals,
            self.reviews,
            self.offers,
            self.resting,
        ):
            rows.redo()

    # --- Qt ---

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._redo()
        self._feed.tell()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.viewport().width() >= _TWO_COLUMNS
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self.columns.direction() != direction:
            self.columns.setDirection(direction)
