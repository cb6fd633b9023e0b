"""Photographs: from a file into the plan, and from the plan onto the screen. JPEG and PNG alone are ever read.

A plan may come from anybody. Of the other formats that Qt knows, a drawing can name files of this computer or on a
share, which would be opened to draw it.
"""

import base64

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QImage, QImageReader, QImageWriter, QPainter, QPixmap

_SIDE = 1280
"""Pixels of the longer side of a photograph that is kept."""

_LARGEST = 32
"""Megabytes that a picture may take when unpacked: a few kilobytes of PNG can claim gigabytes."""


def photo_of(path: str) -> str | None:
    """A photograph as it is kept: smaller, and without what a camera writes into it; None for what cannot be read."""
    image = _read(QImageReader(path), (b"jpeg", b"png"))
    if image.isNull():
        return None
    plain = QImage(image.size(), QImage.Format.Format_RGB32)
    plain.fill(Qt.GlobalColor.white)
    painter = QPainter(plain)
    painter.drawImage(0, 0, image)
    painter.end()
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"jpeg"))
    writer.setQuality(80)
    if not writer.write(plain):
        return None
    return base64.b64encode(bytes(kept.data())).decode("ascii")


def picture_of(photo: str | None) -> QPixmap:
    """A kept photograph; a null one for none, and for what is none."""
    try:
        held = QByteArray(base64.b64decode(photo or "", validate=True))
    except ValueError:
        return QPixmap()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    return QPixmap.fromImage(_read(QImageReader(buffer), (b"jpeg",)))


def _read(reader: QImageReader, kinds: tuple[bytes, ...]) -> QImage:
    """The picture, no larger than is kept; a null one when it is none of these `kinds` by its content."""
    reader.setAutoDetectImageFormat(True)
    reader.setDecideFormatFromContent(True)
    if bytes(reader.format().data()) not in kinds:
        return QImage()
    QImageReader.setAllocationLimit(_LARGEST)
    reader.setAutoTransform(True)
    size = reader.size()
    if max(size.width(), size.height()) > _SIDE:
        reader.setScaledSize(size.scaled(_SIDE, _SIDE, Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()
