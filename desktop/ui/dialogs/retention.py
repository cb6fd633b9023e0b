"""Up to which day a plan is kept, and the record of who was removed: how many and why, never who."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.domain import records as r
from desktop.plan import edits, read
from desktop.report.days import said_day
from desktop.ui.dialogs.parts import Dialog
from desktop.ui.dialogs.person import why_words
from desktop.ui.fields import LineEdit
from desktop.ui.inspector.days import read_day, to_edit
from desktop.ui.session import Session
from desktop.ui.widgets import GRID, label
from desktop.words import _, ngettext


class Retention(Dialog):
    """The day is saved as it is typed; nothing is ever removed by itself."""

    changed = Signal()

    def __init__(self, parent: QWidget, session: Session) -> None:
        super().__init__(
            parent,
            _("How long it is kept"),
            _(
                "Opinions about people should not outlive their purpose. From this day on Rapport reminds you to remove"
                " whom you no longer need; it never removes anybody by itself."
            ),
            width=520,
        )
        self._session = session
        info = read.info(session.plan)
        self.day = LineEdit(_("Up to which day"), _("e.g. 31 December 2027; empty for no such day"))
        self.day.show_text(to_edit(info.retention_until))
        self.day.setReadOnly(not session.editable)
        self.day.settled.connect(self._settle)
        self.field(_("Up to which day"), self.day)
        self.wrong = label(_("That is no day. Nothing was changed."), "amber", wrap=True)
        self.wrong.hide()
        self.body.addWidget(self.wrong)
        self.body.addSpacing(2 * GRID)
        self.body.addWidget(label(_("Removed for good"), "heading"))
        why = why_words()
        on = session.today()
        lines = [
            " · ".join(
                (
                    said_day(each.on, on),
                    ngettext("{n} person", "{n} people", each.people).format(n=each.people),
                    why.get(each.why, ""),
                    _("from the backups, too") if each.backups else _("the backups stayed"),
                )
            )
            for each in info.disposals
        ]
        self.record = label("\n".join(lines) or _("Nobody so far."), "dim", wrap=True)
        self.body.addWidget(self.record)
        self.body.addStretch(1)

    def _settle(self, text: str) -> None:
        session = self._session
        day = read_day(text, session.today(), ahead=True)
        self.wrong.setVisible(day is None)
        kept = day is not None and session.do(
            lambda: edits.change(session.plan, r.PlanInfo, 1, "", retention_until=day or None)
        )
        if not kept:
            self.day.refuse()
        else:
            self.day.show_text(to_edit(day))
            self.changed.emit()

    def done(self, result: int) -> None:
        self.day.settle()
        super().done(result)
