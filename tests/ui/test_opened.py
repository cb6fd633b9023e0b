"""Which plans the next start opens again."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.ui.opened import Opened


@pytest.fixture
def folder(tmp_path: Path) -> Callable[[], Path]:
    return lambda: tmp_path


def plan_at(tmp_path: Path, name: str) -> Path:
    path = tmp_path / name
    path.write_bytes(b"plan")
    return path


def test_what_the_last_window_had_is_opened_again(tmp_path: Path, folder: Callable[[], Path]) -> None:
    path = plan_at(tmp_path, "Ada.rapport")
    window = Opened(folder)
    window.note(path)
    assert Opened(folder).take() == [], "it is open still: this is no new start"
    window.leave()
    assert Opened(folder).take() == [path]
    assert Opened(folder).take() == [], "once; it is noted again when it is open"


def test_whoever_closes_one_of_two_means_it(tmp_path: Path, folder: Callable[[], Path]) -> None:
    first, second = Opened(folder), Opened(folder)
    first.note(plan_at(tmp_path, "a.rapport"))
    second.note(plan_at(tmp_path, "b.rapport"))
    first.leave()
    second.leave()
    assert Opened(folder).take() == [tmp_path / "b.rapport"]


def test_the_system_ends_them_all_and_all_come_back(tmp_path: Path, folder: Callable[[], Path]) -> None:
    windows = [Opened(folder), Opened(folder)]
    for window, name in zip(windows, "ab", strict=True):
        window.note(plan_at(tmp_path, f"{name}.rapport"))
    windows[0].let_go()
    assert [path.name for path in Opened(folder).take()] == ["a.rapport"], "b is open in the other window"
    windows[0].note(tmp_path / "a.rapport")
    for window in windows:
        window.let_go()
    assert {path.name for path in Opened(folder).take()} == {"a.rapport", "b.rapport"}


def test_a_closed_plan_does_not_come_back(tmp_path: Path, folder: Callable[[], Path]) -> None:
    window = Opened(folder)
    window.note(plan_at(tmp_path, "a.rapport"))
    window.drop()
    window.leave()
    assert Opened(folder).take() == []


def test_what_is_gone_or_cannot_be_read_is_left(tmp_path: Path, folder: Callable[[], Path]) -> None:
    window = Opened(folder)
    window.note(tmp_path / "gone.rapport")
    window.leave()
    for n, said in enumerate((b"\xff", b"[1]", json.dumps("\0").encode(), b"[" * 100_000)):
        (tmp_path / "open" / f"{n}.json").write_bytes(said)
    assert Opened(folder).take() == []


def test_forgotten_it_leaves_no_name(tmp_path: Path, folder: Callable[[], Path]) -> None:
    mine, other = Opened(folder), Opened(folder)
    mine.note(plan_at(tmp_path, "a.rapport"))
    other.note(plan_at(tmp_path, "b.rapport"))
    mine.clear()
    assert not list((tmp_path / "open").glob("*.json"))
    other.leave()
    assert Opened(folder).take() == []


def test_without_a_data_folder_nothing_is_kept(tmp_path: Path) -> None:
    def nowhere() -> Path:
        raise OSError

    window = Opened(nowhere)
    window.note(plan_at(tmp_path, "a.rapport"))
    window.leave()
    assert window.take() == []
    window.clear()
