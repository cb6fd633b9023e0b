"""A conversation noted in one line, with the keyboard, from anywhere."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.domain import records as r
from desktop.plan import edits, read
from desktop.ui.main_window import MainWindow
from desktop.ui.personal import PersonalWorkspace
from desktop.ui.today.note import NoteLine
from tests.ui.conftest import OpenWindow

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(open_window: OpenWindow, sample_path: Path) -> MainWindow:
    return open_window(sample_path, "people")


def workspace_of(window: MainWindow) -> PersonalWorkspace:
    assert window.personal is not None
    return window.personal


def begin(window: MainWindow, qtbot: QtBot) -> NoteLine:
    qtbot.keyClick(window, Qt.Key.Key_J, CTRL)
    lines = [each for each in workspace_of(window).findChildren(NoteLine) if each.isVisible()]
    assert len(lines) == 1
    qtbot.waitUntil(lines[0].text.hasFocus)
    return lines[0]


def give_back(window: MainWindow, qtbot: QtBot) -> None:
    """The platform without a screen does not make the window active again when a dialog closes."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


def talks(window: MainWindow) -> list[r.Conversation]:
    return list(read.records(workspace_of(window).session.plan, r.Conversation).values())


def steps(window: MainWindow) -> list[r.NextStep]:
    return list(read.records(workspace_of(window).session.plan, r.NextStep).values())


def key_of(window: MainWindow, name: str) -> int:
    return workspace_of(window).session.finder.people(name)[0].id


def test_in_twenty_seconds(window: MainWindow, qtbot: QtBot) -> None:
    before, open_before = len(talks(window)), len(steps(window))
    line = begin(window, qtbot)
    qtbot.keyClicks(line.text, "Rosalind, phone, engineer by Fri")
    assert {name: shown.text() for name, shown in line.rows.items()} == {
        "who": "Rosalind Achterveld", "when": "today, phone",
        "promises": "engineer, by Fri 6\N{NO-BREAK SPACE}March", "theirs": "–", "summary": "–",
    }  # fmt: skip
    assert len(talks(window)) == before, "it is shown before it is kept"
    qtbot.keyClick(line.text, Qt.Key.Key_Return)
    assert not line.isVisible()
    talk, step = talks(window)[-1], steps(window)[-1]
    assert (len(talks(window)), talk.date, talk.channel) == (before + 1, "2026-03-02", "phone")
    assert talk.contacts == (key_of(window, "Rosalind"),)
    assert talk.promises == (r.Promise("engineer", "2026-03-06", None),)
    assert (step.kind, step.due, step.conversation) == ("promise", "2026-03-06", talk.id)
    workspace_of(window).session.undo()
    qtbot.waitUntil(lambda: len(talks(window)) == before)
    assert len(steps(window)) == open_before


def test_esc_leaves_everything_as_it_was(window: MainWindow, qtbot: QtBot) -> None:
    before = talks(window)
    line = begin(window, qtbot)
    qtbot.keyClicks(line.text, "Rosalind, phone")
    qtbot.keyClick(line.text, Qt.Key.Key_Escape)
    assert not line.isVisible()
    assert talks(window) == before


def test_nothing_typed_is_nothing_to_keep(window: MainWindow, qtbot: QtBot) -> None:
    before = talks(window)
    line = begin(window, qtbot)
    qtbot.keyClick(line.text, Qt.Key.Key_Return)
    assert line.isVisible()
    assert talks(window) == before
    line.reject()


def test_a_name_of_several_is_chosen_with_the_arrow(window: MainWindow, qtbot: QtBot) -> None:
    line = begin(window, qtbot)
    qtbot.keyClicks(line.text, "an, phone")
    offered = line.offered()
    assert len(offered) > 1
    assert "Which" in line.unclear.text()
    qtbot.keyClick(line.text, Qt.Key.Key_Down)
    chosen = QApplication.focusWidget()
    assert chosen is offered[0]
    qtbot.keyClick(chosen, Qt.Key.Key_Space)
    assert line.text.hasFocus()
    assert [person.name for person in line.jotting.people] == [offered[0].text().split(" · ")[0]]
    assert line.jotting.channel == "phone"
    line.reject()


def test_any_script(window: MainWindow, qtbot: QtBot) -> None:
    line = begin(window, qtbot)
    line.text.setText("澹台清遥, phone")
    assert line.rows["who"].text().endswith("Tantai Qingyao")
    line.text.setText("tantai, phone")
    assert line.rows["who"].text().startswith("澹台清遥")
    line.reject()


def test_the_selected_person_stands_in_the_line(window: MainWindow, qtbot: QtBot) -> None:
    window.select(key_of(window, "Rosalind"))
    line = begin(window, qtbot)
    assert line.text.text() == "Rosalind Achterveld, "
    qtbot.keyClicks(line.text, "yesterday")
    qtbot.keyClick(line.text, Qt.Key.Key_Return)
    assert talks(window)[-1].date == "2026-03-01"
    assert talks(window)[-1].contacts == (key_of(window, "Rosalind"),)


def test_the_loud_button_opens_it(window: MainWindow, qtbot: QtBot) -> None:
    workspace = workspace_of(window)
    qtbot.mouseClick(workspace.loud, Qt.MouseButton.LeftButton)
    (line,) = [each for each in workspace.findChildren(NoteLine) if each.isVisible()]
    line.reject()


def test_what_names_nobody_waits_to_be_filed(window: MainWindow, qtbot: QtBot) -> None:
    line = begin(window, qtbot)
    qtbot.keyClicks(line.text, "Zebedee, phone, engineer by Fri")
    assert "Zebedee" in line.unclear.text()
    assert not line.full.isEnabled()
    qtbot.keyClick(line.text, Qt.Key.Key_Return)
    talk = talks(window)[-1]
    assert (talk.contacts, talk.summary) == ((), "Zebedee")
    assert [each.id for each in workspace_of(window).today.day.to_file.values()] == [talk.id]


def test_full_notes_are_the_same_thing_opened(window: MainWindow, qtbot: QtBot) -> None:
    before = len(talks(window))
    line = begin(window, qtbot)
    qtbot.keyClicks(line.text, "Rosalind, phone, calmer, engineer by Fri")
    qtbot.mouseClick(line.full, Qt.MouseButton.LeftButton)
    workspace = workspace_of(window)
    form = workspace.inspector.conversations.draft
    assert form is not None
    assert workspace.session.person == key_of(window, "Rosalind")
    assert (form.record.summary, form.record.channel) == ("calmer", "phone")
    assert len(talks(window)) == before
    qtbot.mouseClick(form.keep_button, Qt.MouseButton.LeftButton)
    assert len(talks(window)) == before + 1
    assert steps(window)[-1].conversation == talks(window)[-1].id


def test_undo_in_the_message_takes_the_note_back(window: MainWindow, qtbot: QtBot) -> None:
    before = len(talks(window))
    line = begin(window, qtbot)
    qtbot.keyClicks(line.text, "Rosalind, phone")
    qtbot.keyClick(line.text, Qt.Key.Key_Return)
    qtbot.mouseClick(workspace_of(window).banner._action, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(talks(window)) == before)
    assert workspace_of(window).banner.text == ""


def test_undo_in_the_message_is_bound_to_its_own_step(window: MainWindow, qtbot: QtBot) -> None:
    workspace = workspace_of(window)
    before = len(talks(window))
    line = begin(window, qtbot)
    qtbot.keyClicks(line.text, "Rosalind, phone")
    qtbot.keyClick(line.text, Qt.Key.Key_Return)
    assert workspace.banner.text.startswith("Kept")
    person = key_of(window, "Rosalind")
    workspace.session.do(lambda: edits.change(workspace.session.plan, r.Contact, person, role="Other"))
    assert workspace.banner.text == "", "undo would take back something else now"
    assert len(talks(window)) == before + 1


def test_typed_words_come_back_after_esc(window: MainWindow, qtbot: QtBot) -> None:
    line = begin(window, qtbot)
    qtbot.keyClicks(line.text, "Rosalind, phone, half a")
    qtbot.keyClick(line.text, Qt.Key.Key_Escape)
    give_back(window, qtbot)
    line = begin(window, qtbot)
    assert line.text.text() == "Rosalind, phone, half a"
    qtbot.keyClicks(line.text, " sentence")
    qtbot.keyClick(line.text, Qt.Key.Key_Return)
    assert talks(window)[-1].summary == "half a sentence"
    give_back(window, qtbot)
    line = begin(window, qtbot)
    assert line.text.text() == ""
    line.reject()


def test_a_name_nearly_right_is_offered(window: MainWindow, qtbot: QtBot) -> None:
    line = begin(window, qtbot)
    qtbot.keyClicks(line.text, "rosalnd, phone")
    assert line.offered()[0].text().startswith("Rosalind Achterveld")
    qtbot.mouseClick(line.offered()[0], Qt.MouseButton.LeftButton)
    assert [person.name for person in line.jotting.people] == ["Rosalind Achterveld"]
    line.reject()


def test_their_promise_is_what_they_bring(window: MainWindow, qtbot: QtBot) -> None:
    before = len(steps(window))
    line = begin(window, qtbot)
    qtbot.keyClicks(line.text, "Rosalind, they send figures by 31 Feb")
    assert (line.rows["promises"].text(), line.rows["theirs"].text()) == ("–", "they send figures by 31 Feb")
    assert "31 Feb" in line.unclear.text()
    qtbot.keyClick(line.text, Qt.Key.Key_Return)
    assert talks(window)[-1].promises == (r.Promise("they send figures by 31 Feb", None, None, theirs=True),)
    assert len(steps(window)) == before


def test_somebody_known_by_the_latin_name_stays_beside_somebody_to_be_added(window: MainWindow, qtbot: QtBot) -> None:
    line = begin(window, qtbot)
    qtbot.keyClicks(line.text, "Salma and Wilma Stone, phone, report by Fri")
    assert [person.name for person in line.jotting.people] == ["Salma al-Ghaymari"]
    assert "“Wilma Stone”" in line.unclear.text()
    (add,) = line.offered()
    assert add.text() == "Add Wilma Stone"
    qtbot.mouseClick(add, Qt.MouseButton.LeftButton)
    assert not line.unclear.text()
    qtbot.keyClick(line.text, Qt.Key.Key_Return)
    kept = talks(window)[-1]
    assert kept.contacts == (key_of(window, "Salma"), key_of(window, "Wilma Stone"))
    assert (kept.channel, kept.summary) == ("phone", "")
