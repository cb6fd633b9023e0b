"""The Map screen by hand: a person is dragged to a band, asked about, undone; waiting people come from the tray."""

from math import hypot
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtWidgets import QApplication, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from desktop.domain import records as r
from desktop.domain.tiers import TIERS
from desktop.plan import edits, read
from desktop.ui.main_window import MainWindow
from desktop.ui.map_screen import MapScreen
from desktop.ui.session import Session

from .conftest import TODAY, OpenWindow

ROSALIND = "Rosalind Achterveld"


@pytest.fixture
def window(open_window: OpenWindow, sample_path: Path) -> MainWindow:
    return open_window(sample_path, "map")


def parts(window: MainWindow) -> tuple[Session, MapScreen]:
    assert window.session is not None
    assert window.personal is not None
    screen = window.personal.made("map")
    assert isinstance(screen, MapScreen)
    return window.session, screen


def person(session: Session, name: str = ROSALIND) -> r.Contact:
    key = next(key for key, (said, _latin) in read.names(session.plan).items() if said == name)
    found = read.record(session.plan, r.Contact, key)
    assert found is not None
    return found


def where(screen: MapScreen, key: int) -> QPoint:
    """The middle of a person's dot on the canvas."""
    at = screen.map.position_of(key)
    assert at is not None
    return screen.map.canvas.mapFrom(screen.map, at.toPoint())


def on_band(screen: MapScreen, key: int, tier: str) -> QPoint:
    """The point of a band on the ray on which a person stands."""
    stage = screen.map.canvas.stage
    camera, band = stage.camera, stage.chart.arrangement.bands[TIERS.index(tier)]
    at = where(screen, key)
    dx, dy = at.x() - camera.x, at.y() - camera.y
    wanted = (band[0] + band[1]) / 2 * camera.scale / hypot(dx, dy)
    return QPointF(camera.x + dx * wanted, camera.y + dy * wanted).toPoint()


def drag(qtbot: QtBot, screen: MapScreen, key: int, tier: str) -> None:
    QApplication.processEvents()  # the inspector may just have taken its room
    screen.map.finish()
    viewport, begin, to = screen.map.canvas.viewport(), where(screen, key), on_band(screen, key, tier)
    qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=begin)
    for step in range(1, 9):
        qtbot.mouseMove(viewport, begin + (to - begin) * step / 8)
    qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=to)


def test_a_drag_sets_the_tier_asks_what_shows_it_and_is_undone(window: MainWindow, qtbot: QtBot) -> None:
    session, screen = parts(window)
    before = person(session)
    drag(qtbot, screen, before.id, "ally")
    after = person(session)
    assert (before.tier, after.tier) == ("acquaintance", "ally")
    assert (after.tier_history[-1].tier, after.tier_history[-1].from_) == ("ally", TODAY.isoformat())
    assert after.groups == before.groups
    assert session.person == after.id
    assert screen.evidence.isVisible()
    assert QApplication.focusWidget() is not screen.evidence.field, "the question does not take the keyboard"

    qtbot.mouseClick(screen.evidence.field, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(screen.evidence.field, "Signed the change in a day")
    qtbot.keyClick(screen.evidence.field, Qt.Key.Key_Return)
    assert not screen.evidence.isVisible()
    assert person(session).tier_evidence == r.Evidence(TODAY.isoformat(), "Signed the change in a day")

    for _edit in ("evidence", "move"):
        window.undo()
        qtbot.waitUntil(lambda: not session.jobs.busy)
    assert person(session) == before
    stage = screen.map.canvas.stage
    assert TIERS[stage.chart.people.tier[stage.chart.rows[before.id]]] == "acquaintance"


def test_several_are_moved_in_one_step_and_the_menu_acts_on_all(window: MainWindow, qtbot: QtBot) -> None:
    session, screen = parts(window)
    pair = [person(session), person(session, "Owain Prys-Hallett")]
    viewport, control = screen.map.canvas.viewport(), Qt.KeyboardModifier.ControlModifier
    for each in pair:
        qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, control, where(screen, each.id))
    assert screen.picked == sorted(each.id for each in pair)
    assert screen.chosen.isVisible()
    assert screen.chosen.text().startswith("2 people")
    drag(qtbot, screen, pair[0].id, "aware")
    now = [person(session, each.name) for each in pair]
    assert [each.tier for each in now] == ["aware", "aware"]
    assert [each.groups for each in now] == [each.groups for each in pair]
    assert screen.picked == sorted(each.id for each in pair), "still chosen"
    window.undo()
    assert [person(session, each.name) for each in pair] == pair, "one step"

    assert window.personal is not None
    assert window.personal.selected_people() == sorted(each.id for each in pair)
    screen.menu.ask(screen.picked, screen.chosen.mapToGlobal(QPoint(0, 0)))
    tiers = screen.menu.menu.actions()[0].menu()
    assert isinstance(tiers, QMenu)
    tiers.actions()[1].trigger()
    screen.menu.menu.close()
    assert {person(session, each.name).tier for each in pair} == {"ally"}
    qtbot.keyClick(screen.map.canvas, Qt.Key.Key_Escape)
    assert screen.picked == []
    assert not screen.chosen.isVisible()


def test_the_menu_of_one_and_of_the_map(window: MainWindow) -> None:
    session, screen = parts(window)
    rosalind, at = person(session), QPoint(40, 40)
    said = {}
    for people in ([], [rosalind.id]):
        screen.menu.ask(people, at)
        said[len(people)] = {action.text(): action for action in screen.menu.menu.actions()}
        if people:
            next(action for words, action in said[1].items() if words.startswith("Choose all of")).trigger()
        screen.menu.menu.close()
    group = [
        each.id for each in read.records(session.plan, r.Contact).values() if each.groups[:1] == rosalind.groups[:1]
    ]
    assert set(screen.picked) <= set(group)
    assert len(screen.picked) > 2
    assert "Show the whole map" in said[0]
    assert "How near" not in said[0]


def test_the_question_can_be_left(window: MainWindow, qtbot: QtBot) -> None:
    session, screen = parts(window)
    key = person(session).id
    drag(qtbot, screen, key, "advocate")
    moved = person(session)
    assert moved.tier == "advocate"
    screen.evidence.field.setFocus()
    qtbot.keyClicks(screen.evidence.field, "half a sen")
    qtbot.keyClick(screen.evidence.field, Qt.Key.Key_Escape)
    assert not screen.evidence.isVisible()
    assert person(session) == moved
    drag(qtbot, screen, key, "aware")
    assert person(session).tier == "aware"
    assert not screen.evidence.isVisible(), "asked for the nearest two tiers only"


def test_choosing_somebody_else_keeps_what_was_typed(window: MainWindow, qtbot: QtBot) -> None:
    session, screen = parts(window)
    key = person(session).id
    drag(qtbot, screen, key, "ally")
    screen.evidence.field.setFocus()
    qtbot.keyClicks(screen.evidence.field, "She called first")
    other = person(session, "Owain Prys-Hallett")
    qtbot.mouseClick(screen.map.canvas.viewport(), Qt.MouseButton.LeftButton, pos=where(screen, other.id))
    assert session.person == other.id
    assert not screen.evidence.isVisible()
    assert person(session).tier_evidence == r.Evidence(TODAY.isoformat(), "She called first")


def test_selection_goes_both_ways(window: MainWindow, qtbot: QtBot) -> None:
    session, screen = parts(window)
    key = person(session).id
    session.select(key)
    assert screen.map.selection == key
    qtbot.mouseClick(screen.map.canvas.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(3, 300))
    assert session.person is None
    assert window.personal is not None
    assert not window.personal.inspector.isVisible()


def test_who_waits_is_in_the_tray_and_is_placed_by_a_key(window: MainWindow, qtbot: QtBot) -> None:
    session, screen = parts(window)
    assert not screen.tray.isVisible()
    assert not screen.waiting.isVisible()
    edits.add_contacts(session.plan, ["Ada <b>", "Ben"], on=TODAY)
    assert screen.tray.isVisible()
    assert screen.waiting.text() == "2 waiting"
    qtbot.mouseClick(screen.waiting, Qt.MouseButton.LeftButton)
    assert not screen.tray.isVisible(), "it can be folded away"
    qtbot.mouseClick(screen.waiting, Qt.MouseButton.LeftButton)
    screen.tray.list.setFocus()
    screen.tray.list.setCurrentIndex(screen.tray.model.index(0, 0))
    qtbot.keyClick(screen.tray.list, Qt.Key.Key_3)
    assert person(session, "Ada <b>").tier == "acquaintance"
    assert screen.waiting.text() == "1 waiting"
    assert person(session, "Ada <b>").id in screen.map.canvas.stage.chart.rows


def test_the_map_follows_edits_made_while_another_screen_is_shown(window: MainWindow) -> None:
    session, screen = parts(window)
    window.show_screen("people")
    key = edits.add_contacts(session.plan, ["Ada"], on=TODAY, tier="ally")[0]
    assert key not in screen.map.canvas.stage.chart.rows
    window.show_screen("map")
    assert key in screen.map.canvas.stage.chart.rows


def test_filters_dim_the_rest(window: MainWindow, qtbot: QtBot) -> None:
    _session, screen = parts(window)
    qtbot.mouseClick(screen.key, Qt.MouseButton.LeftButton)
    mask = screen.map.canvas.stage.mask
    assert mask is not None
    assert int(mask.sum()) == 6
    qtbot.mouseClick(screen.key, Qt.MouseButton.LeftButton)
    assert screen.map.canvas.stage.mask is None


def test_saving_a_field_does_not_turn_to_the_person_highlighted_in_the_tray(window: MainWindow, qtbot: QtBot) -> None:
    session, screen = parts(window)
    edits.add_contacts(session.plan, ["Ada", "Ben"], on=TODAY)
    tray = screen.tray.list
    qtbot.mouseClick(
        tray.viewport(), Qt.MouseButton.LeftButton, pos=tray.visualRect(screen.tray.model.index(1)).center()
    )
    assert session.person == person(session, "Ben").id
    key = person(session).id
    session.select(key)
    session.do(lambda: edits.change(session.plan, r.Contact, key, ROSALIND, role="Something else"))
    assert session.person == key
    session.do(lambda: edits.change(session.plan, r.Contact, person(session, "Ada").id, "Ada", name="Ada L"))
    assert session.person == key
    assert screen.tray.model.person(tray.currentIndex()) == person(session, "Ben").id


def test_enter_leads_from_the_moved_person_into_the_question_and_back(window: MainWindow, qtbot: QtBot) -> None:
    session, screen = parts(window)
    session.select(person(session).id)
    canvas = screen.map.canvas
    canvas.setFocus()
    screen.map.finish()
    before = canvas.height()
    qtbot.keyClick(canvas, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert screen.evidence.isVisible()
    QApplication.processEvents()
    assert canvas.height() == before, "the map does not shift under the hand"
    assert screen.evidence.geometry().bottom() <= canvas.geometry().bottom() + 1
    qtbot.keyClick(canvas, Qt.Key.Key_Return)
    field = screen.evidence.field
    assert QApplication.focusWidget() is field
    assert "Enter" in field.placeholderText()
    qtbot.keyClicks(field, "Came by herself")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert person(session).tier_evidence == r.Evidence(TODAY.isoformat(), "Came by herself")
    assert QApplication.focusWidget() is canvas
    qtbot.keyClick(canvas, Qt.Key.Key_Return)
    assert window.personal is not None
    focus = QApplication.focusWidget()
    assert focus is not None
    assert window.personal.inspector.isAncestorOf(focus), "nothing is asked: Enter opens"


def test_the_question_has_a_key_of_its_own(window: MainWindow, qtbot: QtBot) -> None:
    session, screen = parts(window)
    screen.map.moved.emit(person(session).id, "ally", edits.KEEP, None)
    assert window.personal is not None
    window.personal.search.setFocus()
    qtbot.keyClick(window.personal.search, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.focusWidget() is screen.evidence.field


def test_there_is_a_way_back_to_the_whole_map(window: MainWindow, qtbot: QtBot) -> None:
    _session, screen = parts(window)
    viewport = screen.map.canvas.viewport()
    assert not screen.whole.isVisible()
    begin = QPoint(5, 300)
    qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=begin)
    for step in range(1, 9):
        qtbot.mouseMove(viewport, begin + QPoint(100 * step, 0))
    qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=begin + QPoint(800, 0))
    assert screen.whole.isVisible()
    qtbot.mouseClick(screen.whole, Qt.MouseButton.LeftButton)
    assert screen.map.canvas.stage.fitted
    assert not screen.whole.isVisible()


def test_an_empty_map_offers_what_can_be_done(open_window: OpenWindow, empty_path: Path, qtbot: QtBot) -> None:
    window = open_window(empty_path, "map")
    session, screen = parts(window)
    invitation = screen.invitation
    qtbot.waitUntil(invitation.isVisible)
    assert "waiting" not in invitation.said.text()
    edits.add_contacts(session.plan, ["Ada"], on=TODAY)
    assert "waiting" in invitation.said.text()
    assert not invitation.name.isVisible()
    session.undo()
    qtbot.waitUntil(invitation.name.isVisible)
    qtbot.mouseClick(invitation.name, Qt.MouseButton.LeftButton)
    assert window.personal is not None
    assert window.personal.current == "people"
    edits.add_contacts(session.plan, ["Ada"], on=TODAY, tier="ally")
    window.show_screen("map")
    assert not invitation.isVisible()


def test_the_key_of_the_map_brings_the_keyboard_to_it(window: MainWindow, qtbot: QtBot) -> None:
    _session, screen = parts(window)
    assert window.personal is not None
    window.personal.search.setFocus()
    qtbot.keyClick(window.personal.search, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.focusWidget() is screen.map.canvas


def test_no_sector_name_lies_under_the_purpose(window: MainWindow) -> None:
    _session, screen = parts(window)
    stage = screen.map.canvas.stage
    for size in ((1024, 640), (900, 600), (1280, 700)):
        window.resize(*size)
        QApplication.processEvents()
        screen.map.finish()
        assert stage._shown is not None
        boxes = stage._shown.fixed.boxes(stage.camera).tolist()
        assert stage.corner.width() > 100
        under = [box for box in boxes if QRectF(QPointF(*box[:2]), QPointF(*box[2:])).intersects(stage.corner)]
        assert not under, size


def test_thousands_who_wait_come_a_turn_later(window: MainWindow, qtbot: QtBot) -> None:
    session, screen = parts(window)
    edits.add_contacts(session.plan, [f"Person {n}" for n in range(3000)], on=TODAY)
    assert screen.tray.model.total == 0
    qtbot.waitUntil(lambda: screen.tray.model.total == 3000)


def test_who_is_dropped_from_the_tray_opens_nobody_so_the_next_can_follow(window: MainWindow) -> None:
    session, screen = parts(window)
    session.select(None)
    edits.add_contacts(session.plan, ["Ada", "Ben"], on=TODAY)
    screen.map.placed.emit(person(session, "Ada").id, "ally", None)
    assert person(session, "Ada").tier == "ally"
    assert session.person is None, "a panel would take the room of those who wait, and move the map under the hand"
    assert screen.tray.isVisible()
    assert screen.evidence.isHidden()
    assert screen.waiting.text() == "1 waiting"


def test_the_way_back_to_the_whole_map_turns_to_nobody_else(window: MainWindow, qtbot: QtBot) -> None:
    session, screen = parts(window)
    chosen = person(session).id
    session.select(chosen)
    screen.zoom(2)
    whole = next(each for each in screen.map.canvas.findChildren(QPushButton) if each.text() == "Show the whole map")
    assert whole.isVisible()
    whole.setFocus()
    qtbot.mouseClick(whole, Qt.MouseButton.LeftButton)
    assert not whole.isVisible()
    assert session.person == chosen
