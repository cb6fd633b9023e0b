"""The way of the Tab key through the whole window: area by area, each as one reads it."""

from collections.abc import Iterable, Iterator

from PySide6.QtWidgets import QWidget

from desktop.ui.inspector.reading_order import in_reading_order


def round_of(areas: Iterable[QWidget]) -> Iterator[QWidget]:
    """What can take the keyboard now. In each area what lies over it, in no layout, comes last."""
    for area in areas:
        yield from in_reading_order(area)
        for part in area.findChildren(QWidget):
            if part.property("floating"):
                yield from in_reading_order(part)
