"""The icon files, read back by the rules of their formats."""

from __future__ import annotations

import struct

from PySide6.QtGui import QImage
from PySide6.QtSvg import QSvgRenderer

from installers import icons


def picture(size: int) -> bytes:
    return icons.png(QSvgRenderer(str(icons.ICONS / "app.svg")), size)


def test_the_svg_is_drawn_at_any_size() -> None:
    image = QImage.fromData(picture(64))
    assert (image.width(), image.height()) == (64, 64)
    assert image.pixelColor(32, 32).name() == "#ffffff"
    assert image.pixelColor(32, 5).name() == "#2f6df6"
    assert image.pixelColor(0, 0).alpha() == 0


def test_the_kept_picture_is_that_of_the_svg() -> None:
    """Up to what one machine's rounding differs from another's."""
    kept, drawn = QImage(str(icons.ICONS / "app.png")), QImage.fromData(picture(256))
    assert kept.size() == drawn.size()
    for x in range(0, 256, 5):
        for y in range(0, 256, 5):
            one, other = kept.pixelColor(x, y), drawn.pixelColor(x, y)
            assert abs(one.red() - other.red()) <= 8, (x, y)
            assert abs(one.alpha() - other.alpha()) <= 8, (x, y)


def test_an_ico_points_at_its_pictures() -> None:
    pictures = {16: picture(16), 256: picture(256)}
    data = icons.ico(pictures)
    assert struct.unpack_from("<HHH", data) == (0, 1, 2)
    for index, (size, png) in enumerate(pictures.items()):
        width, height, _, _, _, bits, length, offset = struct.unpack_from("<BBBBHHII", data, 6 + 16 * index)
        assert (width, height, bits) == (size % 256, size % 256, 32)
        assert data[offset : offset + length] == png


def test_an_icns_holds_its_pictures() -> None:
    data = icons.icns({"icp4": picture(16), "ic07": picture(128)})
    assert struct.unpack_from(">4sI", data) == (b"icns", len(data))
    kind, length = struct.unpack_from(">4sI", data, 8)
    assert (kind, data[16 : 8 + length]) == (b"icp4", picture(16))
