"""LinkedIn's connections, in every shape in which the file is met."""

from pathlib import Path

import pytest

from desktop.domain.job import run
from desktop.exchange import linkedin
from desktop.exchange.drafts import Draft, Format, Trouble
from desktop.exchange.read import read
from desktop.exchange.reasons import Outcome, Problem, Reason, UnreadableFile
from tests.exchange.factory import HEADER, NOTE, linkedin_csv, table

DATA = Path(__file__).parent.parent / "data"


def rows_of(path: Path) -> list[Draft | Trouble]:
    return list(run(read(path)).rows)


def people(path: Path) -> list[Draft]:
    return [row for row in rows_of(path) if isinstance(row, Draft)]


def written(tmp_path: Path, data: bytes | str) -> Path:
    path = tmp_path / "Connections.csv"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def test_the_file_of_today() -> None:
    result = run(read(DATA / "linkedin-connections.csv"))
    assert (result.format, result.encoding, result.file) == (Format.LINKEDIN, "utf-8", "linkedin-connections.csv")
    drafts = [row for row in result.rows if isinstance(row, Draft)]
    assert [draft.name for draft in drafts] == [
        "Rosalind Thistlethwaite", "Łukasz Kołodziej", "田中美咲", "Siân O'Dowd, PhD", "عمر الفاروقي",
        "Rosalind Thistlethwaite", "Tamsin Prys-Hallett",
    ]  # fmt: skip
    assert drafts[1] == Draft(
        row=6,
        name="Łukasz Kołodziej",
        given="Łukasz",
        family="Kołodziej",
        role="Director, Capital Delivery",
        organisation="Northlode, Pike & Sons",
        emails=("lukasz@northlode.example",),
        urls=("https://www.linkedin.com/in/%C5%82ukasz-ko%C5%82odziej-12ab34",),
        known_since="2024-03-02",
    )
    assert drafts[3].organisation == '"Saltfen" Works'
    assert [row for row in result.rows if isinstance(row, Trouble)] == [
        Trouble(7, "", Outcome.SKIP, Reason.BLANK),
        Trouble(11, "", Outcome.SKIP, Reason.BLANK),
        Trouble(12, "", Outcome.FAIL, Reason.NO_NAME),
    ]


def test_the_older_header_with_a_byte_order_mark() -> None:
    drafts = people(DATA / "linkedin-older.csv")
    assert [(draft.name, draft.emails, draft.known_since) for draft in drafts] == [
        ("Rosalind Thistlethwaite", (), "2016-04-05"),
        ("Ingeborg Eskildsen", ("ingeborg@amberhythe.example",), "2016-04-28"),
        ("Nils", (), "2017-05-01"),
    ]


def test_saved_again_by_excel() -> None:
    result = run(read(DATA / "linkedin-excel.csv"))
    assert result.encoding == "cp1252"
    drafts = [row for row in result.rows if isinstance(row, Draft)]
    assert [(draft.name, draft.role, draft.known_since) for draft in drafts] == [
        ("Jürgen Großmann", "Geschäftsführer", "2026-06-15"),
        ("Søren Eskildsen", "Leder; drift", "2026-06-15"),
        ("André Lefèvre", "Chargé d'études", "2019-11-03"),
    ]
    assert [row.reason for row in result.rows if isinstance(row, Trouble)] == [Reason.BLANK]


def test_the_header_first_and_the_notes_after_it() -> None:
    rows = rows_of(DATA / "linkedin-header-first.csv")
    assert [row.name for row in rows] == ["", "Vojtěch Quennell", "Giselle Abernethy"]
    assert [row.known_since for row in rows if isinstance(row, Draft)] == ["2023-02-03", "2022-08-14"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_encodings_and_delimiters(tmp_path: Path, encoding: str, delimiter: str) -> None:
    text = table(("Notes:",), (NOTE,), (), HEADER, ("Łucja", "Ó Ceallaigh", "", "", "北水", "", "1 Jan 2020"),
                 delimiter=delimiter)  # fmt: skip
    (draft,) = people(written(tmp_path, text.encode(encoding)))
    assert (draft.name, draft.organisation, draft.known_since) == ("Łucja Ó Ceallaigh", "北水", "2020-01-01")


def test_old_line_ends_and_a_preamble_of_any_length(tmp_path: Path) -> None:
    notes = "".join(f"note {i}, with a comma\r" for i in range(40))
    text = notes + table(HEADER, ("Wren", "Zubiri", "", "", "", "", "1 Jan 2020"), end="\r")
    (draft,) = people(written(tmp_path, text))
    assert (draft.row, draft.name) == (42, "Wren Zubiri")


def test_numbers_for_dates_are_settled_by_the_whole_column(tmp_path: Path) -> None:
    days = ("04/05/2024", "04/25/2024", "04/06/2024")
    text = table(HEADER, *(("Wren", f"Z{i}", "", "", "", "", day) for i, day in enumerate(days)))
    known = [draft.known_since for draft in people(written(tmp_path, text))]
    assert known == ["2024-04-05", "2024-04-25", "2024-04-06"]


def test_one_bad_row_costs_one_row(tmp_path: Path) -> None:
    lines = linkedin_csv(1000, preamble=False).decode().splitlines(keepends=True)
    lines[500] = 'Xiomara,"Zubiri,https://www.linkedin.com/in/xz,,Osierholt,,1 Jan 2020\n'
    rows = rows_of(written(tmp_path, "".join(lines)))
    assert sum(isinstance(row, Draft) for row in rows) == 999
    (bad,) = [row for row in rows if isinstance(row, Trouble)]
    assert (bad.row, bad.name, bad.outcome, bad.reason) == (501, "Xiomara Zubiri", Outcome.FAIL, Reason.BROKEN)


@pytest.mark.parametrize("size", [65_537, 200_000, 3_000_000])
def test_a_field_beyond_the_limit_costs_its_row(tmp_path: Path, size: int) -> None:
    good = ("Wren", "Zubiri", "", "", "", "", "1 Jan 2020")
    rows = rows_of(written(tmp_path, table(HEADER, good, ("Nils", "", "", "", "x" * size, "", ""), good)))
    assert [row.reason if isinstance(row, Trouble) else row.name for row in rows] == [
        "Wren Zubiri", Reason.TOO_LONG, "Wren Zubiri",
    ]  # fmt: skip


def test_quotes_inside_a_cell_are_read_as_a_spreadsheet_does(tmp_path: Path) -> None:
    text = table(HEADER) + 'Wren,Zubiri,,,"Weir" Works,,1 Jan 2020\nNils,,,,,5" pipes,1 Jan 2020\n'
    wren, nils = people(written(tmp_path, text))
    assert (wren.organisation, nils.role) == ("Weir Works", '5" pipes')


def test_what_cannot_be_seen_is_taken_out(tmp_path: Path) -> None:
    text = table(HEADER, ("Wr\0en", "\u202eZubiri\u2069", "", "", "Cafe\u0301\x07", "", "1 Jan 2020"))
    (draft,) = people(written(tmp_path, text))
    assert (draft.name, draft.organisation) == ("Wren Zubiri", "Café")


@pytest.mark.parametrize("cut", [1, 5, 12, 40])
def test_a_file_cut_in_a_row_is_refused_as_a_whole(tmp_path: Path, cut: int) -> None:
    text = table(HEADER, *[("Wren", "Zubiri", "https://x.example", "", "Osierholt", "", "15 Jun 2020")] * 3)
    with pytest.raises(UnreadableFile) as raised:
        rows_of(written(tmp_path, text.rstrip().encode()[:-cut]))
    assert raised.value.problem is Problem.TRUNCATED


def test_a_file_cut_in_a_quoted_cell_is_refused_as_a_whole(tmp_path: Path) -> None:
    text = table(HEADER, ("Wren", "Zubiri", "", "", "Osierholt", "Head of\npipes, and", "15 Jun 2020"))
    with pytest.raises(UnreadableFile) as raised:
        rows_of(written(tmp_path, text[: text.index(", and")]))
    assert raised.value.problem is Problem.TRUNCATED


def test_no_line_end_after_the_last_row_is_no_cut(tmp_path: Path) -> None:
    assert len(people(written(tmp_path, linkedin_csv(10).rstrip()))) == 10


def test_nobody_in_the_file_is_an_answer(tmp_path: Path) -> None:
    assert rows_of(written(tmp_path, table(HEADER))) == []


@pytest.mark.parametrize(
    "header",
    [
        "First Name,Last Name,Title,Company,Department,Job Title,E-mail Address",
        "First Name,Middle Name,Last Name,Organization Name,Organization Title,E-mail 1 - Value",
        "Name,Company,Position",
    ],
)
def test_other_tables_are_not_taken_for_it(tmp_path: Path, header: str) -> None:
    result = run(read(written(tmp_path, header + "\nAda,Test,,,,,\n")))
    assert result.format is Format.TABLE
    assert len(result.sheets) == 1


def test_more_people_than_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linkedin, "ROW_LIMIT", 1000)
    row = table(("W", "Z", "", "", "", "", "1 Jan 2020"))
    with pytest.raises(UnreadableFile) as raised:
        rows_of(written(tmp_path, table(HEADER) + row * 1001))
    assert raised.value.problem is Problem.TOO_MANY


@pytest.mark.parametrize(
    "header",
    [
        "Vorname,Nachname,URL,E-Mail-Adresse,Unternehmen,Position,Verbunden am",
        "Prénom,Nom,URL,Adresse e-mail,Entreprise,Poste,Date de connexion",
        "Nombre,Apellidos,URL,Dirección de correo electrónico,Empresa,Cargo,Conectado el",
        "Nome,Sobrenome,URL,Endereço de e-mail,Empresa,Cargo,Conectado em",
        "Nome,Cognome,URL,Indirizzo email,Azienda,Posizione,?",
        "Voornaam,Achternaam,URL,E-mailadres,Bedrijf,Functie,Verbonden op",
    ],
)
def test_other_languages(tmp_path: Path, header: str) -> None:
    row = "Wren,Zubiri,https://www.linkedin.com/in/wren-z,w@x.example,Weir,Nurse,3 Apr 2022\n"
    (found,) = people(written(tmp_path, f"Notes:\n\n{header}\n{row}"))
    assert (found.name, found.organisation, found.role) == ("Wren Zubiri", "Weir", "Nurse")
    assert (found.emails, found.urls) == (("w@x.example",), ("https://www.linkedin.com/in/wren-z",))
    assert found.known_since == ("" if "?" in header else "2022-04-03")
