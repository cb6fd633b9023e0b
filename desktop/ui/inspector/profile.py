"""Who somebody is: the Profile tab."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QMenu, QWidget

from desktop.domain import records as r
from desktop.domain.tiers import ASKS_EVIDENCE, EGO_TIERS
from desktop.plan import edits, read
from desktop.ui.fields import has_cursor
from desktop.ui.inspector.about import About
from desktop.ui.inspector.days import in_words
from desktop.ui.inspector.fields import Choice, DayField, Line, Scale, Text
from desktop.ui.inspector.links import Beside, Links, call, mail_to
from desktop.ui.inspector.parts import Fold, Form, Pills, Prose, section
from desktop.ui.inspector.phrases import (
    amounts,
    channels,
    directions,
    support_sentence,
    supports,
    tier_sentences,
    unproven,
)
from desktop.ui.inspector.stances import Stances
from desktop.ui.inspector.tab import Tab
from desktop.ui.inspector.who_they_know import WhoTheyKnow
from desktop.ui.session import Session
from desktop.ui.widgets import GRID, button, column, label, literal, row
from desktop.words import _


class Profile(Tab):
    """Fields in the order in which they matter; what is rarely needed is folded under More."""

    ways_wanted = Signal(int)
    """Who could introduce this person is to be seen."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._fields: list[Callable[[About], None]] = []
        self.name = self._line("name", _("Name"), needed=True)
        self.role = self._line("role", _("Role"))
        self.organisation = Line(_("Organisation"), self._set_organisation, _("where they work"), "plain")
        self.body.addWidget(
            Form(
                (_("Name"), self.name),
                (_("Role"), self.role),
                (_("Organisation"), self.organisation),
                (_("Groups"), self._groups()),
            )
        )
        self.body.addWidget(section(_("How we support each other"), *self._support()))
        self.note = self._text("note", _("Note"), _("Would you be content for them to read this?"))
        self.body.addWidget(section(_("Note"), self.note))
        self.known = WhoTheyKnow(self)
        self.ways = button(_("Who could introduce me?"), "link")
        self.ways.clicked.connect(lambda: self.about and self.ways_wanted.emit(self.about.person.id))
        self.body.addWidget(section(_("Who they know"), self.known, row(self.ways, None)))
        self.body.addWidget(section(_("Where we stand"), *self._standing()))
        self.stances = Stances(self)
        self.body.addWidget(section(_("On named topics"), self.stances))
        self.body.addWidget(section(_("How to reach them"), self._reach()))
        self.more = Fold(_("More"), self._more())
        self.body.addWidget(self.more)
        self.delete = button(
            _("Delete this person"), "link", hint=_("With all that hangs on them; Undo brings it back")
        )
        self.delete.clicked.connect(self._delete)
        self.body.addLayout(row(self.delete, None))
        self.body.addStretch(1)

    def show_about(self, about: About | None) -> None:
        """Show a person as the plan has them now."""
        super().show_about(about)
        if about is None:
            self.stances.end()
            return
        for show in self._fields:
            show(about)
        self.organisation.show_text(about.organisation)
        self.organisation.complete(read.organisation_labels(self.session.plan))
        self._show_groups(about)
        self._show_standing(about)
        self.known.show_about(about)
        self.ways.setVisible(about.person.tier not in EGO_TIERS)
        self.stances.show_about(about)
        self.one_way.say(support_sentence(about.person))

    # --- fields of one value ---------------------------------------------------------------------------------------

    def put(self, **values: Any) -> bool:
        """Set fields of the person shown."""
        return self.edit(
            lambda plan, about: edits.change(plan, r.Contact, about.person.id, about.person.name, **values)
        )

    def _line(self, field: str, name: str, placeholder: str = "", *, needed: bool = False) -> Line:
        def save(text: str) -> bool:
            if needed and not text:
                if not has_cursor(made):
                    made.setText(getattr(self.about.person, field) if self.about else "")
                return False
            # Fields that may be missing say so; the others are empty.
            return self.put(**{field: text or (None if field in _MAY_MISS else "")})

        made = Line(name, save, placeholder, "plain")
        self._fields.append(lambda about: made.show_text(getattr(about.person, field) or ""))
        return made

    def _text(self, field: str, name: str, placeholder: str = "") -> Text:
        made = Text(name, lambda text: self.put(**{field: text or None}), placeholder, "plain")
        self._fields.append(lambda about: made.show_text(getattr(about.person, field) or ""))
        return made

    def _scale(self, field: str, name: str, words: Mapping[int, str]) -> Scale:
        made = Scale(name, words, lambda value: self.put(**{field: value}))
        self._fields.append(lambda about: made.show_value(getattr(about.person, field)))
        return made

    def _choice(self, field: str, name: str, words: Any) -> Choice:
        made = Choice(name, words, lambda value: self.put(**{field: value}), nothing=_("not said"))
        self._fields.append(lambda about: made.show_value(getattr(about.person, field)))
        return made

    def _check(self, field: str, words: str) -> QCheckBox:
        made = QCheckBox(words)
        made.clicked.connect(lambda checked: self.put(**{field: checked}) or made.setChecked(not checked))
        self._fields.append(lambda about: made.setChecked(getattr(about.person, field)))
        return made

    def _texts(self, field: str, name: str) -> QWidget:
        """Words as pills, and a line to add one."""
        pills = Pills(self._adder(field, name))
        pills.removed.connect(lambda gone: self._drop_text(field, gone))
        self._fields.append(lambda about: pills.show_items((word, word) for word in getattr(about.person, field)))
        return pills

    def _adder(self, field: str, name: str) -> Line:
        line = Line(name, lambda text: self._add_text(field, text, line), _("add one"), "plain", adds=True)
        return line

    def _add_text(self, field: str, text: str, line: Line) -> bool:
        if self.about is None or not text:
            return True
        before: tuple[str, ...] = getattr(self.about.person, field)
        if text not in before and not self.put(**{field: (*before, text)}):
            return False
        line.clear()
        line.forget()
        return True

    def _drop_text(self, field: str, gone: object) -> None:
        if self.about is not None:
            self.put(**{field: tuple(text for text in getattr(self.about.person, field) if text != gone)})

    def _set_organisation(self, text: str) -> bool:
        return self.edit(lambda plan, about: edits.set_organisation(plan, about.person.id, text, about.person.name))

    # --- parts -----------------------------------------------------------------------------------------------------

    def _groups(self) -> QWidget:
        self.add_group = button(_("Add a group"), "link")
        self._group_menu = QMenu(self.add_group)
        self.add_group.setMenu(self._group_menu)
        self.groups = Pills(self.add_group)
        self.groups.removed.connect(self._leave)
        return self.groups

    def _show_groups(self, about: About) -> None:
        mine = [group for group in about.person.groups if group in about.groups]
        self.groups.show_items((group, about.groups[group]) for group in mine)
        rest = {group: words for group, words in about.groups.items() if group not in mine}
        self._group_menu.clear()
        for group, words in rest.items():
            self._group_menu.addAction(literal(words)).triggered.connect(lambda _=False, group=group: self._join(group))
        self.add_group.setVisible(bool(rest))

    def _join(self, group: int) -> None:
        if self.about is not None:
            self.put(groups=(*self.about.person.groups, group))

    def _leave(self, group: object) -> None:
        if self.about is not None:
            self.put(groups=tuple(one for one in self.about.person.groups if one != group))

    def _support(self) -> Iterable[QWidget]:
        self.to_me = self._scale("support_to_me", _("They support me"), supports())
        self.to_them = self._scale("support_to_them", _("I support them"), supports())
        self.to_me_note = self._support_note("to_me", _("How they support me"))
        self.to_them_note = self._support_note("to_them", _("How I support them"))
        self.one_way = Prose("", "amber")
        yield Form((_("They to me"), self.to_me), ("", self.to_me_note))
        yield Form((_("I to them"), self.to_them), ("", self.to_them_note))
        yield self.one_way

    def _support_note(self, side: str, name: str) -> Text:
        def save(text: str) -> bool:
            old = self.about.person.support_note if self.about else None
            both = replace(old or r.SupportNote(None, None), **{side: text or None})
            return self.put(support_note=both if both.to_me or both.to_them else None)

        made = Text(name, save, _("in plain words"), "plain")
        self._fields.append(lambda about: made.show_text(getattr(about.person.support_note, side, None) or ""))
        return made

    def _standing(self) -> Iterable[QWidget]:
        self.history = Prose()
        self.unproven = Prose("", "amber")
        self.evidence = Text(
            _("What they did that shows it"),
            lambda text: self.edit(
                lambda plan, about: edits.set_evidence(plan, about.person.id, text, on=self.today())
            ),
            _("one line; it can be left"),
            "plain",
        )
        said = label(_("What they did that shows it"), "dim", wrap=True)
        said.setBuddy(self.evidence)
        self._evidence = QWidget()
        self._evidence.setLayout(column(said, self.evidence, self.unproven, gap=GRID))
        self.last = label("", wrap=True)
        self.last.setContentsMargins(11, 6, 0, 6)
        self.since = DayField(
            _("Known since"), lambda day: self.put(known_since=day), self.session.today, partial=True, role="plain"
        )
        self._fields.append(lambda about: self.since.show_day(about.person.known_since))
        self.keep_in_touch = self._check("keep_in_touch", _("Keep in touch"))
        yield self.history
        yield self._evidence
        yield Form((_("Last exchange"), self.last), (_("Known since"), self.since), ("", self.keep_in_touch))

    def _show_standing(self, about: About) -> None:
        person = about.person
        self.history.say("\n".join(tier_sentences(person, about.today)))
        self._evidence.setVisible(person.tier in ASKS_EVIDENCE)
        self.evidence.show_text(person.tier_evidence.text if person.tier_evidence else "")
        self.unproven.say(_("Unproven: nothing from the past twelve months.") if unproven(person, about.today) else "")
        self.last.setText(in_words(person.last_two_way, about.today) or _("none yet"))

    def _reach(self) -> QWidget:
        self.email = self._line("email", _("E-mail"))
        self.phone = self._line("phone", _("Phone"))
        self.links = Links(lambda urls: self.put(urls=urls))
        self._fields.append(lambda about: self.links.show_links(about.person.urls))
        self.channel = self._choice("preferred_channel", _("Best way"), channels())
        return Form(
            (_("E-mail"), Beside(self.email, mail_to)),
            (_("Phone"), Beside(self.phone, call)),
            (_("Links"), self.links),
            (_("Best way"), self.channel),
        )

    def _more(self) -> QWidget:
        self.name_latin = self._line("name_latin", _("Name in Latin letters"), _("for sorting and finding"))
        self.direction = self._choice("direction", _("Where they stand"), directions())
        self.influence = self._scale("influence", _("Influence"), amounts())
        self.interest = self._scale("interest", _("Interest"), amounts())
        self.tags = self._texts("tags", _("Tags"))
        self.left = self._check("left", _("Left the organisation"))
        return Form(
            (_("In Latin letters"), self.name_latin),
            (_("Seen from me"), self.direction),
            (_("Influence"), self.influence),
            (_("Interest"), self.interest),
            (_("Tags"), self.tags),
            ("", self.left),
        )

    def _delete(self) -> None:
        if self.about is not None:
            person = self.about.person
            self.session.run(
                edits.delete_contacts(self.session.plan, [person.id], person.name), _("Deleting {name}").format(
                    name=person.name
                )
            )  # fmt: skip


_MAY_MISS = frozenset({"email", "phone", "known_since", "note"})
"""Fields of a person that are None, not empty, when nothing is said."""
