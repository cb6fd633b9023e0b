"""The first page of the session paper: what it is about, what was promised and kept, what has changed."""

from datetime import date
from typing import Any

from desktop.domain import since
from desktop.domain.dates import first_day
from desktop.domain.plan_values import PlanValues
from desktop.domain.since import Outcome, Promised
from desktop.report.chart import number
from desktop.report.days import day_words
from desktop.report.names import and_more, display_name, in_sentence, one_line, page_of, person, tier_in_sentence, wide
from desktop.words import _, question_words

MOST_PROMISES = 8
MOST_CHANGES = 2
"""Of each kind: moved, learned, waiting for a second look."""


def today_page(values: PlanValues, on: date) -> dict[str, Any]:
    """What the template `session.typ` prints as *Today*."""
    last = since.last_session(values, on)
    session = since.this_session(values, on)
    promises = since.promises(values, last, on)
    return {
        "title": _("Today"),
        "purpose": {"title": _("What I am working towards"), "text": wide(values.info.purpose)},
        "objective": {"title": _("What these sessions are for"), "text": wide(values.info.objective)},
        "question": {
            "title": _("My question for today"),
            "text": wide((session.question if session else "") or values.info.own_question),
        },
        "promised": {
            "title": _promised_title(first_day(last.date) if last else None, on),
            "head": ["", _("What I said I would do"), _("For"), _("What became of it")],
            "rows": [_promise(values, promise, on) for promise in promises[:MOST_PROMISES]],
            "more": and_more(len(promises) - MOST_PROMISES),
            "none": _("Nothing was due. What did I do anyway?"),
        },
        "changed": {
            "title": _("What has changed"),
            "rows": _changes(values, first_day(last.date) if last else None, on),
            "none": _("Nothing is recorded. What is different, all the same?"),
        },
        "room": _("Room to write"),
    }


def _promised_title(last: date | None, on: date) -> str:
    if last is None:
        return _("Promised, and kept?")
    return _("Promised since {day}, and kept?").format(day=day_words(last, on))


def _promise(values: PlanValues, promise: Promised, on: date) -> dict[str, Any]:
    marks = {Outcome.KEPT: "kept", Outcome.KEPT_LATE: "kept", Outcome.NOT_YET: "not-yet"}
    return {
        "mark": marks.get(promise.outcome, "open"),
        "text": without_full_stop(wide(promise.text)),
        "who": person(values, promise.contact),
        "to": page_of(promise.contact),
        "result": outcome_words(promise, on),
        "late": promise.outcome is Outcome.NOT_YET,
    }


def outcome_words(promise: Promised, on: date) -> str:
    """What became of a promise."""
    if promise.outcome is Outcome.LET_GO:
        return _("let go")
    if promise.done:
        words = _("kept late, {day}") if promise.outcome is Outcome.KEPT_LATE else _("kept, {day}")
        return words.format(day=day_words(promise.done, on))
    if promise.due is None:
        return _("not yet")
    words = _("not yet (by {day})") if promise.outcome is Outcome.NOT_YET else _("by {day}")
    return words.format(day=day_words(promise.due, on))


def _changes(values: PlanValues, last: date | None, on: date) -> list[dict[str, Any]]:
    rows = [
        {"label": _("Moved"), "texts": _moved(values, last, on)},
        {"label": _("Learned"), "texts": _learned(values, last, on)},
        {"label": _("Refine"), "texts": _waiting(values, last, on)},
    ]
    return [row for row in rows if row["texts"]]


def _moved(values: PlanValues, last: date | None, on: date) -> list[str]:
    sentences = [
        _("{name} is now {tier} (was {before}).").format(
            name=_name(values, move.contact),
            tier=tier_in_sentence(move.after),
            before=tier_in_sentence(move.before or ""),
        )
        for move in since.moves(values, last, on)[:MOST_CHANGES]
    ]
    if not sentences and last is not None and any(contact.tier for contact in values.contacts.values()):
        sentences = [_("Nobody has changed band since {day}.").format(day=day_words(last, on))]
    for news in since.measured(values, last, on)[: MOST_CHANGES - 1]:
        focal = values.focal_relationships.get(news.goal.focal)
        indicator = in_sentence(wide(one_line(news.measure.indicator)))
        words = (
            _("{indicator}: {now}, before {before} ({name}).") if focal else _("{indicator}: {now}, before {before}.")
        )
        sentences.append(
            words.format(
                indicator=indicator,
                now=number(news.now),
                before="–" if news.before is None else number(news.before),
                name=_name(values, focal.contact) if focal else "",
            )
        )
    return sentences


def _learned(values: PlanValues, last: date | None, on: date) -> list[str]:
    today = {focal.id for focal in since.for_today(values, on)}
    news = sorted(since.learned(values, last, on), key=lambda insight: insight.focal not in today)
    best = {insight.focal: insight for insight in reversed(news)}
    sentences: list[str] = []
    for focal_id in dict.fromkeys(insight.focal for insight in news):
        focal, insight = values.focal_relationships.get(focal_id), best[focal_id]
        if focal:
            what = in_sentence(with_full_stop(wide(one_line(insight.text))))
            asked = question_words().get(insight.question or "", "")
            sentences.append(f"{_name(values, focal.contact)}. {asked} {what}".replace("  ", " "))
    return sentences[:MOST_CHANGES]


def _waiting(values: PlanValues, last: date | None, on: date) -> list[str]:
    sentences: list[str] = []
    for goal in since.waiting_goals(values, last, on)[:MOST_CHANGES]:
        focal = values.focal_relationships.get(goal.focal)
        missing = goal.needs_refinement.missing if goal.needs_refinement else ()
        asked = ", ".join(question_words()[question] for question in missing if question in question_words())
        if focal:
            sentences.append(
                _("The goal with {name} waits for a second look. {questions}").format(
                    name=_name(values, focal.contact), questions=asked
                )
            )
    return sentences


def _name(values: PlanValues, contact: int) -> str:
    known = values.contacts.get(contact)
    return in_sentence(wide(display_name(known))) if known else ""


def with_full_stop(text: str) -> str:
    """`text` as a sentence."""
    return text if text.endswith((".", "!", "?", "…", "。", "؟", "।")) else f"{text}."


def without_full_stop(text: str) -> str:
    """`text` as a line of a table."""
    return text[:-1] if text.endswith(".") and not text.endswith("..") else text
