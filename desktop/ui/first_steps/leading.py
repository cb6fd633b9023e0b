"""Where each of the first steps is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.first_steps import FirstStep
from desktop.plan import read_beginning

if TYPE_CHECKING:
    from desktop.ui.personal import PersonalWorkspace


def place_of(step: FirstStep, *, begun: bool) -> str:
    """The screen on which a step goes on once it has begun, '' where its button is wanted everywhere."""
    if step is FirstStep.NAMES:
        return "people"
    if step is FirstStep.PLACE or (step is FirstStep.GROUPS and begun):
        return "map"
    return ""


def lead(workspace: PersonalWorkspace, step: FirstStep) -> None:
    """Go to where a step is done, so far that the next key or click does it."""
    workspace.settle()
    whom = read_beginning.first_of_the_few(workspace.session.plan)
    match step:
        case FirstStep.PURPOSE:
            from desktop.ui.dialogs.plan import Objective

            asked = Objective(workspace.window(), workspace.session)
            asked.finished.connect(asked.deleteLater)
            asked.open()
        case FirstStep.NAMES:
            workspace.name_people()
        case FirstStep.PLACE:
            workspace.show_screen("map")
        case FirstStep.GROUPS:
            workspace.show_screen("map")
            if not workspace.first_steps.beginning.key_groups:
                workspace.name_groups()
        case FirstStep.GOAL if whom is not None:
            workspace.open_goals(whom)
            workspace.inspector.goals.begin()
        case FirstStep.GOAL:
            workspace.show_screen("map")
            workspace.choose_key_relationship()
        case FirstStep.PAGE:
            workspace.first_steps.put_behind(step)
            workspace.report_wanted.emit("summary")
        case FirstStep.MEET if whom is not None:
            workspace.open_goals(whom)
            workspace.inspector.goals.plans.begin()
        case FirstStep.MEET:
            workspace.choose_key_relationship()
        case FirstStep.TALK:
            workspace.note_conversation()
        case FirstStep.REVIEW if whom is not None:
            workspace.start_review(whom)
        case FirstStep.REVIEW:
            workspace.show_screen("reviews")
