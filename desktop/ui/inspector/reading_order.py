"""Tab goes through a panel as one reads it; Qt alone would go in the order in which the widgets were made."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLayout, QScrollArea, QSplitter, QStackedWidget, QWidget


def in_reading_order(widget: QWidget, gone: QWidget | None = None) -> Iterator[QWidget]:
    """What can take the keyboard in `widget` now, from top to bottom as the layouts have it.

    `gone`: a widget that is named in its place although it is hidden or can take the keyboard no more.
    """
    if not widget.isVisible() or not widget.isEnabled():
        if gone is not None and (widget is gone or widget.isAncestorOf(gone)):
            yield gone
        return
    if _takes_tab(widget):
        yield widget
    if isinstance(widget, QScrollArea):
        inner = widget.widget()
        if inner is not None:
            yield from in_reading_order(inner, gone)
    elif isinstance(widget, QStackedWidget):
        current = widget.currentWidget()
        if current is not None:
            yield from in_reading_order(current, gone)
    elif isinstance(widget, QSplitter):
        for part in (widget.widget(n) for n in range(widget.count())):
            if part is not None:
                yield from in_reading_order(part, gone)
    elif (layout := widget.layout()) is not None:
        yield from _in_layout(layout, gone)


def _takes_tab(widget: QWidget) -> bool:
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    if group is not None and group.exclusive():
        # Where one of several is chosen, Tab goes to the chosen one; the arrows go on from there.
        chosen = group.checkedButton() or group.buttons()[0]
        return widget is chosen or widget.hasFocus()
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None


def _in_layout(layout: QLayout, gone: QWidget | None) -> Iterator[QWidget]:
    for at in range(layout.count()):
        item = layout.itemAt(at)
        if item is None:
            continue
        if (widget := item.widget()) is not None:
            yield from in_reading_order(widget, gone)
        elif (inner := item.layout()) is not None:
            yield from _in_layout(inner, gone)


def move_focus(panel: QWidget, *, ahead: bool) -> bool:
    """Move the keyboard inside `panel`, or out of it at either end. False where there is nowhere to go."""
    focus = panel.focusWidget()
    if focus is not None and not (focus.isVisible() and focus.isEnabled()):
        _move_from_gone(panel, focus)
        return True
    one_of = focus.group() if isinstance(focus, QAbstractButton) else None
    here = [
        widget
        for widget in in_reading_order(panel)
        # Tab leaves a control of several buttons as a whole.
        if widget is focus or one_of is None or not one_of.exclusive() or widget not in one_of.buttons()
    ]
    reason = Qt.FocusReason.TabFocusReason if ahead else Qt.FocusReason.BacktabFocusReason
    at = here.index(focus) if focus in here else -1 if ahead else len(here)
    to = at + (1 if ahead else -1)
    if 0 <= to < len(here):
        here[to].setFocus(reason)
        return True
    around = panel.parentWidget()
    while around is not None:
        if "focusNextPrevChild" in vars(type(around)):  # the window knows the way round
            return around.focusNextPrevChild(ahead)
        around = around.parentWidget()
    start = focus or panel
    other = start
    while True:
        other = other.nextInFocusChain() if ahead else other.previousInFocusChain()
        if other is None or other is start:
            return False
        takes = other.focusPolicy() & Qt.FocusPolicy.TabFocus and other.isVisible() and other.isEnabled()
        if takes and other is not panel and not panel.isAncestorOf(other):
            other.setFocus(reason)
            return True


def _move_from_gone(panel: QWidget, gone: QWidget) -> None:
    """The keyboard goes from what has just disappeared to what comes next, else to what came before."""
    here = list(in_reading_order(panel, gone))
    at = here.index(gone) if gone in here else -1
    near = panel.focusProxy() if at < 0 else (*here[at + 1 :], *reversed(here[:at]), None)[0]
    if near is not None:
        near.setFocus(Qt.FocusReason.OtherFocusReason)
