"""What each field, list and figure is, in a sentence: all that “What is this?” says, in one place.

By what something is called on the screen; by its class where its name is what somebody wrote. A figure of the page
Figures says for itself what it does and how it is counted, and so does a day.
"""

from collections.abc import Mapping

from desktop.words import _


def sentences() -> Mapping[str, str]:
    """What something is called on the screen -> what it is, and how it is counted."""
    return _lists() | _goals() | _meetings_and_conversations() | _sessions() | _dialogs() | _workshops() | _people()


def _people() -> dict[str, str]:
    """Fields about a person, and what stands on Today and on Gaps."""
    support = _("From 0, not at all, to 3, very much, as you see it. Reviews count with whom help flows both ways.")
    stance = _("What they think of a matter, and why, as far as you know. Each change keeps its day.")
    chair = _("Filled in as if you were the other person. Nobody but you reads it.")
    asked = _("What they answered when you asked them yourself.")
    weight = _("As you see it: how much they can move in what your plan is for, and how much it matters to them.")
    agreed = _("What you will do, by when, and how you would see that it begins to work. It comes back next time.")
    mine = _("It lies in a file of your own beside the plan, with a passphrase. No copy of the plan has it.")
    knows = _("As far as you believe: know each other, work together, close. The map by ties is drawn from it.")
    return {
        _("Name"): _("As they write it themselves."),
        _("Name in Latin letters"): _("For lists and papers; empty where the name is in Latin letters already."),
        _("Role"): _("What they do where they work. It stands below the name."),
        _("Organisation"): _("Where they work."),
        _("E-mail"): _("Stays in the plan: nothing is ever sent from here."),
        _("Phone"): _("Stays in the plan: nothing is ever sent from here."),
        _("Add a link"): _("A page about them. It opens in your browser, and only when you say so."),
        _("Best way"): _("How they like to be reached. It is what a plan to meet begins with."),
        _("They support me"): support,
        _("I support them"): support,
        _("How they support me"): support,
        _("How I support them"): support,
        _("Influence"): weight,
        _("Interest"): weight,
        _("Topic"): stance,
        _("Another topic"): stance,
        _("Where they stand"): stance,
        _("Why, as far as you know"): stance,
        _("Tags"): _("Words of your own to find people by, with commas between."),
        _("Note"): _("What you want to remember. Write it so that they could read it."),
        _("Keep in touch"): _("After a long silence Today offers something to ask or to give. It is never late."),
        _("Left the organisation"): _("They stay in the plan, with all you know of them."),
        _("What they did that shows it"): _("In one line. Asked for the two nearest steps; can be left."),
        _("How well they know each other"): knows,
        _("Add somebody they know"): knows,
        _("How near"): _("Five steps, from Advocate, who speaks for you unasked, to Not yet connected."),
        _("Heading to"): _("How near this relationship shall be when it has worked."),
        _("What to do with it"): _("Begin it, bring it nearer, or keep it as it is."),
        _("Why now?"): _("Why this relationship is one of the few, just now."),
        _("What do I cost them?"): chair,
        _("What do they hope for?"): chair,
        _("What would they say of me?"): chair,
        _("What should I keep doing?"): asked,
        _("What should I change?"): asked,
        _("With"): _("Whom you meet: a coach, a colleague, or yourself."),
        _("Notes"): _("What both of you may read."),
        _("What I will do"): agreed,
        _("First sign that it works"): agreed,
        _("What was promised"): _("Steps from earlier sessions that are open, and those kept since the last one."),
        _("My own note on this session"): mine,
        _("My own note on the work as a whole"): mine,
        _("Three things"): _("What comes first of all you promised, planned or want to find out; the rest is below."),
        _("Is it working?"): _("What you counted for a goal, from where it began to where it is to be."),
        _("Something to ask, or to offer?"): _("People you chose to keep in touch with, after a long silence."),
        _("Resting"): _("People who are paused, and until when."),
        _("Groups and tiers"): _("Each cell counts people: of one group, and that near. Red: nobody is near enough."),
        _("The walk"): _("About every quarter through the whole list, a minute each: nearer, further, the same."),
        _("How we support each other"): _("Counted from what you said of help in both directions, person by person."),
        _("What do I need people for?"): _("One line. It stands in the corner of the map and on papers."),
        _("What will be different when it has worked?"): _("What you will see then, so that you can tell."),
    }  # fmt: skip


def _goals() -> dict[str, str]:
    return {
        _("What will be different?"): _(
            "In one sentence: what you will see between you when it has worked, not what you do for it."
        ),
        **dict.fromkeys(
            (_("What does it give me?"), _("What does it give them?")),
            _("A goal that gives something to both of you is carried by both of you."),
        ),
        _("How would we notice?"): _("A sign that you, or others, could see or count."),
        _("Kind of goal"): _("What sort of change it is. It can be left."),
        **dict.fromkeys(
            (_("Where it began"), _("Where it should be"), _("The measure now"), _("Where the measure stands today")),
            _("What you count for a goal, as a number. Goals and reviews show how it moves."),
        ),
        **dict.fromkeys(
            (
                _("Much more than hoped"),
                _("More than hoped"),
                _("As hoped"),
                _("Less than hoped"),
                _("Much less than hoped"),
                _("Where it is now"),
            ),
            _("Five possible results, said in advance: so you can tell later how far it came."),
        ),
        **dict.fromkeys(
            (_("How near they should be"), _("How near somebody there should be")),
            _("The step in which somebody is wanted. While nobody is that near, the map and Gaps show it."),
        ),
    }


def _meetings_and_conversations() -> dict[str, str]:
    return {
        _("What should be different afterwards?"): _(
            "What both of you will find easier, clearer or decided when you part."
        ),
        _("How"): _("In which way you meet or talk."),
        _("It comes back regularly"): _("For what you do with them again and again, such as a talk every month."),
        _("Minutes"): _("How long it takes. A guess will do."),
        _("What was said"): _("What you want to know again before you next meet. Write it so that they could read it."),
        **dict.fromkeys(
            (_("What I gave"), _("What I received")),
            _("Advice, time, a name: so you see over the months whether help flows both ways."),
        ),
        _("Who promised"): _("You, or they. What is due stands on Today."),
        **dict.fromkeys(
            (_("What I learned"), _("It answers"), _("Where it comes from")),
            _("What you know now, which of the five questions it answers, and whether you heard, saw or guess it."),
        ),
    }


def _sessions() -> dict[str, str]:
    return {
        **dict.fromkeys(
            (
                _("What has moved since last time?"),
                _("What would make this session worth it?"),
                _("My question for today"),
            ),
            _("What you bring to the session. A line is enough, and any of them can stay empty."),
        ),
        **dict.fromkeys(
            (_("From the session"), _("To the session")),
            _("Two sessions: what in the plan became different between them is listed below."),
        ),
        _("Sessions"): _("All sessions, the latest on top."),
    }


def _lists() -> dict[str, str]:
    return {
        **dict.fromkeys(
            (_("Key relationship"), _("Key relationships")),
            _("One of the few relationships you chose to work on. Gold on the map."),
        ),
        _("Group"): _(
            "A part of your work that people belong to: a sector of the map. A key group is one your work depends on."
        ),
        _("Last talked"): _("When you last noted a conversation with them."),
        _("People"): _("Everybody in the plan. A click on a heading sorts, a double click on a cell changes it."),
        _("People on the map"): _(
            "You are in the middle: the nearer a person, the closer their dot. Each sector is a group."
        ),
        _("Legend of the map"): _(
            "Gold: a key relationship, and where it is heading. Hollow: not yet connected. Red: somebody is missing."
        ),
        _("Colour"): _(
            "What the dots of the map are coloured by: group, where people stand, what you know of them, or help."
        ),
        _("What to look at"): _(
            "Five pages on the same people: groups and tiers, who is missing, introductions, ties and figures."
        ),
        _("Parts"): _("What there is about this person, part by part."),
    }


def _dialogs() -> dict[str, str]:
    return {
        _("Your name"): _("You are the middle of the map, and stand on your papers."),
        _("Paper"): _("Which paper it is to be; beside it you see it as it will be."),
        _("Who will read this?"): _(
            "Decides what stands on the paper: what is private is left out where it is for others."
        ),
        _("Size"): _("The size of the sheet that you print on."),
        _("Language"): _("The language of screens, or of this paper."),
        _("List of pages"): _("The pages of the paper; the arrows turn them."),
        **dict.fromkeys(
            (
                _("What we work on together; nothing private, no addresses"),
                _("Everything but private notes"),
                _("Everything, private notes too"),
            ),
            _("How much of the plan the copy holds. What is left out is not in the file at all."),
        ),
        **dict.fromkeys(
            (_("Passphrase"), _("New passphrase"), _("Once more"), _("Present passphrase")),
            _("Several words that only you know. Without them nobody can open the file, and nobody can recover them."),
        ),
        _("Show what I type"): _("As long as nobody looks over your shoulder."),
        _("Backups"): _("Earlier states of the file that the program kept by itself, the latest on top."),
        _("Name the plan in the titles of windows"): _(
            "The system shows titles in its lists of windows, and so to whoever looks on."
        ),
        **dict.fromkeys(
            (_("Remember which plans were open"), _("Open them again at the next start")),
            _("Otherwise no name of a file is kept. A passphrase is asked for anyway."),
        ),
        _("Say once a day how much is due"): _("A notice of the system while a plan is open: a number, and no names."),
        _("Lock a protected plan after so many minutes of rest"): _("Ctrl+L locks it at once."),
        _("Nothing glides or fades"): _("Where the system asks for less motion, that holds anyway."),
        **dict.fromkeys(
            (_("Name of the group"), _("key group")),
            _("A sector of the map each. A key group is one your work depends on: it shows when nobody there is near."),
        ),
        **dict.fromkeys(
            (
                _("What do you need people for? (stands in the corner of the map)"),
                _("Which question do you bring to your coach?"),
                _("What did your sponsor agree to do? (they read it on their paper, so it names nobody)"),
            ),
            _("Questions for yourself; any of them can stay empty."),
        ),
        **dict.fromkeys(
            (_("I am the client"), _("I am the coach"), _("On which ground")),
            _("Decides what is offered to go and what to stay when coaching ends."),
        ),
        _("Find keys or what they do"): _("Part of a word, or of a key."),
        **dict.fromkeys(
            (_("Question"), _("Longer prompt")),
            _("A question of your own for the five about a person, and what helps to think about it."),
        ),
        _("Why"): _("For the record of what was removed."),
        **dict.fromkeys(
            (_("The text is read as"), _("What would happen, row by row")),
            _("Nothing is changed before you say so: each row tells what would become of it."),
        ),
        **dict.fromkeys(
            (_("The page"), _("Pages of the guide")), _("The guide lies in the program; it needs no network.")
        ),
        _("The report"): _("All that the report says. It names nobody and is sent nowhere."),
        _("All that is held"): _(
            "All that this plan holds about them, notes and answers included. They may ask you for it."
        ),
    }


def _workshops() -> dict[str, str]:
    return {
        _("What the day is called"): _("As it stands on all papers for the day."),
        _("What the two need each other for"): _("one sentence; stands on the papers"),
        _("Who brings both together"): _("Whoever invites. It is best somebody whom both sides trust."),
        **dict.fromkeys(
            (_("Somebody to win"), _("The people to win, in the order of asking"), _("Of which organisation")),
            _("Nobody yet. Write down who has to be in the room for anything to change, from both sides."),
        ),
        **dict.fromkeys(
            (
                _("Why now"),
                _("What it costs to go on as now"),
                _("What we ask"),
                _("What is different there"),
                _("What rubs, one a line"),
            ),
            _("One page for those who hesitate: what both lose while nothing changes, and how little is asked."),
        ),
        **dict.fromkeys((_("Telephone interviews"), _("Calls")), _("Everybody who is called, and how far that is.")),
        **dict.fromkeys(
            (_("Something said"), _("Theme"), _("sent to all")),
            _("Mark phrases in what was said (M), gather them under hopes and concerns, and say each in other words."),
        ),
        _("The day took place"): _("Tick it once the day is over."),
        **dict.fromkeys(
            (
                _("Begins at"),
                _("Part of the day"),
                _("What happens"),
                _("What it needs"),
                _("What it gives"),
                _("Agenda. Alt with up and down moves an item; minus and plus make it shorter and longer."),
            ),
            _("The chosen item of the agenda. What comes after it moves along."),
        ),
        **dict.fromkeys(
            (
                _("What is agreed"),
                _("What makes it work"),
                _("What is on it"),
                _("How we work"),
                _("What was decided"),
                _("What we do"),
                _("How far it is"),
                _("Offer or request"),
            ),
            _("Kept as you type; only this goes to the wall."),
        ),
        **dict.fromkeys(
            (_("Who does not come"), _("Who"), _("and who"), _("Whom"), _("What")),
            _("A person of one side, or what they say they will do."),
        ),
        **dict.fromkeys(
            (_("How well"), _("Since when")),
            _("Solid lines were there before the day, dashed ones are new since; thicker ones are nearer."),
        ),
        _("Which calls"): _("The calls some weeks after the day, and those two years on."),
        **dict.fromkeys(
            (_("Signs that something has shifted"), _("What is as it was, or worse"), _("What people wish for next")),
            _("What the calls say together, in your own words and without names."),
        ),
        **dict.fromkeys(
            (_("The situation"), _("What was done"), _("What came of it")),
            _("What changed, told to everybody; words only of those who agreed."),
        ),
        _("Notepad"): _("Write as they speak. Nobody but you ever sees this page."),
        **dict.fromkeys(
            (
                _("I can raise a difficult matter with them."),
                _("I understand the pressures they work under."),
                _("I expect that we handle the next change well together."),
            ),
            _("1 not at all, 5 fully: type the number. It is counted, never shown with a name."),
        ),
        _("May this be kept until the calls two years on?"): _(
            "What they themselves say about it. After the day they can be asked again."
        ),
    }


def kinds() -> dict[str, str]:
    """The class of a part of a screen, where its name is somebody's own words -> what it is."""
    return {
        "AfterTheConversation": _("For yourself: it is about how you listened."),
        "BothScreen": _("The two organisations with their people, and who knows whom across."),
        "ThingLine": _(
            "Something you promised, planned or want to find out. Ticked, it is done; the menu has what else there is."
        ),
        "IntroductionCard": _(
            "Somebody both of you know could bring you together: words for them to pass on, yours to change."
        ),
        "AnswerField": _(
            "While you write: F2 it stays with me, F3 it may be told as a theme without a name, F4 it may be quoted."
        ),
        "StepLine": _("Fix the day: the dates from twelve weeks before it to two years after follow from it."),
        "QuoteLine": _("Tick what is to stand on the page, with the name."),
        "OneOfEachSide": _("An owner from each side makes it a joint action."),
        "OnePerson": _("Which of the two is right. What is chosen is kept for the one person."),
        "Farewell": _("What is ticked goes for good, and nothing brings it back."),
        "ErasePerson": _("What is ticked goes for good, and nothing brings it back."),
        "PracticeLook": _("What papers of your practice look like: its name, its colour and its mark."),
    }
