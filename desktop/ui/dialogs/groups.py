"""The groups: whom the work depends on, and how near somebody in each should be."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain import records as r
from desktop.plan import edits, read
from desktop.plan.step import Changes
from desktop.ui.ask import ask
from desktop.ui.dialogs.parts import Dialog
from desktop.ui.fields import LineEdit
from desktop.ui.fitting import Combo
from desktop.ui.people.group_choice import group_named
from desktop.ui.session import Session
from desktop.ui.text_size import sized
from desktop.ui.widgets import GRID, Page, button, empty, label, named, row, tip
from desktop.words import _, ngettext, one_line, tier_words


class Groups(Dialog):
    """One line a group; every change is an edit of its own."""

    def __init__(self, parent: QWidget | None, session: Session, *, depends: bool = False) -> None:
        """`depends`: new groups are key groups, as they are the ones that were asked for."""
        super().__init__(
            parent,
            _("Groups"),
            _("A sector of the map each. A key group is one your work depends on: it shows when nobody there is near."),
            width=740,
        )
        self._session, self._depends = session, depends
        page = Page(margin=0, gap=GRID)
        page.setMinimumHeight(300)
        self._column = QVBoxLayout()
        self._column.setSpacing(GRID)
        page.body.addLayout(self._column)
        page.body.addStretch(1)
        self.body.addWidget(page, 1)
        self.new = LineEdit(
            _("Name of a new group"),
            _("A group your work depends on: type its name, Enter")
            if depends
            else _("A new group: type its name, Enter"),
            rest_ms=600_000,
        )
        self.new.returnPressed.connect(self._add)
        self.new.setEnabled(session.editable)
        self.new.textEdited.connect(lambda _: self._say_there(""))
        self.body.addWidget(self.new)
        self.said = label("", "amber", wrap=True)
        self.said.hide()
        self.body.addWidget(self.said)
        self.lines: dict[int, GroupLine] = {}
        session.changed.connect(self._follow)
        self._fill()
        self.does.setDefault(False)
        self.new.setFocus()

    def _follow(self, changes: Changes) -> None:
        if changes.touches("groups") or changes.touches("contacts"):
            self._fill()

    def _fill(self) -> None:
        groups = read.records(self._session.plan, r.Group)
        people = read.group_sizes(self._session.plan)
        if list(groups) != list(self.lines):
            empty(self._column)
            self.lines = {key: GroupLine(self._session, key) for key in groups}
            for line in self.lines.values():
                line.there.connect(self._say_there)
                self._column.addWidget(line)
        for key, group in groups.items():
            self.lines[key].show_group(group, people.get(key, 0))

    def _say_there(self, name: str) -> None:
        self.said.setText(_("There is a group “{name}” already.").format(name=one_line(name)) if name else "")
        self.said.setVisible(bool(name))

    def _add(self) -> None:
        name, plan = self.new.text().strip(), self._session.plan
        self.new.show_text(name)
        there = bool(name) and group_named(plan, name) is not None
        self._say_there(name if there else "")
        if (
            name
            and not there
            and self._session.do(lambda: edits.add(plan, r.Group(0, edits.new_uid(), name, key=self._depends), name))
        ):
            self.new.setText("")
            self.new.show_text("")
        self.new.setFocus()


class GroupLine(QWidget):
    """Name, key group or not, wish, how many people."""

    there = Signal(str)
    """A name that another group has; '' for one that nobody has."""

    def __init__(self, session: Session, key: int) -> None:
        super().__init__()
        self._session, self.group, self._label, self._count = session, key, "", 0
        self.label = LineEdit(_("Name of the group"))
        self.key = QCheckBox(_("key group"))
        self.wish = Combo()
        named(self.wish, _("How near somebody there should be"))
        tip(self.wish, _("How near somebody there should be"))
        self.wish.addItem(_("no wish"), None)
        for tier, words in tier_words().items():
            self.wish.addItem(_("at least one: {tier}").format(tier=words), tier)
        sized(self.wish, most=240)
        self.people = label("", "dim")
        sized(self.people, least=70)
        self.away = button("✕", "flat")
        named(self.away, _("Delete the group"))
        tip(self.away, _("Delete the group"))
        line: QHBoxLayout = row(self.label, self.key, self.wish, self.people, self.away)
        line.setStretchFactor(self.label, 1)
        self.setLayout(line)
        self.setEnabled(session.editable)
        self.label.settled.connect(self._rename)
        self.key.clicked.connect(lambda checked: self._change(key=checked))
        self.wish.activated.connect(lambda _: self._change(desired_tier=self.wish.currentData()))
        self.away.clicked.connect(self._delete)

    def show_group(self, group: r.Group, people: int) -> None:
        """What is in the plan now."""
        self._label, self._count = group.label, people
        self.label.show_text(group.label)
        self.key.setChecked(group.key)
        self.wish.setCurrentIndex(max(0, self.wish.findData(group.desired_tier)))
        self.people.setText(ngettext("{n} person", "{n} people", people).format(n=people))

    def _rename(self, text: str) -> None:
        there = bool(text) and group_named(self._session.plan, text, self.group) is not None
        self.there.emit(text if there else "")
        if text and not there:
            self._change(label=text)
        else:
            self.label.refuse()
            self.label.setText(self._label)

    def _change(self, **values: object) -> None:
        plan = self._session.plan
        self._session.do(lambda: edits.change(plan, r.Group, self.group, self._label, **values))

    def _delete(self) -> None:
        plan = self._session.plan
        if self._count and not ask(
            self,
            _("Delete this group?"),
            _("Its people stay; they have no group then. Undo brings it back."),
            _("Delete"),
        ):
            return
        self._session.do(lambda: edits.remove(plan, r.Group, self.group, self._label))
