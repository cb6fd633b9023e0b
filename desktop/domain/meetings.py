"""Plans to meet and what comes after: a purpose, the debrief, who did the talking (R11, R14, R16)."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from desktop.domain.answers import QUESTIONS
from desktop.domain.dates import days_after, first_day
from desktop.domain.records import Conversation, Engagement, Insight

MOVED_OFTEN = 2
"""R11: a recurring meeting moved so many times is given a purpose or let go."""

AHEAD = ("planned", "scheduled")
"""The states of a plan to meet that is still ahead."""

PROMPTS = "K"
"""R14: the section of the bank with the six prompts after a conversation."""

DEBRIEF_DAYS = 2
MOSTLY_ME = 0.6
"""R16: above this share of the talking it is a tip, when it happens twice running."""

KINDS = ("heard", "seen", "heard+seen", "second-hand", "assumption")
"""Where an insight comes from."""


def lacks_purpose(engagement: Engagement) -> bool:
    """R11: whether a plan to meet does not say what should be different afterwards."""
    return not engagement.purpose.strip()


def purpose_or_let_go(engagement: Engagement) -> bool:
    """R11: whether a recurring meeting was moved twice: give it a purpose, or let it go."""
    return engagement.recurring and engagement.moved >= MOVED_OFTEN


def wants_debrief(engagement: Engagement) -> bool:
    """R14: whether a meeting was held and nothing has been said about it yet."""
    return engagement.status == "held" and engagement.outcome is None


def debrief_by(engagement: Engagement) -> date | None:
    """R14: the day by which a meeting that was held wants its five minutes afterwards; None when it needs none."""
    day = first_day(engagement.date) if wants_debrief(engagement) else None
    return days_after(day, DEBRIEF_DAYS) if day else None


def next_time(meeting: Engagement, uid: str, day: str) -> Engagement:
    """The same meeting again, agreed for `day`: for the same purpose, with the same people; its record begins anew."""
    return replace(
        meeting, id=0, uid=uid, status="scheduled", date=day, moved=0, outcome=None, note=None, introduction=None
    )


def left_open(insight: Insight) -> tuple[str, ...]:
    """R14: what an insight still lacks of question, confidence, kind and date.

    It may belong to none of the five questions (P13); "none so far" needs no source (P7).
    """
    said = {
        "question": insight.question is None or insight.question in QUESTIONS,
        "confidence": insight.confidence in range(1, 5),
        "kind": insight.kind in KINDS or insight.none_so_far,
        "evidence_date": first_day(insight.evidence_date) is not None or insight.none_so_far,
    }
    return tuple(name for name, there in said.items() if not there)


def with_each(conversations: Iterable[Conversation], on: date) -> dict[int, list[Conversation]]:
    """Person to the conversations with them up to the day, oldest first; those of one day in plan order."""
    found: dict[int, list[Conversation]] = {}
    today = on.isoformat()
    for talk in sorted((t for t in conversations if t.date[:10] <= today), key=lambda t: (t.date[:10], t.id)):
        for person in dict.fromkeys(talk.contacts):
            found.setdefault(person, []).append(talk)
    return found


def mostly_me(talks: Iterable[Conversation]) -> tuple[Conversation, ...]:
    """R16: the latest two of the conversations with one person, oldest first, if I did most of the talking in both.

    Those without a listening check say nothing and are passed over. A tip, never a score.
    """
    checked = [talk for talk in talks if talk.listening and talk.listening.talk_share is not None]
    latest = tuple(checked[-2:])
    above = [t for t in latest if t.listening and (t.listening.talk_share or 0) > MOSTLY_ME]
    return latest if len(above) == 2 else ()
