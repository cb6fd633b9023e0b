"""What can be read in a window."""

from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QListWidget, QPlainTextEdit, QWidget


def words_of(widget: QWidget) -> str:
    """Everything that can be read in a window, what is hidden included."""
    said = [each.text() for kind in (QLabel, QLineEdit, QAbstractButton) for each in widget.findChildren(kind)]
    said += [each.toPlainText() for each in widget.findChildren(QPlainTextEdit)]
    for choice in widget.findChildren(QComboBox):
        said += [choice.itemText(n) for n in range(choice.count())]
    for listed in widget.findChildren(QListWidget):
        said += [listed.item(n).text() for n in range(listed.count())]
    said += [part for each in widget.findChildren(QWidget) for part in (each.accessibleName(), each.toolTip())]
    return "\n".join(said)
