"""Waiting people as a deck of cards, taken one at a time (P2): who is on top, who was put by, who came before."""

from collections import deque
from collections.abc import Collection, Iterable, Sequence


class Deck:
    """Who is placed leaves the deck; who is put by ("not now") waits under it for another round.

    What a deck knows beside the plan is this sitting alone: another day it is made anew from those who still wait.
    """

    def __init__(self, waiting: Sequence[int], after: int | None = None) -> None:
        """`waiting`: record keys in plan order; the deck begins behind the key `after`, and comes round."""
        first = 0 if after is None else next((n for n, key in enumerate(waiting) if key > after), 0)
        self._ahead = deque((*waiting[first:], *waiting[:first]))
        self._put_by: list[int] = []
        self._trail: list[int] = []

    @property
    def top(self) -> int | None:
        """Who is asked about now; None when the round is over."""
        return self._ahead[0] if self._ahead else None

    @property
    def before(self) -> int | None:
        """Who was on top before."""
        return self._trail[-1] if self._trail else None

    @property
    def put_by(self) -> int:
        """How many were put by."""
        return len(self._put_by)

    @property
    def waiting(self) -> int:
        """How many wait, those put by among them."""
        return len(self._ahead) + len(self._put_by)

    def not_now(self) -> None:
        """Put the top one by."""
        if self._ahead:
            person = self._ahead.popleft()
            self._put_by.append(person)
            self._trail.append(person)

    def back(self) -> bool:
        """Bring back who was put by last. False when who came before is not waiting any more."""
        if self.before not in self._put_by:
            return False
        person = self._trail.pop()
        self._put_by.remove(person)
        self._ahead.appendleft(person)
        return True

    def forget(self) -> None:
        """Go back no further than this: who came before is gone."""
        self._trail.clear()

    def again(self) -> None:
        """Another round, of those who were put by."""
        self._ahead.extend(self._put_by)
        self._put_by.clear()

    def follow(self, waiting: Iterable[int], others: Collection[int]) -> None:
        """After a change of the plan: of those it touched, who waits now, and who does not.

        Who waits again after being on top comes back there; whoever is new goes to the end.
        """
        if others:
            if self.top in others:
                self._trail.append(self._ahead[0])
            self._ahead = deque(key for key in self._ahead if key not in others)
            self._put_by = [key for key in self._put_by if key not in others]
        known = {*self._ahead, *self._put_by}
        for key in waiting:
            if key in known:
                continue
            if key in self._trail:
                self._trail.remove(key)
                self._ahead.appendleft(key)
            else:
                self._ahead.append(key)
