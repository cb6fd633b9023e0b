"""What a plan can take from a copy: only what was done to it, conflicts where both sides worked, what goes along."""

from dataclasses import replace
from datetime import date
from typing import Any

from desktop.domain import records as r
from desktop.domain.by_uid import Held, by_uid
from desktop.domain.differences import Difference, Differences, Kind, closure, find, quiet, without
from desktop.domain.job import run
from desktop.domain.plan_values import PlanValues
from desktop.domain.prints import Fingers
from tests import sample

GIVEN = sample.values()
PERSON = "c03"


def key_of(values: PlanValues, collection: str, uid: str) -> int:
    return next(key for key, each in getattr(values, collection).items() if each.uid == uid)


def changed(values: PlanValues, collection: str, uid: str, **fields: Any) -> PlanValues:
    records = getattr(values, collection)
    key = key_of(values, collection, uid)
    return replace(values, **{collection: {**records, key: replace(records[key], **fields)}})


def added(values: PlanValues, collection: str, record: Any) -> PlanValues:
    return replace(values, **{collection: {**getattr(values, collection), record.id: record}})


def deleted(values: PlanValues, collection: str, uid: str) -> PlanValues:
    records = dict(getattr(values, collection))
    del records[key_of(values, collection, uid)]
    return replace(values, **{collection: records})


def held(values: PlanValues) -> Held:
    return run(by_uid(values, values.owner.uid))


def compare(ours: PlanValues, theirs: PlanValues, *, known: bool = True) -> Differences:
    fingers = Fingers("the copy")
    base = run(fingers.everything(held(GIVEN))) if known else None
    return run(find(fingers, base, held(ours), held(theirs)))


def only(found: Differences) -> Difference:
    (difference,) = found.values()
    return difference


def test_what_only_the_plan_has_changed_is_no_difference() -> None:
    ours = changed(GIVEN, "contacts", PERSON, role="Here")
    assert compare(ours, GIVEN) == {}
    ours = added(ours, "organisations", r.Organisation(900, "new", "New here", ""))
    assert compare(ours, GIVEN) == {}


def test_what_only_the_copy_has_changed_is_quiet_and_both_is_a_conflict() -> None:
    theirs = changed(GIVEN, "contacts", PERSON, role="There")
    difference = only(compare(GIVEN, theirs))
    assert (difference.kind, difference.field, difference.conflict) == (Kind.CHANGED, "role", False)
    assert (difference.values, difference.person) == ({"role": "There"}, PERSON)
    ours = changed(GIVEN, "contacts", PERSON, role="Here")
    assert only(compare(ours, theirs)).conflict
    assert compare(changed(GIVEN, "contacts", PERSON, role="There"), theirs) == {}


def test_where_nobody_knows_how_it_stood_all_that_differs_is_a_conflict_and_nothing_is_deleted() -> None:
    theirs = changed(deleted(GIVEN, "sessions", "k3"), "contacts", PERSON, role="There")
    difference = only(compare(GIVEN, theirs, known=False))
    assert (difference.field, difference.conflict) == ("role", True)


def test_an_id_stands_for_what_was_shown_and_nothing_else() -> None:
    theirs = changed(GIVEN, "contacts", PERSON, role="There")
    (first,) = compare(GIVEN, theirs)
    assert (first,) == tuple(compare(GIVEN, theirs))
    (other,) = compare(GIVEN, changed(theirs, "contacts", PERSON, role="Elsewhere"))
    assert first != other


def test_lists_are_put_together() -> None:
    ours = changed(GIVEN, "contacts", PERSON, tags=("here", "old"))
    theirs = changed(GIVEN, "contacts", PERSON, tags=("there",))
    assert set(only(compare(ours, theirs)).values["tags"]) == {"here", "old", "there"}


def test_of_two_last_exchanges_the_later_one_counts() -> None:
    ours = changed(GIVEN, "contacts", PERSON, last_two_way="2026-04-02")
    theirs = changed(GIVEN, "contacts", PERSON, last_two_way="2026-04-20")
    difference = only(compare(ours, theirs))
    assert (difference.values, difference.conflict) == ({"last_two_way": "2026-04-20"}, False)
    assert compare(theirs, ours) == {}


def test_what_makes_sense_only_together_is_one_difference() -> None:
    theirs = changed(GIVEN, "sessions", "k3", closed=True, snapshot=r.Snapshot("2026-03-09", {}, (), (), {}))
    difference = only(compare(GIVEN, theirs))
    assert set(difference.values) == {"closed", "snapshot"}


def test_what_is_new_brings_along_what_it_cannot_be_without() -> None:
    session = r.Session(900, "later", "2026-05-01", "coach", "", "", (), closed=False)
    step = replace(GIVEN.next_steps[key_of(GIVEN, "next_steps", "s01")], id=901, uid="new-step", agreed_in=900)
    theirs = added(added(GIVEN, "sessions", session), "next_steps", step)
    found = compare(GIVEN, theirs)
    by_name = {each.uid: each for each in found.values()}
    assert {each.kind for each in found.values()} == {Kind.ADDED}
    assert by_name["new-step"].needs == (by_name["later"].id,)
    chosen = closure(found, lambda each: each.uid == "new-step")
    assert chosen == set(found)
    assert without(found, chosen, [by_name["later"].id]) == set()


def test_a_deletion_that_takes_what_the_copy_never_knew_is_a_conflict_and_says_so() -> None:
    focal = key_of(GIVEN, "focal_relationships", "f1")
    goal = replace(GIVEN.goals[key_of(GIVEN, "goals", "g1")], id=900, uid="mine", focal=focal, superseded_by=None)
    theirs = deleted(GIVEN, "focal_relationships", "f1")
    for collection in ("goals", "engagements", "insights", "reviews", "next_steps", "introductions", "sessions"):
        records = getattr(theirs, collection)
        theirs = replace(theirs, **{
            collection: {key: each for key, each in records.items() if getattr(each, "focal", None) != focal}
        })  # fmt: skip
    plain = next(each for each in compare(GIVEN, theirs).values() if each.name == ("focal_relationships", "f1"))
    assert plain.kind is Kind.DELETED
    assert ("goals", "mine") not in plain.takes
    found = compare(added(GIVEN, "goals", goal), theirs)
    deletion = next(each for each in found.values() if each.name == ("focal_relationships", "f1"))
    assert deletion.conflict
    assert ("goals", "mine") in deletion.takes
    assert deletion.id not in quiet(found)


def test_what_was_deleted_here_and_changed_there_can_come_back() -> None:
    ours = deleted(GIVEN, "sessions", "k1")
    assert compare(ours, GIVEN) == {}
    difference = only(compare(ours, changed(GIVEN, "sessions", "k1", question="And now?")))
    assert (difference.kind, difference.field, difference.conflict) == (Kind.CHANGED, "", True)
    assert difference.ours is None


def test_a_day_is_never_needed_to_compare() -> None:
    """A session fixed on both sides is two sessions: they are known by uid, not by day."""
    day = date(2026, 5, 1).isoformat()
    ours = added(GIVEN, "sessions", r.Session(900, "here", day, "coach", "", "", (), closed=False))
    theirs = added(GIVEN, "sessions", r.Session(900, "there", day, "coach", "", "", (), closed=False))
    difference = only(compare(ours, theirs))
    assert (difference.kind, difference.uid, difference.conflict) == (Kind.ADDED, "there", False)
