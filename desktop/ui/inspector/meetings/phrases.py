"""The words for plans to meet."""

from collections.abc import Mapping
from datetime import date

from desktop.domain import records as r
from desktop.domain.briefing import Take
from desktop.domain.briefing import Why as TakeWhy
from desktop.domain.catalogue import Catalogue
from desktop.domain.meetings import AHEAD, lacks_purpose, purpose_or_let_go
from desktop.domain.recommend import Suggestion, Why
from desktop.ui.inspector.days import in_short, in_words
from desktop.words import _, ngettext

Words = Mapping[str, str]


def kinds_of_meeting(known: Catalogue) -> dict[str, str]:
    """Ways of meeting, by id."""
    return {kind.id: kind.label for kind in known.engagement_types.values()}


def outcomes() -> Words:
    """How it went."""
    return {
        "effective": _("It did what it should"),
        "mixed": _("Partly"),
        "ineffective": _("Not this time"),
    }


def _goal_doing() -> Words:
    return {
        "understand": _("understanding them"),
        "turn_around": _("turning a dissenter"),
        "sponsorship": _("winning sponsorship"),
        "access": _("a first conversation"),
        "joint_solution": _("solving something together"),
        "information": _("exchanging information"),
        "expertise": _("gaining expertise"),
        "repair": _("repairing trust"),
        "visibility": _("becoming known"),
        "sustain": _("keeping it strong"),
    }


def _can_tell() -> Words:
    return {
        "important": _("what is important to them"),
        "frustrates": _("what frustrates them"),
        "successful": _("what works with them"),
        "unsuccessful": _("what does not work"),
        "trends": _("what repeats"),
    }


def reasons(suggestion: Suggestion, goal_type: str | None) -> str:
    """Why a way of meeting is suggested: "Fits turning a dissenter; can tell you what works with them"."""
    doing = _goal_doing().get(goal_type or "", _("this goal"))
    fits = {3: _("fits {goal}"), 2: _("good for {goal}")}.get(suggestion.fit, _("possible for {goal}"))
    tells = [words for question, words in _can_tell().items() if question in suggestion.answers]
    n = suggestion.ineffective
    said = {
        Why.FITS: fits.format(goal=doing),
        Why.ANSWERS: _("can tell you {what}").format(what=_(" and ").join(tells)),
        Why.WORKED: _("worked here before"),
        Why.INEFFECTIVE: ngettext("once without effect here", "{n} times without effect here", n).format(n=n),
        Why.RECENT: _("done lately"),
        Why.NOT_TRIED: _("not tried yet"),
        Why.LITTLE_EFFORT: _("little effort"),
    }
    line = "; ".join(said[why] for why in suggestion.reasons)
    return line[:1].upper() + line[1:]


def why_taken(take: Take) -> str:
    """Why a question is taken along."""
    if take.about:
        words = _("look back yourself: {what}") if take.yourself else _("find out {what}")
        return words.format(what=_can_tell()[take.about])
    return {TakeWhy.OPENS: _("to begin"), TakeWhy.GOAL: _("the reason we meet"), TakeWhy.CLOSES: _("to close")}.get(
        take.why, ""
    )


def meeting_name(meeting: r.Engagement, known: Catalogue) -> str:
    """What a plan to meet is called."""
    kind = known.engagement_types.get(meeting.type or "")
    return meeting.label.strip() or (kind.label if kind else _("(not named yet)"))


def meeting_line(meeting: r.Engagement, on: date) -> str:
    """How it stands: "17 March", "Planned for 24 March", "12 Feb: It did what it should"."""
    day = in_words(meeting.date, on)
    if meeting.status == "planned":
        line = _("Planned for {day}").format(day=day) if day else _("No day yet")
    elif meeting.status == "scheduled":
        line = _("Agreed for {day}").format(day=day) if day else _("Agreed")
    elif meeting.status == "cancelled":
        line = _("Let go")
    else:
        day = in_short(meeting.date, on)
        went = outcomes().get(meeting.outcome or "", "")
        line = ": ".join(part for part in (day or _("Held"), went) if part)
    moved = meeting.moved
    if moved and meeting.status in (*AHEAD, "cancelled"):
        often = _("moved twice") if moved == 2 else ngettext("moved once", "moved {n} times", moved).format(n=moved)
        line += f", {often}"
    return line


def meeting_concern(meeting: r.Engagement) -> str:
    """R11: what is asked about a plan that is still ahead; '' when all is well."""
    if meeting.status not in AHEAD:
        return ""
    if purpose_or_let_go(meeting):
        if lacks_purpose(meeting):
            return _("Moved twice. Give it a purpose, or let it go.")
        if meeting.moved == 2:
            return _("It was moved twice. Is it still what you both want?")
        return _("It was moved {n} times. Is it still what you both want?").format(n=meeting.moved)
    return _("What should be different afterwards? Or let it go.") if lacks_purpose(meeting) else ""
