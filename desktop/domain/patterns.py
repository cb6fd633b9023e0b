"""Habits that go wrong, and where a plan shows them (section 3, Anti-patterns). Each is a note, never a gate."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from desktop.domain import records as r
from desktop.domain.dates import days_after, first_day
from desktop.domain.meetings import AHEAD, lacks_purpose, mostly_me, purpose_or_let_go, with_each
from desktop.domain.plan_values import PlanValues
from desktop.domain.states import may_introduce
from desktop.domain.tiers import TIERS

FRIENDS = frozenset(TIERS[:2])
CRITICS = frozenset({"critic", "blocker"})
QUARTER_DAYS = 90
MOSTLY_FRIENDS = 0.8
TAKING_RUNNING = 3
INTRODUCED = frozenset({"introduced", "conversation_held"})


@dataclass(frozen=True, slots=True)
class Case:
    """One place where a pattern (its id in the catalogue) shows: the records concerned, by id, in plan order."""

    pattern: str
    contacts: tuple[int, ...] = ()
    engagements: tuple[int, ...] = ()
    conversations: tuple[int, ...] = ()
    insights: tuple[int, ...] = ()
    introductions: tuple[int, ...] = ()


def all_cases(values: PlanValues, on: date) -> tuple[Case, ...]:
    """Every pattern found on the day, in the order of the catalogue.

    Consulting after deciding is not among them: the plan keeps no day of a decision (`consults_after_deciding`).
    """
    talks = with_each(values.conversations.values(), on)
    return (
        *purposeless_lunch(values),
        *ask_on_first_contact(values, talks),
        *broadcast(values, talks),
        *extraction(values, talks),
        *only_good_weather(values, on),
        *detour(values, talks),
        *surveillance(values),
        *forced_introduction(values),
    )


def purposeless_lunch(values: PlanValues) -> tuple[Case, ...]:
    """The standing lunch with no purpose: R11, an empty purpose, or recurring and moved twice."""
    found = tuple(e.id for e in values.engagements.values() if lacks_purpose(e) or purpose_or_let_go(e))
    return (Case("purposeless_lunch", engagements=found),) if found else ()


def ask_on_first_contact(values: PlanValues, talks: Mapping[int, list[r.Conversation]]) -> tuple[Case, ...]:
    """The request in the first message: the first conversation with somebody new brought help and offered none.

    New is who was not known before that month.
    """
    found: list[Case] = []
    for contact in _placed(values):
        first = next(iter(talks.get(contact.id, ())), None)
        if first is None or (contact.known_since or first.date)[:7] < first.date[:7]:
            continue
        if first.received and not first.gave and not first.promises:
            found.append(Case("ask_on_first_contact", contacts=(contact.id,), conversations=(first.id,)))
    return tuple(found)


def broadcast(values: PlanValues, talks: Mapping[int, list[r.Conversation]]) -> tuple[Case, ...]:
    """The presentation instead of a conversation (R16)."""
    found: list[Case] = []
    for contact in _placed(values):
        twice = mostly_me(talks.get(contact.id, ()))
        if twice:
            found.append(Case("broadcast", contacts=(contact.id,), conversations=tuple(talk.id for talk in twice)))
    return tuple(found)


def consults_after_deciding(engagement: r.Engagement, decided: date | None) -> bool:
    """Consulting after deciding: input is asked for after the day of the decision. On the day itself it still can."""
    day = first_day(engagement.date)
    return engagement.type == "seek_input" and day is not None and decided is not None and day > decided


def extraction(values: PlanValues, talks: Mapping[int, list[r.Conversation]]) -> tuple[Case, ...]:
    """Only taking: the latest three exchanges with somebody all brought help and gave none."""
    found: list[Case] = []
    for contact in _placed(values):
        latest = [talk for talk in talks.get(contact.id, ()) if talk.two_way][-TAKING_RUNNING:]
        if len(latest) == TAKING_RUNNING and all(talk.received and not talk.gave for talk in latest):
            found.append(Case("extraction", contacts=(contact.id,), conversations=tuple(talk.id for talk in latest)))
    return tuple(found)


def only_good_weather(values: PlanValues, on: date) -> tuple[Case, ...]:
    """Only meeting friends: more than 80% of the last 90 days' conversations with advocates and allies alone, while
    a critic among the key relationships had none. The case names those critics."""
    start, today = days_after(on, -QUARTER_DAYS).isoformat(), on.isoformat()
    tiers = {contact.id: contact.tier for contact in _placed(values)}
    recent = [
        talk
        for talk in values.conversations.values()
        if start <= talk.date[:10] <= today and any(person in tiers for person in talk.contacts)
    ]
    friendly = [t for t in recent if all(tiers[person] in FRIENDS for person in t.contacts if person in tiers)]
    if not recent or len(friendly) <= MOSTLY_FRIENDS * len(recent):
        return ()
    met = {person for talk in recent for person in talk.contacts}
    alone = tuple(contact.id for contact in focal_critics(values) if contact.id not in met)
    return (Case("only_good_weather", contacts=alone, conversations=tuple(t.id for t in friendly)),) if alone else ()


def detour(values: PlanValues, talks: Mapping[int, list[r.Conversation]]) -> tuple[Case, ...]:
    """Going round someone: a sponsor briefing is planned with a superior of a critic among the key relationships, and
    in that month there was no conversation with the critic.

    A plan keeps no lines of reporting: a superior is somebody of the same organisation, tied to the critic, with more
    influence. The case names the critic, then the superior.
    """
    plans = [e for e in values.engagements.values() if e.type == "sponsor_brief" and e.status in AHEAD]
    below = _below(values) if plans else {}
    found: list[Case] = []
    for plan in plans:
        met = _people_of(values, plan)
        month = (plan.date or "")[:7]
        for superior in sorted(met):
            passed = [c for c in below.get(superior, ()) if c not in met and month]
            unmet = [c for c in passed if month not in {talk.date[:7] for talk in talks.get(c, ())}]
            found += [Case("detour", contacts=(critic, superior), engagements=(plan.id,)) for critic in unmet]
    return tuple(found)


_PRIVATE = re.compile(
    r"""\b(?:
        (?:his|her|their|mental|poor|ill)\s(?:health|family|children|kids) | illness\w* | sick | sickness | cancer |
        depression | medication | pregnan\w+ | miscarriage | surgery | alcohol\w* | divorc\w+ | marriage | married |
        husband | wife | girlfriend | boyfriend | affair\swith | daughter\w* | religio\w+ | church | mosque |
        synagogue | muslim | jewish | hindu | sexual\w* | gay | lesbian | votes\sfor | voted\sfor | gossip\w* |
        rumou?r\w*
    )\b""",
    re.VERBOSE | re.IGNORECASE,
)


def private_words(text: str) -> tuple[str, ...]:
    """The words of a text that may tell of private life, health, belief or family, or repeat gossip. English only;
    words cannot be sure, so a screen asks: is this needed, and would you be content for them to read it?"""
    return tuple(dict.fromkeys(match.group().casefold() for match in _PRIVATE.finditer(text)))


def surveillance(values: PlanValues) -> tuple[Case, ...]:
    """Collecting private facts: insights with words of private life in them."""
    found = tuple(insight.id for insight in values.insights.values() if private_words(insight.text))
    return (Case("surveillance", insights=found),) if found else ()


def forced_introduction(values: PlanValues) -> tuple[Case, ...]:
    """The surprise introduction: somebody was introduced without both consents on record (R13)."""
    found = tuple(i.id for i in values.introductions.values() if i.state in INTRODUCED and not may_introduce(i))
    return (Case("forced_introduction", introductions=found),) if found else ()


def focal_critics(values: PlanValues) -> tuple[r.Contact, ...]:
    """The people of active key relationships who object: to the relationship's topic, or to any when it names none."""
    found: dict[int, r.Contact] = {}
    for focal in values.focal_relationships.values():
        contact = values.contacts.get(focal.contact)
        if focal.state != "active" or contact is None or contact.tier is None:
            continue
        stances = contact.stance.values() if focal.topic is None else (contact.stance.get(focal.topic, ""),)
        if CRITICS & set(stances):
            found[contact.id] = contact
    return tuple(found.values())


def _below(values: PlanValues) -> dict[int, list[int]]:
    """Superior to the critics below them."""
    critics = {contact.id: contact for contact in focal_critics(values)}
    found: dict[int, list[int]] = {}
    for tie in values.ties.values():
        for low, high in ((tie.a, tie.b), (tie.b, tie.a)):
            critic, other = critics.get(low), values.contacts.get(high)
            if critic and other and other.tier and _is_above(other, critic):
                found.setdefault(other.id, []).append(critic.id)
    return found


def _is_above(other: r.Contact, critic: r.Contact) -> bool:
    same = other.organisation is not None and other.organisation == critic.organisation
    return same and (other.influence or 0) > (critic.influence or 0) > 0


def _people_of(values: PlanValues, engagement: r.Engagement) -> set[int]:
    focals = values.focal_relationships
    return {*engagement.contacts, *(focals[focal].contact for focal in engagement.focals if focal in focals)}


def _placed(values: PlanValues) -> list[r.Contact]:
    return [contact for contact in values.contacts.values() if contact.tier is not None]
