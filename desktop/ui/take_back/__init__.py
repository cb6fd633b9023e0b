"""A copy that came back: what is different, and what of that is taken over."""
