"""The panel beside the map: one person, seen and edited."""

from desktop.ui.inspector.panel import Inspector

__all__ = ["Inspector"]
