"""Which format goes with which ending, and how each is written."""

import os
import shutil
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from desktop.domain.plan_values import PlanValues
from desktop.exchange import plan_json
from desktop.exchange.out import calendar, cards, markdown, network, people
from desktop.output import CannotWrite, write_whole
from desktop.plan import errors

Write = Callable[[PlanValues, date, str], bytes]
"""The plan, the day, the version of vCard -> the content of the file."""

WRITERS: Mapping[str, Write] = {
    ".kumu.json": lambda values, on, _version: network.kumu(values, on),
    ".json": lambda values, _on, _version: plan_json.dumps(plan_json.document_of(values)),
    ".csv": lambda values, _on, _version: people.csv(values),
    ".xlsx": lambda values, _on, _version: people.xlsx(values),
    ".vcf": cards.vcf,
    ".graphml": lambda values, on, _version: network.graphml(values, on),
    ".gexf": lambda values, on, _version: network.gexf(values, on),
    ".ics": lambda values, on, _version: calendar.ics(values, on),
}
"""By the ending of the file's name, the longer endings first."""


def ending(out: Path) -> str:
    """The ending by which `out` is written; '' for a folder of Markdown files; its own where nothing writes it."""
    name = out.name.lower()
    return next((each for each in WRITERS if name.endswith(each)), out.suffix.lower())


def write(values: PlanValues, out: Path, on: date, version: str = "3.0") -> None:
    """Write the plan to `out` as its ending says. The file or folder appears whole or not at all; raises KnownError."""
    found = ending(out)
    if found:
        write_whole(out, WRITERS[found](values, on, version))
    else:
        _write_folder(out, values, on)


def _write_folder(out: Path, values: PlanValues, on: date) -> None:
    if out.exists():
        raise errors.AlreadyThere(out)
    scratch = out.with_name(f".{out.name}.{os.getpid()}.new")
    try:
        scratch.mkdir(mode=0o700)
        for name, content in markdown.files(values, on):
            write_whole(scratch / name, content)
        scratch.rename(out)
    except OSError as problem:
        raise CannotWrite(out) from problem
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
