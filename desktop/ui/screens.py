"""The screens there are."""

from desktop.words import _


def screens() -> dict[str, str]:
    """In the order of the navigation: name to words."""
    return {
        "today": _("Today"),
        "map": _("Map"),
        "people": _("People"),
        "goals": _("Goals"),
        "reviews": _("Reviews"),
        "gaps": _("Gaps"),
        "sessions": _("Sessions"),
    }
