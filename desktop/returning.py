"""A returned copy on the command line: what `diff` prints, and what `merge` is told to accept."""

import json
from collections.abc import Collection, Iterator
from datetime import date
from pathlib import Path
from typing import Any, cast

from desktop.domain.by_uid import KINDS, plain, plain_value
from desktop.domain.differences import Difference, closure
from desktop.domain.errors import KnownError
from desktop.domain.parts import parts
from desktop.plan.taking_back import Compared, Relation
from desktop.report.days import said_day
from desktop.telling import Telling
from desktop.words import _, ngettext, one_line

_LARGEST = 50_000_000


class NotAccepted(KnownError):
    """What is to be accepted cannot be read, or is no difference as it stands now."""

    def __init__(self, said: str) -> None:
        super().__init__("not-accepted")
        self.said = said

    def words(self) -> str:
        """What is wrong; nothing was changed."""
        return self.said


def document_of(compared: Compared) -> dict[str, Any]:
    """What `diff --json` prints.

    `relation`: return (OTHER is a copy of PLAN), master (PLAN is one of OTHER) or twin; `given`: how the copy was made;
    `known`: whether it is known which side changed what. An `id` changes as soon as either side says
    something else about it, and so never stands for anything but what was shown; `needs` are the ids that come along,
    `takes` what else goes with a deletion. `fields` have `ours`, `theirs` and `accepted`, which is both put together.
    """
    telling = Telling(compared.ours, compared.theirs)
    given = compared.given
    return {
        "relation": compared.relation.value,
        "known": compared.known,
        "given": given and {"on": given.on, "level": given.level.value, "to": given.to},
        "differences": [_said(each, telling) for each in compared.found.values()],
    }


def _said(each: Difference, telling: Telling) -> dict[str, Any]:
    found: dict[str, Any] = {
        "id": each.id,
        "kind": each.kind.value,
        "conflict": each.conflict,
        "person": {"id": each.person, "name": telling.person(each.person)} if each.person else None,
        "collection": each.collection,
        "record": each.uid,
        "needs": list(each.needs),
        "takes": [{"collection": collection, "record": uid} for collection, uid in each.takes],
    }
    if not each.field:
        return found | {"ours": each.ours and plain(each.ours), "theirs": each.theirs and plain(each.theirs)}
    fields: list[dict[str, Any]] = []
    for part in parts(KINDS[each.collection]):
        if part.name in each.values:
            ours, theirs = (plain_value(part, getattr(side, part.name)) for side in (each.ours, each.theirs))
            accepted = plain_value(part, each.values[part.name])
            fields.append({"field": part.key, "ours": ours, "theirs": theirs, "accepted": accepted})
    return found | {"fields": fields}


def accepted_ids(path: Path) -> frozenset[str]:
    """The ids in a file: one a line, a JSON list of them, or what `diff --json` printed, less what is refused.

    Raises `NotAccepted`.
    """
    try:
        with path.open("rb") as file:
            text = file.read(_LARGEST).decode("utf-8-sig")
        said: Any = json.loads(text) if text.lstrip()[:1] in ("[", "{") else text.split()
        if isinstance(said, dict):
            said = cast("dict[str, Any]", said)["differences"]
        found = [str(each["id"] if isinstance(each, dict) else each) for each in cast("list[Any]", said)]
    except (OSError, ValueError, RecursionError, LookupError, TypeError):
        words = _("“{name}” does not say what to accept: ids out of rapport diff --json. Nothing was changed.")
        raise NotAccepted(words.format(name=one_line(path.name))) from None
    return frozenset(found)


def accepted(compared: Compared, wanted: Collection[str] | None) -> list[Difference]:
    """What is wanted (None: all) with what comes along. Raises `NotAccepted` for what is no difference any more."""
    if wanted is not None:
        gone = sorted(set(wanted) - compared.found.keys())
        if gone:
            words = ngettext(
                "{n} difference is no longer as listed ({id}). Run rapport diff again. Nothing was changed.",
                "{n} differences are no longer as listed ({id} …). Run rapport diff again. Nothing was changed.",
                len(gone),
            )
            raise NotAccepted(words.format(n=len(gone), id=one_line(gone[0], 60)))
    chosen = closure(compared.found, lambda each: wanted is None or each.id in wanted)
    return [each for each in compared.found.values() if each.id in chosen]


def lines(compared: Compared, chosen: Collection[Difference] | None = None) -> Iterator[str]:
    """What can be taken back, or what was (`chosen`), person by person; each conflict with what either side says."""
    telling = Telling(compared.ours, compared.theirs)
    shown = list(compared.found.values()) if chosen is None else list(chosen)
    yield (
        _head(compared)
        if chosen is None
        else (ngettext("{n} difference taken back.", "{n} differences taken back.", len(shown)).format(n=len(shown)))
    )
    people = dict.fromkeys(each.person for each in shown)
    for person in people:
        yield telling.person(person)
        for each in shown:
            if each.person == person:
                mark = "!" if each.conflict else " "
                yield f" {mark} {telling.about(each)}: {telling.what(each)}"
                if each.field or each.conflict:
                    here, there = (telling.side(each, ours=ours).replace("\n", "; ") for ours in (True, False))
                    yield _("     here: {said}").format(said=one_line(here, 300) or "–")
                    yield _("     there: {said}").format(said=one_line(there, 300) or "–")
                if each.takes:
                    yield _("     goes with it: {what}").format(what=telling.takes(each))


def _head(compared: Compared) -> str:
    count, conflicts = len(compared.found), sum(each.conflict for each in compared.found.values())
    said = ngettext("{n} difference", "{n} differences", count).format(n=count)
    if conflicts:
        said += ", " + ngettext("{n} of them a conflict (!)", "{n} of them conflicts (!)", conflicts).format(
            n=conflicts
        )
    return f"{said}. {origin_words(compared)}"


def origin_words(compared: Compared) -> str:
    """What kind of file came back."""
    given = compared.given
    if given is not None and compared.relation is not Relation.TWIN:
        return _("Compared with the copy as it was given on {day}.").format(day=said_day(given.on, date.min))
    if compared.known:
        return _("Both are the same copy, given on {day}.").format(day=said_day(given.on if given else "", date.min))
    return _(
        "Both are the same plan, and nobody knows how it stood when they parted: whatever differs may have been changed"
        " on either side, and what only this one has is left alone."
    )
