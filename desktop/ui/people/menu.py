"""What can be done with one person or several at once."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QMenu, QWidget

from desktop.domain import records as r
from desktop.domain.clock import is_paused
from desktop.domain.dates import months_after
from desktop.domain.tiers import TIERS
from desktop.plan import cycle_edits, edits, privacy, read
from desktop.ui.ask import ask
from desktop.ui.session import Session
from desktop.ui.widgets import literal
from desktop.words import _, ngettext, one_line, tier_words


def fill_menu(menu: QMenu, people: Sequence[int], session: Session, window: QWidget) -> None:
    """Put tier, group, key relationship and delete into `menu`, for `people`."""
    plan = session.plan
    tiers = menu.addMenu(_("How near"))
    for tier, words in {**tier_words(), None: _("Let wait")}.items():
        tiers.addAction(words, lambda tier=tier: move(session, people, tier))
    groups = menu.addMenu(_("Group"))
    for key, group in read.records(plan, r.Group).items():
        groups.addAction(literal(group.label), lambda key=key: _group(session, people, key))
    groups.addAction(_("No group"), lambda: _group(session, people, None))
    if len(people) == 1:
        focal = read.focal_of(plan, people[0])
        if focal is None:
            menu.addAction(_("Make a key relationship"), lambda: make_key(session, people[0]))
        else:
            name = _name(session, people[0])
            menu.addAction(
                _("No longer a key relationship"),
                lambda: session.do(lambda: edits.change(plan, r.FocalRelationship, focal.id, name, state="closed")),
            )
        _add_pause(menu, people[0], session)
    if len(people) > 1:
        menu.addAction(_("Change several things…"), lambda: change_several(session, people, window))
    if len(people) == 2:
        menu.addAction(_("One person or two?…"), lambda: _put_together(session, people, window))
    menu.addSeparator()
    menu.addAction(
        ngettext("Delete", "Delete {n} people", len(people)).format(n=len(people)),
        lambda: delete(session, people, window),
    )
    if len(people) > 1:
        words = ngettext("Remove {n} person for good…", "Remove {n} people for good…", len(people))
        menu.addAction(words.format(n=len(people)), lambda: erase_several(session, people, window))
    for action in menu.actions():
        action.setEnabled(session.editable)
    menu.addAction(_("Copy"), lambda: session.copy_wanted.emit(list(people)))
    if len(people) == 1:
        menu.addAction(_("Everything about this person…"), lambda: session.everything_wanted.emit(people[0]))


def _add_pause(menu: QMenu, person: int, session: Session) -> None:
    """To put a person aside for a while, or to bring them back."""
    found = read.record(session.plan, r.Contact, person)
    if found is None:
        return
    on, plan = session.today(), session.plan
    if is_paused(found, on):
        back = _("Bring back from the pause")
        menu.addAction(back, lambda: session.do(lambda: cycle_edits.pause(plan, person, None, found.name)))
        return
    pauses = menu.addMenu(_("Pause"))
    for words, months in ((_("For a month"), 1), (_("For three months"), 3), (_("For half a year"), 6)):
        until = months_after(on, months)
        pauses.addAction(
            words, lambda until=until: session.do(lambda: cycle_edits.pause(plan, person, until, found.name))
        )  # fmt: skip


def move(session: Session, people: Sequence[int], tier: str | None) -> None:
    """Put people into a tier, today."""
    plan, on = session.plan, session.today()
    if len(people) == 1:
        session.do(lambda: edits.move_contact(plan, people[0], tier, on=on))
    else:
        session.run(edits.move_contacts(plan, people, tier, on=on), _("Moving people"))


def change_several(session: Session, people: Sequence[int], window: QWidget) -> None:
    """Ask what to change for several people at once."""
    from desktop.ui.dialogs.several import Several

    if people and session.editable:
        asked = Several(window.window(), session, people)
        asked.finished.connect(asked.deleteLater)
        asked.open()


def _put_together(session: Session, people: Sequence[int], window: QWidget) -> None:
    from desktop.exchange.duplicates import Likeness, Pair
    from desktop.ui.dialogs.one_person import OnePerson

    a, b = sorted(people)
    asked = OnePerson(window.window(), session, [Pair(a, b, Likeness.ALIKE)], why=False)
    asked.finished.connect(asked.deleteLater)
    asked.open()


def _group(session: Session, people: Sequence[int], group: int | None) -> None:
    session.run(edits.set_group(session.plan, people, group), _("Changing the group"))


def make_key(session: Session, person: int) -> None:
    """Choose a person as one of the few: one step nearer, or kept where they are near already."""
    plan = session.plan
    found = read.record(plan, r.Contact, person)
    if found is None:
        return
    kind, target = first_aim(found.tier)
    session.do(
        lambda: edits.make_key_relationship(plan, person, kind, target, "", on=session.today(), subject=found.name)
    )


def first_aim(tier: str | None) -> tuple[str, str]:
    """Kind and target tier to begin with, for somebody in a tier; both are the user's to change."""
    if tier in ("advocate", "ally"):
        return "sustain", tier
    if tier == "acquaintance":
        return "strengthen", "ally"
    at = TIERS.index(tier) if tier else len(TIERS) - 1
    return "create", TIERS[at - 1]


def delete(session: Session, people: Sequence[int], window: QWidget) -> None:
    """Delete people, asking once when they are several; it can be undone."""
    if not people or not session.editable:
        return
    if len(people) > 1 and not ask(
        window,
        ngettext("Delete {n} person?", "Delete {n} people?", len(people)).format(n=len(people)),
        _("With them goes what was noted about them. Undo brings all of it back until the plan is closed."),
        _("Delete"),
    ):
        return
    name = _name(session, people[0]) if len(people) == 1 else ""
    said = (
        _("“{name}” was deleted.").format(name=one_line(name))
        if len(people) == 1
        else ngettext("{n} person was deleted.", "{n} people were deleted.", len(people)).format(n=len(people))
    )
    session.run(edits.delete_contacts(session.plan, people, name), _("Deleting"), lambda _: session.deleted.emit(said))


def erase_several(session: Session, people: Sequence[int], window: QWidget) -> None:
    """Ask whether several people go for good, with all that is about nobody else."""
    from desktop.ui.dialogs.person import ErasePerson

    def show(found: privacy.About) -> None:
        asked = ErasePerson(window.window(), session, people, "", found)
        asked.erased.connect(session.said)
        asked.finished.connect(asked.deleteLater)
        asked.open()

    session.run(privacy.about(session.plan, people), _("Looking through what is held about them"), show)


def _name(session: Session, person: int) -> str:
    found: Any = read.record(session.plan, r.Contact, person)
    return found.name if found else ""
