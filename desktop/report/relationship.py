"""One key relationship on one page: the goal, how we would notice, what was tried, what I know and want to find out."""

from datetime import date
from typing import Any

from desktop.domain.answers import Answer, AnswerState, five_answers
from desktop.domain.dates import first_day
from desktop.domain.meetings import AHEAD
from desktop.domain.plan_values import PlanValues
from desktop.domain.records import Contact, Engagement, FocalRelationship, Goal, Insight
from desktop.report.chart import chart
from desktop.report.days import short_day
from desktop.report.names import display_name, in_sentence, native, one_line, page_of, tier_in_sentence, wide
from desktop.report.sheet import LONGEST_NAME
from desktop.words import _, question_words, tier_words

MOST_TRIED = 3
QUESTIONS_TO_TAKE = 2


def relationship_page(values: PlanValues, focal: FocalRelationship, on: date) -> dict[str, Any]:
    """What the template `relationship.typ` prints about one key relationship."""
    contact = values.contacts[focal.contact]
    goal = active_goal(values, focal)
    answers = five_answers(values, focal, on)
    name = display_name(contact)
    short = in_sentence(name) if len(name) <= LONGEST_NAME else _("them")
    return {
        "at": page_of(contact.id),
        "name": wide(name),
        "native": native(contact),
        "role": role_words(values, contact),
        "tier": tier_words()[contact.tier] if contact.tier else "",
        "heading": heading_words(contact, focal),
        "stance": stance_words(values, contact, focal),
        "goal": {
            "text": wide(goal.statement if goal else ""),
            "prompt": _("What will be different between us, and by when?"),
        },
        "why": {"title": _("Why now"), "text": wide(focal.why_now)} if not goal else None,
        "gains": [
            {"title": _("What it gives me"), "text": wide(goal.helps_me if goal else "")},
            {"title": _("What it gives {name}").format(name=short), "text": wide(goal.helps_them if goal else "")},
        ],
        "notice": {"title": _("How we would notice"), "chart": chart(goal, on) if goal else None},
        "tried": {"title": _("What was tried, and what happened"), "rows": _tried(values, focal, on)},
        "five": {
            "title": _("Five questions about {name}").format(name=short),
            "head": [_("What I ask myself"), _("What I can say"), _("Where it came from"), _("How sure")],
            "rows": [answer_row(values, focal, answer, on) for answer in answers] + more_learned(values, focal, on),
        },
        "ask": {"title": _("Two questions to take along"), "rows": _to_ask(answers)},
        "find-out": _("Find out"),
        "next": _("Next"),
    }


def blank_page() -> dict[str, Any]:
    """The same page for a relationship that is still to be chosen: questions and room to answer them."""
    return {
        "title": _("A relationship to look at"),
        "lead": _("Nobody is chosen for these minutes yet. Who comes to mind, and why now?"),
        "questions": [
            {"title": _("Who is it, and where do we stand?"), "lines": 2},
            {"title": _("What will be different between us?"), "lines": 3},
            {"title": _("What does it give me?"), "lines": 2},
            {"title": _("What does it give them?"), "lines": 2},
            {"title": _("How would we notice, and by when?"), "lines": 2},
        ],
        "room": _("What do I want to find out first?"),
    }


def active_goal(values: PlanValues, focal: FocalRelationship) -> Goal | None:
    """The goal of a relationship: the active one, else the newest that is not closed (R10)."""
    goals = [goal for goal in values.goals.values() if goal.focal == focal.id]
    active = [goal for goal in goals if goal.status == "active"]
    drafts = [goal for goal in goals if goal.status in ("draft", "ready")]
    return active[0] if active else (drafts[-1] if drafts else None)


def role_words(values: PlanValues, contact: Contact) -> str:
    """Role and organisation of a person in one line."""
    organisation = values.organisations.get(contact.organisation) if contact.organisation is not None else None
    parts = (contact.role, organisation.label if organisation else "")
    return wide(", ".join(in_sentence(one_line(part)) for part in parts if part))


def heading_words(contact: Contact, focal: FocalRelationship) -> str:
    """Which tier a key relationship is heading to, where that is another than it has."""
    if focal.target_tier is None or focal.target_tier == contact.tier:
        return ""
    return _("heading to {tier}").format(tier=tier_in_sentence(focal.target_tier))


def stance_words(values: PlanValues, contact: Contact, focal: FocalRelationship) -> str:
    """P14: the stance on the topic as a sentence, with what it rests on."""
    topic = values.topics.get(focal.topic) if focal.topic is not None else None
    words = {
        "champion": _("{topic}: speaks up for it"),
        "supporter": _("{topic}: supports it"),
        "neutral": _("{topic}: has taken no side"),
        "critic": _("{topic}: has objections"),
        "blocker": _("{topic}: stands against it"),
    }.get(contact.stance.get(topic.id, "") if topic else "")
    if topic is None or words is None:
        return ""
    latest = [change for change in contact.stance_history if change.topic == topic.id][-1:]
    because = f" ({in_sentence(one_line(latest[0].evidence))})" if latest and latest[0].evidence else ""
    return wide(words.format(topic=in_sentence(one_line(topic.label))) + because)


def _tried(values: PlanValues, focal: FocalRelationship, on: date) -> list[dict[str, Any]]:
    """The latest meetings with a purpose, and conversations beside them, oldest first; then what comes next."""
    past: list[tuple[date, str, str]] = []
    coming: list[tuple[date, str]] = []
    for meeting in values.engagements.values():
        day = first_day(meeting.date)
        if focal.id not in meeting.focals or day is None:
            continue
        if meeting.status in ("held", "debriefed") and day <= on:
            past.append((day, meeting.label, _happened(values, meeting)))
        elif meeting.status in AHEAD and day >= on:
            coming.append((day, meeting.label))
    for talk in values.conversations.values():
        day = first_day(talk.date)
        if talk.engagement is None and focal.contact in talk.contacts and day is not None and day <= on:
            past.append((day, "", talk.summary))
    past.sort(key=lambda entry: entry[0])
    rows = [
        {"when": short_day(day, on), "what": wide(what), "happened": wide(one_line(happened)), "next": False}
        for day, what, happened in past[-MOST_TRIED:]
    ]
    for day, what in sorted(coming)[:1]:
        rows.append({"when": short_day(day, on), "what": wide(what), "happened": "", "next": True})
    return rows


def _happened(values: PlanValues, meeting: Engagement) -> str:
    talks = [talk for talk in values.conversations.values() if talk.engagement == meeting.id and talk.summary]
    return talks[-1].summary if talks else (meeting.note or "")


def answer_row(values: PlanValues, focal: FocalRelationship, answer: Answer, on: date) -> dict[str, Any]:
    """One of the five: question, what I can say, where it came from, how sure, what to find out."""
    insight = answer.insight
    text = wide(insight.text) if insight else ""
    if insight and insight.none_so_far and not text:
        text = _("None so far.")
    row: dict[str, Any] = {
        "question": question_words()[answer.question],
        "text": text,
        "source": _source(insight, on) if insight else "",
        "level": answer.effective,
        "sure": "" if answer.effective is None else sure_words()[answer.effective],
        "find": "",
        "note": "",
    }
    if answer.state is AnswerState.INVESTIGATE:
        row["find"] = _to_find(values, focal, answer)
    elif answer.state is AnswerState.WAITS:
        row["note"] = _("When there is a good and a bad moment to compare.")
    elif answer.state is AnswerState.NOT_YET:
        row["note"] = _("After our first conversation.")
    return row


def _to_find(values: PlanValues, focal: FocalRelationship, answer: Answer) -> str:
    for step in values.next_steps.values():
        if (step.kind, step.status, step.focal, step.question) == ("investigate", "open", focal.id, answer.question):
            return in_sentence(wide(one_line(step.text)))
    if answer.aged:
        return _("Is it still so? This is older than six months.")
    return _("Nothing is recorded yet.") if answer.insight is None else _("What would make me sure?")


def more_learned(values: PlanValues, focal: FocalRelationship, on: date) -> list[dict[str, Any]]:
    """P13: the best founded of what belongs to none of the five questions."""
    others = [i for i in values.insights.values() if i.focal == focal.id and i.question is None and i.text]
    best = max(others, key=lambda i: (i.confidence, i.evidence_date or "", i.id), default=None)
    if best is None:
        return []
    return [
        {
            "question": _("What else I learned"),
            "text": wide(best.text),
            "source": _source(best, on),
            "level": best.confidence,
            "sure": sure_words()[best.confidence],
            "find": "",
            "note": "",
        }
    ]


def _source(insight: Insight, on: date) -> str:
    words = {
        "heard": _("heard"),
        "seen": _("seen"),
        "heard+seen": _("heard and seen"),
        "second-hand": _("second-hand"),
        "assumption": _("my assumption"),
    }.get(insight.kind, "")
    day = first_day(insight.evidence_date)
    return ", ".join(part for part in (words, short_day(day, on) if day else "") if part)


def sure_words() -> tuple[str, ...]:
    """Confidence 0 to 4 in words."""
    return _("no answer yet"), _("a guess"), _("an indication"), _("confident"), _("confirmed")


def _to_ask(answers: tuple[Answer, ...]) -> list[dict[str, Any]]:
    """For each open question one to ask the person (P8), filled up with two that always serve."""
    ask = {
        "important": _("What is taking most of your attention at the moment?"),
        "frustrates": _("What would you be glad to be rid of this quarter?"),
        "successful": _("Could you take me through something of ours that went well: who did what first?"),
        "unsuccessful": _("When has something I asked for not worked for you, and what was missing?"),
        "trends": _("When you came round to a plan in the past, what led you there?"),
    }
    always = (
        _("What have I not asked about that belongs in the picture?"),
        _("How is this conversation going for you? Am I asking about the right things?"),
    )
    rows = [
        {"text": ask[answer.question], "why": question_words()[answer.question]}
        for answer in answers
        if answer.state is AnswerState.INVESTIGATE
    ]
    rows += [{"text": text, "why": ""} for text in always]
    return rows[:QUESTIONS_TO_TAKE]
