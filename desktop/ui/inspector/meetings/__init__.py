"""Plans to meet: before the meeting and after it."""
