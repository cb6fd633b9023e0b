"""Every format as its program writes it: who comes in, who knows whom, what is kept; a second time changes nothing."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from desktop.domain import records as r
from desktop.domain.job import run
from desktop.exchange import bring_in
from desktop.exchange.columns import Column, fingerprint, guess
from desktop.exchange.drafts import Draft, Format
from desktop.exchange.read import read, read_pasted
from desktop.exchange.reasons import Outcome, Problem, Reason, UnreadableFile
from desktop.exchange.sheet_people import Reading
from desktop.plan import document
from desktop.plan import read as plan_read
from desktop.plan.file import Plan
from tests.exchange.made_files import kumu_workbook, network_canvas, put, workbook, zipped

DATA = Path(__file__).parent.parent / "data"
TODAY = date(2026, 3, 2)


def people(load: bring_in.Load) -> list[Draft]:
    return [row for row in load.rows if isinstance(row, Draft)]


def loaded(path: Path) -> bring_in.Load:
    return run(bring_in.read_files([path]))


def taken(folder: Path, *paths: Path) -> tuple[dict[str, r.Contact], dict[frozenset[str], r.Tie], Any]:
    """Everybody and every tie after a plan took in these files, and again what a second time would do."""
    plan_path = folder / "p.rapport"
    Plan.create(plan_path, lambda plan: document.start(plan, "personal", "Tamsin"))
    with Plan.open(plan_path) as plan:
        run(bring_in.bring_in(plan, run(bring_in.read_files(paths)), on=TODAY))
        again = run(bring_in.bring_in(plan, run(bring_in.read_files(paths)), on=TODAY))
        people = plan_read.records(plan, r.Contact)
        ties = plan_read.records(plan, r.Tie)
        undoable = plan.undoable
        assert undoable is not None
        return (
            {each.name: each for each in people.values()},
            {frozenset((people[tie.a].name, people[tie.b].name)): tie for tie in ties.values()},
            again,
        )


@pytest.mark.parametrize(
    ("name", "form", "created", "ties"),
    [
        ("google.csv", Format.GOOGLE, 4, 0),
        ("google-older.csv", Format.GOOGLE, 2, 0),
        ("outlook.csv", Format.OUTLOOK, 3, 1),
        ("outlook-web.csv", Format.OUTLOOK, 2, 1),
        ("networkcanvas.graphml", Format.NETWORK_CANVAS, 3, 1),
        ("socnetv.graphml", Format.GRAPHML, 2, 1),
        ("gephi-1.3.gexf", Format.GEXF, 2, 1),
        ("gephi-1.2.gexf", Format.GEXF, 2, 1),
        ("kumu.json", Format.KUMU, 2, 1),
        ("monica.json", Format.MONICA, 2, 1),
    ],
)
def test_counts(tmp_path: Path, name: str, form: Format, created: int, ties: int) -> None:
    path = DATA / name
    assert run(read(path)).format is form
    found, tied, again = taken(tmp_path, path)
    assert (len(found) - 1, len(tied)) == (created, ties)
    assert again["created"] == again["merged"] == 0, again


def test_google(tmp_path: Path) -> None:
    rows = loaded(DATA / "google.csv").rows
    zuzanna, misaki, ada, office, nobody = rows
    assert isinstance(zuzanna, Draft)
    assert (zuzanna.name, zuzanna.organisation, zuzanna.role) == (
        "Zuzanna Dąbrowska",
        "Saltfen Works",
        "Head of Controls",
    )
    assert zuzanna.emails == ("zuzanna@saltfen.example", "zd@home.example", "z@old.example")
    assert zuzanna.phones == ("+48 600 000 001",), "a fax is no number at which somebody answers"
    assert zuzanna.tags == ("Steering",)
    assert zuzanna.note == "Met at the weir\nlikes facts"
    assert "BDAY:1980-04-03" in zuzanna.extra
    assert "ORG:Saltfen Works;Projects" in zuzanna.extra
    assert any(line.startswith("ADR:;;1 Weir Lane Brindlemere") for line in zuzanna.extra)
    assert isinstance(misaki, Draft)
    assert misaki.name == "田中美咲"
    assert isinstance(ada, Draft)
    assert ada.name == "Ada K. Prys Jr"
    assert isinstance(office, Draft)
    assert office.name == "office@weir.example"
    assert (nobody.outcome, nobody.reason) == (Outcome.FAIL, Reason.NO_NAME)  # pyright: ignore[reportAttributeAccessIssue]


def test_google_of_the_older_generation() -> None:
    load = loaded(DATA / "google-older.csv")
    first, second = people(load)
    assert load.files[0].encoding == "utf-16-le"
    assert first.emails == ("bk@northlode.example", "b.k@northlode.example")
    assert first.phones == ("+48 600 111 222", "+48 600 111 333")
    assert (first.tags, first.role) == (("Friends",), "Engineer")
    assert second.name == "Wren Abernethy"


def test_outlook_in_an_old_character_set_with_managers(tmp_path: Path) -> None:
    load = loaded(DATA / "outlook.csv")
    assert load.files[0].encoding == "cp1252"
    found, tied, _again = taken(tmp_path, DATA / "outlook.csv")
    jurgen = found["Jürgen Großmann"]
    assert (jurgen.role, jurgen.email, jurgen.phone) == ("Leiter", "juergen@osierholt.example", "+49 221 111 222")
    assert jurgen.tags == ("Steering", "Pilot")
    assert jurgen.note == "Erste Zeile\nZweite Zeile"
    assert "BDAY:--0314" in jurgen.extra, "1604 stands for an unknown year"
    tie = tied[frozenset(("Jürgen Großmann", "Renée Lefèvre"))]
    assert (tie.strength, tie.label, tie.basis) == (2, "manager", "told")
    assert "X-MS-MANAGER:Somebody Unknown" in found["Søren Eskildsen"].extra


def test_a_network_in_graphml_of_socnetv(tmp_path: Path) -> None:
    _found, tied, _again = taken(tmp_path, DATA / "socnetv.graphml")
    tie = tied[frozenset(("Nils Lindqvist", "Priyanka Mbatha"))]
    assert (tie.strength, tie.label) == (3, "works with")


def test_what_gexf_says_of_people(tmp_path: Path) -> None:
    found, _tied, _again = taken(tmp_path, DATA / "gephi-1.3.gexf")
    assert found["Giselle Quennell"].email == "giselle@amberhythe.example"


def test_kumu_tells_tags_notes_and_edges(tmp_path: Path) -> None:
    found, tied, _again = taken(tmp_path, DATA / "kumu.json")
    ingeborg = found["Ingeborg Hallgrímsdóttir"]
    assert (ingeborg.tags, ingeborg.note) == (("steering", "pilot"), "Knows the yard")
    assert ingeborg.organisation is not None
    assert next(iter(tied.values())).label == "trusts"


def test_monica_leaves_nothing_behind(tmp_path: Path) -> None:
    found, _tied, _again = taken(tmp_path, DATA / "monica.json")
    yev = found["Yevheniia Wojciechowska"]
    assert (yev.role, yev.email, yev.phone) == ("Shift lead", "yev@tolleshunt.example", "+380 44 000 00 00")
    assert yev.tags == ("Pilot",)
    assert yev.note == "Runs the night shift\n\nPrefers mornings\n\n2025-11-03 · About the pilot"
    assert "NICKNAME:Zhenia" in yev.extra


def test_network_canvas_in_a_zip(tmp_path: Path) -> None:
    path = put(tmp_path, "export.zip", network_canvas())
    assert run(read(path)).format is Format.NETWORK_CANVAS
    found, tied, again = taken(tmp_path, path)
    assert set(found) == {"Tamsin", "Wren Abernethy", "Nils Lindqvist"}
    assert tied[frozenset(("Wren Abernethy", "Nils Lindqvist"))].strength == 3
    assert again["created"] == 0


def test_ticks_of_network_canvas_become_tags(tmp_path: Path) -> None:
    load = loaded(put(tmp_path, "export.zip", network_canvas()))
    sheet = load.sheets[0]
    columns = [
        Column.TAGS if name.startswith("role_") else column
        for name, column in zip(sheet.header, load.readings[0].columns, strict=True)
    ]
    again = run(bring_in.gather(load.files, [Reading(tuple(columns)), *load.readings[1:]]))
    assert [person.tags for person in people(again)] == [("role colleague",), ("role customer",)]


def test_a_kumu_workbook(tmp_path: Path) -> None:
    path = put(tmp_path, "kumu.xlsx", kumu_workbook())
    found, tied, _again = taken(tmp_path, path)
    assert found["Wren Abernethy"].tags == ("steering", "pilot")
    assert tied[frozenset(("Wren Abernethy", "Nils Lindqvist"))].label == "trusts"


def test_cells_of_a_workbook_read_as_a_person_reads_them(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Our people, March"], [], ["Name", "Phone", "Known since", "Notes"],
        ["Wren Abernethy", 441514960001, datetime(2019, 5, 3), True], ["=1+1", 3.5, None, None],
    ]  # fmt: skip
    load = loaded(put(tmp_path, "people.xlsx", workbook({"People": rows, "Empty": []})))
    (wren, *_others) = people(load)
    assert (wren.phones, wren.known_since, wren.note) == (("441514960001",), "2019-05-03", "TRUE")
    assert wren.row == 4, "the row as the spreadsheet counts it"


def test_connections_of_linkedin_still_in_their_zip(tmp_path: Path) -> None:
    path = put(
        tmp_path,
        "Basic_LinkedInDataExport.zip",
        zipped(
            {
                "Connections.csv": (DATA / "linkedin-connections.csv").read_bytes(),
                "messages.csv": b"CONVERSATION ID,FROM,TO,DATE,CONTENT\n1,Wren A,Tamsin,2024-01-01,hello\n",
            }
        ),
    )
    load = loaded(path)
    assert load.files[0].format is Format.LINKEDIN
    assert load.links == ()
    assert load.rows == loaded(DATA / "linkedin-connections.csv").rows


def test_a_network_in_two_tables(tmp_path: Path) -> None:
    nodes = put(tmp_path, "nodes.csv", b"Id,Label\nn1,Wren Abernethy\nn2,Nils Lindqvist\nn3,Eoin Prys\n")
    edges = put(tmp_path, "edges.csv", b"Source,Target,Type,Weight,Label\nn1,n2,Undirected,2,\nn2,n9,Undirected,1,\n")
    _found, tied, _again = taken(tmp_path, nodes, edges)
    assert {tuple(sorted(pair)): tie.strength for pair, tie in tied.items()} == {
        ("Nils Lindqvist", "Wren Abernethy"): 2
    }


def test_a_table_of_nothing_but_edges_names_its_people(tmp_path: Path) -> None:
    found, tied, _again = taken(tmp_path, put(tmp_path, "e.csv", b"From,To\nWren,Nils\nNils,Eoin\n"))
    assert set(found) == {"Tamsin", "Wren", "Nils", "Eoin"}
    assert len(tied) == 2


def test_people_who_are_there_get_only_their_ties(tmp_path: Path) -> None:
    found, tied, again = taken(
        tmp_path, DATA / "kumu.json", put(tmp_path, "e.csv", b"From,To\nKwabena Zubiri,Tamsin\n")
    )
    assert "Tamsin" in found
    assert len(tied) == 1, "with the owner of the plan there are no ties"
    assert again["created"] == 0


@pytest.mark.parametrize(
    ("text", "names", "columns"),
    [
        ("Name;E-Mail;Firma\nWren A;w@x.example;Weir\n", ["Wren A"], (Column.NAME, Column.EMAIL, Column.ORGANISATION)),
        ("Vorname\tNachname\tMobil\nWren\tA\t0151 4960001\n", ["Wren A"], (Column.GIVEN, Column.FAMILY, Column.PHONE)),
        ("Nom,Prénom,Société\nA,Wren,Weir\n", ["Wren A"], (Column.FAMILY, Column.GIVEN, Column.ORGANISATION)),
        ("Who|Mail\nWren A|w@x.example\n", ["Wren A"], (Column.NAME, Column.EMAIL)),
        ("Our people\n\nName,Team\nWren A,Pilot\n", ["Wren A"], (Column.NAME, Column.GROUP)),
        ("Wren A,w@x.example\nNils L,n@x.example\n", ["Wren A", "Nils L"], (Column.NAME, Column.EMAIL)),
    ],
)  # fmt: skip
def test_tables_of_any_kind(tmp_path: Path, text: str, names: list[str], columns: tuple[Column, ...]) -> None:
    load = loaded(put(tmp_path, "t.csv", text.encode()))
    assert [person.name for person in people(load)] == names
    assert load.readings[0].columns == columns


def test_what_is_copied_out_of_a_spreadsheet() -> None:
    load = run(bring_in.read_pasted("Name\tOrganisation\nWren A\tWeir, Inc.\n\nNils L\t\n"))
    assert [(person.name, person.organisation) for person in people(load)] == [("Wren A", "Weir, Inc."), ("Nils L", "")]
    assert [row.name for row in people(run(bring_in.read_pasted("Wren A\nNils L\n")))] == ["Wren A", "Nils L"]
    cards = run(read_pasted("BEGIN:VCARD\nVERSION:3.0\nFN:Wren\nEND:VCARD\n", "x"))
    assert cards.format is Format.VCARD


@pytest.mark.parametrize(
    ("text", "encoding", "guessed"),
    [
        ("Имя,Компания\nЮлия Петрова,Вода\nАнна Иванова,Вода\n", "cp1251", "cp1251"),
        ("Imię i nazwisko;Firma\nŁukasz Żółć;Woda\nZofia Śliwińska;Woda\n", "cp1250", "cp1250"),
        ("Name;Firma\nJürgen Müller;Weir\nRenée Lefèvre;Weir\n", "cp1252", "cp1252"),
        ("氏名,会社\n田中美咲,山田商事\n佐藤花子,鈴木工業\n", "shift_jis", "shift_jis"),
        ("姓名,公司\n王小明,上海公司\n李丽,北京公司\n", "gb18030", "gb18030"),
    ],
)
def test_the_character_set_is_guessed_and_told(tmp_path: Path, text: str, encoding: str, guessed: str) -> None:
    path = put(tmp_path, "t.csv", text.encode(encoding))
    load = loaded(path)
    assert load.files[0].encoding == guessed
    expected = [line.replace(";", ",").split(",")[0] for line in text.splitlines()[1:]]
    assert [person.name for person in people(load)] == expected
    chosen = run(bring_in.read_files([path], encoding=encoding))
    assert [person.name for person in people(chosen)] == expected


def test_lines_of_two_character_sets_in_one_file(tmp_path: Path) -> None:
    data = "Name;Firma\nJürgen Müller;Weir\n".encode("cp1252") * 3 + "Łukasz Żółć;Yard\n".encode()
    names = {person.name for person in people(loaded(put(tmp_path, "t.csv", data)))}
    assert names == {"Jürgen Müller", "Łukasz Żółć"}


def test_dates_in_numbers_are_told_by_the_whole_column(tmp_path: Path) -> None:
    text = "Name,Known since\nWren,04/05/2019\nNils,04/25/2019\n"
    load = loaded(put(tmp_path, "t.csv", text.encode()))
    assert load.readings[0].month_first is True
    assert [person.known_since for person in people(load)] == ["2019-04-05", "2019-04-25"]
    other = run(bring_in.gather(load.files, [Reading(load.readings[0].columns, month_first=False)]))
    assert people(other)[0].known_since == "2019-05-04"


def test_a_choice_of_columns_is_remembered_without_anything_of_people(tmp_path: Path) -> None:
    path = put(tmp_path, "t.csv", b"Kollegin,Wo,Weiteres\nWren A,Weir,x\nNils L,Yard,y\n")
    load = loaded(path)
    assert load.doubtful
    with pytest.raises(UnreadableFile) as raised:
        run(bring_in.bring_in(None, load, on=TODAY))  # pyright: ignore[reportArgumentType]
    assert raised.value.problem is Problem.UNKNOWN_TABLE
    sheet = load.sheets[0].with_header()
    mark = fingerprint(sheet.header)
    assert len(mark) == 32
    assert "kollegin" not in mark
    assert fingerprint(("Wren A", "w@x.example")) == "", "somebody's data is no header"
    remembered = {mark: (Column.NAME, Column.ORGANISATION, Column.IGNORE)}
    assert bring_in.reading_of(sheet, remembered).columns == remembered[mark]


def test_one_bad_card_in_a_thousand(tmp_path: Path) -> None:
    cards = [f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Person {n}\r\nUID:u{n}\r\nEND:VCARD\r\n" for n in range(1000)]
    cards[500] = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:\r\nTEL:1\r\nEND:VCARD\r\n"
    plan_path = tmp_path / "p.rapport"
    Plan.create(plan_path, lambda plan: document.start(plan, "personal", "Tamsin"))
    with Plan.open(plan_path) as plan:
        said = run(bring_in.bring_in(plan, loaded(put(tmp_path, "a.vcf", "".join(cards).encode())), on=TODAY))
        assert said["created"] == 999
        assert said["failed"] == 1
        assert [(row["row"], row["reason"]) for row in said["rows"]] == [(501, "no-name")]


def test_relations_of_cards_become_ties(tmp_path: Path) -> None:
    cards = (
        "BEGIN:VCARD\r\nVERSION:4.0\r\nUID:urn:uuid:1\r\nFN:Wren A\r\nRELATED;TYPE=colleague:urn:uuid:2\r\n"
        "END:VCARD\r\n"
        "BEGIN:VCARD\r\nVERSION:4.0\r\nUID:urn:uuid:2\r\nFN:Nils L\r\nEND:VCARD\r\n"
        "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Eoin P\r\nitem1.X-ABRELATEDNAMES:Nils L\r\n"
        "item1.X-ABLabel:_$!<Manager>!$_\r\nEND:VCARD\r\n"
        "BEGIN:VCARD\r\nVERSION:2.1\r\nN:M;Old\r\nX-MS-MANAGER:Wren A\r\nEND:VCARD\r\n"
    )
    _found, tied, _again = taken(tmp_path, put(tmp_path, "a.vcf", cards.encode()))
    assert {tuple(sorted(pair)): tie.label for pair, tie in tied.items()} == {
        ("Nils L", "Wren A"): "colleague",
        ("Eoin P", "Nils L"): "manager",
        ("Old M", "Wren A"): "manager",
    }


def test_columns_without_a_header_are_told_by_what_stands_in_them() -> None:
    rows = [["Wren A", "+44 151 496 0001", "www.weir.example"], ["Nils L", "+44 151 496 0002", "https://yard.example"]]
    assert guess((), rows) == (Column.NAME, Column.PHONE, Column.URL)
