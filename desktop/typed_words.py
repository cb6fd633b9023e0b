"""The words that a person types and the program reads, in the language of the screen: one table, to be translated."""

from desktop.domain.names import fold
from desktop.domain.typed_days import Vocabulary
from desktop.words import _


def vocabulary(*, month_first: bool = False) -> Vocabulary:
    """The words of days, channels and promises. Every entry is a list with commas between; the first is the usual one.

    `month_first`: whether 3/13 is 13 March where the reader lives.
    """
    return Vocabulary(
        today=_list(_("today, this morning, this afternoon")),
        yesterday=_list(_("yesterday, yest")),
        tomorrow=_list(_("tomorrow")),
        weekdays=(
            _list(_("monday, mon, mondays")),
            _list(_("tuesday, tue, tues")),
            _list(_("wednesday, wed")),
            _list(_("thursday, thu, thur, thurs")),
            _list(_("friday, fri")),
            _list(_("saturday, sat")),
            _list(_("sunday, sun")),
        ),
        months=(
            _list(_("january, jan")),
            _list(_("february, feb")),
            _list(_("march, mar")),
            _list(_("april, apr")),
            _list(_("may")),
            _list(_("june, jun")),
            _list(_("july, jul")),
            _list(_("august, aug")),
            _list(_("september, sep, sept")),
            _list(_("october, oct")),
            _list(_("november, nov")),
            _list(_("december, dec")),
        ),
        channels={
            "phone": _list(_("phone, call, phoned, called, rang, telephone, phone call, tel, by tel, calls")),
            "video": _list(_("video, video call, videocall, video chat, online, on screen")),
            "meeting": _list(_("meeting, met, in person, face to face, one to one, 1:1")),
            "lunch": _list(_("lunch, coffee, dinner, breakfast, tea, lunch or coffee")),
            "message": _list(_("message, text, chat, messaged, texted")),
            "email": _list(_("email, e-mail, mail, emailed, letter, wrote")),
            "site": _list(_("visit, site, site visit, visited")),
            "event": _list(_("event, conference, reception")),
            "workshop": _list(_("workshop")),
        },
        by=_list(_("by, until, before")),
        promised=_list(_("i promised, promised, promise, i will")),
        they=_list(_("they, she, he, they'll, she'll, he'll, their, her, his")),
        they_do=_list(_("sends, brings, gives, shares, introduces, delivers, writes, asks, returns, tells, prepares")),
        they_will=_list(_("will, promises, promised, agrees, agreed, wants, checks, comes, finds, gets, makes, shows")),
        said=_list(_("said, say, says, promised, promise, agreed")),
        joins=_list(_("and, with, &, +")),
        small=_list(_("on, the, at, over, via, of, in, a, last")),
        ahead=_list(_("in, within")),
        ago=_list(_("ago")),
        coming=_list(_("next")),
        past=_list(_("last")),
        days=_list(_("days, day")),
        weeks=_list(_("weeks, week")),
        months_long=_list(_("months, month")),
        years=_list(_("years, year")),
        overmorrow=_list(_("day after tomorrow, the day after tomorrow")),
        ereyesterday=_list(_("day before yesterday, the day before yesterday")),
        numbers=(
            _list(_("one, a")),
            _list(_("two")),
            _list(_("three")),
            _list(_("four")),
            _list(_("five")),
            _list(_("six")),
            _list(_("seven")),
            _list(_("eight")),
            _list(_("nine")),
            _list(_("ten")),
        ),
        endings=_list(_("st, nd, rd, th")),
        month_first=month_first,
    )


def _list(words: str) -> tuple[str, ...]:
    return tuple(fold(word) for word in words.split(","))
