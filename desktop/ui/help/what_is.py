"""“What is this?”: one table from the words that a field or a heading has to a sentence about it.

Whoever points at something in that mode, or presses the keys in a field, is told from this table, by the accessible
name of what is pointed at or of what it lies in; days and tooltips tell for themselves.
"""

from collections.abc import Mapping

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QWhatsThis, QWidget

from desktop.ui.tips import plain_tip
from desktop.words import _


def sentences() -> Mapping[str, str]:
    """What something is called on the screen -> what it is, and how it is counted."""
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


def explained(widget: QWidget | None) -> str:
    """What `widget` is, or what it lies in; '' where nobody has said."""
    from desktop.ui.inspector.fields import DayField

    said = sentences()
    while widget is not None and not widget.isWindow():
        words = widget.text() if isinstance(widget, QLabel) else widget.accessibleName()
        if words in said:
            return said[words]
        if isinstance(widget, DayField):
            return _("A day as you would say it: 13/3, Friday, next Friday, in two weeks, 9 March 2027.")
        if widget.toolTip():
            return ""  # resting on it tells
        widget = widget.parentWidget()
    return ""


def what_is(window: QWidget) -> None:
    """Tell about the field that the keyboard is in, when keys asked; else about what is clicked next."""
    focus, by_keys = QApplication.focusWidget(), QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier
    if focus is not None and by_keys and (said := explained(focus)):
        QWhatsThis.showText(focus.mapToGlobal(QPoint(0, focus.height())), plain_tip(said), focus)
        return
    for each in window.findChildren(QWidget):
        if each.isVisible():
            each.setWhatsThis(plain_tip(explained(each)) or each.toolTip())
    QWhatsThis.enterWhatsThisMode()
