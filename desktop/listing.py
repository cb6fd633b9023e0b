"""The figures of a plan as plain lines for a terminal; in the words of the screens."""

from collections.abc import Iterable, Mapping
from typing import Any

from desktop.domain.catalogue import Catalogue
from desktop.domain.plan_values import PlanValues
from desktop.words import _, action_words, ngettext, one_line, question_words, rated_words, tier_words


def lines(figures: Mapping[str, Any], values: PlanValues, catalogue: Catalogue) -> list[str]:
    """What `figures.figures` found, one thing a line. Of a facilitator's file what can be counted of its workshop."""
    if (workshop := figures["workshop"]) is not None:
        return _workshop(workshop)
    people = {contact.uid: one_line(contact.name) for contact in values.contacts.values()}
    meetings = {engagement.uid: one_line(engagement.label) for engagement in values.engagements.values()}
    tiers, help_, recent = tier_words(), figures["reciprocity"], figures["last_90_days"]
    said = [_("People: {tiers}").format(tiers=_counts(figures["tiers"]["counts"], tiers) or _("none"))]
    said.append(_("Help goes both ways with {mutual} of {of} people.").format(**help_))
    for side, words in (("they_give_only", _("From them to you only")), ("i_give_only", _("From you to them only"))):
        said += [f"  {words}: " + ", ".join(people[uid] for uid in help_[side])] if help_[side] else []
    said.append(
        ngettext(
            "{n} conversation in the last 90 days", "{n} conversations in the last 90 days", recent["conversations"]
        ).format(n=recent["conversations"])
        + (f": {_counts(recent['contacts_by_tier'], tiers)}" if recent["contacts_by_tier"] else "")
    )
    said.append(_("You can answer {confident} of {of} questions.").format(**figures["insight_coverage"]))
    said += _network(figures, values, people)
    said += _relationships(figures, values, catalogue, people)
    if figures["cadence"]:
        said.append(_("Something to ask, or to offer?"))
        said += [
            "  " + _("{name}, after {days} days").format(name=people[uid], days=each["days"])
            for uid, each in figures["cadence"].items()
        ]
    said.append(
        _("Open promises: {promises}; steps past their day: {late}").format(
            promises=len(figures["open_promises"]), late=len(figures["steps_overdue"])
        )
    )
    for pattern in figures["anti_patterns"]:
        known = catalogue.patterns.get(pattern["id"])
        said.append((known.label if known else pattern["id"]) + ": " + _list(meetings, pattern["engagements"]))
    return said


def _network(figures: Mapping[str, Any], values: PlanValues, people: Mapping[str, str]) -> list[str]:
    """Where people are missing, what hangs on one person, who could introduce me; ways in words, never as a number."""
    groups = {group.uid: one_line(group.label) for group in values.groups.values()}
    covered, said = figures["coverage"], list[str]()
    for words, which in ((_("Nobody near enough: {groups}"), "gap"), (_("One person only: {groups}"), "thin")):
        said += [words.format(groups=_list(groups, covered[which]))] if covered[which] else []
    words = {"strong": _("a strong way"), "fair": _("a fair way"), "weak": _("a weak way")}
    for target, ways in figures["introduction_paths"].items():
        if ways:
            over = _list(people, ways[0]["path"][1:-1])
            way = _("{name}: {way}, by asking {people}")
            said.append(way.format(name=people[target], way=words[ways[0]["label"]], people=over))
        else:
            said.append(_("{name}: nobody I know leads there").format(name=people[target]))
    return said


def _relationships(
    figures: Mapping[str, Any], values: PlanValues, catalogue: Catalogue, people: Mapping[str, str]
) -> list[str]:
    contacts = {focal.uid: values.contacts.get(focal.contact) for focal in values.focal_relationships.values()}
    due = {"overdue": _("overdue"), "due within 14 days": _("due within 14 days"), "later": _("later")}
    said: list[str] = []
    for uid, state in figures["reviews_due"].items():
        contact = contacts[uid]
        name = people[contact.uid] if contact else uid
        said.append(_("{name}: review {due}").format(name=name, due=due[state]) if state else name)
        shaky = figures["investigate"][uid]
        if shaky:
            said.append("  " + _("find out: {questions}").format(questions=_list(question_words(), shaky, " ")))
        suggested = [each["type"] for each in figures["recommended_engagements"].get(uid, ())]
        if suggested:
            labels = {kind.id: kind.label for kind in catalogue.engagement_types.values()}
            said.append("  " + _("ways to meet: {ways}").format(ways=_list(labels, suggested, "; ")))
    return said


def _workshop(found: Mapping[str, Any]) -> list[str]:
    asked, of = found["convenor"], found["participants"]
    said = [
        _("Asked to come: {asked}; said yes: {yes}").format(**asked),
        _("Called before the day: {n} of {of}").format(n=found["interviewed"], of=of),
        _("Called again: {n} of {of}").format(n=found["evaluated"], of=of),
    ]
    words = rated_words()
    for rated, each in found["paired"].items():
        said.append(f"  {words[rated]} " + _("rose {rose}, same {same}, fell {fell}, of {n}").format(**each))
    said += [_("What we do: {actions}").format(actions=_counts(found["actions"], action_words()))] * bool(
        found["actions"]
    )
    if found["evaluation_due"]:
        begin, end = found["evaluation_due"]
        said.append(_("Calls again from {begin} to {end}").format(begin=begin, end=end))
        said.append(_("Two years on: {day}").format(day=found["follow_up_due"]))
    return said


def _counts(counts: Mapping[str, int], words: Mapping[str, str]) -> str:
    return ", ".join(f"{n} {words.get(each, each)}" for each, n in counts.items())


def _list(words: Mapping[str, str], ids: Iterable[str], between: str = ", ") -> str:
    return between.join(words.get(each, each) for each in ids)
