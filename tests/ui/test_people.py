"""The People screen by hand: naming, sorting, filtering, editing in place, deleting, and undo of all of it."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from desktop.domain import records as r
from desktop.plan import edits, read
from desktop.plan.file import Plan
from desktop.ui.ask import Question
from desktop.ui.main_window import MainWindow
from desktop.ui.people.listing import Column
from desktop.ui.people.naming import tidy
from desktop.ui.people.screen import PeopleScreen
from desktop.ui.session import Session
from desktop.ui.status import people_words

from .conftest import TODAY, OpenWindow


def parts(window: MainWindow) -> tuple[Session, PeopleScreen]:
    assert window.session is not None
    assert window.workspace is not None
    screen = window.workspace.made("people")
    assert isinstance(screen, PeopleScreen)
    return window.session, screen


def shown(screen: PeopleScreen, column: Column = Column.NAME) -> list[str]:
    model = screen.model
    return [model.index(row, column).data() for row in range(model.rowCount())]


def cell(screen: PeopleScreen, name: str, column: Column) -> QPoint:
    """The middle of a cell, in the viewport."""
    row = shown(screen).index(name)
    index = screen.model.index(row, column)
    screen.table.scrollTo(index)
    return screen.table.visualRect(index).center()


def click(qtbot: QtBot, screen: PeopleScreen, name: str, column: Column = Column.NAME, more: bool = False) -> None:
    modifier = Qt.KeyboardModifier.ControlModifier if more else Qt.KeyboardModifier.NoModifier
    where = cell(screen, name, column)
    qtbot.mouseClick(screen.table.viewport(), Qt.MouseButton.LeftButton, modifier, where)


def undo(qtbot: QtBot, window: MainWindow) -> None:
    session, screen = parts(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    screen.table.setFocus()
    qtbot.keyClick(screen.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not session.jobs.busy)


def person(session: Session, name: str) -> r.Contact:
    keys = [key for key, (said, _latin) in read.names(session.plan).items() if said == name]
    found = read.record(session.plan, r.Contact, keys[0])
    assert found is not None
    return found


@pytest.fixture
def window(open_window: OpenWindow, empty_path: Path) -> MainWindow:
    return open_window(empty_path)


@pytest.fixture
def sample(open_window: OpenWindow, sample_path: Path) -> MainWindow:
    return open_window(sample_path)


# --- naming ---


def test_names_typed_one_after_another_keep_their_order(window: MainWindow, qtbot: QtBot) -> None:
    session, screen = parts(window)
    window.name_people()
    for name in ("Zora Quill", "Ada Byron", "  Mia   Ø  "):
        qtbot.keyClicks(screen.naming.name, name)
        qtbot.keyClick(screen.naming.name, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is screen.naming.name
    assert shown(screen) == ["Zora Quill", "Ada Byron", "Mia Ø"]
    rows = read.person_rows(session.plan)
    assert [(row.name, row.order, row.tier) for row in rows] == [
        ("Zora Quill", 1, None), ("Ada Byron", 2, None), ("Mia Ø", 3, None),
    ]  # fmt: skip


def test_role_group_and_tier_as_one_goes_with_tab(window: MainWindow, qtbot: QtBot) -> None:
    session, screen = parts(window)
    group = edits.add(session.plan, r.Group(0, edits.new_uid(), "R&D"))
    window.name_people()
    naming = screen.naming
    qtbot.keyClicks(naming.name, "Ada Byron")
    for expected in (naming.role, naming.group, naming.tier):
        focused = QApplication.focusWidget()
        assert focused is not None
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is expected
        if expected is naming.role:
            qtbot.keyClicks(naming.role, "Engineer")
        elif isinstance(expected, QComboBox):
            qtbot.keyClick(expected, Qt.Key.Key_Down)
    qtbot.keyClick(naming.tier, Qt.Key.Key_Return)
    added = person(session, "Ada Byron")
    assert (added.role, added.groups, added.tier) == ("Engineer", (group,), "advocate")
    assert [(change.tier, change.from_) for change in added.tier_history] == [("advocate", TODAY.isoformat())]
    assert (naming.name.text(), naming.role.text()) == ("", "")
    assert QApplication.focusWidget() is naming.name


def test_several_pasted_lines_are_several_people_and_one_undo(window: MainWindow, qtbot: QtBot) -> None:
    session, screen = parts(window)
    window.name_people()
    QApplication.clipboard().setText("1. Ada Byron\n\n  • Ben Okri \r\n-Łukasz\n")
    qtbot.keyClick(screen.naming.name, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert shown(screen) == ["Ada Byron", "Ben Okri", "Łukasz"]
    undo(qtbot, window)
    assert shown(screen) == []
    assert read.person_rows(session.plan) == []


def test_ctrl_z_in_the_empty_name_field_takes_the_person_back(window: MainWindow, qtbot: QtBot) -> None:
    session, screen = parts(window)
    window.name_people()
    qtbot.keyClicks(screen.naming.name, "Ada")
    qtbot.keyClick(screen.naming.name, Qt.Key.Key_Return)
    qtbot.keyClick(screen.naming.name, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert read.person_rows(session.plan) == []
    qtbot.keyClicks(screen.naming.name, "Be")
    qtbot.keyClick(screen.naming.name, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert screen.naming.name.text() == "", "words being typed are the field's to take back"


def test_hostile_names_are_shown_as_they_are(window: MainWindow, qtbot: QtBot) -> None:
    session, screen = parts(window)
    for name in ("<img src='file:///etc/hostname'>", "R&D <b>&amp;</b>", "سلمى الغيمري", "=1+1"):
        assert session.do(lambda name=name: edits.add_contacts(session.plan, [name], on=TODAY))
    assert shown(screen) == ["<img src='file:///etc/hostname'>", "R&D <b>&amp;</b>", "سلمى الغيمري", "=1+1"]
    click(qtbot, screen, "R&D <b>&amp;</b>")
    assert window.actions_.undo.text() == "Undo “Add a person: =1+1”"
    window.grab()


def test_control_characters_and_overrides_leave_a_name() -> None:
    assert tidy("Ada\x00 \u202eByron\u2066\t ") == "Ada Byron"
    assert tidy("é") == "é"
    assert tidy("\x07") == ""


def test_an_empty_plan_invites(window: MainWindow, qtbot: QtBot) -> None:
    _session, screen = parts(window)
    assert not screen.table.isVisible()
    window.name_people()
    qtbot.keyClicks(screen.naming.name, "Ada")
    qtbot.keyClick(screen.naming.name, Qt.Key.Key_Return)
    assert screen.table.isVisible()


# --- the table ---


def test_default_order_is_mine_then_tier_support_and_name(sample: MainWindow) -> None:
    session, screen = parts(sample)
    rows = {row.name: row for row in read.person_rows(session.plan)}
    found = [rows[name] for name in shown(screen)]
    ranked = [row.order for row in found if row.order is not None]
    assert ranked == sorted(ranked)
    assert all(row.order is None for row in found[len(ranked) :])
    tiers = ["advocate", "ally", "acquaintance", "aware", "unconnected"]
    rest = [(tiers.index(row.tier or ""), -row.support) for row in found[len(ranked) :]]
    assert rest == sorted(rest)


def test_sort_by_a_header_both_ways_and_back(sample: MainWindow, qtbot: QtBot) -> None:
    _session, screen = parts(sample)
    before = shown(screen)
    header = screen.table.horizontalHeader()
    where = QPoint(header.sectionViewportPosition(Column.NAME) + 30, header.height() // 2)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=where)
    ascending = shown(screen)
    assert ascending[0] == "Anselm Ravenscroft-Ojo" or ascending[0].startswith("A")
    assert ascending != before
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert shown(screen) == ascending[::-1]
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert shown(screen) == before


def test_the_longest_silence_and_the_latest_talk(sample: MainWindow) -> None:
    session, screen = parts(sample)
    screen.model.sort(Column.LAST)
    latest = {row.name: row.last_two_way for row in read.person_rows(session.plan)}
    days = [latest[name] or "" for name in shown(screen)]
    assert days == sorted(days, reverse=True)
    assert "4 days ago" in shown(screen, Column.LAST)


def test_filter_by_text_tier_group_and_key(sample: MainWindow, qtbot: QtBot) -> None:
    session, screen = parts(sample)
    qtbot.keyClicks(screen.text, "rosa assur")
    qtbot.waitUntil(lambda: shown(screen) == ["Rosalind Achterveld"])
    assert screen.count.text() == "1 shown · 45 people"
    screen.text.clear()
    qtbot.waitUntil(lambda: screen.model.rowCount() == 45)
    screen.tier.choose("advocate")
    assert len(shown(screen)) == sum(row.tier == "advocate" for row in read.person_rows(session.plan))
    screen.tier.choose(None)
    qtbot.mouseClick(screen.key, Qt.MouseButton.LeftButton)
    assert len(shown(screen)) == 6
    assert set(shown(screen, Column.KEY)) == {"★"}
    operations = next(key for key, group in screen.model.groups.items() if "Operations" in group.label)
    screen.group.choose(operations)
    assert shown(screen) == ["Rosalind Achterveld"]


def test_edit_a_role_in_place_and_undo(sample: MainWindow, qtbot: QtBot) -> None:
    session, screen = parts(sample)
    name = "Rosalind Achterveld"
    click(qtbot, screen, name, Column.ROLE)
    qtbot.mouseDClick(screen.table.viewport(), Qt.MouseButton.LeftButton, pos=cell(screen, name, Column.ROLE))
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    assert editor.text() == "Head of Operations Assurance"
    qtbot.keyClicks(editor, "Chief & boss")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: person(session, name).role == "Chief & boss")
    assert screen.model.index(shown(screen).index(name), Column.ROLE).data() == "Chief & boss"
    undo(qtbot, sample)
    assert person(session, name).role == "Head of Operations Assurance"
    assert screen.model.index(shown(screen).index(name), Column.ROLE).data() == "Head of Operations Assurance"


def test_tab_in_an_editor_goes_to_the_next_cell(sample: MainWindow, qtbot: QtBot) -> None:
    session, screen = parts(sample)
    name = "Rosalind Achterveld"
    click(qtbot, screen, name, Column.ROLE)
    qtbot.keyClick(screen.table, Qt.Key.Key_F2)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    qtbot.keyClicks(editor, "Chief")
    qtbot.keyClick(editor, Qt.Key.Key_Tab)
    assert person(session, name).role == "Chief"
    following = QApplication.focusWidget()
    assert isinstance(following, QLineEdit)
    assert following.text() == "Brindlemere Water"
    following.setText("New Body")
    qtbot.keyClick(following, Qt.Key.Key_Return)
    key = person(session, name).id
    qtbot.waitUntil(lambda: read.person_rows(session.plan, [key])[0].organisation == "New Body")


def test_a_tier_chosen_in_the_table_is_dated(sample: MainWindow, qtbot: QtBot) -> None:
    session, screen = parts(sample)
    name = "Rosalind Achterveld"
    index = screen.model.index(shown(screen).index(name), Column.TIER)
    assert screen.model.setData(index, "ally")
    found = person(session, name)
    assert (found.tier, found.tier_history[-1].tier, found.tier_history[-1].from_) == ("ally", "ally", "2026-03-02")


def test_an_empty_name_is_refused(sample: MainWindow) -> None:
    session, screen = parts(sample)
    index = screen.model.index(0, Column.NAME)
    before = index.data()
    assert not screen.model.setData(index, "   ")
    assert screen.model.index(0, Column.NAME).data() == before
    assert session.plan.undoable is None


def test_one_person_is_deleted_with_the_delete_key_and_comes_back(sample: MainWindow, qtbot: QtBot) -> None:
    session, screen = parts(sample)
    before = shown(screen)
    click(qtbot, screen, "Rosalind Achterveld")
    assert session.person == person(session, "Rosalind Achterveld").id
    qtbot.keyClick(screen.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: "Rosalind Achterveld" not in shown(screen))
    assert session.person is None
    assert read.counts(session.plan).people == 44
    assert sample.actions_.undo.text() == "Undo “Delete a person: Rosalind Achterveld”"
    undo(qtbot, sample)
    assert shown(screen) == before
    assert read.counts(session.plan).key_relationships == 6


@pytest.mark.parametrize("sure", [True, False])
def test_many_are_deleted_after_one_question(sample: MainWindow, qtbot: QtBot, sure: bool) -> None:
    session, screen = parts(sample)
    names = shown(screen)[:3]
    click(qtbot, screen, names[0])
    click(qtbot, screen, names[1], more=True)
    click(qtbot, screen, names[2], more=True)
    assert session.person is None, "several are selected: nobody in particular"
    asked: list[str] = []

    def answer() -> None:
        question = QApplication.activeModalWidget()
        assert isinstance(question, Question)
        asked.append(question.windowTitle())
        qtbot.mouseClick(question.yes if sure else question.no, Qt.MouseButton.LeftButton)

    QTimer.singleShot(0, answer)
    qtbot.keyClick(screen.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: not session.jobs.busy)
    assert asked == ["Delete 3 people?"]
    assert read.counts(session.plan).people == (42 if sure else 45)
    if sure:
        undo(qtbot, sample)
        assert read.counts(session.plan) == read.Counts(45, 0, 85, 6)
        assert len(shown(screen)) == 45


def test_the_menu_moves_several_and_makes_one_a_key_relationship(sample: MainWindow, qtbot: QtBot) -> None:
    session, screen = parts(sample)
    menu = QMenu()
    qtbot.addWidget(menu)
    names = shown(screen)[:2]
    people = [person(session, name).id for name in names]
    screen.table.fill_menu(menu, people)
    near = next(action for action in menu.actions() if action.text() == "How near")
    tiers = near.menu()
    assert isinstance(tiers, QMenu)
    next(action for action in tiers.actions() if action.text() == "Aware of me").trigger()
    qtbot.waitUntil(lambda: [person(session, name).tier for name in names] == ["aware", "aware"])
    one = QMenu()
    qtbot.addWidget(one)
    screen.table.fill_menu(one, people[:1])
    next(action for action in one.actions() if action.text() == "Make a key relationship").trigger()
    focal = read.focal_of(session.plan, people[0])
    assert focal is not None
    assert (focal.kind, focal.target_tier, focal.opened) == ("create", "acquaintance", "2026-03-02")
    at = screen.model.row_of(people[0])
    assert at is not None
    assert screen.model.index(at, Column.KEY).data() == "★"


def test_a_new_group_is_typed_where_the_groups_are(sample: MainWindow, qtbot: QtBot) -> None:
    session, screen = parts(sample)
    choice = screen.naming.groups
    choice.box.setFocus()
    qtbot.keyClick(choice.box, Qt.Key.Key_End)
    assert QApplication.focusWidget() is choice.new
    qtbot.keyClicks(choice.new, " Night shift ")
    qtbot.keyClick(choice.new, Qt.Key.Key_Return)
    assert choice.box.currentText() == "Night shift"
    assert QApplication.focusWidget() is choice.box
    key = choice.group
    assert key is not None
    screen.naming.name.setFocus()
    qtbot.keyClicks(screen.naming.name, "Ada")
    qtbot.keyClick(screen.naming.name, Qt.Key.Key_Return)
    assert person(session, "Ada").groups == (key,)

    many = len(read.records(session.plan, r.Group))
    for text, ending in (("night SHIFT", Qt.Key.Key_Return), ("never", Qt.Key.Key_Escape)):
        choice.box.setFocus()
        qtbot.keyClick(choice.box, Qt.Key.Key_End)
        qtbot.keyClicks(choice.new, text)
        qtbot.keyClick(choice.new, ending)
        assert (choice.group, choice.box.isVisible()) == (key, True)
    assert len(read.records(session.plan, r.Group)) == many


def test_the_same_words_say_how_many_everywhere(sample: MainWindow) -> None:
    session, screen = parts(sample)
    workspace = sample.workspace
    assert workspace is not None
    edits.add_contacts(session.plan, ["Ada", "Ben"], on=TODAY)
    assert screen.count.text() == "45 people · 2 waiting"
    assert workspace.status.counts.text().startswith(screen.count.text() + " · ")
    edits.move_contact(session.plan, person(session, "Ada").id, "ally", on=TODAY)
    assert screen.count.text() == "46 people · 1 waiting"
    screen.show_waiting()
    assert screen.count.text() == "1 shown · 46 people · 1 waiting"


def test_who_is_shown_on_the_map_is_selected_in_the_table(open_window: OpenWindow, sample_path: Path) -> None:
    window = open_window(sample_path, "map")
    assert window.session is not None
    window.session.select(8)
    window.show_screen("people")
    _session, screen = parts(window)
    screen.finish()
    assert screen.table.people() == [8]
    assert window.session.person == 8


@pytest.mark.usefixtures("turn_by_turn")
def test_the_window_closes_while_thousands_are_read(open_window: OpenWindow, empty_path: Path, qtbot: QtBot) -> None:
    with Plan.open(empty_path) as plan:
        edits.add_contacts(plan, [f"Somebody {n}" for n in range(4000)], on=TODAY)
    window = open_window(None)
    window.files.open_path(empty_path)
    assert window.workspace is not None
    screen = window.workspace.made("people")
    assert screen.model._loader.busy  # pyright: ignore[reportAttributeAccessIssue]
    window.close()
    assert not screen.model._loader.busy  # pyright: ignore[reportAttributeAccessIssue]
    qtbot.wait(1)  # a turn of the loop: nothing reads the closed plan


def test_while_all_of_them_wait_nobody_is_counted_as_none() -> None:
    assert people_words(0, 0) == "0 people"
    assert people_words(0, 12) == "12 people waiting"
    assert people_words(1, 11) == "1 person · 11 waiting"
