"""The map outside the window: picture, drawing, page, clipboard, printer. What is hidden on the screen is not there."""

from __future__ import annotations

import re
import zlib
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from desktop.domain.job import run
from desktop.plan import read
from desktop.ui.map.look import look_of
from desktop.ui.map.outside import on_paper
from desktop.ui.map_out import SUFFIXES, MapOut, map_bytes
from desktop.ui.palette import LIGHT

from .conftest import LONG

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from desktop.ui.main_window import MainWindow
    from desktop.ui.map_screen import MapScreen

    from .conftest import OpenWindow


@pytest.fixture
def window(open_window: OpenWindow, sample_path: Path) -> MainWindow:
    return open_window(sample_path, "map")


def screen_of(window: MainWindow) -> MapScreen:
    assert window.workspace is not None
    return window.workspace.made("map")  # pyright: ignore[reportReturnType]


def made(screen: MapScreen, suffix: str) -> bytes:
    return run(map_bytes(screen, suffix))


def finish(window: MainWindow) -> None:
    """What is being made is made now."""
    assert window.session is not None
    window.session.jobs.finish()


def written(svg: bytes) -> list[str]:
    """Every text of a drawing, in its order."""
    return [
        "".join(each.itertext()).strip()
        for each in ElementTree.fromstring(svg).iter()
        if each.tag.endswith(("}text", "}title", "}desc"))
    ]


def unpacked(pdf: bytes) -> bytes:
    """A page with its streams unpacked."""
    parts = [pdf]
    for found in re.finditer(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL):
        try:
            parts.append(zlib.decompress(found[1].strip(b"\r\n")))
        except zlib.error:
            continue
    return b"\n".join(parts)


def test_a_drawing_has_the_names_bands_sectors_and_the_legend(window: MainWindow) -> None:
    screen = screen_of(window)
    said = written(made(screen, ".svg"))
    assert said[0] == "Rapport"
    joined = "\n".join(said)
    for wanted in ("Caradoc Finnimore", "Advocate", "Not yet connected", "key relationship, heading to", "You"):
        assert wanted in said, wanted
    assert "Executive" in joined
    assert str(window.path) not in joined
    assert "Tamsin" not in joined, "whose plan it is is nobody's business"


def test_a_picture_shows_what_the_window_shows(window: MainWindow) -> None:
    screen = screen_of(window)
    picture = QImage.fromData(made(screen, ".png"))
    canvas = screen.map.canvas
    assert picture.width() == 2 * canvas.viewport().width()
    assert picture.height() > 2 * canvas.viewport().height(), "the legend is under it"
    person = next(key for key, (name, _l) in read.names(window.session.plan).items() if name == "Caradoc Finnimore")  # pyright: ignore[reportOptionalMemberAccess]
    x, y = canvas.stage.position(canvas.stage.chart.rows[person])
    look = canvas.stage.look
    assert (
        picture.pixelColor(round(2 * x), round(2 * y))
        == look.dots[int(canvas.stage.chart.colour[canvas.stage.chart.rows[person]])]
    )
    assert picture.pixelColor(3, 2 * canvas.height() // 2) == look.background
    assert picture.textKeys() == []


def test_a_page_names_nobody_beside_the_map(window: MainWindow) -> None:
    pdf = made(screen_of(window), ".pdf")
    assert pdf.startswith(b"%PDF")
    plain = unpacked(pdf)
    assert b"Tamsin" not in plain
    assert b"Sample" not in plain


def test_with_initials_no_name_goes_out_in_any_form(window: MainWindow) -> None:
    plan = window.session.plan  # pyright: ignore[reportOptionalMemberAccess]
    words = {
        word for name, latin in read.names(plan).values() for word in (*name.split(), *latin.split()) if len(word) > 3
    }
    window.covers.toggle_names()
    screen = screen_of(window)
    assert screen.map.canvas.stage.chart.people.count
    for suffix in (".svg", ".pdf", ".png"):
        out = made(screen, suffix)
        plain = (unpacked(out) if suffix == ".pdf" else out).decode("utf-8", "replace")
        if suffix != ".png":
            assert not words & set(re.findall(r"\w+", plain))
    assert any(text == "C. F." for text in written(made(screen, ".svg")))


def test_a_past_day_and_a_comparison_are_said_on_the_picture(window: MainWindow) -> None:
    screen = screen_of(window)
    QTest.keyClick(screen.time_bar.slider, Qt.Key.Key_Home)
    screen.time_bar.finish()
    screen.finish()
    assert any(text.startswith("As it was on") for text in written(made(screen, ".svg")))


def test_what_does_not_stand_out_is_faint_outside_too(window: MainWindow) -> None:
    screen = screen_of(window)
    screen.key.setChecked(True)
    screen.finish()
    assert b"opacity" in made(screen, ".svg")
    names = written(made(screen, ".svg"))
    assert "Rosalind Achterveld" in names
    assert "Caradoc Finnimore" not in names


def test_the_name_that_is_offered_tells_of_nobody_and_the_file_is_whole(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: list[str] = []

    def answer(_parent: object, _title: str, name: str, kinds: str) -> tuple[str, str]:
        offered.append(Path(name).name)
        return str(tmp_path / Path(name).name), kinds.split(";;")[1]

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    window.show_screen("people")
    MapOut(window).save()
    finish(window)
    assert offered == ["Map 2026-03-02.png"]
    assert written((tmp_path / "Map 2026-03-02.svg").read_bytes())
    assert not list(tmp_path.glob(".*new")), "nothing half written is left"
    assert window.workspace is not None
    assert window.workspace.banner.text == "“Map 2026-03-02.svg” is ready."
    MapOut(window).write(screen_of(window), tmp_path / "nowhere" / "map.png")
    finish(window)
    assert "cannot be written" in window.workspace.banner.text


def test_it_is_made_turn_by_turn_while_the_map_is_used(
    window: MainWindow, tmp_path: Path, turn_by_turn: None, qtbot: QtBot
) -> None:
    screen, session = screen_of(window), window.session
    assert session is not None
    for suffix in SUFFIXES:
        path, asked_for = tmp_path / f"map{suffix}", made(screen, suffix)
        MapOut(window).write(screen, path)
        assert session.jobs.busy
        screen.map.canvas.stage.zoom(3.0, 10, 10)
        screen.key.toggle()
        qtbot.waitUntil(lambda: not session.jobs.busy, timeout=LONG)
        screen.finish()
        assert len(path.read_bytes()) == pytest.approx(len(asked_for), rel=0.01), "the map when it was asked for"
        assert len(made(screen, suffix)) != pytest.approx(len(asked_for), rel=0.01), "and not as it is now"
        screen.key.setChecked(False)
        screen.fit()
        screen.finish()


def test_one_that_is_broken_off_leaves_nothing(window: MainWindow, tmp_path: Path, turn_by_turn: None) -> None:
    session = window.session
    assert session is not None
    for suffix in SUFFIXES:
        MapOut(window).write(screen_of(window), tmp_path / f"map{suffix}")
        assert session.jobs.busy
        session.jobs.cancel()
    assert not list(tmp_path.glob("*map*"))
    assert session.editable


def test_a_copy_is_a_picture(window: MainWindow) -> None:
    screen = screen_of(window)
    window.activateWindow()
    MapOut(window).copy()
    finish(window)
    copied = QGuiApplication.clipboard().image()
    assert copied.width() == 2 * screen.map.canvas.viewport().width()


def test_it_is_printed_on_one_page(window: MainWindow, tmp_path: Path) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    MapOut(window).print_on(screen_of(window), printer)
    finish(window)
    del printer
    assert (tmp_path / "printed.pdf").read_bytes().startswith(b"%PDF")


def test_on_paper_everything_is_told_apart_without_colour() -> None:
    look = on_paper(look_of(LIGHT))

    def grey(colour: QColor) -> float:
        return 0.299 * colour.red() + 0.587 * colour.green() + 0.114 * colour.blue()

    white = grey(look.background)
    assert all(
        white - grey(colour) > 110 for colour in (look.text, look.dim, look.gold, look.red, look.accent, *look.named)
    )
    assert all(white - grey(colour) > 80 for colour in look.dots)
    assert white - grey(look.line) > 80, "the rings are seen"
    assert white - grey(look.bands[0]) < 40, "and what is written on the bands can be read"
