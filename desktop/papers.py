"""Papers from the command line: their options, and the stream in which a preview gets its pages.

A preview is made by a process of its own, so that the window never waits, work can be stopped at once and memory
returns. Nothing is written to disk on the way: the pages come through a pipe, each after a line that tells its size.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.domain.sensitivity import Audience
from desktop.report.offered import OFFERED
from desktop.words import LANGUAGES, _

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from desktop.domain.plan_values import PlanValues
    from desktop.report.reports import Drawn
    from desktop.report.sheet import Wanted

SIZES = ("a4", "letter")


def add_options(parser: argparse.ArgumentParser, day: Callable[[str], date]) -> None:
    """How a paper is wanted."""
    parser.add_argument("--report", choices=OFFERED, default="", help=_("which paper; without it the usual one"))
    parser.add_argument("--person", default="", metavar="NAME", help=_("whom the brief is about"))
    parser.add_argument("--since", type=day, default=None, metavar="YYYY-MM-DD", help=_("what progress compares with"))
    parser.add_argument(
        "--audience", choices=[audience.value for audience in Audience], default="me", help=_("who will read it")
    )
    parser.add_argument("--reader", default="", metavar="NAME", help=_("withhold what concerns this person"))
    parser.add_argument("--paper", choices=SIZES, default=None)
    parser.add_argument("--language", choices=LANGUAGES, default=None)
    parser.add_argument("--appendix", action="store_true", help=_("the other key relationships and everybody, too"))
    parser.add_argument("--practice", type=Path, metavar="FOLDER", help=_("name, colour, logo, templates"))


def wanted(said: argparse.Namespace) -> Wanted:
    """The options as asked for; language and paper as the system has them where nothing is said."""
    from desktop.report import language
    from desktop.report.practice import read_practice
    from desktop.report.sheet import Wanted

    return Wanted(
        said.report,
        said.person,
        said.since,
        Audience(said.audience),
        said.reader,
        said.paper or language.paper_size(language.system_locale("LC_PAPER")),
        said.language or language.language(language.system_locale()),
        said.appendix,
        read_practice(said.practice) if said.practice else None,
    )


def drawn(said: argparse.Namespace, values: PlanValues, on: date) -> Drawn:
    """The paper that is asked for, but for the printing."""
    from desktop.report.reports import draw

    return draw(values, on, wanted(said))


def missing_words(missing: tuple[str, ...]) -> str:
    """Which characters are printed as boxes."""
    words = _("No font here has these characters, □ stands for them: {missing}")
    return words.format(missing=" ".join(missing))


def told(paper: Drawn) -> tuple[str, str]:
    """In the language of the paper: what is left out of it, and that its reader is nobody in the plan."""
    from desktop.report.left_out import left_out_of_paper, unknown_reader_words
    from desktop.words import one_line, speaking

    with speaking(paper.wanted.language):
        unknown = unknown_reader_words(one_line(paper.wanted.reader)) if paper.unknown_reader else ""
        return left_out_of_paper(paper.left_out), unknown


def frames(paper: Drawn, ppi: float) -> Iterator[bytes]:
    """What a preview gets: what is left out, the PDF, how many pages there are, the pages as pictures.

    With `ppi` 0 no pictures are drawn.
    """
    left_out, unknown = told(paper)
    yield _frame({"is": "told", "left_out": left_out, "unknown": unknown})
    printed = paper.paper()
    yield _frame({"is": "pdf", "missing": list(printed.missing)}, printed.pdf)
    if ppi:
        pictures = paper.pictures(ppi)
        yield _frame({"is": "pages", "count": len(pictures)})
        for n, picture in enumerate(pictures):
            yield _frame({"is": "page", "n": n}, picture)


def _frame(head: dict[str, Any], body: bytes = b"") -> bytes:
    return json.dumps({**head, "size": len(body)}).encode() + b"\n" + body
