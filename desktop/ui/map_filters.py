"""Who stands out on the map, and what the dots are coloured by: the map's part of the toolbar."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.diagram import MapPeople
from desktop.domain import records as r
from desktop.domain.names import fold
from desktop.domain.tiers import TIERS
from desktop.plan import read, read_map
from desktop.ui.choice import ChoiceChip
from desktop.ui.fitting import hint
from desktop.ui.inspector.stances import stance_words
from desktop.ui.map.colouring import ANSWERS, STANCES, SUPPORT, Colouring
from desktop.ui.session import Session
from desktop.ui.text_size import sized
from desktop.ui.widgets import GRID, Card, button, chip, column, floating, label, named, panel, row
from desktop.words import _, one_line, tier_words

_WIDTH = 240


class MapFilters(QObject):
    """`bar` belongs into the toolbar; `card` lies over the map and holds what one asks for less often."""

    changed = Signal()
    """Others are to stand out."""
    coloured = Signal()
    """The dots are to have other colours."""

    def __init__(self, session: Session, over: QWidget) -> None:
        super().__init__(over)
        self._session = session
        self.group = ChoiceChip(_("Group"), _("All groups"))
        self.key = chip(_("Key relationships"))
        self.more = chip(_("More…"))
        self.more.setToolTip(_("Name, how near, organisation, tag"))
        self.colour = ChoiceChip(_("Colour"), _("Colour: group"))
        self.bar = panel()
        self.bar.setLayout(row(self.group, self.key, self.more, self.colour))
        self.text = QLineEdit()
        hint(self.text, _("Part of a name or a role"))
        self.text.setClearButtonEnabled(True)
        named(self.text, _("Only people with this in their name or role stand out"))
        self.tier = ChoiceChip(_("How near"), _("All tiers"))
        self.tier.set_options([(words, tier) for tier, words in tier_words().items()])
        self.organisation = ChoiceChip(_("Organisation"), _("All organisations"))
        self.tag = ChoiceChip(_("Tag"), _("All tags"))
        self.card = Card()
        floating(self.card, over)
        again = button(_("Show everybody again"), "link")
        again.clicked.connect(self.clear)
        parts = column(
            label(_("Who stands out"), "heading"), self.text, row(self.tier, None), row(self.organisation, None),
            row(self.tag, None), row(again, None), gap=2 * GRID,
        )  # fmt: skip
        self.card.body.addLayout(parts)
        sized(self.card, width=_WIDTH)
        self.card.hide()
        # A pause of a moment: the next letter mostly follows at once.
        self._typed = QTimer(self, interval=60, singleShot=True)
        self._typed.timeout.connect(self.changed)
        self.text.textChanged.connect(lambda _: self._typed.start())
        session.closing.connect(self._typed.stop)
        for choice in (self.group, self.tier, self.organisation, self.tag):
            choice.chosen.connect(self.changed)
        self.key.toggled.connect(self.changed)
        self.colour.chosen.connect(self.coloured)
        self.more.toggled.connect(self._show_more)
        self.refresh(MapPeople.empty())

    def refresh(self, people: MapPeople) -> None:
        """Offer what there is now."""
        self.group.set_options([(group.label, group.id or 0) for group in people.groups])
        topics = read.records(self._session.plan, r.Topic)
        self.colour.set_options([
            *((_("Stance: {topic}").format(topic=one_line(topic.label, 40)), ("stance", key))
              for key, topic in topics.items()),
            (_("Colour: answers known"), ("answers", 0)),
            (_("Colour: support"), ("support", 0)),
        ])  # fmt: skip

    def clear(self) -> None:
        """Let everybody stand out again."""
        for choice in (self.group, self.tier, self.organisation, self.tag):
            choice.choose(None)
        self.key.setChecked(False)
        self.text.clear()
        self.changed.emit()

    def mask(self, people: MapPeople) -> NDArray[np.bool_]:
        """Who stands out."""
        mask = np.ones(people.count, np.bool_)
        if self.group.value is not None:
            wanted = [(group.id or 0) == self.group.value for group in people.groups]
            mask &= np.array(wanted, np.bool_)[people.group]
        if self.key.isChecked():
            mask &= people.key
        if self.tier.value is not None:
            mask &= people.tier == TIERS.index(self.tier.value)
        if self.organisation.value is not None:
            mask &= _among(people, read_map.of_organisation(self._session.plan, self.organisation.value))
        if self.tag.value is not None:
            mask &= _among(people, read_map.tagged(self._session.plan).get(self.tag.value, set()))
        if wanted_text := fold(self.text.text()):
            mask &= self._with_text(people, wanted_text)
        return mask

    def _with_text(self, people: MapPeople, text: str) -> NDArray[np.bool_]:
        hits = self._session.finder.people(text, limit=max(people.count, 1))
        roles = {role for role in set(people.roles) if text in fold(role)}
        mask = _among(people, {hit.id for hit in hits})
        return mask | np.array([role in roles for role in people.roles], np.bool_) if roles else mask

    def colouring(self, people: MapPeople) -> Colouring | None:
        """What the dots are coloured by; None for the groups."""
        if self.colour.value is None:
            return None
        scale, topic = self.colour.value
        return {"stance": self._stance, "answers": self._answers, "support": self._support}[scale](people, topic)

    def _stance(self, people: MapPeople, topic: int) -> Colouring:
        said, words = read_map.stances(self._session.plan, topic), stance_words()
        return Colouring("stance", _codes(people, STANCES, said), tuple(words[each] for each in STANCES))

    def _answers(self, people: MapPeople, _topic: int) -> Colouring:
        known = read_map.answers_known(self._session.plan, self._session.today())
        kinds = {5: "all", 4: "most", 3: "most", 2: "some", 1: "some", 0: "none"}
        codes = _codes(people, ANSWERS, {person: kinds[count] for person, count in known.items()})
        words = (_("all five answered"), _("three or four"), _("one or two"), _("none"), _("no key relationship"))
        return Colouring("answers", codes, words)

    def _support(self, people: MapPeople, _topic: int) -> Colouring:
        kinds = {(True, True): "both", (True, False): "theirs", (False, True): "mine", (False, False): "neither"}
        found = read_map.support(self._session.plan)
        known = {person: kinds[bool(me), bool(them)] for person, (me, them) in found.items()}
        words = (_("help both ways"), _("they help me"), _("I help them"), _("neither"), _("not said"))
        return Colouring("support", _codes(people, SUPPORT, known), words)

    def _show_more(self, shown: bool) -> None:
        self.card.setVisible(shown)
        if shown:
            plan = self._session.plan
            self.organisation.set_options([(said, key) for key, said in read_map.organisations(plan).items()])
            self.tag.set_options([(tag, tag) for tag in read_map.tagged(plan)])
            self.place()
            self.card.raise_()
            self.text.setFocus()

    def place(self) -> None:
        """Under the purpose, at the left of what it lies over."""
        self.card.resize(_WIDTH, max(self.card.heightForWidth(_WIDTH), self.card.minimumSizeHint().height()))
        self.card.move(2 * GRID, 18 * GRID)


def _among(people: MapPeople, ids: set[int]) -> NDArray[np.bool_]:
    return np.isin(people.ids, np.fromiter(ids, np.int64, len(ids)))


def _codes(people: MapPeople, scale: tuple[str, ...], known: Mapping[int, str]) -> NDArray[np.int64]:
    """Each person's number in a scale, the last one where nothing is known."""
    number = {each: n for n, each in enumerate(scale)}
    codes = np.full(people.count, len(scale) - 1)
    if people.count and known:
        order = np.argsort(people.ids, kind="stable")
        ids = np.fromiter(known, np.int64, len(known))
        at = order[np.minimum(np.searchsorted(people.ids, ids, sorter=order), people.count - 1)]
        here = people.ids[at] == ids
        found = np.fromiter((number.get(each, len(scale) - 1) for each in known.values()), np.int64, len(known))
        codes[at[here]] = found[here]
    return codes
