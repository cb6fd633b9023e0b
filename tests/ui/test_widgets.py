"""Fields that are saved when left or rested, and texts that are never markup."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.fields import LineEdit, TextEdit
from desktop.ui.widgets import FlowRow, TierControl, column, initials, label, literal, tip

HOSTILE = "<img src='file:///etc/hostname'> & <b>bold</b> \u202eevil"


class Form(QWidget):
    """A line, some text, and what they said."""

    def __init__(self, rest_ms: int = 60_000) -> None:
        super().__init__()
        self.setWindowTitle("Form[*]")
        self.said: list[str] = []
        self.line, self.text = LineEdit("Line", rest_ms=rest_ms), TextEdit("Text", rest_ms=rest_ms)
        self.setLayout(column(self.line, self.text))
        for field in (self.line, self.text):
            field.settled.connect(self.said.append)


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    made = Form()
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.line.setFocus()
    return made


def test_a_line_is_saved_when_it_is_left(form: Form, qtbot: QtBot) -> None:
    qtbot.keyClicks(form.line, "Deputy head ")
    assert form.isWindowModified()
    assert not form.said
    qtbot.keyClick(form.line, Qt.Key.Key_Tab)
    assert form.said == ["Deputy head"]
    assert not form.isWindowModified()


def test_text_is_saved_when_it_is_left_and_once_only(form: Form, qtbot: QtBot) -> None:
    form.text.setFocus()
    qtbot.keyClicks(form.text, "One")
    qtbot.keyClick(form.text, Qt.Key.Key_Return)
    qtbot.keyClicks(form.text, "two")
    form.line.setFocus()
    form.text.setFocus()
    form.line.setFocus()
    assert form.said == ["One\ntwo"]


def test_a_field_is_saved_after_a_rest(qtbot: QtBot) -> None:
    form = Form(rest_ms=20)
    qtbot.addWidget(form)
    with qtbot.waitExposed(form):
        form.show()
    for field in (form.line, form.text):
        qtbot.keyClicks(field, "a")
        qtbot.waitUntil(lambda: not form.isWindowModified())
    assert form.said == ["a", "a"]


@pytest.mark.parametrize("kind", ["line", "text"])
def test_esc_brings_back_what_was_saved(form: Form, qtbot: QtBot, kind: str) -> None:
    field: LineEdit | TextEdit = getattr(form, kind)
    field.show_text("before")
    field.setFocus()
    qtbot.keyClicks(field, "x")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert (field.text() if isinstance(field, LineEdit) else field.toPlainText()) == "before"
    assert not form.said


def test_news_from_the_plan_does_not_disturb_typing(form: Form, qtbot: QtBot) -> None:
    qtbot.keyClicks(form.line, "typing")
    form.line.show_text("from elsewhere")
    assert form.line.text() == "typing"
    qtbot.keyClick(form.line, Qt.Key.Key_Tab)
    assert form.said == ["typing"]


def test_what_a_person_wrote_is_shown_as_it_is(qtbot: QtBot) -> None:
    shown = label(HOSTILE)
    qtbot.addWidget(shown)
    assert shown.text() == HOSTILE
    assert shown.textFormat() == Qt.TextFormat.PlainText
    tip(shown, HOSTILE)
    assert "<img" not in shown.toolTip()
    assert "<b>" not in shown.toolTip()
    assert literal("R&D") == "R&&D"


def test_a_tier_is_chosen_with_the_mouse_and_told_once(qtbot: QtBot) -> None:
    control, chosen = TierControl(), []
    qtbot.addWidget(control)
    control.chosen.connect(chosen.append)
    control.set_tier("aware")
    with qtbot.waitExposed(control):
        control.show()
    for made in control.findChildren(QWidget):
        if made.accessibleName() == "Ally":
            qtbot.mouseClick(made, Qt.MouseButton.LeftButton)
            qtbot.mouseClick(made, Qt.MouseButton.LeftButton)
    assert chosen == ["ally"]
    control.set_tier(None)
    assert control.tier is None


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Rosalind Achterveld", "RA"), ("Tantai", "T"), ("田中美咲", "田"), ("", ""), ("(Dr) Ada Byron", "AB")],
)
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_what_stands_in_one_line_stands_in_its_middle(qtbot: QtBot) -> None:
    low, high, other = label("Group"), QWidget(), label("Next")
    high.setFixedSize(60, 40)
    flow = FlowRow(low, high, other, gap=4)
    qtbot.addWidget(flow)
    flow.resize(low.sizeHint().width() + 70, 200)
    with qtbot.waitExposed(flow):
        flow.show()
    assert low.geometry().center().y() == pytest.approx(high.geometry().center().y(), abs=1)
    assert other.y() == 44, "in the next line"


@pytest.mark.parametrize("way", list(Qt.LayoutDirection)[:2])
def test_a_row_that_wraps_begins_where_one_reads(qtbot: QtBot, way: Qt.LayoutDirection) -> None:
    parts = [label(words) for words in ("one", "two", "three")]
    flow = FlowRow(*parts)
    flow.setLayoutDirection(way)
    qtbot.addWidget(flow)
    flow.resize(400, 40)
    with qtbot.waitExposed(flow):
        flow.show()
    lefts = [part.x() for part in parts]
    mirrored = way is Qt.LayoutDirection.RightToLeft
    assert lefts == sorted(lefts, reverse=mirrored)
    assert parts[0].geometry().right() == 399 if mirrored else lefts[0] == 0
