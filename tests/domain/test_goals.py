"""R8 and P4: what makes a goal one that can be worked on."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from desktop.assets import asset
from desktop.domain.goals import is_activity, lapses, may_be_active, missing_things, with_readings
from desktop.domain.records import Goal, Measure, Reading

MEASURE = Measure("Objections to the papers", "per quarter", 4, 1, 4, "down", None, None)
WHOLE = Goal(
    1, "g", 1, 1, None, "She backs phased handover.", "Papers pass once.", "A say before it is fixed.", MEASURE,
    None, None, "2026-06-30", "draft",
)  # fmt: skip


@pytest.mark.parametrize(
    "statement",
    [
        "Get to know Rosalind better over quarterly lunches.",
        "get to know her",
        "Know her",
        "I want to get to know the COO better",
        "have lunch each quarter",
        "Quarterly lunch",
        "Lunch",
        "A monthly coffee with Torvald and Maud",
        "Coffee!",
        "Catch up with Mihály every month",
        "Regular catch-ups",
        "touch base",
        "Build rapport with the regulator",
        "Build a good rapport with Cosima",
        "Keep in touch with Owain",
        "Keep in closer touch",
        "stay in touch",
        "Network more in Finance",
        "networking",
        "Connect with procurement",
        "Meet Solveig and her team",
        "Weekly meetings with the landlord",
        "  MEET   Samuele  ",
        "Set up a regular one-to-one meeting with Teona",
        "Have coffee and lunch more often",
    ],
)
def test_r8_an_activity_is_not_a_goal(statement: str) -> None:
    assert is_activity(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "",
        "Understand what Rosalind must see before she can back phased handover of sites.",
        "Meet Cosima to agree the reporting dates",
        "Meet monthly and agree what goes to the board",
        "Get to know her team so that alarms are designed out",
        "Have lunch each quarter in order to hear risks early",
        "Know how the regulator decides",
        "She tells me over coffee what will stop a paper",
        "Network outages fall to two a year",
        "Two objections fewer each quarter",
        "A first joint paper by June",
        "Lunch breaks of the night crew are left free of calls",
        "Handover papers pass once",
        "Bekannt werden mit dem Team",
    ],
)
def test_r8_what_says_what_for_is_let_through(statement: str) -> None:
    assert not is_activity(statement)


def test_r8_the_sample_s_active_goals_pass_and_its_first_try_does_not() -> None:
    goals = json.loads(asset("sample-plan.json").read_text("utf-8"))["goals"]
    assert {goal["id"] for goal in goals if is_activity(goal["statement"])} == {"g1a"}


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        ({}, ()),
        ({"statement": "  "}, ("statement",)),
        ({"helps_me": None}, ("helps_me",)),
        ({"helps_them": " "}, ("helps_them",)),
        ({"measure": None}, ("notice",)),
        ({"measure": replace(MEASURE, indicator=" ")}, ("notice",)),
        ({"due": None}, ("notice",)),
        ({"helps_me": "", "helps_them": "", "due": ""}, ("helps_me", "helps_them", "notice")),
    ],
)
def test_p4_the_four_things(change: dict[str, object], missing: tuple[str, ...]) -> None:
    goal = replace(WHOLE, **change)  # type: ignore[arg-type]
    assert missing_things(goal) == missing
    assert may_be_active(goal) is not bool(missing)


def test_r8_an_active_goal_lapses_when_an_edit_takes_something_from_it() -> None:
    active = replace(WHOLE, status="active")
    assert not lapses(active, active)
    assert not lapses(active, replace(active, statement="She speaks for it.", due="2026-07-31"))
    assert lapses(active, replace(active, statement="Have lunch each quarter"))
    assert lapses(active, replace(active, helps_them=""))
    assert lapses(active, replace(active, due=None))
    short = replace(active, helps_me=None)
    assert not lapses(short, replace(short, helps_them="More say"))  # it was so before
    assert not lapses(WHOLE, replace(WHOLE, statement=""))  # no active one


def test_r8_an_activity_with_the_four_things_is_still_refused() -> None:
    assert not may_be_active(replace(WHOLE, statement="Keep in touch with her"))


def test_r23_the_latest_reading_says_how_it_stands() -> None:
    late, early = Reading("2026-02-13", 3), Reading("2025-09-08", 0)
    measure = with_readings(MEASURE, (late, early))
    assert (measure.readings, measure.current, measure.measured) == ((early, late), 3, "2026-02-13")
    measure = with_readings(measure, (early,))
    assert (measure.current, measure.measured) == (0, "2025-09-08")
    measure = with_readings(measure, ())
    assert (measure.current, measure.measured) == (None, None)
