"""A coach's shelf: their clients' files by an alias of their choosing, with the next session and what is open.

It lies in the data folder and is read without opening any of the files. Each client has a card of its own there, named
by a digest of the plan's lasting identity and written by the process that has the file open; so two windows never write
the same card, and the figures of one client never come to stand on another's. On a card stand an alias, a path, a day
and a number; no names of people, nothing of what is planned.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.domain.dates import first_day
from desktop.output import CannotWrite, write_whole
from desktop.report.days import day_words
from desktop.words import _, ngettext, one_line

if TYPE_CHECKING:
    from desktop.plan.file import Plan

_FOLDER = "shelf"
_LONGEST = 60


@dataclass(frozen=True)
class Client:
    """A card. `next`: the day of the next session (ISO, '' for none); `open`: how many agreed steps are open.

    `key` is the digest that the card is named by; `path` is where the file lay when it was last seen.
    """

    key: str
    alias: str
    path: str
    next: str = ""
    open: int = 0

    @property
    def there(self) -> bool:
        """Whether the file is where it was."""
        return Path(self.path).is_file()


class Shelf:
    """The cards there are. One that cannot be read is none; what cannot be written raises `CannotWrite`."""

    def __init__(self, folder: Callable[[], Path]) -> None:
        """`folder` makes and names the data folder; it may raise OSError."""
        self._folder = folder

    def clients(self) -> list[Client]:
        """All, those with the nearest session first, then by alias."""
        try:
            cards = sorted((self._folder() / _FOLDER).glob("*.json"))
        except OSError:
            return []
        found = [client for card in cards if (client := _read(card)) is not None]
        return sorted(found, key=lambda each: (not each.next, each.next, each.alias.casefold(), each.key))

    def of(self, plan: Plan) -> Client | None:
        """The card of a plan's client."""
        return _read(self._card(_key(plan)))

    def put(self, plan: Plan, alias: str, today: date) -> None:
        """Put the plan that is open on the shelf, or give it another alias. Raises `CannotWrite`."""
        self._write(_told(Client(_key(plan), one_line(alias, _LONGEST), str(plan.path)), plan, today))

    def tell(self, plan: Plan, today: date) -> None:
        """Bring the card of the plan that is open up to date, if it has one; a card that is gone is not made again."""
        client = self.of(plan)
        if client is None:
            return
        if not client.there:
            client = replace(client, path=str(plan.path))  # it was moved, and is found again
        if Path(client.path) == plan.path:
            told = _told(client, plan, today)
            if told != _read(self._card(client.key)):
                self._write(told)

    def change(self, client: Client, *, alias: str | None = None, path: Path | None = None) -> None:
        """Another alias, or where the file lies now. Raises `CannotWrite`."""
        alias = client.alias if alias is None else one_line(alias, _LONGEST)
        self._write(replace(client, alias=alias, path=client.path if path is None else str(path.resolve())))

    def remove(self, client: Client) -> None:
        """Take a card off the shelf; the file stays where it is. Raises `CannotWrite`."""
        card = self._card(client.key)
        try:
            card.unlink(missing_ok=True)
        except OSError as problem:
            raise CannotWrite(card) from problem

    def another_at(self, plan: Plan) -> Client | None:
        """The card of another client that says its file lies where this plan does."""
        key = _key(plan)
        return next((each for each in self.clients() if each.key != key and Path(each.path) == plan.path), None)

    def _card(self, key: str) -> Path:
        try:
            return self._folder() / _FOLDER / f"{key}.json"
        except OSError as problem:
            raise CannotWrite(Path("Rapport")) from problem

    def _write(self, client: Client) -> None:
        card = self._card(client.key)
        try:
            card.parent.mkdir(exist_ok=True, mode=0o700)
        except OSError as problem:
            raise CannotWrite(card) from problem
        said = {name: value for name, value in asdict(client).items() if name != "key"}
        write_whole(card, json.dumps(said, ensure_ascii=False).encode())


def _key(plan: Plan) -> str:
    from desktop.plan import provenance

    return hashlib.sha256(provenance.client(plan).encode()).hexdigest()[:24]


def _told(client: Client, plan: Plan, today: date) -> Client:
    from desktop.plan import read_sessions

    day, count = read_sessions.ahead(plan, today)
    return replace(client, next=day.isoformat() if day else "", open=count)


def _read(card: Path) -> Client | None:
    try:
        said = json.loads(card.read_text("utf-8"))
        return Client(
            card.stem,
            one_line(str(said["alias"]), _LONGEST),
            str(said["path"]),
            one_line(str(said["next"]), 10),
            max(0, int(said["open"])),
        )
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def client_words(client: Client, today: date) -> str:
    """The next session and what is open; or that the file is not where it was."""
    if not client.there:
        return _("The file is not where it was.")
    day = first_day(client.next)
    if day is None:
        when = _("no session fixed")
    elif day < today:
        when = _("was fixed for {day}").format(day=day_words(day, today))
    else:
        when = _("next session {day}").format(day=day_words(day, today))
    return when + " · " + ngettext("{n} step open", "{n} steps open", client.open).format(n=client.open)
