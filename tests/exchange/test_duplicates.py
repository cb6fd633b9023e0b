"""Who may stand in a plan twice: what is found, what is not, in whatever script."""

import pytest

from desktop.domain.job import run
from desktop.exchange.duplicates import Likeness, Pair, find
from desktop.exchange.persons import Known


def known(*people: Known) -> tuple[Pair, ...]:
    return run(find(people))


@pytest.mark.parametrize(
    ("one", "other", "likeness"),
    [
        (Known(id=1, name="Wren Zubiri"), Known(id=2, name="Zubiri, Wren"), Likeness.NAME),
        (Known(id=1, name="Łucja Żak"), Known(id=2, name="Lucja Zak"), Likeness.NAME),
        (
            Known(id=1, name="Wren", email="w@x.example"),
            Known(id=2, name="Wren Z", email="W@X.example"),
            Likeness.EMAIL,
        ),
        (
            Known(id=1, name="Wren", urls=("https://www.linkedin.com/in/wren-z/",)),
            Known(id=2, name="W. Zubiri", urls=("http://de.linkedin.com/in/Wren-Z?x=1",)),
            Likeness.PROFILE,
        ),
        (Known(id=1, name="Priyamvada Meghduti"), Known(id=2, name="Priyamvda Meghduti"), Likeness.ALIKE),
        (Known(id=1, name="Юлия Петрова"), Known(id=2, name="Yulia Petrova"), Likeness.ALIKE),
        (Known(id=1, name="田中美咲", name_latin="Tanaka Misaki"), Known(id=2, name="Misaki Tanaka"), Likeness.ALIKE),
        (Known(id=1, name="Γιώργος Παπαδόπουλος"), Known(id=2, name="Giorgos Papadopoulos"), Likeness.ALIKE),
        (Known(id=1, name="Bartłomiej Kołodziej"), Known(id=2, name="Bartek Kolodziej"), Likeness.ALIKE),
    ],
)
def test_found(one: Known, other: Known, likeness: Likeness) -> None:
    assert known(one, other) == (Pair(1, 2, likeness),)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Known(id=1, name="Wren Zubiri"), Known(id=2, name="Nils Zubiri")),
        (Known(id=1, name="Wren"), Known(id=2, name="Wren Zubiri")),
        (Known(id=1, name="Wren A", email="office@x.example"), Known(id=2, name="Nils L", email="office@x.example")),
        (
            Known(id=1, name="Wren Z", urls=("https://www.linkedin.com/in/wren-1",)),
            Known(id=2, name="Wren Z", urls=("https://www.linkedin.com/in/wren-2",)),
        ),
        (Known(id=1, name="Wren Z", owner=True), Known(id=2, name="Wren Z")),
    ],
)
def test_not_found(one: Known, other: Known) -> None:
    assert known(one, other) == ()


def test_only_those_who_came_in() -> None:
    people = [Known(id=n, name=name) for n, name in enumerate(("Ann Lee", "Ann Lee", "Bo Kim", "Bo Kim"), 1)]
    assert run(find(people, frozenset({4}))) == (Pair(3, 4, Likeness.NAME),)
    assert [pair.likeness for pair in run(find(people))] == [Likeness.NAME] * 2


def test_many_namesakes_end_soon() -> None:
    people = [Known(id=n, name="Wren Zubiri", email="all@x.example") for n in range(1, 3001)]
    steps = list(find(people))
    assert len(steps) > 50, "in slices"
