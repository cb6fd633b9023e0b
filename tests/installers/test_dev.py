"""The chores: what can be checked of them without installing anything."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from installers import dev

ROOT = Path(__file__).parent.parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def locked() -> dict[str, str]:
    """Package name -> version of requirements.lock; fails on an entry without a hash."""
    entries = re.split(r"\n(?=\S)", (ROOT / "requirements.lock").read_text("utf-8").strip())
    assert all("--hash=sha256:" in entry for entry in entries)
    pins = [re.match(r"([\w.-]+)==([\w.!+-]+)", entry) for entry in entries]
    return {canonicalize_name(pin.group(1)): pin.group(2) for pin in pins if pin}


def wanted() -> list[Requirement]:
    groups = PROJECT["dependency-groups"]
    return [Requirement(text) for text in [*PROJECT["project"]["dependencies"], *groups["dev"], *groups["build"]]]


@pytest.mark.parametrize("requirement", wanted(), ids=lambda requirement: requirement.name)
def test_the_lock_file_answers_the_project(requirement: Requirement) -> None:
    assert requirement.specifier.contains(locked()[canonicalize_name(requirement.name)])


def test_make_and_dev_offer_the_same() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = re.search(r"^\.PHONY: (.*)$", makefile, re.M)
    assert targets is not None
    assert targets.group(1).split() == list(dev.COMMANDS)
    assert dev.__doc__ is not None
    assert all(re.search(rf"^    {name} ", dev.__doc__, re.M) for name in dev.COMMANDS)


def test_an_unknown_chore_names_the_known_ones() -> None:
    command = [sys.executable, str(ROOT / "installers" / "dev.py"), "rum"]
    result = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert result.returncode == 2
    assert "    run " in result.stdout


@pytest.mark.parametrize("version", [(3, 10, 13), (3, 15, 0)])
def test_another_python_is_refused_in_one_line(version: tuple[int, int, int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", version)
    with pytest.raises(dev.Trouble, match=r"^needs Python 3\.11 to 3\.14, and [^\n]*\.$"):
        dev.check_python()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks the dynamic loader of Linux")
def test_missing_libraries_are_found() -> None:
    assert dev.missing_libraries(["libc.so.6", "libnobody-has-this.so.4"]) == ["libnobody-has-this.so.4"]


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no such mark")
def test_the_check_of_a_change_can_be_run() -> None:
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


def test_the_readme_shows_pictures_that_are_there() -> None:
    pictures = re.findall(r"!\[[^]]*\]\(([^)]+)\)", (ROOT / "README.md").read_text("utf-8"))
    assert pictures
    assert [picture for picture in pictures if not (ROOT / picture).is_file()] == []
