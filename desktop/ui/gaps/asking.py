"""What introductions say: ways in words, states, and the drafts to copy. Nothing is sent by the program (R24)."""

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from desktop.domain import records as r
from desktop.domain.introductions import OFTEN
from desktop.domain.network import Bond, Network
from desktop.domain.ways import Way, Word
from desktop.report.names import count_words, in_sentence
from desktop.words import _

Name = Callable[[int], str]


def word_words() -> Mapping[Word, str]:
    """How good a way looks; never a number."""
    return {Word.STRONG: _("strong"), Word.FAIR: _("fair"), Word.WEAK: _("weak")}


def way_words(way: Way, network: Network, name: Name) -> str:
    """A way as a sentence: "Fionnuala, who works with Hyacinth"."""
    people = way.people
    said = in_sentence(name(people[0]))
    for a, b in pairwise(people):
        bond = network.bonds.get(a, {}).get(b)
        said = _link(bond).format(path=said, name=in_sentence(name(b)))
    if any((bond := network.bonds.get(a, {}).get(b)) and bond.told for a, b in pairwise(people)):
        said = _("{path}, as I was told").format(path=said)
    return said


def _link(bond: Bond | None) -> str:
    strength = bond.strength if bond else 1
    return {
        3: _("{path}, who is close to {name}"),
        2: _("{path}, who works with {name}"),
        1: _("{path}, who knows {name}"),
    }[strength]


def often_words(broker: int, network: Network, name: Name) -> str:
    """That somebody was asked too often lately; nothing else."""
    n = network.asked.get(broker, 0)
    if n < OFTEN:
        return ""
    return _("You asked {name} {n} times in the past three months. Somebody else this time?").format(
        name=in_sentence(name(broker)), n=count_words(n)
    )


def state_words(state: str, people: Sequence[str]) -> str:
    """How an introduction stands. `people`: the names along the way."""
    words = {
        "idea": _("An idea. Nobody is asked yet."),
        "broker_asked": _("{broker} is asked."),
        "broker_agreed": _("{broker} said yes. Next, {broker} asks {target}.")
        if len(people) == 2
        else _("{broker} said yes. Next, {broker} asks {between}, who asks {target}."),
        "target_asked": _("{target} is asked by {between}."),
        "target_agreed": _("Both said yes."),
        "introduced": _("You are introduced. The conversation comes next."),
        "conversation_held": _("You have talked. Thank {broker}."),
        "broker_declined": _("{broker} would rather not."),
        "target_declined": _("{target} would rather not."),
    }.get(state, state)
    return _with_names(words, people)


def step_words(state: str, people: Sequence[str]) -> str:
    """The button that brings an introduction into a state."""
    words = {
        "broker_asked": _("I asked {broker}"),
        "broker_agreed": _("{broker} said yes"),
        "broker_declined": _("{broker} would rather not"),
        "target_asked": _("{between} asked {target}"),
        "target_agreed": _("{target} said yes"),
        "target_declined": _("{target} would rather not"),
        "introduced": _("We are introduced"),
        "conversation_held": _("We have talked"),
    }.get(state, state)
    return _with_names(words, people)


def _with_names(words: str, people: Sequence[str]) -> str:
    """`broker` is asked by the owner, `between` does the last step: the same person unless there are two."""
    broker, between, target = (in_sentence(each) for each in (people[0], people[-2], people[-1]))
    return words.format(broker=broker, between=between, target=target)


def draft(introduction: r.Introduction, people: Sequence[str], me: str) -> str:
    """What to send next, as plain text; empty when nothing is to be sent. `people`: the names along the way.

    First the go-between is asked whether to ask at all; then there are words that they can pass on, said by the one
    who knows the person to be met.
    """
    broker, between, target = people[0], people[-2], people[-1]
    reason, gain = introduction.reason.strip().rstrip("."), introduction.benefit_target.strip().rstrip(".")
    if introduction.state in ("idea", "broker_asked"):
        lines = [
            _("Dear {broker},").format(broker=broker),
            "",
            _("I would like to get to know {target}.").format(target=target)
            if not reason
            else _("I would like to talk with {target}. What it is about: {reason}.").format(
                target=target, reason=reason
            ),
        ]
        if gain:
            lines.append(_("What it could give {target}: {gain}.").format(target=target, gain=gain))
        if len(people) > 2:
            lines.append(
                _("As far as I know, you know {between}, who knows {target}.").format(between=between, target=target)
            )
        lines += [
            "",
            _("Would you be willing to ask {target} whether a conversation would be welcome?").format(target=target)
            if len(people) == 2
            else _("Would you be willing to ask {between} whether {target} would welcome a conversation?").format(
                between=between, target=target
            ),
            _("If it does not suit you, or you think it would not suit them, that is a full answer; nothing lost."),
            "",
            _("With thanks,"),
            me,
        ]
        return "\n".join(lines)
    if introduction.state in ("broker_agreed", "target_asked"):
        lines = [
            _("Dear {target},").format(target=target),
            "",
            _("{me} asked me whether you would be open to a conversation.").format(me=me)
            if len(people) == 2
            else _("{me} asked, through {broker}, whether you would be open to a conversation.").format(
                me=me, broker=broker
            ),
        ]
        if reason:
            lines.append(_("What it is about: {reason}.").format(reason=reason))
        if gain:
            lines.append(_("What it could give you: {gain}.").format(gain=gain))
        lines += [
            "",
            _("May I bring the two of you together? If you would rather not, a word to me is enough."),
            "",
            _("Kind regards,"),
            between,
        ]
        return "\n".join(lines)
    if introduction.state == "introduced":
        return "\n".join(
            [
                _("Dear {broker},").format(broker=broker),
                "",
                _("thank you for bringing {target} and me together. I will tell you what came of it.").format(
                    target=target
                ),
                "",
                me,
            ]
        )
    return ""


def draft_words(state: str, people: Sequence[str]) -> str:
    """What the draft is for."""
    if state in ("idea", "broker_asked"):
        words = _("To ask {broker}, as a draft")
    elif state in ("broker_agreed", "target_asked"):
        words = _("For {between} to pass on, as a draft")
    else:
        words = _("To thank {broker}, as a draft")
    return _with_names(words, people)
