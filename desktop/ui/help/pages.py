"""The pages of the guide as they lie in `resources/guide`, in the language of the screens where they are translated."""

from pathlib import Path
from typing import NamedTuple

from desktop.assets import asset
from desktop.domain.names import fold
from desktop.words import LANGUAGES, spoken

FIRST = "01-first-plan.md"

ABOUT = {
    "today": "06-today.md",
    "map": "03-map.md",
    "people": "02-people.md",
    "sort": "02-people.md",
    "goals": "04-goals.md",
    "reviews": "07-reviews.md",
    "gaps": "08-gaps.md",
    "sessions": "10-coach.md",
}
"""Screen to the page that is about it; the screens of a workshop have one page."""

WORKSHOP = "11-workshop.md"


class Page(NamedTuple):
    """A page: the name of its file, its title, and its Markdown, the title included."""

    name: str
    title: str
    text: str


def folder() -> Path:
    """Where the pages are that one reads now."""
    there = asset("guide", spoken())
    return there if there.is_dir() else asset("guide", LANGUAGES[0])


def pages() -> list[Page]:
    """All of them, in order."""
    found = [(path.name, path.read_text("utf-8")) for path in sorted(folder().glob("*.md"))]
    return [Page(name, text.partition("\n")[0].lstrip("# "), text) for name, text in found]


def with_words(all_pages: list[Page], typed: str) -> list[Page]:
    """Those in which every typed word occurs."""
    wanted = fold(typed).split()
    return [page for page in all_pages if all(word in fold(page.text) for word in wanted)]
