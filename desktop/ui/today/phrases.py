"""The sentences of Today: days near by, long silences, whom something is about."""

from collections.abc import Sequence
from datetime import date

from desktop.domain.today import Ahead, Day, GoalWanted, LookBack, Moved, Thing, Who
from desktop.report.days import day_words, short_day
from desktop.report.names import and_names, in_both_scripts, in_sentence, is_latin, one_line, tier_in_sentence
from desktop.ui.inspector.phrases import draft_line
from desktop.ui.sessions.phrases import homework_words
from desktop.words import _, ngettext


def name_of(who: Who) -> str:
    """A name as its owner writes it, followed by the Latin form where the script is another."""
    return in_both_scripts(who.name, who.latin)


def short_name(who: Who) -> str:
    """The name in a sentence: in Latin letters where there is such a form."""
    name, latin = one_line(who.name), one_line(who.latin)
    return name if is_latin(name) or not latin else latin


def weekday(day: date) -> str:
    """Mon."""
    names = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))
    return names[day.weekday()]


def due_words(day: date, on: date) -> str:
    """By Fri, since Sat; with the date where the weekday could be another week's."""
    days = (day - on).days
    if days == 0:
        return _("today")
    said = weekday(day) if -7 < days < 7 else short_day(day, on)
    return _("by {day}").format(day=said) if days > 0 else _("since {day}").format(day=said)


def promised_by(day: date, on: date) -> str:
    """Fri 6 March: in full, so that one sees whether it was understood."""
    return f"{weekday(day)} {day_words(day, on)}"


def title(on: date) -> str:
    """Monday 2 March."""
    names = (
        _("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"),
    )  # fmt: skip
    return f"{names[on.weekday()]} {day_words(on, on)}"


def things_heading(n: int) -> str:
    """Three things, while there are so many."""
    return {1: _("One thing"), 2: _("Two things"), 0: _("Today")}.get(n, _("Three things"))


def reviews_heading(n: int) -> str:
    """A review to do."""
    return _("A review to do") if n < 2 else _("Reviews to do")


def session_line(day: Day) -> str:
    """When the next session is, and the question brought to it; '' when there is neither."""
    when = "" if day.session is None else _session(day.session, day.on)
    if not day.question:
        return when
    asked = _("Your question for it: “{question}”") if when else _("Your question: “{question}”")
    return f"{when} {asked.format(question=one_line(day.question))}".strip()


def _session(session: date, on: date) -> str:
    days = (session - on).days
    if days < 2:
        return _("Session tomorrow.") if days else _("Session today.")
    if days == 7:
        return _("Session in a week.")
    if days < 15:
        return _("Session in {n} days.").format(n=days)
    return _("Session on {day}.").format(day=day_words(session, on))


def thing_line(thing: Thing, on: date) -> str:
    """What kind of thing it is, whom it is about, when it was agreed, its first sign and the comment on it."""
    kinds = {
        "investigate": _("To find out"),
        "promise": _("You promised this"),
        "introduce": _("To bring together"),
        "prepare": _("To prepare"),
    }
    parts = [kinds.get(thing.kind, _("To do"))]
    if thing.who is not None:
        parts.append(name_of(thing.who))
    if thing.agreed is not None:
        parts.append(_("agreed on {day}").format(day=short_day(thing.agreed, on)))
    return " · ".join((*parts, *homework_words(thing.first_sign, thing.comment)))


def silence(days: int) -> str:
    """How long since the last exchange, said as one says it."""
    if days < 60:
        return ngettext("{n} day since you talked", "{n} days since you talked", days).format(n=_count(days))
    months = round(days / 30.44)
    if months < 23:
        return ngettext("{n} month since you talked", "{n} months since you talked", months).format(n=_count(months))
    years, rest = divmod(days / 365.25, 1)
    if rest > 0.6:
        return _("Nearly {n} years since you talked").format(n=_count(int(years) + 1).lower())
    return _("{n} years since you talked").format(n=_count(int(years)))


def _count(n: int) -> str:
    names = (
        _("No"), _("One"), _("Two"), _("Three"), _("Four"), _("Five"), _("Six"), _("Seven"), _("Eight"), _("Nine"),
        _("Ten"), _("Eleven"), _("Twelve"),
    )  # fmt: skip
    return names[n] if 0 <= n < len(names) else str(n)


def review_line(last: date | None, grown_old: int, on: date) -> str:
    """When it was last looked at, and what has happened to the answers since."""
    if last is None:
        said = _("Not looked at yet")
    else:
        weeks = (on - last).days // 7
        said = (
            ngettext("Last looked at {n} week ago", "Last looked at {n} weeks ago", weeks).format(n=weeks)
            if weeks
            else _("Last looked at this week")
        )
    if grown_old:
        old = ngettext("{n} answer has grown old", "{n} answers have grown old", grown_old)
        said += "; " + old.format(n=_count(grown_old).lower())
    return said


def ahead_line(meeting: Ahead, on: date) -> str:
    """Today or tomorrow, and what for."""
    when = _("Today") if meeting.day == on else _("Tomorrow")
    what_for = one_line(meeting.purpose).strip() or _("What should be different afterwards?")
    return f"{when} · {what_for}"


def look_back_line(meeting: LookBack, on: date) -> str:
    """R14: when it was, and that five minutes soon are worth an hour later; before that, whether it took place."""
    day = day_words(meeting.day, on)
    if not meeting.held:
        return _("Was meant for {day}. Did it take place?").format(day=day)
    if on > meeting.by:
        return _("Held on {day}. A line from memory is still worth it.").format(day=day)
    return _("Held on {day}. Five minutes now save an hour later.").format(day=day)


def goal_wanted_line(wanted: GoalWanted, on: date) -> str:
    """By when a key relationship wants an active goal; after that, whether it is one of the few."""
    if on > wanted.by:
        return _("No active goal for two weeks. Is this relationship still one of the few?")
    if wanted.drafted:
        return draft_line(day_words(wanted.by, on))
    return _("No active goal yet; it is one of the few until {day}.").format(day=day_words(wanted.by, on))


def talks_line(count: int, people: Sequence[Who]) -> str:
    """Two conversations, with Salma and Maud."""
    if not count:
        return _("No conversation is noted.")
    said = ngettext("{n} conversation", "{n} conversations", count).format(n=_count(count))
    names = [in_sentence(short_name(who)) for who in people]
    if not names:
        return f"{said}."
    if len(names) > 3:
        more = ngettext("{n} other", "{n} others", len(names) - 2).format(n=len(names) - 2)
        names = [*names[:2], more]
    return _("{conversations} with {names}.").format(conversations=said, names=and_names(names))


def moved_line(move: Moved) -> str:
    """Rosalind is now an ally (was an acquaintance)."""
    return _("{name} is now {tier} (was {before}).").format(
        name=in_sentence(short_name(move.who)),
        tier=tier_in_sentence(move.after),
        before=tier_in_sentence(move.before),
    )


def number(value: float) -> str:
    """3, 2.5."""
    return f"{value:g}"
