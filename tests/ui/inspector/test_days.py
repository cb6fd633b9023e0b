"""Days as people type them."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QLocale

from desktop.ui.inspector.days import in_short, in_words, read_day, to_edit
from desktop.words import speaking

TODAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("", ""),
        ("today", "2026-03-02"),
        ("Yesterday", "2026-03-01"),
        ("2026-02-12", "2026-02-12"),
        ("12 Feb 2026", "2026-02-12"),
        ("12 February", "2026-02-12"),
        ("12. Feb.", "2026-02-12"),
        ("Feb 12", "2026-02-12"),
        ("9 March", "2025-03-09"),
        ("2 March", "2026-03-02"),
        ("12.2.", "2026-02-12"),
        ("12.2.2026", "2026-02-12"),
        ("29 Feb", "2024-02-29"),
        ("March 2021", None),
        ("2021", None),
        ("Fri", "2026-02-27"),
        ("last Fri", "2026-02-27"),
        ("3 days ago", "2026-02-27"),
        ("whenever", None),
        ("31 Feb 2026", None),
        ("12 Foo", None),
    ],
)
def test_a_day_that_was(text: str, iso: str | None) -> None:
    assert read_day(text, TODAY) == iso


@pytest.mark.parametrize(
    ("text", "iso"),
    [("Fri", "2026-03-06"), ("next week", "2026-03-09"), ("tomorrow", "2026-03-03"), ("in two weeks", "2026-03-16"),
     ("in 3 days", "2026-03-05"), ("by Fri", "2026-03-06"),
     ("9 March", "2026-03-09"), ("1 March", "2027-03-01"), ("2 Mar", "2026-03-02"),
     ("29 Feb", "2028-02-29")],
)  # fmt: skip
def test_a_day_to_come(text: str, iso: str) -> None:
    assert read_day(text, TODAY, ahead=True) == iso


@pytest.mark.parametrize(
    ("text", "iso"),
    [("March 2021", "2021-03"), ("03/2021", "2021-03"), ("2021-03", "2021-03"), ("2021", "2021"), ("13/2021", None)],
)
def test_a_partial_day(text: str, iso: str | None) -> None:
    assert read_day(text, TODAY, partial=True) == iso


@pytest.mark.parametrize("iso", ["2026-02-12", "2021-03", "2021", "2024-02-29"])
def test_what_a_field_shows_is_read_back(iso: str) -> None:
    assert read_day(to_edit(iso), TODAY, partial=True) == iso


def test_words() -> None:
    assert in_words("2026-02-12", TODAY) == "12\u00a0February"
    assert in_short("2025-09-04", TODAY) == "4\u00a0Sep\u00a02025"
    assert in_words("2021-03", TODAY) == "March\u00a02021"
    assert in_words("2021", TODAY) == "2021"
    assert in_words(None, TODAY) == in_words("", TODAY) == in_words("soon", TODAY) == ""


@pytest.mark.parametrize(
    ("language", "text", "iso"),
    [
        ("en", "next fri", "2026-03-13"),
        ("en", "last Fri", "2026-02-27"),
        ("en", "in a month", "2026-04-02"),
        ("en", "next month", "2026-04-01"),
        ("en", "the day after tomorrow", "2026-03-04"),
        ("en", "13/3", "2026-03-13"),
        ("de", "nächsten Fr.", "2026-03-13"),
        ("de", "vor 3 Tagen", "2026-02-27"),
        ("de", "bis zum 13.3.", "2026-03-13"),
        ("de", "in zwei Monaten", "2026-05-02"),
        ("de", "übermorgen", "2026-03-04"),
        ("fr", "vendredi prochain", "2026-03-13"),
        ("fr", "la semaine prochaine", "2026-03-09"),
        ("fr", "dans un an", "2027-03-02"),
        ("fr", "d’ici 2 semaines", "2026-03-16"),
        ("fr", "avant-hier", "2026-02-28"),
    ],
)
def test_days_are_typed_in_the_language_of_the_screen(language: str, text: str, iso: str) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale({"en": "en_GB", "de": "de_DE", "fr": "fr_FR"}[language]))
    try:
        with speaking(language):
            assert read_day(text, TODAY, ahead=True) == iso
    finally:
        QLocale.setDefault(before)
