"""What goes out: other programs read it, and what goes both ways comes back as it was."""

import json
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import icalendar
import networkx
import openpyxl
import pytest

from desktop.domain import records as r
from desktop.domain.job import run
from desktop.domain.plan_values import PlanValues
from desktop.exchange import bring_in
from desktop.exchange.out import export
from desktop.exchange.out.network import network
from desktop.output import CannotWrite
from desktop.plan import document, errors
from desktop.plan import read as plan_read
from desktop.plan.file import Plan
from tests.made_up import sample_plan

TODAY = date(2026, 3, 2)


@pytest.fixture(scope="module")
def plan_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample_plan(tmp_path_factory.mktemp("export") / "p.rapport")


@pytest.fixture(scope="module")
def values(plan_path: Path) -> PlanValues:
    with Plan.open_to_read(plan_path) as plan:
        return run(document.read_values(plan))


def out(values: PlanValues, path: Path, version: str = "3.0") -> Path:
    export.write(values, path, TODAY, version)
    return path


def come_back(folder: Path, path: Path) -> dict[str, r.Contact]:
    """Everybody of an exported file in a plan of their own."""
    plan_path = folder / "back.rapport"
    Plan.create(plan_path, lambda plan: document.start(plan, "personal", "Somebody Else"))
    with Plan.open(plan_path) as plan:
        run(bring_in.bring_in(plan, run(bring_in.read_files([path])), on=TODAY))
        return {each.name: each for each in plan_read.records(plan, r.Contact).values()}


@pytest.mark.parametrize("name", ["people.csv", "people.xlsx", "people.vcf", "four.vcf"])
def test_people_come_back_as_they_went(values: PlanValues, tmp_path: Path, name: str) -> None:
    path = out(values, tmp_path / name, "4.0" if name == "four.vcf" else "3.0")
    back = come_back(tmp_path, path)
    assert len(back) == 1 + len(values.contacts)
    for person in values.contacts.values():
        found = back[person.name]
        for field in ("role", "email", "phone", "urls", "tags", "note"):
            assert (getattr(found, field) or None) == (getattr(person, field) or None), (person.name, field)
        assert len(found.groups) == len(person.groups), person.name
        assert (found.organisation is None) == (person.organisation is None)
        if person.name_latin != person.name:
            assert found.name_latin == person.name_latin


@pytest.mark.parametrize("name", ["people.csv", "people.vcf", "net.graphml", "net.gexf", "net.kumu.json"])
def test_back_into_the_same_plan_nothing_changes(
    values: PlanValues, plan_path: Path, tmp_path: Path, name: str
) -> None:
    path = out(values, tmp_path / name)
    with Plan.open(Path(shutil.copy(plan_path, tmp_path / "again.rapport"))) as plan:
        said = run(bring_in.bring_in(plan, run(bring_in.read_files([path])), on=TODAY))
        assert said["created"] == 0, said["rows"]
        ties = plan_read.counts(plan).ties
    assert ties == len(values.ties)


def test_networkx_reads_our_graphml(values: PlanValues, tmp_path: Path) -> None:
    graph = networkx.read_graphml(out(values, tmp_path / "n.graphml"))
    found = network(values)
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (len(found.nodes), len(found.edges))
    assert len(found.edges) > 50
    for node in found.nodes:
        said = graph.nodes[node.key]
        assert said["label"] == node.label
        assert 0 <= said["x_coordinate"] <= 1
        assert 0 <= said["y_coordinate"] <= 1
        assert said["color"] == node.colour
    strengths = {frozenset((a, b)): strength for a, b, strength, _label in found.edges}
    assert {frozenset((a, b)): said["weight"] for a, b, said in graph.edges(data=True)} == strengths


def test_gexf_follows_the_structure_of_1_3(values: PlanValues, tmp_path: Path) -> None:
    root = ElementTree.parse(out(values, tmp_path / "n.gexf")).getroot()
    space = {"g": "http://gexf.net/1.3", "viz": "http://gexf.net/1.3/viz"}
    assert root.tag == "{http://gexf.net/1.3}gexf"
    assert root.get("version") == "1.3"
    graph = root.find("g:graph", space)
    assert graph is not None
    assert graph.get("defaultedgetype") == "undirected"
    declared = {each.get("id") for each in graph.iterfind("g:attributes[@class='node']/g:attribute", space)}
    nodes = graph.findall("g:nodes/g:node", space)
    ids = {node.get("id") for node in nodes}
    assert len(ids) == len(network(values).nodes)
    for node in nodes:
        assert {each.get("for") for each in node.iterfind("g:attvalues/g:attvalue", space)} <= declared
        for part, wanted in (("size", {"value"}), ("position", {"x", "y", "z"}), ("color", {"r", "g", "b"})):
            drawn = node.find(f"viz:{part}", space)
            assert drawn is not None
            assert set(drawn.attrib) == wanted
    for edge in graph.iterfind("g:edges/g:edge", space):
        assert {edge.get("source"), edge.get("target")} <= ids


def test_kumu_has_every_connection_by_label(values: PlanValues, tmp_path: Path) -> None:
    said = json.loads(out(values, tmp_path / "n.kumu.json").read_text("utf-8"))
    labels = [element["label"] for element in said["elements"]]
    assert len(labels) == len(set(labels))
    assert all(each["from"] in labels and each["to"] in labels for each in said["connections"])


def test_the_calendar_holds_what_is_due(values: PlanValues, tmp_path: Path) -> None:
    calendar = icalendar.Calendar.from_ical(out(values, tmp_path / "n.ics").read_bytes())
    events = calendar.walk("VEVENT")
    kinds = {str(event["UID"]).split("-")[0] for event in events}
    assert {"step", "review", "session"} <= kinds
    open_steps = [step for step in values.next_steps.values() if step.status == "open" and step.due]
    assert sum(str(event["UID"]).startswith("step-") for event in events) == len(open_steps)
    assert len({str(event["UID"]) for event in events}) == len(events)


def test_nothing_in_a_spreadsheet_is_a_formula(values: PlanValues, tmp_path: Path) -> None:
    key, person = next(iter(values.contacts.items()))
    bad = replace(person, name='=HYPERLINK("x")', role="+1", note="@SUM(A1)", phone="-1")
    worse = replace(values, contacts={**values.contacts, key: bad})
    lines = out(worse, tmp_path / "p.csv").read_text("utf-8-sig").splitlines()
    assert lines[1].startswith('"\'=HYPERLINK(""x"")"') or lines[1].startswith("'=HYPERLINK")
    book = openpyxl.load_workbook(out(worse, tmp_path / "p.xlsx"))
    cell = book.worksheets[0].cell(2, 1)
    assert (cell.value, cell.data_type) == ('=HYPERLINK("x")', "s")
    back = come_back(tmp_path, tmp_path / "p.csv")
    assert back['=HYPERLINK("x")'].role == "+1"


def test_a_folder_of_markdown(values: PlanValues, tmp_path: Path) -> None:
    folder = out(values, tmp_path / "notes")
    files = sorted(folder.iterdir())
    assert len(files) == 1 + len(values.contacts)
    everybody = (folder / "People.md").read_text("utf-8")
    for name in (path.name for path in files):
        assert name == "People.md" or f"(<{name}>)" in everybody
    with pytest.raises(errors.AlreadyThere):
        export.write(values, folder, TODAY)
    with pytest.raises(CannotWrite):
        export.write(values, tmp_path / "nowhere" / "x", TODAY)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["notes"], "nothing is left half-written"


def test_lines_of_a_card_are_short_and_what_was_kept_goes_out(values: PlanValues, tmp_path: Path) -> None:
    text = (
        "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:u-1\r\nFN:Wren Łuczak\r\nitem1.X-ABDATE:2001-02-03\r\n"
        "item1.X-ABLabel:_$!<Anniversary>!$_\r\nX-KEPT;FOO=bar:a\\,b\r\nEMAIL;TYPE=HOME:a@x.example\r\n"
        f"EMAIL;TYPE=WORK:b@x.example\r\nNOTE:{'ŁŻ' * 100}\r\nEND:VCARD\r\n"
    )
    (tmp_path / "in.vcf").write_bytes(text.encode())
    plan_path = tmp_path / "p.rapport"
    Plan.create(plan_path, lambda plan: document.start(plan, "personal", "Tamsin"))
    with Plan.open(plan_path) as plan:
        run(bring_in.bring_in(plan, run(bring_in.read_files([tmp_path / "in.vcf"])), on=TODAY))
        written = out(run(document.read_values(plan)), tmp_path / "out.vcf").read_bytes()
    assert all(len(line) <= 75 for line in written.split(b"\r\n"))
    whole = written.decode().replace("\r\n ", "")
    for line in ("UID:u-1", "item1.X-ABDATE:2001-02-03", "X-KEPT;FOO=bar:a\\,b", "EMAIL;TYPE=WORK:b@x.example"):
        assert line in whole
    assert whole.count("UID:") == whole.count("VERSION:") == 1
