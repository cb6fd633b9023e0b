"""Over all papers of a workshop, for every reader: no word without consent, no count that P10 forbids."""

from __future__ import annotations

import json
from datetime import date

import pytest

from desktop.report.offered import audiences_of, offered
from tests.report import papers
from tests.workshop_secrets import MARK, secret_document

PAPERS = offered("workshop")
DAYS = (date(2025, 11, 1), date(2026, 3, 2))


@pytest.mark.parametrize("paper", PAPERS)
def test_no_paper_has_a_word_without_consent(paper: str) -> None:
    values = papers.workshop(secret_document())
    for audience in audiences_of(paper):
        for day in DAYS:
            data = papers.drawn(values, day, paper, audience=audience.value).data
            assert MARK not in json.dumps(data, ensure_ascii=False), (audience, day)


def test_words_with_consent_are_there_and_a_paraphrase_is() -> None:
    said = json.dumps(papers.data(papers.workshop(secret_document()), DAYS[1], "results"), ensure_ascii=False)
    assert "We ring first now." in said
    assert "Late news now comes by voice" in json.dumps(
        papers.data(papers.workshop(secret_document()), DAYS[1], "evaluation"), ensure_ascii=False
    )


def test_the_evaluation_counts_all_together_while_a_side_has_fewer_than_five() -> None:
    data = papers.data(papers.workshop(), DAYS[1], "evaluation", audience="coach")
    counted = [block for block in data["pages"][0] if block.get("is") == "rose"]
    assert [[row[1:] for row in block["rows"]] for block in counted] == [
        [["7", "1", "0", "8"], ["6", "2", "0", "8"], ["5", "2", "1", "8"]]
    ]


@pytest.mark.parametrize("paper", PAPERS)
def test_a_paper_exists_while_there_is_nothing_to_tell(paper: str) -> None:
    for audience in audiences_of(paper):
        data = papers.drawn(papers.empty_workshop(), DAYS[1], paper, audience=audience.value).data
        assert data["pages"]
        assert all(data["pages"])
