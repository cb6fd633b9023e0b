"""Two people who may be one, side by side: what differs is chosen field by field, then one Step puts them together."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QWidget

from desktop.domain import records as r
from desktop.domain.one_person import CHOSEN, differing
from desktop.exchange.duplicates import Pair, kept_lines, likeness_words
from desktop.plan import people_edits, read
from desktop.plan.document import owner_id
from desktop.ui.dialogs.parts import Dialog
from desktop.ui.inspector.days import in_words
from desktop.ui.inspector.phrases import amounts, channels, directions, supports
from desktop.ui.session import Session
from desktop.ui.widgets import GRID, Page, button, label, literal, named
from desktop.words import _, ngettext, one_line, tier_words


def field_words() -> dict[str, str]:
    """The fields that can be chosen, as the dialog names them."""
    return {
        "name": _("Name"),
        "name_latin": _("Name in Latin letters"),
        "role": _("Role"),
        "organisation": _("Organisation"),
        "tier": _("How near"),
        "email": _("E-mail"),
        "phone": _("Telephone"),
        "known_since": _("Known since"),
        "preferred_channel": _("Best way"),
        "support_to_me": _("They support me"),
        "support_to_them": _("I support them"),
        "influence": _("Influence"),
        "interest": _("Interest"),
        "direction": _("Where they stand"),
        "note": _("Note"),
    }


def value_words() -> dict[str, Mapping[Any, str]]:
    """For the fields that hold a code or a grade, what each says."""
    return {
        "tier": tier_words(),
        "preferred_channel": channels(),
        "support_to_me": supports(),
        "support_to_them": supports(),
        "influence": amounts(),
        "interest": amounts(),
        "direction": directions(),
    }


class OnePerson(Dialog):
    """Goes through the pairs; nothing is written before *One person* is pressed."""

    merged = Signal(int)
    """The row key of who is one now."""

    def __init__(self, parent: QWidget | None, session: Session, pairs: Sequence[Pair], why: bool = True) -> None:
        super().__init__(parent, _("One person or two?"), does=_("One person"), width=720)
        self.resize(800, 520)
        self._session, self._why = session, why
        self._pairs = list(pairs)
        self._at, self._done = 0, 0
        self._choices: dict[str, QButtonGroup] = {}
        self._values: dict[str, tuple[Any, Any]] = {}
        self.said = label("", wrap=True)
        self.page = Page(margin=0, gap=0)
        self.page.setMinimumHeight(240)
        self.body.addWidget(self.said)
        self.body.addWidget(self.page, 1)
        self.two = button(_("Two people"))
        self.two.clicked.connect(self._next)
        self.foot.insertWidget(self.foot.count() - 1, self.two)
        self.away.setText(_("Close"))
        self.does.clicked.disconnect()
        self.does.clicked.connect(self._merge)
        self._show()

    @property
    def pair(self) -> Pair | None:
        """The two who are shown."""
        return self._pairs[self._at] if self._at < len(self._pairs) else None

    def _next(self) -> None:
        self._at += 1
        self._show()

    def _show(self) -> None:
        plan = self._session.plan
        while (pair := self.pair) is not None:
            people = read.records(plan, r.Contact, [pair.a, pair.b])
            if len(people) == 2:
                self._show_pair(pair, people[pair.a], people[pair.b])
                return
            self._at += 1  # one of them is gone by now
        self._fill(QWidget())
        done = ngettext("{n} person was put together.", "{n} people were put together.", self._done)
        self.said.setText(_("That is all.") + (" " + done.format(n=self._done) if self._done else ""))
        self.two.hide()
        self.does.hide()
        self.away.setFocus()

    def _show_pair(self, pair: Pair, a: r.Contact, b: r.Contact) -> None:
        why = likeness_words(pair.likeness) if self._why else ""
        many = _("{n} of {all}").format(n=self._at + 1, all=len(self._pairs)) if len(self._pairs) > 1 else ""
        said = " · ".join(part for part in (many, why) if part)
        hint = _("What hangs on either stays: conversations, goals, who knows whom. Choose only where they differ.")
        self.said.setText(f"{said[:1].upper()}{said[1:]}. {hint}" if said else hint)
        lines, grid = QWidget(), QGridLayout()
        grid.setContentsMargins(0, GRID, 0, GRID)
        grid.setHorizontalSpacing(4 * GRID)
        grid.setVerticalSpacing(2 * GRID)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        self._choices, self._values = {}, {}
        differs, words = differing(a, b), field_words()
        line = 0
        for name in CHOSEN:
            one, other = getattr(a, name), getattr(b, name)
            if one in (None, "") and other in (None, ""):
                continue
            grid.addWidget(label(words[name], "dim"), line, 0)
            if name in differs:
                self._add_choice(grid, line, name, one, other)
            else:
                for column, value in ((1, one), (2, other)):
                    grid.addWidget(label(self._text(name, value), wrap=True), line, column)
            line += 1
        lines.setLayout(grid)
        self._fill(lines)
        self.does.setEnabled(self._session.editable)
        first = next(iter(self._choices.values()), None)
        (first.buttons()[0] if first is not None else self.does).setFocus()

    def _add_choice(self, grid: QGridLayout, line: int, name: str, one: Any, other: Any) -> None:
        group = QButtonGroup(self)
        self._values[name] = (one, other)
        for column, value in ((1, one), (2, other)):
            box = QRadioButton(literal(self._text(name, value)))
            named(box, f"{field_words()[name]}: {self._text(name, value)}")
            group.addButton(box, column - 1)
            grid.addWidget(box, line, column)
        group.button(0).setChecked(True)
        if name == "note":
            both = QRadioButton(_("both"))
            named(both, _("Note: both"))
            group.addButton(both, 2)
            grid.addWidget(both, line, 3)
            both.setChecked(True)
        self._choices[name] = group

    def _text(self, name: str, value: Any) -> str:
        if value in (None, ""):
            return ""
        if name == "organisation":
            found = read.record(self._session.plan, r.Organisation, value)
            return one_line(found.label, 60) if found else ""
        if name == "known_since":
            return in_words(value, self._session.today())
        if (words := value_words().get(name)) is not None:
            return words.get(value, str(value))
        return one_line(str(value), 60)

    def _fill(self, lines: QWidget) -> None:
        while (item := self.page.body.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.page.body.addWidget(lines)
        self.page.body.addStretch(1)

    def _merge(self) -> None:
        pair, plan = self.pair, self._session.plan
        if pair is None:
            return
        people = read.records(plan, r.Contact, [pair.a, pair.b])
        if len(people) < 2:
            self._next()
            return
        chosen: dict[str, Any] = {}
        for name, group in self._choices.items():
            at = group.checkedId()
            if at in (0, 1):
                chosen[name] = self._values[name][at]
        # The owner of the plan stays; of others the one who was there first.
        keep, gone = (pair.b, pair.a) if pair.b == owner_id(plan) else (pair.a, pair.b)
        here, there = people[keep], people[gone]
        email, phone = chosen.get("email", here.email or there.email), chosen.get("phone", here.phone or there.phone)
        chosen["extra"] = tuple(kept_lines(here, there, email, phone))
        on = self._session.today()
        if self._session.do(lambda: people_edits.merge(plan, keep, gone, chosen, on=on)):
            self._done += 1
            self.merged.emit(keep)
            self._pairs = [_moved(each, gone, keep) for each in self._pairs]
            self._next()


def _moved(pair: Pair, gone: int, keep: int) -> Pair:
    a, b = (keep if each == gone else each for each in (pair.a, pair.b))
    return Pair(a, b, pair.likeness)
