"""Every known problem has words of its own: what happened, what is safe, what to do."""

import contextlib
import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from enum import EnumMeta
from pathlib import Path
from typing import Any, get_type_hints

import pytest

import desktop
from desktop.domain.errors import KnownError
from desktop.plan.errors import PlanProblem
from desktop.words import explain

for _found in pkgutil.walk_packages(desktop.__path__, "desktop."):
    if not _found.name.endswith("__main__"):
        importlib.import_module(_found.name)


CODES = ["not_json", "folder", "person"]
"""One code of each problem that has codes."""


def kinds(kind: type[KnownError] = KnownError) -> Iterator[type[KnownError]]:
    for each in kind.__subclasses__():
        yield each
        yield from kinds(each)


@pytest.mark.parametrize("kind", [each for each in kinds() if each is not PlanProblem], ids=lambda kind: kind.__name__)
def test_a_known_problem_has_words(kind: type[KnownError]) -> None:
    problem = make(kind)
    said = explain(problem)
    assert said != explain(KnownError()), "the words for what has none"
    assert said.endswith((".", "?")) or "said" in vars(problem)
    assert len(said) < 300


def test_a_file_name_in_words_is_one_harmless_line() -> None:
    for kind in kinds(PlanProblem):
        said = explain(make(kind, Path("/home/anna/\u202eevil\nname<img src=x>.rapport")))
        assert "\n" not in said
        assert "\u202e" not in said
        assert "/home" not in said


def make(kind: type[KnownError], path: Path = Path("Mine.rapport")) -> KnownError:
    """One of each, with what its constructor asks for by type."""
    if kind.__init__ is KnownError.__init__:
        return kind()
    asked = inspect.signature(kind).parameters.values()
    types = get_type_hints(kind.__init__)
    values = {Path: path, str: "Mine", bool: True, bytes: b"16 bytes of salt"}
    wanted = [each for each in asked if each.default is each.empty and each.kind is each.POSITIONAL_OR_KEYWORD]
    given = [_one(types[each.name], values) for each in wanted]
    for code in CODES if "code" in {each.name for each in wanted} else [""]:
        problem = kind(*(code if each.name == "code" else value for each, value in zip(wanted, given, strict=True)))
        with contextlib.suppress(KeyError):
            explain(problem)
            return problem
    raise AssertionError(f"none of {CODES} is a code of {kind.__name__}: add one")


def _one(asked: Any, values: dict[Any, Any]) -> Any:
    """A value of the type asked for; of a list of codes the first."""
    return next(iter(asked)) if isinstance(asked, EnumMeta) else values[asked]
