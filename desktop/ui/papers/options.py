"""How a paper is wanted: which one, about whom, who will read it, on which paper, in which language."""

from datetime import date

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QVBoxLayout, QWidget

from desktop.domain import records as r
from desktop.domain.dates import first_day
from desktop.domain.sensitivity import Audience
from desktop.plan import read
from desktop.report.days import long_day
from desktop.report.language import paper_size
from desktop.report.offered import audience_words, audiences_of, file_name, offered, report_words
from desktop.ui.fitting import Combo, hint
from desktop.ui.inspector.find_person import PersonLine
from desktop.ui.papers.practice import PracticeLook
from desktop.ui.session import Session
from desktop.ui.settings import Settings
from desktop.ui.widgets import GRID, button, column, label, named, row, tip
from desktop.words import LANGUAGE_NAMES, LANGUAGES, _, spoken

_PRACTICE = "practice folder"
"""Where the look of a practice lies, in the settings."""


class Options(QWidget):
    """`changed` after each change; `arguments` is the paper as `rapport pages` wants it."""

    changed = Signal()

    def __init__(self, session: Session, settings: Settings, report: str = "", person: int | None = None) -> None:
        super().__init__()
        self._session, self._settings = session, settings
        self.kind = read.info(session.plan).kind
        self.person: int | None = None
        self.report = Combo()
        for name in offered(self.kind):
            self.report.addItem(report_words()[name], name)
        self.whom = PersonLine(session, _("Whom do I meet?"), _("Type a name"), lambda: {read.info(session.plan).owner})
        self.whom.picked.connect(self._meet)
        self.met = label("", "heading", wrap=True)
        self.since = Combo()
        self.audience = Combo()
        self.reader = QLineEdit()
        whose = _("A name, if they are in the plan")
        hint(self.reader, whose)
        tip(self.reader, f"{whose}. {_('What concerns a person of this name is left out.')}")
        self.appendix = QCheckBox(_("With all others"))
        tip(self.appendix, _("The other key relationships, and everybody in the plan"))
        self.paper = Combo()
        for words, size in ((_("A4"), "a4"), (_("Letter"), "letter")):
            self.paper.addItem(words, size)
        self.language = Combo()
        for code in LANGUAGES:
            self.language.addItem(LANGUAGE_NAMES[code], code)
        self.named = QCheckBox(_("Name them in the file’s name"))
        self.agreed = button(_("What was agreed…"), "link")
        tip(self.agreed, _("What the sponsor agreed to do: it stands on their page"))
        self.practice = button(_("Look of the practice…"), "link")
        self._lay_out()
        system = QLocale.system().name()
        _choose(self.paper, paper_size(system))
        _choose(self.language, spoken())
        if report:
            _choose(self.report, report)
        if person is not None:
            self._show_met(person)
        self._fill_since()
        self._follow()
        self.report.currentIndexChanged.connect(self._other)
        self.audience.currentIndexChanged.connect(self._read_by)
        self.agreed.clicked.connect(self._say_agreed)
        for box in (self.since, self.paper, self.language):
            box.currentIndexChanged.connect(lambda _n: self.changed.emit())
        self.appendix.toggled.connect(lambda _on: self.changed.emit())
        self.reader.textChanged.connect(lambda _text: self.changed.emit())
        self.practice.clicked.connect(self._choose_practice)

    def _lay_out(self) -> None:
        made = QVBoxLayout(self)
        made.setContentsMargins(4 * GRID, 4 * GRID, 4 * GRID, 4 * GRID)
        made.setSpacing(GRID)
        self._rows: dict[str, QWidget] = {}

        def line(name: str, words: str, *widgets: QWidget) -> None:
            said = label(words, "heading")
            said.setBuddy(widgets[0])
            if not widgets[0].accessibleName():
                named(widgets[0], words)
            part = self._rows[name] = QWidget()
            part.setLayout(column(said, *widgets, 2 * GRID, gap=GRID))
            made.addWidget(part)

        line("report", _("Paper"), self.report)
        line("whom", _("Whom do I meet?"), self.whom, self.met, self.named)
        line("since", _("Compared with"), self.since)
        line("audience", _("Who will read this?"), self.audience, self.agreed)
        line("reader", _("Their name"), self.reader)
        line("appendix", _("Appendix"), self.appendix)
        line("paper", _("Size"), self.paper)
        line("language", _("Language"), self.language)
        made.addLayout(row(self.practice, None))
        made.addStretch(1)

    @property
    def name(self) -> str:
        """The paper's name on the command line."""
        return self.report.currentData()

    def arguments(self) -> list[str]:
        """As for `rapport pages`."""
        said = ["--report", self.name, "--audience", self.audience.currentData(), "--paper", self.paper.currentData()]
        said += ["--language", self.language.currentData(), "--date", self._session.today().isoformat()]
        if self.name == "brief" and self.person is not None:
            known = read.record(self._session.plan, r.Contact, self.person)
            said += ["--person", known.uid] if known else []
        if self.name == "progress" and self.since.currentData():
            said += ["--since", self.since.currentData()]
        if self.reader.text().strip():
            said += [f"--reader={self.reader.text().strip()}"]
        if not self._rows["appendix"].isHidden() and self.appendix.isChecked():
            said += ["--appendix"]
        if folder := self._practice():
            said += [f"--practice={folder}"]
        return said

    def file_name(self) -> str:
        """A name for the paper's file; it names somebody only when that is wished."""
        who = self.met.text() if self.name == "brief" and self.named.isChecked() else ""
        return file_name(self.name, self._session.today(), who)

    def _meet(self, person: int) -> None:
        self._show_met(person)
        self.changed.emit()

    def _show_met(self, person: int) -> None:
        self.person = person
        known = read.names(self._session.plan, [person]).get(person)
        self.met.setText(known[0] if known else "")

    def _other(self) -> None:
        self._follow()
        self.changed.emit()

    def _follow(self) -> None:
        """Only what this paper asks for is shown."""
        name = self.name
        before = self.audience.currentData()
        self.audience.blockSignals(True)
        self.audience.clear()
        for audience in audiences_of(name):
            self.audience.addItem(audience_words(self.kind)[audience], audience.value)
        _choose(self.audience, before or Audience.ME.value)
        self.audience.blockSignals(False)
        self._show_asked()

    def _show_asked(self) -> None:
        """A sponsor's page has no parts to choose from."""
        name, sponsor = self.name, self.audience.currentData() == Audience.SPONSOR.value
        shown = {
            "whom": name == "brief",
            "since": name == "progress" and not sponsor,
            "appendix": name == "session" and not sponsor,
        }
        for key, on in shown.items():
            self._rows[key].setVisible(on)
        self.agreed.setVisible(sponsor and self.kind == "personal")

    def _read_by(self) -> None:
        self._show_asked()
        self.changed.emit()

    def _say_agreed(self) -> None:
        from desktop.ui.dialogs.plan import Objective

        asked = Objective(self, self._session)
        asked.finished.connect(asked.deleteLater)
        asked.fields["agreed_support"].setFocus()
        asked.open()

    def _fill_since(self) -> None:
        today = self._session.today()
        closed = [first_day(s.date) for s in read.records(self._session.plan, r.Session).values() if s.closed]
        days = sorted({day for day in closed if day is not None and day < today}, reverse=True)
        for day in days:
            self.since.addItem(_("Session of {day}").format(day=long_day(day)), day.isoformat())
        year = date(today.year, 1, 1)
        self.since.addItem(_("Beginning of the year"), year.isoformat())

    def _practice(self) -> str:
        return self._settings.get(_PRACTICE)

    def _choose_practice(self) -> None:
        asked = PracticeLook(self, self._settings.folder() / "practice", self._practice())
        asked.accepted.connect(lambda: self._use_practice(asked.folder))
        asked.finished.connect(asked.deleteLater)
        asked.open()

    def _use_practice(self, folder: str) -> None:
        self._settings.put(_PRACTICE, folder)
        self.changed.emit()


def _choose(box: QComboBox, value: str) -> None:
    at = box.findData(value)
    box.setCurrentIndex(max(at, 0))
