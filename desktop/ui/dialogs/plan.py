"""Questions about the plan as a whole: whose it is, what for."""

from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.domain import records as r
from desktop.plan import edits, read
from desktop.ui.dialogs.parts import Dialog
from desktop.ui.fields import TextEdit
from desktop.ui.fitting import hint
from desktop.ui.session import Session
from desktop.ui.widgets import button, named, row, tip
from desktop.words import _


class NewPlan(Dialog):
    """Whose plan it is and what for; both can be left."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(
            parent, _("A new plan"), _("One file on this computer. Nothing is sent anywhere."), does=_("Choose where…")
        )
        self.other_kind = False
        """Left for a file of the other kind."""
        self.name = QLineEdit()
        named(self.name, _("Your name"))
        self.purpose = QLineEdit()
        hint(self.purpose, _("One line: what do you need people for?"))
        named(self.purpose, _("What matters this year"))
        self.field(_("Your name"), self.name)
        self.field(_("What matters this year"), self.purpose)
        self.workshop = button(_("A day for two organisations instead…"), "link")
        tip(self.workshop, _("For facilitators: a file of another kind"))
        self.workshop.clicked.connect(self._other_kind)
        self.body.addLayout(row(self.workshop, None))
        self.name.setFocus()

    def _other_kind(self) -> None:
        self.other_kind = True
        self.reject()

    def answers(self) -> tuple[str, str | None]:
        """(name, purpose or None)."""
        return self.name.text().strip(), self.purpose.text().strip() or None


class Objective(Dialog):
    """What the plan is for, in the owner's words; saved as it is typed."""

    def __init__(self, parent: QWidget | None, session: Session) -> None:
        super().__init__(parent, _("What it is for"), _("Questions for yourself; any of them can stay empty."))
        info, plan = read.info(session.plan), session.plan
        self.fields: dict[str, TextEdit] = {}
        asked = [
            ("purpose", _("What do you need people for? (stands in the corner of the map)"), info.purpose),
            ("objective", _("What will be different when it has worked?"), info.objective),
            ("own_question", _("Which question do you bring to your coach?"), info.own_question),
        ]
        if info.kind == "personal":
            words = _("What did your sponsor agree to do? (they read it on their paper, so it names nobody)")
            asked.append(("agreed_support", words, info.agreed_support))
        for name, words, text in asked:
            line = self.fields[name] = TextEdit(words, lines=(2, 6))
            line.show_text(text or "")
            line.setReadOnly(plan.read_only)
            line.settled.connect(
                lambda said, name=name: session.do(
                    lambda: edits.change(plan, r.PlanInfo, 1, "", **{name: said or None})
                )
            )
            self.field(words, line)

    def done(self, result: int) -> None:
        for line in self.fields.values():
            line.settle()
        super().done(result)
