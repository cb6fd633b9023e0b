"""What people write stands in names of files that every system takes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.file_stem import file_stem


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Northwind and Lumen", "Northwind and Lumen"),
        ("Con", "Con_"),
        ("NUL", "NUL_"),
        ("aux.txt", "aux.txt_"),
        ("com1 .day", "com1 .day_"),
        ("LPT²", "LPT²_"),
        ("conin$", "conin$_"),
        ("Conrad", "Conrad"),
        ("../../etc/passwd", "etc passwd"),
        ("A\\B: “C”?\n", "A B “C”"),
        (".hidden. ", "hidden"),
        ("\u202egnp.exe", "gnp.exe"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        (" / ", "otherwise"),
        ("", "otherwise"),
    ],
)
def test_a_name_of_a_file(said: str, name: str) -> None:
    assert file_stem(said, "otherwise") == name


@given(st.text(max_size=200))
def test_whatever_is_said(said: str) -> None:
    name = file_stem(said, "otherwise")
    assert name == file_stem(name, "otherwise")
    assert 0 < len(name.encode()) <= 121
    assert not set(name) & set('<>:"/\\|?*')
    assert name.strip(". ") == name
