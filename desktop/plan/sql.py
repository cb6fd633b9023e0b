"""The database connection as this floor uses it, typed: the library's own stubs leave rows untyped."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Protocol

Row = tuple[Any, ...]


class Rows(Protocol):
    """What a statement gives back."""

    def __iter__(self) -> Iterator[Row]: ...

    def fetchone(self) -> Row | None: ...

    def fetchall(self) -> list[Row]: ...


class Connection(Protocol):
    """An open connection (apsw's)."""

    def execute(self, statements: str, bindings: Sequence[Any] = ..., /) -> Rows: ...

    def executemany(self, statements: str, bindings: Iterable[Sequence[Any]], /) -> Rows: ...

    def getautocommit(self) -> bool: ...
