"""Every paper there is: its name on the command line, its words, for whom it can be made, what prints it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from desktop.domain.audience import LeftOut, people_called, seen_by
from desktop.domain.errors import KnownError
from desktop.domain.plan_values import PlanValues
from desktop.domain.records import Contact
from desktop.domain.sensitivity import Audience
from desktop.report.brief import brief_data
from desktop.report.compile import Paper, compile_paper, pictures
from desktop.report.gaps import gaps_data
from desktop.report.names import one_line
from desktop.report.practice import BadPractice
from desktop.report.progress import progress_data
from desktop.report.session import TEMPLATE as SESSION
from desktop.report.session import session_data
from desktop.report.sheet import Sheet, Wanted
from desktop.report.sponsor import sponsor_data
from desktop.report.summary import summary_data
from desktop.report.workshop.pack import workshop_data
from desktop.report.workshop.sheets import evaluation_data, follow_up_data, interviews_data
from desktop.report.workshop.told import participants_data, results_data
from desktop.words import _, speaking

PAGES = "pages.typ"
EVERYBODY = (Audience.ME, Audience.COACH, Audience.SPONSOR)
NOT_SPONSOR = EVERYBODY[:2]


@dataclass(frozen=True, slots=True)
class Report:
    """`kinds`: the kinds of file it can be made from. `sponsor`: what a sponsor gets in its place."""

    data: Callable[[Sheet], dict[str, Any]]
    kinds: tuple[str, ...]
    audiences: tuple[Audience, ...]
    template: str = PAGES
    sponsor: Callable[[Sheet], dict[str, Any]] | None = None


PERSONAL, WORKSHOP = ("personal",), ("workshop",)
REPORTS = {
    "session": Report(session_data, PERSONAL, EVERYBODY, SESSION, sponsor_data),
    "summary": Report(summary_data, PERSONAL, EVERYBODY, sponsor=sponsor_data),
    "brief": Report(brief_data, PERSONAL, NOT_SPONSOR),
    "gaps": Report(gaps_data, PERSONAL, NOT_SPONSOR),
    "progress": Report(progress_data, PERSONAL, EVERYBODY, sponsor=sponsor_data),
    "workshop": Report(workshop_data, WORKSHOP, NOT_SPONSOR),
    "interviews": Report(interviews_data, WORKSHOP, (Audience.ME,)),
    "participants": Report(participants_data, PERSONAL + WORKSHOP, EVERYBODY),
    "evaluation": Report(evaluation_data, WORKSHOP, NOT_SPONSOR),
    "follow-up": Report(follow_up_data, WORKSHOP, NOT_SPONSOR),
    "results": Report(results_data, PERSONAL + WORKSHOP, EVERYBODY),
}
"""In the order in which they are offered."""


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
    """A paper ready to be printed: the template, its data, the day; and what its reader does not get.

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


def report_names(kind: str) -> tuple[str, ...]:
    """The papers that can be made from a file of this kind; the first is the usual one."""
    return tuple(name for name, report in REPORTS.items() if kind in report.kinds)


def draw(values: PlanValues, on: date, wanted: Wanted) -> Drawn:
    """Everything about a paper but the printing. Raises `NoSuchPaper`."""
    name = wanted.report or report_names(values.info.kind)[0]
    report = REPORTS[name]
    with speaking(wanted.language):
        if values.info.kind not in report.kinds:
            raise NoSuchPaper("kind", name, ", ".join(report_names(values.info.kind)))
        if wanted.audience not in report.audiences:
            raise NoSuchPaper("audience", name, ", ".join(audience.value for audience in report.audiences))
        person = _person(values, wanted.person)
        seen = seen_by(values, wanted.audience, wanted.reader)
        if person is not None and person.id not in seen.values.contacts:
            raise NoSuchPaper("withheld", wanted.person)
        about = seen.values.contacts.get(person.id) if person else None
        sheet = Sheet(seen, on, replace(wanted, report=name), about)
        for_sponsor = wanted.audience is Audience.SPONSOR and report.sponsor is not None
        data = report.sponsor(sheet) if for_sponsor and report.sponsor else report.data(sheet)
        template = PAGES if for_sponsor else report.template
        own = wanted.practice.files if wanted.practice else {}
        if template not in own and f"{name}.typ" in own:
            template = f"{name}.typ"
        return Drawn(template, data, on, wanted, seen.left_out, seen.unknown_reader)


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


def file_name(name: str, on: date, person: str = "") -> str:
    """A name for the file of a paper. It suggests nobody unless a `person` is given."""
    words = report_words()[name]
    kept = "".join(c for c in one_line(person) if c.isalnum() or c in " -'").strip()[:60]
    return " ".join(part for part in (words, kept, on.isoformat()) if part)


def report_words() -> dict[str, str]:
    """The papers by their names on screens and in file names."""
    return {
        "session": _("Session paper"),
        "summary": _("Plan on one page"),
        "brief": _("Before we meet"),
        "gaps": _("Where I miss people"),
        "progress": _("What has changed"),
        "workshop": _("For the day"),
        "interviews": _("Calls before the day"),
        "participants": _("For those who take part"),
        "evaluation": _("Some weeks after"),
        "follow-up": _("Two years on"),
        "results": _("What came of it"),
    }


__all__ = [
    "REPORTS",
    "BadPractice",
    "Drawn",
    "NoSuchPaper",
    "Report",
    "draw",
    "file_name",
    "report_names",
    "report_words",
]
