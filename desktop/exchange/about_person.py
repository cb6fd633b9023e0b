"""What the plan holds about one person, as a JSON document that can be handed to them or kept."""

from typing import Any

from desktop.domain import records as r
from desktop.domain.plan_values import PlanValues
from desktop.exchange.plan_json import document_of
from desktop.plan.privacy import About


def about_person(values: PlanValues, found: About) -> dict[str, Any]:
    """The records that refer to the person, in the words of plan JSON. Others in them are ids without names.

    Records that only mention the person by name are under `mentions`, as they stand.
    """
    whole = document_of(values)

    def chosen(name: str, keys: frozenset[int]) -> list[Any]:
        return [said for said, key in zip(whole[name], getattr(values, name), strict=True) if key in keys]

    records = {name: chosen(name, found.records.get(name, frozenset())) for name in r.COLLECTIONS}
    mentions = {name: chosen(name, found.mentions.get(name, frozenset())) for name in r.COLLECTIONS}
    return {
        "schema": "rapport-person",
        "schema_version": 1,
        **{name: said for name, said in records.items() if said},
        "mentions": {name: said for name, said in mentions.items() if said},
    }
