"""Dates as LinkedIn, Excel and other languages print them."""

import pytest

from desktop.exchange.days import iso_date, month_comes_first


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("15 Jun 2026", "2026-06-15"),
        ("05 Jan 2024", "2024-01-05"),
        ("Apr 5, 2016", "2016-04-05"),
        ("15-Jun-26", "2026-06-15"),
        ("15. Jun. 26", "2026-06-15"),
        ("15. März 2026", "2026-03-15"),
        ("14 août 2022", "2022-08-14"),
        ("3 de março de 2024", "2024-03-03"),
        ("3 mar. 2024", "2024-03-03"),
        ("1 wrz 2024", "2024-09-01"),
        ("5 června 2021", "2021-06-05"),
        ("5 července 2021", "2021-07-05"),
        ("5 травня 2024", "2024-05-05"),
        ("7 kesäk. 2020", "2020-06-07"),
        ("2 Ağu 2019", "2019-08-02"),
        ("2026年6月15日", "2026-06-15"),
        ("2024-06-15", "2024-06-15"),
        ("2024-06", "2024-06"),
        ("15.06.2026", "2026-06-15"),
        ("03/15/2024", "2024-03-15"),
        ("15/03/2024", "2024-03-15"),
        ("04/05/2024", "2024"),
        ("31 Feb 2024", "2024"),
        ("5 Blursday 2024", "2024"),
        ("15 Jun 20", ""),
        ("15 Ju", ""),
        ("45000", ""),
        ("", ""),
    ],
)
def test_dates(text: str, iso: str) -> None:
    assert iso_date(text) == iso


def test_a_column_tells_how_its_dates_are_meant() -> None:
    assert month_comes_first("04/25/2024") is True
    assert month_comes_first("25/04/2024") is False
    assert month_comes_first("04/05/2024") is None
    assert month_comes_first("15 Jun 2026") is None
    assert iso_date("04/05/2024", month_first=True) == "2024-04-05"
    assert iso_date("04/05/2024", month_first=False) == "2024-05-04"
