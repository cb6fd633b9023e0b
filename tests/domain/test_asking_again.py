"""Who is called after the day, with which earlier words; who knows whom across; what the wall is handed."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from desktop.domain import records as r
from desktop.domain.across import When, across, at, without_any
from desktop.domain.asking_again import Round, answered, asked_to_keep, earlier_words, may_be_quoted, next_to_call
from desktop.domain.projected import projected
from desktop.domain.workshop import Room, room_of
from tests.report.papers import workshop
from tests.workshop_secrets import MARK, secret_document

if TYPE_CHECKING:
    from desktop.domain.plan_values import PlanValues

VALUES: PlanValues = workshop()
ROOM = room_of(VALUES)


def day(room: Room = ROOM) -> r.Workshop:
    assert room.workshop is not None
    return room.workshop


def key(uid: str) -> int:
    return next(key for key, each in VALUES.contacts.items() if each.uid == uid)


def test_who_was_not_reached_is_next_and_two_years_on_everybody_from_the_first() -> None:
    assert answered(ROOM, Round.WEEKS) == 8
    assert next_to_call(ROOM, Round.WEEKS) == key("c32")
    assert next_to_call(ROOM, Round.YEARS) == key("c00")
    assert next_to_call(ROOM, Round.YEARS, key("c00")) == key("c09")


def test_an_appointment_comes_first() -> None:
    later = r.FollowUp(None, "scheduled", (), (r.FollowUpCall(key("c33"), None, {}, appointment="2027-11-15T10:00"),))
    room = replace(ROOM, workshop=replace(day(), follow_up=later))
    assert next_to_call(room, Round.YEARS) == key("c33")


def test_earlier_words_are_the_persons_own_and_two_years_on_all_of_them() -> None:
    weeks = [each.question for each in earlier_words(day(), Round.WEEKS, key("c00"))]
    assert weeks == ["A2", "A4", "A6", "A8"]
    assert [e.question for e in earlier_words(day(), Round.YEARS, key("c00"))] == [*weeks, "G2"]
    assert earlier_words(day(), Round.WEEKS, 999) == ()


def test_only_what_may_be_quoted_is_a_quote() -> None:
    (quote,) = may_be_quoted(day())
    assert (quote.person, quote.consent) == (key("c11"), True)
    assert quote.text.startswith("Caradoc asked")


def test_consent_to_keep_is_counted() -> None:
    said = replace(day().interviews[0], consent_to_keep="yes")
    room = replace(ROOM, workshop=replace(day(), interviews=(said, *day().interviews[1:])))
    assert asked_to_keep(room) == (1, 0, 8)


def test_ties_across_are_counted_before_and_after_the_day() -> None:
    ties = {
        1: r.Tie(1, key("c00"), key("c32")),
        2: r.Tie(2, key("c11"), key("c33"), since="2025-11-13"),
        3: r.Tie(3, key("c00"), key("c11")),  # one side only
        4: r.Tie(4, key("c06"), key("c32")),  # takes no part
        5: r.Tie(5, key("c09"), key("c33"), since="2025"),  # that year
    }
    room = replace(ROOM, values=replace(VALUES, ties=ties))
    found = across(room)
    assert [each.tie.id for each in found] == [1, 2, 5]
    assert [each.tie.id for each in at(found, When.BEFORE)] == [1, 5]
    assert len(at(found, When.AFTER)) == 3
    assert key("c34") in without_any(room, found)
    assert key("c33") not in without_any(room, found)


def test_the_wall_is_handed_nothing_that_was_said_in_confidence() -> None:
    values = workshop(secret_document())
    assert MARK in repr(values)
    handed = repr(asdict(projected(room_of(values))))
    assert MARK not in handed
    assert "One gate" in handed
    assert projected(replace(ROOM, workshop=None)).agenda == ()
