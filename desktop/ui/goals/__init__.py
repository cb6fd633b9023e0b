"""The Goals screen: what is to become different, with whom, and how it stands."""
