"""Questions about the plan as a whole: whose it is, what for; and which keys do what."""

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from desktop.domain import records as r
from desktop.plan import edits, read
from desktop.ui.dialogs.parts import Dialog
from desktop.ui.fields import TextEdit
from desktop.ui.fitting import hint
from desktop.ui.session import Session
from desktop.ui.widgets import GRID, button, label, named, row, tip
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


class Keyboard(Dialog):
    """Which keys do what."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent, _("Keyboard"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(6 * GRID)
        grid.setVerticalSpacing(GRID)
        grid.setColumnStretch(1, 1)
        standard = QKeySequence.StandardKey
        for line, (keys, words) in enumerate(
            (
                (_native("Ctrl+J"), _("note a conversation, from anywhere")),
                (_native("Ctrl+K"), _("find people, goals, notes")),
                (_native("Ctrl+1"), _("the first screen, Ctrl+2 the second, and so on")),
                (_native("Ctrl+Shift+N"), _("name people")),
                (_native(standard.Undo), _("take back the latest edit; in a field: what was typed")),
                (_("Tab, arrows"), _("on the map: choose a person; with Shift several, Space one less")),
                (_native("Ctrl+A"), _("on the map: choose everybody who stands out")),
                (_native("Alt+Up"), _("on the map: nearer; Alt+Down further, Alt+Right to the next group")),
                (_("1 to 5"), _("place who is chosen on the map, or a person who waits")),
                (_native("Ctrl+Shift+O"), _("sort people: those who wait, one at a time")),
                (_native("Ctrl+Shift+Up"), _("on the map: move the chosen person within the band")),
                (_native("Ctrl+Up"), _("move the map; plus, minus, 0: nearer, further away, all of it")),
                (_("Z"), _("on the map: go to who is chosen")),
                (_native("Shift+F10"), _("what can be done with who is chosen")),
                (_native("Ctrl+E"), _("after a move: answer the question below")),
                (_native("F8"), _("initials for names, while others look on; names again")),
                (_native("Ctrl+L"), _("lock a plan that has a passphrase")),
                (_native("F2"), _("in the table: edit a cell")),
                (_native(standard.Delete), _("delete what is selected")),
                (_("Esc"), _("let go, close, leave")),
            )
        ):
            grid.addWidget(label(keys, "heading"), line, 0)
            grid.addWidget(label(words, "dim", wrap=True), line, 1)
        self.body.addLayout(grid)


def _native(keys: str | QKeySequence.StandardKey) -> str:
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
