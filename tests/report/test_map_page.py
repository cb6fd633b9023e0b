"""The map on paper: names and numbers keep clear of each other, the index holds everybody."""

from dataclasses import replace
from itertools import combinations
from math import hypot
from typing import Any

import pytest

from desktop.domain.plan_values import PlanValues
from desktop.report.map_drawing import LINE, MOST_NAMES, RADIUS
from desktop.report.map_page import map_page
from tests import sample
from tests.benchmarks import papers as papers_bench
from tests.report import crowds, papers, reading


def boxes(page: dict[str, Any]) -> list[tuple[float, float, float, float]]:
    return [(t["x"], t["y"], t["x"] + t["w"], t["y"] + LINE * len(t["lines"])) for t in page["labels"]]


def overlap(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


@pytest.mark.parametrize("values", [sample.values(), crowds.people(120), crowds.people(500)], ids=["45", "120", "500"])
def test_no_name_or_number_touches_another_mark(values: PlanValues) -> None:
    page = map_page(values, sample.DAY)
    texts = boxes(page)
    assert not [pair for pair in combinations(texts, 2) if overlap(*pair)]
    rings = [
        (m["x"] - 0.7 * m["r"], m["y"] - 0.7 * m["r"], m["x"] + 0.7 * m["r"], m["y"] + 0.7 * m["r"])
        for m in page["marks"]
    ]
    assert not [(text, ring) for text in texts for ring in rings if overlap(text, ring)]
    names = [tuple(band["box"]) for band in page["bands"]]
    assert not [(text, name) for text in texts for name in names if overlap(text, name)]
    assert all(
        hypot(x, y) <= RADIUS + 1 for left, top, right, bottom in texts for x in (left, right) for y in (top, bottom)
    )


@pytest.mark.parametrize("values", [sample.values(), crowds.people(120), crowds.people(500)], ids=["45", "120", "500"])
def test_marks_do_not_touch(values: PlanValues) -> None:
    marks = map_page(values, sample.DAY)["marks"]
    assert len(marks) >= len(values.contacts)
    for a, b in combinations(marks, 2):
        assert hypot(a["x"] - b["x"], a["y"] - b["y"]) > a["r"] + b["r"] - 0.6


def test_the_map_of_a_hundred_key_relationships_stays_on_its_page() -> None:
    """Who is heading where somebody is missing is told of five; who the numbers are stands at the end."""
    values = papers_bench.plan(100)
    page = map_page(values, sample.DAY)
    assert page["index"]["keys"]["people"] == []
    assert len([p for band in page["index"]["bands"] for p in band["people"] if p["key"]]) > 80
    assert "Person Number 26 and twelve more in the plan are heading there." in page["says"][0]
    pages = reading.open_paper(papers.paper(values, sample.DAY).pdf).pages
    assert "What do we notice?" in (pages[1].extract_text() or "")
    assert "Tantai Qingyao" in (pages[2].extract_text() or "")


def test_everybody_is_named_or_numbered() -> None:
    values = sample.values()
    page = map_page(values, sample.DAY)
    named = {" ".join(t["lines"]) for t in page["labels"] if t["kind"] in ("name", "key")}
    listed = [p for band in page["index"]["bands"] for p in band["people"]]
    assert len(named) + len(listed) == len(values.contacts)
    assert [int(p["n"]) for p in listed] == list(range(1, len(listed) + 1))
    assert {m["n"] for m in page["marks"]} - {None} == set(range(1, len(listed) + 1))
    assert 16 <= len(named) <= MOST_NAMES
    assert page["index"]["beside"]


def test_key_people_are_named_on_the_map_of_the_sample() -> None:
    page = map_page(sample.values(), sample.DAY)
    keys = {" ".join(t["lines"]) for t in page["labels"] if t["kind"] == "key"}
    assert {"Rosalind Achterveld", "Cosima Hartigan-Voss", "Hyacinth Pemberwell", "Tantai Qingyao"} <= keys
    assert len(keys) == 6
    assert page["index"]["keys"]["people"] == []


def test_the_rim_says_how_groups_are_covered() -> None:
    lines = {line["text"]: line["status"] for line in map_page(sample.values(), sample.DAY)["rim"]["lines"]}
    assert lines["Procurement & Legal"] == "gap"
    assert lines["Finance & Regulation"] == "covered"
    assert lines["Regulators"] == "thin"
    assert lines["Capital Delivery"] == "not-key"


def test_group_names_without_room_become_letters_with_a_key() -> None:
    plan = sample.document()
    for n, group in enumerate(plan["groups"]):
        group["label"] = f"A group with quite a long name, number {n}"
    rim = map_page(sample.values(plan), sample.DAY)["rim"]
    letters = {entry["letter"]: entry["label"] for entry in rim["letters"]}
    assert letters
    for line in rim["lines"]:
        assert letters.get(line["text"], line["text"]).startswith("A group")


def test_gaps_and_risks_are_said_in_sentences() -> None:
    says = map_page(sample.values(), sample.DAY)["says"]
    assert says[0] == "Procurement & Legal has nobody at ally or above. Salma al-Ghaymari is heading there."
    assert says[1].startswith("Seven key groups hang on one person each. If ")
    assert says[2] == "Three people speak up for me, all from my own line; none in the eight other key groups."
    assert says[3] == "Five people have helped me and had nothing back yet."


def test_nobody_is_said_to_be_of_my_function_when_no_function_is_known() -> None:
    values = sample.values()
    people = {
        key: replace(person, line_manager=False, groups=() if person.tier == "advocate" else person.groups)
        for key, person in values.contacts.items()
    }
    for groups in ((), values.owner.groups):
        told = replace(values, contacts=people, owner=replace(values.owner, groups=groups))
        said = map_page(told, sample.DAY)["says"][2]
        assert said.startswith("Three people speak up for me;"), said


def test_the_map_in_words_for_those_who_cannot_see_it() -> None:
    words = map_page(sample.values(), sample.DAY)["alt"]
    assert "Rosalind Achterveld (key relationship, heading to ally)" in words
    assert "Advocate: Owain Prys-Hallett, Caradoc Finnimore, Desmond Quarshie-Blythe." in words
    empty = map_page(sample.empty(), sample.DAY)["alt"]
    assert "Ally: nobody." in empty


def test_a_person_placed_by_hand_stands_there_on_paper_too() -> None:
    plan = sample.document()
    person = sample.records(plan, "contacts", id="c43")[0]

    def mark(values: PlanValues) -> tuple[float, float]:
        row = [c.uid for c in values.contacts.values()].index("c43")
        spot = map_page(values, sample.DAY)["marks"][row]
        return spot["x"], spot["y"]

    free = mark(sample.values(plan))
    person["position"] = {"angle": 0.5, "depth": 0.1}
    placed = mark(sample.values(plan))
    person["position"] = {"angle": 0.5, "depth": 0.9}
    further = mark(sample.values(plan))
    assert free not in (placed, further)
    assert hypot(*placed) < hypot(*further)
