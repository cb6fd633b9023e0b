"""What a reader does not get, in words: said before anything is written."""

from collections import Counter
from collections.abc import Iterable

from desktop.domain.audience import LeftOut
from desktop.words import _

_UNSAID = ("plan.as_of", "plan.date_rule", "plan.notice", "fictional", "lang", "dir", "position", "retention_until")
"""Nobody would miss these on a paper."""


def left_out_words(left_out: Iterable[LeftOut]) -> list[str]:
    """A line for each kind of thing, with how many there are; what people notice most comes first."""
    kinds = _kinds()
    counts: Counter[str] = Counter()
    for each in left_out:
        if not each.field.endswith(_UNSAID):
            kind = next((words for start, words in kinds.items() if _is_of(each.field, start)), _("other details"))
            counts[kind] = max(counts[kind], each.count) if "." in each.field else counts[kind] + each.count
    order = [*dict.fromkeys(kinds.values()), _("other details")]
    return [kind if kind == kinds["map"] else f"{kind} ({counts[kind]})" for kind in order if counts[kind]]


def left_out_line(left_out: Iterable[LeftOut]) -> str:
    """The same in one line; says so when nothing is left out."""
    said = left_out_words(left_out)
    if not said:
        return _("Nothing is left out.")
    return _("Left out: {what}.").format(what="; ".join(said))


def left_out_of_paper(left_out: Iterable[LeftOut]) -> str:
    """The same of a paper, on which private notes never stand."""
    return " ".join((left_out_line(left_out), _("Private notes stand on no paper.")))


def unknown_reader_words(reader: str) -> str:
    """That a reader is nobody in the plan."""
    return _("Nobody in the plan is called “{name}”; nothing was withheld for that name.").format(name=reader)


def _is_of(field: str, start: str) -> bool:
    return field == start or field.startswith(f"{start}.")


def _kinds() -> dict[str, str]:
    """Field or collection -> what people call it; the longer name first where one begins like another."""
    return {
        "people": _("people who read it, with all that concerns them"),
        "texts": _("texts that speak of somebody who may not be named"),
        "map": _("the map of who stands where"),
        "words": _("words without consent to pass them on"),
        "contacts.note": _("private notes about people"),
        "contacts.extra": _("private notes about people"),
        "conversations.listening": _("what I noted about my own listening"),
        "workshops.participants.gains": _("what persuades each, and in which order they are asked"),
        "workshops.participants.worries": _("what persuades each, and in which order they are asked"),
        "workshops.participants.heeds": _("what persuades each, and in which order they are asked"),
        "workshops.participants.turn": _("what persuades each, and in which order they are asked"),
        "workshops.themes.phrases": _("phrases marked in what people said"),
        "workshops.apart": _("who should not interview each other first"),
        "workshops.convenor_log.note": _("notes on what people said when they were asked"),
        "workshops.convenor_log": _("who was asked, and said what"),
        "contacts.email": _("e-mail addresses"),
        "contacts.phone": _("telephone numbers"),
        "contacts.support_note": _("notes on who helps whom"),
        "contacts.their_chair": _("what I wrote from their chair"),
        "contacts.ask_them": _("what people told me of myself"),
        "contacts.preferred_channel": _("how people like to be reached"),
        "contacts.tags": _("tags"),
        "contacts.urls": _("web addresses"),
        "insights.case": _("the cases behind what was learned"),
        "introductions.note": _("notes on introductions"),
        "contacts": _("people"),
        "ties": _("who knows whom"),
        "gaps": _("where people are missing"),
        "groups": _("groups"),
        "topics": _("stances on topics"),
        "focal_relationships": _("key relationships"),
        "goals": _("goals"),
        "engagements": _("plans to meet"),
        "conversations": _("conversations"),
        "insights": _("what was learned"),
        "reviews": _("reviews"),
        "next_steps": _("next steps"),
        "introductions": _("introductions"),
        "sessions": _("sessions with the coach"),
        "tiers": _("what the bands mean"),
        "plan.purpose": _("the purpose"),
        "plan.own_question": _("the question for the session"),
        "plan.agreed_support": _("the support agreed with the sponsor"),
        "plan": _("what is said once of the plan"),
        "owner": _("role and organisation of the owner"),
        "organisations": _("notes on organisations"),
        "alliances": _("differences and tensions between the organisations"),
        "workshops.participants": _("who takes part"),
        "workshops.interviews": _("telephone calls before the day"),
        "workshops.evaluation": _("telephone calls after the day"),
        "workshops.follow_up": _("telephone calls two years on"),
        "workshops.offers": _("offers and requests between two people"),
        "workshops.results.quotes": _("quotes"),
        "workshops.themes": _("themes of the calls"),
        "workshops.agenda": _("the agenda"),
        "workshops.pairs": _("who interviews whom"),
        "workshops": _("who did what in the workshop"),
    }
