"""The figures of section 6 as a manager reads them: a sentence, what to do, what it does not say, the formula."""

from desktop.domain.earlier import Counted
from desktop.domain.survey import Survey
from desktop.ui.gaps import figures_of_people as people
from desktop.ui.gaps import figures_of_structure as structure
from desktop.ui.gaps.told import Name, Then, Told
from desktop.ui.inspector.days import in_words
from desktop.words import _


def figures(found: Survey, then: Counted | None, name: Name) -> list[Told]:
    """The figures everybody sees, in the order in which they are worth acting on."""
    if not found.structure.n:
        return []
    earlier = None if then is None else Then(then, in_words(then.day.isoformat(), found.network.on))
    made = (
        people.advocates, people.one_person, people.ways, people.bridges, people.help_both_ways, structure.reach,
        structure.own_function, structure.variety, structure.open_or_close, structure.sources,
    )  # fmt: skip
    return [told for make in made if (told := make(found, earlier, name)) is not None]


def more_figures(found: Survey, name: Name) -> list[Told]:
    """P16: those for people who know them."""
    if not found.structure.n:
        return []
    return [structure.constraint(found, name), *([structure.roles(found, name)] if found.bridges else [])]


def limits() -> list[str]:
    """What to keep in mind, printed on the page."""
    return [
        _("It is your belief about who knows whom. People misjudge such ties, and tend not to correct themselves."),
        _("You noted people whom you thought of, so the picture is more open and more friendly than reality."),
        _("The numbers are small: one tie changes much."),
        _(
            "In many studies of managers structure goes with good results. That does not show that rearranging yours"
            " will cause them, and it does not hold everywhere alike."
        ),
        _("Figures compare you with you, over time, and never with anybody else."),
    ]
