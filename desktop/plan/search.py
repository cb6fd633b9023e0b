"""Find as you type: people by any part of a name in any script, and what was written about them."""

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import NamedTuple

from desktop.domain import records as r
from desktop.domain.job import Job, run
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

_FEW = 500
"""So many names are folded in some milliseconds."""

_LEAST_NEAR = 4
"""Shorter words are like too many others."""

_ALIKE = 0.75
"""difflib's ratio from which on two names are nearly the same."""


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
        self._people: dict[int, tuple[str, str]] = {}
        """Row key, in plan order, to the name and the folded name with its Latin form."""
        self._stale = True
        self._notices = 0
        plan.subscribe(self._note)

    def _note(self, changes: Changes) -> None:
        touched = changes.tables.get("contacts", frozenset())
        self._notices += 1
        if len(touched) > _FEW:
            self._stale = True
        elif touched and not self._stale:
            for key in touched:
                self._people.pop(key, None)
            last = next(reversed(self._people), 0)
            found = read.names(self._plan, sorted(touched))
            self._people |= _folded(found)
            if any(key < last for key in found):
                self._people = dict(sorted(self._people.items()))

    def load(self) -> Job[None]:
        """Fold all names, in slices, before the first search has to wait for it."""
        if not self._stale:
            return
        notices, found = self._notices, read.names(self._plan)
        keys = list(found)
        people: dict[int, tuple[str, str]] = {}
        for at in range(0, len(keys), _FEW):
            people |= _folded({key: found[key] for key in keys[at : at + _FEW]})
            yield at, len(keys)
        self._people = people
        # What changed meanwhile is missing: the search that comes will read again.
        self._stale = notices != self._notices

    def people(self, text: str, limit: int = 50) -> list[Hit]:
        """People whose name or Latin form has every word of `text` in it; names that begin with it come first."""
        if self._stale:
            run(self.load())
        words = fold(text).split()
        if not words:
            return []
        first, others = words[0], words[1:]
        inside = f" {first}"
        ranks: tuple[list[Hit], ...] = ([], [], [])
        for key, (name, folded) in self._people.items():
            if first not in folded or any(word not in folded for word in others):
                continue
            rank = 0 if folded.startswith(first) else 1 if inside in folded else 2
            if len(ranks[rank]) < limit:
                ranks[rank].append(Hit("contacts", key, key, name))
                if len(ranks[0]) == limit:
                    break
        return [hit for rank in ranks for hit in rank][:limit]

    def near(self, text: str, limit: int = 3) -> list[Hit]:
        """People one of whose names is written nearly like `text`, the nearest first: "rosalnd" is Rosalind."""
        if self._stale:
            run(self.load())
        said = fold(text)
        if len(said) < _LEAST_NEAR:
            return []
        spelt: dict[str, list[int]] = {}
        for key, (_name, folded) in self._people.items():
            for piece in {folded, *folded.split()}:
                if abs(len(piece) - len(said)) <= 2 and piece[0] == said[0]:
                    spelt.setdefault(piece, []).append(key)
        alike = get_close_matches(said, spelt, n=limit, cutoff=_ALIKE)
        keys = dict.fromkeys(key for piece in alike for key in spelt[piece])
        return [Hit("contacts", key, key, self._people[key][0]) for key in list(keys)[:limit]]

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
            shown = ", ".join(f"coalesce(t.\"{column}\", '')" for column in columns)
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
            for key, *said in rows.fetchall():
                person = db.execute(_PERSON_OF[table], (key,)).fetchone()
                found.append(Hit(table, int(key), person[0] if person else None, _told(said, words)))
        return found[:limit]

    def said(self, text: str, limit: int = 50) -> list[Hit]:
        """Answers and notepads of the calls of a workshop that have every word of `text` in them: a file has few."""
        words, found = fold(text).split(), list[Hit]()
        if not words:
            return found
        for key, workshop in read.records(self._plan, r.Workshop).items():
            after = workshop.evaluation.calls if workshop.evaluation else ()
            later = workshop.follow_up.calls if workshop.follow_up else ()
            for call in (*workshop.interviews, *after, *later):
                texts = (*(answer.text for answer in call.answers.values()), call.notepad or "")
                found += [
                    Hit("workshops", key, call.person, each)
                    for each in texts
                    if all(word in fold(each) for word in words)
                ]
        return found[:limit]


def _folded(found: Mapping[int, tuple[str, str]]) -> dict[int, tuple[str, str]]:
    return {
        key: (name, fold(f"{name} {latin}" if latin and latin != name else name))
        for key, (name, latin) in found.items()
    }


def _told(columns: Sequence[str], words: Sequence[str]) -> str:
    """The column in which most of the words stand: what was found, not what happens to stand beside it."""
    return max(columns, key=lambda text: sum(fold(word) in fold(text) for word in words))
