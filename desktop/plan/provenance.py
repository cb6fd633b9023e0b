"""Whose plan a file is: the plan's lasting identity, and of a copy what it was made from.

This belongs to the file and not to what is planned: it is no part of undo, of plan JSON or of what an import replaces.
A copy has an identity of its own, names the plan that it was made from, and holds the prints of what was given.
"""

import json
import zlib
from dataclasses import dataclass

from desktop.domain.job import Job
from desktop.domain.levels import Level
from desktop.domain.prints import Prints, RecordPrint
from desktop.plan.errors import Damaged
from desktop.plan.file import Plan
from desktop.plan.step import Edit

_AT_A_TIME = 1000
_LARGEST = 64 * 2**20
"""Bytes of the prints of `_AT_A_TIME` records at most, unpacked."""


@dataclass(frozen=True)
class Given:
    """That a file is a copy: of which plan (its identity), made on what day (ISO), how much it holds, for whom."""

    of: str
    on: str
    level: Level
    to: str


TO = ("coach", "client")
"""For whom a copy is made."""


def identity(plan: Plan) -> str:
    """What tells this plan from every other; its backups and saved copies share it."""
    ((found,),) = plan.db.execute("SELECT identity FROM provenance")
    return str(found)


def client(plan: Plan) -> str:
    """Whose plan this is, for whoever works with it: all copies of one plan and the plan itself share it."""
    said = given(plan)
    return said.of if said else identity(plan)


def given(plan: Plan) -> Given | None:
    """What this file is a copy of; None for a plan of its own."""
    (found,) = plan.db.execute('SELECT "of", "on", level, "to" FROM provenance')
    if found[0] is None:
        return None
    level = next((each for each in Level if each.value == found[2]), Level.TOGETHER)
    return Given(found[0], found[1] or "", level, found[3] if found[3] in TO else TO[0])


def put(plan: Plan, said: Given, prints: Prints) -> Job[None]:
    """Say what a new file is a copy of. Yields (done, total)."""
    with plan.step(Edit.SET_UP) as step:
        values = (said.of, said.on, said.level.value, said.to)
        step.db.execute('UPDATE provenance SET "of"=?, "on"=?, level=?, "to"=?', values)
        step.db.execute("DELETE FROM provenance_prints")
        chunks = list(_chunks(prints))
        for done, (collection, held) in enumerate(chunks, 1):
            packed = zlib.compress(json.dumps(held, separators=(",", ":")).encode(), 1)
            step.db.execute("INSERT INTO provenance_prints (collection, prints) VALUES (?, ?)", (collection, packed))
            yield done, len(chunks)


def _chunks(prints: Prints) -> list[tuple[str, dict[str, RecordPrint]]]:
    found: list[tuple[str, dict[str, RecordPrint]]] = []
    for collection, records in prints.items():
        items = list(records.items())
        found += [(collection, dict(items[at : at + _AT_A_TIME])) for at in range(0, len(items), _AT_A_TIME)]
    return found


def prints(plan: Plan) -> Job[Prints | None]:
    """The prints of what was given; None in a plan of its own. Yields (done, total). Raises `Damaged`."""
    keys = [key for (key,) in plan.db.execute("SELECT id FROM provenance_prints ORDER BY id")]
    found: Prints = {}
    for done, key in enumerate(keys, 1):
        ((collection, packed),) = plan.db.execute("SELECT collection, prints FROM provenance_prints WHERE id=?", (key,))
        try:
            unpacked = zlib.decompressobj().decompress(packed, _LARGEST)
            found.setdefault(collection, {}).update(json.loads(unpacked))
        except (zlib.error, ValueError, TypeError, RecursionError) as problem:
            raise Damaged(plan.path) from problem
        yield done, len(keys)
    return found or None
