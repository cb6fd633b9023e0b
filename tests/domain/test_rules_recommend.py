"""R12: the suggestions, each number on its edge."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from desktop.assets import catalogue
from desktop.domain import records as r
from desktop.domain.catalogue import catalogue_of
from desktop.domain.recommend import SCORES, Scores, Suggestion, Why, recommended, suggestions, workshop_organisations
from desktop.domain.relationships import Relationship, relationship
from tests.domain.generated import CATALOGUE, made_up

ON = date(2026, 3, 2)
ANN = r.Contact(2, "c2", "Ann", tier="ally", organisation=2)
FOCAL = r.FocalRelationship(1, "f1", 2, "strengthen", 1, None, None, "active", "2026-01-01", 30, None, "")
GOAL = r.Goal(1, "g1", 1, 1, "turn_around", "s", "a", "b", None, None, None, None, "active")
KNOWN = tuple(
    r.Insight(n, f"n{n}", 1, question, "x", 3, "heard", "2026-03-01", None)
    for n, question in enumerate(("important", "frustrates", "successful", "unsuccessful", "trends"), 1)
)


def held(key: int, kind: str | None, day: str | None, outcome: str | None = None, status: str = "held") -> r.Engagement:
    return r.Engagement(key, f"e{key}", kind, "", "p", None, status, day, 0, outcome, (1,), (2,))


def about(
    *engagements: r.Engagement, contact: r.Contact = ANN, goal: r.Goal = GOAL, known: tuple[r.Insight, ...] = KNOWN
) -> Relationship:
    return relationship(FOCAL, contact, "2026-03-01", ON, goals=(goal,), insights=known, engagements=engagements)


def suggested(of: Relationship, kind: str, scores: Scores = SCORES) -> Suggestion | None:
    return next((s for s in suggestions(of, CATALOGUE, frozenset({2}), scores) if s.type.id == kind), None)


def score(of: Relationship, kind: str) -> int:
    found = suggested(of, kind)
    assert found is not None
    return found.score


def test_r12_fit_and_effort() -> None:
    assert score(about(), "seek_input") == 30
    assert score(about(), "joint_problem") == 26  # effort 3
    assert score(about(), "idea_forum") == 18  # fit 2, effort 2
    assert score(about(), "credit") == 10  # fit 1
    assert suggested(about(), "sponsor_brief") is None  # fit 0


@pytest.mark.parametrize(("open_questions", "more"), [((), 0), (("important",), 4), (("important", "frustrates"), 8)])
def test_r12_open_questions_that_it_can_answer(open_questions: tuple[str, ...], more: int) -> None:
    of = about(known=tuple(i for i in KNOWN if i.question not in open_questions))
    assert score(of, "inquiry_121") == 30 + more
    found = suggested(of, "inquiry_121")
    assert found is not None
    assert found.answers == open_questions


def test_r12_no_more_than_two_questions_count() -> None:
    of = about(known=tuple(i for i in KNOWN if i.question not in ("important", "frustrates", "unsuccessful")))
    found = suggested(of, "inquiry_121")
    assert found is not None
    assert (found.score, len(found.answers)) == (38, 3)


def test_r12_among_the_last_three_held() -> None:
    others = [held(n, "quick_win", f"2026-02-0{n}") for n in (2, 3)]
    oldest = held(1, "seek_input", "2026-02-01")
    assert score(about(oldest, *others), "seek_input") == 27
    assert score(about(oldest, *others, held(4, "credit", "2026-02-04")), "seek_input") == 30
    assert score(about(oldest, *others, held(4, "credit", "2026-02-04", status="planned")), "seek_input") == 27
    assert score(about(replace(oldest, status="debriefed"), *others), "seek_input") == 27
    assert score(about(replace(oldest, status="cancelled"), *others), "seek_input") == 30


def test_r12_two_held_on_one_day_stand_in_plan_order() -> None:
    day = "2026-02-01"
    kinds = ("seek_input", "quick_win", "quick_win", "quick_win")
    of = about(*(held(n, kind, day) for n, kind in enumerate(kinds)))
    assert score(of, "seek_input") == 30
    assert score(of, "quick_win") == 15


@pytest.mark.parametrize(("times", "less"), [(0, 0), (1, 0), (2, 8), (3, 16)])
def test_r12_what_did_not_work_here(times: int, less: int) -> None:
    of = about(*(held(n, "seek_input", None, "ineffective", "cancelled") for n in range(times)))
    assert score(of, "seek_input") == 30 - less


@pytest.mark.parametrize(
    ("tier", "there"), [("acquaintance", True), ("aware", False), ("unconnected", False), ("advocate", True)]
)
def test_r12_not_below_its_tier(tier: str, there: bool) -> None:
    of = about(contact=replace(ANN, tier=tier))
    assert (suggested(of, "joint_problem") is not None) is there


def workshops(*days: str | None) -> frozenset[int]:
    values = made_up(1, 1, 0, 0)
    held_ = {n: r.Workshop(n, f"w{n}", 1, "", day, None, None, "") for n, day in enumerate(days)}
    return workshop_organisations(replace(values, workshops=held_), ON)


@pytest.mark.parametrize(("days", "may"), [(729, False), (730, True), (731, True), (-30, False)])
def test_r12_a_workshop_only_when_there_was_none_for_two_years(days: int, may: bool) -> None:
    day = (ON - timedelta(days=days)).isoformat()
    assert workshops(day) == (frozenset({2}) if may else frozenset())
    assert workshops(day, "2020-01-01") == workshops(day)


def test_r12_a_workshop_only_with_the_other_party_of_an_alliance() -> None:
    assert workshops() == workshops(None) == frozenset({2})  # not the owner's own organisation
    of = about()
    assert any(s.type.alliance for s in suggestions(of, CATALOGUE, frozenset({2})))
    assert not any(s.type.alliance for s in suggestions(of, CATALOGUE, frozenset({3})))
    nowhere = about(contact=replace(ANN, organisation=None))
    assert not any(s.type.alliance for s in suggestions(nowhere, CATALOGUE, frozenset({2})))


def test_r12_ties_go_to_less_effort_then_to_the_catalogue() -> None:
    order = list(CATALOGUE.engagement_types)
    found = suggestions(about(), CATALOGUE)
    places = [(-s.score, s.type.effort, order.index(s.type.id)) for s in found]
    assert places == sorted(places)


def test_r12_three_with_their_reasons() -> None:
    found = recommended(about(held(1, "seek_input", "2026-02-01", "effective"), known=KNOWN[1:]), CATALOGUE)
    assert [s.type.id for s in found] == ["offer_support", "inquiry_121", "seek_input"]
    assert found[0].reasons == (Why.FITS, Why.ANSWERS, Why.NOT_TRIED, Why.LITTLE_EFFORT)
    assert found[2].reasons == (Why.FITS, Why.ANSWERS, Why.WORKED, Why.RECENT, Why.LITTLE_EFFORT)


def test_r12_the_numbers_are_in_one_table() -> None:
    tuned = suggested(about(), "joint_problem", Scores(fit=1, effort=0))
    assert tuned is not None
    assert tuned.score == 3


def test_r12_nothing_without_an_active_goal_or_a_known_type() -> None:
    assert suggestions(about(goal=replace(GOAL, status="ready")), CATALOGUE) == ()
    assert suggestions(about(goal=replace(GOAL, type=None)), CATALOGUE) == ()
    assert suggestions(about(contact=replace(ANN, tier=None)), CATALOGUE) == ()


def test_the_plan_s_own_words_and_numbers_in_the_catalogue() -> None:
    edits = (
        r.CatalogueEdit("questions", "J1", "text", "What counts for them?"),
        r.CatalogueEdit("questions", "mine", "section", "I"),
        r.CatalogueEdit("questions", "mine", "text", "What would you do?"),
        r.CatalogueEdit("engagement_types", "walk", "label", "A walk"),
        r.CatalogueEdit("engagement_types", "walk", "informs", "important trends"),
        r.CatalogueEdit("engagement_types", "seek_input", "effort", "a lot"),
        r.CatalogueEdit("fit", "turn_around", "walk", "3"),
    )
    own = catalogue_of(catalogue(), edits)
    assert own.questions["J1"].text == "What counts for them?"
    assert own.section("I")[-1].text == "What would you do?"
    assert own.engagement_types["walk"].informs == ("important", "trends")
    assert own.engagement_types["seek_input"].effort == 1
    assert own.fits("turn_around", "walk") == 3
    assert CATALOGUE.fits("turn_around", "walk") == 0
    assert "walk" in {s.type.id for s in suggestions(about(), own)}
