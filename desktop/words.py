"""Every word a person reads passes here: translation, and the screen's names for the terms of the code."""

import gettext
from collections.abc import Mapping

_translation = gettext.translation("rapport", fallback=True)


def _(message: str) -> str:
    """`message` in the reader's language."""
    return _translation.gettext(message)


def ngettext(one: str, many: str, n: int) -> str:
    """`one` or `many` in the reader's language, as `n` needs."""
    return _translation.ngettext(one, many, n)


def tier_words() -> Mapping[str, str]:
    """Tier id to its name on screens and papers."""
    return {
        "advocate": _("Advocate"),
        "ally": _("Ally"),
        "acquaintance": _("Acquaintance"),
        "aware": _("Aware of me"),
        "unconnected": _("Not yet connected"),
    }


def question_words() -> Mapping[str, str]:
    """The five questions, by id, as they stand on screens and papers."""
    return {
        "important": _("What is important to them?"),
        "frustrates": _("What frustrates them?"),
        "successful": _("When did it go well between us?"),
        "unsuccessful": _("When did it not?"),
        "trends": _("What repeats?"),
    }
