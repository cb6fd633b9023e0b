"""Plans with many people, made up the same way each time."""

import random
from dataclasses import replace

from desktop.domain.plan_values import PlanValues
from desktop.domain.tiers import TIERS
from tests import sample

FIRST = ("Anna", "Boris", "Carla", "Dmitri", "Elif", "Farid", "Greta", "Hana", "Ivo", "Jun", "Kofi", "Lena", "Mika")
LAST = ("Okafor", "Lindqvist", "Marchetti", "Novak", "Petrov", "Rahman", "Silva", "Tanaka", "Ueda", "Vogt", "Weiss")


def people(count: int) -> PlanValues:
    """The sample with so many people in it, most of them far away, a tenth in no group."""
    values = sample.values()
    draw = random.Random(7)
    like = next(iter(values.contacts.values()))
    contacts = dict(values.contacts)
    groups = list(values.groups)
    while len(contacts) < count:
        key = 1000 + len(contacts)
        name = f"{draw.choice(FIRST)} {draw.choice(LAST)}-{key}"
        tier = draw.choices(TIERS, (1, 4, 30, 40, 25))[0]
        where = (draw.choice(groups),) if draw.random() < 0.9 else ()
        contacts[key] = replace(like, id=key, uid=f"x{key}", name=name, name_latin=name, tier=tier, groups=where)
    return replace(values, contacts=contacts)
