"""A coach's shelf: aliases and figures in the data folder, each file opened by itself, none read for the list."""

import json
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desktop.domain.job import run
from desktop.domain.levels import Level
from desktop.plan import cycle_edits, giving, session_edits
from desktop.plan.file import Plan
from desktop.samples import new_plan
from desktop.ui import files
from desktop.ui.dialogs.clients import Clients
from desktop.ui.main_window import MainWindow
from desktop.ui.shelf import Client, Shelf, client_words

from .conftest import TODAY, OpenWindow

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(autouse=True)
def closed(qapp: QApplication) -> Iterator[None]:
    yield
    for each in qapp.topLevelWidgets():
        if isinstance(each, Clients) and each.isVisible():
            each.reject()


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(lambda: tmp_path)


def shown(window: MainWindow) -> Clients:
    next(each for each in window.findChildren(type(window.actions_.undo)) if each.text() == "My clients…").trigger()
    return next(each for each in window.findChildren(Clients) if each.isVisible())


def put(window: MainWindow, qtbot: QtBot, alias: str) -> Clients:
    dialog = shown(window)
    dialog.alias.setFocus()
    qtbot.keyClicks(dialog.alias, alias)
    qtbot.mouseClick(dialog.put, LEFT)
    return dialog


def offers(window: MainWindow) -> list[str]:
    window.fill_welcome()
    QApplication.processEvents()
    return [each.accessibleName() for each in window.welcome.findChildren(QPushButton) if each.isVisibleTo(window)]


def test_nobody_sees_it_before_it_is_used(open_window: OpenWindow) -> None:
    window = open_window(None)
    assert window.shelf.clients() == []
    assert not [said for said in offers(window) if "clients" in said]


def test_a_plan_is_put_there_and_its_figures_follow_while_it_is_open(
    open_window: OpenWindow, sample_path: Path, shelf: Shelf, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window(sample_path, "sessions")
    dialog = put(window, qtbot, "Blue heron")
    assert dialog.list.item(0).text() == "Blue heron\nnext session 9\N{NO-BREAK SPACE}March · 2 steps open"
    assert not dialog.put.isVisible()
    dialog.reject()
    assert window.session is not None
    plan = window.session.plan
    (step,) = [key for (key,) in plan.db.execute("SELECT id FROM next_steps WHERE agreed_in IS NOT NULL LIMIT 1")]
    assert window.session.do(lambda: cycle_edits.step_done(plan, step, on=TODAY, subject=""))
    assert window.session.do(lambda: session_edits.add_session(plan, date(2026, 3, 4)))
    (card,) = (tmp_path / "shelf").iterdir()
    said = json.loads(card.read_bytes())
    assert said.keys() == {"alias", "path", "next", "open"}
    assert (said["next"], said["path"]) == ("2026-03-04", str(sample_path))
    before = said["open"]
    window.undo()
    window.undo()
    window.close()
    assert shelf.clients() == [Client(card.stem, "Blue heron", str(sample_path), "2026-03-09", 2)]
    assert before <= 2


def test_the_welcome_offers_clients_by_alias_and_opens_one(
    open_window: OpenWindow, sample_path: Path, shelf: Shelf, qtbot: QtBot
) -> None:
    with Plan.open(sample_path) as plan:
        shelf.put(plan, "  Blue\nheron ", TODAY)
    window = open_window(None)
    window.files.recent.add(sample_path)
    said = offers(window)
    assert "Blue heron · next session 9\N{NO-BREAK SPACE}March · 2 steps open" in said
    assert "Sample" not in said  # not by its file's name as well
    each = next(b for b in window.welcome.findChildren(QPushButton) if b.accessibleName().startswith("Blue heron"))
    qtbot.mouseClick(each, LEFT)
    assert window.session is not None
    assert window.session.plan.path == sample_path


def test_another_client_opens_in_a_process_of_its_own(
    open_window: OpenWindow, sample_path: Path, empty_path: Path, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Plan.open(sample_path) as plan:
        shelf.put(plan, "Blue heron", TODAY)
    begun: list[Path] = []
    monkeypatch.setattr(files, "another_window", lambda path: begun.append(path) or True)
    window = open_window(empty_path, "people")
    dialog = shown(window)
    dialog.open_chosen()
    assert begun == [sample_path]
    assert window.session is not None
    assert window.session.plan.path == empty_path


def test_a_file_that_moved_is_said_and_found_again(
    open_window: OpenWindow, sample_path: Path, shelf: Shelf, tmp_path: Path
) -> None:
    with Plan.open(sample_path) as plan:
        shelf.put(plan, "Blue heron", TODAY)
    moved = sample_path.rename(tmp_path / "Moved.rapport")
    window = open_window(None)
    assert "Blue heron · The file is not where it was." in offers(window)
    dialog = shown(window)
    assert not dialog.does.isEnabled()
    assert dialog.seek.isEnabled()
    dialog.found_at(moved)
    assert dialog.does.isEnabled()
    dialog.reject()
    assert shelf.clients()[0].path == str(moved)
    again = moved.rename(tmp_path / "Again.rapport")
    window.files.open_path(again)  # opened in any way, it is known again
    window.close()
    assert shelf.clients()[0].path == str(again)


def test_figures_of_one_client_never_come_to_stand_on_another(
    open_window: OpenWindow, sample_path: Path, empty_path: Path, shelf: Shelf
) -> None:
    with Plan.open(sample_path) as plan:
        shelf.put(plan, "Blue heron", TODAY)
    (client,) = shelf.clients()
    shelf.change(client, path=empty_path)
    window = open_window(empty_path, "people")
    assert window.workspace is not None
    assert "“Blue heron” is said to lie here" in window.workspace.banner.text
    window.close()
    (after,) = shelf.clients()
    assert (after.next, after.open) == (client.next, client.open)


def test_a_newer_file_takes_the_place_of_the_older_one_where_it_is_put_there(
    open_window: OpenWindow, sample_path: Path, shelf: Shelf, tmp_path: Path, qtbot: QtBot
) -> None:
    with Plan.open(sample_path) as plan:
        shelf.put(plan, "Blue heron", TODAY)
    newer = Path(shutil.copy(sample_path, tmp_path / "Newer.rapport"))
    window = open_window(newer, "people")
    assert [each.path for each in shelf.clients()] == [str(sample_path)]
    dialog = shown(window)
    assert "that of “Blue heron” are one and the same" in dialog.wrong.text()
    assert dialog.focusWidget() is dialog.alias  # and not the list, where Enter opens somebody else
    qtbot.mouseClick(dialog.put, LEFT)
    assert dialog.wrong.text() == ""
    assert [(each.alias, each.path) for each in shelf.clients()] == [("Blue heron", str(newer))]
    assert not dialog.put.isVisible()


def test_a_newer_copy_of_the_same_client_is_the_same_client(sample_path: Path, shelf: Shelf, tmp_path: Path) -> None:
    first, second = tmp_path / "first.rapport", tmp_path / "second.rapport"
    with Plan.open(sample_path) as plan:
        run(giving.give(plan, first, Level.TOGETHER, to="coach", on=TODAY))
        run(giving.give(plan, second, Level.TOGETHER, to="coach", on=TODAY))
    with Plan.open(first) as plan:
        shelf.put(plan, "Blue heron", TODAY)
    first.unlink()
    with Plan.open(second) as plan:
        shelf.tell(plan, TODAY)
    assert [each.path for each in shelf.clients()] == [str(second)]


def test_two_plans_begun_from_the_sample_are_two_clients(shelf: Shelf, tmp_path: Path) -> None:
    for alias in ("Blue heron", "Red kite"):
        path = tmp_path / f"{alias}.rapport"
        new_plan(path, "personal")
        with Plan.open(path) as plan:
            shelf.put(plan, alias, TODAY)
    assert {each.alias: Path(each.path).stem for each in shelf.clients()} == {
        "Blue heron": "Blue heron",
        "Red kite": "Red kite",
    }


def test_no_two_clients_are_called_the_same(
    open_window: OpenWindow, sample_path: Path, empty_path: Path, shelf: Shelf, qtbot: QtBot
) -> None:
    with Plan.open(sample_path) as plan:
        shelf.put(plan, "Blue heron", TODAY)
    dialog = put(open_window(empty_path, "people"), qtbot, "blue Heron")
    assert "called “blue Heron” already" in dialog.wrong.text()
    assert [each.alias for each in shelf.clients()] == ["Blue heron"]
    qtbot.keyClicks(dialog.alias, " 2")
    qtbot.mouseClick(dialog.put, LEFT)
    assert [each.alias for each in shelf.clients()] == ["Blue heron", "blue Heron 2"]
    qtbot.keyClicks(dialog.alias, "Blue heron")
    qtbot.mouseClick(dialog.rename, LEFT)
    assert [each.alias for each in shelf.clients()] == ["Blue heron", "blue Heron 2"]


def test_cards_that_make_no_sense_are_none_and_one_taken_off_stays_off(
    sample_path: Path, shelf: Shelf, tmp_path: Path
) -> None:
    with Plan.open(sample_path) as plan:
        shelf.put(plan, "Blue heron", TODAY)
        (tmp_path / "shelf" / "x.json").write_bytes(b"[" * 10_000)
        (tmp_path / "shelf" / "y.json").write_bytes(b'{"alias": 1}')
        shutil.copy(sample_path, tmp_path / "other.rapport")
        (client,) = shelf.clients()
        shelf.remove(client)
        shelf.tell(plan, TODAY)
    assert shelf.clients() == []


def test_the_words_of_a_card() -> None:
    here = str(Path(__file__))
    said = [client_words(Client("k", "a", here, day, n), TODAY) for day, n in (("", 0), ("2026-02-01", 1))]
    assert said == ["no session fixed · 0 steps open", "was fixed for 1\N{NO-BREAK SPACE}February · 1 step open"]
