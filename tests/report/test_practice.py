"""A practice's own look: name, colour, logo, templates; read from its folder alone, without packages or a network."""

import json
from pathlib import Path

import pytest

from desktop.report.practice import BadPractice, read_practice, readable
from tests import sample
from tests.report import papers, reading

LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="20"><rect width="60" height="20" fill="#0f766e"/></svg>'
)


def folder(path: Path, **files: str) -> Path:
    for name, text in {"practice.json": json.dumps({"name": "Brücke Coaching", "colour": "#0f766e"}), **files}.items():
        (path / name).write_text(text, "utf-8")
    return path


def test_name_colour_and_logo_are_on_the_first_page(tmp_path: Path) -> None:
    practice = read_practice(folder(tmp_path, **{"logo.svg": LOGO}))
    paper = papers.paper(sample.values(), sample.DAY, "gaps", practice=practice)
    pages = reading.open_paper(paper.pdf).pages
    assert "BrückeCoaching" in reading.page_text(pages[0])
    assert "BrückeCoaching" not in reading.page_text(pages[1])
    assert papers.data(sample.values(), sample.DAY, "gaps", practice=practice)["accent"] == "#0f766e"
    again = papers.paper(sample.values(), sample.DAY, "gaps", practice=practice)
    assert again.pdf == paper.pdf


def test_a_colour_too_light_to_read_is_darkened() -> None:
    assert readable("#0f766e") == "#0f766e"
    assert readable("#ffee00") != "#ffee00"


def test_own_templates_are_printed_in_place_of_ours(tmp_path: Path) -> None:
    own = """#import "theme.typ": *
#let d = json("data.json")
#show: sheet.with(d)
= Our own summary
#d.author"""
    practice = read_practice(folder(tmp_path, **{"summary.typ": own}))
    text = reading.paper_text(papers.paper(sample.values(), sample.DAY, "summary", practice=practice).pdf)
    assert "Ourownsummary" in text
    assert "TamsinAdeyemi-Roe" in text
    assert "Today" in reading.paper_text(papers.paper(sample.values(), sample.DAY, practice=practice).pdf)


@pytest.mark.parametrize(
    "source",
    [
        '#import "@preview/cetz:0.3.0": canvas',
        '#import "@local/own:1.0.0": *',
        '#let p = "@" + "preview/cetz:0.3.0"\n#import p: canvas',
    ],
)
def test_no_packages(tmp_path: Path, source: str) -> None:
    with pytest.raises(BadPractice, match=r"package|template"):
        papers.paper(
            sample.empty(), sample.DAY, "summary", practice=read_practice(folder(tmp_path, **{"summary.typ": source}))
        )


@pytest.mark.parametrize("way", ["/etc/hostname", "../outside.txt", "../../outside.txt"])
def test_a_template_reads_nothing_outside_its_folder(tmp_path: Path, way: str) -> None:
    (tmp_path / "outside.txt").write_text("secret of somebody else")
    inside = tmp_path / "practice"
    inside.mkdir()
    practice = read_practice(folder(inside, **{"summary.typ": f'#set document(title: "x")\n#read("{way}")'}))
    with pytest.raises(BadPractice):
        papers.paper(sample.empty(), sample.DAY, "summary", practice=practice)


@pytest.mark.parametrize("said", ["[]", '{"name": 3}', '{"colour": "red"}', "{"])
def test_what_is_no_look_is_said(tmp_path: Path, said: str) -> None:
    with pytest.raises(BadPractice) as found:
        read_practice(folder(tmp_path, **{"practice.json": said}))
    assert "practice.json" in found.value.words()
    with pytest.raises(BadPractice):
        read_practice(tmp_path / "nowhere")
