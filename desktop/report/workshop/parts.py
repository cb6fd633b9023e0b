"""What the workshop papers share: the day in question, who is who, the questions with the organisations filled in."""

from desktop.assets import catalogue
from desktop.domain import records as r
from desktop.domain.dates import first_day
from desktop.domain.ratings import RATED, Counts
from desktop.domain.workshop import latest
from desktop.report.blocks import Block, Page, cell, eyebrow, heading, mm, note, numbered, question, table
from desktop.report.days import day_words, long_day
from desktop.report.names import display_name, on_paper, one_line, person
from desktop.report.sheet import Sheet
from desktop.words import _, action_words, rated_words

Day = r.Workshop | None


def the_day(sheet: Sheet) -> Day:
    """The workshop that papers are about: the latest; None before there is one."""
    return latest(sheet.values.workshops.values())


def label(day: Day) -> str:
    """What the day is called."""
    return one_line(day.label) if day and day.label.strip() else _("A day for both organisations")


def head(sheet: Sheet, kind: str) -> Block:
    """The small line on top: which paper, when the day is."""
    day = the_day(sheet)
    when = first_day(day.date) if day else None
    return eyebrow(kind, long_day(when) if when else _("date to be agreed"))


def sides(sheet: Sheet, day: Day) -> list[tuple[str, list[r.Participant]]]:
    """(organisation, its participants), in the order in which they are first named."""
    found: dict[int | None, list[r.Participant]] = {}
    for participant in day.participants if day else ():
        found.setdefault(participant.organisation, []).append(participant)
    return [(organisation(sheet, key), people) for key, people in found.items()]


def organisation(sheet: Sheet, key: int | None) -> str:
    """The name of an organisation; empty for none."""
    known = sheet.values.organisations.get(key) if key is not None else None
    return one_line(known.label) if known else ""


def other_side(sheet: Sheet, day: Day, participant: r.Participant | None) -> str:
    """The other organisation, as the questions name it."""
    if day is not None and participant is not None:
        alliance = sheet.values.alliances.get(day.alliance) if day.alliance is not None else None
        keys = list(alliance.organisations) if alliance else [p.organisation for p in day.participants]
        for key in keys:
            if key != participant.organisation and organisation(sheet, key):
                return organisation(sheet, key)
    return _("the other organisation")


def name_of(sheet: Sheet, contact: int | None) -> str:
    """A person's name as it can be read, then as they write it; the owner's, too."""
    values = sheet.values
    if contact == values.owner.id:
        return display_name(values.owner)
    known = values.contacts.get(contact) if contact is not None else None
    return on_paper(known) if known else ""


def names(sheet: Sheet, contacts: tuple[int, ...]) -> str:
    """Names in one line."""
    return ", ".join(each for contact in contacts if (each := name_of(sheet, contact)))


def asked(sheet: Sheet, section: str, other: str, lines: int, line: float = 7.6) -> Block:
    """The questions of a section of the bank with lines to answer them, so many millimetres apart."""
    bank = sheet.catalogue.section(section)
    filled = (q.text.replace("{other organisation}", other) for q in bank)
    return numbered(
        [question(q.id, words, lines=lines) for q, words in zip(bank, filled, strict=True)], mark_width=10, line=line
    )


def scale_note() -> Block:
    """What the numbers of the scale mean."""
    return note(_("1 not at all, 5 fully"))


def agenda(day: Day) -> tuple[r.AgendaItem, ...]:
    """The agenda of the day; before there is one, the template of the catalogue in the language of the paper."""
    if day is not None and day.agenda:
        return day.agenda

    def said(words: str) -> str:
        return _(words) if words.strip("- ") else words

    return tuple(
        r.AgendaItem(
            item["start"],
            item["minutes"],
            item["phase"],
            said(item["activity"]),
            said(item["who"]),
            said(item["materials"]),
            said(item["output"]),
        )
        for item in catalogue()["workshop_template"]
    )


def until(item: r.AgendaItem) -> str:
    """09:00 – 09:20; the start alone where it takes no time."""
    hours, _colon, minutes = item.start.partition(":")
    if not item.minutes or not (hours.isdecimal() and minutes.isdecimal()):
        return item.start
    end = int(hours) * 60 + int(minutes) + item.minutes
    return f"{item.start} – {end // 60 % 24:02}:{end % 60:02}"


def counted(sheet: Sheet, day: Day) -> Page:
    """How the ratings changed: counts of everybody, of each side only where P10 allows."""
    found = sheet.seen.ratings.get(day.id) if day else None
    if found is None or not found.all:
        return [note(_("Too few have rated both times to say anything of it."))]
    page: Page = [_counts(found.all)]
    for side, counts in found.by_organisation.items():
        page += [heading(organisation(sheet, side), 3), _counts(counts)]
    if not found.by_organisation:
        page.append(note(_("Counted for all together: with so few, a count by organisation would tell who said what.")))
    return page


def _counts(counts: dict[str, Counts] | object) -> Block:
    known: dict[str, Counts] = dict(counts) if isinstance(counts, dict) else {}
    words = rated_words()
    rows = [
        [words[rated], str(c.rose), str(c.same), str(c.fell), str(c.answered)]
        for rated in RATED
        if (c := known.get(rated)) is not None
    ]
    return {"is": "rose", "head": ["", _("rose"), _("same"), _("fell"), _("answered")], "rows": rows}


def actions(sheet: Sheet, day: Day, write: tuple[int, float] | None = None) -> Block:
    """The joint actions as a table, with rows to add more by hand."""
    found = day.actions if day else ()
    # A reader who may not know whose they are gets no empty column.
    owned = write is not None or any(action.owners for action in found)
    rows = [
        [
            cell((action.text, "strong"), (one_line(action.first_sign or action.measure), "small")),
            *([_owners(sheet, action)] if owned else []),
            cell(_date(sheet, action.first_step), slim=True),
            cell(_date(sheet, action.due), (action_state(action), "small"), slim=True),
        ]
        for action in found
    ]
    heads = [_("What we do, and how we will know"), *([_("Owners")] if owned else []), _("First step"), _("By")]
    return table([{"fr": 1}, *([mm(40)] if owned else []), mm(31), mm(31)], heads, rows, write)


def _owners(sheet: Sheet, action: r.Action) -> Block:
    return cell(*(person(sheet.values, owner) or name_of(sheet, owner) for owner in action.owners), slim=True)


def _date(sheet: Sheet, said: str | None) -> str:
    day = first_day(said)
    return day_words(day, sheet.on) if day else ""


def action_state(action: r.Action) -> str:
    """How far an action is, in a word."""
    return action_words().get(action.status, one_line(action.status))
