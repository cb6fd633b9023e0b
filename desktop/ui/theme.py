"""The look of every window: one palette of colours, one style sheet made from it, light or dark as the system is."""

import re

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from desktop.assets import asset
from desktop.ui.palette import DARK, LIGHT, Palette
from desktop.ui.text_size import put_scale, px, refit, system_scale

BODY = 13
TITLE = 17
"""Text sizes in pixels."""

_FONT = "font of the system"
SYSTEM, LIGHT_ONLY, DARK_ONLY = "system", "light", "dark"


class Theme(QObject):
    """Applies a palette to the application and follows the system's choice unless told otherwise."""

    changed = Signal(object)
    """The Palette now in use."""
    resized = Signal()
    """Text has another size."""

    def __init__(self, app: QApplication, choice: str = SYSTEM) -> None:
        super().__init__(app)
        self._app = app
        self.choice = choice
        self.palette = LIGHT
        app.setStyle(QStyleFactory.create("Fusion"))
        self._font = QFont(app.property(_FONT) or app.font())
        app.setProperty(_FONT, self._font)  # as the system has it, once it has been changed below
        self._write_as_large_as(100)
        app.styleHints().colorSchemeChanged.connect(self._follow)
        self._apply(self._wanted())

    def choose(self, choice: str) -> None:
        """`system`, `light` or `dark`."""
        self.choice = choice
        self._follow()

    def enlarge(self, percent: int) -> None:
        """Text as large as the system has it, times `percent` by hundred."""
        self._write_as_large_as(percent)
        self._apply(self.palette)
        refit()
        self.resized.emit()

    def _write_as_large_as(self, percent: int) -> None:
        put_scale(system_scale(self._font) * percent / 100)
        font = QFont(self._font)
        font.setPixelSize(px(BODY))
        self._app.setFont(font)

    def _wanted(self) -> Palette:
        if self.choice == SYSTEM:
            return DARK if self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark else LIGHT
        return DARK if self.choice == DARK_ONLY else LIGHT

    def _follow(self) -> None:
        wanted = self._wanted()
        if wanted is not self.palette:
            self._apply(wanted)
            self.changed.emit(wanted)

    def _apply(self, palette: Palette) -> None:
        self.palette = palette
        self._app.setPalette(qt_palette(palette))
        self._app.setStyleSheet(style_sheet(palette))


def qt_palette(p: Palette) -> QPalette:
    """The colours as Qt's own roles, for what no style sheet reaches."""
    found = QPalette()
    role = QPalette.ColorRole
    for name, colour in (
        (role.Window, p.background),
        (role.Base, p.panel),
        (role.AlternateBase, p.background),
        (role.Button, p.panel),
        (role.ToolTipBase, p.panel),
        (role.Text, p.text),
        (role.WindowText, p.text),
        (role.ButtonText, p.text),
        (role.ToolTipText, p.text),
        (role.BrightText, p.red),
        (role.PlaceholderText, p.dim),
        (role.Highlight, p.accent),
        (role.HighlightedText, "#ffffff" if not p.dark else p.background),
        (role.Accent, p.accent),
        (role.Link, p.accent),
        (role.Light, p.panel),
        (role.Midlight, p.line),
        (role.Mid, p.line),
        (role.Dark, p.faint),
        (role.Shadow, p.line),
    ):
        found.setColor(name, QColor(colour))
    for name in (role.Text, role.WindowText, role.ButtonText):
        found.setColor(QPalette.ColorGroup.Disabled, name, QColor(p.faint))
    return found


def on_accent(p: Palette) -> str:
    """The colour of text on the accent."""
    return p.background if p.dark else "#ffffff"


def style_sheet(p: Palette) -> str:
    """The whole look as one style sheet. Widgets name their part in it by the property `role`."""
    tokens = {name: value for name, value in vars(p).items() if isinstance(value, str)}
    sheet = _SHEET.replace("$on_accent", on_accent(p)).replace("$title", f"{TITLE}px").replace("$body", f"{BODY}px")
    sheet = sheet.replace("$chip", f"{px(16)}px")
    for icon in ("down", "up", "check"):
        sheet = sheet.replace(f"${icon}", _quoted(asset("icons", f"{icon}.svg").as_posix()))
    # The longer names first: $accent_ground before $accent.
    for name in sorted(tokens, key=len, reverse=True):
        sheet = sheet.replace(f"${name}", tokens[name])
    return _FONT_SIZES.sub(lambda found: f"font-size: {px(int(found[1]))}px", sheet)


def _quoted(path: str) -> str:
    """A path for `url()`: bare, a letter beyond ASCII in somebody's folder costs the whole sheet."""
    return '"' + path.replace('"', r"\"") + '"'


_FONT_SIZES = re.compile(r"font-size: (\d+)px")

_SHEET = """
QWidget { color: $text; }
QMainWindow, QDialog, QWidget[role="ground"] { background: $background; }
QWidget[role="panel"], QStackedWidget[role="panel"] { background: $panel; }
QToolTip { background: $panel; color: $text; border: 1px solid $line; padding: 4px 6px; }

QLabel { background: transparent; }
QLabel[role="title"] { font-size: $title; font-weight: 600; }
QLabel[role="heading"] { font-weight: 600; }
QLabel[role="person"] { font-size: 22px; font-weight: 600; }
QLabel[role="question"], QLabel[role="answer"] { font-size: 15px; font-weight: 600; }
QLabel[role="dim"] { color: $dim; }
QLabel[role="small"] { color: $dim; font-size: 11px; }
QLabel[role="amber"] { color: $amber; }
QLabel[role="red"] { color: $red; }
QLabel[role="good"] { color: $good; }
QLabel[role="gold"] { color: $gold; font-weight: 600; }
QLabel[role="flying"] { background: $accent_ground; border: 1px solid $accent; border-radius: 13px; padding: 4px 12px; }
QLabel[role="count"] { background: $amber_ground; color: $amber; font-size: 11px; font-weight: 600;
    border-radius: 9px; padding: 2px 7px; }

QFrame[role="card"] { background: $panel; border: 1px solid $line; border-radius: 10px; }
QFrame[role="card"]:focus, QFrame[role="card"][kept="true"] { border-color: $accent; }
QFrame[role="note"] { background: $amber_ground; border: 0; border-radius: 10px; }
QFrame[role="quote"] { background: $background; border: 1px solid $line; border-radius: 7px; }
QFrame[role="hairline"] { background: $line; border: 0; }
QFrame[role="banner"] { background: $accent_ground; border: 0; }
QFrame[role="warning"] { background: $amber_ground; border: 0; }
QFrame[role="warning"] QLabel { color: $amber; }

QMenuBar { background: $panel; border-bottom: 1px solid $line; padding: 2px 6px; }
QMenuBar::item { background: transparent; color: $dim; padding: 6px 8px; border-radius: 7px; }
QMenuBar::item:selected { background: $accent_ground; color: $text; }
QMenu { background: $panel; border: 1px solid $line; padding: 4px; }
QMenu::item { padding: 6px 28px 6px 12px; border-radius: 5px; }
QMenu::item:selected { background: $accent_ground; color: $text; }
QMenu::item:disabled { color: $faint; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QMenu::indicator { width: 12px; height: 12px; left: 4px; }

QPushButton, QToolButton { background: $panel; border: 1px solid $line; border-radius: 7px; padding: 6px 12px; }
QFileDialog QToolButton { padding: 4px; }
QPushButton:hover, QToolButton:hover { border-color: $faint; }
QPushButton:pressed, QToolButton:pressed { background: $background; }
QPushButton:focus, QToolButton:focus { border-color: $accent; }
QPushButton:disabled, QToolButton:disabled { color: $faint; }
QPushButton[role="loud"] { background: $accent; border-color: $accent; color: $on_accent; font-weight: 600; }
QPushButton[role="loud"]:hover, QPushButton[role="loud"]:focus { border-color: $text; }
QPushButton[role="loud"]:disabled { background: $line; border-color: $line; color: $dim; }
QPushButton[role="flat"], QToolButton[role="flat"] { background: transparent; border-color: transparent; color: $dim;
    padding: 6px 8px; }
QPushButton[role="flat"]:hover, QToolButton[role="flat"]:hover { color: $text; background: $background; }
QPushButton[role="flat"]:focus, QToolButton[role="flat"]:focus { border-color: $accent; }
QPushButton[role="flat"]:disabled, QToolButton[role="flat"]:disabled { color: $faint; background: transparent; }
QPushButton[role="flat"][text="✕"] { padding: 0; }
QPushButton[role="link"] { background: transparent; border: 1px solid transparent; color: $accent; padding: 2px 4px;
    text-align: left; }
QPushButton[role="link"]:hover { text-decoration: underline; }
QPushButton[role="link"]:focus { border-color: $accent; }
QPushButton[role="link"]::menu-indicator { image: none; width: 0; }
QPushButton[role="stage"] { text-align: left; color: $dim; font-weight: 600; padding: 9px 12px; }
QPushButton[role="stage"][is="done"] { color: $good; }
QPushButton[role="stage"][is="now"] { color: $accent; background: $accent_ground; border-color: $accent_ground; }
QPushButton[role="stage"]:focus { border-color: $accent; }
QPushButton[role="chip"], QToolButton[role="chip"] { border-radius: 13px; padding: 4px 12px; min-height: $chip; }
QPushButton[role="chip"]:checked, QToolButton[role="chip"]:checked { background: $accent_ground; color: $accent;
    border-color: $accent; }
QToolButton[role="chip"] { padding-left: 12px; padding-right: 26px; text-align: left; }
QToolButton::menu-indicator { subcontrol-position: right center; right: 8px;
    image: url($down); width: 12px; height: 12px; }
QPushButton[role="segment"] { border-radius: 0; border-left-width: 0; color: $dim; padding: 5px 2px; font-size: 11px; }
QPushButton[role="segment"][first="true"] { border-left-width: 1px; border-top-left-radius: 7px;
    border-bottom-left-radius: 7px; }
QPushButton[role="segment"][last="true"] { border-top-right-radius: 7px; border-bottom-right-radius: 7px; }
QPushButton[role="segment"]:hover { color: $text; border-color: $line; }
QPushButton[role="segment"]:checked { background: $accent; border-color: $accent; color: $on_accent; font-weight: 600; }
QPushButton[role="segment"]:focus { color: $accent; text-decoration: underline; }
QPushButton[role="segment"]:checked:focus { color: $on_accent; }
QPushButton[role="answer"] { border-radius: 10px; padding: 0; text-align: center; }
QPushButton[role="answer"]:hover { border-color: $accent; background: $accent_ground; }
QPushButton[role="screen"] { background: transparent; border: 1px solid transparent; text-align: left;
    padding: 8px 10px; }
QPushButton[role="screen"]:hover { background: $background; }
QPushButton[role="screen"]:checked { background: $accent_ground; color: $accent; font-weight: 600; }
QPushButton[role="screen"]:focus { border-color: $accent; }

QLineEdit, QPlainTextEdit, QComboBox, QSpinBox, QDoubleSpinBox, QDateEdit { background: $background;
    border: 1px solid $line; border-radius: 7px; padding: 5px 8px; selection-background-color: $accent;
    selection-color: $on_accent; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QSpinBox:focus, QDoubleSpinBox:focus, QDateEdit:focus {
    border-color: $accent; background: $panel; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled { color: $dim; }
QLineEdit[role="plain"], QPlainTextEdit[role="plain"] { background: transparent; border-color: transparent; }
QLineEdit[role="plain"]:hover, QPlainTextEdit[role="plain"]:hover { border-color: $line; }
QLineEdit[role="plain"]:focus, QPlainTextEdit[role="plain"]:focus { border-color: $accent; background: $panel; }
QLineEdit[role="title"] { font-size: $title; font-weight: 600; background: transparent; border-color: transparent;
    padding: 2px 4px; }
QLineEdit[role="title"]:hover { border-color: $line; }
QLineEdit[role="title"]:focus { border-color: $accent; background: $panel; }
QLineEdit[wrong="true"], QLineEdit[wrong="true"]:hover { border-color: $amber; }
QLineEdit[role="cell"] { border-radius: 0; background: $panel; border-color: $accent; padding: 0 4px; }
QSpinBox::up-button, QSpinBox::down-button { border: 0; width: 24px; }
QSpinBox::up-arrow { image: url($up); width: 10px; height: 10px; }
QSpinBox::down-arrow { image: url($down); width: 10px; height: 10px; }
QComboBox::drop-down { border: 0; width: 24px; }
QComboBox::down-arrow { image: url($down); width: 12px; height: 12px; }
QComboBox[role="plain"] { background: transparent; border-color: transparent; color: $dim; padding: 3px 4px;
    font-size: 11px; }
QComboBox[role="plain"]:hover { border-color: $line; }
QComboBox[role="plain"]:focus { border-color: $accent; }
QComboBox QAbstractItemView { background: $panel; border: 1px solid $line; outline: 0; padding: 4px;
    selection-background-color: $accent_ground; selection-color: $text; }

QTabBar { qproperty-drawBase: 0; background: transparent; }
QTabBar::tab { background: transparent; color: $dim; padding: 8px 0; margin-right: 16px;
    border-bottom: 2px solid transparent; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $accent; border-bottom-color: $accent; font-weight: 600; }
QTabBar::tab:focus { color: $accent; }

QTableView, QListView, QTreeView { background: $panel; border: 0; outline: 0; gridline-color: $line;
    selection-background-color: $accent_ground; selection-color: $text; }
QTableView::item { padding: 0 8px; border-bottom: 1px solid $line; }
QTableView::item:selected { background: $accent_ground; color: $text; }
QListView::item { padding: 6px 8px; border-radius: 5px; }
QListView::item:selected { background: $accent_ground; color: $text; }
QListView#offers { border: 1px solid $faint; padding: 2px; }
QListView#found { border: 1px solid $line; border-radius: 7px; }
QHeaderView { background: $panel; border: 0; }
QHeaderView::section { background: $panel; color: $dim; border: 0; border-bottom: 1px solid $line;
    padding: 8px; text-align: left; }
QHeaderView::section:hover { color: $text; }
QHeaderView#matrix::section { border: 0; padding: 2px 3px; font-weight: 600; font-size: 12px; }
QTableCornerButton::section { background: $panel; border: 0; }

QAbstractScrollArea::corner { background: transparent; border: 0; }
QScrollArea { background: transparent; border: 0; }
QScrollArea > QWidget > QWidget[role="page"] { background: transparent; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 2px; }
QScrollBar::handle { background: $line; border-radius: 3px; min-height: 32px; min-width: 32px; }
QScrollBar::handle:hover { background: $faint; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QSplitter::handle { background: $line; }
QTabBar QToolButton { padding: 0; border-color: $line; background: $panel; }
QProgressBar { background: $line; border: 0; border-radius: 3px; max-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QCheckBox { background: transparent; spacing: 8px; }
QCheckBox:focus { color: $accent; }
QRadioButton { spacing: 8px; background: transparent; }
QRadioButton:focus { color: $accent; }
QRadioButton::indicator { width: 14px; height: 14px; border: 1px solid $faint; border-radius: 8px; background: $panel; }
QRadioButton::indicator:checked { width: 6px; height: 6px; border: 5px solid $accent; background: $panel; }
QCheckBox::indicator, QTableView::indicator { width: 14px; height: 14px; border: 1px solid $faint;
    border-radius: 4px; background: $panel; }
QCheckBox::indicator:hover, QCheckBox::indicator:focus { border-color: $accent; }
QCheckBox::indicator:checked, QTableView::indicator:checked { background: $accent; border-color: $accent;
    image: url($check); }
QCheckBox::indicator:disabled { background: $background; border-color: $line; }
QCheckBox::indicator:checked:disabled { background: $faint; border-color: $faint; }
"""
