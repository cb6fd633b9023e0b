"""Figures about the whole: directions, functions, variety, how open; and those for people who know them (P16)."""

from desktop.domain.bridges import Role
from desktop.domain.survey import Survey
from desktop.report.names import capital, count_words, in_sentence
from desktop.ui.gaps.told import Name, Then, Told, listed, one_in, times, was
from desktop.words import _, ngettext


def reach(found: Survey, then: Then | None, name: Name) -> Told | None:
    """In which directions the owner reaches."""
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


def own_function(found: Survey, then: Then | None, name: Name) -> Told | None:
    """How many are outside the owner’s own function."""
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
        was(then, then.counts.outside if then else None, len(out)),
    )


def variety(found: Survey, then: Then | None, name: Name) -> Told | None:
    """Diversity across groups."""
    of = found.diversity
    if of.blau is None:
        return None
    most = max(of.by_group, key=lambda key: of.by_group[key])
    says = _("Of two people you know, picked at random, both come from different groups {share}.").format(
        share=times(of.blau)
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


def open_or_close(found: Survey, then: Then | None, name: Name) -> Told | None:
    """Density."""
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
        tuple(key for key in sorted(alters) if not found.network.bonds[key].keys().isdisjoint(alters)),
        title=_("Open") if built.is_open else _("Close-knit"),
    )


def sources(found: Survey, then: Then | None, name: Name) -> Told | None:
    """Effective size."""
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
        was(then, then.counts.ties if then else None, built.n, _("{n} people you knew")),
    )


def constraint(found: Survey, name: Name) -> Told:
    """Burt’s constraint."""
    built = found.structure
    top = [key for key, _term in built.local[:3]]
    value, floor = built.constraint or 0.0, built.floor or 0.0
    says = (
        _("Your network is open: few people could shut you in.")
        if not built.shut_in
        else _("Most roads lead through the same few people: {names}.").format(
            names=listed([name(key) for key in top], len(top))
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


def roles(found: Survey, name: Name) -> Told:
    """The roles of Gould and Fernandez."""
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
