"""The plan's own words in place of the catalogue's."""

from collections.abc import Mapping

from desktop.domain import records as r
from desktop.plan import store
from desktop.plan.file import Plan
from desktop.plan.sql import Connection
from desktop.plan.step import Edit


def set_words(plan: Plan, section: str, item: str, field: str, value: str | None) -> None:
    """Change a word of the catalogue in this plan; None goes back to the words that ship."""
    with plan.step(Edit.CHANGE_PLAN) as step:
        put_words(step.db, store.read(plan.db, r.PlanInfo)[1], section, item, {field: value})


def put_words(db: Connection, info: r.PlanInfo, section: str, item: str, values: Mapping[str, str | None]) -> None:
    """Inside a Step: set words of one item; None takes one away."""
    gone = {(section, item, field) for field in values}
    kept = [edit for edit in info.catalogue if (edit.section, edit.item, edit.field) not in gone]
    kept += [r.CatalogueEdit(section, item, field, value) for field, value in values.items() if value]
    store.update(db, r.PlanInfo, 1, {"catalogue": tuple(kept)})
