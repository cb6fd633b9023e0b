"""“What is this?”: whoever points at something in that mode, or presses the keys in a field, is told what it is.

Told is what `sentences` has for the name of what is pointed at, or of what it lies in; days, figures and tooltips tell
for themselves.
"""

from collections.abc import Mapping

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWhatsThis, QWidget

from desktop.ui.help.sentences import kinds, sentences
from desktop.ui.tips import plain_tip


def explained(widget: QWidget | None, named: Mapping[str, str] | None = None) -> str:
    """What `widget` is, or what it lies in; '' where nobody has said. `named`: the sentences, where many are asked."""
    named, kind = sentences() if named is None else named, kinds()
    while widget is not None:
        if callable(tell := getattr(widget, "what_is", None)):
            return str(tell())
        shown = widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""
        # What is chosen out of several says so behind its name.
        for words in (widget.accessibleName(), shown, widget.accessibleName().partition(":")[0]):
            if words in named:
                return named[words]
        if type(widget).__name__ in kind:
            return kind[type(widget).__name__]
        if widget.toolTip() or widget.isWindow():
            return ""  # resting on it tells
        widget = widget.parentWidget()
    return ""


def what_is(window: QWidget) -> None:
    """Tell about the field that the keyboard is in, when keys asked; else about what is clicked next."""
    focus, by_keys = QApplication.focusWidget(), QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier
    if focus is not None and by_keys and tell_about(focus):
        return
    named = sentences()
    for each in window.findChildren(QWidget):
        if each.isVisible():
            each.setWhatsThis(plain_tip(explained(each, named)) or each.toolTip())
    QWhatsThis.enterWhatsThisMode()


def explains(dialog: QWidget) -> None:
    """Let the keys tell about the fields of a dialog, in front of which no menu is within reach."""
    asked = QShortcut(QKeySequence(QKeySequence.StandardKey.WhatsThis), dialog)
    asked.activated.connect(lambda: (focus := dialog.focusWidget()) is not None and tell_about(focus))


def tell_about(focus: QWidget) -> bool:
    """Say beside it what the keyboard is in; False where nobody has said."""
    said = plain_tip(explained(focus)) or focus.toolTip()
    if said:
        QWhatsThis.showText(focus.mapToGlobal(QPoint(0, focus.height())), said, focus)
    return bool(said)
