"""The paper of the moment: what somebody who looks at a screen would take to the table."""

from desktop.report.offered import offered

_OF_SCREEN = {
    "gaps": "gaps",
    "reviews": "progress",
    "listen": "interviews",
    "persuade": "case",
    "themes": "themes",
    "again": "evaluation",
    "results": "results",
}
"""Screens that have a paper of their own; the others have the usual one of their kind of file."""

_WHOLE = ("sessions", "gaps")
"""Screens that stay with their paper when somebody is selected."""


def paper_of(kind: str, screen: str, person: int | None) -> tuple[str, int | None]:
    """(paper, whom it is about): with somebody selected the page to read before meeting them."""
    if person is not None and kind == "personal" and screen not in _WHOLE:
        return "brief", person
    return _OF_SCREEN.get(screen, offered(kind)[0]), None
