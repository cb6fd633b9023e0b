"""Photographs out of any file, and out of a plan that somebody else wrote."""

from __future__ import annotations

import base64
import struct
import zlib
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QImage, QImageWriter

from desktop.ui.workshop.photo import photo_of, picture_of

pytestmark = pytest.mark.usefixtures("qapp")


def saved(path: Path, kind: str, width: int = 300, height: int = 200) -> Path:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkGreen)
    assert QImageWriter(str(path), QByteArray(kind.encode())).write(image)
    return path


def encoded(path: Path) -> str:
    return base64.b64encode(path.read_bytes()).decode()


def drawing(tmp_path: Path) -> bytes:
    """An SVG that shows a file of this computer."""
    inside = saved(tmp_path / "private.png", "png").as_uri()
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="90" height="90">'
        f'<image width="90" height="90" xlink:href="{inside}"/></svg>'
    ).encode()


def bomb(side: int) -> bytes:
    """A PNG of a few kilobytes that claims to be `side` pixels wide and high."""

    def part(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes(side * (1 + side // 8)), 9)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", header) + part(b"IDAT", rows) + part(b"IEND", b"")


@pytest.mark.parametrize("kind", ["jpeg", "png"])
def test_a_photograph_is_kept_small_whatever_its_file_is_called(tmp_path: Path, kind: str) -> None:
    kept = photo_of(str(saved(tmp_path / "wall.gif", kind, 4000, 1000)))
    assert kept is not None
    assert (picture_of(kept).width(), picture_of(kept).height()) == (1280, 320)


@pytest.mark.parametrize("name", ["wall.svg", "wall.png", "wall.jpg"])
def test_a_drawing_is_no_photograph_whatever_it_is_called(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(drawing(tmp_path))
    assert photo_of(str(path)) is None


@pytest.mark.qt_log_ignore("JPEG datastream")
def test_other_formats_and_broken_files_are_none(tmp_path: Path) -> None:
    assert photo_of(str(saved(tmp_path / "wall.bmp", "bmp"))) is None
    broken = saved(tmp_path / "wall.jpg", "jpeg")
    broken.write_bytes(broken.read_bytes()[:90])
    assert photo_of(str(broken)) is None
    assert photo_of(str(tmp_path / "not there.jpg")) is None
    assert photo_of(str(tmp_path)) is None


@pytest.mark.qt_log_ignore("JPEG datastream")
def test_a_plan_of_somebody_else_shows_photographs_alone(tmp_path: Path) -> None:
    """Its text may be anything: a drawing that names files of this computer, a picture without end."""
    good = saved(tmp_path / "wall.jpg", "jpeg")
    assert not picture_of(encoded(good)).isNull()
    for held in (drawing(tmp_path), saved(tmp_path / "wall.png", "png").read_bytes(), good.read_bytes()[:90], b""):
        assert picture_of(base64.b64encode(held).decode()).isNull()
    assert picture_of("no base64 ☹").isNull()
    assert picture_of(None).isNull()


@pytest.mark.qt_log_ignore("allocation limit")
def test_a_small_file_that_claims_gigabytes_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "wall.png"
    path.write_bytes(bomb(40_000))
    assert path.stat().st_size < 400_000
    assert photo_of(str(path)) is None
