"""A workshop's dates, state, order of asking, themes and consent."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain import records as r
from desktop.domain import workshop_themes as themes_
from desktop.domain.consent import repeats, withheld
from desktop.domain.dates import days_after
from desktop.domain.workshop import STATES, may_be_confirmed, room_of, without_host
from desktop.domain.workshop_dates import (
    STEPS,
    follow_up_day,
    moved,
    moved_workshop,
    state_of,
    step_key,
    timeline,
)
from desktop.domain.workshop_people import Called, answer_of, asking_order, called, next_call, tellable, untold, won
from desktop.domain.workshop_themes import Flaw, flaw
from tests.report.papers import workshop as sample

ROOM = room_of(sample())
assert ROOM.workshop is not None
WORKSHOP = ROOM.workshop
DAYS = st.dates(date(2000, 1, 1), date(2090, 1, 1))


@given(DAYS)
def test_two_years_on_is_never_a_weekend(day: date) -> None:
    assert follow_up_day(day).weekday() < 5
    assert 729 <= (follow_up_day(day) - day).days <= 733


def test_the_sample_s_own_follow_up_follows() -> None:
    assert follow_up_day(date(2025, 11, 13)) == date(2027, 11, 15)


@given(DAYS, DAYS)
def test_a_timeline_moved_is_the_one_of_the_new_day(before: date, after: date) -> None:
    assert moved(timeline(before), before, after) == timeline(after)


@given(DAYS, st.integers(-300, 300), st.integers(-40, 40))
def test_what_was_set_by_hand_moves_by_as_many_days_and_what_is_done_stays(day: date, by: int, own: int) -> None:
    first, second, *rest = timeline(day)
    by_hand = replace(second, date=days_after(date.fromisoformat(second.date), own or 1).isoformat())
    after = days_after(day, by)
    found = moved((replace(first, done=True), by_hand, *rest), day, after)
    assert found[0] == replace(first, done=True)
    assert (date.fromisoformat(found[1].date) - date.fromisoformat(by_hand.date)).days == by


def test_the_first_day_makes_the_timeline_and_no_day_leaves_what_was_done() -> None:
    bare = replace(WORKSHOP, date=None, timeline=(), follow_up=None, evaluation=None)
    made = moved_workshop(bare, date(2026, 6, 4))
    assert made["timeline"] == timeline(date(2026, 6, 4))
    kept = moved_workshop(WORKSHOP, None)["timeline"]
    assert isinstance(kept, tuple)
    assert all(step.done for step in kept)


def test_the_state_is_that_of_the_sample_and_goes_back_with_what_is_unticked() -> None:
    assert state_of(WORKSHOP) == WORKSHOP.state == "evaluated"
    none = tuple(replace(step, done=False) for step in WORKSHOP.timeline)
    assert state_of(replace(WORKSHOP, timeline=none, evaluation=None)) == "convening"
    assert state_of(replace(WORKSHOP, timeline=(), convenor_log=(), participants=(), evaluation=None)) == "idea"
    assert state_of(replace(WORKSHOP, state="closed")) == "closed"


def test_every_state_but_the_first_and_the_last_is_reached_by_the_timeline() -> None:
    steps = timeline(date(2026, 6, 4))
    bare = replace(WORKSHOP, timeline=(), convenor_log=(), participants=(), interviews=(), evaluation=None)
    seen = [
        state_of(replace(bare, timeline=steps[:n] and tuple(replace(s, done=True) for s in steps[:n])))
        for n in range(12)
    ]
    assert list(dict.fromkeys(seen)) == list(STATES[:-1])


def test_all_nine_say_yes_is_the_step_of_all() -> None:
    assert step_key("all nine say yes") == step_key(STEPS["confirmed"][0]) == "confirmed"
    assert step_key("a step of my own") == "a step of my own"


def test_both_sides_need_a_host() -> None:
    assert may_be_confirmed(ROOM)
    guests = tuple(replace(p, role="leader") for p in WORKSHOP.participants)
    hostless = replace(ROOM, workshop=replace(WORKSHOP, participants=guests))
    assert [each.label for each in without_host(hostless)] == ["Brindlemere Water", "Marrowsea Lands Authority"]
    assert not may_be_confirmed(hostless)
    assert not may_be_confirmed(replace(ROOM, workshop=replace(WORKSHOP, date=None)))


def test_those_whose_word_counts_are_asked_first_unless_the_order_was_set() -> None:
    first, *others = WORKSHOP.participants
    heeding = tuple(replace(p, heeds=others[-1].person) for p in (first, *others[:2])) + tuple(others[2:])
    room = replace(ROOM, workshop=replace(WORKSHOP, participants=heeding))
    assert asking_order(room)[0].person == others[-1].person
    turned = replace(
        room, workshop=replace(WORKSHOP, participants=(*heeding[:3], replace(heeding[3], turn=1), *heeding[4:]))
    )
    assert asking_order(turned)[0].person == heeding[3].person


def test_the_latest_answer_counts() -> None:
    assert won(ROOM) == 9
    person = next(entry.person for entry in WORKSHOP.convenor_log if entry.answer == "no")
    assert answer_of(WORKSHOP, person) == "yes"
    later = r.ConvenorEntry(person, "2025-11-01", "no", "")
    assert answer_of(replace(WORKSHOP, convenor_log=(*WORKSHOP.convenor_log, later)), person) == "no"
    assert answer_of(WORKSHOP, -1) == ""


def test_the_next_call_is_the_earliest_appointment_then_who_was_tried_least() -> None:
    people = [p.person for p in WORKSHOP.participants]

    def open_(person: int, **said: object) -> r.Interview:
        return replace(r.Interview(person, (), None, None, {}, {}), **said)  # pyright: ignore[reportArgumentType]

    tried = open_(people[0], attempts=("2025-10-27",))
    room = replace(ROOM, workshop=replace(WORKSHOP, interviews=(tried, *WORKSHOP.interviews[2:])))
    following = next_call(room)
    assert following is not None
    assert following.person == people[1], "never tried"
    fixed = open_(people[0], attempts=("2025-10-27",), appointment="2025-10-30T10:00")
    room = replace(ROOM, workshop=replace(WORKSHOP, interviews=(fixed, *WORKSHOP.interviews[2:])))
    following = next_call(room)
    assert following is not None
    assert following.person == people[0]
    assert [called(each) for each in (None, tried, fixed)] == [Called.OPEN, Called.TRIED, Called.FIXED]
    assert next_call(ROOM) is None


def test_only_what_may_be_told_comes_to_the_themes() -> None:
    told = tellable(WORKSHOP.interviews)
    assert len(told) + untold(WORKSHOP.interviews) == sum(len(each.answers) for each in WORKSHOP.interviews)
    assert "Please stop me when I start to explain the programme." not in {each.text for each in told}
    assert [each.question for each in told] == sorted(each.question for each in told)


def test_phrases_follow_their_theme() -> None:
    phrase = r.Phrase(1, "A4", "tell each other bad news", None)
    themes = themes_.added(themes_.marked(themes_.marked(r.Themes((), ()), phrase), phrase), "hopes", "news")
    assert themes.phrases == (phrase,)
    under = themes_.gathered(themes, phrase, "news")
    renamed = themes_.reworded(under, "hopes", "news", "honest news")
    assert (renamed.hopes, renamed.phrases[0].theme) == (("honest news",), "honest news")
    gone = themes_.reworded(renamed, "hopes", "honest news", "")
    assert (gone.hopes, gone.phrases[0].theme) == ((), None)
    assert themes_.unmarked(gone, gone.phrases[0]).phrases == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("early honest news", None),
        ("We fear that it becomes a contract negotiation with flipcharts", Flaw.OWN_WORDS),
        ("BEING the only operations voice!", Flaw.OWN_WORDS),
        ("what Tamsin wants", Flaw.NAME),
        ("Caradoc asked, and he has never wasted a day of mine.", None),
    ],
)
def test_a_theme_is_neither_somebody_s_words_nor_a_name(text: str, found: Flaw | None) -> None:
    """The last was said with consent to be quoted; Caradoc does not take part."""
    assert flaw(text, ROOM) is found


def test_short_sayings_are_nobody_s_and_long_ones_are_found_inside() -> None:
    said = withheld(WORKSHOP)
    assert "Caradoc asked, and he has never wasted a day of mine." not in said
    assert not repeats("old scores", ("old scores",))
    assert repeats("One story for both boards", ("One story for both boards.",))
    assert not repeats("One story for both", ("One story for both boards.",))
