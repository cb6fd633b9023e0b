"""Someone missing: gaps in the order in which to fill them, what is decided about each, and who it is in the end."""

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.domain import records as r
from desktop.domain.coverage import Cover
from desktop.domain.gaps import Missing, decided, first_to_fill, of_groups
from desktop.plan import edits, network_edits, read, read_network
from desktop.plan.step import Changes
from desktop.report.names import capital, count_words, in_both_scripts, in_sentence, tier_in_sentence
from desktop.ui.gaps.feed import GapsFeed
from desktop.ui.gaps.missing_card import MissingCard, MissingShown, RoleForm
from desktop.ui.gaps.phrases import key_now, nobody_near
from desktop.ui.inspector.parts import Cards, Fold, Prose
from desktop.ui.session import Session
from desktop.ui.text_size import sized
from desktop.ui.widgets import GRID, Page, column, label, row
from desktop.words import _, ngettext, one_line

_WIDEST, _MOST, _NEAR = 860, 30, 3

_Key = tuple[int | None, str, int | None]


class MissingPage(Page):
    """The gaps (R5) and named roles by R6, those covered by one person only, and what was decided to be left."""

    opened = Signal(int)
    said = Signal(str)
    """What was done, in words, with the offer to take it back."""

    def __init__(self, session: Session, feed: GapsFeed) -> None:
        super().__init__()
        self._session, self._feed = session, feed
        self._names: dict[int, str] = {}
        self.first: MissingShown | None = None
        """What to begin with."""
        self.standing = Prose("", "dim")
        self.none = Prose("", "good")
        self.cards, self.thin, self.left = self._cards(), self._cards(), self._cards()
        self.thin_heading = label("", "heading", wrap=True)
        self.left_fold = Fold("", self.left)
        self.form = RoleForm()
        self.form.added.connect(self._add_role)
        inner = QWidget()
        sized(inner, most=_WIDEST)
        inner.setLayout(
            column(
                self.standing, self.none, self.cards, label(_("A role you miss, before you know the name"), "heading"),
                self.form, self.thin_heading, self.thin, self.left_fold, gap=3 * GRID,
            )
        )  # fmt: skip
        line = row(inner, None, gap=0)
        line.setStretch(0, 1000)
        self.body.addLayout(line)
        self.body.addStretch(1)
        feed.changed.connect(self.refresh)
        session.changed.connect(self._follow)
        session.frozen.connect(self._freeze)
        self.refresh()

    # --- showing ---------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show the gaps as they are now."""
        if self._session.jobs.busy or not self._feed.ready:
            return
        plan, on = self._session.plan, self._session.today()
        gaps = read.records(plan, r.Gap)
        absent, survey = read_network.absent(plan, on), self._feed.survey
        if survey is not None:
            absent = first_to_fill(absent, survey.network, survey.candidates)
        of_group = of_groups(gaps.values())
        covers = [cover for group in self._feed.cells.groups if (cover := self._feed.cells.coverage(group)) is not None]
        thin = [
            Missing(each.group, each.desired, "", gap.id if (gap := of_group.get(each.group)) else None)
            for each in covers
            if each.cover is Cover.THIN
        ]
        left = [
            Missing(gap.group, gap.desired or "ally", gap.role or "", gap.id)
            for gap in gaps.values()
            if decided(gap) == "leave"
            and (gap.role or (self._is_gap(gap.group) and of_group.get(gap.group or 0) is gap))
        ]
        thin = [each for each in thin if not self._is_left(gaps, each)] + [
            each for each in thin if self._is_left(gaps, each)
        ]
        self._read_names((*absent[:_MOST], *thin[:_MOST], *left[:_MOST]), gaps)
        self.cards.show_items([self._item(each, gaps) for each in absent[:_MOST]])
        self.thin.show_items([self._item(each, gaps) for each in thin[:_MOST]])
        self.left.show_items([self._item(each, gaps) for each in left[:_MOST]])
        cards = [self._item(each, gaps)[1] for each in (*absent[:1], *thin[:1])]
        self.first = cards[0] if cards else None
        self._say(covers, of_group, absent, thin, left)
        self.form.show_groups([(key, group.label) for key, group in self._feed.cells.groups.items()])
        self.form.setEnabled(self._session.editable)
        for cards in (self.cards, self.thin, self.left):
            cards.setEnabled(self._session.editable)

    def _say(self, covers: Any, of_group: Any, absent: Any, thin: Any, left: Any) -> None:
        settled = sum(bool(gap and gap.decision) for each in covers if (gap := of_group.get(each.group)) is not None)
        if covers:
            text = ngettext(
                "{settled} of {n} key group has a decision.",
                "{settled} of {n} key groups have a decision.",
                len(covers),
            )
            self.standing.say(capital(text.format(settled=count_words(settled), n=count_words(len(covers)))))
        else:
            self.standing.say(
                _("No group is marked as one your work depends on. Say on the first page how near somebody should be.")
            )
        open_gap = absent or any(each.cover is Cover.GAP for each in covers)
        self.none.say(_("Nobody is missing in your key groups.") if covers and not open_gap else "")
        self.thin_heading.setVisible(bool(thin))
        self.thin_heading.setText(
            capital(ngettext("{n} group hangs on one person", "{n} groups hang on one person each", len(thin))).format(
                n=capital(count_words(len(thin)))
            )
        )
        self.left_fold.setVisible(bool(left))
        self.left_fold.say(ngettext("{n} left as it is", "{n} left as they are", len(left)).format(n=len(left)))

    def show_gap(self, group: int | None, role: int | None = None) -> None:
        """Bring the card of a key group, or of a role, into view, the keyboard on it."""
        for cards in (self.cards, self.thin, self.left):
            for card in cards.all():
                found = card.shown.missing if card.shown is not None else None
                if found is None or (found.gap if found.role else None) != role:
                    continue
                if role is None and found.group != group:
                    continue
                if cards is self.left:
                    self.left_fold.open()
                card.setFocus(Qt.FocusReason.OtherFocusReason)
                self.ensureWidgetVisible(card)
                return

    def _cards(self) -> Cards[MissingShown, MissingCard]:
        return Cards(lambda _shown: self._card(), MissingCard.show_missing, gap=3 * GRID)

    def _card(self) -> MissingCard:
        made = MissingCard(self._session)
        made.decided.connect(self._decide)
        made.filled.connect(self._fill)
        made.opened.connect(self.opened)
        made.removed.connect(self._remove)
        return made

    def _item(self, missing: Missing, gaps: dict[int, r.Gap]) -> tuple[_Key, MissingShown]:
        gap = gaps.get(missing.gap) if missing.gap is not None else None
        return (missing.group, missing.role, missing.gap if missing.role else None), self._shown(missing, gap)

    def _shown(self, missing: Missing, gap: r.Gap | None) -> MissingShown:
        cells = self._feed.cells
        group = cells.groups.get(missing.group or 0)
        where = in_sentence(one_line(group.label)) if group else ""
        cover = cells.coverage(missing.group) if not missing.role else None
        urgent = cover is None or cover.cover is Cover.GAP
        somebody = _("Somebody in {group}") if urgent else _("A second person in {group}")
        heading = one_line(missing.role) if missing.role else somebody.format(group=where)
        if missing.role and where:
            heading = _("{role}, {group}").format(role=heading, group=where)
        if missing.role:
            said = _("Wanted as {tier}, nobody has a name for it yet.").format(tier=tier_in_sentence(missing.tier))
        elif urgent or cover is None:
            said = nobody_near(missing.tier)
        else:
            said = _("{name} alone is at {tier} or nearer.").format(
                name=self._names.get(cover.at_or_above[0], ""), tier=tier_in_sentence(missing.tier)
            )
        decision = decided(gap) if gap else ""
        rest = gap.decision[len(decision) :] if gap else ""
        why = rest[1:].strip() if decision and rest.startswith(":") else ""
        about = [name for person in gap.candidates if (name := self._names.get(person))] if gap else []
        noted = _("About: {names}").format(names=", ".join(about)) if decision and about else ""
        if gap and gap.decision and not decision:
            noted = _("Noted: {text}").format(text=gap.decision)
        return MissingShown(
            missing, heading, said, gap.reason if gap else "", tuple(self._near(missing)), decision, why, noted, urgent
        )

    def _nearest(self, missing: Missing) -> list[int]:
        """R6: who in the group is to be reached first, of those who are not near enough."""
        survey, nodes = self._feed.survey, self._feed.cells.nodes
        if survey is None or missing.role:
            return []
        inside = (each.person for each in survey.candidates if each.person in nodes)
        return [person for person in inside if missing.group in nodes[person].groups][:_NEAR]

    def _near(self, missing: Missing) -> Iterable[tuple[int, str]]:
        for person in self._nearest(missing):
            tier = self._feed.cells.nodes[person].tier
            yield person, _("{name}, {tier}").format(name=self._names.get(person, ""), tier=tier_in_sentence(tier))

    def _read_names(self, shown: Iterable[Missing], gaps: dict[int, r.Gap]) -> None:
        people: set[int] = set()
        for each in shown:
            people.update(self._nearest(each))
            if each.gap is not None:
                people.update(gaps[each.gap].candidates)
            cover = self._feed.cells.coverage(each.group)
            people.update(cover.at_or_above[:1] if cover else ())
        found = read.names(self._session.plan, sorted(people)) if people else {}
        self._names = {key: in_both_scripts(*name) or _("(no name)") for key, name in found.items()}

    def _is_gap(self, group: int | None) -> bool:
        cover = self._feed.cells.coverage(group)
        return cover is not None and cover.cover is Cover.GAP

    @staticmethod
    def _is_left(gaps: dict[int, r.Gap], each: Missing) -> bool:
        return each.gap is not None and decided(gaps[each.gap]) == "leave"

    # --- editing ---------------------------------------------------------------------------------------------------

    def _decide(self, missing: Missing, decision: str, why: str) -> None:
        plan, subject = self._session.plan, self._subject(missing)
        kept = self._session.do(
            lambda: network_edits.decide_gap(plan, missing.gap, decision, why, group=missing.group, subject=subject)
        )
        if kept and decision == "leave":
            # Its card goes to the others that are left, further down.
            self.said.emit(_("Left as it is: {what}.").format(what=in_sentence(one_line(subject))))

    def _fill(self, missing: Missing, who: int | str) -> None:
        plan, on = self._session.plan, self._session.today()
        people: list[int] = []
        if self._session.do(lambda: people.append(network_edits.fill_gap(plan, missing, who, on=on))):
            self.said.emit(key_now(read.record(plan, r.Contact, people[0]), missing.tier))

    def _add_role(self, role: str, group: int | None, tier: str) -> None:
        plan = self._session.plan
        self._session.do(lambda: network_edits.add_role(plan, role, group, tier))

    def _remove(self, missing: Missing) -> None:
        plan, gap = self._session.plan, missing.gap
        if gap is not None:
            self._session.do(lambda: edits.remove(plan, r.Gap, gap, missing.role))

    def _subject(self, missing: Missing) -> str:
        group = self._feed.cells.groups.get(missing.group or 0)
        return missing.role or (group.label if group else "")

    def _follow(self, changes: Changes) -> None:
        # People and groups come by way of the feed.
        if changes.touches("gaps") and not changes.touches("contacts", "groups"):
            self.refresh()

    def _freeze(self, frozen: bool) -> None:
        if not frozen:
            self.refresh()
