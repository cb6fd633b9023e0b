"""What is counted of a workshop: the sample's figures, and what is undefined."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from desktop.assets import asset
from desktop.domain import records as r
from desktop.domain.figures import figures
from desktop.domain.workshop_figures import workshop_figures
from desktop.exchange.plan_json import parse, values_of
from tests import sample
from tests.domain.generated import CATALOGUE

VALUES = values_of(parse(asset("sample-workshop.json").read_bytes()), {}, None)
WORKSHOP = next(iter(VALUES.workshops.values()))


def test_the_sample() -> None:
    expected = json.loads((Path(__file__).parents[1] / "data" / "sample-workshop-expected.json").read_text("utf-8"))
    assert figures(VALUES, sample.DAY, CATALOGUE)["workshop"] == expected["workshop"]


def test_a_personal_plan_has_none_and_neither_has_a_file_without_a_day() -> None:
    assert figures(sample.values(), sample.DAY, CATALOGUE)["workshop"] is None
    assert figures(replace(VALUES, workshops={}), sample.DAY, CATALOGUE)["workshop"] is None


def test_what_is_undefined_is_none_and_nobody_rated_is_not_zero() -> None:
    empty = r.Workshop(1, "w", None, "", None, None, None, "")
    found = workshop_figures(empty)
    assert (found["response_rate"], found["evaluation_due"], found["follow_up_due"]) == (None, None, None)
    assert found["paired"] == {}


def test_an_odd_number_has_one_middle_value() -> None:
    calls = WORKSHOP.evaluation.calls[:3] if WORKSHOP.evaluation else ()
    assert WORKSHOP.evaluation is not None
    few = replace(WORKSHOP, evaluation=replace(WORKSHOP.evaluation, calls=calls))
    assert workshop_figures(few)["paired"]["raise_difficult"]["before_median"] == [3]
