"""What reading and writing plan JSON agree on: its frame, what a field holds when nothing is said, the one problem."""

from dataclasses import MISSING
from typing import Any

from desktop.domain.errors import KnownError
from desktop.plan import shape
from desktop.words import _

SCHEMA = "rapport-plan"
VERSION = 1

INFO_OWNER = ("purpose", "objective", "own_question")
"""What JSON says of the plan under its owner."""
INFO_TOP = (
    "kind",
    "fictional",
    "notice",
    "as_of",
    "date_rule",
    "retention_until",
    "catalogue",
    "disposals",
    "agreed_support",
)
"""What JSON says of the plan at the top."""


class NotPlanJson(KnownError):
    """The text is no plan JSON, or one that this version cannot take whole; `where` names the place by ids only."""

    def __init__(self, code: str, where: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.where = where

    def words(self) -> str:
        """One line: what happened and what to do."""
        said = {
            "not_json": _("This is not a JSON file that can be read whole. Export it again and try once more."),
            "not_plan": _("This JSON file is not a Rapport plan."),
            "newer": _("This plan was exported by a newer Rapport. Update the program, then import it."),
            "unknown_key": _("The file says something this version does not know. Nothing was imported."),
            "wrong_type": _("The file has a value of the wrong kind. Nothing was imported."),
            "too_long": _("The file has a name of more than 1,000 characters. Nothing was imported."),
            "unknown_id": _("The file refers to something that is not in it. Nothing was imported."),
            "double_id": _("The file uses one id twice. Nothing was imported."),
            "other_kind": _("A facilitator’s file and a personal plan do not mix. Nothing was imported."),
        }[self.code]
        return f"{said} ({self.where})" if self.where else said


def unset(part: shape.Part) -> Any:
    """What a field holds when the file says nothing or null."""
    if part.default is not MISSING:
        return part.default
    if part.optional:
        return None
    if part.kind == "object":
        return None
    if part.kind != "value":
        return {} if part.kind == "map" else ()
    return {str: "", int: 0, float: 0.0, bool: False}.get(part.type) if not part.target else None
