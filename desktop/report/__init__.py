"""The papers: values of a plan to template data to PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.plan_values import PlanValues
    from desktop.report.compile import Paper
    from desktop.report.session import PaperSize


def session_paper(values: PlanValues, on: date, *, paper: PaperSize = "a4") -> Paper:
    """The session paper of a plan for the day `on`, as PDF/A-2a and PDF/UA-1; same input, same bytes.

    Typst and numpy are imported here: the windows use small parts of this package long before a paper is made.
    """
    from desktop.report.session import session_paper as make

    return make(values, on, paper=paper)
