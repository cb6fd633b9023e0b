"""Words in the room there is: wrapped ones are never cut; short ones may end in an ellipsis, and are told whole."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QStyleOptionToolButton,
    QStylePainter,
    QTabBar,
    QToolButton,
    QToolTip,
    QWidget,
)

from desktop.ui.tips import plain_tip, tip

NARROWEST = 72
"""To so many pixels a box to choose from gives way."""
_AFTER = 16
"""Pixels after each tab, as the style sheet has it."""
_RIGHT = Qt.TextElideMode.ElideRight


class Wrapped(QLabel):
    """Plain words on as many lines as they need.

    Layouts ask for the height at a width only along an unbroken chain of layouts that do; inside pages, stacks and
    cards the chain breaks, and lines would be cut. So the height at the width it has is asked for at least.
    """

    _laid = False

    def minimumSizeHint(self) -> QSize:
        """Before a layout gave it a width it asks for one line."""
        usual = super().minimumSizeHint()
        return QSize(usual.width(), self.heightForWidth(self.width())) if self._laid and self.wordWrap() else usual

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width, before = event.size().width(), event.oldSize().width()
        known = self._laid and self.heightForWidth(before) == self.heightForWidth(width)
        self._laid = True
        if self.wordWrap() and not known:
            self.updateGeometry()


class Spare(QLabel):
    """A plain word that is left out where there is no room for all of it; say it in a tooltip of a neighbour, too."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.width() >= self.sizeHint().width():
            super().paintEvent(event)


class Combo(QComboBox):
    """A box to choose from. Words wider than it end in an ellipsis; its list is as wide as its words."""

    def minimumSizeHint(self) -> QSize:
        usual = super().minimumSizeHint()
        return QSize(min(usual.width(), NARROWEST), usual.height())

    def showPopup(self) -> None:
        self.view().setMinimumWidth(self.view().sizeHintForColumn(0) + 24)
        super().showPopup()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        option.currentText = self._fitting(option)  # type: ignore[misc]
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def _fitting(self, option: QStyleOptionComboBox) -> str:
        field = QStyle.SubControl.SC_ComboBoxEditField
        place = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, field, self)
        return self.fontMetrics().elidedText(self.currentText(), _RIGHT, place.width() - 4)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and not self.toolTip():
            option = QStyleOptionComboBox()
            self.initStyleOption(option)
            if self._fitting(option) != self.currentText():
                QToolTip.showText(event.globalPos(), plain_tip(self.currentText()), self)
                return True
        return super().event(event)


class ShortButton(QPushButton):
    """A button; a chip, as those in a full toolbar are, lets the words be shortened."""

    @property
    def gives_way(self) -> bool:
        """Whether its words may be."""
        return self.property("role") == "chip"

    def minimumSizeHint(self) -> QSize:
        usual = super().minimumSizeHint()
        return QSize(min(usual.width(), NARROWEST), usual.height()) if self.gives_way else usual

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.gives_way or self.width() >= self.sizeHint().width():
            super().paintEvent(event)
            return
        painter, option = QStylePainter(self), QStyleOptionButton()
        self.initStyleOption(option)
        option.text = _short(self, option.text, self.sizeHint().width())  # type: ignore[misc]
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)

    def event(self, event: QEvent) -> bool:
        if not self.gives_way or not _tells(self, event, self.text()):
            return super().event(event)
        return True


class ShortToolButton(QToolButton):
    """A button with a menu that lets a full line shorten its words."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        usual = self.sizeHint()
        return QSize(min(usual.width(), NARROWEST), usual.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.width() >= self.sizeHint().width():
            super().paintEvent(event)
            return
        painter, option = QStylePainter(self), QStyleOptionToolButton()
        self.initStyleOption(option)
        option.text = _short(self, option.text, self.sizeHint().width())  # type: ignore[misc]
        painter.drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option)

    def event(self, event: QEvent) -> bool:
        return _tells(self, event, self.text()) or super().event(event)


def _short(button: QWidget, words: str, wanted: int) -> str:
    """`words` of a button that would like to be `wanted` pixels wide, as far as there is room."""
    metrics = button.fontMetrics()
    room = metrics.horizontalAdvance(words) - (wanted - button.width())
    return metrics.elidedText(words, _RIGHT, max(0, room), Qt.TextFlag.TextShowMnemonic)


def _tells(button: QWidget, event: QEvent, words: str) -> bool:
    """Show all the words of a button that is pointed at, where some are left out and there is nothing else to say."""
    narrow = button.width() < button.sizeHint().width()
    if not narrow or button.toolTip() or event.type() != QEvent.Type.ToolTip or not isinstance(event, QHelpEvent):
        return False
    QToolTip.showText(event.globalPos(), plain_tip(words.replace("&&", "&")), button)
    return True


class Tabs(QTabBar):
    """Pages to turn to. Where there is little room all stay on the line, with an ellipsis and a tooltip."""

    def __init__(self) -> None:
        super().__init__()
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setUsesScrollButtons(False)
        self.setElideMode(_RIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        # The distance after the last one may be missing: no word has to be shortened for that.
        wanted = sum(self.tabSizeHint(n).width() for n in range(self.count())) - _AFTER
        mode = Qt.TextElideMode.ElideNone if wanted <= event.size().width() else _RIGHT
        if mode != self.elideMode():
            self.setElideMode(mode)
        super().resizeEvent(event)

    def tabInserted(self, index: int) -> None:
        super().tabInserted(index)
        self.setTabToolTip(index, plain_tip(self.tabText(index)))


def hint(field: QLineEdit | QPlainTextEdit, words: str) -> None:
    """What belongs into an empty field; the tooltip has it whole where the field is narrow."""
    field.setPlaceholderText(words)
    tip(field, words)
