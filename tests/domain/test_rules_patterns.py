"""The anti-patterns of section 3, and R24: the program drafts, and sends nothing."""

from __future__ import annotations

import ast
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import desktop.domain
from desktop.domain import patterns
from desktop.domain import records as r
from desktop.domain.meetings import with_each
from desktop.domain.patterns import Case, all_cases, consults_after_deciding, private_words
from tests import sample
from tests.domain.generated import CATALOGUE, made_up

if TYPE_CHECKING:
    from desktop.domain.plan_values import PlanValues

ON = date(2026, 3, 2)
EMPTY = made_up(1, 0, 0, 0)


def person(key: int, tier: str | None = "acquaintance", **fields: object) -> r.Contact:
    return replace(r.Contact(key, f"c{key}", f"P{key}", tier=tier, organisation=2), **fields)  # type: ignore[arg-type]


def talk(
    key: int,
    day: str,
    *people: int,
    gave: str = "",
    received: str = "",
    two_way: bool = True,
    promises: tuple[r.Promise, ...] = (),
) -> r.Conversation:
    return r.Conversation(
        key, f"v{key}", people, day, None, "phone", None, "", None, (gave,) if gave else (),
        (received,) if received else (), promises, two_way,
    )  # fmt: skip


def plan(people: tuple[r.Contact, ...] = (), talks: tuple[r.Conversation, ...] = (), **more: object) -> PlanValues:
    contacts, conversations = {p.id: p for p in people}, {t.id: t for t in talks}
    return replace(EMPTY, contacts=contacts, conversations=conversations, **more)  # type: ignore[arg-type]


def found(values: PlanValues, pattern: str, on: date = ON) -> list[Case]:
    return [case for case in all_cases(values, on) if case.pattern == pattern]


def test_the_sample_has_its_two_lunches_and_nothing_else() -> None:
    values = sample.values()
    (case,) = all_cases(values, sample.DAY)
    assert case.pattern == "purposeless_lunch"
    assert [values.engagements[key].uid for key in case.engagements] == ["e01", "e02"]


def test_every_pattern_is_in_the_catalogue() -> None:
    named = {name for name in CATALOGUE.patterns if hasattr(patterns, name)}
    assert set(CATALOGUE.patterns) - named == {"decided_consultation"}  # asked of one plan to meet at a time


def test_purposeless_lunch_with_a_purpose_but_moved_twice() -> None:
    lunch = r.Engagement(1, "e1", None, "Lunch", "Talk", None, "planned", None, 2, None, (), (), recurring=True)
    assert found(plan(engagements={1: lunch}), "purposeless_lunch") == [Case("purposeless_lunch", engagements=(1,))]
    assert not found(plan(engagements={1: replace(lunch, moved=1)}), "purposeless_lunch")


@pytest.mark.parametrize(
    ("known_since", "first", "asks"),
    [
        (None, talk(1, "2026-02-10", 2, received="a contact"), True),
        ("2026-02", talk(1, "2026-02-10", 2, received="a contact"), True),
        ("2026-01", talk(1, "2026-02-10", 2, received="a contact"), False),
        ("2019", talk(1, "2026-02-10", 2, received="a contact"), False),
        (None, talk(1, "2026-02-10", 2, received="a contact", gave="a draft"), False),
        (None, talk(1, "2026-02-10", 2, received="x", promises=(r.Promise("a draft", None, None),)), False),
        (None, talk(1, "2026-02-10", 2), False),
        (None, talk(1, "2026-03-03", 2, received="a contact"), False),
    ],
)
def test_ask_on_first_contact(known_since: str | None, first: r.Conversation, asks: bool) -> None:
    values = plan((person(2, known_since=known_since),), (first,))
    assert bool(found(values, "ask_on_first_contact")) is asks


def test_ask_on_first_contact_looks_at_the_first_alone() -> None:
    talks = (talk(1, "2026-02-10", 2, received="x"), talk(2, "2026-02-09", 2, gave="y"))
    assert not found(plan((person(2),), talks), "ask_on_first_contact")
    assert not found(plan((person(2, tier=None),), talks[:1]), "ask_on_first_contact")


def test_broadcast_is_r16_for_each_person() -> None:
    share = r.Listening(0.7, "", None, None, "")
    talks = tuple(replace(talk(n, f"2026-02-0{n}", 2, 3), listening=share) for n in (1, 2))
    values = plan((person(2), person(3), person(4)), talks)
    assert [case.contacts for case in found(values, "broadcast")] == [(2,), (3,)]
    assert not found(plan((person(2),), talks[:1]), "broadcast")


@pytest.mark.parametrize(("day", "late"), [("2026-03-01", False), ("2026-03-02", False), ("2026-03-03", True)])
def test_decided_consultation_is_after_the_day_of_the_decision(day: str, late: bool) -> None:
    ask = r.Engagement(1, "e1", "seek_input", "", "p", None, "planned", day, 0, None, (), ())
    assert consults_after_deciding(ask, date(2026, 3, 2)) is late
    assert not consults_after_deciding(replace(ask, type="advice"), date(2026, 1, 1))
    assert not consults_after_deciding(ask, None)


def test_extraction_is_three_running_with_help_received_and_none_given() -> None:
    taking = tuple(talk(n, f"2026-02-0{n}", 2, received="help") for n in (2, 3, 4))
    assert found(plan((person(2),), taking), "extraction") == [
        Case("extraction", contacts=(2,), conversations=(2, 3, 4))
    ]
    assert not found(plan((person(2),), taking[:2]), "extraction")
    assert not found(plan((person(2),), (*taking, talk(5, "2026-02-05", 2, gave="x", received="y"))), "extraction")
    assert found(plan((person(2),), (*taking, talk(1, "2026-02-01", 2, gave="x"))), "extraction")
    assert found(plan((person(2),), (*taking, talk(5, "2026-02-05", 2, gave="x", two_way=False))), "extraction")


def critical(state: str = "active", topic: int | None = 1, stance: str = "critic") -> PlanValues:
    focal = r.FocalRelationship(1, "f1", 2, "strengthen", 1, None, topic, state, "", 30, None, "")
    critic, friend = person(2, stance={1: stance}, influence=2), person(3, "ally")
    return replace(plan((critic, friend)), focal_relationships={1: focal})


def with_talks(values: PlanValues, *talks: r.Conversation) -> PlanValues:
    return replace(values, conversations={t.id: t for t in talks})


def test_only_good_weather_is_more_than_four_in_five_with_friends_and_none_with_a_critic() -> None:
    friendly = tuple(talk(n, "2026-02-01", 3) for n in range(1, 5))
    four, other = with_talks(critical(), *friendly), talk(9, "2026-02-01", 4)
    (case,) = found(four, "only_good_weather")
    assert case.contacts == (2,)
    four = replace(four, contacts={**four.contacts, 4: person(4)})
    assert not found(with_talks(four, *friendly, other), "only_good_weather")  # exactly 80%
    assert found(with_talks(four, *friendly, talk(5, "2026-02-01", 3), other), "only_good_weather")
    assert not found(
        with_talks(four, *friendly, talk(5, "2026-02-01", 3), talk(9, "2026-02-01", 2)), "only_good_weather"
    )


@pytest.mark.parametrize(("back", "counts"), [(0, True), (89, True), (90, True), (91, False), (-1, False)])
def test_only_good_weather_looks_back_ninety_days(back: int, counts: bool) -> None:
    day = (ON - timedelta(days=back)).isoformat()
    assert bool(found(with_talks(critical(), talk(1, day, 3)), "only_good_weather")) is counts
    met = with_talks(critical(), talk(1, "2026-03-01", 3), talk(2, day, 2, 3))
    assert bool(found(met, "only_good_weather")) is not counts


def test_who_is_a_critic_among_the_key_relationships() -> None:
    assert [c.id for c in patterns.focal_critics(critical())] == [2]
    assert [c.id for c in patterns.focal_critics(critical(topic=None, stance="blocker"))] == [2]
    for other in (critical("paused"), critical(topic=2), critical(stance="neutral")):
        assert patterns.focal_critics(other) == ()


def test_detour_is_a_briefing_with_their_superior_in_a_month_without_them() -> None:
    brief = r.Engagement(1, "e1", "sponsor_brief", "", "p", None, "planned", "2026-03-31", 0, None, (), (5,))
    values = critical()
    values = replace(
        values,
        contacts={**values.contacts, 5: person(5, influence=4)},
        ties={1: r.Tie(1, 5, 2)},
        engagements={1: brief},
    )
    assert found(values, "detour") == [Case("detour", contacts=(2, 5), engagements=(1,))]
    assert not found(with_talks(values, talk(1, "2026-03-01", 2)), "detour")
    assert found(with_talks(values, talk(1, "2026-02-28", 2)), "detour")
    for otherwise in (
        replace(values, ties={}),
        replace(values, contacts={**values.contacts, 5: person(5, influence=2)}),
        replace(values, contacts={**values.contacts, 5: person(5, influence=4, organisation=3)}),
        replace(values, engagements={1: replace(brief, status="held")}),
        replace(values, engagements={1: replace(brief, type="advice")}),
        replace(values, engagements={1: replace(brief, contacts=(5, 2))}),
        replace(values, engagements={1: replace(brief, focals=(1,))}),
    ):
        assert not found(otherwise, "detour")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Going through a divorce; her health suffers.", ("divorce", "her health")),
        ("Husband knows the chair. husband!", ("husband",)),
        ("There is a rumour that he leaves.", ("rumour",)),
        ("Health and safety comes first; diagnostics of pumps.", ()),
        ("Christian wants the churchyard wall settled.", ()),
        ("Learning our news from others.", ()),
        ("", ()),
    ],
)
def test_surveillance_asks_about_words_of_private_life(text: str, words: tuple[str, ...]) -> None:
    assert private_words(text) == words
    insight = r.Insight(4, "n4", 1, None, text, 2, "heard", None, None)
    assert bool(found(plan(insights={4: insight}), "surveillance")) is bool(words)


@pytest.mark.parametrize(
    ("state", "broker", "target", "forced"),
    [
        ("introduced", "2026-01-01", None, True),
        ("conversation_held", None, "2026-01-01", True),
        ("introduced", "2026-01-01", "2026-01-02", False),
        ("broker_agreed", "2026-01-01", None, False),
    ],
)
def test_forced_introduction_is_without_both_consents(
    state: str, broker: str | None, target: str | None, forced: bool
) -> None:
    made = r.Introduction(3, "i3", 2, 3, (), "", "", state, None, broker, target)
    assert bool(found(plan(introductions={3: made}), "forced_introduction")) is forced


def test_people_waiting_are_no_case() -> None:
    talks = tuple(talk(n, f"2026-02-0{n}", 2, received="help") for n in (2, 3, 4))
    assert all_cases(plan((person(2, tier=None),), talks), ON) == ()
    assert with_each(talks, ON)


def test_r24_the_rules_can_send_and_open_nothing() -> None:
    """What plans mean is worked out from values alone: no network, no file, no process, no clock."""
    forbidden = {"socket", "ssl", "http", "urllib", "smtplib", "asyncio", "subprocess", "os", "pathlib", "io", "time"}
    folder = Path(desktop.domain.__file__).parent
    for path in folder.glob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        for node in ast.walk(tree):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names = [name for name in names if name != "urllib.parse"]  # texts alone: it reaches nothing
            assert not {name.split(".")[0] for name in names} & forbidden, path.name
            called = node.func if isinstance(node, ast.Call) else None
            assert not (isinstance(called, ast.Name) and called.id in ("open", "exec", "eval")), path.name
            assert not (isinstance(called, ast.Attribute) and called.attr in ("today", "now")), path.name
