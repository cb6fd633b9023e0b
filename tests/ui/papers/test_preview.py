"""The preview of papers in the real window: pages, what is left out, saving, stopping."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from desktop.domain import records as r
from desktop.plan import edits, read
from desktop.ui.dialogs.plan import Objective
from desktop.ui.main_window import MainWindow
from desktop.ui.papers.practice import PracticeLook
from desktop.ui.papers.preview import Preview
from tests.report import reading

WAIT = 60_000


@pytest.fixture
def preview(open_window: Callable[..., MainWindow], sample_path: Path, qtbot: QtBot) -> Preview:
    window = open_window(sample_path)
    window.going_out.papers("summary")
    shown = window.findChild(Preview)
    assert shown is not None
    qtbot.waitUntil(lambda: finished(shown), timeout=WAIT)
    return shown


def finished(preview: Preview) -> bool:
    return bool(preview.pdf) and preview.save.isEnabled() and not preview.bar.isVisible()


def choose(qtbot: QtBot, preview: Preview, report: str) -> None:
    """As a person does with the arrow keys."""
    box = preview.options.report
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Home)
    while box.currentData() != report:
        qtbot.keyClick(box, Qt.Key.Key_Down)


def test_the_real_pages_follow_the_options(preview: Preview, qtbot: QtBot, tmp_path: Path) -> None:
    assert preview.view.count == len(reading.open_paper(preview.pdf).pages) == 1
    assert preview.told.text() == "Nothing is left out. Private notes stand on no paper."
    choose(qtbot, preview, "gaps")
    audience = preview.options.audience
    audience.setFocus()
    qtbot.keyClick(audience, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: finished(preview) and preview.view.count == 2, timeout=WAIT)
    assert preview.list.count() == 2
    assert not preview.view.grab().toImage().isNull()
    qtbot.keyClick(preview.view, Qt.Key.Key_End)
    assert preview.list.currentRow() == 1
    before = preview.view.zoom
    qtbot.mouseClick(preview.larger, Qt.MouseButton.LeftButton)
    assert preview.view.zoom != before
    assert preview.options.file_name() == "Where I miss people 2026-03-02"
    out = tmp_path / "gaps.pdf"
    shown = preview.pdf
    preview.save_to(out, preview.pdf)
    assert out.read_bytes() == shown
    assert not preview.isVisible()


def test_a_brief_asks_whom_and_names_them_only_when_wished(preview: Preview, qtbot: QtBot) -> None:
    choose(qtbot, preview, "brief")
    qtbot.waitUntil(lambda: finished(preview), timeout=WAIT)
    preview.options.whom.setFocus()
    qtbot.keyClicks(preview.options.whom, "Salma")
    qtbot.keyClick(preview.options.whom, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: finished(preview) and "Salma" in str(reading.bookmarks(preview.pdf)), timeout=WAIT)
    assert preview.options.file_name() == "Before we meet 2026-03-02"
    preview.options.named.setFocus()
    qtbot.keyClick(preview.options.named, Qt.Key.Key_Space)
    assert len(preview.options.file_name()) > len("Before we meet 2026-03-02")


def test_no_page_is_written_before_it_is_saved_and_stopping_stops(preview: Preview, qtbot: QtBot) -> None:
    folder = preview._session.plan.path.parent
    before = sorted(folder.iterdir())
    choose(qtbot, preview, "session")
    qtbot.waitUntil(lambda: preview._maker.busy, timeout=WAIT)
    stop = next(each for each in preview.findChildren(QPushButton) if each.accessibleName() == "Stop")
    qtbot.mouseClick(stop, Qt.MouseButton.LeftButton)
    assert not preview._maker.busy
    assert not preview.save.isEnabled()
    assert sorted(folder.iterdir()) == before


def test_printing_draws_every_page_on_the_printer(preview: Preview, qtbot: QtBot, tmp_path: Path) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    preview.print_on(printer)
    qtbot.waitUntil(lambda: preview.doing.text() == "Sent to the printer.", timeout=WAIT)
    assert len(reading.open_paper((tmp_path / "printed.pdf").read_bytes()).pages) == 1


def test_what_was_made_for_another_reader_can_no_longer_be_saved(preview: Preview, qtbot: QtBot) -> None:
    """Not for a moment: whoever chooses the sponsor and presses Save at once must not hand out their own paper."""
    audience = preview.options.audience
    audience.setFocus()
    qtbot.keyClick(audience, Qt.Key.Key_End)
    assert audience.currentData() == "sponsor"
    assert (preview.pdf, preview.save.isEnabled(), preview.print.isEnabled()) == (b"", False, False)
    qtbot.waitUntil(lambda: finished(preview), timeout=WAIT)
    assert "Rosalind" not in reading.paper_text(preview.pdf)


def test_what_is_saved_is_what_was_seen(
    preview: Preview, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also when the plan changes while a place for the file is chosen."""
    seen = preview.pdf

    def choose_slowly(*_: object) -> tuple[str, str]:
        session = preview._session
        someone = next(iter(read.records(session.plan, r.FocalRelationship).values())).contact
        session.do(lambda: edits.change(session.plan, r.Contact, someone, "", role="Somebody else"))
        assert preview.pdf == b""
        return str(tmp_path / "seen"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose_slowly)
    qtbot.mouseClick(preview.save, Qt.MouseButton.LeftButton)
    assert (tmp_path / "seen.pdf").read_bytes() == seen


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_gets_the_whole_paper_as_it_was_wanted_or_nothing(
    preview: Preview, qtbot: QtBot, tmp_path: Path
) -> None:
    choose(qtbot, preview, "session")
    qtbot.waitUntil(lambda: finished(preview) and preview.view.count == 5, timeout=WAIT)
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    preview.print_on(printer)
    assert not preview.options.isEnabled()
    # The plan goes on changing meanwhile; that is shown afterwards.
    preview._plan_changed(None)
    preview._rested()
    assert preview._printing is printer
    qtbot.waitUntil(lambda: preview._printing is None, timeout=WAIT)
    assert len(reading.open_paper((tmp_path / "printed.pdf").read_bytes()).pages) == 5
    assert preview.options.isEnabled()
    qtbot.waitUntil(lambda: finished(preview) and not preview._rest.isActive(), timeout=WAIT)
    printer.setFromTo(2, 3)
    preview.print_on(printer)
    qtbot.waitUntil(lambda: preview.doing.text() == "Sent to the printer.", timeout=WAIT)
    assert len(reading.open_paper((tmp_path / "printed.pdf").read_bytes()).pages) == 2
    nowhere = QPrinter()
    nowhere.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    nowhere.setOutputFileName(str(tmp_path / "no" / "such" / "folder.pdf"))
    preview.print_on(nowhere)
    qtbot.waitUntil(lambda: preview.problem.text() == "The printer could not be used.", timeout=WAIT)
    assert not preview._maker.busy
    assert preview.options.isEnabled()
    preview.print_on(printer)
    qtbot.mouseClick(preview.cancel, Qt.MouseButton.LeftButton)
    assert preview.doing.text() != "Sent to the printer."
    assert preview.options.isEnabled()


def test_a_reader_who_is_in_the_plan(preview: Preview, qtbot: QtBot) -> None:
    preview.options.reader.setFocus()
    qtbot.keyClicks(preview.options.reader, "Rosalind")
    qtbot.waitUntil(lambda: finished(preview) and "people who read it" in preview.told.text(), timeout=WAIT)
    assert "Rosalind" not in reading.paper_text(preview.pdf)
    qtbot.keyClicks(preview.options.reader, " Nobody")
    qtbot.waitUntil(lambda: "Nobody in the plan is called" in preview.problem.text(), timeout=WAIT)


def test_the_look_of_a_practice_is_made_and_left_again(preview: Preview, qtbot: QtBot, tmp_path: Path) -> None:
    logo = tmp_path / "sign.svg"
    logo.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>')

    def opened() -> PracticeLook:
        qtbot.mouseClick(preview.options.practice, Qt.MouseButton.LeftButton)
        look = preview.options.findChild(PracticeLook)
        assert look is not None
        return look

    look = opened()
    qtbot.keyClicks(look.name, "Harbour")
    qtbot.keyClicks(look.colour, "#0f766")
    look.take_logo(logo)
    qtbot.mouseClick(look.does, Qt.MouseButton.LeftButton)
    assert look.said.text() == "A colour is written like #0f766e."
    qtbot.keyClicks(look.colour, "e")
    qtbot.mouseClick(look.does, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: finished(preview) and "Harbour" in reading.paper_text(preview.pdf), timeout=WAIT)
    qtbot.waitUntil(lambda: preview.options.findChild(PracticeLook) is None, timeout=WAIT)
    look = opened()
    assert look.logo.text() == "logo.svg"
    qtbot.mouseClick(look.none, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: finished(preview) and "Harbour" not in reading.paper_text(preview.pdf), timeout=WAIT)


def test_the_plan_can_be_changed_after_the_papers_were_closed(preview: Preview, qtbot: QtBot) -> None:
    window = preview.parent()
    assert isinstance(window, MainWindow)
    session = window.session
    assert session is not None
    with qtbot.waitSignal(preview.destroyed):
        qtbot.mouseClick(preview.away, Qt.MouseButton.LeftButton)
    someone = read.names(session.plan, [1, 2, 3, 4, 5])
    session.do(lambda: edits.change(session.plan, r.Contact, next(iter(someone)), "", role="Somebody else"))
    assert not window.findChildren(Preview)


def test_a_sponsor_gets_no_appendix_and_reads_what_was_agreed(preview: Preview, qtbot: QtBot) -> None:
    options = preview.options
    choose(qtbot, preview, "session")
    assert options.appendix.isVisible()
    options.appendix.setFocus()
    qtbot.keyClick(options.appendix, Qt.Key.Key_Space)
    assert "--appendix" in options.arguments()
    assert not options.agreed.isVisible()
    options.audience.setFocus()
    qtbot.keyClick(options.audience, Qt.Key.Key_End)
    assert not options.appendix.isVisible()
    assert "--appendix" not in options.arguments()
    wanted = "the map of who stands where"
    qtbot.waitUntil(lambda: finished(preview) and wanted in preview.told.text(), timeout=WAIT)
    assert preview.view.count == 1
    qtbot.mouseClick(options.agreed, Qt.MouseButton.LeftButton)
    asked = options.findChild(Objective)
    assert asked is not None
    field = asked.fields["agreed_support"]
    qtbot.waitUntil(field.hasFocus)
    field.selectAll()
    qtbot.keyClicks(field, "A desk near the water.")
    asked.accept()
    qtbot.waitUntil(lambda: finished(preview) and "Adesknear" in reading.paper_text(preview.pdf), timeout=WAIT)


def test_the_button_offers_the_paper_of_the_moment(
    open_window: Callable[..., MainWindow], sample_path: Path, qtbot: QtBot
) -> None:
    window = open_window(sample_path)
    workspace, session = window.workspace, window.session
    assert workspace is not None
    assert session is not None

    def offered(screen: str) -> str:
        workspace.show_screen(screen)
        return workspace.toolbar.paper.text()

    screens = ("today", "map", "gaps", "reviews", "sessions")
    assert [offered(screen) for screen in screens] == [
        "Session paper…", "Session paper…", "Where I miss people…", "What has changed…", "Session paper…",
    ]  # fmt: skip
    workspace.show_screen("people")
    salma = next(key for key, (name, _latin) in read.names(session.plan, range(1, 60)).items() if "سلمى" in name)
    session.select(salma)
    assert workspace.toolbar.paper.text() == "Before we meet…"
    qtbot.mouseClick(workspace.toolbar.paper, Qt.MouseButton.LeftButton)
    shown = window.findChild(Preview)
    assert shown is not None
    assert (shown.options.name, shown.options.person) == ("brief", salma)
    qtbot.waitUntil(lambda: finished(shown), timeout=WAIT)
