"""Which promise of a conversation became which next step, and what is still open on both sides."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from desktop.domain.records import Conversation, NextStep, Promise


@dataclass(frozen=True, slots=True)
class Promised:
    """Something promised and not kept yet; `due` ISO text or None."""

    text: str
    due: str | None


def became(promises: Sequence[Promise], steps: Iterable[NextStep]) -> dict[int, NextStep]:
    """The place of a promise in its conversation to the step it became; `steps`: those of the conversation.

    Each step belongs to one promise: first where the words are the same, then where the day is. Both may be changed
    later, one at a time.
    """
    left = [step for step in steps if step.kind == "promise"]
    found: dict[int, NextStep] = {}
    for same in (_same_words, _same_day):
        for at, promise in enumerate(promises):
            step = None if at in found or promise.theirs else next((step for step in left if same(promise, step)), None)
            if step is not None:
                found[at] = step
                left.remove(step)
    return found


def _same_words(promise: Promise, step: NextStep) -> bool:
    return promise.text.strip() == step.text.strip()


def _same_day(promise: Promise, step: NextStep) -> bool:
    return promise.due == step.due


def alone(talk: Conversation, steps: Iterable[NextStep]) -> dict[int, Promise]:
    """My promises of a conversation that became no step, by their place in it."""
    grown = became(talk.promises, steps)
    mine = {at: promise for at, promise in enumerate(talk.promises) if not promise.theirs and promise.text.strip()}
    return {at: promise for at, promise in mine.items() if at not in grown}


def by_talk(steps: Iterable[NextStep]) -> Mapping[int, list[NextStep]]:
    """The steps that came of promises, by their conversation."""
    found: dict[int, list[NextStep]] = {}
    for step in steps:
        if step.kind == "promise" and step.conversation is not None:
            found.setdefault(step.conversation, []).append(step)
    return found


def my_open_promises(steps: Iterable[NextStep], talks: Iterable[Conversation]) -> tuple[Promised, ...]:
    """What I promised in `talks` and have not kept, soonest first. One that became a step counts once, as the step."""
    steps = [step for step in steps if step.kind == "promise"]
    own = by_talk(steps)
    found = [Promised(step.text, step.due) for step in steps if step.status == "open" and step.text]
    found += [
        Promised(promise.text, promise.due)
        for talk in talks
        for promise in alone(talk, own.get(talk.id, ())).values()
        if promise.done is None
    ]
    return tuple(sorted(found, key=lambda promise: promise.due or "9999"))


def their_open_promises(talks: Iterable[Conversation]) -> tuple[Promised, ...]:
    """What they promised me in `talks` and have not kept, soonest first."""
    found = [
        Promised(promise.text, promise.due)
        for talk in talks
        for promise in talk.promises
        if promise.theirs and promise.done is None and promise.text.strip()
    ]
    return tuple(sorted(found, key=lambda promise: promise.due or "9999"))
