"""Papers in German and French: no English left on them but what people wrote."""

from collections.abc import Iterator
from typing import Any

import pytest

from desktop.report.compile import text_widths
from desktop.report.language import language, paper_size
from desktop.report.offered import OFFERED, offered
from desktop.words import LANGUAGES
from tests import sample
from tests.report import papers, reading

ENGLISH = (
    "What",
    "Who",
    "Where",
    "Nobody",
    "Key relationship",
    "page 1",
    "Find out",
    "Agenda",
    "Confidential:",
    "March",
)


def words(data: Any) -> str:
    if isinstance(data, dict):
        return " ".join(words(value) for value in data.values())
    return " ".join(map(words, data)) if isinstance(data, list) else data if isinstance(data, str) else ""


@pytest.mark.parametrize("name", OFFERED)
@pytest.mark.parametrize("tongue", ["de", "fr"])
def test_an_empty_paper_is_all_in_its_language(name: str, tongue: str) -> None:
    values = sample.empty() if OFFERED[name][0] == ("personal",) else papers.empty_workshop()
    data = papers.data(values, sample.DAY, name, language=tongue, appendix=True)
    assert data["lang"] == tongue
    told = words(data)
    assert not [each for each in ENGLISH if each in told]


@pytest.mark.parametrize(("tongue", "said"), [("de", "Was ich tun werde"), ("fr", "Ce que je vais faire")])
def test_the_session_paper_of_the_sample(tongue: str, said: str) -> None:
    paper = papers.paper(sample.values(), sample.DAY, language=tongue)
    assert (1, said) in reading.bookmarks(paper.pdf)
    assert reading.claims(paper.pdf)[1] == tongue
    assert len(reading.open_paper(paper.pdf).pages) == 5
    assert paper.missing == ()


def test_language_and_paper_by_locale() -> None:
    assert [language(said) for said in ("de_CH.UTF-8", "fr-CA", "nl_NL", "", "C")] == ["de", "fr", "en", "en", "en"]
    assert [paper_size(said) for said in ("en_US.UTF-8", "fr-CA", "en_GB", "de", "")] == [
        "letter", "letter", "a4", "a4", "a4",
    ]  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_head_of_a_column_fits_it(language: str) -> None:
    """Two heads never run together: the longest word of each fits its column (type and inset of `blocks.typ`)."""
    heads: dict[tuple[str, float], None] = {}
    for values in (sample.values(), papers.workshop()):
        for name in offered(values.info.kind):
            for block in _blocks(
                papers.data(values, sample.DAY, name, language=language, appendix=True).get("pages", ())
            ):
                if block.get("is") == "table" and block["write"] is None:
                    heads |= {
                        (word, width["mm"]): None
                        for head, width in zip(block["head"], block["columns"], strict=False)
                        for word in head.split()
                        if "mm" in width
                    }
    wide = text_widths([(word, 8.2, 400) for word, _mm in heads])
    too_wide = [
        (*head, points) for head, points in zip(heads, wide, strict=True) if points > (head[1] - 2.4) * 72 / 25.4
    ]
    assert heads
    assert not too_wide


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_footer_is_one_line(language: str) -> None:
    for audience in ("me", "coach", "sponsor"):
        foot = papers.data(sample.values(), sample.DAY, language=language, audience=audience)["footer"]
        page = foot["page"].replace("{page}", "10").replace("{pages}", "100")
        widths = text_widths([(words, 8, 400) for words in (foot["left"], foot["middle"], page)])
        # The page less its margins and two gutters (`theme.typ`); A4 is the narrower.
        assert sum(widths) < (210 - 2 * 22 - 2 * 4) * 72 / 25.4


def _blocks(data: Any) -> Iterator[dict[str, Any]]:
    if isinstance(data, dict):
        yield data
        data = list(data.values())
    if isinstance(data, list | tuple):
        for each in data:
            yield from _blocks(each)
