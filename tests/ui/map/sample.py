"""The bundled sample plan as a map, read straight from its JSON so that the map is tried without the plan's file."""

from __future__ import annotations

import json

import numpy as np

from desktop.assets import asset
from desktop.diagram import MapGap, MapGroup, MapPeople
from desktop.domain.tiers import TIERS


def sample() -> MapPeople:
    """The people, ties, key relationships and the gap of the sample."""
    plan = json.loads(asset("sample-plan.json").read_text("utf-8"))
    groups = tuple(MapGroup(i + 1, group["label"], group["key"]) for i, group in enumerate(plan["groups"]))
    number = {group["id"]: i for i, group in enumerate(plan["groups"])}
    people = [person for person in plan["contacts"] if person["tier"]]
    row = {person["id"]: i for i, person in enumerate(people)}
    heading = np.full(len(people), -1, np.int8)
    for focal in plan["focal_relationships"]:
        heading[row[focal["contact"]]] = TIERS.index(focal["target_tier"])
    ties = [(row[tie["a"]], row[tie["b"]], tie["strength"]) for tie in plan["ties"]]
    return MapPeople(
        ids=np.arange(1, len(people) + 1, dtype=np.int64),
        names=[person["name"] for person in people],
        tier=np.array([TIERS.index(person["tier"]) for person in people], np.int8),
        group=np.array([number[person["groups"][0]] for person in people], np.int16),
        key=heading >= 0,
        heading=heading,
        influence=np.array([person["influence"] or 0 for person in people], np.int8),
        pinned=np.full((len(people), 2), np.nan, np.float32),
        groups=groups,
        ties=np.array([tie[:2] for tie in ties], np.int32),
        strength=np.array([tie[2] for tie in ties], np.int8),
        gaps=(MapGap(number["g_proc"], 1, "Somebody in Procurement"),),
        roles=[person["role"] or "" for person in people],
    )
