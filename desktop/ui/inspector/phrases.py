"""The inspector's words for kinds, channels and sources, and the sentences made of them."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date

from desktop.domain import records as r
from desktop.domain.dates import first_day
from desktop.domain.goals import looks_again
from desktop.domain.meetings import left_open
from desktop.domain.tier_rules import is_unproven
from desktop.report.names import count_words, in_sentence
from desktop.ui.inspector.about import About
from desktop.ui.inspector.days import in_short, in_words
from desktop.words import _, goal_state_words, ngettext, tier_words

_LONGEST = 22
"""A longer run without a space may be broken anywhere, so that it stays inside a narrow panel."""

_RUN = re.compile(rf"\S{{{_LONGEST + 1},}}")

Words = Mapping[str, str]


def breakable(text: str) -> str:
    """`text` for a wrapped label: overlong words can be broken, but never between a letter and its marks."""
    return _RUN.sub(lambda found: "\u200b".join(_pieces(found[0])), text)


def _pieces(run: str) -> list[str]:
    pieces = [""]
    for char in run:
        if len(pieces[-1]) >= _LONGEST and unicodedata.category(char)[0] not in "MC":
            pieces.append("")
        pieces[-1] += char
    return pieces


def directions() -> Words:
    """Where somebody stands, seen from me."""
    return {
        "up": _("above me"),
        "lateral": _("beside me"),
        "down": _("in my team"),
        "external": _("outside"),
    }


def amounts() -> Mapping[int, str]:
    """Influence and interest, 1 to 5."""
    return {1: _("very little"), 2: _("little"), 3: _("some"), 4: _("much"), 5: _("very much")}


def supports() -> Mapping[int, str]:
    """How one supports the other, 0 to 3."""
    return {0: _("not yet"), 1: _("a little"), 2: _("well"), 3: _("strongly")}


def strengths() -> Mapping[int, str]:
    """How well two people know each other."""
    return {1: _("know each other"), 2: _("work together"), 3: _("close")}


def tie_words() -> Mapping[tuple[int, str], str]:
    """How well two people know each other, and whether I have seen it or was told."""
    told = {(strength, "told"): _("{how}, I was told").format(how=words) for strength, words in strengths().items()}
    return {(strength, "seen"): words for strength, words in strengths().items()} | told


def channels() -> Words:
    """How a conversation took place."""
    return {
        "meeting": _("meeting"),
        "phone": _("phone"),
        "video": _("video call"),
        "message": _("message"),
        "email": _("e-mail"),
        "lunch": _("lunch or coffee"),
        "site": _("visit"),
        "event": _("event"),
        "workshop": _("workshop"),
    }


def sources() -> Words:
    """Where an answer comes from."""
    return {
        "heard": _("heard from them"),
        "seen": _("seen myself"),
        "heard+seen": _("heard and seen"),
        "second-hand": _("second-hand"),
        "assumption": _("my guess"),
    }


def sureness() -> tuple[str, ...]:
    """Confidence 1 to 4 as a screen reader says it."""
    return _("guess"), _("indication"), _("confident"), _("confirmed")


def becoming() -> Words:
    """What a key relationship can be made, as something to do."""
    return {
        "active": _("Take it up"),
        "paused": _("Let it rest"),
        "sustained": _("It is as it should be"),
        "closed": _("Let it go"),
    }


def draft_line(day: str) -> str:
    """Of a key relationship with a goal that is not active yet: by when it should be."""
    return _("The goal is still a draft. Make it active by {day}.").format(day=day)


def relationship_stands(state: str, goal_by: date | None, on: date, *, drafted: bool) -> str:
    """How a key relationship stands, in a sentence; '' for an active one with an active goal.

    `drafted`: a goal is written down and waits to be made active.
    """
    if state == "active":
        by = "" if goal_by is None else in_words(goal_by.isoformat(), on)
        if by and drafted:
            return draft_line(by)
        return by and _("What is to become different? Without a goal by {day} it is one of the few no longer.").format(
            day=by
        )
    return {
        "candidate": _("For two weeks there has been no active goal. Is this relationship still one of the few?")
        if goal_by
        else _("Not one of the few yet: with an active goal it is."),
        "paused": _("It rests. Reviews wait until you take it up again."),
        "sustained": _("It is as it should be; nothing is asked of you."),
        "closed": _("Let go."),
    }.get(state, "")


def rests_words() -> Words:
    """A key relationship of which nothing is asked, in a word beside the name."""
    return {"paused": _("a key relationship, at rest"), "sustained": _("a key relationship, as it should be")}


def left_to_say(insight: r.Insight) -> str:
    """R14: what is not said yet of something learned: "Not said yet: how sure, when"; '' when all is."""
    words = {
        "question": _("which question it answers"),
        "confidence": _("how sure"),
        "kind": _("where it comes from"),
        "evidence_date": _("when"),
    }
    missing = [words[field] for field in left_open(insight)]
    return _("Not said yet: {things}").format(things=", ".join(missing)) if missing else ""


def goal_types() -> Words:
    """The kinds of goal, by id."""
    return {
        "understand": _("Understand"),
        "turn_around": _("Turn a dissenter into a supporter"),
        "sponsorship": _("Win sponsorship"),
        "access": _("Open a first conversation"),
        "joint_solution": _("Solve something together"),
        "information": _("Exchange information and foresight"),
        "expertise": _("Gain expertise or candid feedback"),
        "repair": _("Repair trust"),
        "visibility": _("Become known to a key group"),
        "sustain": _("Sustain a strong relationship"),
    }


def good_measures() -> Words:
    """How one would notice that a goal is reached: for each kind of goal what has served (catalogue)."""
    return {
        "understand": _("e.g. I can answer the five questions about them with confidence"),
        "turn_around": _("e.g. objections raised, proposals signed together"),
        "sponsorship": _("e.g. how much of what I asked for was granted"),
        "access": _("e.g. a first real conversation, and a second that they want"),
        "joint_solution": _("e.g. the figure that costs both of us moves"),
        "information": _("e.g. useful news received and given in a quarter"),
        "expertise": _("e.g. decisions I changed because of it"),
        "repair": _("e.g. bad news told early, promises kept"),
        "visibility": _("e.g. how many there know what I do, invitations"),
        "sustain": _("e.g. giving and taking stay even, we keep in touch"),
    }


def many_words(n: int) -> str:
    """That so many key relationships are in hand; '' for none too many."""
    said = _("{n} key relationships are in hand. About six at a time leave room for each; one that is as it should be"
             " can rest.")  # fmt: skip
    return said.format(n=n) if n else ""


def by_whom() -> dict[bool, str]:
    """Who promised: I, or they."""
    return {False: _("I"), True: _("they")}


def goal_state(goal: r.Goal) -> str:
    """How a goal stands, and whether it waits for a second look (R18)."""
    if looks_again(goal):
        return _("active, waits for a second look")
    return goal_state_words().get(goal.status, goal.status)


def outcomes() -> Words:
    """How a review may end."""
    return {
        "on_track": _("On track"),
        "refine": _("Look closer"),
        "goal_replaced": _("Another goal"),
        "achieved": _("Achieved"),
        "paused": _("Let it rest"),
        "closed": _("Let it go"),
    }


def results() -> Words:
    """The five possible results."""
    return {
        "-2": _("Much less than hoped"),
        "-1": _("Less than hoped"),
        "0": _("As hoped"),
        "1": _("More than hoped"),
        "2": _("Much more than hoped"),
    }


def tier_sentences(person: r.Contact, on: date) -> list[str]:
    """R1: the tier history, latest first: "Ally since 2 March 2026 (met at the workshop)"."""
    lines: list[str] = []
    latest = True
    for change in reversed(person.tier_history):
        tier = tier_words().get(change.tier, "") if change.tier else _("Waiting")
        said = _("{tier} since {day}") if latest else _("{tier} from {day}")
        line = said.format(tier=tier, day=in_words(change.from_, date.min) or change.from_)
        if change.reason:
            line = _("{sentence} ({why})").format(sentence=line, why=in_sentence(change.reason))
        lines.append(line)
        latest = False
    if not lines and person.tier:
        lines.append(_("{tier}; since when is not noted").format(tier=tier_words()[person.tier]))
    return lines


def unproven(person: r.Contact, on: date) -> bool:
    """R2: an advocate without evidence from the past twelve months; not while the move is still fresh."""
    moved = first_day(person.tier_history[-1].from_) if person.tier_history else None
    return is_unproven(person, on) and (moved is None or (on - moved).days > 1)


def support_sentence(person: r.Contact) -> str:
    """R3: help that flows one way, as a question; '' when it flows both ways or is not said."""
    me, them = person.support_to_me, person.support_to_them
    if me is None or them is None or bool(me) == bool(them):
        return ""
    return _("One-way so far. What could you offer?") if me else _("One-way so far. What could they help you with?")


def source_line(insight: r.Insight, on: date) -> str:
    """Where an answer comes from and when: "heard from them, 20 Jan"."""
    parts = (sources().get(insight.kind, insight.kind), in_short(insight.evidence_date, on))
    return ", ".join(part for part in parts if part)


def conversation_line(talk: r.Conversation, about: About) -> str:
    """Day, channel and who else was there: "12 February, visit, with Emrys"."""
    others = [about.names[who] for who in talk.contacts if who != about.person.id and who in about.names]
    parts = [in_words(talk.date, about.today), channels().get(talk.channel, talk.channel)]
    if others:
        parts.append(_("with {names}").format(names=", ".join(in_sentence(name) for name in others)))
    return ", ".join(part for part in parts if part)


def heading_to(tier: str | None) -> str:
    """ "Heading to Ally"; '' without a tier."""
    return _("Heading to {tier}").format(tier=tier_words().get(tier, tier)) if tier else ""


def number(value: float | None) -> str:
    """4 as "4", 4.5 as "4.5"."""
    if value is None:
        return ""
    return str(int(value)) if float(value).is_integer() else str(value)


def unit_words(measure: r.Measure) -> str:
    """The unit after a number; a mere count has none."""
    unit = (measure.unit or "").strip()
    return "" if unit.casefold() in ("count", "number") else unit


def measure_line(goal: r.Goal, on: date) -> str:
    """Where the measure began, stands and should be: "4 → 3 so far, aiming at 1 per quarter, by 30 Jun"."""
    parts: list[str] = []
    m = goal.measure
    if m is not None:
        began, now, aim = number(m.baseline), number(m.current), number(m.target)
        if began and now:
            parts.append(_("{began} → {now} so far").format(began=began, now=now))
        elif now or began:
            parts.append(_("{now} now").format(now=now or began))
        if aim:
            parts.append(_("aiming at {aim}").format(aim=" ".join((aim, unit_words(m))).strip()))
    if goal.due:
        parts.append(_("by {day}").format(day=in_short(goal.due, on)))
    return ", ".join(parts)


def to_find_out(n: int) -> str:
    """ "Two things to find out"."""
    said = ngettext("One thing to find out", "{n} things to find out", n).format(n=count_words(n))
    return said[:1].upper() + said[1:]
