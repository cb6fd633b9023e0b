"""Files as other programs write them, about people who do not exist; e-mail addresses reach nobody."""

import csv
import io
import random

NOTE = (
    "When exporting your connection data, you may notice that some of the email addresses are missing. You will only"
    " see email addresses for connections who have allowed their connections to see or download their email address"
    " using this setting:\nhttps://social.example/psettings/privacy/email. You can learn more, here."
)
HEADER = ("First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On")
_GIVEN = (
    "Aurelia", "Bartłomiej", "Chidinma", "Dagný", "Eoin", "Farrukh", "Giselle", "Hye-jin", "Ingeborg", "Jürgen",
    "Kwabena", "Łucja", "Marisol", "Nils", "Oyelaran", "Priyanka", "Quirin", "Rosalind", "Søren", "Tamsin", "Ülle",
    "Vojtěch", "Wren", "Xiomara", "Yevheniia", "Zuzanna",
)  # fmt: skip
_FAMILY = (
    "Abernethy", "Brzęczek", "Castellanos", "Dąbrowska", "Eskildsen", "Farquharson", "Großmann", "Hallgrímsdóttir",
    "Ibekwe", "Järvinen", "Kołodziej", "Lindqvist", "Mbatha", "Nakagawa", "Ó Ceallaigh", "Prys-Hallett", "Quennell",
    "Răducanu", "Şahin", "Thistlethwaite", "Uí Néill", "Vandermeulen", "Wojciechowska", "Yılmaz", "Zubiri", "D’Angelo",
)  # fmt: skip
_WORDS = ("Saltfen", "Brindlemere", "Quarrywell", "Northlode", "Amberhythe", "Tolleshunt", "Greywater", "Osierholt")
_KINDS = (
    "Works",
    "Utilities, Inc.",
    "Health Trust",
    "Council",
    "Engineering",
    "Research Institute",
    "GmbH",
    "& Partners",
)
_ROLES = ("Head of Programme Controls", "Engineer", "Director, Capital Delivery", "Consultant", 'Nurse "in charge"')
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def linkedin_rows(n: int, *, seed: int = 1) -> list[tuple[str, ...]]:
    """`n` connections, all different people by their profile page; one in seven lets their e-mail address be seen."""
    luck = random.Random(seed)
    rows: list[tuple[str, ...]] = []
    for i in range(n):
        given, family = luck.choice(_GIVEN), luck.choice(_FAMILY)
        company = f"{luck.choice(_WORDS)} {luck.choice(_KINDS)}"
        email = f"person{i}@company{i % 97}.example" if i % 7 == 0 else ""
        day = f"{luck.randint(1, 28):02} {luck.choice(_MONTHS)} {luck.randint(2008, 2026)}"
        slug = f"https://www.linkedin.com/in/person-{i:06x}"
        rows.append((given, family, slug, email, company, luck.choice(_ROLES), day))
    return rows


def table(*rows: tuple[str, ...], delimiter: str = ",", end: str = "\r\n") -> str:
    """Rows as CSV."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=end).writerows(rows)
    return out.getvalue()


def linkedin_csv(n: int, *, seed: int = 1, preamble: bool = True) -> bytes:
    """LinkedIn's Connections.csv with `n` connections, as it is downloaded today."""
    head = table(("Notes:",), (NOTE,), end="\n") + "\n" if preamble else ""
    return (head + table(HEADER, *linkedin_rows(n, seed=seed), end="\n")).encode()


def cards(*texts: str, end: str = "\r\n") -> bytes:
    """Address cards, each given by its properties without BEGIN, VERSION (3.0) and END."""
    lines = [line for text in texts for line in ("BEGIN:VCARD", "VERSION:3.0", *text.strip().split("\n"), "END:VCARD")]
    return "".join(line + end for line in lines).encode()
