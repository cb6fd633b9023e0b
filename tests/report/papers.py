"""Papers of a plan, the session's unless another is asked for."""

import json
from datetime import date
from typing import Any

from desktop.assets import asset
from desktop.domain.plan_values import PlanValues
from desktop.domain.sensitivity import Audience
from desktop.exchange.plan_json import values_of
from desktop.report.compile import Paper
from desktop.report.language import PaperSize
from desktop.report.reports import Drawn, draw
from desktop.report.sheet import Wanted
from tests import sample


def drawn(
    values: PlanValues, on: date, report: str = "session", *, size: PaperSize = "a4", audience: str = "me", **more: Any
) -> Drawn:
    return draw(values, on, Wanted(report, paper=size, audience=Audience(audience), **more))


def data(values: PlanValues, on: date, report: str = "session", **more: Any) -> dict[str, Any]:
    return drawn(values, on, report, **more).data


def paper(values: PlanValues, on: date, report: str = "session", **more: Any) -> Paper:
    return drawn(values, on, report, **more).paper()


def workshop_document() -> dict[str, Any]:
    return json.loads(asset("sample-workshop.json").read_text("utf-8"))


def workshop(document: dict[str, Any] | None = None) -> PlanValues:
    return values_of(document or workshop_document(), {}, None)


def empty_workshop() -> PlanValues:
    """A facilitator's file in which nothing has been written yet."""
    top = {key: value for key, value in workshop_document().items() if not isinstance(value, list)}
    top["owner"] = {"id": "owner", "name": "", "role": "", "organisation": None, "group": None, "purpose": None}
    top["owner"] |= {"objective": None, "own_question": None}
    return values_of(top | {"fictional": False}, {}, None)


def texts(record: Any, change: Any) -> Any:
    """A plan document in which what people wrote is changed, and nothing else."""
    keys = (
        "statement",
        "helps_me",
        "helps_them",
        "text",
        "summary",
        "label",
        "role",
        "purpose",
        "own_question",
        "unit",
    )
    keys += ("objective", "indicator", "source", "why_now", "name", "question" if "agreed" in str(record) else "")
    if isinstance(record, dict):
        return {k: change(v) if k in keys and isinstance(v, str) else texts(v, change) for k, v in record.items()}
    return [texts(item, change) for item in record] if isinstance(record, list) else record


def written_over(words: str) -> PlanValues:
    """The sample with the same words wherever somebody wrote some."""
    plan = texts(sample.document(), lambda _old: words)
    for person in plan["contacts"]:
        person["name_latin"] = ""
    return sample.values(plan)
