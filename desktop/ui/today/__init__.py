"""The Today screen, and the line in which a conversation is noted."""
