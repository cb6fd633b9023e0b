"""The windows: Qt lives here and in `desktop.app` only."""
