"""The catalogues of what screens and papers say: complete, up to date, with the same places to fill in."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from desktop.report.days import long_day, short_day
from desktop.words import LANGUAGES, _, ngettext, question_words, speaking, tier_words
from tests import sample

ROOT = Path(__file__).parents[2]
PLACE = re.compile(r"{[^}]*}")


@pytest.fixture(scope="module")
def catalogues() -> ModuleType:
    spec = importlib.util.spec_from_file_location("catalogues", ROOT / "installers" / "words.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_they_are_up_to_date(catalogues: ModuleType) -> None:
    """When this fails: make words."""
    stale = [path.name for path, data in catalogues.update().items() if path.read_bytes() != data]
    assert not stale


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_every_word_is_translated(catalogues: ModuleType, language: str) -> None:
    known = catalogues.read(catalogues.FOLDER / language / "LC_MESSAGES" / "rapport.po")
    assert len(known) > 2500
    for message, forms in known.items():
        assert all(forms), message.text
        allowed = set(PLACE.findall(message.text + message.plural))
        for form in forms:
            assert set(PLACE.findall(form)) <= allowed, form
        assert set(PLACE.findall("".join(forms))) == allowed, forms


def test_dates_and_plurals_are_those_of_the_language() -> None:
    with speaking("de"):
        assert long_day(sample.DAY) == "Montag, 2. März 2026"
        assert ngettext("{n} person", "{n} people", 1) == "{n} Person"
        assert ngettext("{n} person", "{n} people", 0) == "{n} Personen"
    with speaking("fr"):
        assert long_day(sample.DAY.replace(day=1)) == "dimanche 1er mars 2026"
        assert short_day(sample.DAY, sample.DAY) == "2\u00a0mars"
        assert ngettext("{n} person", "{n} people", 0) == "{n} personne"
        assert tier_words()["ally"] == "Alliance"
        assert question_words()["trends"] == "Qu’est-ce qui se répète\u00a0?"
    assert _("Today") == "Today"
