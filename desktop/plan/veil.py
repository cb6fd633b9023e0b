"""A plan as it may be seen by others: whatever is read from it has initials in the place of names."""

from typing import Any, cast

from desktop.domain.initials import Initials, initials
from desktop.plan.file import Plan
from desktop.plan.sql import Row

_NAMES = ("name", "name_latin")


def hide_names(plan: Plan) -> None:
    """From now on every row read has initials for names, in names and in running text alike.

    For a plan that was opened to be read: what is shown can then never be written back.
    """
    if not plan.read_only:
        raise RuntimeError("a plan with hidden names is only looked at")
    found = plan.db.execute("SELECT name, name_latin FROM contacts").fetchall()
    hidden = Initials(name for row in found for name in row if name)

    def trace(cursor: Any, row: Row) -> Row:
        # It is asked for every row that is read: of 30,000 people's map for 90,000, most of them numbers alone.
        for value in row:
            if isinstance(value, str):
                break
        else:
            return row
        said = cursor.description
        return tuple(
            [
                value if not isinstance(value, str) else initials(value) if said[n][0] in _NAMES else hidden.of(value)
                for n, value in enumerate(row)
            ]
        )

    cast("Any", plan.db).row_trace = trace


def names_hidden(plan: Plan) -> bool:
    """Whether `plan` is read with initials; another plan that is shown beside it then must be, too."""
    return cast("Any", plan.db).row_trace is not None
