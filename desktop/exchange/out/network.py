"""The people of the map as a network: GraphML (Gephi, SocNetV, networkx), GEXF 1.3 and Kumu's JSON."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from desktop.colours import GROUP_COLOURS
from desktop.diagram import DOT_SCALE, arrange
from desktop.diagram.build import map_people
from desktop.domain.placed import Placed, PlacedPerson
from desktop.domain.plan_values import PlanValues
from desktop.domain.tiers import TIERS
from desktop.exchange.out.people import groups, organisation
from desktop.exchange.source import clean
from desktop.words import tier_words

_SPREAD = 1000.0
"""Half the width of the drawing in Gephi's units."""
_SIZE = 12.0
_ATTRIBUTES = ("name_latin", "role", "organisation", "group", "tier", "email", "tags", "influence", "interest")
_GREY = "#8a93a0"


@dataclass(frozen=True, slots=True)
class Node:
    """A person. `x`, `y`: -1 to 1, You in the middle, y upwards. `colour`: #rrggbb of the group."""

    key: str
    label: str
    said: dict[str, str]
    x: float
    y: float
    size: float
    colour: str


@dataclass(frozen=True, slots=True)
class Network:
    """`edges`: (key, key, strength, label)."""

    nodes: tuple[Node, ...]
    edges: tuple[tuple[str, str, int, str], ...]


def network(values: PlanValues) -> Network:
    """Everybody on the map, where they stand there, in the colour of their group; people who wait are on no map."""
    people = [(key, person) for key, person in values.contacts.items() if person.tier in TIERS]
    standing = tuple(
        PlacedPerson(
            key,
            person.name,
            person.tier or "",
            person.influence,
            next(iter(person.groups), None),
            person.position.angle if person.position else None,
            person.position.depth if person.position else None,
            person.role,
        )
        for key, person in people
    )
    labels = tuple((key, group.label, group.key) for key, group in values.groups.items())
    xy = arrange(map_people(Placed(standing, labels, {}, (), ()), "")).xy.tolist()
    order = {key: n for n, key in enumerate(values.groups)}
    nodes: list[Node] = []
    for (_key, person), (x, y) in zip(people, xy, strict=True):
        said = {
            "name_latin": person.name_latin,
            "role": person.role,
            "organisation": organisation(values, person),
            "group": "; ".join(groups(values, person)),
            "tier": tier_words()[person.tier or ""],
            "email": person.email or "",
            "tags": "; ".join(person.tags),
            "influence": str(person.influence or ""),
            "interest": str(person.interest or ""),
        }
        first = next((order[key] for key in person.groups if key in order), None)
        colour = _GREY if first is None else GROUP_COLOURS[first % len(GROUP_COLOURS)]
        scale = DOT_SCALE[TIERS.index(person.tier or "")]
        told = {name: clean(text) for name, text in said.items() if text}
        nodes.append(Node(person.uid, clean(person.name), told, round(x, 5), round(-y, 5), _SIZE * scale, colour))
    uids = {key: person.uid for key, person in people}
    edges = tuple(
        (uids[tie.a], uids[tie.b], tie.strength, clean(tie.label))
        for tie in values.ties.values()
        if tie.a in uids and tie.b in uids
    )
    return Network(tuple(nodes), edges)


# --- GraphML ---

# What SocNetV reads, then what Gephi reads: (name, type, for).
_GRAPHML_KEYS = (
    ("label", "string", "node"), ("x_coordinate", "double", "node"), ("y_coordinate", "double", "node"),
    ("size", "double", "node"), ("color", "string", "node"), ("shape", "string", "node"),
    ("label.color", "string", "node"), ("label.size", "double", "node"),
    ("x", "double", "node"), ("y", "double", "node"), ("r", "int", "node"), ("g", "int", "node"), ("b", "int", "node"),
    *((name, "string", "node") for name in _ATTRIBUTES),
    ("weight", "double", "edge"), ("color", "string", "edge"), ("label", "string", "edge"),
)  # fmt: skip


def graphml(values: PlanValues, on: date) -> bytes:
    """GraphML with the attributes that SocNetV draws from, and those of Gephi beside them."""
    found = network(values)
    root = Element("graphml", {"xmlns": "http://graphml.graphdrawing.org/xmlns"})
    ids: dict[tuple[str, str], str] = {}
    for n, (name, kind, whose) in enumerate(_GRAPHML_KEYS):
        ids[whose, name] = f"d{n}"
        SubElement(root, "key", {"id": f"d{n}", "for": whose, "attr.name": name, "attr.type": kind})
    graph = SubElement(root, "graph", {"id": "rapport", "edgedefault": "undirected"})
    for node in found.nodes:
        made = SubElement(graph, "node", {"id": node.key})
        for name, text in _drawn(node):
            SubElement(made, "data", {"key": ids["node", name]}).text = text
    for n, (a, b, strength, label) in enumerate(found.edges):
        made = SubElement(graph, "edge", {"id": f"e{n}", "source": a, "target": b, "directed": "false"})
        for name, text in (("weight", f"{strength}.0"), ("color", "#c3c9d6"), ("label", label)):
            if text:
                SubElement(made, "data", {"key": ids["edge", name]}).text = text
    return _document(root)


def _drawn(node: Node) -> Iterator[tuple[str, str]]:
    red, green, blue = _rgb(node.colour)
    yield "label", node.label
    yield "x_coordinate", f"{0.5 + 0.45 * node.x:.5f}"
    yield "y_coordinate", f"{0.5 - 0.45 * node.y:.5f}"
    yield "size", f"{node.size:.2f}"
    yield "color", node.colour
    yield "shape", "circle"
    yield "label.color", "#1b2430"
    yield "label.size", "8.0"
    yield "x", f"{_SPREAD * node.x:.2f}"
    yield "y", f"{_SPREAD * node.y:.2f}"
    yield "r", str(red)
    yield "g", str(green)
    yield "b", str(blue)
    yield from node.said.items()


# --- GEXF ---


def gexf(values: PlanValues, on: date) -> bytes:
    """GEXF 1.3 with position, size and colour of every node."""
    found = network(values)
    space = "http://gexf.net/1.3"
    root = Element("gexf", {"xmlns": space, "xmlns:viz": f"{space}/viz", "version": "1.3"})
    meta = SubElement(root, "meta", {"lastmodifieddate": on.isoformat()})
    SubElement(meta, "creator").text = "Rapport"
    graph = SubElement(root, "graph", {"defaultedgetype": "undirected", "mode": "static"})
    attributes = SubElement(graph, "attributes", {"class": "node", "mode": "static"})
    for name in _ATTRIBUTES:
        SubElement(attributes, "attribute", {"id": name, "title": name, "type": "string"})
    nodes = SubElement(graph, "nodes")
    for node in found.nodes:
        made = SubElement(nodes, "node", {"id": node.key, "label": node.label})
        if node.said:
            told = SubElement(made, "attvalues")
            for name, text in node.said.items():
                SubElement(told, "attvalue", {"for": name, "value": text})
        red, green, blue = map(str, _rgb(node.colour))
        SubElement(made, "viz:size", {"value": f"{node.size:.2f}"})
        SubElement(made, "viz:position", {"x": f"{_SPREAD * node.x:.2f}", "y": f"{_SPREAD * node.y:.2f}", "z": "0.0"})
        SubElement(made, "viz:color", {"r": red, "g": green, "b": blue})
    edges = SubElement(graph, "edges")
    for n, (a, b, strength, label) in enumerate(found.edges):
        made = SubElement(edges, "edge", {"id": f"e{n}", "source": a, "target": b, "weight": f"{strength}.0"})
        if label:
            made.set("label", label)
    return _document(root)


def _document(root: Element) -> bytes:
    indent(root, " ")
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, "utf-8", xml_declaration=False) + b"\n"


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


# --- Kumu ---


def kumu(values: PlanValues, on: date) -> bytes:
    """Kumu's JSON: elements by name, connections that go both ways."""
    found = network(values)
    names = {node.key: node.label for node in found.nodes}
    several = Counter(names.values())
    unique = {key: f"{label} ({key[:6]})" if several[label] > 1 else label for key, label in names.items()}
    elements = [
        {
            "label": unique[node.key],
            "type": "Person",
            "tags": [tag for tag in node.said.get("tags", "").split("; ") if tag],
            **{name: text for name, text in node.said.items() if name != "tags"},
        }
        for node in found.nodes
    ]
    connections = [
        {"from": unique[a], "to": unique[b], "direction": "mutual", "type": label or "knows", "strength": strength}
        for a, b, strength, label in found.edges
    ]
    return json.dumps({"elements": elements, "connections": connections}, ensure_ascii=False, indent=1).encode()
