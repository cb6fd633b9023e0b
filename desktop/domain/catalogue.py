"""The catalogue as values: engagements, what they fit, goal types, questions, patterns; with a plan's own words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from desktop.domain.records import CatalogueEdit


@dataclass(frozen=True, slots=True)
class EngagementType:
    """A way of meeting. `informs`: the questions it can answer; `alliance`: between two organisations (scope)."""

    id: str
    label: str
    what: str
    not_when: str
    effort: int
    min_tier: str
    informs: tuple[str, ...]
    alliance: bool


@dataclass(frozen=True, slots=True)
class GoalType:
    id: str
    label: str
    means: str
    good_measure: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the bank (section 4); `section` A to K, `tag` what it is about."""

    id: str
    section: str
    tag: str
    text: str


@dataclass(frozen=True, slots=True)
class Pattern:
    """A habit that goes wrong: how it is noticed (`sign`) and what to `say` about it."""

    id: str
    label: str
    sign: str
    say: str


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The content of sections 3 and 4, each part by id in catalogue order. `fit`: goal type to engagement to 1..3."""

    engagement_types: Mapping[str, EngagementType]
    fit: Mapping[str, Mapping[str, int]]
    goal_types: Mapping[str, GoalType]
    questions: Mapping[str, Question]
    patterns: Mapping[str, Pattern]

    def section(self, letter: str) -> tuple[Question, ...]:
        """The questions of one section of the bank, such as K, the six prompts after a conversation (R14)."""
        return tuple(question for question in self.questions.values() if question.section == letter)

    def fits(self, goal_type: str | None, engagement: str) -> int:
        """How well a way of meeting fits a goal: 3 best for, 2 good for, 1 possible, 0 not."""
        return self.fit.get(goal_type or "", {}).get(engagement, 0)


def catalogue_of(said: Mapping[str, Any], edits: Iterable[CatalogueEdit] = ()) -> Catalogue:
    """The catalogue as shipped (`resources/catalogue.json`) with a plan's own words in it.

    An edit of an item that is not in the catalogue adds one: a question of the owner's own, a way of meeting.
    """
    own: dict[tuple[str, str], dict[str, str]] = {}
    for edit in edits:
        own.setdefault((edit.section, edit.item), {})[edit.field] = edit.value

    def items(section: str) -> list[dict[str, Any]]:
        known: list[dict[str, Any]] = list(said.get(section, ()))
        ids = {str(item["id"]) for item in known}
        known += [{"id": item} for where, item in own if where == section and item not in ids]
        return [{**item, **own.get((section, str(item["id"])), {})} for item in known]

    fit: dict[str, dict[str, int]] = {
        goal: {engagement: int(n) for engagement, n in row.items()} for goal, row in said.get("fit", {}).items()
    }
    for (section, goal), row in own.items():
        if section == "fit":
            fit.setdefault(goal, {}).update({engagement: _number(n, 0) for engagement, n in row.items()})
    return Catalogue(
        {item["id"]: _engagement(item) for item in items("engagement_types")},
        fit,
        {i["id"]: GoalType(i["id"], *_texts(i, "label", "means", "good_measure")) for i in items("goal_types")},
        {i["id"]: Question(i["id"], *_texts(i, "section", "tag", "text")) for i in items("questions")},
        {i["id"]: Pattern(i["id"], *_texts(i, "label", "sign", "say")) for i in items("anti_patterns")},
    )


def _engagement(item: Mapping[str, Any]) -> EngagementType:
    informs: Any = item.get("informs", ())
    return EngagementType(
        str(item["id"]),
        *_texts(item, "label", "what", "not_when"),
        effort=_number(item.get("effort"), 1),
        min_tier=str(item.get("min_tier", "unconnected")),
        informs=tuple(informs.split() if isinstance(informs, str) else informs),
        alliance=item.get("scope") == "alliance",
    )


def _texts(item: Mapping[str, Any], *names: str) -> list[str]:
    return [str(item.get(name, "")) for name in names]


def _number(said: object, otherwise: int) -> int:
    try:
        return int(str(said))
    except ValueError:
        return otherwise
