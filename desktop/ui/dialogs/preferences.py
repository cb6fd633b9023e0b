"""The few things that are a matter of taste or of circumstance."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QSpinBox, QWidget

from desktop.ui.dialogs.parts import Dialog
from desktop.ui.fitting import Combo
from desktop.ui.motion import keep_still
from desktop.ui.notice import possible
from desktop.ui.settings import LANGUAGE, LOCK, NO, NOTICE, REMEMBER, REOPEN, STILL, TITLES, USUAL_LOCK, YES, Settings
from desktop.ui.widgets import GRID, label, named, row
from desktop.words import LANGUAGE_NAMES, _


class Preferences(Dialog):
    """Each takes effect at once, the language with the next start."""

    changed = Signal()
    remember_wanted = Signal(bool)
    """Whether the names of files that were open are kept."""

    def __init__(self, parent: QWidget, settings: Settings) -> None:
        super().__init__(parent, _("Preferences"))
        self._settings = settings
        self.titles = QCheckBox(_("Name the plan in the titles of windows"))
        self.titles.setChecked(settings.get(TITLES) == YES)
        self.titles.toggled.connect(lambda on: self._put(TITLES, YES if on else ""))
        self.body.addWidget(self.titles)
        self.body.addWidget(
            label(_("The system shows titles in its lists of windows, and so to whoever looks on."), "dim", wrap=True)
        )
        self.remember = QCheckBox(_("Remember which plans were open"))
        self.remember.setChecked(settings.get(REMEMBER) != NO)
        self.remember.toggled.connect(self._remember)
        self.reopen = QCheckBox(_("Open them again at the next start"))
        self.reopen.setChecked(settings.get(REOPEN) != NO)
        self.reopen.setEnabled(self.remember.isChecked())
        self.reopen.toggled.connect(lambda on: self._put(REOPEN, "" if on else NO))
        self.body.addLayout(row(self.remember, 4 * GRID, self.reopen, None))
        self.body.addWidget(
            label(_("Otherwise no name of a file is kept. A passphrase is asked for anyway."), "dim", wrap=True)
        )
        self.notice = QCheckBox(_("Say once a day how much is due"))
        self.notice.setChecked(settings.get(NOTICE) == YES)
        self.notice.setEnabled(possible())
        self.notice.toggled.connect(lambda on: self._put(NOTICE, YES if on else ""))
        self.body.addWidget(self.notice)
        said = _("A notice of the system while a plan is open: a number, and no names.")
        if not possible():
            said = _("This system has no place for notices; the number on Today is there all the same.")
        self.body.addWidget(label(said, "dim", wrap=True))
        self.minutes = QSpinBox()
        self.minutes.setRange(0, 240)
        self.minutes.setSpecialValueText(_("never"))
        kept = settings.get(LOCK)
        self.minutes.setValue(int(kept) if kept.isdecimal() else USUAL_LOCK)
        self.minutes.valueChanged.connect(lambda n: self._put(LOCK, str(n)))
        named(self.minutes, _("Lock a protected plan after so many minutes of rest"))
        self.field(_("Lock a protected plan after so many minutes of rest"), self.minutes)
        self.body.addWidget(label(_("Ctrl+L locks it at once."), "dim", wrap=True))
        self.still = QCheckBox(_("Nothing glides or fades"))
        self.still.setChecked(settings.get(STILL) == YES)
        self.still.toggled.connect(self._keep_still)
        self.body.addWidget(self.still)
        self.body.addWidget(label(_("Where the system asks for less motion, that holds anyway."), "dim", wrap=True))
        self.language = Combo()
        self.language.addItem(_("As the system has it"), "")
        for code, name in LANGUAGE_NAMES.items():
            self.language.addItem(name, code)
        self.language.setCurrentIndex(max(self.language.findData(settings.get(LANGUAGE)), 0))
        self.language.currentIndexChanged.connect(lambda _n: self._put(LANGUAGE, self.language.currentData()))
        named(self.language, _("Language"))
        self.field(_("Language"), self.language)
        self.body.addWidget(label(_("Rapport speaks it from its next start on."), "dim", wrap=True))

    def _keep_still(self, wanted: bool) -> None:
        self._put(STILL, YES if wanted else "")
        keep_still(wanted)

    def _remember(self, wanted: bool) -> None:
        self._put(REMEMBER, "" if wanted else NO)
        self.reopen.setEnabled(wanted)
        self.remember_wanted.emit(wanted)

    def _put(self, name: str, value: str) -> None:
        self._settings.put(name, value)
        self.changed.emit()
