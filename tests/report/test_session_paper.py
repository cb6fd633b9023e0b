"""The session paper as a person and a reader of PDF files find it."""

import hashlib
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Literal

import pytest
from PySide6.QtGui import QImage

from desktop.report.compile import Paper, pictures
from desktop.report.session import TEMPLATE
from tests import sample
from tests.report import crowds, reading
from tests.report.papers import data as session_data
from tests.report.papers import paper as session_paper
from tests.report.papers import texts, written_over

HOSTILE = '#read("/etc/passwd") *b* _i_ $x$ <script>alert(1)</script> @label \\ `raw` = 1 // c #eval("1+1") [x] {y} ~z'
LONG = 3000


@pytest.fixture(scope="module")
def paper() -> Paper:
    return session_paper(sample.values(), sample.DAY)


def test_five_pages_with_bookmarks(paper: Paper) -> None:
    reader = reading.open_paper(paper.pdf)
    assert len(reader.pages) == 5
    titles = [title for level, title in reading.bookmarks(paper.pdf) if level == 1]
    assert titles == ["Today", "Who stands where", "Tantai Qingyao 澹台清遥", "Hyacinth Pemberwell", "What I will do"]
    assert (2, "Already open") in reading.bookmarks(paper.pdf)
    assert reader.metadata is not None
    assert reader.metadata.title == "Coaching session, Monday 2 March 2026"
    assert reader.metadata.author == "Tamsin Adeyemi-Roe"


def test_every_person_of_the_sample_is_on_it_as_they_write_it(paper: Paper) -> None:
    text = reading.paper_text(paper.pdf)
    missing = [person["name"] for person in sample.document()["contacts"] if not reading.holds(text, person["name"])]
    assert not missing
    assert paper.missing == ()


def test_every_font_is_embedded(paper: Paper) -> None:
    fonts = reading.fonts(paper.pdf)
    assert len(fonts) > 10
    assert all(fonts.values()), fonts


def test_it_claims_to_be_accessible_and_archival(paper: Paper) -> None:
    claims, language = reading.claims(paper.pdf)
    assert "<pdfuaid:part>1</pdfuaid:part>" in claims
    assert "<pdfaid:part>2</pdfaid:part>" in claims
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in claims
    assert language == "en"


def test_no_type_is_smaller_than_six_and_a_half_points(paper: Paper) -> None:
    assert min(reading.type_sizes(paper.pdf)) >= 6.5


def test_the_same_plan_gives_the_same_bytes(paper: Paper) -> None:
    assert session_paper(sample.values(), sample.DAY).pdf == paper.pdf
    code = (
        "import hashlib; from tests import sample; from tests.report.papers import paper as session_paper;"
        "print(hashlib.sha256(session_paper(sample.values(), sample.DAY).pdf).hexdigest())"
    )
    root = Path(__file__).parents[2]
    other = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True).stdout
    assert other.strip() == hashlib.sha256(paper.pdf).hexdigest()


def test_the_day_and_the_promises_in_words(paper: Paper) -> None:
    today = reading.page_text(reading.open_paper(paper.pdf).pages[0])
    for words in ("Monday 2 March 2026", "Promised since 16 February, and kept?", "kept late, 20 February"):
        assert "".join(words.split()) in today
    assert "notyet(by28February)" in today
    assert "10minToday" in today


def test_the_relationships_the_session_names_are_its_pages() -> None:
    plan = sample.document()
    sample.records(plan, "sessions", id="k3")[0]["focals"] = ["f1", "f2"]
    pdf = session_paper(sample.values(plan), sample.DAY).pdf
    titles = [title for level, title in reading.bookmarks(pdf) if level == 1]
    assert titles[2:4] == ["Rosalind Achterveld", "Priyamvada Meghduti प्रियंवदा मेघदूती"]
    page = reading.page_text(reading.open_paper(pdf).pages[2])
    assert "Phasedhandoverandthejointchangeprocedure:hasobjections" in page
    assert "Findout:Createonerealjointsuccessandnotewhatmadeitwork." in page


def test_a_session_about_three_shares_the_time() -> None:
    plan = sample.document()
    sample.records(plan, "sessions", id="k3")[0]["focals"] = ["f1", "f2", "f5"]
    hour = session_data(sample.values(plan), sample.DAY)["hour"]
    assert [part["minutes"] for part in hour] == [10, 10, 10, 10, 10, 10]


def test_an_empty_plan_is_an_invitation() -> None:
    paper = session_paper(sample.empty(), sample.DAY)
    pages = reading.open_paper(paper.pdf).pages
    assert len(pages) == 5
    text = reading.paper_text(paper.pdf)
    assert "None" not in text
    assert "Whowouldyounamefirst,second,third?" in text
    assert "Whocomestomind,andwhynow?" in reading.page_text(pages[3])


@pytest.mark.parametrize("size", ["a4", "letter"])
def test_both_paper_sizes_have_five_pages(size: Literal["a4", "letter"]) -> None:
    pages = reading.open_paper(session_paper(sample.values(), sample.DAY, size=size).pdf).pages
    assert len(pages) == 5
    width, height = (float(length) for length in pages[0].mediabox[2:])
    assert (round(width), round(height)) == ((595, 842) if size == "a4" else (612, 792))


def test_what_people_wrote_is_never_markup() -> None:
    paper = session_paper(written_over(HOSTILE), sample.DAY)
    text = reading.paper_text(paper.pdf).replace("\u200b", "")
    assert text.count("".join(HOSTILE.split())) > 40
    assert "root:" not in text
    assert not any("/URI" in str(page.get("/Annots", "")) for page in reading.open_paper(paper.pdf).pages)


def test_control_and_direction_characters_leave_no_trace() -> None:
    words = "a\x00b\u202ec\ufeffd\u2066e\x1b[31m\uffffd"
    paper = session_paper(written_over(words), sample.DAY)
    assert "abcde[31md" in reading.paper_text(paper.pdf)
    assert paper.missing == ()


def test_a_character_that_no_font_has_is_a_box_and_reported() -> None:
    unknown, private = "\U00012ffe", "\ue0ff"
    paper = session_paper(written_over(f"Anna {unknown} {private} ok"), sample.DAY)
    assert set(paper.missing) == {unknown, private}
    assert "ok" in reading.paper_text(paper.pdf)
    assert "□" in reading.paper_text(paper.pdf)


def test_long_texts_run_on_to_further_pages() -> None:
    number = count()
    plan = texts(sample.document(), lambda _old: " ".join(f"w{next(number)}x" for _ in range(LONG // 6)))
    for person in plan["contacts"]:
        person["name"] = person["name_latin"] = f"{'Maximiliana-Theodora von und zu ' * 6}{person['id']}x"
    for group in plan["groups"]:
        group["label"] = f"{'Group of many people ' * 9}{group['id']}x"
    plan["owner"]["name"] = "Owner " * 30
    values = sample.values(plan)
    text = reading.paper_text(session_paper(values, sample.DAY).pdf)
    focal = next(f for f in values.focal_relationships.values() if f.uid == "f4")
    goal = next(g for g in values.goals.values() if g.focal == focal.id)
    step = next(s for s in values.next_steps.values() if s.status == "open")
    insight = next(i for i in values.insights.values() if i.focal == focal.id)
    for whole in (values.info.purpose, goal.statement, goal.helps_me, goal.helps_them, step.text, insight.text):
        assert not [word for word in (whole or "missing").split() if word not in text]
    assert not [person["id"] for person in plan["contacts"] if f"{person['id']}x" not in text]
    assert not [group["id"] for group in plan["groups"] if f"{group['id']}x" not in text]


def ink_beyond(picture: bytes, left: float, right: float, bottom: float) -> bool:
    """Whether anything is printed outside these shares of the page."""
    image = QImage.fromData(picture).convertToFormat(QImage.Format.Format_Grayscale8)
    width, height = image.width(), image.height()
    columns = [*range(int(width * left)), *range(int(width * right), width)]
    rows = range(int(height * bottom), height)

    def points() -> Iterator[tuple[int, int]]:
        yield from ((x, y) for x in columns for y in range(height))
        yield from ((x, y) for y in rows for x in range(width))

    return any(image.pixelColor(x, y).lightness() < 245 for x, y in points())


@pytest.mark.parametrize("words", [HOSTILE, "W" * LONG, "Wörter " * 400, "שלום עולם " * 300, "漢" * LONG])
def test_nothing_leaves_the_page(words: str) -> None:
    values = written_over(words)
    contacts = {key: replace(person, name=person.name[:200]) for key, person in values.contacts.items()}
    groups = {key: replace(group, label=group.label[:200]) for key, group in values.groups.items()}
    owner = replace(values.owner, name=values.owner.name[:200])
    values = replace(values, contacts=contacts, groups=groups, owner=owner)
    pages = pictures(TEMPLATE, session_data(values, sample.DAY), sample.DAY, ppi=24)
    # The margins are 22 mm of 210; lines and rotated names may reach into them by a hair.
    beyond = [n for n, page in enumerate(pages, start=1) if ink_beyond(page, 20 / 210, 190 / 210, 290 / 297)]
    assert not beyond


def test_five_hundred_people() -> None:
    values = crowds.people(500)
    paper = session_paper(values, sample.DAY)
    text = reading.paper_text(paper.pdf)
    assert (1, "Who is who on the map") in reading.bookmarks(paper.pdf)
    assert all(reading.holds(text, person.name) for person in values.contacts.values())
    assert min(reading.type_sizes(paper.pdf)) >= 6.5


def test_names_in_their_own_script_where_there_is_no_other() -> None:
    plan = sample.document()
    for person in plan["contacts"]:
        person["name_latin"] = ""
    paper = session_paper(sample.values(plan), sample.DAY)
    text = reading.paper_text(paper.pdf)
    assert all(reading.holds(text, person["name"]) for person in plan["contacts"])
    assert (paper.missing, len(reading.open_paper(paper.pdf).pages)) == ((), 5)
