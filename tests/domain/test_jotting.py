"""A conversation noted in one line: what is understood, and that nothing typed is lost."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.jotting import Doubt, Due, Jotting, Known, read_line
from desktop.domain.names import fold
from desktop.domain.typed_days import read_day
from desktop.typed_words import vocabulary
from desktop.words import speaking

MONDAY = date(2026, 3, 2)
WORDS = vocabulary()

NAMES = (
    "Rosalind Achterberg", "Emrys Vaughan", "Teona Beridze", "Callum Frith", "田中美咲", "Łukasz Żak", "Anna Berg",
    "Anna Lind", "Maja Andersson", "May Whitlock", "Ann-Marie Sol", "Дарія Коваль", "أمينة",
)  # fmt: skip
PEOPLE = tuple(Known(n, name) for n, name in enumerate(NAMES, 1))


def look_up(text: str) -> Sequence[Known]:
    words = fold(text).split()
    return [who for who in PEOPLE if words and all(word in fold(who.name) for word in words)]


def read(text: str, on: date = MONDAY) -> Jotting:
    return read_line(text, on, look_up, WORDS)


def names(found: Jotting) -> list[str]:
    return [who.name.split()[0] for who in found.people]


def test_the_line_of_twenty_seconds() -> None:
    found = read("Rosalind, phone, engineer by Fri")
    assert names(found) == ["Rosalind"]
    assert (found.day, found.channel) == (MONDAY, "phone")
    assert found.promises == (Due("engineer", date(2026, 3, 6)),)
    assert (found.summary, found.unclear) == ("", ())


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Rosalind and Emrys, phone", ["Rosalind", "Emrys"]),
        ("Rosalind, Emrys, Teona, meeting", ["Rosalind", "Emrys", "Teona"]),
        ("Rosalind & Emrys + Teona", ["Rosalind", "Emrys", "Teona"]),
        ("with Rosalind", ["Rosalind"]),
        ("rosa", ["Rosalind"]),
        ("美咲, 電話", ["田中美咲"]),
        ("田中、Rosalind, phone", ["田中美咲", "Rosalind"]),
        ("lukasz zak", ["Łukasz"]),
        ("коваль, phone", ["Дарія"]),
        ("أمينة، phone", ["أمينة"]),
        ("Anna Lind", ["Anna"]),
        ("marie", ["Ann-Marie"]),
        ("Rosalind Rosalind", ["Rosalind"]),
        ("phone, Rosalind, yesterday", ["Rosalind"]),
        ("Rosalind by phone yesterday", ["Rosalind"]),
    ],
)
def test_who(text: str, who: list[str]) -> None:
    found = read(text)
    assert names(found) == who
    assert not found.unclear


@pytest.mark.parametrize(
    "text", ["Rosalind and Bob, phone", "Bob and Rosalind", "Rosalind & Bob Stone, phone, all well"]
)
def test_somebody_known_stays_beside_somebody_who_is_not(text: str) -> None:
    found = read(text)
    assert names(found) == ["Rosalind"]
    (doubt,) = found.unclear
    assert doubt.doubt is Doubt.UNKNOWN
    assert doubt.text.startswith("Bob")
    assert "Bob" in found.summary, "nothing typed is lost"


def test_a_sentence_with_and_is_no_second_name() -> None:
    found = read("Rosalind and the engineer looked at it")
    assert (names(found), found.unclear) == (["Rosalind"], ())
    assert found.summary == "and the engineer looked at it"


@pytest.mark.parametrize(
    ("said", "theirs"),
    [
        ("costs by Friday they said", Due("costs", date(2026, 3, 6))),
        ("the figures by 31 Feb she promised", Due("the figures by 31 Feb", None)),
    ],
)
def test_what_they_said_at_the_end_is_theirs(said: str, theirs: Due) -> None:
    found = read(f"Rosalind, {said}")
    assert (found.promises, found.theirs) == ((), (theirs,))


def test_a_name_that_several_have_is_asked_about() -> None:
    found = read("Anna, phone")
    assert found.people == ()
    (doubt,) = found.unclear
    assert doubt.doubt is Doubt.SEVERAL
    assert [who.name for who in doubt.candidates] == ["Anna Berg", "Anna Lind"]
    assert found.summary == "Anna"


def test_a_name_that_nobody_has_stays_in_the_summary() -> None:
    found = read("Rosamunde, phone, engineer by Fri")
    assert found.unclear[0].doubt is Doubt.UNKNOWN
    assert (found.summary, found.channel) == ("Rosamunde", "phone")


@pytest.mark.parametrize("text", ["", " , ,", "phone", "yesterday, engineer by Fri"])
def test_nobody_is_named(text: str) -> None:
    assert read(text).unclear[0].doubt is Doubt.NOBODY


def test_words_that_are_part_of_a_name_name_nobody_later_on() -> None:
    assert names(read("Rosalind, call")) == ["Rosalind"]
    assert read("Rosalind, call").channel == "phone"
    found = read("Rosalind, the budget, Emrys")
    assert names(found) == ["Rosalind"]
    assert found.summary == "the budget, Emrys"


def test_a_sentence_after_the_name_is_what_was_said() -> None:
    found = read("Rosalind liked the plan")
    assert (names(found), found.summary) == (["Rosalind"], "liked the plan")


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("today", date(2026, 3, 2)),
        ("yesterday", date(2026, 3, 1)),
        ("Mon", date(2026, 3, 2)),
        ("on Tuesday", date(2026, 2, 24)),
        ("last Sun", date(2026, 3, 1)),
        ("13/3", date(2025, 3, 13)),
        ("2/3", date(2026, 3, 2)),
        ("28.2.", date(2026, 2, 28)),
        ("2 Feb", date(2026, 2, 2)),
        ("Feb 2nd", date(2026, 2, 2)),
        ("2nd of February 2025", date(2025, 2, 2)),
        ("29 Feb", date(2024, 2, 29)),
        ("2026-02-03", date(2026, 2, 3)),
        ("3.2.26", date(2026, 2, 3)),
    ],
)
def test_when(said: str, day: date) -> None:
    found = read(f"Rosalind, {said}, the budget")
    assert (found.day, found.summary, found.unclear) == (day, "the budget", ())


def test_where_the_month_comes_first() -> None:
    words = vocabulary(month_first=True)
    assert read_day("2/13", MONDAY, words) == date(2026, 2, 13)
    assert read_day("13/2", MONDAY, words) is None


def test_a_day_to_come_is_no_day_of_a_conversation() -> None:
    found = read("Rosalind, 2026-05-01")
    assert found.day == MONDAY
    assert found.unclear[0].doubt is Doubt.AHEAD
    assert found.summary == "2026-05-01"


@pytest.mark.parametrize(
    ("said", "due"),
    [
        ("by Fri", date(2026, 3, 6)),
        ("by Mon", date(2026, 3, 9)),
        ("by today", date(2026, 3, 2)),
        ("by tomorrow", date(2026, 3, 3)),
        ("by 9 March", date(2026, 3, 9)),
        ("by March 9th", date(2026, 3, 9)),
        ("by 1/3", date(2027, 3, 1)),
        ("until 2026-04-01", date(2026, 4, 1)),
        ("before the 9th of March", date(2026, 3, 9)),
        ("by 29 Feb", date(2028, 2, 29)),
    ],
)
def test_promises_look_ahead(said: str, due: date) -> None:
    assert read(f"Rosalind, send the engineer {said}").promises == (Due("send the engineer", due),)


def test_several_promises_and_what_was_said() -> None:
    found = read("Rosalind, phone, calmer than last week, engineer by Fri, the data, by 9 March, promised a note")
    assert found.promises == (
        Due("engineer", date(2026, 3, 6)),
        Due("the data", date(2026, 3, 9)),
        Due("a note", None),
    )
    assert found.summary == "calmer than last week"


def test_by_is_a_common_word_too() -> None:
    found = read("Rosalind, surprised by the data")
    assert (found.promises, found.summary, found.unclear) == ((), "surprised by the data", ())
    assert read("Rosalind, by phone").channel == "phone"


@pytest.mark.parametrize("day", ["31 Feb", "31st of Feb", "31/2"])
def test_a_promise_whose_day_is_none_keeps_what_was_promised(day: str) -> None:
    found = read(f"Rosalind, engineer by {day}")
    assert found.promises == (Due(f"engineer by {day}", None),)
    assert [(each.doubt, each.text) for each in found.unclear] == [(Doubt.DAY, day)]


@pytest.mark.parametrize(
    ("said", "channel"),
    [("phone", "phone"), ("video call", "video"), ("over lunch", "lunch"), ("by email", "email"), ("e-mail", "email"),
     ("met", "meeting"), ("on the phone", "phone"), ("site visit", "site"), ("carrier pigeon", None)],
)  # fmt: skip
def test_how(said: str, channel: str | None) -> None:
    assert read(f"Rosalind, {said}").channel == channel


def test_days_and_channels_behind_the_name() -> None:
    found = read("Rosalind phone yesterday, engineer by Fri")
    assert (names(found), found.channel, found.day) == (["Rosalind"], "phone", date(2026, 3, 1))


@given(st.text(max_size=80), st.dates(date(1, 1, 1), date(9999, 12, 31)))
def test_any_text_on_any_day_is_read(text: str, on: date) -> None:
    found = read(text, on)
    assert found.day <= on
    assert all(each.due is None or each.due >= date.min for each in found.promises)
    assert len(found.people) == len(set(found.people))


_SAID = st.lists(st.sampled_from(["engineer", "the budget", "data", "surprised by", "calm"]), min_size=1, max_size=3)


@given(st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=3, unique=True), _SAID, st.integers(1, 400))
def test_what_is_written_plainly_is_understood(people: list[Known], said: list[str], days: int) -> None:
    due = MONDAY + timedelta(days=days)
    text = ", ".join([who.name for who in people] + ["phone", *said, f"report by {due.isoformat()}"])
    found = read(text)
    assert list(found.people) == people
    assert (found.channel, found.summary) == ("phone", ", ".join(said))
    assert found.promises == (Due("report", due),)


_PARTS = (
    "Rosalind", "Anna", "Zz", "phone", "yesterday", "engineer by Fri", "x by 31 Feb", "the budget", "and", "by", "2/3",
    "2030-01-01", "Emrys and Teona", "they send engineer by Fri",
)  # fmt: skip


@given(st.lists(st.sampled_from(_PARTS), max_size=6))
def test_no_word_that_was_said_is_lost(parts: list[str]) -> None:
    found = read(", ".join(parts))
    kept = " ".join([found.summary, *(each.text for each in found.theirs), *(each.text for each in found.promises)])
    for word in ("Zz", "budget", "engineer", "x", "Anna"):
        if any(word in part.split() for part in parts):
            assert word in kept.split() or f"{word}," in kept.split()


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.booleans())
def test_a_day_written_out_is_that_day(day: date, on: date, ahead: bool) -> None:
    for said in (day.isoformat(), f"{day:%d/%m/%Y}", f"{day.day} {day:%B} {day.year}"):
        assert read_day(said, on, WORDS, ahead=ahead) == day


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.sampled_from(["Mon", "tue", "WED", "Thurs", "friday", "Sat"]))
def test_weekdays_are_within_a_week(on: date, said: str) -> None:
    back, ahead = read_day(said, on, WORDS), read_day(said, on, WORDS, ahead=True)
    assert back is not None
    assert ahead is not None
    assert 0 <= (on - back).days < 7
    assert (ahead - back).days == 7


@pytest.mark.parametrize(
    ("said", "day"),
    [("next week", date(2026, 3, 9)), ("in two weeks", date(2026, 3, 16)), ("in 3 days", date(2026, 3, 5)),
     ("in a week", date(2026, 3, 9)), ("next Fri", date(2026, 3, 13)), ("tomorrow", date(2026, 3, 3)),
     ("3 days ago", date(2026, 2, 27))],
)  # fmt: skip
def test_days_near_by(said: str, day: date) -> None:
    assert read_day(said, MONDAY, WORDS) == day


def test_next_week_is_a_day_to_promise_by() -> None:
    assert read("Rosalind, the data by next week").promises == (Due("the data", date(2026, 3, 9)),)


@pytest.mark.parametrize(
    ("line", "theirs"),
    [
        ("Rosalind, they send figures by Fri", Due("they send figures", date(2026, 3, 6))),
        ("Rosalind, she sends figures by next week", Due("she sends figures", date(2026, 3, 9))),
        ("Rosalind sends figures by Fri", Due("sends figures", date(2026, 3, 6))),
        ("Rosalind Achterberg promised figures", Due("promised figures", None)),
    ],
)
def test_what_they_promise_is_not_mine(line: str, theirs: Due) -> None:
    found = read(line)
    assert (names(found), found.promises, found.theirs) == (["Rosalind"], (), (theirs,))
    assert not found.unclear


def test_their_impossible_day_is_said() -> None:
    found = read("Rosalind, they send figures by 31 Feb")
    assert (found.promises, found.theirs) == ((), (Due("they send figures by 31 Feb", None),))
    assert [(each.doubt, each.text) for each in found.unclear] == [(Doubt.DAY, "31 Feb")]


@pytest.mark.parametrize(
    ("line", "channel"),
    [("Rosalind, tel.", "phone"), ("Rosalind tel.", "phone"), ("call with Rosalind", "phone"),
     ("video Rosalind", "video"), ("Rosalind, call about the budget", "phone"), ("Rosalind call about x", "phone"),
     ("Rosalind, call about the budget, video", "video")],
)  # fmt: skip
def test_channels_in_passing(line: str, channel: str) -> None:
    found = read(line)
    assert (names(found), found.channel) == (["Rosalind"], channel)
    assert not found.unclear


@pytest.mark.parametrize(
    ("language", "line", "channel", "day", "theirs"),
    [
        ("de", "Rosalind, Telefon, sie schickt die Zahlen bis Fr", "phone", MONDAY, "sie schickt die Zahlen"),
        ("de", "Rosalind, vor 3 Tagen, E-Mail", "email", date(2026, 2, 27), ""),
        ("fr", "Rosalind, téléphone, elle envoie les chiffres pour ven", "phone", MONDAY, "elle envoie les chiffres"),
        ("fr", "Rosalind, il y a 3 jours, courriel", "email", date(2026, 2, 27), ""),
    ],
)
def test_the_line_in_the_language_of_the_screen(language: str, line: str, channel: str, day: date, theirs: str) -> None:
    with speaking(language):
        words = vocabulary()
    found = read_line(line, MONDAY, look_up, words)
    assert names(found) == ["Rosalind"]
    assert (found.channel, found.day) == (channel, day)
    assert [(due.text, due.due) for due in found.theirs] == ([(theirs, date(2026, 3, 6))] if theirs else [])
