"""The command line: the same work as the window, without a display."""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from desktop import papers
from desktop.assets import catalogue
from desktop.domain.errors import KnownError
from desktop.domain.job import run as finish
from desktop.domain.tiers import TIERS
from desktop.words import _, explain, ngettext, one_line

if TYPE_CHECKING:
    from desktop.domain.plan_values import PlanValues
    from desktop.plan.key import Key

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


class Refused(KnownError):
    """What was asked for cannot be done; `said` is the sentence."""

    def __init__(self, said: str) -> None:
        super().__init__("refused")
        self.said = said

    def words(self) -> str:
        """The sentence."""
        return self.said


class CannotSay(KnownError):
    """What was done cannot be printed."""

    def words(self) -> str:
        """What happened, and what it does not concern."""
        return _("What there is to say could not be written out. What was asked for was done.")


class _Parser(argparse.ArgumentParser):
    """Errors in one line on stderr, exit 2."""

    def error(self, message: str) -> NoReturn:
        _complain(f"{one_line(message, 300)}. " + _("See rapport --help."))
        sys.exit(2)


def run(arguments: Sequence[str]) -> int:
    """Run one subcommand and return the exit code."""
    try:
        said = parser().parse_args(list(arguments))
    except SystemExit as end:
        return int(end.code or 0)
    return guarded(lambda: said.run(said))


def guarded(work: Callable[[], int]) -> int:
    """Run `work`; a known problem becomes one line and exit 2, a bug a report and exit 3."""
    try:
        code = work()
        sys.stdout.flush()
    except KnownError as problem:
        _complain(one_line(explain(problem), 1000))
        return 2
    except KeyboardInterrupt:
        _complain(_("Stopped. Nothing more was changed."))
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as bug:  # the last line of defence: a traceback never reaches a person
        _complain(_bug(bug))
        return 3
    return code


def _complain(line: str) -> None:
    sys.stderr.write(f"rapport: {line}\n")


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
    from importlib.metadata import PackageNotFoundError, version

    try:
        number = version("rapport")
    except PackageNotFoundError:
        number = "0"
    top = _Parser(
        prog="rapport",
        description=_("Plan the relationships your work depends on. Without a command: open the window."),
        epilog=_("rapport [PLAN] opens the window."),
    )
    top.add_argument("--version", action="version", version=f"Rapport {number}")
    commands = top.add_subparsers(metavar="COMMAND", required=True)

    def command(name: str, work: Callable[[argparse.Namespace], int], words: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=words, description=words)
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

    new = command("new", _new, _("make a new plan"))
    new.add_argument("plan", type=Path, metavar="PLAN")
    new.add_argument("--sample", nargs="?", const="personal", choices=("personal", "workshop"))

    bring = command("import", _import, _("bring people or a plan JSON into a plan"))
    bring.add_argument("plan", type=Path, metavar="PLAN")
    bring.add_argument("files", type=Path, nargs="+", metavar="FILE")
    bring.add_argument("--tier", choices=TIERS, help=_("place the new people; without it they wait"))
    bring.add_argument("--dry-run", action="store_true", help=_("say what would happen and write nothing"))
    bring.add_argument("--json", action="store_true")

    export = command(
        "export", _export, _("write a paper (.pdf), the whole plan (.json) or its people, network or dates")
    )
    export.add_argument("plan", type=Path, metavar="PLAN")
    export.add_argument("out", type=Path, metavar="OUT")
    export.add_argument("--vcard", choices=("3.0", "4.0"), default="3.0", help=_("the version of a .vcf"))
    papers.add_options(export, _day)
    export.add_argument("--dry-run", action="store_true", help=_("say what would be left out and write nothing"))

    pages = command("pages", _pages, _("the pages of a paper as the preview takes them, on standard output"))
    pages.add_argument("plan", type=Path, metavar="PLAN")
    pages.add_argument("--ppi", type=float, default=110)
    papers.add_options(pages, _day)

    hand = command("give", _give, _("make a copy for a coach or a client, which knows what it was made from"))
    hand.add_argument("plan", type=Path, metavar="PLAN")
    hand.add_argument("out", type=Path, metavar="OUT")
    hand.add_argument("--to", choices=("coach", "client"), default="coach")
    hand.add_argument("--level", choices=("everything", "without-notes", "together"), default=None)
    hand.add_argument("--reader", default="", metavar="NAME", help=_("withhold what concerns this person"))
    hand.add_argument("--new-passphrase-file", type=Path, metavar="FILE", help=_("protects the copy"))

    for name, work, words in (
        ("diff", _diff, _("what a plan could take back from a copy of it; changes nothing")),
        ("merge", _merge, _("take back from a copy: all, or the differences whose ids stand in FILE")),
    ):
        compare = command(name, work, words)
        compare.add_argument("plan", type=Path, metavar="PLAN")
        compare.add_argument("other", type=Path, metavar="OTHER")
        compare.add_argument("--other-passphrase-file", type=Path, metavar="FILE", help=_("where OTHER has its own"))
        if work is _merge:
            compare.add_argument("--accept", required=True, metavar="all|FILE")
        compare.add_argument("--json", action="store_true")

    phrase = command("passphrase", _passphrase, _("set, change or remove the passphrase of a plan"))
    phrase.add_argument("plan", type=Path, metavar="PLAN")
    phrase.add_argument("--new-passphrase-file", type=Path, metavar="FILE")
    phrase.add_argument("--remove", action="store_true", help=_("leave the plan without a passphrase"))

    check = command("check", _check, _("find out whether a plan is sound; changes nothing"))
    check.add_argument("plan", type=Path, metavar="PLAN")
    check.add_argument("--json", action="store_true")

    figures = command("figures", _figures, _("what can be counted in a plan on a day"))
    figures.add_argument("plan", type=Path, metavar="PLAN")
    figures.add_argument("--json", action="store_true")

    shot = command("shot", _shot, _("draw a screen of the window into a picture"))
    shot.add_argument("plan", type=Path, metavar="PLAN")
    shot.add_argument("out", type=Path, metavar="OUT.png")
    shot.add_argument("--screen", required=True, metavar="NAME")
    shot.add_argument("--size", type=_size, default=(1440, 900), metavar="1440x900")
    shot.add_argument("--theme", choices=("light", "dark"), default="light")

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


def _today(said: argparse.Namespace) -> date:
    return said.date or date.today()


def _say(text: str) -> None:
    try:
        sys.stdout.write(text + "\n")
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as problem:
        raise CannotSay from problem


def _passphrase_said(path: Path | None, prompt: str, unasked: str = "") -> str:
    """A passphrase out of a file, the input ("-"), or typed unseen; `unasked`: what to say where nobody can type."""
    if path is None:
        if not sys.stdin.isatty():
            raise Refused(unasked)
        from getpass import getpass

        return getpass(prompt)
    try:
        with contextlib.nullcontext(sys.stdin.buffer) if str(path) == "-" else path.open("rb") as file:
            return file.readline(100_000).decode("utf-8-sig").rstrip("\r\n")
    except (OSError, ValueError):
        raise Refused(_("The passphrase could not be read from “{name}”.").format(name=one_line(path.name))) from None


def _key(said: argparse.Namespace) -> Key | None:
    """The key of the plan that is spoken of; asks for its passphrase only when it has one."""
    from desktop.plan.key import key_for
    from desktop.plan.opening import look_at, real

    salt = look_at(real(said.plan))
    if salt is None:
        return None
    prompt = _("Passphrase of {name}: ").format(name=one_line(said.plan.name))
    unasked = _("This plan is protected. Give its passphrase with --passphrase-file.")
    return finish(key_for(salt, _passphrase_said(said.passphrase_file, prompt, unasked)))


def _other_key(said: argparse.Namespace) -> Key | None:
    """The key of the other file; with no passphrase of its own it is asked for the plan's."""
    own = said.other_passphrase_file
    asked = argparse.Namespace(plan=said.other, passphrase_file=own or said.passphrase_file)
    if own is None and str(said.passphrase_file) == "-":
        asked.passphrase_file = None  # the input has been read for the plan
    return _key(asked)


def _new(said: argparse.Namespace) -> int:
    from desktop.plan.key import new_key
    from desktop.samples import new_plan

    key = None
    if said.passphrase_file is not None:
        key = finish(new_key(_passphrase_said(said.passphrase_file, "")))
    new_plan(said.plan, said.sample, key=key)
    return 0


def _passphrase(said: argparse.Namespace) -> int:
    from desktop.plan.file import Plan
    from desktop.plan.key import new_key
    from desktop.plan.protect import change_passphrase

    new = None
    with Plan.open(said.plan, _key(said)) as plan:
        if not said.remove:
            unasked = _("Give the new passphrase with --new-passphrase-file.")
            typed = _passphrase_said(said.new_passphrase_file, _("New passphrase: "), unasked)
            if said.new_passphrase_file is None and typed != _passphrase_said(None, _("Once more: "), unasked):
                raise Refused(_("The two are not the same. Nothing was changed."))
            new = finish(new_key(typed))
        left = finish(change_passphrase(plan, new))
    for backup in left:
        _complain(
            _("A backup of {day} keeps its former passphrase: {file}").format(
                day=backup.at.date().isoformat(), file=backup.file
            )
        )
    return 0


def _import(said: argparse.Namespace) -> int:
    from desktop.exchange import bring_in
    from desktop.plan import backups
    from desktop.plan.check import quick_check
    from desktop.plan.errors import Damaged, NoBackup
    from desktop.plan.file import Plan

    # Every file is read before the plan is touched: one that cannot be read leaves the plan as it was.
    load = finish(bring_in.read_files(said.files))
    key = _key(said)
    with Plan.open_to_read(said.plan, key) if said.dry_run else Plan.open(said.plan, key) as plan:
        if not quick_check(plan.path, plan.key):
            raise Damaged(plan.path)
        if not said.dry_run:
            try:
                finish(backups.back_up(plan.path, plan.key))
            except NoBackup as problem:
                _complain(one_line(explain(problem), 1000))
        summary = finish(bring_in.bring_in(plan, load, on=_today(said), tier=said.tier, dry_run=said.dry_run))
    if said.json:
        _say(json.dumps(summary, ensure_ascii=False))
        return 0
    if said.dry_run:
        _say(_("Nothing was written. This would happen:"))
    _say(
        ngettext("{n} person created", "{n} people created", summary["created"]).format(n=summary["created"])
        + ", "
        + _("{merged} merged, {skipped} skipped, {failed} failed").format(**summary)
    )
    for row in summary["rows"]:
        _say(f"  {row['row']}  {one_line(row['name'])}: {row['outcome']} ({row['reason']})")
    return 0


def _export(said: argparse.Namespace) -> int:
    from desktop.plan import document
    from desktop.plan.file import Plan

    if said.out.suffix.lower() == ".pdf":
        # What writes the other formats is slow to load, and a paper needs none of it.
        _keep_the_plan(said)
        with Plan.open_to_read(said.plan, _key(said)) as plan:
            return _paper(said, finish(document.read_values(plan)))

    from desktop.exchange.out import export

    suffix = export.ending(said.out)
    if suffix not in ("", *export.WRITERS):
        known = ", ".join((".pdf", *export.WRITERS))
        raise Refused(
            _("The name’s ending says what is written: {endings}; without one a folder of Markdown files.").format(
                endings=known
            )
        )
    _keep_the_plan(said)
    with Plan.open_to_read(said.plan, _key(said)) as plan:
        values = finish(document.read_values(plan))
    if said.audience != "me" or said.reader or said.dry_run:
        raise Refused(_("Only a paper (.pdf) is made for a reader. Nothing was written."))
    export.write(values, said.out, _today(said), said.vcard)
    return 0


def _keep_the_plan(said: argparse.Namespace) -> None:
    if os.path.realpath(said.out) == os.path.realpath(said.plan):
        raise Refused(_("That would overwrite the plan itself. Choose another name."))


def _paper(said: argparse.Namespace, values: PlanValues) -> int:
    from desktop.output import write_whole
    from desktop.report.left_out import left_out_line, unknown_reader_words

    drawn = papers.drawn(said, values, _today(said))
    if drawn.unknown_reader:
        _complain(unknown_reader_words(one_line(said.reader)))
    if said.audience != "me" or said.reader or said.dry_run:
        _say(left_out_line(drawn.left_out))
    if said.dry_run:
        return 0
    paper = drawn.paper()
    write_whole(said.out, paper.pdf)
    if paper.missing:
        _complain(papers.missing_words(paper.missing))
    return 0


def _pages(said: argparse.Namespace) -> int:
    from desktop.plan import document
    from desktop.plan.file import Plan

    with Plan.open_to_read(said.plan, _key(said)) as plan:
        values = finish(document.read_values(plan))
    for frame in papers.frames(papers.drawn(said, values, _today(said)), said.ppi):
        sys.stdout.buffer.write(frame)
        sys.stdout.buffer.flush()
    return 0


def _give(said: argparse.Namespace) -> int:
    from desktop.domain.levels import Level
    from desktop.plan.errors import AlreadyThere
    from desktop.plan.file import Plan
    from desktop.plan.giving import give
    from desktop.plan.key import new_key
    from desktop.report.left_out import left_out_line

    if said.out.exists():
        raise AlreadyThere(said.out)
    new = None
    if said.new_passphrase_file is not None:
        new = finish(new_key(_passphrase_said(said.new_passphrase_file, "")))
    level = Level(said.level or ("together" if said.to == "coach" else "everything"))
    with Plan.open_to_read(said.plan, _key(said)) as plan:
        left = finish(give(plan, said.out, level, to=said.to, on=_today(said), reader=said.reader, key=new))
    _say(left_out_line(left))
    return 0


def _diff(said: argparse.Namespace) -> int:
    from desktop.plan.file import Plan
    from desktop.plan.taking_back import compare
    from desktop.returning import document_of, lines

    with Plan.open_to_read(said.plan, _key(said)) as plan:
        compared = finish(compare(plan, said.other, _other_key(said)))
    _say(json.dumps(document_of(compared), ensure_ascii=False) if said.json else "\n".join(lines(compared)))
    return 0


def _merge(said: argparse.Namespace) -> int:
    from desktop.plan import backups
    from desktop.plan.check import quick_check
    from desktop.plan.errors import Damaged, NoBackup
    from desktop.plan.file import Plan
    from desktop.plan.taking_back import compare, take
    from desktop.returning import accepted, accepted_ids, lines

    wanted = None if said.accept == "all" else accepted_ids(Path(said.accept))
    with Plan.open(said.plan, _key(said)) as plan:
        if not quick_check(plan.path, plan.key):
            raise Damaged(plan.path)
        compared = finish(compare(plan, said.other, _other_key(said)))
        chosen = accepted(compared, wanted)
        if chosen:
            try:
                finish(backups.back_up(plan.path, plan.key))
            except NoBackup as problem:
                _complain(one_line(explain(problem), 1000))
        finish(take(plan, chosen))
    if said.json:
        _say(json.dumps({"accepted": [each.id for each in chosen]}, ensure_ascii=False))
    else:
        _say("\n".join(lines(compared, chosen)))
    return 0


def _check(said: argparse.Namespace) -> int:
    from desktop.plan.check import check

    found = check(said.plan, _key(said))
    if said.json:
        _say(json.dumps({"ok": found.ok, "schema_version": found.schema_version, "counts": dict(found.counts)}))
    elif found.ok:
        _say(_("The plan is sound."))
    if not found.ok:
        _complain(
            _("“{name}” is damaged. It was left as it is; open a copy or a backup instead.").format(name=said.plan.name)
        )
    return 0 if found.ok else 1


def _figures(said: argparse.Namespace) -> int:
    from desktop.domain.catalogue import catalogue_of
    from desktop.domain.figures import figures
    from desktop.plan import document
    from desktop.plan.file import Plan

    with Plan.open_to_read(said.plan, _key(said)) as plan:
        values = finish(document.read_values(plan))
    known = catalogue_of(catalogue(), values.info.catalogue)
    found = figures(values, _today(said), known)
    if said.json:
        _say(json.dumps(found, ensure_ascii=False))
        return 0
    from desktop.listing import lines

    _say("\n".join(lines(found, values, known)))
    return 0


def _shot(said: argparse.Namespace) -> int:
    if said.out.suffix.lower() != ".png":
        raise Refused(_("A picture is written as .png."))
    from desktop.app import shot

    shot(said.plan, _key(said), said.out, said.screen, said.size, said.theme, _today(said))
    return 0


def _demo(said: argparse.Namespace) -> int:
    from desktop.output import own_folder
    from desktop.samples import sample_copy

    plan = sample_copy(_today(said))
    paper, picture = plan.with_suffix(".pdf"), plan.with_suffix(".png")
    _say(_("No usable display here, so this is the main job without a window."))
    day = ["--date", _today(said).isoformat()]
    for arguments in (
        ["export", str(plan), str(paper), *day],
        ["shot", str(plan), str(picture), "--screen", "map", *day],
    ):
        code = run(arguments)
        if code:
            return code
    _say(_("In {folder}:").format(folder=own_folder()))
    _say(f"  {plan.name}  " + _("the sample plan"))
    _say(f"  {paper.name}  " + _("its session paper"))
    _say(f"  {picture.name}  " + _("its map"))
    return 0
