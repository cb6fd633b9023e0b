"""Names: as many as have room, the important first, and never on top of anything."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.diagram import DOT_SCALE, Labels, arrange, choose_labels, importance
from tests.diagram.made_up import made_up

AREA = (0.0, 0.0, 1440.0, 900.0)


def check(found: Labels, dots: np.ndarray, radius: np.ndarray, blocked: np.ndarray, area: tuple[float, ...]) -> None:
    """No label touches a dot, a reserved box, another label or the edge."""
    boxes = found.boxes
    for i, (left, top, right, bottom) in enumerate(boxes.tolist()):
        assert left >= area[0]
        assert top >= area[1]
        assert right <= area[2]
        assert bottom <= area[3]
        others = np.concatenate([np.delete(boxes, i, axis=0), blocked])
        over = (others[:, 0] < right) & (others[:, 2] > left) & (others[:, 1] < bottom) & (others[:, 3] > top)
        assert not over.any()
        beside = np.clip(dots, (left, top), (right, bottom))
        assert (np.hypot(*(dots - beside).T) >= radius - 1e-6).all()
    assert len(set(found.rows.tolist())) == len(found.rows)


@pytest.mark.parametrize("count", [1, 45, 500, 5_000, 30_000])
@pytest.mark.parametrize("scale", [300.0, 2_500.0])
def test_names_touch_nothing(count: int, scale: float) -> None:
    people = made_up(count)
    arrangement = arrange(people)
    dots = arrangement.xy * scale + (720, 450)
    radius = np.maximum(arrangement.radius * scale * np.array(DOT_SCALE)[people.tier], 1.5)
    order = importance(people)[:500]
    widths = np.stack([np.linspace(20, 140, len(order)), np.full(len(order), 30.0)], axis=1)
    blocked = np.array([[700.0, 400, 740, 480], [600, 100, 840, 116]])
    found = choose_labels(dots, radius, order, widths, 15.0, AREA, blocked=blocked)
    check(found, dots, radius, blocked, AREA)
    assert len(found.rows) <= 150
    if count == 45 and scale == 300.0:
        assert len(found.rows) > 38


def test_the_important_come_first() -> None:
    people = made_up(2_000)
    order = importance(people, (1_234, None, 77, 1_234))
    assert order[:2].tolist() == [1_234, 77]
    assert sorted(order.tolist()) == list(range(2_000))
    rest = order[2:]
    assert people.key[rest[:6]].all()
    plain = rest[~people.key[rest]]
    assert (np.diff(people.tier[plain]) >= 0).all()


def test_the_first_of_two_in_one_place_wins_and_the_short_form_helps() -> None:
    dots = np.array([[100.0, 100.0], [125.0, 114.0], [120.0, 86.0], [175.0, 100.0], [25.0, 100.0]])
    radius = np.full(5, 5.0)
    area = (0.0, 60.0, 200.0, 140.0)
    wide = choose_labels(dots, radius, np.array([0]), np.array([[150.0, 20.0]]), 12.0, area, gap=1.0)
    assert wide.variant.tolist() == [1]
    none = choose_labels(dots, radius, np.array([0]), np.array([[150.0, np.nan]]), 12.0, area, gap=1.0)
    assert len(none.rows) == 0


@pytest.mark.parametrize("count", [500, 30_000])
def test_who_must_be_named_is_in_any_crowd_but_over_no_other_label(count: int) -> None:
    people = made_up(count)
    arrangement = arrange(people)
    dots = arrangement.xy * 300 + (720, 450)
    radius = np.maximum(arrangement.radius * 300 * np.array(DOT_SCALE)[people.tier], 1.5)
    middle = np.argsort(np.abs(np.hypot(*arrangement.xy.T) - 0.5), kind="stable")[:8]
    order = np.concatenate([middle, importance(people)[:400]])
    order = order[np.sort(np.unique(order, return_index=True)[1])]
    widths, must = np.full((len(order), 1), 90.0), np.arange(len(order)) < len(middle)
    blocked = np.array([[700.0, 400, 740, 480], [600, 100, 840, 116]])
    found = choose_labels(dots, radius, order, widths, 15.0, AREA, blocked=blocked, must=must)
    assert set(middle.tolist()) <= set(found.rows.tolist())
    assert set(found.rows[found.over].tolist()) <= set(middle.tolist()), "others only where there is room"
    assert found.over.any()
    own = dots[middle][:, None] + np.array([(-1, -1), (1, 1)]) * radius[middle][:, None, None]
    kept = np.concatenate([blocked, own.reshape(-1, 4)])
    for i, (left, top, right, bottom) in enumerate(found.boxes.tolist()):
        assert AREA[0] <= left
        assert right <= AREA[2]
        others = np.concatenate([np.delete(found.boxes, i, axis=0), kept])
        wide, high = (np.minimum(others[:, 2:], (right, bottom)) - np.maximum(others[:, :2], (left, top))).T
        assert not ((wide > 1e-6) & (high > 1e-6)).any(), "no label, no reserved place, no dot of those who must"
    for row, box in zip(found.rows[found.over].tolist(), found.boxes[found.over], strict=True):
        beside = np.clip(dots[row], box[:2], box[2:])
        assert np.hypot(*(dots[row] - beside)) < 12 * 15.0 + radius[row]


def test_limit_and_nothing_to_name() -> None:
    dots = (
        np.stack(np.meshgrid(np.arange(20) * 60.0 + 30, np.arange(20) * 40.0 + 20), axis=-1)
        .reshape(-1, 2)
        .astype(np.float64)
    )
    radius, widths = np.full(400, 3.0), np.full((400, 1), 30.0)
    assert len(choose_labels(dots, radius, np.arange(400), widths, 12.0, AREA, limit=37).rows) == 37
    nobody = choose_labels(np.empty((0, 2)), np.empty(0), np.empty(0, np.int64), np.empty((0, 2)), 12.0, AREA)
    assert len(nobody.rows) == 0
    assert len(choose_labels(dots, radius, np.arange(3), widths[:3], 12.0, (0.0, 0.0, 0.0, 0.0)).rows) == 0


@given(
    st.lists(st.tuples(st.floats(-50, 450), st.floats(-50, 350), st.floats(0.5, 20), st.floats(1, 200)), max_size=40)
)
@settings(max_examples=100, deadline=None)
def test_any_dots(given_dots: list[tuple[float, float, float, float]]) -> None:
    values = np.array(given_dots).reshape(-1, 4)
    dots, radius = values[:, :2], values[:, 2]
    area = (0.0, 0.0, 400.0, 300.0)
    found = choose_labels(dots, radius, np.arange(len(dots)), values[:, 3:], 12.0, area)
    check(found, dots, radius, np.empty((0, 4)), area)
