"""Figures about persons: who speaks up, who links, whom much hangs on, whom one could meet, with whom help flows."""

from desktop.domain.coverage import Cover, without
from desktop.domain.survey import Survey
from desktop.report.names import capital, count_words, in_sentence, tier_in_sentence
from desktop.ui.gaps.told import Name, Then, Told, listed, was
from desktop.words import _, ngettext


def advocates(found: Survey, then: Then | None, name: Name) -> Told:
    """Who speaks up for the owner."""
    who, n = found.advocates, len(found.advocates.all)
    if not n:
        says = _("Nobody speaks up for you unasked yet, as far as you have noted.")
    else:
        says = ngettext("{n} person speaks up for you.", "{n} people speak up for you.", n).format(
            n=capital(count_words(n))
        )
        outside, line = len(who.outside_function), len(who.outside_function_and_line)
        if not outside:
            says += " " + _("All from your own function.")
        elif not line:
            says += " " + _("All from your own function or your own line.")
        else:
            says += " " + ngettext("{n} is outside your own line.", "{n} are outside your own line.", line).format(
                n=capital(count_words(line))
            )
    missing = len(who.key_groups_without)
    if n and missing:
        says += " " + ngettext(
            "In {n} key group nobody does.", "In {n} key groups nobody does.", missing
        ).format(n=count_words(missing))  # fmt: skip
    return Told(
        "advocates",
        _("Who speaks up for me?"),
        says,
        _("Choose one key group without an advocate. Who there has seen your work go well, and could say so?"),
        _("that they would all say the same, or that an advocate owes you anything."),
        _("People in the tier Advocate with whom you were in touch in the past three years, by their first group."),
        who.all,
        was(then, then.counts.advocates if then else None, n),
    )


def one_person(found: Survey, then: Then | None, name: Name) -> Told | None:
    """Which key groups, and whom, one loses with one person."""
    if not found.coverage:
        return None
    thin = [each for each in found.coverage if each.cover is Cover.THIN]
    if thin:
        says = capital(
            ngettext("{n} key group hangs on one person.", "{n} key groups hang on one person each.", len(thin)).format(
                n=count_words(len(thin))
            )
        )
        worst = max(thin, key=lambda each: _rank_left(found, each.group, each.at_or_above[0]))
        says += " " + _if_gone(found, worst.group, worst.at_or_above[0], name)
    else:
        says = _("No key group hangs on a single person.")
    only = [key for key in found.ways.only if key not in found.hanging]
    if only:
        person = only[0]
        n = len(found.ways.only[person])
        says += " " + ngettext(
            "The only way to {n} person leads through {name}.", "The only way to {n} people leads through {name}.", n
        ).format(n=count_words(n), name=in_sentence(name(person)))  # fmt: skip
    return Told(
        "one_person",
        _("What hangs on one person?"),
        says,
        _("Who could be the second in one of these groups? Ask the first to bring the two of you together."),
        _("that anybody will leave. It asks what you would do if they did."),
        _("Per key group: who is as near as wished and in touch within three years. Exactly one: it hangs on them."),
        tuple(dict.fromkeys((*(each.at_or_above[0] for each in thin), *only))),
        was(then, then.counts.thin if then else None, len(thin)),
        _("{thin} of {n} key groups").format(thin=capital(count_words(len(thin))), n=count_words(len(found.coverage))),
    )


def _rank_left(found: Survey, group: int, person: int) -> int:
    left = without(found.network, group, person)
    return ["advocate", "ally", "acquaintance", "aware", "unconnected", None].index(left)


def _if_gone(found: Survey, group: int, person: int, name: Name) -> str:
    left = without(found.network, group, person)
    where, who = in_sentence(found.network.groups[group].label), in_sentence(name(person))
    if left in ("advocate", "ally", "acquaintance"):
        return _("If {name} moved on, nobody in {group} would be nearer than {tier}.").format(
            name=who, group=where, tier=tier_in_sentence(left)
        )
    return _("If {name} moved on, nobody in {group} would know you well enough to call.").format(name=who, group=where)


def ways(found: Survey, then: Then | None, name: Name) -> Told | None:
    """How many of those not known yet could be met through somebody."""
    if not found.ways.to:
        return None
    n, reached = len(found.ways.to), sum(bool(ways) for ways in found.ways.to.values())
    if reached == n:
        says = ngettext(
            "To the {n} person you do not know yet somebody could introduce you.",
            "To each of the {n} people you do not know yet somebody could introduce you.",
            n,
        ).format(n=count_words(n))
    else:
        says = ngettext(
            "To {reached} of {n} person you do not know yet somebody could introduce you.",
            "To {reached} of {n} people you do not know yet somebody could introduce you.",
            n,
        ).format(reached=count_words(reached), n=count_words(n))
    return Told(
        "ways",
        _("Whom could I meet through somebody?"),
        says,
        _("Look at one of them under Introductions. Where there is no way, which meeting or forum do they go to?"),
        _("that they would be willing. Both are asked first."),
        _("Ways with at most two go-betweens, from people you know, along the ties you noted."),
        tuple(key for key, ways in found.ways.to.items() if ways),
    )


def bridges(found: Survey, then: Then | None, name: Name) -> Told | None:
    """Who links people who otherwise do not meet."""
    if not found.bridges:
        return None
    first = found.bridges[0]
    groups = len(first.touches) + 1
    says = _("{name} links people of {n} groups who otherwise do not meet, as far as you have noted.").format(
        name=in_sentence(name(first.person)), n=count_words(groups)
    )
    if found.cut:
        says += " " + ngettext(
            "Without {names}, some would have no link to the others.",
            "Without {names} — each alone — some would have no link to the others.",
            len(found.cut),
        ).format(names=listed([name(key) for key in found.cut[:3]], len(found.cut)))
    return Told(
        "bridges",
        _("Who links people who do not meet?"),
        says,
        _("Thank them. And which second bridge could you help to build, so that it does not all rest on one?"),
        _("influence, or credit: it counts only ties that you noted."),
        _("For each person, the pairs of those they know, across groups, who do not know each other; the most first."),
        tuple(dict.fromkeys((*(each.person for each in found.bridges[:6]), *found.cut))),
    )


def help_both_ways(found: Survey, then: Then | None, name: Name) -> Told:
    """R3 in a sentence."""
    sides, n = found.reciprocity, found.structure.n
    says = _("With {both} of {n} people help flows both ways.").format(both=len(sides.mutual), n=n)
    theirs, mine = len(sides.they_give_only), len(sides.i_give_only)
    if theirs:
        says += " " + capital(
            ngettext(
                "{n} person has helped you and had nothing back yet.",
                "{n} people have helped you and had nothing back yet.",
                theirs,
            ).format(n=count_words(theirs))
        )
    if mine:
        says += " " + ngettext(
            "You helped {n} person and asked nothing yet.", "You helped {n} people and asked nothing yet.", mine
        ).format(n=count_words(mine))  # fmt: skip
    return Told(
        "help",
        _("Does help flow both ways?"),
        says,
        _("Offer one of them something small this week; and let yourself be helped by one whom you only gave to."),
        _("a debt. Help over years is not an account."),
        _("People you know by what you noted of their help to you and yours to them; nothing noted counts as none."),
        (*sides.they_give_only, *sides.i_give_only),
    )
