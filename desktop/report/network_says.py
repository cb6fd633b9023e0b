"""The figures of the network in plain words (section 6): what a manager understands; nothing grades anybody."""

from desktop.domain.plan_values import PlanValues
from desktop.domain.survey import Survey
from desktop.domain.ways import Way, Word
from desktop.report.names import display_name, in_sentence, wide
from desktop.words import _, ngettext

FEW = 3
"""With fewer people such figures say nothing."""


def network_sentences(values: PlanValues, found: Survey) -> list[str]:
    """How open the network is, of whom it is made, who links others."""
    shape, mix = found.structure, found.diversity
    if shape.n < FEW:
        return [_("With so few people there is little to count yet.")]
    said: list[str] = []
    if shape.density is not None:
        words = _("About {n}% of the people I know also know each other, as far as I have noted.")
        said.append(words.format(n=round(100 * shape.density)))
    if shape.effective_size is not None:
        words = _("My {n} people act like about {sources} separate sources.")
        said.append(words.format(n=shape.n, sources=round(shape.effective_size)))
    if mix.blau is not None and mix.kinds > 1:
        words = _("Two people picked at random would come from different groups about {n} times in ten.")
        said.append(words.format(n=round(10 * mix.blau)))
    if mix.outside_function is not None:
        words = _("About {n} in ten of them are outside my own function.")
        said.append(words.format(n=round(5 * (mix.outside_function + 1))))
    for bridge in found.bridges[:1]:
        if bridge.touches and bridge.person in values.contacts:
            words = ngettext(
                "{name} links people of {n} other group who otherwise do not meet. A second bridge would help.",
                "{name} links people of {n} other groups who otherwise do not meet. A second bridge would help.",
                len(bridge.touches),
            )
            name = in_sentence(wide(display_name(values.contacts[bridge.person])))
            said.append(words.format(name=name, n=len(bridge.touches)))
    return said


def way_words(values: PlanValues, ways: tuple[Way, ...]) -> str:
    """The best way to somebody: how good it looks and over whom; a word, never a number."""
    if not ways:
        return _("no way known: a forum, or an open invitation")
    word = {
        Word.STRONG: _("strong: ask {name}"),
        Word.FAIR: _("fair: ask {name}"),
        Word.WEAK: _("weak: ask {name}"),
    }[ways[0].word]
    asked, *others = (
        in_sentence(display_name(values.contacts[each])) for each in ways[0].people[:-1] if each in values.contacts
    )
    return word.format(name=asked) + (_(", who asks {name}").format(name=others[0]) if others else "")
