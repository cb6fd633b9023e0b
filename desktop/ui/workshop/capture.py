"""What is agreed on the day, a page for each kind: kept as it is typed, on one's own screen and on the wall."""

from typing import Any

from PySide6.QtWidgets import QWidget

from desktop.domain import records as r
from desktop.domain.projected import Projected
from desktop.domain.workshop_dates import STEPS, step_key
from desktop.plan import workshop_day
from desktop.ui.fitting import Tabs
from desktop.ui.inspector.fields import DayField, Line, Text
from desktop.ui.inspector.parts import Prose
from desktop.ui.session import Session
from desktop.ui.text_size import sized
from desktop.ui.widgets import GRID, column, named, row
from desktop.ui.workshop import agreed
from desktop.ui.workshop.agreed import AgreedLine, AgreedList
from desktop.ui.workshop.pictures import pictures
from desktop.words import _, one_line, timeline_words

PAGES = ("conditions", "pictures", "statements", "decisions", "actions", "offers", "dates")
"""The kinds of what is agreed, in the order of the day."""

OF_PHASE = {
    "discovery": "conditions",
    "dream": "pictures",
    "design": "statements",
    "destiny": "actions",
    "close": "dates",
}
"""What is being agreed in which part of the day."""


def page_words() -> dict[str, str]:
    """The pages by name."""
    return {
        "conditions": _("What makes it work"),
        "pictures": _("Pictures"),
        "statements": _("How we work"),
        "decisions": _("Decisions"),
        "actions": _("What we do"),
        "offers": _("Offers and requests"),
        "dates": _("Dates"),
    }


class Dated(AgreedLine):
    """A date that everybody knows: one that follows from the day, or one of their own."""

    def __init__(self, owner: AgreedList[r.TimelineStep]) -> None:
        super().__init__(owner, "step")
        self.what = Prose("")
        self.day = DayField(
            _("When"), lambda day: self._put(date=day, end=None), owner.session.today, ahead=True, needed=True
        )
        sized(self.day, most=170)
        line = row(self.day, self.what, self.away, gap=2 * GRID)
        line.setStretch(1, 1)
        self.setLayout(column(line, self.day.complaint, gap=0))

    def show_item(self, item: r.TimelineStep, projected: Projected, editable: bool) -> None:
        words = timeline_words().get(step_key(item.step)) or one_line(item.step)
        self.what.say(words)
        self.day.show_day(item.date)
        self.day.setReadOnly(not editable or step_key(item.step) == "day")
        named(self.day, _("When: {what}").format(what=words))
        self.away.setVisible(editable and step_key(item.step) not in STEPS)
        self._name_away(item.step)


class Capture(QWidget):
    """Knows only what everybody in the room knows (`Projected`)."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._projected: Projected | None = None
        self.tabs = Tabs()
        self.tabs.setUsesScrollButtons(True)
        named(self.tabs, _("What is agreed"))
        self.lists: dict[str, AgreedList[Any]] = {
            "conditions": agreed.conditions(session),
            "pictures": pictures(session),
            "statements": agreed.statements(session),
            "decisions": agreed.decisions(session),
            "actions": agreed.actions(session),
            "offers": agreed.offers(session, self._two),
            "dates": AgreedList(
                session, workshop_day.keep_dates, Dated, self._fresh_date, _("Another date: what happens then")
            ),
        }
        for words in page_words().values():
            self.tabs.addTab(words)
        self.tabs.currentChanged.connect(self._turn)
        self.setLayout(column(self.tabs, *self.lists.values(), None, gap=3 * GRID))
        self._turn(0)

    @property
    def page(self) -> str:
        """The page shown."""
        return PAGES[self.tabs.currentIndex()]

    @property
    def typing(self) -> bool:
        """Whether words are typed here that are not kept yet."""
        return any(field.unsaved for field in (*self.findChildren(Line), *self.findChildren(Text)))

    def show_page(self, name: str) -> None:
        """Turn to a page."""
        self.tabs.setCurrentIndex(PAGES.index(name))

    def begin(self) -> None:
        """Take the keyboard to the line that adds something on this page."""
        self.lists[self.page].new.setFocus()

    def show_projected(self, found: Projected) -> None:
        """What is agreed as the file has it now."""
        self._projected = found
        items: dict[str, tuple[Any, ...]] = {
            "conditions": found.conditions,
            "pictures": found.pictures,
            "statements": found.statements,
            "decisions": found.decisions,
            "actions": found.actions,
            "offers": found.offers,
            "dates": found.dates,
        }
        for name, shown in items.items():
            self.lists[name].show_items(shown, found)
        self.lists["offers"].plus.setEnabled(len(found.people) > 1)
        for n, step in enumerate(found.dates):
            if (line := self.lists["dates"].line(n)) is not None:
                line.setVisible(step_key(step.step) not in _BEFORE)

    def _turn(self, at: int) -> None:
        # Hidden pages take no room: a stack would be as high as its highest.
        for name, each in self.lists.items():
            each.setVisible(name == PAGES[at])

    def _two(self) -> tuple[int, ...]:
        found = self._projected
        people = list(found.people) if found else []
        if found is None or not people:
            return ()
        first = people[0]
        other = next((key for key in people if found.people[key][1] != found.people[first][1]), people[-1])
        return first, other

    def _fresh_date(self, text: str) -> r.TimelineStep:
        return r.TimelineStep(text, self._session.today().isoformat(), done=False)


_BEFORE = frozenset(("persuade", "confirmed", "interviews", "themes"))
"""Steps that concern the facilitator alone."""
