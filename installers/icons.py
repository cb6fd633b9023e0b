"""The icons of the program and of its files in the forms that systems ask for, drawn from resources/icons by Qt:

`python -m installers.icons [FOLDER]` writes app.png (256 px) beside the SVG, or all forms of all into FOLDER: .ico
(Windows), .icns (macOS) and PNG pictures in a folder for each size (Linux). The repository keeps app.png alone.
"""

from __future__ import annotations

import struct
import sys
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

ICONS = Path(__file__).resolve().parent.parent / "resources" / "icons"

PNG_SIZES = (16, 32, 48, 128, 256)
ICO_SIZES = (16, 24, 32, 48, 64, 128, 256)
# Apple's names for PNG pictures of these sizes; 32, 64, 256 and 512 appear once more as a smaller one's double.
ICNS_TYPES = {
    "icp4": 16, "icp5": 32, "ic11": 32, "ic12": 64, "ic07": 128, "ic08": 256, "ic13": 256, "ic09": 512, "ic14": 512,
    "ic10": 1024,
}  # fmt: skip


def png(svg: QSvgRenderer, size: int) -> bytes:
    """The icon as the bytes of a square PNG file."""
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    svg.render(painter)
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # pyright: ignore[reportArgumentType, reportCallIssue]  # the stubs say bytes, Qt wants text
    return bytes(data.data())


def ico(pictures: dict[int, bytes]) -> bytes:
    """A Windows icon file holding PNG pictures: directory entries of 16 bytes, then the pictures."""
    header = struct.pack("<HHH", 0, 1, len(pictures))
    offset = len(header) + 16 * len(pictures)
    entries = b""
    for size, picture in pictures.items():
        entries += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(picture), offset)
        offset += len(picture)
    return header + entries + b"".join(pictures.values())


def icns(pictures: dict[str, bytes]) -> bytes:
    """An Apple icon file: chunks of a four-letter type, their length with this head, and a PNG picture."""
    chunks = b"".join(
        struct.pack(">4sI", kind.encode(), len(picture) + 8) + picture for kind, picture in pictures.items()
    )
    return struct.pack(">4sI", b"icns", len(chunks) + 8) + chunks


def main() -> None:
    if len(sys.argv) < 2:
        (ICONS / "app.png").write_bytes(png(QSvgRenderer(str(ICONS / "app.svg")), 256))
        return
    folder = Path(sys.argv[1])
    for name in ("app", "plan", "notes"):
        svg = QSvgRenderer(str(ICONS / f"{name}.svg"))
        for size in PNG_SIZES:
            (folder / str(size)).mkdir(parents=True, exist_ok=True)
            (folder / str(size) / f"{name}.png").write_bytes(png(svg, size))
        (folder / f"{name}.ico").write_bytes(ico({size: png(svg, size) for size in ICO_SIZES}))
        (folder / f"{name}.icns").write_bytes(icns({kind: png(svg, size) for kind, size in ICNS_TYPES.items()}))


if __name__ == "__main__":
    main()
