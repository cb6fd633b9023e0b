"""The screens there are."""

from desktop.words import _


def screens() -> dict[str, str]:
    """In the order of the navigation: name to words."""
    return {"map": _("Map"), "people": _("People")}
