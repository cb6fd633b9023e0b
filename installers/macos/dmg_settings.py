"""What the disk image shows when it is opened: the program, an arrow, the folder Applications. Read by dmgbuild."""

from pathlib import Path

# dmgbuild runs this file with `defines`: what its -D options said.
_app: str = defines["app"]  # type: ignore[name-defined]  # noqa: F821
_icon: str = defines["icon"]  # type: ignore[name-defined]  # noqa: F821

_name = Path(_app).name
format = "UDZO"
filesystem = "HFS+"
files = [_app]
symlinks = {"Applications": "/Applications"}
icon = _icon
background = "builtin-arrow"
window_rect = ((200, 160), (640, 300))
default_view = "icon-view"
icon_size = 128
text_size = 13
icon_locations = {_name: (140, 120), "Applications": (500, 120)}
hide_extensions = [_name]
