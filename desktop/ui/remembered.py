"""What the columns of tables were said to hold, kept from one start to the next: no names, nothing of anybody."""

import json

from desktop.exchange.columns import Column, Mapping_
from desktop.ui.settings import Settings

_NAME = "columns"
_MOST = 50


class RememberedColumns:
    """The last choices, by the fingerprint of the header."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def all(self) -> dict[str, Mapping_]:
        """Every choice that can be read."""
        try:
            found = json.loads(self._settings.get(_NAME) or "{}")
            return {str(mark): tuple(Column(each) for each in said) for mark, said in found.items()}
        except (ValueError, TypeError, AttributeError, RecursionError):
            return {}

    def put(self, mark: str, columns: Mapping_) -> None:
        """Keep a choice, and the latest of the others."""
        kept = self.all()
        kept.pop(mark, None)
        kept[mark] = columns
        latest = list(kept.items())[-_MOST:]
        self._settings.put(_NAME, json.dumps({mark: list(said) for mark, said in latest}))
