"""P14: where somebody stands on a named topic: a sentence with its reason, and how it came about."""

from desktop.domain.records import Contact, StanceChange


def stood(contact: Contact, change: StanceChange) -> tuple[StanceChange, ...]:
    """The history of somebody's stances after a change. A second one on the same day replaces the first.

    A stance that was there before there was a history comes first, without a day: how it changed is what a goal may be
    about.
    """
    history = contact.stance_history
    before = contact.stance.get(change.topic)
    if before and before != change.value and all(each.topic != change.topic for each in history):
        history = (*history, StanceChange(change.topic, before, ""))
    return (*(each for each in history if (each.topic, each.date) != (change.topic, change.date)), change)


def latest(contact: Contact, topic: int) -> StanceChange | None:
    """The newest entry of the history that still holds."""
    own = [change for change in contact.stance_history if change.topic == topic]
    newest = max(own, key=lambda change: change.date, default=None)
    return newest if newest and newest.value == contact.stance.get(topic) else None
