"""A folder of Markdown files: one for each person, and a list of all; what people wrote is never markup."""

import re
from collections.abc import Iterator
from datetime import date

from desktop.domain import records as r
from desktop.domain.file_stem import file_stem
from desktop.domain.plan_values import PlanValues
from desktop.exchange.out.people import emails, groups, organisation, phones
from desktop.exchange.source import clean
from desktop.words import _, question_words, tier_words

_MARKS = re.compile(r"([\\`*_{}\[\]<>#!|~$&^])")
_FIRST = re.compile(r"^([-+=]|\d+(?=[.)]))")


def files(values: PlanValues, on: date) -> Iterator[tuple[str, bytes]]:
    """(file name, content) of everything in the folder."""
    names = _file_names(values)
    told = _Told(values, names)
    lines = [f"# {_plain(_('People'))}", ""]
    for key, person in values.contacts.items():
        more = ", ".join(part for part in (person.role, organisation(values, person)) if part)
        lines.append(f"- [{_plain(person.name)}]({_link(names[key])})" + (f" · {_plain(more)}" if more else ""))
    yield _("People") + ".md", "\n".join([*lines, ""]).encode("utf-8", "replace")
    for key, person in values.contacts.items():
        yield names[key], told.page(key, person).encode("utf-8", "replace")


class _Told:
    """What hangs on each person, gathered once."""

    def __init__(self, values: PlanValues, names: dict[int, str]) -> None:
        self._values, self._names = values, names
        self._knows: dict[int, list[tuple[int, r.Tie]]] = {}
        for tie in values.ties.values():
            self._knows.setdefault(tie.a, []).append((tie.b, tie))
            self._knows.setdefault(tie.b, []).append((tie.a, tie))
        self._talks: dict[int, list[r.Conversation]] = {}
        for talk in values.conversations.values():
            for key in talk.contacts:
                self._talks.setdefault(key, []).append(talk)
        self._focals: dict[int, list[int]] = {}
        for key, focal in values.focal_relationships.items():
            self._focals.setdefault(focal.contact, []).append(key)
        self._goals: dict[int, list[r.Goal]] = {}
        for goal in values.goals.values():
            self._goals.setdefault(goal.focal, []).append(goal)
        self._insights: dict[int, list[r.Insight]] = {}
        for insight in values.insights.values():
            self._insights.setdefault(insight.focal, []).append(insight)

    def page(self, key: int, person: r.Contact) -> str:
        """The page of one person."""
        lines = [f"# {_plain(person.name)}", ""]
        for title, text in self._facts(person):
            if text:
                lines.append(f"- {_plain(title)}: {_plain(text)}")
        if person.note:
            lines += ["", _text(person.note)]
        for title, items in self._parts(key):
            if items:
                lines += ["", f"## {_plain(title)}", "", *items]
        return "\n".join([*lines, ""])

    def _facts(self, person: r.Contact) -> Iterator[tuple[str, str]]:
        values = self._values
        yield _("Latin name"), person.name_latin
        yield _("Role"), person.role
        yield _("Organisation"), organisation(values, person)
        yield _("Group"), ", ".join(groups(values, person))
        yield _("How near"), tier_words().get(person.tier or "", _("waiting"))
        yield _("E-mail"), ", ".join(emails(person))
        yield _("Telephone"), ", ".join(phones(person))
        yield _("Web page"), ", ".join(person.urls)
        yield _("Tags"), ", ".join(person.tags)
        yield _("Known since"), person.known_since or ""
        yield _("Last talked"), person.last_two_way or ""

    def _parts(self, key: int) -> Iterator[tuple[str, list[str]]]:
        focals = self._focals.get(key, [])
        goals = [goal for focal in focals for goal in self._goals.get(focal, []) if goal.status != "superseded"]
        yield _("Goals"), [f"- {_plain(goal.statement)}" + (f" · {goal.due}" if goal.due else "") for goal in goals]
        words = question_words()
        learned = [each for focal in focals for each in self._insights.get(focal, []) if each.text]
        yield (
            _("What I learned"),
            [
                f"- {_plain(words.get(each.question or '', ''))} {_plain(each.text)}".replace("-  ", "- ")
                for each in learned
            ],
        )
        talks = sorted(self._talks.get(key, []), key=lambda talk: talk.date, reverse=True)
        yield _("Conversations"), [f"- {talk.date}: {_plain(talk.summary)}" for talk in talks]
        yield (
            _("Who knows whom"),
            [
                f"- [{_plain(self._values.contacts[other].name)}]({_link(self._names[other])})"
                + (f" · {_plain(tie.label)}" if tie.label else "")
                for other, tie in self._knows.get(key, [])
                if other in self._names
            ],
        )


def _file_names(values: PlanValues) -> dict[int, str]:
    """A name for the file of each person: theirs, without what a file system or a link cannot take."""
    taken = {_("People").casefold()}
    names: dict[int, str] = {}
    for key, person in values.contacts.items():
        base = file_stem(clean(person.name), _("Person"))
        name, n = base, 2
        while name.casefold() in taken:
            name, n = f"{base} {n}", n + 1
        taken.add(name.casefold())
        names[key] = f"{name}.md"
    return names


def _plain(text: str) -> str:
    """Text on one line in which no character is markup."""
    marked = _MARKS.sub(r"\\\1", " ".join(clean(text).split()))
    return _FIRST.sub(_escaped_first, marked)


def _escaped_first(found: re.Match[str]) -> str:
    """What would begin a list or a heading, as itself; `1.` becomes `1\\.`."""
    return f"\\{found[1]}" if not found[1].isdigit() else f"{found[1]}\\"


def _text(text: str) -> str:
    return "\n\n".join(_plain(part) for part in text.split("\n") if part.strip())


def _link(name: str) -> str:
    return f"<{name}>"
