"""XML, element by element and within limits: no entities, no DTD, nothing fetched; defusedxml is used here alone."""

from collections.abc import Iterator
from typing import Any, cast
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml import ElementTree as Defused

from desktop.exchange.reasons import Problem
from desktop.exchange.source import MEGABYTE, Source

MARKUP_LIMIT = 50 * MEGABYTE
_DEPTH = 60
_PARTS_OF_AN_ELEMENT = 5_000


def local(name: object) -> str:
    """The name of an element or attribute without its namespace, whichever version of the format that was."""
    return name.rpartition("}")[2] if isinstance(name, str) else ""


def elements(source: Source, wanted: frozenset[str]) -> Iterator[Element]:
    """Each element with one of these local names once it is whole; what is done with is forgotten.

    Raises UnreadableFile.
    """
    if source.size > MARKUP_LIMIT:
        raise source.problem(Problem.TOO_LARGE)
    source.stream.seek(0)
    stack: list[Element] = []
    inside = parts = 0
    try:
        walk = cast("Any", Defused).iterparse(source.stream, events=("start", "end"), forbid_dtd=True)
        for event, element in walk:
            name = local(element.tag)
            if event == "start":
                stack.append(element)
                inside += name in wanted
                parts = parts + 1 if inside else 0
                if len(stack) > _DEPTH or parts > _PARTS_OF_AN_ELEMENT:
                    raise source.problem(Problem.TOO_LARGE)
                continue
            stack.pop()
            if name in wanted:
                inside -= 1
                yield element
                element.clear()
            if not inside and stack:
                stack[-1].remove(element)
                parts = 0
    except DefusedXmlException:
        raise source.problem(Problem.UNSAFE) from None
    except (ParseError, ValueError, LookupError, UnicodeError):
        raise source.problem(Problem.DAMAGED) from None
    except OSError:
        raise source.problem(Problem.UNREADABLE) from None
