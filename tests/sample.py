"""The bundled sample plan as values, and what must be computed from it on its day."""

from __future__ import annotations

import copy
import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.assets import asset
from desktop.exchange.plan_json import values_of

if TYPE_CHECKING:
    from desktop.domain.plan_values import PlanValues

DAY = date(2026, 3, 2)

Document = dict[str, Any]


def document() -> Document:
    """The plan JSON of the sample, to be changed by a test."""
    return json.loads(asset("sample-plan.json").read_text("utf-8"))


def values(changed: Document | None = None) -> PlanValues:
    """The sample as values, or a changed document of it."""
    return values_of(copy.deepcopy(changed) if changed else document(), {}, None)


def empty() -> PlanValues:
    """A plan in which nothing has been written yet."""
    top = {key: value for key, value in document().items() if not isinstance(value, list)}
    top["owner"] = {"id": "owner", "name": "", "role": "", "organisation": None, "group": None, "purpose": None}
    top["owner"] |= {"objective": None, "own_question": None}
    return values_of(top | {"fictional": False}, {}, None)


def expected() -> Document:
    """What the sample must come to on `DAY`."""
    return json.loads((Path(__file__).parent / "data" / "sample-expected.json").read_text("utf-8"))


def records(document: Document, kind: str, **having: Any) -> list[Document]:
    """The records of a document with these values: `records(plan, "contacts", tier="ally")`."""
    return [record for record in document[kind] if all(record.get(key) == value for key, value in having.items())]
