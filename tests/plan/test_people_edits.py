"""Two people made one, and one change for many: nothing is lost, nothing dangles, one undo takes it back."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from desktop.domain import records as r
from desktop.domain.job import run
from desktop.domain.one_person import CHOSEN, differing
from desktop.plan import document, edits, people_edits, read, shape, store
from desktop.plan.file import Plan
from desktop.plan.people_edits import Together
from tests.made_up import sample_plan

TODAY = date(2026, 3, 2)


@pytest.fixture
def plan(tmp_path: Path) -> Any:
    with Plan.open(sample_plan(tmp_path / "p.rapport")) as plan:
        yield plan


def everything(plan: Plan) -> dict[str, list[Any]]:
    tables = [table.name for table in shape.all_tables()]
    return {name: list(plan.db.execute(f'SELECT * FROM "{name}" ORDER BY id')) for name in tables}


def sound(plan: Plan) -> None:
    assert list(plan.db.execute("PRAGMA foreign_key_check")) == []
    assert list(plan.db.execute("PRAGMA integrity_check")) == [("ok",)]


def references(plan: Plan, key: int) -> int:
    found = 0
    for table in shape.all_tables():
        for column in table.columns:
            if column.target == "contacts":
                sql = f'SELECT count(*) FROM "{table.name}" WHERE "{column.name}"=?'
                ((n,),) = plan.db.execute(sql, (key,))
                found += int(n)
    return found


def test_all_that_hangs_on_one_hangs_on_the_other(plan: Plan) -> None:
    focals = [focal for focal in read.records(plan, r.FocalRelationship).values() if focal.state != "closed"]
    keep, gone = focals[0].contact, focals[1].contact
    talks = {talk.id for person in (keep, gone) for talk in read.conversations_of(plan, person)}
    goals = {goal.uid for person in (keep, gone) for goal in read.goals_of(plan, person)}
    insights = {each.uid for person in (keep, gone) for each in read.insights_of(plan, person)}
    steps = {step.uid for person in (keep, gone) for step in read.steps_of(plan, person)}
    others = {tie.a if tie.b in (keep, gone) else tie.b for p in (keep, gone) for tie in read.ties_of(plan, p)}
    before = everything(plan)
    people_edits.merge(plan, keep, gone, {}, on=TODAY)
    sound(plan)
    assert read.record(plan, r.Contact, gone) is None
    assert references(plan, gone) == 0
    assert {talk.id for talk in read.conversations_of(plan, keep)} == talks
    assert {goal.uid for goal in read.goals_of(plan, keep)} == goals
    assert {each.uid for each in read.insights_of(plan, keep)} == insights
    assert {step.uid for step in read.steps_of(plan, keep)} == steps
    ties = read.ties_of(plan, keep)
    assert {tie.a if tie.b == keep else tie.b for tie in ties} == others - {keep, gone}
    assert len(ties) == len({frozenset((tie.a, tie.b)) for tie in ties})
    for talk in read.records(plan, r.Conversation).values():
        assert len(talk.contacts) == len(set(talk.contacts))
    run(plan.undo())
    assert everything(plan) == before
    run(plan.redo())
    assert references(plan, gone) == 0
    sound(plan)


def test_any_two_can_be_put_together(plan: Plan) -> None:
    """Nobody's references get in the way: every person in turn joins one and the same."""
    people = read.person_ids(plan)
    counts = read.counts(plan)
    for gone in people[1:]:
        people_edits.merge(plan, people[0], gone, {}, on=TODAY)
    sound(plan)
    assert read.person_ids(plan) == people[:1]
    assert read.counts(plan).ties == 0
    values = run(document.read_values(plan))
    assert values.contacts[people[0]].name
    for _each in people[1:]:
        run(plan.undo())
    assert read.counts(plan) == counts


def test_what_is_chosen_stands_and_the_rest_is_kept(plan: Plan) -> None:
    with plan.step(edits.Edit.ADD_PEOPLE) as step:
        writer = store.Writer(step.db)
        common: dict[str, Any] = {"known_since": "2020", "tags": ("x",), "note": "One"}
        a = writer.add(r.Contact(0, "u-a", "Wren", **common, email="a@x.example", tier="ally"))
        other: dict[str, Any] = {"known_since": "2018-05", "tags": ("y",), "note": "Two", "last_two_way": "2026-01-01"}
        b = writer.add(r.Contact(0, "u-b", "Wren Zubiri", **other, email="b@x.example", tier="aware", role="Nurse"))
        writer.flush()
    one, two = (read.record(plan, r.Contact, key) for key in (a, b))
    assert one is not None
    assert two is not None
    assert differing(one, two) == ("name", "tier", "email", "known_since", "note")
    people_edits.merge(plan, a, b, {"name": "Wren Zubiri", "tier": "aware", "extra": ("EMAIL:b@x.example",)}, on=TODAY)
    found = read.record(plan, r.Contact, a)
    assert found is not None
    assert (found.name, found.tier, found.email, found.role) == ("Wren Zubiri", "aware", "a@x.example", "Nurse")
    assert (found.known_since, found.tags, found.note) == ("2018-05", ("x", "y"), "One\n\nTwo")
    assert found.extra == ("EMAIL:b@x.example",)
    assert found.last_two_way == "2026-01-01"
    assert found.tier_history[-1].tier == "aware"
    assert set(CHOSEN) <= set(r.Contact.__dataclass_fields__)


def test_the_place_on_the_map_comes_with_the_tier(plan: Plan) -> None:
    shows = r.Evidence("2026-01-05", "Spoke up for it.")
    with plan.step(edits.Edit.ADD_PEOPLE) as step:
        writer = store.Writer(step.db)
        ally: dict[str, Any] = {"tier": "ally", "tier_evidence": shows, "position": r.Position(0.2, 0.4)}
        a, b = writer.add(r.Contact(0, "u-a", "Wren", **ally)), writer.add(r.Contact(0, "u-b", "Wren", tier="aware"))
        c = writer.add(r.Contact(0, "u-c", "Wren", tier="aware", position=r.Position(0.7, 0.1)))
        writer.flush()
    people_edits.merge(plan, a, b, {"tier": "aware"}, on=TODAY)
    found = read.record(plan, r.Contact, a)
    assert found is not None
    assert (found.tier, found.position) == ("aware", None), "no place of the tier that was left"
    assert found.tier_evidence == shows, "what was written stays"
    people_edits.merge(plan, a, c, {}, on=TODAY)
    found = read.record(plan, r.Contact, a)
    assert found is not None
    assert found.position == r.Position(0.7, 0.1)


def test_the_owner_stays(plan: Plan) -> None:
    me = document.owner_id(plan)
    with pytest.raises(ValueError, match="nobody"):
        people_edits.merge(plan, read.person_ids(plan)[0], me, {}, on=TODAY)
    people_edits.merge(plan, me, read.person_ids(plan)[0], {}, on=TODAY)
    sound(plan)
    assert document.owner_id(plan) == me


def test_one_change_for_many_in_one_step(plan: Plan) -> None:
    people = read.person_ids(plan)[:20]
    group = next(iter(read.records(plan, r.Group)))
    before = everything(plan)
    change = Together(
        tier="aware", group=group, organisation="Weir Council", add_tags=("pilot",), keep_in_touch=True, left=True
    )
    run(people_edits.change_together(plan, people, change, on=TODAY))
    found = read.records(plan, r.Contact, people).values()
    organisations = read.records(plan, r.Organisation)
    for person in found:
        assert (person.tier, person.groups[0], person.keep_in_touch, person.left) == ("aware", group, True, True)
        assert organisations[person.organisation or 0].label == "Weir Council"
        assert "pilot" in person.tags
    run(people_edits.change_together(plan, people, Together(remove_tags=("pilot",)), on=TODAY))
    assert not any("pilot" in person.tags for person in read.records(plan, r.Contact, people).values())
    assert all(person.left for person in read.records(plan, r.Contact, people).values()), "the rest stays"
    run(plan.undo())
    run(plan.undo())
    assert everything(plan) == before
