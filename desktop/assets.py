"""The program's own files: beside the code in a checkout, inside the bundle when installed."""

import json
import sys
from functools import cache
from pathlib import Path
from typing import Any

_ROOT = Path(getattr(sys, "_MEIPASS", Path(__file__).parent.parent))


def asset(*parts: str) -> Path:
    """The path of a file under `resources/`."""
    return _ROOT.joinpath("resources", *parts)


def program_version() -> str:
    """The version of Rapport; "" where it was not installed in any way."""
    from importlib.metadata import PackageNotFoundError, version  # brings the whole of `email` along

    try:
        return version("rapport")
    except PackageNotFoundError:
        return ""


@cache
def catalogue() -> dict[str, Any]:
    """The catalogue of tiers, engagements, questions and agenda as it ships; a plan may change words of it."""
    return json.loads(asset("catalogue.json").read_bytes())
