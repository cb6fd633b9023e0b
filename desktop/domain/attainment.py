"""How far goals have come: levels, progress of the measure, and T for people who know it (section 6, P16)."""

from collections.abc import Iterable
from math import sqrt

from desktop.domain.records import Goal, Measure

RHO = 0.3
"""The correlation between goals that goal attainment scaling assumes."""


def weight(goal: Goal) -> int:
    """How much a goal counts against the others; 1 when nothing is said."""
    return 1 if goal.weight is None else goal.weight


def progress(measure: Measure | None) -> float | None:
    """Which part of the way from baseline to target is done: 0 none, 1 all; None when it cannot be said."""
    if measure is None or measure.baseline is None or measure.target is None or measure.current is None:
        return None
    way = measure.target - measure.baseline
    return (measure.current - measure.baseline) / way if way else None


def t_score(goals: Iterable[Goal]) -> float | None:
    """`50 + 10 sum(w x) / sqrt((1 - rho) sum(w²) + rho sum(w)²)` over the goals with a level; None without any."""
    pairs = [(weight(goal), goal.gas_now) for goal in goals if goal.gas_now is not None]
    weights = [w for w, _level in pairs]
    spread = (1 - RHO) * sum(w * w for w in weights) + RHO * sum(weights) ** 2
    return 50 + 10 * sum(w * level for w, level in pairs) / sqrt(spread) if spread > 0 else None
