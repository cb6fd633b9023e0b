"""The screens there are."""

from desktop.words import _

PERSONAL, WORKSHOP = "personal", "workshop"
"""The kinds of file: a professional's plan, a facilitator's file (P1)."""


def screens(kind: str = PERSONAL) -> dict[str, str]:
    """In the order of the navigation: name to words. Each kind of file has its own."""
    if kind == WORKSHOP:
        return {
            "workshop": _("Workshop"),
            "persuade": _("Persuade"),
            "listen": _("Listen by phone"),
            "themes": _("Themes"),
            "day": _("The day"),
            "both": _("Both on one map"),
            "again": _("Ask again"),
            "results": _("What came of it"),
        }
    return {
        "today": _("Today"),
        "map": _("Map"),
        "people": _("People"),
        "goals": _("Goals"),
        "reviews": _("Reviews"),
        "gaps": _("Gaps"),
        "sessions": _("Sessions"),
    }
