"""The papers: values of a plan to template data to PDF."""

from desktop.report.compile import Paper
from desktop.report.session import session_paper

__all__ = ["Paper", "session_paper"]
