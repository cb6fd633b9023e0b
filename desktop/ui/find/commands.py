"""What the menus can do, found by its words: the same actions, so that nothing can be done in one place only."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from desktop.domain.names import fold

MOST = 5
"""So many are offered at once."""


class Command(NamedTuple):
    """An action of a menu: its words, and the menus that lead to it, the outermost first."""

    words: str
    way: tuple[str, ...]
    action: QAction

    @property
    def about(self) -> str:
        """Where it is in the menus, and its keys."""
        keys = self.action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        return " · ".join(part for part in (" › ".join(self.way), keys) if part)


def commands_of(bar: QMenuBar) -> list[Command]:
    """Every action of the menus that can be done now."""
    return [each for action in bar.actions() if isinstance(menu := action.menu(), QMenu) for each in _of(menu, ())]


def with_keys(menu: QMenu) -> list[Command]:
    """Every action below a menu that has keys, whether it can be done now or not."""
    return [each for each in _all_of(menu, ()) if each.action.isVisible() and each.action.shortcuts()]


def _of(menu: QMenu, above: tuple[str, ...]) -> Iterator[Command]:
    return (each for each in _all_of(menu, above) if each.action.isEnabled() and each.action.isVisible())


def _all_of(menu: QMenu, above: tuple[str, ...]) -> Iterator[Command]:
    way = (*above, _plain(menu.title()))
    for action in menu.actions():
        if isinstance(inner := action.menu(), QMenu):
            yield from _all_of(inner, way)
        elif not action.isSeparator():
            yield Command(_plain(action.text()), way, action)


def matching(commands: Sequence[Command], typed: str) -> list[Command]:
    """Those in which every typed word begins a word of the command, then those in which the menus help; at most MOST.

    One letter alone looks for people only: it would begin a word of half the menus.
    """
    wanted = fold(typed).split()
    if not wanted or len("".join(wanted)) < 2:
        return []
    own = [each for each in commands if _begin(wanted, each.words)]
    helped = [each for each in commands if each not in own and _begin(wanted, " ".join((*each.way, each.words)))]
    return (own + helped)[:MOST]


def _begin(wanted: Sequence[str], words: str) -> bool:
    there = fold(words.replace("-", " ").replace("…", " ")).split()
    return all(any(word.startswith(each) for word in there) for each in wanted)


def _plain(text: str) -> str:
    """A menu's words without the sign before the key that chooses it."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")
