"""The subcommands: each does its work and returns the exit code. Heavy imports come with the one that is asked for.

`said.date` is the day they work on.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from desktop import papers
from desktop.assets import catalogue
from desktop.domain.job import run as finish
from desktop.words import _, explain, ngettext, one_line

if TYPE_CHECKING:
    from desktop.domain.plan_values import PlanValues
    from desktop.plan.file import Plan
    from desktop.plan.key import Key
from desktop.console import Refused, complain, passphrase_said, say


def _key(said: argparse.Namespace) -> Key | None:
    """The key of the plan that is spoken of; asks for its passphrase only when it has one."""
    from desktop.plan.key import key_for
    from desktop.plan.opening import look_at, real

    salt = look_at(real(said.plan))
    if salt is None:
        return None
    prompt = _("Passphrase of {name}: ").format(name=one_line(said.plan.name))
    unasked = _("This plan is protected. Give its passphrase with --passphrase-file.")
    return finish(key_for(salt, passphrase_said(said.passphrase_file, prompt, unasked)))


def _other_key(said: argparse.Namespace) -> Key | None:
    """The key of the other file; with no passphrase of its own it is asked for the plan's."""
    own = said.other_passphrase_file
    asked = argparse.Namespace(plan=said.other, passphrase_file=own or said.passphrase_file)
    if own is None and str(said.passphrase_file) == "-":
        asked.passphrase_file = None  # the input has been read for the plan
    return _key(asked)


def new(said: argparse.Namespace) -> int:
    """Make a plan, empty or with sample people."""
    from desktop.plan.key import new_key
    from desktop.samples import new_plan

    key = None
    if said.passphrase_file is not None:
        key = finish(new_key(passphrase_said(said.passphrase_file, "")))
    new_plan(said.plan, said.sample, key=key)
    return 0


def passphrase(said: argparse.Namespace) -> int:
    """Set, change or remove the passphrase of a plan."""
    from desktop.plan.file import Plan
    from desktop.plan.key import new_key
    from desktop.plan.protect import change_passphrase

    new = None
    with Plan.open(said.plan, _key(said)) as plan:
        if not said.remove:
            unasked = _("Give the new passphrase with --new-passphrase-file.")
            typed = passphrase_said(said.new_passphrase_file, _("New passphrase: "), unasked)
            if said.new_passphrase_file is None and typed != passphrase_said(None, _("Once more: "), unasked):
                raise Refused(_("The two are not the same. Nothing was changed."))
            new = finish(new_key(typed))
        left = finish(change_passphrase(plan, new))
    for backup in left:
        complain(
            _("A backup of {day} keeps its former passphrase: {file}").format(
                day=backup.at.date().isoformat(), file=backup.file
            )
        )
    return 0


def bring_in(said: argparse.Namespace) -> int:
    """Bring people in out of files."""
    from desktop.exchange import bring_in
    from desktop.plan import backups
    from desktop.plan.errors import NoBackup
    from desktop.plan.file import Plan

    # Every file is read before the plan is touched: one that cannot be read leaves the plan as it was.
    load = finish(bring_in.read_files(said.files))
    key = _key(said)
    with Plan.open_to_read(said.plan, key) if said.dry_run else Plan.open(said.plan, key) as plan:
        _make_fit(plan)
        if not said.dry_run:
            try:
                finish(backups.back_up(plan.path, plan.key))
            except NoBackup as problem:
                complain(one_line(explain(problem), 1000))
        summary = finish(bring_in.bring_in(plan, load, on=said.date, tier=said.tier, dry_run=said.dry_run))
    if said.json:
        say(json.dumps(summary, ensure_ascii=False))
        return 0
    if said.dry_run:
        say(_("Nothing was written. This would happen:"))
    say(
        ngettext("{n} person created", "{n} people created", summary["created"]).format(n=summary["created"])
        + ", "
        + _("{merged} merged, {skipped} skipped, {failed} failed").format(**summary)
    )
    for row in summary["rows"]:
        say(f"  {row['row']}  {one_line(row['name'])}: {row['outcome']} ({row['reason']})")
    return 0


def _make_fit(plan: Plan) -> None:
    """Refuse to write into a damaged plan, and say so where its search index had to be made anew."""
    from desktop.plan.check import fit_to_write

    if not fit_to_write(plan):
        complain(_("The search index was damaged and was made anew; nothing that was written is touched by that."))


def export(said: argparse.Namespace) -> int:
    """Write the plan in the form that the name of the file asks for."""
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
    if said.participants:
        return _for_participants(said, values)
    export.write(values, said.out, said.date, said.vcard)
    return 0


def _for_participants(said: argparse.Namespace, values: PlanValues) -> int:
    from desktop.exchange.out.participants import for_participants
    from desktop.output import write_whole

    if values.info.kind != "workshop" or said.out.suffix.lower() != ".json":
        raise Refused(_("What all agreed is written from a workshop’s file into a .json. Nothing was written."))
    write_whole(said.out, for_participants(values))
    return 0


def _keep_the_plan(said: argparse.Namespace) -> None:
    if os.path.realpath(said.out) == os.path.realpath(said.plan):
        raise Refused(_("That would overwrite the plan itself. Choose another name."))


def _paper(said: argparse.Namespace, values: PlanValues) -> int:
    from desktop.output import write_whole

    drawn = papers.drawn(said, values, said.date)
    left_out, unknown = papers.told(drawn)
    if unknown:
        complain(unknown)
    if said.audience != "me" or said.reader or said.dry_run:
        say(left_out)
    if said.dry_run:
        return 0
    paper = drawn.paper()
    write_whole(said.out, paper.pdf)
    if paper.missing:
        complain(papers.missing_words(paper.missing))
    return 0


def pages(said: argparse.Namespace) -> int:
    """The pages of a paper, for the window that shows them; not meant to be typed."""
    from desktop.plan import document
    from desktop.plan.file import Plan

    with Plan.open_to_read(said.plan, _key(said)) as plan:
        values = finish(document.read_values(plan))
    for frame in papers.frames(papers.drawn(said, values, said.date), said.ppi):
        sys.stdout.buffer.write(frame)
        sys.stdout.buffer.flush()
    return 0


def give(said: argparse.Namespace) -> int:
    """A copy for somebody else."""
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
        new = finish(new_key(passphrase_said(said.new_passphrase_file, "")))
    level = Level(said.level or ("together" if said.to == "coach" else "everything"))
    with Plan.open_to_read(said.plan, _key(said)) as plan:
        left = finish(give(plan, said.out, level, to=said.to, on=said.date, reader=said.reader, key=new))
    say(left_out_line(left))
    return 0


def diff(said: argparse.Namespace) -> int:
    """What could be taken back from a copy."""
    from desktop.plan.file import Plan
    from desktop.plan.taking_back import compare
    from desktop.returning import document_of, lines

    with Plan.open_to_read(said.plan, _key(said)) as plan:
        compared = finish(compare(plan, said.other, _other_key(said)))
    say(json.dumps(document_of(compared), ensure_ascii=False) if said.json else "\n".join(lines(compared)))
    return 0


def merge(said: argparse.Namespace) -> int:
    """Take back what is accepted."""
    from desktop.plan import backups
    from desktop.plan.errors import NoBackup
    from desktop.plan.file import Plan
    from desktop.plan.taking_back import compare, take
    from desktop.returning import accepted, accepted_ids, lines

    wanted = None if said.accept == "all" else accepted_ids(Path(said.accept))
    with Plan.open(said.plan, _key(said)) as plan:
        _make_fit(plan)
        compared = finish(compare(plan, said.other, _other_key(said)))
        chosen = accepted(compared, wanted)
        if chosen:
            try:
                finish(backups.back_up(plan.path, plan.key))
            except NoBackup as problem:
                complain(one_line(explain(problem), 1000))
        finish(take(plan, chosen))
    if said.json:
        say(json.dumps({"accepted": [each.id for each in chosen]}, ensure_ascii=False))
    else:
        say("\n".join(lines(compared, chosen)))
    return 0


def check(said: argparse.Namespace) -> int:
    """Whether the file is sound."""
    from desktop.plan.check import check

    found = check(said.plan, _key(said))
    if said.json:
        told = {"ok": found.ok, "schema_version": found.schema_version, "counts": dict(found.counts)}
        say(json.dumps({**told, "search_index": found.indexed}))
    elif found.ok:
        say(_("The plan is sound."))
    if found.ok and not found.indexed:
        complain(_("Its search index is damaged. That is derived: it is made anew when the plan is opened next."))
    if not found.ok:
        complain(
            _("“{name}” is damaged. It was left as it is; open a copy or a backup instead.").format(name=said.plan.name)
        )
    return 0 if found.ok else 1


def figures(said: argparse.Namespace) -> int:
    """What can be counted in the plan."""
    from desktop.domain.catalogue import catalogue_of
    from desktop.domain.figures import figures
    from desktop.plan import document
    from desktop.plan.file import Plan

    with Plan.open_to_read(said.plan, _key(said)) as plan:
        values = finish(document.read_values(plan))
    known = catalogue_of(catalogue(), values.info.catalogue)
    found = figures(values, said.date, known)
    if said.json:
        say(json.dumps(found, ensure_ascii=False))
        return 0
    from desktop.listing import lines

    say("\n".join(lines(found, values, known)))
    return 0


def shot(said: argparse.Namespace) -> int:
    """Draw a screen into a picture."""
    suffix = said.out.suffix.lower()
    if suffix != ".png" and not (suffix in (".svg", ".pdf") and said.screen == "map"):
        raise Refused(_("A picture is written as .png; the map alone as .svg or .pdf, too."))
    _keep_the_plan(said)
    from desktop.app import shot

    shot(said.plan, _key(said), said.out, said.screen, said.size, said.theme, said.language, said.date)
    return 0
