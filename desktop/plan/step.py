"""Steps and what they leave behind: one named edit = one transaction = one undo unit = one change notice."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, cast

import apsw

from desktop.domain.job import Job
from desktop.plan import shape
from desktop.plan.sql import Connection


class Edit(StrEnum):
    """The name of an edit; screens show its words in the Undo menu."""

    SET_UP = "set_up"
    ADD_PERSON = "add_person"
    ADD_PEOPLE = "add_people"
    CHANGE_PERSON = "change_person"
    CHANGE_PEOPLE = "change_people"
    MOVE_PERSON = "move_person"
    DELETE_PERSON = "delete_person"
    DELETE_PEOPLE = "delete_people"
    MERGE_PEOPLE = "merge_people"
    IMPORT = "import"
    ADD_GROUP = "add_group"
    CHANGE_GROUP = "change_group"
    DELETE_GROUP = "delete_group"
    ADD_ORGANISATION = "add_organisation"
    ADD_TIE = "add_tie"
    CHANGE_TIE = "change_tie"
    DELETE_TIE = "delete_tie"
    ADD_KEY_RELATIONSHIP = "add_key_relationship"
    CHANGE_KEY_RELATIONSHIP = "change_key_relationship"
    DELETE_KEY_RELATIONSHIP = "delete_key_relationship"
    ADD_GOAL = "add_goal"
    CHANGE_GOAL = "change_goal"
    DELETE_GOAL = "delete_goal"
    ADD_CONVERSATION = "add_conversation"
    CHANGE_CONVERSATION = "change_conversation"
    DELETE_CONVERSATION = "delete_conversation"
    ADD_INSIGHT = "add_insight"
    CHANGE_INSIGHT = "change_insight"
    DELETE_INSIGHT = "delete_insight"
    CHANGE_STEP = "change_step"
    CHANGE_PLAN = "change_plan"
    ADD_MEETING = "add_meeting"
    CHANGE_MEETING = "change_meeting"
    DELETE_MEETING = "delete_meeting"
    AFTER_MEETING = "after_meeting"
    REVIEW = "review"
    CONFIRM_GOAL = "confirm_goal"
    WALK = "walk"
    FILE_CONVERSATION = "file_conversation"
    STEP_DONE = "step_done"
    PUT_OFF = "put_off"
    PAUSE_PERSON = "pause_person"
    RESUME_PERSON = "resume_person"
    ERASE = "erase"
    ADD_SESSION = "add_session"
    CHANGE_SESSION = "change_session"
    DELETE_SESSION = "delete_session"
    CLOSE_SESSION = "close_session"
    AGREE_STEP = "agree_step"
    DELETE_STEP = "delete_step"
    ADD_GAP = "add_gap"
    CHANGE_GAP = "change_gap"
    DELETE_GAP = "delete_gap"
    DECIDE_GAP = "decide_gap"
    FILL_GAP = "fill_gap"
    ADD_INTRODUCTION = "add_introduction"
    CHANGE_INTRODUCTION = "change_introduction"
    DELETE_INTRODUCTION = "delete_introduction"
    TAKE_BACK = "take_back"
    COACH_NOTE = "coach_note"
    FAREWELL = "farewell"
    CHANGE_WORKSHOP = "change_workshop"
    CHANGE_ALLIANCE = "change_alliance"
    MOVE_DAY = "move_day"
    TICK_TIMELINE = "tick_timeline"
    ADD_PARTICIPANT = "add_participant"
    CHANGE_PARTICIPANT = "change_participant"
    REMOVE_PARTICIPANT = "remove_participant"
    NOTE_ASKING = "note_asking"
    CALL = "call"
    THEMES = "themes"
    CHANGE_AGENDA = "change_agenda"
    DRAW_PAIRS = "draw_pairs"
    AGREE = "agree"
    CALL_AGAIN = "call_again"
    SUMMARISE = "summarise"
    TELL_RESULTS = "tell_results"


class Origin(StrEnum):
    """Whether a change was made, undone or redone."""

    DO = "do"
    UNDO = "undo"
    REDO = "redo"


@dataclass(frozen=True)
class Changes:
    """What one commit changed: main table to the row keys touched (rows of child tables count for their record)."""

    tables: Mapping[str, frozenset[int]]
    edit: Edit
    subject: str
    origin: Origin

    def touches(self, *tables: str) -> bool:
        """Whether any of `tables` changed."""
        return any(table in self.tables for table in tables)


@dataclass(frozen=True)
class Done:
    """An undoable edit: its changesets in order, and the notice that all three directions share."""

    changesets: tuple[bytes, ...]
    tables: Mapping[str, frozenset[int]]
    edit: Edit
    subject: str

    def inverse(self) -> Iterator[bytes]:
        """What takes it back, in order, made as it is asked for."""
        invert: Callable[[bytes], bytes] = cast("Any", apsw.Changeset).invert
        return map(invert, reversed(self.changesets))

    def notice(self, origin: Origin) -> Changes:
        """The change notice of doing, undoing or redoing this edit."""
        return Changes(self.tables, self.edit, self.subject, origin)


def _value(pair: Any, at: int) -> Any:
    if pair is None:
        return None
    found = pair[at]
    return None if found is apsw.no_change else found


class Recorder:
    """Records what happens on a connection as a list of changesets, one per batch.

    Applying one changeset holds the interpreter, so big steps call `cut` between batches and undo goes batch by batch.
    """

    def __init__(self, db: Connection, tables: tuple[shape.Table, ...]) -> None:
        self._db = db
        self._tables = tables
        self._session: Any = None
        self.changesets: list[bytes] = []
        self._touched: defaultdict[str, set[int]] = defaultdict(set)
        self._start()

    def _start(self) -> None:
        self._session = cast("Any", apsw).Session(self._db, "main")
        for table in self._tables:
            self._session.attach(table.name)

    def cut(self) -> None:
        """End a batch: what follows goes into another changeset."""
        self.stop()
        self._start()

    def stop(self) -> None:
        """End the last batch and the recording."""
        if self._session is None:
            return
        changeset: bytes = self._session.changeset()
        self._session.close()
        self._session = None
        if changeset:
            self.changesets.append(changeset)
            self._note(changeset)

    def drop(self) -> None:
        """Stop recording and forget the current batch."""
        if self._session is not None:
            self._session.close()
            self._session = None

    def _note(self, changeset: bytes) -> None:
        columns = {table.name: 2 if table.has_uid else 1 for table in self._tables if table.parent}
        for change in cast("Any", apsw.Changeset).iter(changeset):
            key = _value(change.new, 0) if change.op != "DELETE" else _value(change.old, 0)
            if key is None:
                key = _value(change.old, 0)
            root, chain = shape.root_of(change.name, self._tables)
            if len(chain) > 1:
                at = columns[change.name]
                parent = _value(change.old, at) or _value(change.new, at)
                key = self._climb(chain, int(key), parent)
            if key is not None:
                self._touched[root].add(int(key))

    def _climb(self, chain: tuple[str, ...], key: int, parent: int | None) -> int | None:
        """The main record's key for a row of a child table; None when the record itself is gone (it says so itself)."""
        for level, table in enumerate(chain[:-1]):
            if level or parent is None:
                found = self._db.execute(f'SELECT parent FROM "{table}" WHERE id=?', (key,)).fetchone()
                if found is None:
                    return None
                parent = int(found[0])
            key = int(parent)
        return key

    def tables(self) -> dict[str, frozenset[int]]:
        """Main table to the row keys touched so far."""
        return {table: frozenset(keys) for table, keys in self._touched.items()}


@dataclass(frozen=True)
class Step:
    """The hold that an edit has on the plan while it writes."""

    db: Connection
    cut: Callable[[], None]


def apply(db: Connection, changesets: Iterable[bytes], total: int) -> Job[None]:
    """Do again what was recorded, `total` batches one by one inside the transaction that is open."""
    # The foreign keys' own actions are in the changeset already. A batch tells when something dangles at its end, which
    # a later batch may mend: only then all rows are looked through, which takes a tenth of a second for 30,000 people.
    dangling = False

    def on_conflict(reason: int, _change: object) -> int:
        nonlocal dangling
        if reason != apsw.SQLITE_CHANGESET_FOREIGN_KEY:
            return apsw.SQLITE_CHANGESET_ABORT  # a bug
        dangling = True
        return apsw.SQLITE_CHANGESET_OMIT

    db.execute("PRAGMA defer_foreign_keys=1")
    changes: Any = apsw.Changeset
    for n, changeset in enumerate(changesets):
        changes.apply(changeset, db, flags=apsw.SQLITE_CHANGESETAPPLY_FKNOACTION, conflict=on_conflict)
        yield n + 1, total
    if dangling and db.execute("PRAGMA foreign_key_check").fetchone():
        raise RuntimeError("undo would break a reference")
