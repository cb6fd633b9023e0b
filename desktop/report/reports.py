"""Every paper there is: what makes its data, what prints it."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from desktop.domain.audience import LeftOut, Seen, people_called, seen_by
from desktop.domain.errors import KnownError
from desktop.domain.plan_values import PlanValues
from desktop.domain.records import Contact
from desktop.domain.sensitivity import Audience
from desktop.report.brief import brief_data
from desktop.report.compile import Paper, compile_paper, pictures
from desktop.report.gaps import gaps_data
from desktop.report.grown import grown_data
from desktop.report.names import one_line
from desktop.report.offered import audiences_of, offered
from desktop.report.progress import progress_data
from desktop.report.session import TEMPLATE as SESSION
from desktop.report.session import session_data
from desktop.report.sheet import Sheet, Wanted
from desktop.report.sponsor import sponsor_data
from desktop.report.summary import summary_data
from desktop.report.withheld import withheld
from desktop.report.workshop.one_page import case_data, themes_data
from desktop.report.workshop.pack import workshop_data
from desktop.report.workshop.sheets import evaluation_data, follow_up_data, interviews_data
from desktop.report.workshop.told import participants_data, results_data
from desktop.words import _, speaking

PAGES = "pages.typ"


@dataclass(frozen=True, slots=True)
class Report:
    """What makes the data of a paper and what prints it. `sponsor`: what a sponsor gets in its place."""

    data: Callable[[Sheet], dict[str, Any]]
    template: str = PAGES
    sponsor: Callable[[Sheet], dict[str, Any]] | None = None


REPORTS = {
    "session": Report(session_data, SESSION, sponsor_data),
    "summary": Report(summary_data, sponsor=sponsor_data),
    "brief": Report(brief_data),
    "gaps": Report(gaps_data),
    "progress": Report(progress_data, sponsor=sponsor_data),
    "grown": Report(grown_data, sponsor=sponsor_data),
    "workshop": Report(workshop_data),
    "case": Report(case_data),
    "themes": Report(themes_data),
    "interviews": Report(interviews_data),
    "participants": Report(participants_data),
    "evaluation": Report(evaluation_data),
    "follow-up": Report(follow_up_data),
    "results": Report(results_data),
}
"""By the names of `offered.OFFERED`."""


class NoSuchPaper(KnownError):
    """A paper that cannot be made as it is wanted. `code` says why, `words` what to do."""

    def __init__(self, code: str, name: str = "", others: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.name = name
        self.others = others

    def words(self) -> str:
        """One line."""
        return {
            "kind": _("There is no paper “{name}” of this kind of file. It can be: {others}."),
            "audience": _(
                "The paper “{name}” is about people: there is none for this reader. It can be for: {others}."
            ),
            "person": _("Nobody in the plan is called “{name}”."),
            "several": _("Several people in the plan are called “{name}”: {others}."),
            "withheld": _("“{name}” is the reader, so there is no brief about them."),
        }[self.code].format(name=one_line(self.name)[:80], others=one_line(self.others)[:200])


@dataclass(frozen=True, slots=True)
class Drawn:
    """A paper ready to be printed: the template, its data, the day; and what its reader does not get of this paper.

    `unknown_reader`: nobody in the plan has the reader's name, so nothing was withheld for it.
    """

    template: str
    data: dict[str, Any]
    on: date
    wanted: Wanted
    left_out: tuple[LeftOut, ...]
    unknown_reader: bool

    def paper(self) -> Paper:
        """As PDF/A-2a and PDF/UA-1; same input, same bytes."""
        return compile_paper(self.template, self.data, self.on, self.wanted.practice)

    def pictures(self, ppi: float) -> tuple[bytes, ...]:
        """Its pages as PNG pictures."""
        return pictures(self.template, self.data, self.on, self.wanted.practice, ppi=ppi)


def draw(values: PlanValues, on: date, wanted: Wanted) -> Drawn:
    """Everything about a paper but the printing. Raises `NoSuchPaper`."""
    name = wanted.report or offered(values.info.kind)[0]
    report = REPORTS[name]
    with speaking(wanted.language):
        if name not in offered(values.info.kind):
            raise NoSuchPaper("kind", name, ", ".join(offered(values.info.kind)))
        if wanted.audience not in audiences_of(name):
            raise NoSuchPaper("audience", name, ", ".join(audience.value for audience in audiences_of(name)))
        person = _person(values, wanted.person)
        seen = seen_by(values, wanted.audience, wanted.reader)
        if person is not None and person.id not in seen.values.contacts:
            raise NoSuchPaper("withheld", wanted.person)
        for_sponsor = wanted.audience is Audience.SPONSOR and report.sponsor is not None
        data = _data(report, seen, on, replace(wanted, report=name), person)
        left_out: tuple[LeftOut, ...] = ()
        if wanted.audience is not Audience.ME or wanted.reader.strip():
            mine = seen_by(values)
            for_me = _data(report, mine, on, replace(wanted, report=name, audience=Audience.ME, reader=""), person)
            left_out = withheld(mine.values, seen.values, for_me, data, wanted.audience)
        titled = Counter(_titled(data))
        # A name that two pages have leads nowhere.
        data["pages-of"] = [*data.get("pages-of", ()), *(name for name, pages in titled.items() if pages == 1)]
        template = PAGES if for_sponsor else report.template
        own = wanted.practice.files if wanted.practice else {}
        if template not in own and f"{name}.typ" in own:
            template = f"{name}.typ"
        return Drawn(template, data, on, wanted, left_out, seen.unknown_reader)


def _data(report: Report, seen: Seen, on: date, wanted: Wanted, person: Contact | None) -> dict[str, Any]:
    """The data of a paper from what its reader may see."""
    sheet = Sheet(seen, on, wanted, seen.values.contacts.get(person.id) if person else None)
    return report.sponsor(sheet) if seen.audience is Audience.SPONSOR and report.sponsor else report.data(sheet)


def _titled(data: Any) -> Iterator[str]:
    """The names of the pages that a paper has about somebody: links lead to these alone."""
    if isinstance(data, dict):
        known: dict[str, Any] = data
        if known.get("at"):
            yield known["at"]
        # Of several ways to fill a page one is printed.
        data = known["choices"][0] if known.get("is") == "fitting" else list(known.values())
    if isinstance(data, list | tuple):
        for each in data:
            yield from _titled(each)


def _person(values: PlanValues, said: str) -> Contact | None:
    """Whom a paper is about: by id or by name, as long as it is one person."""
    if not said.strip():
        return None
    exact = [person for person in values.contacts.values() if said in (person.uid, person.name, person.name_latin)]
    found = exact or list(people_called(values, said))
    if not found:
        raise NoSuchPaper("person", said)
    if len(found) > 1:
        raise NoSuchPaper("several", said, ", ".join(one_line(person.name) for person in found[:6]))
    return found[0]
