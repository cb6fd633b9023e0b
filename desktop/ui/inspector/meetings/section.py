"""Plans to meet somebody, in the Goals tab: what is ahead, and what was tried before, folded."""

from PySide6.QtWidgets import QDialog, QWidget

from desktop.domain import records as r
from desktop.domain.meetings import AHEAD, wants_debrief
from desktop.plan import meeting_edits, read_meetings
from desktop.report.names import and_names, in_both_scripts
from desktop.ui.inspector.about import About
from desktop.ui.inspector.checklist import catalogue_in
from desktop.ui.inspector.fields import settle
from desktop.ui.inspector.meetings.after import AfterTheConversation
from desktop.ui.inspector.meetings.before import BeforeWeMeet
from desktop.ui.inspector.meetings.phrases import (
    meeting_concern,
    meeting_line,
    meeting_name,
)
from desktop.ui.inspector.meetings.plan_form import MeetingActions, MeetingForm, new_meeting
from desktop.ui.inspector.parts import Cards, ClickCard, Fold, Prose
from desktop.ui.inspector.record_form import end, others
from desktop.ui.inspector.tab import Tab
from desktop.ui.widgets import GRID, button, column, label, row
from desktop.words import _, ngettext


class MeetingCard(QWidget):
    """A plan to meet as a card with what can be done; opened, it is the form."""

    def __init__(self, section: "PlansToMeet", meeting: r.Engagement) -> None:
        super().__init__()
        self._tab, self._section, self._meeting = section.tab, section, meeting
        self.name = Prose()
        self.line = Prose("", "small")
        self.purpose = Prose("", "dim")
        self.concern = Prose("", "amber")
        self.card = ClickCard(self.name, self.purpose, self.line, self.concern)
        self.card.opened.connect(lambda: self.open(True))
        self.can_do = MeetingActions(self._before, self.look_back, self._let_go)
        self.form: MeetingForm | None = None
        self._column = column(self.card, self.can_do, gap=0)
        self.setLayout(self._column)

    def show_meeting(self, meeting: r.Engagement) -> None:
        """The plan to meet as it is now."""
        self._meeting = meeting
        name = meeting_name(meeting, self._section.catalogue)
        self.name.say(name)
        self.purpose.say(meeting.purpose)
        line = meeting_line(meeting, self._tab.today())
        about = self._tab.about
        there = read_meetings.who_comes(self._tab.session.plan, meeting, about.person.id) if about else {}
        others = [in_both_scripts(*name) for key, name in there.items() if about and key != about.person.id]
        self.line.say(_("{line} · with {names}").format(line=line, names=and_names(others)) if others else line)
        concern = meeting_concern(meeting) or (
            _("How was it? Five minutes now save an hour later.") if wants_debrief(meeting) else ""
        )
        self.concern.say(concern)
        self.card.setAccessibleName(". ".join(part for part in (name, self.line.text(), concern) if part))
        self.can_do.show_meeting(meeting, open_questions=wants_debrief(meeting))
        if self.form is not None:
            self.form.show_record(meeting)

    def open(self, opened: bool) -> None:
        """Show the form, or the card."""
        if opened and self.form is None:
            self.form = MeetingForm(self._tab, self._meeting, draft=False)
            self.form.closed.connect(lambda: self.open(False))
            self._column.insertWidget(1, self.form)
            self.form.show()
        if self.form is not None:
            self.card.setVisible(not opened)
            self.form.setVisible(opened)
            (self.form.purpose if opened else self.card).setFocus()

    def _before(self) -> None:
        if self._tab.about is not None:
            self._ask(BeforeWeMeet(self.window(), self._tab.session, self._tab.about.person.id, self._meeting))

    def look_back(self) -> None:
        """Say how it was, in a dialog."""
        if self._tab.about is not None and self._tab.session.editable:
            self._ask(AfterTheConversation(self.window(), self._tab.session, self._tab.about, self._meeting))

    def _ask(self, dialog: QDialog) -> None:
        settle(self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _let_go(self) -> None:
        key = self._meeting.id
        self._tab.edit(lambda plan, about: meeting_edits.let_go(plan, key, about.person.name))


class PlansToMeet(QWidget):
    """The section of a tab. The tab calls `show_about` and `end_draft`."""

    def __init__(self, tab: Tab) -> None:
        super().__init__()
        self.tab = tab
        self.catalogue = catalogue_in(tab.session.plan)
        self.draft: MeetingForm | None = None
        self._drafts = column()
        self.cards: Cards[r.Engagement, MeetingCard] = Cards(
            lambda meeting: MeetingCard(self, meeting), MeetingCard.show_meeting
        )  # fmt: skip
        self.earlier: Cards[r.Engagement, MeetingCard] = Cards(
            lambda meeting: MeetingCard(self, meeting), MeetingCard.show_meeting
        )  # fmt: skip
        self.earlier_fold = Fold("", self.earlier)
        self.add = button(_("Plan to meet"), "link")
        self.add.clicked.connect(self.begin)
        body = column(label(_("Plans to meet"), "heading"), self.cards, gap=2 * GRID)
        body.addLayout(self._drafts)
        body.addLayout(row(self.add, None))
        body.addWidget(self.earlier_fold)
        self.setLayout(body)

    def show_about(self, about: About) -> None:
        """The plans to meet a person as they are now: those ahead by day, the earlier ones latest first."""
        self.catalogue = catalogue_in(self.tab.session.plan)
        meetings = others(self.draft, about.meetings, self.end_draft)
        now = [meeting for meeting in meetings if meeting.status in AHEAD or wants_debrief(meeting)]
        past = [meeting for meeting in meetings if meeting not in now]
        now.sort(key=lambda meeting: (meeting.date or "9999", meeting.id))
        past.sort(key=lambda meeting: (meeting.date or "", meeting.id), reverse=True)
        self.cards.show_items([(meeting.id, meeting) for meeting in now])
        self.earlier.show_items([(meeting.id, meeting) for meeting in past])
        n = len(past)
        self.earlier_fold.say(ngettext("What was tried: one", "What was tried: {n}", n).format(n=n))
        self.earlier_fold.setVisible(bool(past))

    def look_back(self, meeting: int) -> None:
        """Open what is said after the conversation about one of the plans shown."""
        card = self.cards.of(meeting)
        if card is not None:
            card.look_back()

    def begin(self) -> None:
        """Begin a plan to meet; it is added with its first words."""
        about = self.tab.about
        if about is None or self.draft is not None:
            return
        goal = about.goal.id if about.goal and about.goal.status == "active" else None
        meeting = new_meeting(about.person.id, about.focal.id if about.focal else None, goal)
        self.draft = MeetingForm(self.tab, meeting, draft=True)
        self.draft.closed.connect(self.end_draft)
        self._drafts.addWidget(self.draft)
        self.draft.show()
        self.add.hide()
        self.draft.purpose.setFocus()

    def end_draft(self) -> None:
        """Give up what was begun."""
        if self.draft is not None:
            gone, self.draft = self.draft, None
            self._drafts.removeWidget(gone)
            end(gone, self.add)
        self.add.show()
        if self.tab.about is not None:
            self.show_about(self.tab.about)
