"""What happens to text on its way to paper, and to characters that no font has."""

import pytest

from desktop.domain.records import Contact
from desktop.report.compile import clean, text_widths
from desktop.report.names import display_name, in_sentence, is_latin, narrow, native_name, wide


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("e\u0301", "é"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("a\tb", "a b"),
        ("nul\x00 esc\x1b bom\ufeff override\u202e", "nul esc bom override"),
        ("non\ufdd0character\uffff", "noncharacter"),
        ("شری\u200cفی", "شری\u200cفی"),
        ("👩\u200d🚀", "👩\u200d🚀"),
        ("\u2068name\u2069", "\u2068name\u2069"),
    ],
)
def test_clean(written: str, printed: str) -> None:
    assert clean(written) == printed


def test_widths_grow_with_size_and_weight() -> None:
    small, large, bold, none = text_widths(
        [("Rosalind", 7, 400), ("Rosalind", 14, 400), ("Rosalind", 7, 600), ("", 7, 400)]
    )
    assert large == pytest.approx(2 * small, rel=0.01)
    assert bold > small > none == 0
    assert text_widths([]) == []


@pytest.mark.parametrize(
    ("name", "latin", "shown", "native"),
    [
        ("Bartłomiej Żurkowiak", "Bartlomiej Zurkowiak", "Bartłomiej Żurkowiak", None),
        ("Títílayọ̀ Ọlátúnbọ̀sún", "Titilayo Olatunbosun", "Títílayọ̀ Ọlátúnbọ̀sún", None),
        ("澹台清遥", "Tantai Qingyao", "Tantai Qingyao", "澹台清遥"),
        ("澹台清遥", "", "澹台清遥", None),
        ("Дарина  Вербозір", "Daryna Verbozir", "Daryna Verbozir", "Дарина Вербозір"),
        ("Suryawati", "", "Suryawati", None),
    ],
)
def test_names_as_people_write_them(name: str, latin: str, shown: str, native: str | None) -> None:
    contact = Contact(1, "a", name, name_latin=latin)
    assert display_name(contact) == shown
    assert native_name(contact) == native
    assert is_latin(shown) == (shown != "澹台清遥")


def test_only_names_of_another_direction_are_isolated() -> None:
    assert in_sentence("Rosalind") == "Rosalind"
    assert in_sentence("אורית") == "\u2068אורית\u2069"


def test_overlong_words_can_be_broken_and_others_stay_whole() -> None:
    assert wide("a sentence of usual words") == "a sentence of usual words"
    assert wide("x" * 41).replace("\u200b", "") == "x" * 41
    assert max(map(len, narrow("W" * 200).split("\u200b"))) <= 15
    assert narrow("Thaddeus Ogbemudia-Finch") == "Thaddeus Ogbemudia-Finch"
    assert "👩\u200d🚀" in narrow("👩\u200d🚀" * 10)
