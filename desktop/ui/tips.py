"""Tooltips in plain text: Qt would search them for markup."""

import html

from PySide6.QtWidgets import QWidget


def tip(widget: QWidget, text: str) -> None:
    """A tooltip that shows `text` as it is."""
    widget.setToolTip(plain_tip(text))


def plain_tip(text: str) -> str:
    """`text` as a tooltip that shows it as it is."""
    return f"<span>{html.escape(text)}</span>" if text else ""
