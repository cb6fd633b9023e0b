"""GraphML and GEXF: the nodes as a table of people, the edges as who knows whom."""

import re
from collections.abc import Iterable, Mapping
from xml.etree.ElementTree import Element

from desktop.domain.job import Job
from desktop.exchange.drafts import Format, Link
from desktop.exchange.markup import elements, local
from desktop.exchange.reasons import Problem
from desktop.exchange.sheet import Sheet
from desktop.exchange.sheet_people import link, strength
from desktop.exchange.source import FIELD_LIMIT, MEGABYTE, ROW_LIMIT, Source, clean
from desktop.exchange.table import Cells

_GRAPHML = re.compile(r"<(?:\w+:)?graphml[\s>]")
_GEXF = re.compile(r"<(?:\w+:)?gexf[\s>]")
_AT_A_TIME = 50
_EDGES = 500_000
_COLUMNS = 400
_TEXT_LIMIT = 60 * MEGABYTE
"""Characters of all values together."""


def is_graphml(head: str) -> bool:
    """Whether a file begins as GraphML."""
    return _GRAPHML.search(head) is not None


def is_gexf(head: str) -> bool:
    """Whether a file begins as GEXF."""
    return _GEXF.search(head) is not None


class _Nodes:
    """Rows whose columns are found as they come."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._columns: dict[str, int] = {"id": 0}
        self._rows: list[list[str]] = []
        self._weight = 0
        self.links: list[Link] = []

    def add(self, key: str, values: Iterable[tuple[str, str]]) -> None:
        row = [key]
        for name, value in values:
            at = self._columns.get(name)
            if at is None:
                if len(self._columns) >= _COLUMNS:
                    continue
                at = self._columns.setdefault(name, len(self._columns))
            row += [""] * (at + 1 - len(row))
            row[at] = row[at] or value
            self._weight += len(value)
        # Rows as long as their last value: a column of many takes room only where it says something.
        self._weight += 8 * len(row)
        self._rows.append(row)
        if len(self._rows) > ROW_LIMIT or self._weight > _TEXT_LIMIT:
            raise self._source.problem(Problem.TOO_MANY)

    def tie(self, a: str, b: str, values: Mapping[str, str]) -> None:
        if a and b:
            strong = strength(next((values[name] for name in ("weight", "strength", "value") if name in values), ""))
            said = next((values[name] for name in ("label", "relationship", "type") if name in values), "")
            self.links.append(link(self._source.path.name, a, b, strong, said[:200]))
        if len(self.links) > _EDGES:
            raise self._source.problem(Problem.TOO_MANY)

    def sheet(self, form: Format) -> Sheet:
        rows = tuple(Cells(n, row, too_long=max(map(len, row)) > FIELD_LIMIT) for n, row in enumerate(self._rows, 1))
        return Sheet(self._source.path.name, "", form, "", tuple(self._columns), rows, tuple(self.links))


def read_graphml(source: Source) -> Job[Sheet]:
    """The nodes of all graphs in the file. Yields (bytes done, bytes in all); raises UnreadableFile."""
    nodes = _Nodes(source)
    names: dict[str, str] = {}
    form = Format.GRAPHML
    for n, element in enumerate(elements(source, frozenset({"key", "node", "edge"}))):
        match local(element.tag):
            case "key":
                names[element.get("id", "")] = _said(element.get("attr.name", "")) or _said(element.get("id", ""))
                if names[element.get("id", "")].startswith("networkCanvas"):
                    form = Format.NETWORK_CANVAS
            case "node":
                nodes.add(_said(element.get("id", "")), _values(element, names))
            case _:
                ends = _said(element.get("source", "")), _said(element.get("target", ""))
                nodes.tie(*ends, {name.casefold(): value for name, value in _values(element, names)})
        if n % _AT_A_TIME == 0:
            yield source.stream.tell(), source.size
    return nodes.sheet(form)


def _values(element: Element, names: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    for data in element:
        if local(data.tag) != "data":
            continue
        text = _said(data.text or "")
        key = data.get("key", "")
        if text:
            yield names.get(key, _said(key)), text
        else:  # yEd draws its labels inside
            for inner in data.iter():
                if local(inner.tag) in ("NodeLabel", "EdgeLabel") and (label := _said(inner.text or "")):
                    yield "label", label


def read_gexf(source: Source) -> Job[Sheet]:
    """The nodes of a GEXF file of any version. Yields (bytes done, bytes in all); raises UnreadableFile."""
    nodes = _Nodes(source)
    names: dict[str, str] = {}
    for n, element in enumerate(elements(source, frozenset({"attribute", "node", "edge"}))):
        match local(element.tag):
            case "attribute":
                names.setdefault(element.get("id", ""), _said(element.get("title", "")))
            case "node":
                own = [("label", _said(element.get("label", "")))]
                nodes.add(
                    _said(element.get("id", "")), (each for each in (*own, *_attvalues(element, names)) if each[1])
                )
            case _:
                told = {name.casefold(): value for name, value in _attvalues(element, names)}
                told |= {name: _said(element.get(name, "")) for name in ("weight", "label") if element.get(name)}
                nodes.tie(_said(element.get("source", "")), _said(element.get("target", "")), told)
        if n % _AT_A_TIME == 0:
            yield source.stream.tell(), source.size
    return nodes.sheet(Format.GEXF)


def _attvalues(element: Element, names: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    for inner in element.iter():
        if local(inner.tag) == "attvalue":
            key = inner.get("for") or inner.get("id") or ""
            yield names.get(key) or _said(key), _said(inner.get("value", ""))


def _said(text: str) -> str:
    return clean(text).strip()
