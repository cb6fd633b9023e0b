"""Every paper for every reader: nothing stands on it, or in what the PDF says of itself, that they may not see."""

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from desktop.domain import records as r
from desktop.domain.parts import is_pair, is_record, parts
from desktop.domain.plan_values import PlanValues
from desktop.domain.sensitivity import SENSITIVITY, Audience, may_read
from desktop.report.offered import OFFERED, audiences_of, file_name
from desktop.report.offered import offered as report_names
from desktop.report.reports import REPORTS, NoSuchPaper
from desktop.words import LANGUAGES
from tests import sample
from tests.report import papers, reading

MARK = re.compile(r"Zq[0-9]{5}x")
DAY_OR_TIME = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}([T ].*)?|[0-9]{1,2}:[0-9]{2}")
TERMS = frozenset(
    {"kind", "state", "status", "type", "tier", "desired", "best", "desired_tier", "target_tier", "value", "lang"}
    | {"channel", "direction", "preferred_channel", "share", "answer", "phase", "question", "outcome", "basis", "dir"}
    | {"missing", "suggest", "questions", "stance", "window", "attempts", "section", "item", "field", "gas"}
)
"""Fields that hold terms of the code, not words of a person."""


def plans() -> dict[str, PlanValues]:
    return {"personal": sample.values(), "workshop": papers.workshop()}


class Marks:
    """Puts a word of its own into each text that a person wrote; `fields` says where each stands."""

    def __init__(self, but: frozenset[str] = frozenset()) -> None:
        self.fields: dict[str, str] = {}
        self._but = but

    def values(self, values: PlanValues) -> PlanValues:
        found = {
            name: {key: self._record(name, kind, record) for key, record in getattr(values, name).items()}
            for name, kind in r.COLLECTIONS.items()
        }
        info = self._record("plan", r.PlanInfo, values.info)
        return replace(values, info=info, owner=self._record("owner", r.Contact, values.owner), **found)

    def _record(self, path: str, kind: type[Any], record: Any) -> Any:
        changed = {}
        for part in parts(kind):
            value = getattr(record, part.name)
            if value is not None and part.name not in TERMS and not is_pair(part.type):
                changed[part.name] = self._part(f"{path}.{part.name}", part, value)
        return replace(record, **changed)

    def _part(self, where: str, part: Any, value: Any) -> Any:
        if part.kind == "object":
            return self._record(where, part.type, value)
        if part.kind == "children":
            return tuple(self._record(where, part.type, item) for item in value)
        if part.kind == "texts":
            return tuple(self._word(where, text) for text in value)
        if part.kind == "map":
            return {
                key: self._record(f"{where}", part.type, item) if is_record(part.type) else item
                for key, item in value.items()
            }
        return self._word(where, value) if isinstance(value, str) and not part.target else value

    def _word(self, where: str, text: str) -> str:
        if not text or DAY_OR_TIME.fullmatch(text) or where in self._but:
            return text
        word = f"Zq{10000 + len(self.fields)}x"
        self.fields[word] = where
        return word


def _every() -> Iterator[tuple[str, str, str]]:
    for kind in ("personal", "workshop"):
        for name in report_names(kind):
            for audience in audiences_of(name):
                yield kind, name, audience.value


@pytest.mark.parametrize(("kind", "name", "audience"), list(_every()))
def test_no_word_that_its_reader_may_not_see(kind: str, name: str, audience: str) -> None:
    marks = Marks()
    values = marks.values(plans()[kind])
    person = next((c.uid for c in values.contacts.values() if c.uid == "c12"), "")
    more: dict[str, Any] = {"person": person} if name == "brief" else {"appendix": True} if name == "session" else {}
    paper = papers.paper(values, sample.DAY, name, audience=audience, **more)
    claims, _language = reading.claims(paper.pdf)
    titles = "".join(title for _level, title in reading.bookmarks(paper.pdf))
    told = reading.paper_text(paper.pdf) + claims + titles + str(reading.open_paper(paper.pdf).metadata)
    found = set(MARK.findall(told.replace("\u200b", "")))
    assert not {where for word in found if not may_read(Audience(audience), where := marks.fields[word])}
    assert found or audience == "sponsor"
    said_without_consent = {
        word
        for workshop in values.workshops.values()
        for calls in (workshop.interviews, workshop.evaluation.calls if workshop.evaluation else ())
        for call in calls
        for word in (answer.text for answer in call.answers.values() if answer.share != "quote")
    }
    assert not found & said_without_consent


@pytest.mark.parametrize("kind", ["personal", "workshop"])
def test_nothing_but_the_allow_list_reaches_a_sponsor(kind: str) -> None:
    """The paper of a plan in which every other word is different is the same paper."""
    allowed = frozenset(field for field in SENSITIVITY if may_read(Audience.SPONSOR, field))
    before, after = plans()[kind], Marks(allowed).values(plans()[kind])
    for name in report_names(kind):
        if Audience.SPONSOR in audiences_of(name):
            told = [papers.data(values, sample.DAY, name, audience="sponsor") for values in (before, after)]
            assert told[0] == told[1], name


def test_papers_about_people_are_not_for_a_sponsor() -> None:
    for kind, values in (("personal", sample.values()), ("workshop", papers.workshop())):
        for name in report_names(kind):
            if Audience.SPONSOR not in audiences_of(name):
                with pytest.raises(NoSuchPaper):
                    papers.data(values, sample.DAY, name, audience="sponsor")


def test_a_file_name_suggests_nobody_unless_wished() -> None:
    assert file_name("brief", sample.DAY) == "Before we meet 2026-03-02"
    assert file_name("brief", sample.DAY, "Salma al-Ghaymari/..") == "Before we meet Salma al-Ghaymari 2026-03-02"


def test_no_brief_about_its_own_reader() -> None:
    with pytest.raises(NoSuchPaper):
        papers.data(sample.values(), sample.DAY, "brief", person="Rosalind", reader="Achterveld")
    with pytest.raises(NoSuchPaper):
        papers.data(sample.values(), sample.DAY, "brief", person="Nobody At All")


def test_what_concerns_the_reader_is_on_no_paper() -> None:
    for name in report_names("personal"):
        text = json.dumps(papers.data(sample.values(), sample.DAY, name, reader="Rosalind Achterveld"))
        assert "Rosalind" not in text
        assert "Achterveld" not in text


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("size", ["a4", "letter"])
def test_a_paper_exists_for_each_even_when_nothing_is_written(name: str, size: Any) -> None:
    values = sample.empty() if "personal" in OFFERED[name][0] else papers.empty_workshop()
    paper = papers.paper(values, sample.DAY, name, size=size)
    assert paper.missing == ()
    text = reading.paper_text(paper.pdf)
    assert "None" not in text
    assert len(text) > 60
    assert min(reading.type_sizes(paper.pdf)) >= 6.5


def test_the_pages_of_each_paper() -> None:
    pages: dict[str, int] = {}
    for kind, values in (("personal", sample.values()), ("workshop", papers.workshop())):
        for name in report_names(kind):
            more: dict[str, Any] = {"person": "Priyamvada"} if name == "brief" else {}
            paper = papers.paper(values, sample.DAY, name, **more)
            reader = reading.open_paper(paper.pdf)
            pages[name] = len(reader.pages)
            assert all(reading.fonts(paper.pdf).values()), name
            assert reading.bookmarks(paper.pdf), name
    one_page = ("summary", "brief", "participants", "results")
    assert {name: pages[name] for name in one_page} == dict.fromkeys(one_page, 1)
    assert (pages["session"], pages["interviews"], pages["evaluation"], pages["follow-up"]) == (5, 9, 10, 10)


def test_a_brief_stays_on_one_page_however_much_was_written() -> None:
    values = sample.values()
    for record in (*values.insights.values(), *values.next_steps.values()):
        object.__setattr__(record, "text", f"{record.text} and on it goes, word after word" * 9)
    for goal in values.goals.values():
        for field in ("statement", "helps_me", "helps_them"):
            object.__setattr__(goal, field, f"{getattr(goal, field)} and on it goes, word after word" * 9)
    for talk in values.conversations.values():
        object.__setattr__(talk, "summary", f"{talk.summary} and on it goes, word after word" * 9)
    for size in ("a4", "letter"):
        paper = papers.paper(values, sample.DAY, "brief", person="Rosalind", size=size)
        assert len(reading.open_paper(paper.pdf).pages) == 1


def test_a_step_of_which_only_the_frame_is_left_is_on_no_paper() -> None:
    """“Bring Rosalind's view” promised to somebody else: no empty row tells that something was withheld."""
    for name in ("session", "summary"):
        told = papers.data(sample.values(), sample.DAY, name, reader="Rosalind Achterveld")
        steps = told["agreements"]["open"]["rows"] if name == "session" else []
        assert all(step["text"] for step in steps)
        assert len(steps) > 3 or name == "summary"
        for block in (block for page in told.get("pages", ()) for block in page if block["is"] == "table"):
            assert all(any(part["lines"] for part in row[1:2]) for row in block["rows"])


def test_a_name_from_right_to_left_does_not_turn_its_line_around() -> None:
    """The readable form leads, the other stands isolated behind it: templates go by the first letter."""
    told = papers.data(sample.values(), sample.DAY, appendix=True)
    names = [
        row[0]["lines"][0]["text"] for block in told["pages"][-1] if block["is"] == "table" for row in block["rows"]
    ]
    assert "Salma al-Ghaymari \u2068سلمى الغيمري\u2069" in names
    assert not [name for name in names if unicodedata.bidirectional(name[0]) in ("R", "AL")]
    here = [
        row[0]["lines"][0]["text"]
        for block in papers.data(papers.workshop(), sample.DAY, "workshop")["pages"][0]
        if block["is"] == "table"
        for row in block["rows"]
    ]
    assert here
    assert not [name for name in here if unicodedata.bidirectional(name[0]) in ("R", "AL")]


def test_progress_goes_by_what_the_session_froze() -> None:
    """What a closed session holds is how it was then, whatever the readings say today."""
    values = sample.values()
    last = max((s for s in values.sessions.values() if s.closed), key=lambda s: s.date)
    goal = next(g for g in values.goals.values() if g.status == "active" and g.measure)
    frozen = r.Snapshot(last.date, {}, (r.GoalThen(goal.id, "active", 7731.0, None),), (), {})
    values = replace(values, sessions={**values.sessions, last.id: replace(last, snapshot=frozen)})
    text = json.dumps(papers.data(values, sample.DAY, "progress"))
    assert "7,731" in text or "7731" in text


def links(pdf: bytes) -> list[tuple[int, int]]:
    """(from page, to page) of every link inside a paper, from 1."""
    reader = reading.open_paper(pdf)
    numbers = {page.indirect_reference.idnum: n for n, page in enumerate(reader.pages, 1) if page.indirect_reference}
    found: list[tuple[int, int]] = []
    for n, page in enumerate(reader.pages, 1):
        for each in page.get("/Annots", ()):
            link: Any = each.get_object()
            if link["/Subtype"] == "/Link":
                to: Any = link["/Dest"] if "/Dest" in link else link["/A"]["/D"]
                to = reader.named_destinations[to].dest_array if isinstance(to, str) else to
                found.append((n, numbers[to[0].idnum]))
    return found


def test_pages_that_speak_of_each_other_lead_to_each_other() -> None:
    """Forth from the first page to every other, and from each of them back."""
    for values, name, more in (
        (sample.values(), "session", {}),
        (sample.values(), "gaps", {}),
        (papers.workshop(), "workshop", {}),
        (papers.workshop(), "evaluation", {}),
        (papers.workshop(), "follow-up", {}),
    ):
        pdf = papers.paper(values, sample.DAY, name, **more).pdf
        found = links(pdf)
        others = range(2, len(reading.open_paper(pdf).pages) + 1)
        assert {to for from_, to in found if from_ == 1} >= set(others), name
        assert {from_ for from_, to in found if to == 1} == set(others), name


def test_names_lead_to_the_pages_about_them() -> None:
    """In the appendix: everybody's name to their page, where they have one; two pages about one person are no fault."""
    values = sample.values()
    pdf = papers.paper(values, sample.DAY, appendix=True).pdf
    assert {to for _from, to in links(pdf)} == {1, 2, 3, 4, 5, 6, 7, 8, 9}
    focal = next(iter(values.focal_relationships.values()))
    twice = {**values.focal_relationships, 990: replace(focal, id=990, uid="twice")}
    assert papers.paper(replace(values, focal_relationships=twice), sample.DAY, appendix=True).pdf


@pytest.mark.parametrize("size", ["a4", "letter"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_summary_is_one_page_and_a_call_one_sheet(size: Any, language: str) -> None:
    """However long names and texts are, and however many."""
    for values in (sample.values(), papers.written_over("Wolfeschlegelsteinhausenbergerdorff von der Höhe " * 12)):
        paper = papers.paper(values, sample.DAY, "summary", size=size, language=language)
        assert len(reading.open_paper(paper.pdf).pages) == 1
    calls = papers.paper(papers.workshop(), sample.DAY, "interviews", size=size, language=language)
    assert len(reading.open_paper(calls.pdf).pages) == 9


def test_what_the_sponsor_agreed_stands_on_their_page() -> None:
    values = sample.values()
    said = values.info.agreed_support or ""
    assert "Half an hour" in said
    assert said in json.dumps(papers.data(values, sample.DAY, audience="sponsor"))
    names = replace(values, info=replace(values.info, agreed_support="He asks Rosalind Achterveld every month."))
    assert "Rosalind" not in json.dumps(papers.data(names, sample.DAY, audience="sponsor"))
