"""Find as you type: people by any part of a name in any script, and what was written about them."""

from collections.abc import Iterable
from typing import NamedTuple

from desktop.domain.names import fold
from desktop.plan import read, tables
from desktop.plan.file import Plan
from desktop.plan.step import Changes

_PERSON_OF = {
    "contacts": "SELECT ?1",
    "goals": "SELECT f.contact FROM goals g JOIN focal_relationships f ON f.id = g.focal WHERE g.id=?1",
    "engagements": "SELECT value FROM engagements_contacts WHERE parent=?1 ORDER BY id LIMIT 1",
    "conversations": "SELECT value FROM conversations_contacts WHERE parent=?1 ORDER BY id LIMIT 1",
    "insights": "SELECT f.contact FROM insights n JOIN focal_relationships f ON f.id = n.focal WHERE n.id=?1",
    "reviews": "SELECT f.contact FROM reviews v JOIN focal_relationships f ON f.id = v.focal WHERE v.id=?1",
    "next_steps": "SELECT f.contact FROM next_steps s JOIN focal_relationships f ON f.id = s.focal WHERE s.id=?1",
    "sessions": "SELECT NULL WHERE ?1 IS NULL",
}


class Hit(NamedTuple):
    """Something found: a person (`table` contacts, `text` the name) or a piece of text of a record.

    `person` is whose record it is, None where it is nobody's.
    """

    table: str
    id: int
    person: int | None
    text: str


class Finder:
    """Searches one open plan; keeps the folded names of all people in memory and follows changes."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._ids: list[int] = []
        self._names: list[str] = []
        self._folded: list[str] = []
        self._stale = True
        plan.subscribe(self._note)

    def _note(self, changes: Changes) -> None:
        if changes.touches("contacts"):
            self._stale = True

    def _load(self) -> None:
        found = read.names(self._plan)
        self._ids = list(found)
        self._names = [name for name, _ in found.values()]
        self._folded = [
            fold(f"{name} {latin}") if latin and latin != name else fold(name) for name, latin in found.values()
        ]
        self._stale = False

    def people(self, text: str, limit: int = 50) -> list[Hit]:
        """People whose name or Latin form has every word of `text` in it; names that begin with it come first."""
        if self._stale:
            self._load()
        words = fold(text).split()
        if not words:
            return []
        first = words[0]
        rows: Iterable[int] = (n for n, name in enumerate(self._folded) if first in name)
        for word in words[1:]:
            rows = [n for n in rows if word in self._folded[n]]
        ranked = sorted(rows, key=lambda n: (_rank(self._folded[n], first), n))
        return [Hit("contacts", self._ids[n], self._ids[n], self._names[n]) for n in ranked[:limit]]

    def texts(self, text: str, limit: int = 50) -> list[Hit]:
        """Notes, goals, plans to meet, conversations, answers and steps in which every word of `text` begins a word.

        Scripts written without spaces are searched for the text as it stands.
        """
        # FTS5 takes a query to end at a zero character, in the middle of a quoted word too.
        words = [word.replace('"', "") for word in text.replace("\0", " ").split()]
        words = [word for word in words if any(c.isalnum() for c in word)]
        if not words:
            return []
        found: list[Hit] = []
        db = self._plan.db
        spaced = all(ord(c) < 0x0E00 or 0x10A0 <= ord(c) < 0x1780 for word in words for c in word)
        match = " ".join(f'"{word}"*' for word in words)
        for table, columns in tables.SEARCHED.items():
            texts = ", ".join(f"nullif(t.\"{column}\", '')" for column in columns)
            shown = f"coalesce({texts}, '', '')"
            if spaced:
                sql = (
                    f'SELECT t.id, {shown} FROM {table}_search s JOIN "{table}" t ON t.id = s.rowid'
                    f" WHERE {table}_search MATCH ? LIMIT ?"
                )
                rows = db.execute(sql, (match, limit))
            else:
                where = " OR ".join(f'instr(t."{c}", ?1) > 0' for c in columns)
                rows = db.execute(
                    f'SELECT t.id, {shown} FROM "{table}" t WHERE {where} LIMIT ?2', (text.strip(), limit)
                )
            for key, said in rows.fetchall():
                person = db.execute(_PERSON_OF[table], (key,)).fetchone()
                found.append(Hit(table, int(key), person[0] if person else None, str(said or "")))
        return found[:limit]


def _rank(name: str, word: str) -> int:
    if name.startswith(word):
        return 0
    return 1 if f" {word}" in name else 2
