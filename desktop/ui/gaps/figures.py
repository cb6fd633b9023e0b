"""The figures of section 6 as a manager reads them: a sentence, what to do, what it does not say, the formula."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from desktop.domain.bridges import Role
from desktop.domain.coverage import Cover, without
from desktop.domain.earlier import Counted
from desktop.domain.survey import Survey
from desktop.report.names import capital, count_words, in_sentence, tier_in_sentence
from desktop.ui.inspector.days import in_words
from desktop.words import _, ngettext

OPEN_BELOW = 1 / 3
"""With fewer of all pairs than this, a network is called open."""

Name = Callable[[int], str]
"""The name of a person, for a sentence."""


@dataclass(frozen=True, slots=True)
class Told:
    """One figure in words. `people`: whom it is about. `then`: the same some time ago, where that is known."""

    id: str
    asks: str
    says: str
    do: str
    not_said: str
    formula: str
    people: tuple[int, ...] = ()
    then: str = ""
    title: str = ""
    """In a word or two, where one card in four has to say it."""


class _Then(NamedTuple):
    """An earlier day, in words, and its figures."""

    counts: Counted
    day: str


def one_in(share: float) -> str:
    """A share as a person says it: "one in nine", "nearly all"."""
    if share <= 0:
        return _("none")
    if share >= 0.97:
        return _("nearly all")
    if share > 0.5:
        tenths = round(share * 10)
        return _("{n} in ten").format(n=count_words(min(tenths, 9)))
    return _("about one in {n}").format(n=count_words(round(1 / share)))


def figures(found: Survey, then: Counted | None, name: Name) -> list[Told]:
    """The figures everybody sees, in the order in which they are worth acting on."""
    if not found.structure.n:
        return []
    earlier = None if then is None else _Then(then, in_words(then.day.isoformat(), found.network.on))
    made = (_advocates, _one_person, _ways, _bridges, _help, _reach, _own_function, _variety, _open, _sources)
    return [told for make in made if (told := make(found, earlier, name)) is not None]


def more_figures(found: Survey, name: Name) -> list[Told]:
    """P16: those for people who know them."""
    if not found.structure.n:
        return []
    return [_constraint(found, name), *([_roles(found, name)] if found.bridges else [])]


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


def _advocates(found: Survey, then: _Then | None, name: Name) -> Told:
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
        _was(then, then.counts.advocates if then else None, n),
    )


def _one_person(found: Survey, then: _Then | None, name: Name) -> Told | None:
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
        _was(then, then.counts.thin if then else None, len(thin)),
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


def _ways(found: Survey, then: _Then | None, name: Name) -> Told | None:
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


def _bridges(found: Survey, then: _Then | None, name: Name) -> Told | None:
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
        ).format(names=_listed([name(key) for key in found.cut[:3]], len(found.cut)))
    return Told(
        "bridges",
        _("Who links people who do not meet?"),
        says,
        _("Thank them. And which second bridge could you help to build, so that it does not all rest on one?"),
        _("influence, or credit: it counts only ties that you noted."),
        _("For each person, the pairs of those they know, across groups, who do not know each other; the most first."),
        tuple(dict.fromkeys((*(each.person for each in found.bridges[:6]), *found.cut))),
    )


def _help(found: Survey, then: _Then | None, name: Name) -> Told:
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


def _reach(found: Survey, then: _Then | None, name: Name) -> Told | None:
    way = found.diversity.direction
    if not way:
        return None
    words = {
        "lateral": _("{n} beside you"),
        "up": _("{n} above"),
        "down": _("{n} in your team"),
        "external": _("{n} outside"),
    }
    says = capital(", ".join(words[key].format(n=count_words(way.get(key, 0))) for key in words)) + "."
    up = tuple(node.id for node in found.network.alters if node.direction in ("up", "external"))
    before = ""
    if then is not None:
        was = [(key, then.counts.direction.get(key, 0)) for key in words]
        if dict(was) != {key: way.get(key, 0) for key in words}:
            said = ", ".join(words[key].format(n=count_words(n)) for key, n in was)
            before = _("On {day}: {figure}.").format(day=then.day, figure=said)
        else:
            before = _("The same as on {day}.").format(day=then.day)
    return Told(
        "reach",
        _("In which directions do I reach?"),
        says,
        _("People upward and outside tell you what is coming. Is one of them missing for what you plan next?"),
        _("how many there should be."),
        _("People you know, by what you noted under “Seen from me”. Marked: those above and outside."),
        up,
        before,
    )


def _own_function(found: Survey, then: _Then | None, name: Name) -> Told | None:
    index = found.diversity.outside_function
    if index is None:
        return None
    n = found.structure.n
    out = tuple(node.id for node in found.network.alters if node.group != found.network.own_group)
    says = _("{share} of the people you know are outside your own function: {many} of {n}.").format(
        share=capital(one_in(len(out) / n)), many=len(out), n=n
    )
    if found.diversity.inside + found.diversity.outside:
        says += " " + _("{outside} work in another organisation than you.").format(
            outside=capital(count_words(found.diversity.outside))
        )
    return Told(
        "function",
        _("How far beyond my own function?"),
        says,
        _("If most are inside: whose work meets yours next? If most are outside: who at home keeps your back free?"),
        _("a right value. Group sizes set limits to it."),
        _("(outside − inside) / (outside + inside) by the first group: {value:.2f}, from −1 to 1.").format(value=index),
        out,
        _was(then, then.counts.outside if then else None, len(out)),
    )


def _variety(found: Survey, then: _Then | None, name: Name) -> Told | None:
    of = found.diversity
    if of.blau is None:
        return None
    most = max(of.by_group, key=lambda key: of.by_group[key])
    says = _("Of two people you know, picked at random, both come from different groups {share}.").format(
        share=_times(of.blau)
    ) + " " + _("Most are in {group}: {many}.").format(
        group=in_sentence(found.network.groups[most].label), many=count_words(of.by_group[most])
    )  # fmt: skip
    return Told(
        "variety",
        _("From how many corners do I hear?"),
        says,
        _("From which group did you last hear something that you did not expect?"),
        _("fairness or inclusion; and nothing about persons is noted for it."),
        _(
            "1 − the sum of squared shares of each group (Blau): {blau:.2f}, of 1 divided by its largest: {norm}."
        ).format(blau=of.blau, norm="–" if of.blau_normalised is None else f"{of.blau_normalised:.2f}"),
        tuple(node.id for node in found.network.alters if node.group == most),
    )


def _times(share: float) -> str:
    if share >= 0.97:
        return _("nearly every time")
    if share <= 0.03:
        return _("hardly ever")
    return _("about {n} times in ten").format(n=count_words(max(1, min(9, round(share * 10)))))


def _open(found: Survey, then: _Then | None, name: Name) -> Told | None:
    built = found.structure
    if built.density is None:
        return None
    says = _("Of all pairs of people you know, {share} know each other, as far as you have noted.").format(
        share=one_in(built.density)
    )
    alters = {node.id for node in found.network.alters}
    return Told(
        "open",
        _("How open is my network?"),
        says,
        _("Open networks bring news, close ones trust and follow-through. Which does your next piece of work need?"),
        _("that few ties are good. And ties that you did not note make it look more open."),
        _("2t / (n(n − 1)) with n = {n} people and t = {t} ties among them: {value:.4f}.").format(
            n=built.n, t=built.ties, value=built.density
        ),
        tuple(key for key in alters if not found.network.bonds[key].keys().isdisjoint(alters)),
        title=_("Open") if built.density < OPEN_BELOW else _("Close-knit"),
    )


def _sources(found: Survey, then: _Then | None, name: Name) -> Told | None:
    built = found.structure
    if built.effective_size is None:
        return None
    says = ngettext(
        "The {n} person you know acts like about {size} separate source.",
        "The {n} people you know act like about {size} separate sources.",
        built.n,
    ).format(n=built.n, size=round(built.effective_size))
    return Told(
        "sources",
        _("How many separate sources do I have?"),
        says,
        _("Those who all know each other tell you the same news. Who hears something else?"),
        _("precision: unrecorded ties make it look better."),
        _("n − 2t/n (Borgatti) with n = {n} and t = {t}: {size:.2f}, {share:.2f} of n.").format(
            n=built.n, t=built.ties, size=built.effective_size, share=built.efficiency or 0
        ),
        tuple(node.id for node in found.network.alters),
        _was(then, then.counts.ties if then else None, built.n, _("{n} people you knew")),
    )


def _constraint(found: Survey, name: Name) -> Told:
    built = found.structure
    top = [key for key, _term in built.local[:3]]
    value, floor = built.constraint or 0.0, built.floor or 0.0
    is_open = value < 2 * floor + 0.15
    says = (
        _("Your network is open: few people could shut you in.")
        if is_open
        else _("Most roads lead through the same few people: {names}.").format(
            names=_listed([name(key) for key in top], len(top))
        )
    )
    return Told(
        "constraint",
        _("Do my roads lead through the same few people? (Burt’s constraint)"),
        says,
        _("Who knows somebody that none of them knows?"),
        _("a forecast of careers or performance, a comparison with other people’s networks, or a value to aim at."),
        _(
            "Sum over everybody of (own share + shares through others)²: {value:.3f}, weighted by nearness"
            " {weighted:.3f}; {floor:.3f} if nobody knew anybody else. In small closed networks it can exceed 1."
        ).format(value=value, weighted=built.constraint_weighted or 0.0, floor=floor),
        tuple(key for key, _term in built.local[:5]),
    )


def _roles(found: Survey, name: Name) -> Told:
    words = {
        Role.COORDINATOR: _("inside one group"),
        Role.GATEKEEPER: _("between their own group and another"),
        Role.CONSULTANT: _("between two of another group"),
        Role.LIAISON: _("between two other groups"),
    }
    lines = [
        _("{name}: {roles}.").format(
            name=in_sentence(name(each.person)),
            roles=", ".join(
                f"{words[role]} {many}" for role, many in sorted(each.roles.items(), key=lambda pair: -pair[1])
            ),
        )
        for each in found.bridges[:3]
    ]
    return Told(
        "roles",
        _("How do the bridges link? (roles of Gould and Fernandez)"),
        " ".join(lines),
        _("Ask one of them what the two sides misunderstand about each other."),
        _("influence or credit. Pairs are counted, not conversations."),
        _(
            "Pairs of people they know who do not know each other: coordinator (all three in one group), gatekeeper or"
            " representative (one shares the group), consultant (the pair shares another), liaison (three groups)."
        ),
        tuple(each.person for each in found.bridges[:3]),
    )


def _was(then: _Then | None, before: int | None, now: int, words: str = "{n}") -> str:
    """The same figure on the earlier day."""
    if then is None or before is None:
        return ""
    if before == now:
        return _("The same as on {day}.").format(day=then.day)
    return _("On {day}: {figure}.").format(day=then.day, figure=words.format(n=count_words(before)))


def _listed(names: list[str], total: int) -> str:
    shown = [in_sentence(each) for each in names]
    if total > len(shown):
        return _("{names} and {n} more").format(names=", ".join(shown), n=total - len(shown))
    return shown[0] if len(shown) == 1 else _("{names} and {last}").format(names=", ".join(shown[:-1]), last=shown[-1])
