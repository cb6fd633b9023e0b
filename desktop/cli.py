"""The command line: the same work as the window, without a display."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import NoReturn

from desktop import commands, papers
from desktop.assets import program_version
from desktop.console import complain, say
from desktop.domain.errors import KnownError
from desktop.domain.tiers import TIERS
from desktop.report.language import language, system_locale
from desktop.words import LANGUAGES, _, explain, one_line, speak

COMMANDS = (
    "new",
    "import",
    "export",
    "give",
    "diff",
    "merge",
    "pages",
    "passphrase",
    "check",
    "figures",
    "shot",
    "demo",
)


class _Parser(argparse.ArgumentParser):
    """Errors in one line on stderr, exit 2."""

    def error(self, message: str) -> NoReturn:
        complain(f"{one_line(message, 300)}. " + _("See rapport --help."))
        sys.exit(2)


def run(arguments: Sequence[str]) -> int:
    """Run one subcommand and return the exit code."""
    speak(language(system_locale()))
    try:
        said = parser().parse_args(list(arguments))
    except SystemExit as end:
        return int(end.code or 0)
    said.date = said.date or date.today()
    return guarded(lambda: said.run(said))


def guarded(work: Callable[[], int]) -> int:
    """Run `work`; a known problem becomes one line and exit 2, a bug a report and exit 3."""
    try:
        code = work()
        sys.stdout.flush()
    except KnownError as problem:
        complain(one_line(explain(problem), 1000))
        return 2
    except KeyboardInterrupt:
        complain(_("Stopped. Nothing more was changed."))
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as bug:  # the last line of defence: a traceback never reaches a person
        complain(_bug(bug))
        return 3
    return code


def _bug(bug: Exception) -> str:
    from desktop.bugs import write_report
    from desktop.places import data_folder

    try:
        kept = write_report(data_folder(), bug, datetime.now())
    except OSError:
        kept = None
    if kept is None:
        return _("A fault in the program. Your plan is as it was after the last edit.")
    return _("A fault in the program. Your plan is as it was after the last edit. A report is in {file}").format(
        file=kept
    )


def parser() -> argparse.ArgumentParser:
    """All subcommands and their options."""
    top = _Parser(
        prog="rapport",
        description=_("Plan the relationships your work depends on. Without a command: open the window."),
        epilog=_("rapport [PLAN] opens the window."),
    )
    top.add_argument("--version", action="version", version=f"Rapport {program_version()}")
    subs = top.add_subparsers(metavar="COMMAND", required=True)

    def command(name: str, work: Callable[[argparse.Namespace], int], words: str) -> argparse.ArgumentParser:
        made = subs.add_parser(name, help=words, description=words)
        made.set_defaults(run=work)
        made.add_argument(
            "--passphrase-file",
            type=Path,
            metavar="FILE",
            help=_("for a protected plan: the passphrase is the first line of FILE, or of the input with “-”"),
        )
        made.add_argument(
            "--date", type=_day, default=None, metavar="YYYY-MM-DD", help=_("work as if this were today's date")
        )
        return made

    new = command("new", commands.new, _("make a new plan"))
    new.add_argument("plan", type=Path, metavar="PLAN")
    new.add_argument("--sample", nargs="?", const="personal", choices=("personal", "workshop"))

    bring = command("import", commands.bring_in, _("bring people or a plan JSON into a plan"))
    bring.add_argument("plan", type=Path, metavar="PLAN")
    bring.add_argument("files", type=Path, nargs="+", metavar="FILE")
    bring.add_argument("--tier", choices=TIERS, help=_("place the new people; without it they wait"))
    bring.add_argument("--dry-run", action="store_true", help=_("say what would happen and write nothing"))
    bring.add_argument("--json", action="store_true")

    export = command(
        "export", commands.export, _("write a paper (.pdf), the whole plan (.json) or its people, network or dates")
    )
    export.add_argument("plan", type=Path, metavar="PLAN")
    export.add_argument("out", type=Path, metavar="OUT")
    export.add_argument("--vcard", choices=("3.0", "4.0"), default="3.0", help=_("the version of a .vcf"))
    export.add_argument(
        "--participants", action="store_true", help=_("of a workshop what all agreed, for plans of the participants")
    )
    papers.add_options(export, _day)
    export.add_argument("--dry-run", action="store_true", help=_("say what would be left out and write nothing"))

    pages = command("pages", commands.pages, _("the pages of a paper as the preview takes them, on standard output"))
    pages.add_argument("plan", type=Path, metavar="PLAN")
    pages.add_argument("--ppi", type=float, default=110)
    papers.add_options(pages, _day)

    hand = command("give", commands.give, _("make a copy for a coach or a client, which knows what it was made from"))
    hand.add_argument("plan", type=Path, metavar="PLAN")
    hand.add_argument("out", type=Path, metavar="OUT")
    hand.add_argument("--to", choices=("coach", "client"), default="coach")
    hand.add_argument("--level", choices=("everything", "without-notes", "together"), default=None)
    hand.add_argument("--reader", default="", metavar="NAME", help=_("withhold what concerns this person"))
    hand.add_argument("--new-passphrase-file", type=Path, metavar="FILE", help=_("protects the copy"))

    for name, work, words in (
        ("diff", commands.diff, _("what a plan could take back from a copy of it; changes nothing")),
        ("merge", commands.merge, _("take back from a copy: all, or the differences whose ids stand in FILE")),
    ):
        compare = command(name, work, words)
        compare.add_argument("plan", type=Path, metavar="PLAN")
        compare.add_argument("other", type=Path, metavar="OTHER")
        compare.add_argument("--other-passphrase-file", type=Path, metavar="FILE", help=_("where OTHER has its own"))
        if work is commands.merge:
            compare.add_argument("--accept", required=True, metavar="all|FILE")
        compare.add_argument("--json", action="store_true")

    phrase = command("passphrase", commands.passphrase, _("set, change or remove the passphrase of a plan"))
    phrase.add_argument("plan", type=Path, metavar="PLAN")
    phrase.add_argument("--new-passphrase-file", type=Path, metavar="FILE")
    phrase.add_argument("--remove", action="store_true", help=_("leave the plan without a passphrase"))

    check = command("check", commands.check, _("find out whether a plan is sound; changes nothing"))
    check.add_argument("plan", type=Path, metavar="PLAN")
    check.add_argument("--json", action="store_true")

    figures = command("figures", commands.figures, _("what can be counted in a plan on a day"))
    figures.add_argument("plan", type=Path, metavar="PLAN")
    figures.add_argument("--json", action="store_true")

    shot = command(
        "shot", commands.shot, _("draw a screen of the window into a picture (.png), or the map alone (.svg, .pdf)")
    )
    shot.add_argument("plan", type=Path, metavar="PLAN")
    shot.add_argument("out", type=Path, metavar="OUT")
    shot.add_argument("--screen", required=True, metavar="NAME")
    shot.add_argument("--size", type=_size, default=(1440, 900), metavar="1440x900")
    shot.add_argument("--theme", choices=("light", "dark"), default="light")
    shot.add_argument("--language", choices=LANGUAGES, default="en")

    command("demo", _demo, _("the sample plan, its session paper and a picture of its map, without a window"))
    return top


def window_arguments(said: Sequence[str]) -> argparse.Namespace:
    """`rapport [PLAN] [--date D]`: what the window is opened with; `sample` is a fresh copy of the sample plan."""
    made = _Parser(prog="rapport")
    made.add_argument("plan", type=Path, nargs="?", default=None)
    made.add_argument("--date", type=_day, default=None)
    made.add_argument("--sample", action="store_true", help=argparse.SUPPRESS)
    made.add_argument("--safe", action="store_true", help=_("start without what Rapport keeps for itself"))
    return made.parse_args(list(said))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(_("“{text}” is no date like 2026-03-02").format(text=text[:40])) from None


def _size(text: str) -> tuple[int, int]:
    width, _by, height = text.partition("x")
    if not (width.isdecimal() and height.isdecimal()) or not (320 <= int(width) <= 8000 and 240 <= int(height) <= 8000):
        raise argparse.ArgumentTypeError(_("“{text}” is no size like 1440x900").format(text=text[:40]))
    return int(width), int(height)


def _demo(said: argparse.Namespace) -> int:
    from desktop.output import own_folder
    from desktop.samples import sample_copy

    plan = sample_copy(said.date)
    paper, picture = plan.with_suffix(".pdf"), plan.with_suffix(".png")
    say(_("No usable display here, so this is the main job without a window."))
    day = ["--date", said.date.isoformat()]
    for arguments in (
        ["export", str(plan), str(paper), *day],
        ["shot", str(plan), str(picture), "--screen", "map", *day],
    ):
        code = run(arguments)
        if code:
            return code
    say(_("In {folder}:").format(folder=own_folder()))
    say(f"  {plan.name}  " + _("the sample plan"))
    say(f"  {paper.name}  " + _("its session paper"))
    say(f"  {picture.name}  " + _("its map"))
    return 0
