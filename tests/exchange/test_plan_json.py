"""Plan JSON: lossless there and back, whole or not at all."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.assets import asset
from desktop.domain import records as r
from desktop.domain.job import run
from desktop.exchange import bring_in, plan_json
from desktop.exchange.reasons import UnreadableFile
from desktop.plan import document, edits, read, shape
from desktop.plan.file import Plan
from desktop.plan.step import Edit
from tests.made_up import empty_plan, full_values

TODAY = date(2026, 3, 2)
SAMPLES = ["sample-plan.json", "sample-workshop.json"]


def sample(name: str = SAMPLES[0]) -> dict[str, Any]:
    return plan_json.parse(asset(name).read_bytes())


def exported(plan: Plan) -> dict[str, Any]:
    return json.loads(plan_json.dumps(plan_json.document_of(run(document.read_values(plan)))))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return empty_plan(tmp_path / "p.rapport")


def take(plan: Plan, said: dict[str, Any]) -> bring_in.Summary:
    return run(bring_in.take_document(plan, said))


@pytest.mark.parametrize("name", SAMPLES)
def test_export_of_an_import_equals_the_original_key_by_key(path: Path, name: str) -> None:
    with Plan.open(path) as plan:
        found = take(plan, sample(name))
        assert found["created"] == len(sample(name)["contacts"])
        assert exported(plan) == json.loads(asset(name).read_bytes())
        assert read.info(plan).kind == ("personal" if name == SAMPLES[0] else "workshop")


@pytest.mark.parametrize("kind", ["personal", "workshop"])
def test_every_field_that_the_tables_hold_comes_back(path: Path, kind: str) -> None:
    said = plan_json.document_of(full_values(kind))
    with Plan.open(path) as plan:
        take(plan, copy.deepcopy(said))
        assert exported(plan) == json.loads(plan_json.dumps(said))


def test_a_document_tells_which_fields_it_speaks_of() -> None:
    said = {
        "schema": "rapport-plan",
        "kind": "personal",
        "notice": "Made up.",
        "owner": {"id": "owner", "role": None, "group": None, "purpose": "Why"},
        "contacts": [{"id": "c01", "name": "Wren", "note": None, "tier_history": [{"tier": "ally", "from": "2025"}]}],
        "ties": [{"a": "owner", "b": "c01"}],
    }
    found = plan_json.mentioned(said)
    assert found["contacts"] == {
        "c01": frozenset(("name", "note", "tier_history")),
        "owner": frozenset(("role", "groups")),
    }
    assert found["ties"] == {0: frozenset(("a", "b"))}
    assert found["plan"] == {"": frozenset(("kind", "notice", "purpose"))}
    assert found["goals"] == {}
    whole = plan_json.mentioned(plan_json.document_of(full_values()))
    for name, record in r.COLLECTIONS.items():
        (fields,) = (fields for uid, fields in whole[name].items() if uid != "owner")
        assert fields == {part.name for part in shape.parts(record)}


def test_what_is_unset_is_left_out_or_null_as_the_samples_have_it(path: Path) -> None:
    with Plan.open(path) as plan:
        take(plan, sample())
        person = next(c for c in exported(plan)["contacts"] if c["id"] == "c03")
    assert "note" not in person
    assert "tier_history" not in person
    assert "line_manager" not in person
    assert "order" in person
    assert person["support_note"] is None


def test_one_undo_takes_an_import_back(path: Path) -> None:
    with Plan.open(path) as plan:
        before = exported(plan)
        take(plan, sample())
        run(plan.undo())
        assert exported(plan) == before
        run(plan.redo())
        assert exported(plan) == sample()


def test_a_plan_with_people_is_joined_by_id(path: Path) -> None:
    with Plan.open(path) as plan:
        take(plan, sample())
        again = take(plan, sample())
        assert (again["created"], again["merged"], again["skipped"]) == (0, 0, 45)
        edited = sample()
        edited["contacts"][3]["role"] = "Something else"
        edited["contacts"].append(edited["contacts"][4] | {"id": "c99", "name": "Nobody before"})
        edited["ties"].append({"a": "c01", "b": "c99", "strength": 2, "basis": "told", "label": ""})
        found = take(plan, edited)
        assert (found["created"], found["merged"], found["skipped"]) == (1, 1, 44)
        assert [row["outcome"] for row in found["rows"]].count("merged") == 1
        after = exported(plan)
        assert after["contacts"] == edited["contacts"]
        assert after["ties"] == edited["ties"]
        assert after["owner"] == edited["owner"]


def test_joining_leaves_alone_what_the_document_does_not_speak_of(path: Path) -> None:
    with Plan.open(path) as plan:
        take(plan, sample())
        person = document.uids(plan)["contacts"]["c12"]
        place = r.Position(0.25, 0.5)
        edits.change(plan, r.Contact, person, note="Mine.", urls=("https://a.example",), position=place, left=True)
        edits.change(plan, r.Contact, document.owner_id(plan), note="About me.", email="me@brindlemere.example")
        again = take(plan, sample())
        assert (again["created"], again["merged"], again["skipped"]) == (0, 0, 45)
        changed = sample()
        changed["contacts"][11]["role"] = "Something else"
        assert take(plan, changed)["merged"] == 1
        found = read.record(plan, r.Contact, person)
        assert found is not None
        assert (found.role, found.note, found.position, found.left) == ("Something else", "Mine.", place, True)
        assert (read.owner(plan).note, read.owner(plan).email) == ("About me.", "me@brindlemere.example")


def test_a_facilitators_file_does_not_join_a_personal_plan(path: Path) -> None:
    with Plan.open(path) as plan:
        take(plan, sample())
        with pytest.raises(plan_json.NotPlanJson) as refused:
            take(plan, sample("sample-workshop.json"))
        assert refused.value.code == "other_kind"
        assert exported(plan) == sample()


def spoil(change: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
    said = sample()
    change(said)
    return said


SPOILT = {
    "unknown_key": lambda d: d["contacts"][0].update(colour="red"),
    "unknown_id": lambda d: d["contacts"][0].update(organisation="o_nowhere"),
    "double_id": lambda d: d["contacts"][1].update(id="c01"),
    "wrong_type": lambda d: d["contacts"][0].update(name=7),
}


@pytest.mark.parametrize("code", SPOILT)
def test_a_document_that_cannot_be_taken_whole_is_not_taken(path: Path, code: str) -> None:
    with Plan.open(path) as plan:
        before = exported(plan)
        with pytest.raises(plan_json.NotPlanJson) as refused:
            take(plan, spoil(SPOILT[code]))
        assert refused.value.code == code
        assert "\n" not in refused.value.words()
        assert exported(plan) == before


@pytest.mark.parametrize(
    "change",
    [
        lambda d: d.update(contacts={}),
        lambda d: d.update(contacts=[1]),
        lambda d: d.update(owner=None),
        lambda d: d.update(kind="other"),
        lambda d: d["ties"][0].update(strength=True),
        lambda d: d["ties"][0].update(strength=10**30),
        lambda d: d["contacts"][0].update(groups="g_cap"),
        lambda d: d["contacts"][0].update(name="\ud800"),
        lambda d: d["contacts"][0].pop("id"),
        lambda d: d["goals"][1].update(measure=[]),
        lambda d: d["alliances"][0]["shared_measure"].update(series=[["2026-01-01"]]),
    ],
)
def test_values_of_the_wrong_kind_are_refused(change: Callable[[dict[str, Any]], object]) -> None:
    with pytest.raises(plan_json.NotPlanJson):
        plan_json.values_of(spoil(change), {}, None)


@pytest.mark.parametrize(
    "data",
    [b"{", b'{"schema": "other"}', b"[]", b'{"schema": "rapport-plan"}', b"[" * 100_000, b'{"a": NaN}', b"\xff\xfe{"],
)
def test_what_is_no_plan_json_says_so(data: bytes) -> None:
    with pytest.raises(plan_json.NotPlanJson):
        plan_json.parse(data)


def test_a_newer_schema_is_refused() -> None:
    with pytest.raises(plan_json.NotPlanJson) as refused:
        plan_json.parse(json.dumps(sample() | {"schema_version": 2}).encode())
    assert refused.value.code == "newer"


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(), lambda x: st.lists(x) | st.dictionaries(st.text(), x)
    )
)
def test_any_json_gives_values_or_one_known_problem(value: Any) -> None:
    said = {
        "schema": "rapport-plan",
        "schema_version": 1,
        "kind": "personal",
        "owner": {"id": "owner"},
        "contacts": value,
    }
    try:
        plan_json.values_of(said, {}, None)
    except plan_json.NotPlanJson as problem:
        words = problem.words()
    else:
        words = "taken"
    assert words


def test_a_sample_is_shifted_by_whole_weeks() -> None:
    moved = plan_json.shifted(sample(), date(2026, 11, 22))
    assert moved["as_of"] == "2026-11-23"
    assert moved["sessions"][2]["date"] == "2026-11-30"
    assert date.fromisoformat(moved["sessions"][2]["date"]).weekday() == 0
    assert moved["contacts"][0]["known_since"] == "2020-02"
    assert moved["alliances"][0]["shared_measure"]["series"][0][0] == "2026-06-23"
    assert moved["notice"] == sample()["notice"]
    assert plan_json.shifted(sample(), TODAY) == sample()


def test_a_plan_json_comes_alone(tmp_path: Path) -> None:
    csv = tmp_path / "c.csv"
    csv.write_text("First Name,Last Name,URL,Email Address,Company,Position,Connected On\nA,B,,,,,\n", encoding="utf-8")
    with pytest.raises(bring_in.AloneOnly):
        run(bring_in.read_files([csv, asset(SAMPLES[0])]))
    with pytest.raises(UnreadableFile):
        run(bring_in.read_files([tmp_path / "nothing.json"]))
    (tmp_path / "x.json").write_text('{"a": 1}', encoding="utf-8")
    with pytest.raises(plan_json.NotPlanJson):
        run(bring_in.read_files([tmp_path / "x.json"]))


def test_an_exported_document_is_an_edit_that_can_be_redone(path: Path) -> None:
    with Plan.open(path) as plan:
        run(document.replace_all(plan, plan_json.values_of(sample(), {}, None), Edit.IMPORT))
        assert plan.undoable is not None
        assert plan.undoable.edit is Edit.IMPORT
