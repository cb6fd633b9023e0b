"""What all agreed on the day is to be seen in the plan of a participant who took the file in."""

import json
from pathlib import Path

from PySide6.QtWidgets import QLabel

from desktop.domain.job import run
from desktop.exchange.out.participants import for_participants
from desktop.exchange.plan_json import parse, values_of
from desktop.plan import document
from desktop.plan.file import Plan
from desktop.plan.step import Edit
from desktop.ui.dialogs.agreed import Agreed
from tests.ui.conftest import OpenWindow
from tests.workshop_secrets import MARK, secret_document


def texts(dialog: Agreed) -> str:
    return "\n".join(each.text() for each in dialog.findChildren(QLabel))


def test_a_participant_sees_what_was_agreed_and_nothing_else(open_window: OpenWindow, tmp_path: Path) -> None:
    whole = values_of(json.loads(json.dumps(secret_document())), {}, None)
    agreed = values_of(parse(for_participants(whole)), {}, None)
    path = tmp_path / "Mine.rapport"
    Plan.create(path, lambda plan: run(document.replace_all(plan, agreed, Edit.SET_UP)))
    window = open_window(path)
    assert window.session is not None
    dialog = Agreed(window, window.session)
    said = texts(dialog)
    (workshop,) = agreed.workshops.values()
    for words in (*workshop.success_conditions, *workshop.statements, *(each.text for each in workshop.actions)):
        assert words in said
    assert workshop.actions
    for owner in workshop.actions[0].owners:
        assert agreed.contacts[owner].name in said
    assert MARK not in said


def test_a_plan_without_a_workshop_says_how_one_comes_in(open_window: OpenWindow, sample_path: Path) -> None:
    window = open_window(sample_path)
    assert window.session is not None
    with window.session.plan.step(Edit.SET_UP) as step:
        step.db.execute("DELETE FROM workshops")
    assert "File › Import" in texts(Agreed(window, window.session))
