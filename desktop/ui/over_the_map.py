"""What lies over the map: one question after a move, how to begin on an empty map, and the way back to all of it."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.ui.evidence import EvidenceLine
from desktop.ui.map.view import MapView
from desktop.ui.map_menu import MapMenu
from desktop.ui.session import Session
from desktop.ui.text_size import sized
from desktop.ui.widgets import GRID, Card, button, chip, column, floating, label, row, tip
from desktop.words import _, ngettext

_OUT = 240


class OverTheMap(QObject):
    """Keeps `evidence` at the foot of the map, `invitation` in its middle, and in its upper right corner `by_ties`, the
    other arrangement, with `whole` and how many are `chosen` beside it and what stands out for the moment under it."""

    all_wanted = Signal()
    """Everybody is to stand out again."""

    def __init__(self, session: Session, view: MapView, menu: MapMenu) -> None:
        super().__init__(view)
        self._map = view
        self._menu = menu
        self.evidence = EvidenceLine(session, view)
        self.invitation = Invitation(view.canvas)
        self.by_ties = chip(_("By their ties"))
        tip(self.by_ties, _("Who knows whom: clusters come together, bridges stand between them"))
        floating(self.by_ties, view.canvas)
        self.by_ties.toggled.connect(view.set_by_ties)
        self.whole = button(_("Show the whole map"))
        floating(self.whole, view.canvas)
        self.whole.hide()
        self.whole.clicked.connect(self._show_whole)
        view.canvas.stage.looked.connect(self._show_way_back)
        self.chosen = button("")
        tip(self.chosen, _("What can be done with all of them"))
        floating(self.chosen, view.canvas)
        self.chosen.hide()
        self.chosen.clicked.connect(self._ask)
        self.out = Card()
        floating(self.out, view.canvas)
        self._out_words = label("", wrap=True)
        self.everybody = button(_("Show everybody again"), "link")
        self.everybody.clicked.connect(self.all_wanted)
        self.out.body.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        self.out.body.addWidget(self._out_words)
        self.out.body.addLayout(row(self.everybody, None))
        sized(self.out, width=_OUT)
        self.out.hide()
        for part in (view.canvas, self.evidence):
            part.installEventFilter(self)
        self.place()

    def invite(self, wanted: bool) -> None:
        """Say how to begin, or no longer."""
        self.invitation.setVisible(wanted)
        self.by_ties.setVisible(not wanted)
        self.place()

    def say(self, words: str) -> None:
        """Say what stands out; "" when everybody does."""
        self._out_words.setText(words)
        self.out.setVisible(bool(words))
        self.place()

    def place(self) -> None:
        """Everything to its place."""
        canvas, camera = self._map.canvas, self._map.canvas.stage.camera
        height = self.evidence.sizeHint().height()
        if self.evidence.hasHeightForWidth():
            height = max(height, self.evidence.heightForWidth(canvas.width()))
        self.evidence.setGeometry(0, canvas.height() - height, canvas.width(), height)
        self.evidence.raise_()
        self.whole.adjustSize()
        self.by_ties.adjustSize()
        self.by_ties.move(canvas.width() - self.by_ties.width() - 2 * GRID, 2 * GRID)
        self.whole.move(self.by_ties.x() - self.whole.width() - 2 * GRID, 2 * GRID)
        self.chosen.adjustSize()
        left = self.by_ties.x() if self.whole.isHidden() else self.whole.x()
        self.chosen.move(left - self.chosen.width() - 2 * GRID, 2 * GRID)
        self.out.resize(_OUT, max(self.out.heightForWidth(_OUT), self.out.minimumSizeHint().height()))
        self.out.move(canvas.width() - _OUT - 2 * GRID, 4 * GRID + self.whole.height())
        self.invitation.adjustSize()
        middle = QPoint(round(camera.x) - self.invitation.width() // 2, round(camera.y + 0.16 * camera.scale))
        self.invitation.move(middle)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.LayoutRequest):
            self.place()
        return False

    def _show_way_back(self) -> None:
        stage = self._map.canvas.stage
        self.whole.setVisible(not stage.fitted and stage.chart.people.count > 0)
        self.place()

    def _show_whole(self) -> None:
        self._map.canvas.setFocus(Qt.FocusReason.OtherFocusReason)  # the button goes: the keys stay with the map
        self._map.fit()

    def count_chosen(self, people: frozenset[int]) -> None:
        """Say how many are chosen together."""
        self.chosen.setVisible(bool(people))
        self.chosen.setText(
            ngettext("{n} person chosen", "{n} people chosen", len(people)).format(n=len(people)) + " ▾"
        )
        self.place()

    def _ask(self) -> None:
        corner = self.chosen.mapToGlobal(self.chosen.rect().bottomLeft())
        self._menu.ask(self._map.picked, corner)


class Invitation(QWidget):
    """On a map without anybody: how to begin."""

    name_wanted = Signal()
    import_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        floating(self, parent)
        self.said = label("")
        self.said.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.name = button(_("Name people"))
        self.bring_in = button(_("Bring people in…"))
        self.name.clicked.connect(self.name_wanted)
        self.bring_in.clicked.connect(self.import_wanted)
        self.setLayout(column(self.said, row(None, self.name, self.bring_in, None)))
        self.say(waiting=False)
        self.hide()

    def say(self, *, waiting: bool) -> None:
        """What to begin with; `waiting`: whether somebody waits to be placed."""
        self.said.setText(
            _("Nobody is on your map yet.\nDrag somebody in from the people who are waiting.")
            if waiting
            else _("Nobody is on your map yet.\nName the people who stand closest to you, or bring them in.")
        )
        self.name.setVisible(not waiting)
        self.bring_in.setVisible(not waiting)
