"""Damaged and hostile files: no crash, no hang, the original as it was, and never anything but a known problem."""

from __future__ import annotations

import json
import os
import random
import select
import shutil
import signal
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import apsw

from desktop.domain.errors import KnownError
from desktop.domain.job import run
from desktop.plan import document
from desktop.plan.check import check
from desktop.plan.file import Plan
from desktop.plan.key import Key, new_key
from tests.made_up import sample_plan

if TYPE_CHECKING:
    from collections.abc import Iterator

PATIENCE = 20
_PAGE = 4096

SCHEMAS = (
    "CREATE TRIGGER t AFTER UPDATE ON contacts BEGIN DELETE FROM contacts; END",
    "CREATE VIEW v AS SELECT 1",
    "DROP TABLE ties",
    "ALTER TABLE contacts ADD COLUMN more TEXT GENERATED ALWAYS AS (randomblob(1000000)) VIRTUAL",
    "CREATE INDEX i ON contacts(abs(-9223372036854775808 + id))",
    "DROP TABLE plan_catalogue; CREATE VIEW plan_catalogue AS"
    " WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n)"
    " SELECT i AS id, 1 AS parent, 'a' AS section, 'b' AS item, 'c' AS field, 'd' AS value FROM n",
    "CREATE VIRTUAL TABLE x USING fts5(y)",
    "PRAGMA user_version=99",
    "PRAGMA user_version=0",
    "PRAGMA user_version=-1",
    "PRAGMA application_id=1",
    "PRAGMA journal_mode=wal",
    "DELETE FROM plan",
    "UPDATE plan SET owner=999",
    "UPDATE contacts SET note = char(0) || 'x' || char(0), tags='{'",
    "UPDATE contacts SET note = CAST(x'ff80fffe' AS TEXT)",
    "UPDATE contacts SET note = printf('%.19000000c', 'x') WHERE id=3",
    "UPDATE contacts SET tier='nobody', since='yesterday'",
    "INSERT INTO contacts_search(contacts_search) VALUES ('delete-all')",
    "UPDATE contacts_search_data SET block = randomblob(50)",
    "UPDATE contacts SET id = 9223372036854775807 WHERE id = (SELECT max(id) FROM contacts)",
    "PRAGMA writable_schema=1; UPDATE sqlite_schema SET rootpage=2 WHERE name='goals'",
    "PRAGMA writable_schema=1; UPDATE sqlite_schema SET sql=replace(sql, 'TEXT', 'TEXT DEFAULT (load_extension(1))')",
    "PRAGMA auto_vacuum=2; VACUUM",
    "PRAGMA page_size=65536; VACUUM",
    "PRAGMA encoding='UTF-16'",
)


def files(count: int, folder: Path, key: Key) -> Iterator[tuple[str, Path]]:
    """(what was done to it, path) of about `count` files, one at a time: each is gone when the next is asked for."""
    chance = random.Random(5)
    plain = sample_plan(folder / "plain.rapport").read_bytes()
    secret = sample_plan(folder / "secret.rapport", key=key).read_bytes()
    path = folder / "hostile.rapport"
    for n, sql in enumerate(SCHEMAS):
        path.write_bytes(plain)
        db = apsw.Connection(str(path))
        try:
            db.execute(sql)
        except apsw.Error:
            continue
        finally:
            db.close()
        yield f"schema {n}", path
        for left in folder.glob("hostile.rapport-*"):
            left.unlink()
    for name, data in _strange(plain, chance):
        path.write_bytes(data)
        yield name, path
    for n in range(count - len(SCHEMAS)):
        whole = bytearray(plain if n % 4 else secret)
        what = _spoil(whole, chance)
        path.write_bytes(whole)
        journal = path.with_name(path.name + "-journal")
        if n % 10 == 9:
            what += " with a journal"
            journal.write_bytes(_journal(plain, chance))
        yield what, path
        journal.unlink(missing_ok=True)


def _strange(plain: bytes, chance: random.Random) -> Iterator[tuple[str, bytes]]:
    yield "empty", b""
    yield "text", b"Dear diary\n" * 4000
    yield "noise", chance.randbytes(40960)
    yield "zeros", bytes(40960)
    yield "header alone", plain[:100]
    yield "header and zeros", plain[:100] + bytes(_PAGE * 10)
    yield "header and noise", plain[:100] + chance.randbytes(_PAGE * 10)
    yield "twice", plain * 2
    yield "a plan JSON", b'{"schema": "rapport-plan"}'


def _spoil(whole: bytearray, chance: random.Random) -> str:
    pages = len(whole) // _PAGE
    page = chance.randrange(pages) if chance.random() < 0.7 else chance.randrange(3)
    at = page * _PAGE
    kind = chance.choice(("bits", "zeros", "noise", "cut", "swap", "sector", "header", "cells"))
    if kind == "bits":
        for _ in range(chance.choice((1, 1, 5, 50))):
            whole[at + chance.randrange(_PAGE)] ^= 1 << chance.randrange(8)
    elif kind == "zeros":
        whole[at : at + _PAGE] = bytes(_PAGE)
    elif kind == "noise":
        whole[at : at + _PAGE] = chance.randbytes(_PAGE)
    elif kind == "cut":
        del whole[chance.randrange(1, len(whole)) :]
    elif kind == "swap":
        other = chance.randrange(pages) * _PAGE
        whole[at : at + _PAGE], whole[other : other + _PAGE] = whole[other : other + _PAGE], whole[at : at + _PAGE]
    elif kind == "sector":
        start = at + 512 * chance.randrange(8)
        whole[start : start + 512] = bytes(512)
    elif kind == "header":
        whole[chance.randrange(16, 100)] = chance.randrange(256)
    else:  # the counts, offsets and pointers in front of a page, where a parser believes most
        for _ in range(3):
            whole[at + chance.randrange(60)] = chance.choice((0, 1, 0x7F, 0x80, 0xFF))
    return kind


def _journal(plain: bytes, chance: random.Random) -> bytes:
    header = bytes.fromhex("d9d505f920a163d7") + chance.randbytes(20)
    return header.ljust(512, b"\0") + chance.randbytes(4) + plain[:_PAGE] + chance.randbytes(4)


def look(path: Path, key: Key) -> str:
    """What becomes of a file when everything is tried with it: a word for the table, or what is wrong."""
    before = path.read_bytes()
    journal = path.with_name(path.name + "-journal")
    journal_before = journal.read_bytes() if journal.exists() else None
    said = "opened"
    try:
        sound = check(path, key).ok
        said = "opened" if sound else "found damaged"
    except KnownError:
        said = "refused"
    if path.read_bytes() != before or (journal.read_bytes() if journal.exists() else None) != journal_before:
        return "WRONG: a check changed the file"
    try:
        with Plan.open(path, key) as plan:
            run(document.read_values(plan))
    except KnownError:
        said = said if said != "opened" else "refused when opened"
    if journal_before is None and path.read_bytes() != before:
        return "WRONG: opening changed the file"
    return said


def hostile(count: int, folder: Path) -> tuple[int, Counter[str], list[str]]:
    """(files, what became of them, what went wrong). They are looked at in a process that may die or hang."""
    folder.mkdir(parents=True, exist_ok=True)
    key = run(new_key("a warm lamp, two chairs"))
    found: Counter[str] = Counter()
    wrong: list[str] = []
    child = _Child(key)
    for n, (what, path) in enumerate(files(count, folder, key)):
        said = child.look(path)
        if said.startswith("WRONG"):
            wrong.append(f"file {n} ({what}): {said}")
            shutil.copyfile(path, folder / f"wrong-{n}")
        else:
            found[said] += 1
    child.end()
    return found.total() + len(wrong), found, wrong


class _Child:
    """A process that looks at files; a new one when it died."""

    def __init__(self, key: Key) -> None:
        self._key = key
        self._start()

    def _start(self) -> None:
        ask, self._ask = os.pipe()
        self._answer, answer = os.pipe()
        self._pid = os.fork()
        if self._pid:
            os.close(ask)
            os.close(answer)
            return
        os.close(self._ask)
        with os.fdopen(ask) as asked:
            for line in asked:
                try:
                    said = look(Path(json.loads(line)), self._key)
                except BaseException as bug:
                    said = f"WRONG: a bug, {type(bug).__name__}: {bug}"[:200]
                os.write(answer, (json.dumps(said) + "\n").encode())
        os._exit(0)

    def look(self, path: Path) -> str:
        os.write(self._ask, (json.dumps(str(path)) + "\n").encode())
        answered, until = b"", time.monotonic() + PATIENCE
        while not answered.endswith(b"\n"):
            ready, _, _ = select.select([self._answer], [], [], max(0.0, until - time.monotonic()))
            more = os.read(self._answer, 4096) if ready else b""
            if not more:
                os.kill(self._pid, signal.SIGKILL)
                self.end()
                self._start()
                return "WRONG: it hung" if not ready else "WRONG: it crashed"
            answered += more
        return str(json.loads(answered))

    def end(self) -> None:
        os.close(self._ask)
        os.close(self._answer)
        os.waitpid(self._pid, 0)
