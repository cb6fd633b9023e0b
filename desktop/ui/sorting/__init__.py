"""Sort people: those who wait, one at a time."""
