"""The drawing of two hubs with their people and the ties across; solid from before the day, dashed since."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.diagram.two_hubs import TwoHubs, place
from desktop.domain.across import Across
from desktop.domain.workshop import Room
from desktop.ui.inspector.parts import colours
from desktop.ui.widgets import named
from desktop.ui.workshop.phrases import name_of
from desktop.words import _, ngettext

_HUB, _DOT = 26, 7
_HEIGHT = 420


class Hubs(QWidget):
    """Shows; says in words what is to be seen."""

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._places: TwoHubs = place((), ())
        self._names: dict[int, str] = {}
        self._labels: tuple[str, ...] = ()
        self._sides: dict[int, int] = {}
        self.ties: Sequence[Across] = ()

    def sizeHint(self) -> QSize:
        return QSize(700, _HEIGHT)

    def show_ties(self, room: Room, ties: Sequence[Across]) -> None:
        """Who stands where, and these ties."""
        sides = [room.side(each.id) for each in room.organisations[:2]]
        one, other = ([p.person for p in side] for side in (*sides, (), ())[:2])
        self._places = place(one, other)
        self._sides = {key: n for n, keys in enumerate((one, other)) for key in keys}
        self._labels = tuple(each.label for each in room.organisations[:2])
        self._names = {key: name_of(room, key) for key in (*one, *other)}
        self.ties = ties
        n = len(ties)
        named(
            self,
            _("{both}: {ties}").format(
                both=_(" and ").join(self._labels), ties=ngettext("{n} tie across", "{n} ties across", n).format(n=n)
            ),
        )
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = colours(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = (QColor(look.groups[0]), QColor(look.groups[1]))
        for person, place_ in self._places.people.items():
            painter.setPen(QPen(QColor(look.line), 1.5))
            painter.drawLine(self._at(self._places.hubs[self._sides[person]]), self._at(place_))
        for each in self.ties:
            self._draw_tie(painter, each, QColor(look.good if each.new else look.accent))
        for n, (hub, label) in enumerate(zip(self._places.hubs, self._labels, strict=False)):
            middle = self._at(hub)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink[n])
            painter.drawEllipse(middle, _HUB, _HUB)
            bold = QFont(painter.font())
            bold.setBold(True)
            painter.setFont(bold)
            painter.setPen(QColor(look.text))
            width = self.width() * 0.26
            words = painter.fontMetrics().elidedText(label, Qt.TextElideMode.ElideRight, round(width))
            place_ = QRectF(0, middle.y() - 10, middle.x() - _HUB - 8, 20)
            side = Qt.AlignmentFlag.AlignRight
            if n:
                place_ = QRectF(middle.x() + _HUB + 8, middle.y() - 10, width, 20)
                side = Qt.AlignmentFlag.AlignLeft
            painter.drawText(place_, side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute, words)
            bold.setBold(False)
            painter.setFont(bold)
        for person, where in self._places.people.items():
            point = self._at(where)
            painter.setPen(QPen(QColor(look.panel), 2))
            painter.setBrush(ink[self._sides[person]])
            painter.drawEllipse(point, _DOT, _DOT)
            self._write(painter, person, point, QColor(look.text), QColor(look.panel))

    def _write(self, painter: QPainter, person: int, point: QPointF, ink: QColor, halo: QColor) -> None:
        """The name above the dot, with a halo so that lines under it do not disturb."""
        words = painter.fontMetrics().elidedText(
            self._names.get(person, ""), Qt.TextElideMode.ElideRight, round(self.width() * 0.21)
        )
        width = painter.fontMetrics().horizontalAdvance(words)
        left = min(max(point.x() - width / 2, 2), self.width() - width - 2)
        baseline = QPointF(left, point.y() - _DOT - 5)
        path = QPainterPath()
        path.addText(baseline, painter.font(), words)
        painter.strokePath(path, QPen(halo, 4))
        painter.fillPath(path, ink)

    def _draw_tie(self, painter: QPainter, each: Across, ink: QColor) -> None:
        people = self._places.people
        if each.tie.a not in people or each.tie.b not in people:
            return
        a, b = self._at(people[each.tie.a]), self._at(people[each.tie.b])
        pen = QPen(ink, 0.8 + each.tie.strength * 0.8)
        if each.new:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        path = QPainterPath(a)
        middle = QPointF((a.x() + b.x()) / 2, (a.y() + b.y()) / 2 * 0.8 + self.height() * 0.1)
        path.quadTo(middle, b)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)

    def _at(self, place_: tuple[float, float]) -> QPointF:
        return QPointF(place_[0] * self.width(), 16 + place_[1] * (self.height() - 32))
