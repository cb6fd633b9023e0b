"""A row as the user changes it: what is shown is what comes in, whatever was chosen on the way."""

from datetime import date
from pathlib import Path

import pytest

from desktop.domain.job import run
from desktop.exchange import bring_in, revise
from desktop.exchange.drafts import Draft
from desktop.exchange.persons import Known
from desktop.exchange.pipeline import PlannedRow, match
from desktop.exchange.reasons import Outcome
from desktop.plan import read
from desktop.plan.file import Plan
from tests.made_up import empty_plan

ADA = Known(id=7, name="Ada Byron", organisation="Engines", email="ada@x.example")


@pytest.fixture
def completes() -> PlannedRow:
    draft = Draft(row=2, name="Ada Byron", role="Analyst", organisation="Engines", emails=("ada@x.example",))
    (row,) = run(match([draft], [ADA]))
    assert row.outcome is Outcome.MERGE
    return row


def test_what_was_written_while_new_is_not_shown_of_somebody_there(completes: PlannedRow) -> None:
    written = {"organisation": "Looms", "role": "Weaver"}
    new = revise.revised(completes, revise.Said(written, Outcome.CREATE))
    assert dict(new.fills)["organisation"] == revise.value(new, "organisation") == "Looms"
    again = revise.revised(completes, revise.Said(written, Outcome.MERGE))
    assert again.person == ADA.id
    assert revise.value(again, "organisation") == "Engines", "what is there already is not the row's to change"
    assert revise.value(again, "role") == dict(again.fills)["role"] == "Weaver"


def test_what_is_unseen_is_not_taken() -> None:
    assert revise.tidy("name", " \u202eAda\x00\n Byron ") == "Ada Byron"
    assert revise.tidy("name", " \n") is None


def test_who_is_there_three_times_comes_once_without_the_first(tmp_path: Path) -> None:
    def draft(row: int, role: str, phones: tuple[str, ...]) -> Draft:
        urls = ("https://www.linkedin.com/in/ada-byron",)
        return Draft(row=row, name="Ada Byron", role=role, organisation="Engines", phones=phones, urls=urls)

    drafts = [draft(2, "", ()), draft(3, "Analyst", ()), draft(4, "", ("+44 1632 960001",))]
    planned = run(match(drafts, []))
    assert [row.outcome for row in planned] == [Outcome.CREATE, Outcome.MERGE, Outcome.MERGE]
    rows = [revise.revised(planned[0], revise.Said(outcome=Outcome.SKIP)), *planned[1:]]
    with Plan.open(empty_plan(tmp_path / "p.rapport")) as plan:
        run(bring_in.apply(plan, rows, on=date(2026, 3, 2)))
        (ada,) = [person for person in read.known_people(plan) if person["name"] == "Ada Byron"]
    assert (ada["role"], ada["phone"]) == ("Analyst", "+44 1632 960001")
