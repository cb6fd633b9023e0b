"""Which values plan JSON may have where the kind of the field alone does not say it."""

import re
from collections.abc import Callable, Mapping

from desktop.domain.dates import first_day
from desktop.domain.tiers import TIERS

LONGEST_NAME = 5_000
"""Characters of a name at most."""
NAMES = frozenset(("name", "name_latin", "label"))

_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2}([T ].*)?)?)?")

Check = Callable[[object], bool]


def fits(field: str, value: object) -> bool:
    """Whether `value`, of the right kind already, is one that the field called `field` in JSON may have."""
    check = _CHECKS.get(field)
    return check is None or check(value)


def _date(value: object) -> bool:
    """An ISO date, which may be partial (`2019`, `2019-05`) or have a time after it; `""` is a date nobody told."""
    # Some of these names are a flag or a count in another record (`done`, `closed`, `answered`).
    return not isinstance(value, str) or not value or (_DATE.fullmatch(value) is not None and bool(first_day(value)))


def _tier(value: object) -> bool:
    return value in TIERS


def _within(lowest: int, highest: int) -> Check:
    return lambda value: isinstance(value, int) and lowest <= value <= highest


_CHECKS: Mapping[str, Check] = {
    **dict.fromkeys(("tier", "target_tier", "desired_tier", "desired", "best", "tiers"), _tier),
    **dict.fromkeys(("support_to_me", "support_to_them"), _within(0, 3)),
    **dict.fromkeys(("influence", "interest"), _within(1, 5)),
    "confidence": _within(0, 4),
    "strength": _within(1, 3),
    "gas_now": _within(-2, 2),
    **dict.fromkeys(
        (
            "as_of", "closed", "date", "done", "due", "evidence_date", "from", "known_since", "last_two_way",
            "measured", "next_review", "opened", "paused_until", "retention_until", "since", "snoozed_until", "taken",
        ),
        _date,
    ),
}  # fmt: skip
