"""Introductions: those under way, ways to people not known yet, and the pairs that rest after a no (R7, R13)."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.domain import records as r
from desktop.domain.introductions import DECLINED, next_states, rests_until
from desktop.domain.network import Network
from desktop.domain.survey import Survey
from desktop.domain.tiers import EGO_TIERS
from desktop.domain.ways import Way, Word, ways_to
from desktop.plan import edits, network_edits, read, read_network
from desktop.plan.step import Changes
from desktop.report.names import in_both_scripts, in_sentence, one_line, readable
from desktop.ui.gaps.asking import often_words, way_words, word_words
from desktop.ui.gaps.feed import GapsFeed
from desktop.ui.gaps.introduction_card import IntroductionCard, Reach, ReachCard, UnderWay
from desktop.ui.inspector.days import in_words
from desktop.ui.inspector.find_person import PersonLine
from desktop.ui.inspector.parts import Cards, Fold, Prose
from desktop.ui.session import Session
from desktop.ui.text_size import sized
from desktop.ui.widgets import GRID, Page, column, label, row
from desktop.words import _, ngettext, tier_words

_WIDEST, _MOST = 860, 8

_OVER = DECLINED | {"conversation_held"}


class IntroductionsPage(Page):
    """Ways to somebody asked for by name come first, then the introductions under way, then whom to reach first."""

    opened = Signal(int)
    map_wanted = Signal(object, str, object)
    """People to be seen on the map, the way in words, the people once more as the way."""
    said = Signal(str)

    def __init__(self, session: Session, feed: GapsFeed) -> None:
        super().__init__()
        self._session, self._feed = session, feed
        self._asked_for: int | None = None
        self._names: dict[int, tuple[str, str]] = {}
        self.who = PersonLine(session, _("Whom you would like to meet"), _("Whom would you like to meet? Type a name"))
        self.who.picked.connect(self.show_person)
        self.one = ReachCard()
        self.one.hide()
        self.under_way, self.over = self._introductions(), self._introductions()
        self.under_way_heading = label(_("Under way"), "heading")
        self.over_fold = Fold("", self.over)
        self.reach_heading = label(_("Whom to reach first"), "heading")
        self.reach: Cards[Reach, ReachCard] = Cards(lambda _reach: self._reach_card(), ReachCard.show_reach)
        self.nobody = Prose(
            _("Nobody in your plan is waiting to be met. Place people under “Aware of me” or below."), "dim"
        )
        self._wire(self.one)
        inner = QWidget()
        sized(inner, most=_WIDEST)
        told = _("A way has at most two go-betweens. Both are asked before anybody is introduced, and no is an answer.")
        inner.setLayout(
            column(
                Prose(told, "dim"), self.who, self.one, self.under_way_heading, self.under_way, self.reach_heading,
                self.reach, self.nobody, self.over_fold, gap=3 * GRID,
            )
        )  # fmt: skip
        line = row(inner, None, gap=0)
        line.setStretch(0, 1000)
        self.body.addLayout(line)
        self.body.addStretch(1)
        session.changed.connect(self._follow)
        session.frozen.connect(lambda frozen: None if frozen else self.refresh())
        self.setFocusProxy(self.who)

    def refresh(self) -> None:
        """Show introductions and ways as they are now."""
        if self._session.jobs.busy or not self.isVisible():
            return
        plan, survey = self._session.plan, self._feed.survey
        found = list(read.records(plan, r.Introduction).values())
        first = self._whom_first(survey, found) if survey else []
        people = {key for each in found for key in (*each.path, each.broker, each.target)}
        people |= (
            {key for target in first for way in survey.ways.to.get(target, ()) for key in way.people}
            if survey
            else set()
        )
        self._read_names(people | set(first))
        self._show_under_way(found, survey)
        self.reach.show_items(
            [(key, self._reach(key, survey.network, survey.ways.to[key])) for key in first] if survey else []
        )
        self.reach_heading.setVisible(bool(first))
        self.nobody.setVisible(survey is not None and not survey.ways.to)
        if self._asked_for is not None:
            self._show_one(self._asked_for)

    def show_person(self, person: int) -> None:
        """Show the ways to somebody."""
        self._asked_for = person
        self._show_one(person)
        self.verticalScrollBar().setValue(0)
        first = next(iter(self.one.ways), None)
        (first.ask if first else self.one.name).setFocus(Qt.FocusReason.OtherFocusReason)

    def best(self) -> tuple[str, str, tuple[int, ...]] | None:
        """The first to reach over a way: a title, a sentence, the people along it."""
        survey = self._feed.survey
        if survey is None:
            return None
        found = list(read.records(self._session.plan, r.Introduction).values())
        ways = [way for person in self._whom_first(survey, found) for way in survey.ways.to[person][:1]]
        if not ways:
            return None
        # Of those worth reaching, the first over a way that holds.
        way = min(ways, key=lambda each: list(Word).index(each.word))
        self._read_names(way.people, more=True)
        title = f"{in_sentence(self._name(way.asked))} → {in_sentence(self._name(way.target))}"
        path = way_words(way, survey.network, self._name)
        return title, _("A {word} way: {path}.").format(word=word_words()[way.word], path=path), way.people

    # --- showing ---------------------------------------------------------------------------------------------------

    def _whom_first(self, survey: Survey, found: Sequence[r.Introduction]) -> list[int]:
        """Those not known yet, by R6 and then by their ways; without those about whom something is under way."""
        going = {each.target for each in found if each.state not in _OVER}
        by_rank = [each.person for each in survey.candidates if each.person in survey.ways.to]
        others = sorted(
            (key for key, ways in survey.ways.to.items() if ways), key=lambda key: -survey.ways.to[key][0].score
        )
        return [key for key in dict.fromkeys((*by_rank, *others)) if key not in going][:_MOST]

    def _show_one(self, person: int) -> None:
        plan, on = self._session.plan, self._session.today()
        known = read.record(plan, r.Contact, person)
        self.one.setVisible(known is not None)
        if known is None:
            self._asked_for = None
            return
        network = read_network.around(plan, person, on)
        ways = ways_to(network, person)
        self._read_names({person, *(key for way in ways for key in way.people)}, more=True)
        self.one.editable = self._session.editable
        self.one.show_reach(self._reach(person, network, ways))

    def _reach(self, person: int, network: Network, ways: Sequence[Way]) -> Reach:
        node = network.nodes.get(person)
        group = self._feed.cells.groups.get(node.group or 0) if node is not None else None
        parts = [tier_words()[node.tier] if node else "", one_line(group.label) if group else ""]
        if node is not None and node.tier in EGO_TIERS:
            parts.append(_("you know each other already"))
        told = [(way, way_words(way, network, self._name), often_words(way.asked, network, self._name)) for way in ways]
        resting = [between for between, target in network.resting if target == person]
        rests = (
            _("Through {names} it rests: somebody said no less than half a year ago.").format(
                names=", ".join(in_sentence(self._name(each)) for each in sorted(resting))
            )
            if resting
            else ""
        )
        return Reach(person, self._title(person), ", ".join(part for part in parts if part), tuple(told), rests)

    def _show_under_way(self, found: Sequence[r.Introduction], survey: Survey | None) -> None:
        going = [each for each in found if each.state not in _OVER]
        over = [each for each in found if each.state in _OVER]
        self.under_way.show_items([(each.id, self._under_way(each, survey)) for each in going])
        self.over.show_items([(each.id, self._under_way(each, survey)) for each in reversed(over)])
        self.under_way_heading.setVisible(bool(going))
        self.over_fold.setVisible(bool(over))
        n = len(over)
        self.over_fold.say(ngettext("{n} over or resting", "{n} over or resting", n).format(n=n))
        for cards in (self.under_way, self.over):
            cards.setEnabled(self._session.editable)

    def _under_way(self, each: r.Introduction, survey: Survey | None) -> UnderWay:
        on, owner = self._session.today(), read.owner(self._session.plan)
        along = [key for key in (each.path or (each.broker, each.target)) if key != owner.id]
        mind = often_words(each.broker, survey.network, self._name) if survey else ""
        until = rests_until(each)
        rests = ""
        if until is not None:
            day = in_words(until.isoformat(), on)
            rests = (
                _("Rests until {day}; this pair is not asked again before.").format(day=day)
                if on < until
                else _("May be asked again since {day}.").format(day=day)
            )
        names, me = tuple(self._name(key) for key in along), readable(owner.name, owner.name_latin)
        return UnderWay(each, tuple(along), self._title(each.target), names, tuple(next_states(each)), me, mind, rests)

    def _read_names(self, people: Iterable[int], *, more: bool = False) -> None:
        keys = sorted(set(people))
        found = read.names(self._session.plan, keys) if keys else {}
        self._names = {**self._names, **found} if more else found

    def _name(self, person: int) -> str:
        if person not in self._names:
            self._read_names([person], more=True)
        return readable(*self._names.get(person, ("", ""))) or _("somebody")

    def _title(self, person: int) -> str:
        return in_both_scripts(*self._names.get(person, ("", ""))) or _("(no name)")

    # --- parts -----------------------------------------------------------------------------------------------------

    def _introductions(self) -> Cards[UnderWay, IntroductionCard]:
        return Cards(lambda _shown: self._introduction_card(), IntroductionCard.show_introduction)

    def _introduction_card(self) -> IntroductionCard:
        made = IntroductionCard()
        made.stepped.connect(self._step)
        made.worded.connect(self._word)
        made.removed.connect(self._remove)
        made.opened.connect(self.opened)
        made.map_wanted.connect(self._show_on_map)
        return made

    def _reach_card(self) -> ReachCard:
        made = ReachCard()
        made.editable = self._session.editable
        self._wire(made)
        return made

    def _wire(self, card: ReachCard) -> None:
        card.opened.connect(self.opened)
        card.asked.connect(self._think_of)
        card.map_wanted.connect(self._show_on_map)

    def _show_on_map(self, people: Sequence[int], said: str) -> None:
        self.map_wanted.emit(people, said, people)

    # --- editing ---------------------------------------------------------------------------------------------------

    def _think_of(self, way: Way) -> None:
        plan, on, subject = self._session.plan, self._session.today(), self._name(way.target)
        kept: list[int] = []
        if self._session.do(
            lambda: kept.append(network_edits.propose_introduction(plan, way.people, on=on, subject=subject))
        ):
            self._asked_for = None
            self.one.hide()
            self.refresh()
            card = self.under_way.of(kept[0])
            if card is not None:
                card.reason.setFocus(Qt.FocusReason.OtherFocusReason)
                self.ensureWidgetVisible(card)

    def _step(self, introduction: int, state: str) -> None:
        plan, on, subject = self._session.plan, self._session.today(), self._subject(introduction)
        self._session.do(lambda: network_edits.set_introduction(plan, introduction, state, on=on, subject=subject))

    def _word(self, introduction: int, field: str, text: str) -> None:
        plan = self._session.plan
        self._session.do(
            lambda: edits.change(plan, r.Introduction, introduction, self._subject(introduction), **{field: text})
        )

    def _remove(self, introduction: int) -> None:
        plan, subject = self._session.plan, self._subject(introduction)
        if self._session.do(lambda: edits.remove(plan, r.Introduction, introduction, subject)):
            self.said.emit(_("The introduction was let go."))

    def _subject(self, introduction: int) -> str:
        found = read.record(self._session.plan, r.Introduction, introduction)
        return self._name(found.target) if found else ""

    def _follow(self, changes: Changes) -> None:
        # Names and introductions show at once; ways come with the survey.
        if changes.touches("introductions", "contacts", "ties"):
            self.refresh()

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        self.refresh()
