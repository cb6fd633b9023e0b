"""Known problems: something a person can understand and act on. Anything else that is raised is a bug."""


class KnownError(Exception):
    """A problem with a name. Its fields say what it concerns; the words for it are made above this floor."""
