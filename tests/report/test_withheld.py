"""What a paper leaves out is counted on that paper, not in the plan."""

from typing import Any

import pytest

from desktop.papers import told
from tests import sample
from tests.report import papers


def said(name: str, audience: str = "me", **more: Any) -> str:
    values = sample.values() if name in ("session", "summary", "brief", "gaps", "progress") else papers.workshop()
    return told(papers.drawn(values, sample.DAY, name, audience=audience, **more))[0]


def test_a_coach_misses_nothing_that_the_paper_would_say() -> None:
    for name in ("session", "summary", "gaps", "progress", "participants"):
        assert said(name, "coach").startswith("Nothing is left out."), name
    assert said("evaluation", "coach").startswith("Left out: telephone numbers (9).")


def test_a_sponsor_s_page_counts_what_is_on_the_paper_in_its_place() -> None:
    words = said("session", "sponsor")
    assert words.startswith("Left out: the map of who stands where; people (45); ")
    assert "e-mail" not in words
    words = said("progress", "sponsor")
    # The six key relationships, and one to whom something was promised.
    assert "people (7)" in words
    assert "map" not in words


def test_what_concerns_a_reader_counts_only_where_it_would_stand() -> None:
    assert "people who read it, with all that concerns them (1)" in said("summary", reader="Rosalind Achterveld")
    words = said("brief", person="Priyamvada", reader="Rosalind Achterveld")
    assert words.startswith("Left out: texts that speak of somebody who may not be named (")
    assert said("gaps", reader="Rosalind Achterveld").startswith("Nothing is left out.")


@pytest.mark.parametrize(("language", "begins"), [("de", "Weggelassen: "), ("fr", "Omis\N{NO-BREAK SPACE}: ")])
def test_it_is_said_in_the_language_of_the_paper(language: str, begins: str) -> None:
    assert said("summary", "sponsor", language=language).startswith(begins)
