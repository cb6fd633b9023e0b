"""The first steps in words."""

from typing import NamedTuple

from desktop.domain.first_steps import TWELVE, Beginning, FirstStep
from desktop.words import _


class Told(NamedTuple):
    """A step: what it is, how it is done, and the words of the button that leads there."""

    title: str
    said: str
    does: str


def titles() -> dict[FirstStep, str]:
    """Each step in a few words."""
    return {
        FirstStep.PURPOSE: _("What matters this year"),
        FirstStep.NAMES: _("Twelve names, strongest first"),
        FirstStep.PLACE: _("How near they stand"),
        FirstStep.GROUPS: _("The groups it depends on"),
        FirstStep.GOAL: _("One goal, in one sentence"),
        FirstStep.PAGE: _("All of it on one page"),
        FirstStep.MEET: _("A way to meet that fits"),
        FirstStep.TALK: _("Listen, and note what was said"),
        FirstStep.REVIEW: _("Look back: five questions about one of them"),
    }


def told(step: FirstStep, so_far: Beginning) -> Told:
    """A step as it stands now."""
    said, does = _said(step, so_far)
    return Told(titles()[step], said, does)


def _said(step: FirstStep, so_far: Beginning) -> tuple[str, str]:
    match step:
        case FirstStep.PURPOSE:
            return _("In one line: what do you need people for? It stands in the corner of the map."), _("Write it…")
        case FirstStep.NAMES:
            said = _("From memory, one a line; a copied list can be pasted. Bringing people in can come later.")
            if so_far.people:
                said = _("{n} of {twelve}; fewer will do.").format(n=so_far.people, twelve=TWELVE) + " " + said
            return said, _("Name people")
        case FirstStep.PLACE:
            return _("Drag each of them to where they stand: the nearer to you, the closer you are."), _("To the map")
        case FirstStep.GROUPS if not so_far.key_groups:
            said = _("Where must somebody stand close to you? Name those groups; the map shows which are empty.")
            return said, _("Name the groups…")
        case FirstStep.GROUPS:
            return _("Drag people into their groups. Red marks where nobody is near enough."), _("To the map")
        case FirstStep.GOAL if not so_far.key_people:
            said = _("With whom first? Choose somebody on the map and make it a key relationship, under Goals.")
            return said, _("Choose somebody")
        case FirstStep.GOAL:
            return _("What will be different, for both of you?"), _("Say it")
        case FirstStep.PAGE:
            return _("To read, to print, or to show to somebody who thinks with you."), _("Show the page")
        case FirstStep.MEET:
            return _("A few minutes, or an afternoon? Choose what serves the goal."), _("Plan to meet")
        case FirstStep.TALK:
            return _("After a conversation one line is enough: with whom, what was said, what you promised."), _(
                "Note a conversation"
            )
        case FirstStep.REVIEW:
            return _("What you cannot answer is what to find out next."), _("Start the review")
