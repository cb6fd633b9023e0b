"""Where the program's own files lie: beside the code in a checkout, inside the bundle when installed."""

import sys
from pathlib import Path

_ROOT = Path(getattr(sys, "_MEIPASS", Path(__file__).parent.parent))


def asset(*parts: str) -> Path:
    """The path of a file under `resources/`."""
    return _ROOT.joinpath("resources", *parts)
