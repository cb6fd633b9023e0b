"""Who speaks up for the owner, and R3: whether help flows both ways."""

from desktop.domain.network import network_of
from desktop.domain.support import advocates, reciprocity
from tests import sample


def test_advocates_of_the_sample() -> None:
    values, expected = sample.values(), sample.expected()["advocates"]
    found = advocates(network_of(values, sample.DAY))
    assert len(found.all) == expected["total"]
    assert [values.contacts[i].uid for i in found.outside_function] == expected["outside_own_function"]
    assert [values.contacts[i].uid for i in found.outside_function_and_line] == expected[
        "outside_own_function_and_line"
    ]
    assert [values.groups[i].uid for i in found.key_groups_without] == expected["key_groups_without_advocate"]


def test_r3_the_sample() -> None:
    values, expected = sample.values(), sample.expected()["reciprocity"]
    found = reciprocity(network_of(values, sample.DAY))
    assert len(found.mutual) == expected["mutual"]
    for side in ("they_give_only", "i_give_only", "neither"):
        assert [values.contacts[i].uid for i in getattr(found, side)] == expected[side], side
