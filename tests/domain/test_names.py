"""Names fold to one form, whoever typed them."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.names import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Łukasz  Żółć ", "lukasz zolc"),
        ("Søren Ångström", "soren angstrom"),
        ("Groß", "gross"),
        ("İpek Yıldız", "ipek yildiz"),
        ("Þóra Æsa", "thora aesa"),
        ("O’Brien–Smith", "o'brien-smith"),
        ("Σωκράτης", "σωκρατησ"),
        ("Фёдор Достоевский", "федор достоевскии"),
        ("田中美咲", "田中美咲"),
        ("ﾀﾅｶ", "タナカ"),
        ("がぎ", "がぎ"),
        ("김민수", "김민수"),
        ("مُحَمَّد", "محمد"),
        ("علي", "علی"),
        ("שָׁלוֹם", "שלום"),
        ("สมชาย", "สมชาย"),
        ("\u202aAda\u202c\u200b Lovelace", "ada lovelace"),
        ("", ""),
    ],
)
def test_folded_forms(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_composed_and_decomposed_are_one() -> None:
    assert fold(unicodedata.normalize("NFD", "김민수 Żaneta が")) == fold("김민수 Żaneta が")


@pytest.mark.parametrize(
    ("part", "name"), [("luk", "Łukasz"), ("美咲", "田中美咲"), ("STRASSE", "Große Straße"), ("민수", "김민수")]
)
def test_a_part_is_found(part: str, name: str) -> None:
    assert fold(part) in fold(name)


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
