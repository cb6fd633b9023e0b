"""Who may read what: every field of both samples, for every audience; and what concerns a reader in the plan."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest

from desktop.assets import asset
from desktop.domain import records as r
from desktop.domain.audience import Audience, Progress, people_called, seen_by
from desktop.domain.parts import is_pair, is_record, parts
from desktop.domain.plan_values import PlanValues
from desktop.domain.ratings import ratings
from desktop.domain.sensitivity import PRIVATE, SENSITIVITY, may_read
from desktop.exchange.plan_json import values_of
from tests import sample


def workshop_document() -> dict[str, Any]:
    return json.loads(asset("sample-workshop.json").read_text("utf-8"))


def workshop_values(document: dict[str, Any] | None = None) -> PlanValues:
    return values_of(document or workshop_document(), {}, None)


def leaves(path: str, kind: type[Any], record: Any) -> Iterator[tuple[str, Any]]:
    """(field, value) of everything a record holds, nested records included."""
    for part in parts(kind):
        where, value = f"{path}.{part.name}", getattr(record, part.name)
        if is_record(part.type) and not is_pair(part.type):
            items = value.values() if isinstance(value, Mapping) else value if isinstance(value, tuple) else [value]
            for item in items:
                if item is not None:
                    yield from leaves(where, part.type, item)
        else:
            yield where, value


def everything(values: PlanValues) -> Iterator[tuple[str, Any]]:
    yield from leaves("plan", r.PlanInfo, values.info)
    yield from leaves("owner", r.Contact, values.owner)
    for name, kind in r.COLLECTIONS.items():
        for record in getattr(values, name).values():
            yield from leaves(name, kind, record)


@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("made", [sample.values, workshop_values])
def test_nothing_below_its_sensitivity_goes_through(audience: Audience, made: Any) -> None:
    shown = [(field, value) for field, value in everything(seen_by(made(), audience).values)]
    wrong = {field for field, value in shown if value not in (None, "", 0, (), {}) and not may_read(audience, field)}
    assert not wrong
    assert len(shown) > 20


def test_the_owner_sees_all_but_private_notes() -> None:
    before, after = dict(everything(sample.values())), dict(everything(seen_by(sample.values()).values))
    assert {field for field, value in before.items() if after.get(field) != value} <= PRIVATE


def test_every_field_of_the_table_exists() -> None:
    known = {f"{name}.{field}" for name, kind in r.COLLECTIONS.items() for field in _ways("", kind)}
    known |= {f"plan.{field}" for field in _ways("", r.PlanInfo)} | {f"owner.{field}" for field in _ways("", r.Contact)}
    assert not {field for field in (*SENSITIVITY, *PRIVATE) if field not in known}


def _ways(path: str, kind: type[Any]) -> Iterator[str]:
    for part in parts(kind):
        if is_record(part.type) and not is_pair(part.type):
            yield from _ways(f"{path}{part.name}.", part.type)
        else:
            yield f"{path}{part.name}"


def test_a_field_nobody_thought_of_is_for_the_owner_only() -> None:
    assert may_read(Audience.ME, "contacts.shoe_size")
    assert not may_read(Audience.COACH, "contacts.shoe_size")


def test_a_sponsor_reads_of_nobody() -> None:
    values = sample.values()
    objective = "Bring operations and the landlord in early."
    for words in (f"{objective} Rosalind agrees.", "Win over the CHIEF OPERATING OFFICER.", "Ask 澹台清遥 first."):
        seen = seen_by(replace(values, info=replace(values.info, objective=words)), Audience.SPONSOR)
        assert not seen.values.info.objective
        assert ("texts", 1) in [(left.field, left.count) for left in seen.left_out]
    seen = seen_by(replace(values, info=replace(values.info, objective=objective)), Audience.SPONSOR)
    assert seen.values.info.objective == objective
    assert not seen.values.contacts
    assert not seen.values.goals
    assert seen.progress is Progress.MOST


def test_what_concerns_the_reader_is_withheld() -> None:
    values = sample.values()
    seen = seen_by(values, Audience.ME, "rosalind achterveld")
    person = people_called(values, "Achterveld")[0]
    assert person.id not in seen.values.contacts
    assert not [f for f in seen.values.focal_relationships.values() if f.contact == person.id]
    told = [value for _field, value in everything(seen.values) if isinstance(value, str)]
    told += [text for _field, value in everything(seen.values) if isinstance(value, tuple) for text in value if text]
    assert not [text for text in told if isinstance(text, str) and ("Rosalind" in text or "Achterveld" in text)]
    assert ("people", 1) in [(left.field, left.count) for left in seen.left_out]
    assert len(seen.values.contacts) == len(values.contacts) - 1


def test_references_hold_whoever_reads() -> None:
    for made in (sample.values(), workshop_values()):
        for person in made.contacts.values():
            seen = seen_by(made, Audience.COACH, person.name)
            assert person.id not in seen.values.contacts
            for name, kind in r.COLLECTIONS.items():
                for record in getattr(seen.values, name).values():
                    for part in parts(kind):
                        if part.kind == "value" and part.target and getattr(record, part.name) is not None:
                            kept = {*getattr(seen.values, part.target), seen.values.owner.id}
                            assert getattr(record, part.name) in kept, (name, part.name)


def test_a_reader_who_is_nobody_in_the_plan_is_said() -> None:
    seen = seen_by(sample.values(), Audience.ME, "Nobody Atall")
    assert seen.unknown_reader
    assert len(seen.values.contacts) == 45


def test_no_consent_no_word() -> None:
    seen = seen_by(workshop_values())
    answers = [a for i in seen.values.workshops[1].interviews for a in i.answers.values()]
    assert {answer.text for answer in answers if answer.share != "quote"} == {""}
    assert "Caradoc asked, and he has never wasted a day of mine." in [answer.text for answer in answers]
    document = workshop_document()
    document["workshops"][0]["results"]["quotes"][0]["consent"] = False
    shown = seen_by(workshop_values(document)).values.workshops[1].results
    assert shown is not None
    assert shown.quotes == ()


def test_p10_no_breakdown_unless_five_answered_on_both_sides() -> None:
    workshop = workshop_values().workshops[1]
    assert ratings(workshop).by_organisation == {}
    assert ratings(workshop).all["next_change"].fell == 1
    assert workshop.evaluation is not None
    interview, call = workshop.interviews[0], workshop.evaluation.calls[0]
    many = tuple(replace(workshop.participants[0], person=n, organisation=1 + n % 2) for n in range(10))
    calls = tuple(replace(call, person=n) for n in range(10))
    full = replace(
        workshop,
        participants=many,
        interviews=tuple(replace(interview, person=n) for n in range(10)),
        evaluation=replace(workshop.evaluation, calls=calls),
    )
    assert set(ratings(full).by_organisation) == {1, 2}
    # One of a side did not rate one thing: of that thing the other side, taken from the total, would tell of four.
    before = {rated: n for rated, n in interview.before.items() if rated != "next_change"}
    less = replace(full, interviews=(replace(interview, person=0, before=before), *full.interviews[1:]))
    assert {tuple(counts) for counts in ratings(less).by_organisation.values()} == {
        ("raise_difficult", "understand_pressures")
    }
    assert ratings(less).all["next_change"].answered == 9
    nine = replace(full, participants=many[:9])
    assert ratings(nine).by_organisation == {}
    two = replace(full, participants=many[:2])
    assert ratings(two).all == {}


def test_progress_tells_no_number() -> None:
    values = sample.values()
    assert seen_by(replace(values, goals={}), Audience.SPONSOR).progress is Progress.NOT_BEGUN
