"""What leaves a workshop's file beside papers: dates, what all agreed, people. Never a word said in confidence."""

import json
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from icalendar import Calendar

from desktop.domain import records as r
from desktop.domain.job import run
from desktop.exchange import bring_in, plan_json
from desktop.exchange.out import calendar, export
from desktop.exchange.out.participants import agreed_document, for_participants
from desktop.plan import document, read
from desktop.plan.file import Plan
from desktop.plan.step import Edit
from tests.made_up import empty_plan
from tests.report.papers import workshop, workshop_document
from tests.workshop_secrets import MARK, secret_document

TODAY = date(2025, 10, 20)


def said_only_on_the_telephone() -> dict[str, Any]:
    """The sample with marks in what people said; without the facilitator's notes on people, which are another thing."""
    found = secret_document()
    for person in found["contacts"]:
        person["note"] = None
    return found


@pytest.mark.parametrize("ending", [each for each in export.WRITERS if each != ".json"])
def test_no_export_has_a_word_without_consent(ending: str) -> None:
    """Plan JSON alone is the whole file, for its owner: a backup in another form."""
    written = export.WRITERS[ending](workshop(said_only_on_the_telephone()), TODAY, "4.0")
    parts = [written]
    if ending == ".xlsx":
        with ZipFile(BytesIO(written)) as packed:
            parts = [packed.read(name) for name in packed.namelist()]
    assert not [part for part in parts if MARK.encode() in part]


def test_no_folder_of_markdown_has_a_word_without_consent(tmp_path: Path) -> None:
    export.write(workshop(said_only_on_the_telephone()), tmp_path / "notes", TODAY)
    files = [path for path in (tmp_path / "notes").rglob("*") if path.is_file()]
    assert files
    assert not [path.name for path in files if MARK in path.read_text("utf-8")]


def test_what_all_agreed_goes_to_the_participants_and_nothing_else() -> None:
    """Whatever the file holds more, notes on people included, stays in it."""
    said = for_participants(workshop(secret_document())).decode()
    assert MARK not in said
    found = json.loads(said)
    (day,) = found["workshops"]
    assert len(day["actions"]) == 5
    assert len(day["statements"]) == 3
    assert len(day["success_conditions"]) == 4
    assert day["timeline"][0]["step"] == "workshop"
    assert {key for person in found["contacts"] for key in person} <= {
        "id", "fictional", "name", "name_latin", "role", "organisation",
    }  # fmt: skip
    for untold in ("interviews", "participants", "convenor_log", "themes", "evaluation", "case_for_the_day", "offers"):
        assert untold not in day
    assert found["owner"] == {"id": "owner"}


def test_a_personal_plan_takes_it_in_and_stays_its_owner_s(tmp_path: Path) -> None:
    path = empty_plan(tmp_path / "mine.rapport")
    there = tmp_path / "agreed.json"
    there.write_bytes(for_participants(workshop()))
    with Plan.open(path) as plan:
        load = run(bring_in.read_files([there]))
        assert load.document is not None
        plan_json.same_kind(load.document, read.info(plan).kind)
        values = plan_json.values_of(load.document, document.uids(plan), document.owner_id(plan))
        mentioned = plan_json.mentioned(load.document)
        difference = run(document.compare(plan, values, mentioned))
        run(document.merge(plan, values, mentioned, difference, Edit.IMPORT))
        (day,) = read.records(plan, r.Workshop).values()
        assert len(day.actions) == 5
        assert read.owner(plan).name == "Tamsin"
        assert {person.tier for person in read.records(plan, r.Contact).values()} == {None}, "they wait to be placed"


def test_without_a_workshop_there_is_a_document_all_the_same() -> None:
    empty = workshop_document() | {"workshops": []}
    assert agreed_document(workshop(empty))["workshops"] == []


def test_the_calendar_has_every_date_once_and_spans_of_days() -> None:
    said = workshop_document()
    for step in said["workshops"][0]["timeline"]:
        step["done"] = False
    found: Any = Calendar.from_ical(calendar.ics(workshop(said), TODAY))
    events: dict[str, Any] = {str(event["summary"]): event for event in found.walk("VEVENT")}
    assert len(events) == 11, "eleven steps; the day and the calls two years on under their own names"
    calls = events["Saltfen relationship day: telephone calls after the day"]
    assert (calls["dtstart"].dt, calls["dtend"].dt) == (date(2025, 12, 15), date(2025, 12, 19))
