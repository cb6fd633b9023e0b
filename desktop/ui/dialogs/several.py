"""One change for several people: only what is said here changes, all of it in one Step."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QWidget

from desktop.domain import records as r
from desktop.plan import people_edits, read
from desktop.plan.edits import KEEP
from desktop.ui.dialogs.parts import Dialog
from desktop.ui.fitting import Combo, hint
from desktop.ui.session import Session
from desktop.ui.widgets import label, named
from desktop.words import _, ngettext, tier_words


class Several(Dialog):
    """Each box begins with *as it is*."""

    def __init__(self, parent: QWidget | None, session: Session, people: Sequence[int]) -> None:
        n = len(people)
        said = ngettext("Change {n} person", "Change {n} people", n).format(n=n)
        super().__init__(parent, said, _("What is left as it is does not change."), does=_("Change"), width=460)
        self._session, self._people = session, list(people)
        plan = session.plan
        self.tier = _box(
            _("How near"), [*((words, tier) for tier, words in tier_words().items()), (_("waiting"), None)]
        )
        groups = [(group.label, key) for key, group in read.records(plan, r.Group).items()]
        self.group = _box(_("Group"), [*groups, (_("No group"), None)])
        self.organisation = QLineEdit()
        hint(self.organisation, _("as it is"))
        named(self.organisation, _("Organisation"))
        completer = QCompleter(read.organisation_labels(plan), self.organisation)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.organisation.setCompleter(completer)
        self.add_tags, self.remove_tags = QLineEdit(), QLineEdit()
        named(self.add_tags, _("Add tags"))
        named(self.remove_tags, _("Take tags away"))
        hint(self.add_tags, _("none; several with commas between"))
        hint(self.remove_tags, _("none"))
        self.touch = _box(_("Keep in touch"), [(_("yes"), True), (_("no"), False)])
        self.left = _box(_("Left the organisation"), [(_("yes"), True), (_("no"), False)])
        for words, widget in (
            (_("How near"), self.tier),
            (_("Group"), self.group),
            (_("Organisation"), self.organisation),
            (_("Add tags"), self.add_tags),
            (_("Take tags away"), self.remove_tags),
            (_("Keep in touch"), self.touch),
            (_("Left the organisation"), self.left),
        ):
            self.field(words, widget)
        self.said = label("", "amber", wrap=True)
        self.said.hide()
        self.body.addWidget(self.said)
        self.does.setEnabled(session.editable)
        self.does.clicked.disconnect()
        self.does.clicked.connect(self._change)
        self.tier.setFocus()

    def change(self) -> people_edits.Together:
        """What is said."""
        organisation = " ".join(self.organisation.text().split())
        return people_edits.Together(
            tier=self.tier.currentData(),
            group=self.group.currentData(),
            organisation=organisation or KEEP,
            add_tags=_tags(self.add_tags.text()),
            remove_tags=_tags(self.remove_tags.text()),
            keep_in_touch=self.touch.currentData(),
            left=self.left.currentData(),
        )

    def _change(self) -> None:
        change, session = self.change(), self._session
        if change == people_edits.Together():
            self.said.setText(_("Nothing is said yet that would change anybody."))
            self.said.show()
            return
        job = people_edits.change_together(session.plan, self._people, change, on=session.today())
        if session.run(job, _("Changing people")):
            self.accept()


def _box(name: str, options: Sequence[tuple[str, object]]) -> QComboBox:
    box = Combo()
    named(box, name)
    box.addItem(_("as it is"), KEEP)
    for words, value in options:
        box.addItem(words, value)
    return box


def _tags(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(tag for tag in (" ".join(part.split()) for part in text.split(",")) if tag))
