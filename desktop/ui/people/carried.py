"""People on their way out of the window, copied or dragged: what a business card says."""

from collections.abc import Sequence

from PySide6.QtCore import QMimeData

from desktop.domain import records as r
from desktop.domain.job import Job
from desktop.plan import read
from desktop.ui.session import Session

CARDS = "text/vcard"
_BATCH = 250


def carrying(session: Session, people: Sequence[int]) -> Job[QMimeData]:
    """These people, in their order, as a table for a spreadsheet and as cards for an address book."""
    from desktop.exchange.out.copied import copied

    plan = session.plan
    values = read.part(plan, "organisations")
    persons: list[r.Contact] = []
    for at in range(0, len(people), _BATCH):
        some = read.records(plan, r.Contact, people[at : at + _BATCH])
        persons += [some[key] for key in people[at : at + _BATCH] if key in some]
        yield len(persons), 2 * len(people)
    made = yield from copied(values, persons, session.today())
    data = QMimeData()
    data.setText(made.table)
    data.setData(CARDS, made.cards)
    return data


def holds_rows(data: QMimeData) -> bool:
    """Whether people were copied as a table or as cards: more than any line to type in is meant for."""
    text = data.text().strip() if data.hasText() else ""
    return data.hasFormat(CARDS) or text.startswith("BEGIN:VCARD") or ("\t" in text and "\n" in text)


def cards_in(data: QMimeData | None) -> str:
    """The cards that were copied, by this program or another one; else the text; '' for neither, or for nothing."""
    if data is None:
        return ""
    for kind in (CARDS, "text/x-vcard", "text/directory"):
        if data.hasFormat(kind):
            return bytes(data.data(kind).data()).decode("utf-8", "replace")
    return data.text() if data.hasText() else ""
