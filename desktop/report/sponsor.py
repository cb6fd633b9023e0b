"""The sponsor's page: the objective, progress in general terms, the support agreed. It tells nothing of anybody."""

from typing import Any

from desktop.domain.audience import Progress
from desktop.report.blocks import eyebrow, heading, lede, lines, note, room, text, title
from desktop.report.names import display_name
from desktop.report.sheet import Sheet, frame
from desktop.report.summary import sheet_day
from desktop.words import _


def sponsor_data(sheet: Sheet) -> dict[str, Any]:
    """What `pages.typ` prints."""
    page = [
        eyebrow(_("For the sponsor"), sheet_day(sheet)),
        title(display_name(sheet.values.owner) or _("Coaching")),
        lede(sheet.values.info.objective or "", _("What these sessions are for"), 3),
        heading(_("How far it has come")),
        text(progress_words(sheet.seen.progress)),
        note(_("Who it is about stays between client and coach; so does what was said.")),
        heading(_("Support we agreed")),
        text(support) if (support := (sheet.values.info.agreed_support or "").strip()) else lines(4),
        heading(_("What the sponsor would notice if it goes well")),
        lines(5),
        room(_("What I would ask of the sponsor next")),
    ]
    return {
        **frame(sheet, _("For the sponsor, {day}").format(day=sheet_day(sheet)), _("For the sponsor")),
        "pages": [page],
    }


def progress_words(progress: Progress) -> str:
    """How far it has come, in general terms."""
    return {
        Progress.NOT_BEGUN: _("It is being decided what is to change."),
        Progress.BEGUN: _("What is to change has been decided, and the work has begun."),
        Progress.SOME: _("The work is under way, and a part of it can be seen to move."),
        Progress.MOST: _("The work is under way, and most of it can be seen to move."),
    }[progress]
