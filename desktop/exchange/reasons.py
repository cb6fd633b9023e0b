"""What can be said about a file or a row that is brought in: codes, and the words for them."""

from enum import StrEnum

from desktop.domain.errors import KnownError
from desktop.words import _, one_line


class Outcome(StrEnum):
    """What becomes of a row."""

    CREATE = "created"
    MERGE = "merged"
    SKIP = "skipped"
    FAIL = "failed"


class Reason(StrEnum):
    """Why a row is not simply created."""

    NONE = ""
    SAME_UID = "same-uid"
    SAME_ID = "same-id"
    SAME_PROFILE = "same-profile"
    SAME_EMAIL = "same-email"
    SAME_NAME_AND_PHONE = "same-name-and-phone"
    SAME_NAME_AND_ORGANISATION = "same-name-and-organisation"
    SAME_NAME = "same-name"
    ALREADY_THERE = "already-there"
    TWICE = "twice"
    YOURSELF = "yourself"
    BLANK = "blank"
    NOT_A_PERSON = "not-a-person"
    NAMESAKE = "namesake"
    SHARED_EMAIL = "shared-email"
    NO_NAME = "no-name"
    TOO_LONG = "too-long"
    BROKEN = "broken"
    LEFT_OUT = "left-out"


def outcome_words() -> dict[Outcome, str]:
    """What becomes of a row, as the preview and the report say it."""
    return {
        Outcome.CREATE: _("new"),
        Outcome.MERGE: _("complete"),
        Outcome.SKIP: _("leave out"),
        Outcome.FAIL: _("unreadable"),
    }


def reason_words(reason: Reason) -> str:
    """`reason` as the preview and the report say it; '' for none."""
    return {
        Reason.NONE: "",
        Reason.SAME_UID: _("the same card was brought in before; what was empty is filled"),
        Reason.SAME_ID: _("the same person by id; what the file says replaces what was there"),
        Reason.SAME_PROFILE: _("the same profile page; what was empty is filled"),
        Reason.SAME_EMAIL: _("the same e-mail address; what was empty is filled"),
        Reason.SAME_NAME_AND_PHONE: _("the same name and telephone number; what was empty is filled"),
        Reason.SAME_NAME_AND_ORGANISATION: _("the same name and organisation; what was empty is filled"),
        Reason.SAME_NAME: _("the only person of this name, with no organisation to compare: please check"),
        Reason.ALREADY_THERE: _("already there, with nothing to add"),
        Reason.TWICE: _("stands twice in what you bring in"),
        Reason.YOURSELF: _("this is you"),
        Reason.BLANK: _("the row is empty"),
        Reason.NOT_A_PERSON: _("not a person but a group or a place"),
        Reason.NAMESAKE: _("somebody of this name is there already; nothing shows that they are the same person"),
        Reason.SHARED_EMAIL: _("somebody of another name has the same e-mail address; kept as two people"),
        Reason.NO_NAME: _("there is no name"),
        Reason.TOO_LONG: _("a field is longer than 64 KB"),
        Reason.BROKEN: _("the row cannot be read"),
        Reason.LEFT_OUT: _("left out by you"),
    }[reason]


class Problem(StrEnum):
    """What is wrong with a whole file."""

    MISSING = "missing"
    FOLDER = "folder"
    NOT_A_FILE = "not-a-file"
    UNREADABLE = "unreadable"
    EMPTY = "empty"
    TOO_LARGE = "too-large"
    PLAN_TOO_LARGE = "plan-too-large"
    TOO_MANY = "too-many"
    TRUNCATED = "truncated"
    ZIPPED = "zipped"
    BINARY = "binary"
    DAMAGED = "damaged"
    UNSAFE = "unsafe"
    UNKNOWN_TABLE = "unknown-table"
    UNKNOWN_FORMAT = "unknown-format"


class UnreadableFile(KnownError):
    """The file called `file` (its name without folders) cannot be brought in. Nothing was taken from it."""

    def __init__(self, file: str, problem: Problem) -> None:
        super().__init__(problem.value)
        self.file = file
        self.problem = problem

    @property
    def code(self) -> str:
        """The problem as a stable word for programs."""
        return self.problem.value

    def words(self) -> str:
        """One line: what happened, that nothing was taken, what to do."""
        what = {
            Problem.MISSING: _("{file}: there is no such file. Nothing was brought in; check the name."),
            Problem.FOLDER: _("{file} is a folder. Nothing was brought in; choose a file in it."),
            Problem.NOT_A_FILE: _("{file} is not an ordinary file. Nothing was brought in; choose another."),
            Problem.UNREADABLE: _(
                "{file} could not be read. Nothing was brought in; check that you may open it and its drive is there."
            ),
            Problem.EMPTY: _("{file} is empty. Nothing was brought in; export your people again."),
            Problem.TOO_LARGE: _(
                "{file} is too large, or would be once it is unpacked (20 MB for tables, 200 MB for address cards)."
                " Nothing was brought in; export fewer people at a time."
            ),
            Problem.PLAN_TOO_LARGE: _(
                "{file} is too large for a plan (200 MB). Nothing was brought in; check that it is the file you mean."
            ),
            Problem.TOO_MANY: _(
                "{file} holds more than 50,000 people, or more about them than can be taken. Nothing was brought in;"
                " export fewer people at a time."
            ),
            Problem.TRUNCATED: _(
                "{file} ends in the middle of a person: part of it is missing. Nothing was brought in;"
                " export or copy the file again."
            ),
            Problem.ZIPPED: _(
                "{file} is an archive or an office document without people in it that can be read. Nothing was brought"
                " in; unpack it and choose the file inside, or save the table as XLSX or CSV."
            ),
            Problem.DAMAGED: _(
                "{file} is damaged or ends too early. Nothing was brought in; export or copy the file again."
            ),
            Problem.UNSAFE: _(
                "{file} uses a part of XML that could do harm (a DTD or entities). Nothing was brought in;"
                " export the network again without it."
            ),
            Problem.BINARY: _("{file} is not a text file. Nothing was brought in; {choose}"),
            Problem.UNKNOWN_TABLE: _(
                "{file} is a table whose columns are not known. Nothing was brought in; open the plan in its window and"
                " say there what the columns hold, or name them: Name, E-mail, Organisation, Role."
            ),
            Problem.UNKNOWN_FORMAT: _("{file} is in no format that can be read. Nothing was brought in; {choose}"),
        }[self.problem]
        choose = _(
            "choose a table (CSV, XLSX), address cards (.vcf), a network (GraphML, GEXF, Kumu), LinkedIn's"
            " Connections.csv or a plan JSON that Rapport exported."
        )
        return what.format(file=one_line(self.file), choose=choose)
