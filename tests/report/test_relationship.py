"""The page of one key relationship."""

from dataclasses import replace
from typing import Any

from desktop.report.relationship import relationship_page
from tests import sample


def page(focal: str, plan: sample.Document | None = None) -> dict[str, Any]:
    values = sample.values(plan)
    return relationship_page(values, next(f for f in values.focal_relationships.values() if f.uid == focal), sample.DAY)


def test_the_five_answers_with_source_and_certainty_in_words() -> None:
    rows = page("f1")["five"]["rows"]
    assert [row["sure"] for row in rows] == ["confident", "confirmed", "an indication", "confirmed", "an indication"]
    assert rows[1]["source"] == "heard and seen, 12\u00a0Feb"
    assert rows[3]["source"] == "seen, 4\u00a0Sep\u00a02025"
    assert rows[2]["find"] == "Create one real joint success and note what made it work."
    assert rows[0]["find"] == ""


def test_an_aged_answer_asks_whether_it_is_still_so() -> None:
    assert page("f4")["five"]["rows"][4]["find"] == "Is it still so? This is older than six months."


def test_before_first_contact_three_questions_wait() -> None:
    rows = page("f6")["five"]["rows"]
    assert [row["note"] for row in rows] == ["", "", *["After our first conversation."] * 3]
    assert rows[2]["level"] is None


def test_trends_wait_for_a_success_and_a_failure() -> None:
    assert page("f2")["five"]["rows"][4]["note"] == "When there is a good and a bad moment to compare."


def test_p13_what_belongs_to_no_question_has_a_row_of_its_own() -> None:
    plan = sample.document()
    like = sample.records(plan, "insights", id="n01")[0]
    plan["insights"].append(like | {"id": "n98", "question": None, "text": "Thinks aloud, decides overnight."})
    assert page("f1", plan)["five"]["rows"][-1]["text"] == "Thinks aloud, decides overnight."


def test_two_questions_the_open_ones_first() -> None:
    assert [row["why"] for row in page("f1")["ask"]["rows"]] == ["When did it go well between us?", "What repeats?"]
    assert [row["why"] for row in page("f3")["ask"]["rows"]] == ["", ""]


def test_what_was_tried_with_what_happened_then_what_is_next() -> None:
    rows = page("f1")["tried"]["rows"]
    assert [row["what"] for row in rows][-2:] == [
        "Night shift at Coldharbour works",
        "Draft the handover criteria together",
    ]
    assert rows[-2]["happened"].startswith("Night shift. Two nuisance alarms")
    assert [row["next"] for row in rows] == [False, False, False, True]


def test_conversations_without_a_plan_to_meet_are_told_too() -> None:
    assert page("f4")["tried"]["rows"][-1]["happened"].startswith("Thirteenth Friday call.")


def test_the_measure_as_a_line() -> None:
    line = page("f4")["notice"]["chart"]["line"]
    assert [reading["value"] for reading in line["readings"]] == ["10", "40"]
    assert line["readings"][0]["x"] == 0
    assert 0 < line["readings"][1]["x"] < 1
    assert line["readings"][0]["y"] < line["readings"][1]["y"] < line["goal"]["y"] < 1
    assert line["alt"].startswith("Line chart: Date changes mentioned")


def test_a_measure_in_words_has_no_line() -> None:
    plan = sample.document()
    measure = sample.records(plan, "goals", id="g4")[0]["measure"]
    measure |= {"baseline": None, "target": None, "current": None, "readings": [], "measured": None}
    chart = page("f4", plan)["notice"]["chart"]
    assert chart["line"] is None
    assert chart["title"].startswith("Date changes mentioned")
    assert chart["note"] == "Source: change log. By 30\u00a0September."


def test_readings_of_one_value_on_one_day() -> None:
    plan = sample.document()
    measure = sample.records(plan, "goals", id="g4")[0]["measure"]
    measure |= {"baseline": 0, "target": 0, "current": 0, "measured": "2026-02-01"}
    measure["readings"] = [{"date": "2026-02-01", "value": 0}]
    line = page("f4", plan)["notice"]["chart"]["line"]
    assert line["readings"] == [{"x": 0.0, "y": 0.0, "value": "0"}]


def test_without_a_goal_the_page_asks_for_one() -> None:
    values = sample.values()
    focal = next(f for f in values.focal_relationships.values() if f.uid == "f1")
    blank = relationship_page(replace(values, goals={}), focal, sample.DAY)
    assert blank["goal"]["text"] == ""
    assert blank["why"]["text"].startswith("Two of my proposals")
    assert blank["notice"]["chart"] is None


def test_p14_a_stance_is_a_sentence_with_its_ground() -> None:
    plan = sample.document()
    person = sample.records(plan, "contacts", id="c12")[0]
    change = {"topic": "t_change", "value": "critic", "date": "2026-02-13", "evidence": "sent the last paper back"}
    person["stance_history"] = [change]
    topic = "Phased handover and the joint change procedure"
    assert page("f1", plan)["stance"] == f"{topic}: has objections (sent the last paper back)"
