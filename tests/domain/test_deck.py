"""The deck of waiting people: its order, putting by, going back, and what happens outside it."""

from desktop.domain.deck import Deck


def taken(deck: Deck) -> list[int]:
    """Everybody in the order in which they would be asked about."""
    people: list[int] = []
    while deck.top is not None:
        people.append(deck.top)
        deck.not_now()
    return people


def test_it_goes_on_behind_whom_was_placed_last_and_comes_round() -> None:
    assert taken(Deck([2, 4, 6, 8], after=5)) == [6, 8, 2, 4]
    assert taken(Deck([2, 4], after=9)) == [2, 4]
    assert taken(Deck([2, 4])) == [2, 4]
    assert Deck([]).top is None


def test_who_is_placed_leaves_and_who_is_put_by_waits_for_another_round() -> None:
    deck = Deck([1, 2, 3])
    deck.not_now()
    deck.follow([], {2})
    assert (deck.top, deck.before, deck.waiting, deck.put_by) == (3, 2, 2, 1)
    deck.not_now()
    assert (deck.top, deck.waiting) == (None, 2)
    deck.again()
    assert taken(deck) == [1, 3]


def test_back_brings_the_one_put_by_and_says_no_where_the_plan_has_to_act() -> None:
    deck = Deck([1, 2, 3])
    deck.not_now()
    deck.follow([], {2})
    assert not deck.back(), "the one before was placed: that is a step to take back"
    deck.follow([2], set())
    assert (deck.top, deck.before) == (2, 1), "taken back, they are on top again"
    assert deck.back()
    assert (deck.top, deck.before) == (1, None)
    assert not deck.back()


def test_others_come_and_go_meanwhile() -> None:
    deck = Deck([1, 2, 3])
    deck.follow([7], {2})
    assert taken(deck) == [1, 3, 7]
    deck.follow([], {3, 7})
    deck.again()
    assert taken(deck) == [1]
