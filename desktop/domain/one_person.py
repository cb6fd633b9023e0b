"""Two records that turn out to be one person: what they say together, and where somebody has to choose."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from desktop.domain import records as r

CHOSEN = (
    "name", "name_latin", "role", "organisation", "tier", "email", "phone", "known_since", "preferred_channel",
    "support_to_me", "support_to_them", "influence", "interest", "direction", "note",
)  # fmt: skip
"""Fields of which one value stands: where both say something else, the user chooses."""


def differing(a: r.Contact, b: r.Contact) -> tuple[str, ...]:
    """The fields to choose: both say something, and not the same."""
    pairs = ((name, getattr(a, name), getattr(b, name)) for name in CHOSEN)
    return tuple(name for name, one, other in pairs if one != other and not {None, ""} & {one, other})


def together(keep: r.Contact, gone: r.Contact, chosen: Mapping[str, Any], on: date) -> dict[str, Any]:
    """The fields of `keep` once both are one. `chosen` holds what was chosen; else what is said by either stands.

    Lists and histories hold what is in both; of notes that nobody chose between, both stand.
    """
    values: dict[str, Any] = {}
    for name in CHOSEN:
        one, other = getattr(keep, name), getattr(gone, name)
        values[name] = chosen.get(name, one if one not in (None, "") else other)
    if "note" not in chosen:
        values["note"] = "\n\n".join(dict.fromkeys(note for note in (keep.note, gone.note) if note)) or None
    for name in ("groups", "tags", "urls", "extra"):
        # What is chosen here comes on top: further addresses to keep, for one.
        values[name] = tuple(dict.fromkeys((*getattr(keep, name), *getattr(gone, name), *chosen.get(name, ()))))
    days = [day for day in (keep.known_since, gone.known_since) if day]
    values["known_since"] = chosen.get("known_since", min(days, default=None))
    values["last_two_way"] = max([day for day in (keep.last_two_way, gone.last_two_way) if day], default=None)
    values["keep_in_touch"] = keep.keep_in_touch or gone.keep_in_touch
    values["left"] = keep.left and gone.left
    values["line_manager"] = keep.line_manager or gone.line_manager
    values["stance"] = {**gone.stance, **keep.stance}
    values["stance_history"] = tuple(sorted({*keep.stance_history, *gone.stance_history}, key=lambda c: c.date))
    values["tier_history"] = _history(keep, gone, values["tier"], on)
    # The place within a tier comes from whom the tier comes from, and what shows it, too, where they have any.
    first, other = (keep, gone) if keep.tier == values["tier"] else (gone, keep)
    values["tier_evidence"] = first.tier_evidence or other.tier_evidence
    values["position"] = first.position or (other.position if other.tier == first.tier else None)
    for name in ("support_note", "their_chair", "ask_them", "lang", "dir", "paused_until", "order"):
        values[name] = getattr(keep, name) if getattr(keep, name) is not None else getattr(gone, name)
    return values


def _history(keep: r.Contact, gone: r.Contact, tier: str | None, on: date) -> tuple[r.TierChange, ...]:
    history = sorted({*keep.tier_history, *gone.tier_history}, key=lambda change: change.from_)
    if (history and history[-1].tier != tier) or (not history and tier not in (keep.tier, None)):
        history.append(r.TierChange(tier, on.isoformat()))
    return tuple(history)
