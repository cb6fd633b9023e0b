"""What an import would do: who is created, completed, left as they are, and why."""

import json
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.job import run
from desktop.exchange.drafts import FIELDS, Draft, Row, Trouble, Value, contact_values
from desktop.exchange.persons import Known, name_key, organisation_key, phone_key, profile_key
from desktop.exchange.pipeline import PlannedRow, match, summary
from desktop.exchange.read import read
from desktop.exchange.reasons import Outcome, Reason
from tests.exchange.factory import cards, linkedin_csv

DATA = Path(__file__).parent.parent / "data"


def draft(name: str, row: int = 1, **said: Value) -> Draft:
    return Draft(row=row, name=name, **said)  # pyright: ignore[reportArgumentType]


def told(rows: Sequence[PlannedRow]) -> list[tuple[str, Outcome, Reason]]:
    return [(row.name, row.outcome, row.reason) for row in rows]


def applied(existing: Sequence[Known], rows: Sequence[PlannedRow]) -> list[Known]:
    """The people of the plan after the rows were taken in, as whoever writes them does it."""
    people: dict[int, dict[str, object]] = {
        known.id: {name: getattr(known, name) for name in FIELDS} for known in existing
    }
    created: dict[int, int] = {}
    for index, row in enumerate(rows):
        if row.outcome is Outcome.CREATE:
            created[index] = max(people, default=0) + 1
            people[created[index]] = dict(row.fills)
        elif row.outcome is Outcome.MERGE:
            target = row.person if row.person is not None else created[row.into if row.into is not None else -1]
            for name, value in row.fills:
                before = people[target].get(name)
                grew = isinstance(before, tuple) and isinstance(value, tuple) and value[: len(before)] == before
                assert not before or grew, "nothing is overwritten"
                people[target][name] = value
        else:
            assert not row.fills
    return [Known(id=id, **values) for id, values in people.items()]  # pyright: ignore[reportArgumentType]


def rows_of(*names: str) -> list[Row]:
    return [row for name in names for row in run(read(DATA / name)).rows]


def test_into_an_empty_plan() -> None:
    rows = run(match([draft("Wren Zubiri", emails=("w@x.example",)), Trouble(2, "", Outcome.SKIP, Reason.BLANK)], ()))
    assert told(rows) == [("Wren Zubiri", Outcome.CREATE, Reason.NONE), ("", Outcome.SKIP, Reason.BLANK)]
    assert rows[0].fills == (("name", "Wren Zubiri"), ("email", "w@x.example"))
    assert (rows[0].person, rows[0].into) == (None, None)


@pytest.mark.parametrize(
    ("known", "new", "reason"),
    [
        (Known(id=7, name="W. Z.", extra=("UID:1-2",)), draft("Wren Zubiri", uid="1-2", role="Nurse"), Reason.SAME_UID),
        (
            Known(id=7, name="Wren Zubiri", urls=("https://www.linkedin.com/in/wren-z/",), organisation="Weir"),
            draft("Wren Mbatha", urls=("http://uk.linkedin.com/in/Wren-Z?trk=x",), organisation="Lode", role="Nurse"),
            Reason.SAME_PROFILE,
        ),
        (
            Known(id=7, name="Wren Zubiri", email="Wren@X.example"),
            draft("Wren Mbatha", emails=("wren@x.example",), role="Nurse"),
            Reason.SAME_EMAIL,
        ),
        (
            Known(id=7, name="Wren Zubiri", email="w@y.example", extra=("EMAIL;TYPE=home:wren@x.example",)),
            draft("Wren", emails=("wren@x.example",), role="Nurse"),
            Reason.SAME_EMAIL,
        ),
        (
            Known(id=7, name="田中美咲", email="m@x.example"),
            draft("Misaki Tanaka", emails=("m@x.example",), role="Nurse"),
            Reason.SAME_EMAIL,
        ),
        (
            Known(id=7, name="Wren Zubiri", phone="+44 (0)1632 960123", organisation="Weir"),
            draft("wren zubiri", phones=("01632 960123",), role="Nurse"),
            Reason.SAME_NAME_AND_PHONE,
        ),
        (
            Known(id=7, name="Łukasz Żak", organisation="Weir Works Ltd."),
            draft("Lukasz Zak", organisation="WEIR WORKS", role="Nurse"),
            Reason.SAME_NAME_AND_ORGANISATION,
        ),
        (
            Known(id=7, name="田中 美咲", name_latin="Misaki Tanaka", organisation="横浜水道"),
            draft("田中美咲", organisation="横浜水道", role="Nurse"),
            Reason.SAME_NAME_AND_ORGANISATION,
        ),
        (
            Known(id=7, name="Wren Zubiri", organisation="Weir"),
            draft("Dr. Wren Zubiri", organisation="Weir", extra=("N:Zubiri;Wren;;Dr.;",), role="Nurse"),
            Reason.SAME_NAME_AND_ORGANISATION,
        ),
        (Known(id=7, name="Wren Zubiri"), draft("Zubiri, Wren", organisation="Weir", role="Nurse"), Reason.SAME_NAME),
        (Known(id=7, name="Wren Zubiri", organisation="Weir"), draft("Wren Zubiri", role="Nurse"), Reason.SAME_NAME),
    ],
)
def test_the_same_person(known: Known, new: Draft, reason: Reason) -> None:
    (row,) = run(match([new], [known]))
    assert (row.outcome, row.reason, row.person) == (Outcome.MERGE, reason, 7)
    assert ("role", "Nurse") in row.fills


@pytest.mark.parametrize(
    ("known", "new", "reason"),
    [
        (Known(id=7, name="Wren Zubiri", organisation="Weir"), draft("Wren Zubiri", organisation="Lode"), Reason.NONE),
        (
            Known(id=7, name="Wren Zubiri", organisation="Weir", urls=("linkedin.com/in/wren-1",)),
            draft("Wren Zubiri", organisation="Weir", urls=("https://www.linkedin.com/in/wren-2",)),
            Reason.NAMESAKE,
        ),
        (
            Known(id=7, name="Wren Zubiri", organisation="Weir", email="w@weir.example"),
            draft("Wren Zubiri", emails=("w@home.example",)),
            Reason.NAMESAKE,
        ),
        (
            Known(id=7, name="Wren Zubiri", email="team@x.example"),
            draft("Nils Mbatha", emails=("team@x.example",)),
            Reason.SHARED_EMAIL,
        ),
        (
            Known(id=7, name="Wren", phone="600 000 001"),
            draft("Wren", phones=("600 000 002",)),
            Reason.NAMESAKE,
        ),
        (Known(id=7, name="Wren Zubiri"), draft("Wren Mbatha"), Reason.NONE),
    ],
)
def test_two_people(known: Known, new: Draft, reason: Reason) -> None:
    (row,) = run(match([new], [known]))
    assert (row.outcome, row.reason, row.person) == (Outcome.CREATE, reason, None)
    again = run(match([new], applied([known], [row])))
    assert [row.outcome for row in again] == [Outcome.SKIP]


def test_two_of_a_name_are_not_taken_for_one_typed_from_memory() -> None:
    known = [Known(id=1, name="Wren Zubiri")]
    both = [draft("Wren Zubiri", organisation="Weir"), draft("Wren Zubiri", organisation="Lode")]
    rows = run(match(both, known))
    assert told(rows) == [("Wren Zubiri", Outcome.CREATE, Reason.NAMESAKE)] * 2
    assert [row.outcome for row in run(match(both, applied(known, rows)))] == [Outcome.SKIP] * 2


def test_two_cards_with_uids_of_their_own_are_two_people() -> None:
    both = [draft("Wren Zubiri", uid="u1"), draft("Wren Zubiri", uid="u2", role="Nurse")]
    both += [draft("Nils Mbatha", organisation="Weir", uid="u3"), draft("Nils Mbatha", organisation="Weir", uid="u4")]
    rows = run(match(both, ()))
    assert [(row.outcome, row.reason) for row in rows] == [
        (Outcome.CREATE, Reason.NONE),
        (Outcome.CREATE, Reason.NAMESAKE),
    ] * 2
    assert [row.outcome for row in run(match(both, applied((), rows)))] == [Outcome.SKIP] * 4
    (later,) = run(match(both[1:2], [Known(id=1, name="Wren Zubiri", extra=("UID:u1",))]))
    assert (later.outcome, later.reason) == (Outcome.CREATE, Reason.NAMESAKE)


def test_a_bare_name_joins_no_two_rows_of_one_import() -> None:
    members: list[Row] = [draft("Restricted Member", known_since=f"20{n:02}") for n in range(30)]
    members += [draft("Restricted Member", organisation="Weir"), draft("Restricted Member", note="Met once.")]
    rows = run(match([*members, members[3]], ()))
    assert [row.outcome for row in rows] == [Outcome.CREATE] * 32 + [Outcome.SKIP]
    assert [row.reason for row in rows] == [Reason.NONE] + [Reason.NAMESAKE] * 31 + [Reason.TWICE]
    assert {row.outcome for row in run(match(members, applied((), rows)))} == {Outcome.SKIP}
    known = [Known(id=1, name="Restricted Member")]
    rows = run(match(members[:2], known))
    assert [row.outcome for row in rows] == [Outcome.CREATE] * 2
    mixed = [draft("Wren", organisation="Weir"), draft("Wren", role="Nurse")]
    rows = run(match(mixed, [Known(id=1, name="Wren")]))
    assert [row.outcome for row in rows] == [Outcome.MERGE, Outcome.CREATE]
    assert {row.outcome for row in run(match(mixed, applied([Known(id=1, name="Wren")], rows)))} == {Outcome.SKIP}


def test_two_pages_of_one_name_and_organisation_are_two_people() -> None:
    known = [Known(id=1, name="Wren Zubiri", organisation="Weir")]
    pages = [
        draft("Wren Zubiri", organisation="Weir", urls=(f"https://www.linkedin.com/in/wren-{i}",)) for i in range(2)
    ]
    rows = run(match(pages, known))
    assert [row.outcome for row in rows] == [Outcome.CREATE] * 2
    one = run(match(pages[:1], known))
    assert (one[0].outcome, one[0].person) == (Outcome.MERGE, 1)
    assert [row.outcome for row in run(match(pages, applied(known, one)))] == [Outcome.SKIP, Outcome.CREATE]


def test_the_owner_is_not_imported() -> None:
    known = [Known(id=1, name="Wren Zubiri", email="w@x.example", owner=True)]
    (row,) = run(match([draft("Wren Zubiri", emails=("w@x.example",), role="Nurse")], known))
    assert (row.outcome, row.reason) == (Outcome.SKIP, Reason.YOURSELF)


def test_merging_fills_and_grows_and_overwrites_nothing() -> None:
    known = Known(
        id=3,
        name="Wren Zubiri",
        role="Engineer",
        email="w@x.example",
        phone="01632 960123",
        urls=("https://www.linkedin.com/in/wren-z",),
        tags=("mine",),
        extra=("BDAY:1980-01-01", "item1.URL:https://a.example", "item1.X-ABLabel:Blog"),
    )
    new = draft(
        "Wren Zubiri",
        role="Director",
        organisation="Weir",
        emails=("W@x.example", "wren@home.example"),
        phones=("+44 1632 960123", "+44 1632 960999"),
        urls=("http://linkedin.com/in/wren-z/", "https://wren.example"),
        note="Knows pumps.",
        tags=("theirs",),
        extra=("BDAY:1999-09-09", "ANNIVERSARY:2001-01-01", "item1.X-ABDATE:2001", "item1.X-ABLabel:First"),
        uid="u-1",
    )
    (row,) = run(match([new], [known]))
    assert (row.outcome, row.reason) == (Outcome.MERGE, Reason.SAME_PROFILE)
    assert row.fills == (
        ("organisation", "Weir"),
        ("urls", ("https://www.linkedin.com/in/wren-z", "https://wren.example")),
        ("note", "Knows pumps."),
        (
            "extra",
            (*known.extra, "ANNIVERSARY:2001-01-01", "EMAIL:wren@home.example", "TEL:+44 1632 960999", "UID:u-1"),
        ),
    )
    (again,) = run(match([new], applied([known], [row])))
    assert (again.outcome, again.reason, again.fills) == (Outcome.SKIP, Reason.ALREADY_THERE, ())


def test_a_further_address_is_kept_when_another_is_there() -> None:
    known = [Known(id=1, name="Wren Zubiri", organisation="Weir", email="w@weir.example", phone="01632 960123")]
    new = [draft("Wren Zubiri", organisation="Weir", emails=("w@home.example",), phones=("01632 960124",))]
    rows = run(match(new, known))
    assert rows[0].fills == (("extra", ("EMAIL:w@home.example", "TEL:01632 960124")),)
    assert [row.outcome for row in run(match(new, applied(known, rows)))] == [Outcome.SKIP]


def test_the_same_person_in_two_files() -> None:
    rows = run(match(rows_of("linkedin-connections.csv", "iphone.vcf", "macos-contacts.vcf"), ()))
    by_name = [(row.name, row.outcome, row.reason, row.into) for row in rows if row.outcome is not Outcome.CREATE]
    assert ("Rosalind Thistlethwaite", Outcome.SKIP, Reason.TWICE, 0) in by_name
    assert ("Dr. Rosalind Maud Jane Thistlethwaite", Outcome.MERGE, Reason.SAME_PROFILE, 0) in by_name
    assert ("田中 美咲", Outcome.MERGE, Reason.SAME_NAME_AND_ORGANISATION, 3) in by_name
    assert ("Łukasz Kołodziej", Outcome.MERGE, Reason.SAME_EMAIL, 1) in by_name
    rosalind = next(known for known in applied((), rows) if known.name == "Rosalind Thistlethwaite")
    assert (rosalind.role, rosalind.phone) == ("Head of Asset Planning", "+44 1632 960201")


def test_a_second_import_creates_nobody() -> None:
    files = sorted(path.name for path in DATA.iterdir() if path.suffix in (".csv", ".vcf"))
    known = applied((), run(match(rows_of(*files), ())))
    again = run(match(rows_of(*files), known))
    assert {row.outcome for row in again} == {Outcome.SKIP, Outcome.FAIL}
    for name in files:
        assert not [row for row in run(match(rows_of(name), known)) if row.outcome in (Outcome.CREATE, Outcome.MERGE)]


def test_a_second_import_of_many_connections_creates_nobody(tmp_path: Path) -> None:
    path = tmp_path / "Connections.csv"
    path.write_bytes(linkedin_csv(3000))
    rows = run(match(run(read(path)).rows, ()))
    assert {row.outcome for row in rows} == {Outcome.CREATE}
    again = run(match(run(read(path)).rows, applied((), rows)))
    assert {(row.outcome, row.reason) for row in again} == {(Outcome.SKIP, Reason.ALREADY_THERE)}


names = ["Wren Zubiri", "WREN ZUBIRI", "Wren", "Nils Mbatha", "Mbatha, Nils", "田中美咲", "w@x.example", "..."]
addresses = ["w@x.example", "W@x.example", "n@x.example", "team@x.example"]
people = st.builds(
    draft,
    st.sampled_from(names),
    organisation=st.sampled_from(["", "Weir", "Weir Ltd", "Lode"]),
    role=st.sampled_from(["", "Nurse", "Engineer"]),
    emails=st.lists(st.sampled_from(addresses), max_size=2).map(tuple),
    phones=st.lists(st.sampled_from(["600000001", "+48 600 000 001", "600000002", "12"]), max_size=2).map(tuple),
    urls=st.lists(st.sampled_from(["linkedin.com/in/w", "www.linkedin.com/in/n/", "w.example"]), max_size=2).map(tuple),
    uid=st.sampled_from(["", "", "u1", "u2"]),
    extra=st.lists(st.sampled_from(["BDAY:1980", "item1.X-ABDATE:1", "N:Zubiri;Wren;;;"]), max_size=2).map(tuple),
)


@given(st.lists(people, max_size=8), st.lists(people, max_size=4))
def test_any_import_twice_creates_nobody_and_overwrites_nothing(drafts: list[Draft], before: list[Draft]) -> None:
    there = applied((), run(match(before, ())))
    rows = run(match(drafts, there))
    known = applied(there, rows)
    again = run(match(drafts, known))
    assert not [row for row in again if row.outcome is Outcome.CREATE]
    assert not [row for row in rows if row.into is not None and rows[row.into].outcome is not Outcome.CREATE]


def test_the_report() -> None:
    drafts = [
        draft("Wren", row=2),
        draft("Wren", row=3),
        Trouble(4, "", Outcome.SKIP, Reason.BLANK),
        Trouble(5, "N", Outcome.FAIL, Reason.TOO_LONG),
        draft("Nils", row=6, organisation="Weir"),
    ]
    report = summary(run(match(drafts, [Known(id=1, name="Nils")])))
    assert json.loads(json.dumps(report)) == {
        "created": 1,
        "merged": 1,
        "skipped": 2,
        "failed": 1,
        "rows": [
            {"row": 3, "name": "Wren", "outcome": "skipped", "reason": "twice"},
            {"row": 4, "name": "", "outcome": "skipped", "reason": "blank"},
            {"row": 5, "name": "N", "outcome": "failed", "reason": "too-long"},
            {"row": 6, "name": "Nils", "outcome": "merged", "reason": "same-name"},
        ],
    }


def test_matching_is_done_in_slices_and_can_be_left() -> None:
    drafts = [draft(f"Wren {i}") for i in range(500)]
    steps = list(match(drafts, [Known(id=i, name=f"Nils {i}") for i in range(500)]))
    assert steps == sorted(steps)
    assert steps[-1] == (1500, 1500)
    assert max(b - a for (a, _), (b, _) in pairwise(steps)) <= 25
    job = match(drafts, ())
    next(job)
    job.close()


def test_many_of_one_name_do_not_stand_in_each_others_way() -> None:
    same = [draft("Wren Zubiri", phones=(f"60{i:07}",), emails=("team@x.example",)) for i in range(5_000)]
    assert len(run(match(same, ()))) == 5_000
    one = [replace(same[i], urls=(f"linkedin.com/in/w{i}",), uid=f"u{i}") for i in range(5_000)]
    assert len(run(match(one, ()))) == 5_000
    pages = [draft("Wren Zubiri", organisation="Weir", urls=(f"linkedin.com/in/w{i}",)) for i in range(5_000)]
    assert {row.outcome for row in run(match(pages, ()))} == {Outcome.CREATE}


def test_further_ways_to_reach_somebody_are_kept_as_lines(tmp_path: Path) -> None:
    said = contact_values(draft("Wren", emails=("a@x.example", "b@x.example"), phones=("1", "2"), uid="u;1"))
    assert said["extra"] == ("EMAIL:b@x.example", "TEL:2", "UID:u\\;1")
    path = tmp_path / "people.vcf"
    path.write_bytes(cards("\n".join(("FN:Wren", "EMAIL:a@x.example", "TEL:1", *said["extra"]))))
    (back,) = run(read(path)).rows
    assert isinstance(back, Draft)
    assert contact_values(back) == said


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://www.linkedin.com/in/wren-z", "linkedin:wren-z"),
        ("http://uk.linkedin.com/in/Wren-Z/en?trk=x#top", "linkedin:wren-z"),
        ("linkedin.com/in/wren-z/", "linkedin:wren-z"),
        ("https://m.linkedin.com/m/in/%C5%82ukasz", "linkedin:lukasz"),
        ("https://www.linkedin.com/pub/wren-z/1/2b/3", "linkedin:wren-z/1/2b/3"),
        ("https://www.xing.com/profile/Wren_Z", "xing:wren_z"),
        ("https://www.linkedin.com/company/weir", ""),
        ("https://evil.example/linkedin.com/in/wren", ""),
        ("https://weir.example", ""),
        ("https://www.linkedin.com/in/", ""),
        ("", ""),
    ],
)
def test_profile_pages(url: str, key: str) -> None:
    assert profile_key(url) == key


def test_keys() -> None:
    assert name_key("Zubiri, Wren") == name_key("Wren  ZUBIRI") == "wren zubiri"
    assert name_key("Wren Zubiri, PhD, PMP") == "wren zubiri phd pmp"
    assert organisation_key("Müldenau GmbH") == organisation_key("MULDENAU")
    assert organisation_key("Co") == "co"
    assert phone_key("+44 (0)1632 960123") == phone_key("01632-960123") == "632960123"
    assert phone_key("+30-210-000-0001;ext=12") == phone_key("2100000001")
    assert phone_key("ext 12") == ""
