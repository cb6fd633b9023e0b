"""Every word a person reads passes here: translation, and the screen's names for the terms of the code."""

from __future__ import annotations

import gettext
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.assets import asset
from desktop.output import CannotKeep, CannotWrite
from desktop.plan import errors
from desktop.plan.key import PassphraseTooShort
from desktop.plan.lock import lock_path

if TYPE_CHECKING:
    from desktop.domain.errors import KnownError
    from desktop.plan.step import Edit

LANGUAGES = ("en", "de", "fr")
"""What screens and papers can be in."""

LANGUAGE_NAMES: Mapping[str, str] = {"en": "English", "de": "Deutsch", "fr": "Français"}
"""Each as those call it who read it."""

_spoken: ContextVar[str] = ContextVar("spoken", default=LANGUAGES[0])


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Words in `language` (one of LANGUAGES) inside this block."""
    before = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(before)


def speak(language: str) -> None:
    """Words in `language` (one of LANGUAGES) from now on: what a program's start does, once."""
    _spoken.set(language)


def spoken() -> str:
    """The language that words are in now."""
    return _spoken.get()


@cache
def _translation(language: str) -> gettext.NullTranslations:
    if language == LANGUAGES[0]:
        return gettext.NullTranslations()
    return gettext.translation("rapport", asset("i18n"), [language])


def _(message: str) -> str:
    """`message` in the reader's language."""
    return _translation(_spoken.get()).gettext(message)


def ngettext(one: str, many: str, n: int) -> str:
    """`one` or `many` in the reader's language, as `n` needs."""
    return _translation(_spoken.get()).ngettext(one, many, n)


def pgettext(context: str, message: str) -> str:
    """`message` in the reader's language where it needs to be told apart by `context`."""
    return _translation(_spoken.get()).pgettext(context, message)


def tier_words() -> Mapping[str, str]:
    """Tier id to its name on screens and papers."""
    return {
        "advocate": _("Advocate"),
        "ally": _("Ally"),
        "acquaintance": _("Acquaintance"),
        "aware": _("Aware of me"),
        "unconnected": _("Not yet connected"),
    }


def tier_tests() -> Mapping[str, str]:
    """Tier id to how one knows that somebody is in it, in a few words (the tier scale)."""
    return {
        "advocate": _("speaks up for me when I am not there"),
        "ally": _("we help each other"),
        "acquaintance": _("we know each other’s work"),
        "aware": _("would know my name"),
        "unconnected": _("has not heard of me"),
    }


def question_words() -> Mapping[str, str]:
    """The five questions, by id, as they stand on screens and papers."""
    return {
        "important": _("What is important to them?"),
        "frustrates": _("What frustrates them?"),
        "successful": _("When did it go well between us?"),
        "unsuccessful": _("When did it not?"),
        "trends": _("What repeats?"),
    }


def rated_words() -> Mapping[str, str]:
    """What is rated before the day of two organisations and after it."""
    return {
        "raise_difficult": _("I can raise a difficult matter with them."),
        "understand_pressures": _("I understand the pressures they work under."),
        "next_change": _("I expect that we handle the next change well together."),
    }


def focal_kind_words() -> Mapping[str, str]:
    """What to do with a key relationship."""
    return {
        "create": _("begin it"),
        "strengthen": _("strengthen it"),
        "repair": _("repair it"),
        "sustain": _("keep it strong"),
    }


def goal_state_words() -> Mapping[str, str]:
    """How a goal stands."""
    return {
        "draft": _("draft"),
        "ready": _("ready"),
        "active": _("active"),
        "achieved": _("achieved"),
        "superseded": _("earlier version"),
        "dropped": _("let go"),
    }


def action_words() -> Mapping[str, str]:
    """How far a joint action is."""
    return {
        "open": _("open"),
        "in progress": _("in progress"),
        "done": _("done"),
        "late": _("late"),
        "dropped": _("let go"),
    }


def timeline_words() -> Mapping[str, str]:
    """The steps around the day of two organisations, by key (`domain.workshop_dates.STEPS`)."""
    return {
        "persuade": _("asking one after the other"),
        "confirmed": _("all say yes, both hosts named"),
        "interviews": _("telephone calls before the day"),
        "themes": _("themes sent without names"),
        "day": _("the day"),
        "record": _("record sent"),
        "first steps": _("first steps checked"),
        "calls": _("telephone calls after the day"),
        "summary": _("summary to everybody"),
        "look-back": _("joint look-back at what we do"),
        "follow-up": _("telephone calls two years on"),
    }


def explain(error: KnownError) -> str:
    """A known problem in one line: what happened, what is safe, what to do."""
    own = getattr(error, "words", None)
    if callable(own):
        return str(own())
    if isinstance(error, CannotKeep):
        return _cannot_keep(error).format(folder=one_line(str(error.path), 300))
    if isinstance(error, CannotWrite):
        return _cannot_write(error).format(name=one_line(error.path.name))
    if isinstance(error, errors.InUse) and error.host:
        return _(
            "“{name}” is open on the computer “{host}”. Close it there first; if nobody works on it there any more,"
            " delete the file “{lock}” beside it."
        ).format(name=one_line(error.path.name), host=one_line(error.host), lock=one_line(lock_path(error.path).name))
    for kind, said in _problems().items():
        if isinstance(error, kind):
            return said.format(name=one_line(getattr(error, "path", Path()).name))
    return _("Something went wrong. Nothing was changed.")


def one_line(text: str, most: int = 120) -> str:
    """Text of others as one harmless line: without line ends, control and bidi characters, and not endless."""
    plain = "".join(c if c.isprintable() else " " for c in text)
    return " ".join(plain.split())[:most]


def _cannot_keep(error: CannotKeep) -> str:
    if error.full:
        return _("There is no room left in Rapport’s own folder, {folder}. Your plans are as they were.")
    return _(
        "Rapport cannot write in its own folder, {folder}, where it keeps backups and settings. Your plans are as they"
        " were; connect its drive, or let yourself write there."
    )


def _cannot_write(error: CannotWrite) -> str:
    if error.full:
        return _("There is no room left for “{name}”. Nothing was written.")
    return _("“{name}” cannot be written there. Nothing was written; choose another folder or name.")


def _problems() -> Mapping[type[KnownError], str]:
    return {
        errors.NotThere: _("There is no file or folder “{name}”. Check the name and where it lies."),
        errors.NotAPlan: _("“{name}” is not a Rapport plan. It was left as it is; to bring people in, import it."),
        errors.OtherKind: _(
            "“{name}” is of another kind. A plan is opened by itself, a coach’s own notes beside their plan."
        ),
        errors.PassphraseWanted: _("“{name}” is protected by a passphrase. Without it, nobody can open it."),
        errors.WrongPassphrase: _(
            "“{name}” does not open: the passphrase is wrong, or the file is damaged. It was left as it is."
        ),
        PassphraseTooShort: _("A passphrase needs at least twelve characters. Nothing was changed."),
        errors.NewerPlan: _("“{name}” was written by a newer Rapport. It was left as it is; update the program."),
        errors.Damaged: _("“{name}” is damaged and was left as it is. Open a copy or a backup instead."),
        errors.SearchDamaged: _(
            "The search index of “{name}” is damaged; nothing was changed. What you wrote is whole: open the plan in"
            " its window, where the index is built anew."
        ),
        errors.AlreadyThere: _("“{name}” exists already and was left as it is. Choose another name."),
        errors.InUse: _("“{name}” is open in another window. Nothing was changed; close it there first."),
        errors.ReadOnly: _("“{name}” or its folder cannot be written. Nothing was changed; save a copy elsewhere."),
        errors.DiskFull: _(
            "There is no room left for “{name}”. The last edit was not kept, all before are; make room and try again."
        ),
        errors.NoBackup: _(
            "“{name}” could not be backed up; look at the disk of your data folder. The plan is as it was, and so are"
            " its backups."
        ),
        errors.TooLong: _("A text is longer than a plan takes (20 MB). The edit was not kept; shorten the text."),
        errors.CannotRead: _(
            "“{name}” could not be read or written. Nothing was half changed; check the disk, the connection and your"
            " rights."
        ),
        errors.MeasureWanted: _("How does the measure stand today, or why can it not be said? Nothing was changed."),
        errors.ReasonWanted: _("This goal waits for a second look. Why is it achieved? Nothing was changed."),
        errors.GapReasonWanted: _("Why is this one left? A few words are enough. Nothing was changed."),
        errors.PairRests: _(
            "This introduction was declined less than half a year ago; let it rest, or ask somebody else."
            " Nothing was changed."
        ),
        errors.NotBothAsked: _("Both have to say yes before you introduce them. Nothing was changed."),
        errors.OtherPlan: _(
            "“{name}” belongs to another plan: it was not made from this one. Nothing of it was looked at or changed."
        ),
        errors.HoldsLess: _(
            "This plan is a copy that holds less than “{name}”, which it was made from. Take it back there, then make a"
            " new copy. Nothing was changed."
        ),
        errors.SamePlan: _("“{name}” is the plan itself. Choose the copy that came back."),
        errors.ChangedOutside: _(
            "“{name}” was changed, moved or replaced by another program. Nothing was written over it; open it again."
        ),
    }


def edit_words(edit: Edit, subject: str = "") -> str:
    """The name of an edit in the Undo menu, with whose it is."""
    # Steps bring the database library; who only needs words starts without it.
    from desktop.plan.step import Edit

    said = {
        Edit.SET_UP: _("Set up the plan"),
        Edit.ADD_PERSON: _("Add a person"),
        Edit.ADD_PEOPLE: _("Add people"),
        Edit.CHANGE_PERSON: _("Change a person"),
        Edit.CHANGE_PEOPLE: _("Change people"),
        Edit.MOVE_PERSON: _("Move a person"),
        Edit.DELETE_PERSON: _("Delete a person"),
        Edit.DELETE_PEOPLE: _("Delete people"),
        Edit.MERGE_PEOPLE: _("Put two people together"),
        Edit.IMPORT: _("Import"),
        Edit.ADD_GROUP: _("Add a group"),
        Edit.CHANGE_GROUP: _("Change a group"),
        Edit.DELETE_GROUP: _("Delete a group"),
        Edit.ADD_ORGANISATION: _("Add an organisation"),
        Edit.ADD_TIE: _("Add who knows whom"),
        Edit.CHANGE_TIE: _("Change who knows whom"),
        Edit.DELETE_TIE: _("Remove who knows whom"),
        Edit.ADD_KEY_RELATIONSHIP: _("Make a key relationship"),
        Edit.CHANGE_KEY_RELATIONSHIP: _("Change a key relationship"),
        Edit.DELETE_KEY_RELATIONSHIP: _("Let a key relationship go"),
        Edit.ADD_GOAL: _("Add a goal"),
        Edit.CHANGE_GOAL: _("Change a goal"),
        Edit.DELETE_GOAL: _("Delete a goal"),
        Edit.ADD_CONVERSATION: _("Note a conversation"),
        Edit.CHANGE_CONVERSATION: _("Change a conversation"),
        Edit.DELETE_CONVERSATION: _("Delete a conversation"),
        Edit.ADD_INSIGHT: _("Add what I learned"),
        Edit.CHANGE_INSIGHT: _("Change what I learned"),
        Edit.DELETE_INSIGHT: _("Delete what I learned"),
        Edit.CHANGE_STEP: _("Change a next step"),
        Edit.CHANGE_PLAN: _("Change the plan"),
        Edit.ADD_MEETING: _("Plan to meet"),
        Edit.CHANGE_MEETING: _("Change a plan to meet"),
        Edit.DELETE_MEETING: _("Delete a plan to meet"),
        Edit.AFTER_MEETING: _("After the conversation"),
        Edit.REVIEW: _("Review"),
        Edit.CONFIRM_GOAL: _("Confirm a goal"),
        Edit.WALK: _("A page of the walk"),
        Edit.FILE_CONVERSATION: _("File a conversation"),
        Edit.STEP_DONE: _("Tick off"),
        Edit.PUT_OFF: _("Put off"),
        Edit.PAUSE_PERSON: _("Not now"),
        Edit.ADD_GAP: _("Add somebody missing"),
        Edit.CHANGE_GAP: _("Change somebody missing"),
        Edit.DELETE_GAP: _("Remove somebody missing"),
        Edit.DECIDE_GAP: _("Decide about a gap"),
        Edit.FILL_GAP: _("Name somebody missing"),
        Edit.ADD_INTRODUCTION: _("Think of an introduction"),
        Edit.CHANGE_INTRODUCTION: _("An introduction"),
        Edit.DELETE_INTRODUCTION: _("Delete an introduction"),
        Edit.TAKE_BACK: _("Take back a copy"),
        Edit.COACH_NOTE: _("A note of my own"),
        Edit.FAREWELL: _("The end of coaching"),
        Edit.RESUME_PERSON: _("Bring a person back"),
        Edit.ERASE: _("Remove for good"),
        Edit.ADD_SESSION: _("Fix a session"),
        Edit.CHANGE_SESSION: _("Change a session"),
        Edit.DELETE_SESSION: _("Delete a session"),
        Edit.CLOSE_SESSION: _("Close a session"),
        Edit.AGREE_STEP: _("Agree a step"),
        Edit.DELETE_STEP: _("Take a step back"),
        Edit.CHANGE_WORKSHOP: _("Change the workshop"),
        Edit.CHANGE_ALLIANCE: _("Change what the two organisations share"),
        Edit.MOVE_DAY: _("Move the day"),
        Edit.TICK_TIMELINE: _("A step of the timeline"),
        Edit.ADD_PARTICIPANT: _("Somebody to win"),
        Edit.CHANGE_PARTICIPANT: _("Change who takes part"),
        Edit.REMOVE_PARTICIPANT: _("Take somebody off the list"),
        Edit.NOTE_ASKING: _("Note an answer"),
        Edit.CALL: _("A call before the day"),
        Edit.THEMES: _("Themes"),
        Edit.CHANGE_AGENDA: _("Change the agenda"),
        Edit.DRAW_PAIRS: _("Who interviews whom"),
        Edit.AGREE: _("Keep what was agreed"),
        Edit.CALL_AGAIN: _("A call after the day"),
        Edit.SUMMARISE: _("The summary"),
        Edit.TELL_RESULTS: _("The results"),
    }[edit]
    short = one_line(subject)
    return f"{said}: {short}" if short else said
