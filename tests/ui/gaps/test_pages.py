"""The pages of Gaps beside the matrix: someone missing, introductions, figures, who knows whom."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from desktop.domain import records as r
from desktop.domain.gaps import Missing, decided
from desktop.plan import edits, network_edits, read

from ..conftest import TODAY

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from desktop.ui.main_window import MainWindow


@pytest.fixture
def window(open_window: Callable[..., MainWindow], sample_path: Path) -> MainWindow:
    return open_window(sample_path, "gaps")


def key(window: MainWindow, uid: str, table: str = "contacts") -> int:
    assert window.session is not None
    ((found,),) = window.session.plan.db.execute(f"SELECT id FROM {table} WHERE uid=?", (uid,))
    return int(found)


def page(window: MainWindow, name: str) -> Any:
    assert window.personal is not None
    screen: Any = window.personal.made("gaps")
    shown = getattr(screen, name)
    screen.show_page(shown)
    screen.finish()
    QApplication.processEvents()
    return shown


def settled(window: MainWindow) -> None:
    """Until the survey has followed."""
    assert window.personal is not None
    screen: Any = window.personal.made("gaps")
    screen.finish()
    QApplication.processEvents()


def undo(qtbot: QtBot, window: MainWindow) -> None:
    assert window.session is not None
    session = window.session
    window.undo()
    qtbot.waitUntil(lambda: not session.jobs.busy)
    settled(window)


def click(qtbot: QtBot, widget: QWidget) -> None:
    QApplication.processEvents()
    assert widget.isVisible(), widget
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def cards(shown: Any) -> list[Any]:
    return sorted(shown.all(), key=lambda card: card.y())


def plan_of(window: MainWindow) -> Any:
    assert window.session is not None
    return window.session.plan


# --- someone missing --------------------------------------------------------------------------------------------------


def test_missing_says_what_is_missing_and_who_is_nearest(window: MainWindow) -> None:
    shown = page(window, "missing")
    (card,) = cards(shown.cards)
    assert card.heading.text() == "Somebody in Procurement & Legal"
    assert card.cover.text() == "Nobody here is at ally or nearer yet."
    assert card.reason.text() == "Contract change is the slowest step"
    assert card.choices["strengthen"].isChecked()
    assert shown.standing.text() == "Five of nine key groups have a decision."
    assert len(cards(shown.thin)) == 7


def test_a_decision_is_one_click_and_leaving_needs_a_reason(qtbot: QtBot, window: MainWindow) -> None:
    shown = page(window, "missing")
    (card,) = cards(shown.cards)
    gap = key(window, "p1", "gaps")
    click(qtbot, card.choices["create"])
    assert read.records(plan_of(window), r.Gap)[gap].decision == "create"
    click(qtbot, card.choices["leave"])
    assert card.ask_why.isVisible()
    assert read.records(plan_of(window), r.Gap)[gap].decision == "create", "without a reason nothing is left"
    qtbot.keyClicks(card.why, "The contract ends in May")
    qtbot.keyClick(card.why, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert read.records(plan_of(window), r.Gap)[gap].decision == "leave: The contract ends in May"
    assert cards(shown.cards) == []
    assert shown.none.isHidden(), "left is not covered"
    assert window.personal is not None
    assert window.personal.banner.isVisible()
    (left,) = cards(shown.left)
    assert left.why.text() == "The contract ends in May"
    shown.left_fold.open()
    click(qtbot, left.choices["leave"])
    assert decided(read.records(plan_of(window), r.Gap)[gap]) == ""
    assert len(cards(shown.cards)) == 1
    undo(qtbot, window)
    assert cards(shown.cards) == []


def test_a_new_name_becomes_a_key_relationship_in_one_step(qtbot: QtBot, window: MainWindow) -> None:
    shown = page(window, "missing")
    (card,) = cards(shown.cards)
    before = read.counts(plan_of(window))
    card.who.setFocus()
    qtbot.keyClicks(card.who, "Ann Quillfeather")
    qtbot.keyClick(card.who, Qt.Key.Key_Return)
    QApplication.processEvents()
    after = read.counts(plan_of(window))
    assert (after.people, after.key_relationships) == (before.people + 1, before.key_relationships + 1)
    (person,) = [c for c in read.records(plan_of(window), r.Contact).values() if c.name == "Ann Quillfeather"]
    assert person.groups == (key(window, "g_proc", "groups"),)
    assert window.personal is not None
    assert window.personal.banner.isVisible()
    undo(qtbot, window)
    assert read.counts(plan_of(window)) == before


def test_somebody_known_is_found_and_enter_never_takes_half_a_name(qtbot: QtBot, window: MainWindow) -> None:
    shown = page(window, "missing")
    (card,) = cards(shown.cards)
    found: list[object] = []
    card.filled.disconnect()
    card.filled.connect(lambda _missing, who: found.append(who))
    card.who.setFocus()
    qtbot.keyClicks(card.who, "Wiremu")
    qtbot.keyClick(card.who, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not card.who.text())
    qtbot.keyClicks(card.who, "wiremu cathcart")
    qtbot.keyClick(card.who, Qt.Key.Key_Return)
    assert found == ["Wiremu", key(window, "c23")]


def test_a_role_comes_before_a_name(qtbot: QtBot, window: MainWindow) -> None:
    shown = page(window, "missing")
    qtbot.keyClicks(shown.form.role, "Head of tariffs")
    shown.form.group.setCurrentIndex(shown.form.group.findData(key(window, "g_reg", "groups")))
    click(qtbot, shown.form.add)
    assert [card.heading.text() for card in cards(shown.cards)] == [
        "Somebody in Procurement & Legal", "Head of tariffs, Regulators",
    ]  # fmt: skip
    click(qtbot, cards(shown.cards)[1].remove)
    assert len(cards(shown.cards)) == 1


def test_a_role_with_a_name_stands_once_in_a_group_that_was_left(qtbot: QtBot, window: MainWindow) -> None:
    shown, proc = page(window, "missing"), key(window, "g_proc", "groups")
    (card,) = cards(shown.cards)
    click(qtbot, card.choices["leave"])
    qtbot.keyClicks(card.why, "not this year")
    qtbot.keyClick(card.why, Qt.Key.Key_Return)
    assert len(list(shown.left.all())) == 1
    shown.form.group.setCurrentIndex(shown.form.group.findData(proc))
    qtbot.keyClicks(shown.form.role, "Head of tariffs")
    qtbot.keyClick(shown.form.role, Qt.Key.Key_Return)
    (card,) = cards(shown.cards)
    qtbot.keyClicks(card.who, "Nadia Okoro-Venn")
    qtbot.keyClick(card.who, Qt.Key.Key_Return)
    settled(window)
    (card,) = cards(shown.cards)
    assert card.heading.text() == "Somebody in Procurement & Legal"
    assert card.reason.text() == "Contract change is the slowest step"
    assert "Nadia Okoro-Venn" in card.noted.text()
    assert not list(shown.left.all())


def test_the_state_of_a_group_leads_to_its_card(qtbot: QtBot, window: MainWindow) -> None:
    assert window.personal is not None
    screen: Any = window.personal.made("gaps")
    screen.finish()
    screen.matrix.matrix.decision_wanted.emit(key(window, "g_proc", "groups"))
    QApplication.processEvents()
    assert screen.pages.currentWidget() is screen.missing
    (card,) = cards(screen.missing.cards)
    assert card.isAncestorOf(QApplication.focusWidget())


# --- introductions ----------------------------------------------------------------------------------------------------


def test_ways_are_words_and_never_numbers(window: MainWindow) -> None:
    shown = page(window, "introductions")
    shown.show_person(key(window, "c08"))
    ways = [(line.word.text(), line.said.text()) for line in shown.one.ways]
    assert ways[0] == ("strong", "Desmond Quarshie-Blythe, who works with Augustin Bellweather-Osei")
    assert [word for word, _said in ways] == ["strong", "fair", "fair", "weak"]
    assert not any(char.isdigit() for _word, said in ways for char in said)


def test_an_introduction_goes_step_by_step_and_both_are_asked(qtbot: QtBot, window: MainWindow) -> None:
    shown = page(window, "introductions")
    shown.show_person(key(window, "c08"))
    before = set(read.records(plan_of(window), r.Introduction))
    click(qtbot, shown.one.ways[0].ask)
    (made,) = set(read.records(plan_of(window), r.Introduction)) - before
    card = shown.under_way.of(made)
    assert card.reason.hasFocus()
    qtbot.keyClicks(card.reason, "Saltfen programme")
    qtbot.keyClick(card.reason, Qt.Key.Key_Return)
    card.reason.settle()
    assert "Saltfen programme" in card.draft.toPlainText()
    assert card.draft.toPlainText().startswith("Dear Desmond Quarshie-Blythe,")
    click(qtbot, card.copy)
    assert QGuiApplication.clipboard().text() == card.draft.toPlainText()
    for state in ("broker_asked", "broker_agreed", "target_asked", "target_agreed", "introduced"):
        steps = {
            button.property("state"): button for button in card.steps.findChildren(QWidget) if not button.isHidden()
        }
        assert "introduced" not in steps or state == "introduced", "nobody is introduced before both said yes"
        click(qtbot, steps[state])
        assert read.records(plan_of(window), r.Introduction)[made].state == state
    undo(qtbot, window)
    assert card.state.text() == "Both said yes."


def test_with_two_go_betweens_each_asks_whom_they_know(qtbot: QtBot, window: MainWindow) -> None:
    shown, names = page(window, "introductions"), {"Emrys Tolliver-Nkemelu", "Anselm Riedesser"}
    ((target,),) = plan_of(window).db.execute("SELECT id FROM contacts WHERE name LIKE 'Anselm %'")
    shown.show_person(int(target))
    (line,) = (line for line in shown.one.ways if line.said.text().startswith("Emrys"))
    click(qtbot, line.ask)
    (card,) = (card for card in shown.under_way.all() if names <= set(card.shown.names))
    _emrys, yazhini, _anselm = card.shown.names
    assert f"ask {yazhini} whether Anselm Riedesser would welcome" in card.draft.toPlainText()

    def step(state: str) -> QWidget:
        (found,) = (each for each in card.steps.findChildren(QWidget) if each.property("state") == state)
        found.setFocus()
        qtbot.keyClick(found, Qt.Key.Key_Space)
        QApplication.processEvents()
        focus = QApplication.focusWidget()
        assert focus is not None
        return focus

    assert step("broker_asked").property("state") == "broker_agreed", "the keyboard stays with what comes next"
    asks = step("broker_agreed")
    assert card.state.text() == (
        f"Emrys Tolliver-Nkemelu said yes. Next, Emrys Tolliver-Nkemelu asks {yazhini}, who asks Anselm Riedesser."
    )
    assert asks.property("text") == f"{yazhini} asked Anselm Riedesser"
    assert card.draft.toPlainText().endswith(yazhini), "who signs knows the person to be met"
    assert card.draft_for.text() == f"For {yazhini} to pass on, as a draft"
    assert "through Emrys Tolliver-Nkemelu" in card.draft.toPlainText()


def test_a_no_rests_and_the_way_is_not_offered(qtbot: QtBot, window: MainWindow) -> None:
    shown = page(window, "introductions")
    assert window.session is not None
    plan, target, broker = plan_of(window), key(window, "c08"), key(window, "c11")
    found: list[int] = []
    window.session.do(lambda: found.append(network_edits.propose_introduction(plan, (broker, target), on=TODAY)))
    for state in ("broker_asked", "broker_declined"):
        window.session.do(lambda state=state: network_edits.set_introduction(plan, found[0], state, on=TODAY))
    settled(window)
    card = shown.over.of(found[0])
    assert card.rests.text().startswith("Rests until")
    shown.show_person(target)
    assert not any("Desmond" in line.said.text() for line in shown.one.ways)
    assert "Desmond Quarshie-Blythe" in shown.one.resting.text()


def test_who_was_asked_often_is_said(window: MainWindow) -> None:
    assert window.session is not None
    plan, broker = plan_of(window), key(window, "c11")
    for uid in ("c16", "c20"):
        found: list[int] = []
        target = key(window, uid)
        window.session.do(
            lambda target=target, found=found: found.append(
                network_edits.propose_introduction(plan, (broker, target), on=TODAY)
            )
        )
        window.session.do(lambda found=found: network_edits.set_introduction(plan, found[0], "broker_asked", on=TODAY))
    shown = page(window, "introductions")
    shown.show_person(key(window, "c08"))
    assert shown.one.ways[0].mind.text().startswith("You asked Desmond Quarshie-Blythe two times")


def test_the_panel_of_somebody_not_known_leads_here(qtbot: QtBot, window: MainWindow) -> None:
    assert window.personal is not None
    window.select(key(window, "c11"))
    profile = window.personal.inspector.profile
    assert profile.ways.isHidden(), "who is known needs no introduction"
    window.select(key(window, "c08"))
    QApplication.processEvents()
    profile.ensureWidgetVisible(profile.ways)
    click(qtbot, profile.ways)
    shown = page(window, "introductions")
    assert shown.one.isVisible()
    assert shown.one.name.text() == "Augustin Bellweather-Osei"


def test_a_way_is_seen_on_the_map(qtbot: QtBot, window: MainWindow) -> None:
    shown = page(window, "introductions")
    shown.show_person(key(window, "c08"))
    click(qtbot, shown.one.ways[0].map)
    assert window.personal is not None
    assert window.personal.current == "map"
    screen: Any = window.personal.made("map")
    assert screen.map.canvas.stage.marked.way == (key(window, "c11"), key(window, "c08"))


def test_the_card_on_the_map_leads_to_the_decision(qtbot: QtBot, window: MainWindow) -> None:
    assert window.personal is not None
    window.personal.show_screen("map")
    screen: Any = window.personal.made("map")
    screen.finish()
    screen.decision_wanted.emit(Missing(key(window, "g_proc", "groups"), "ally", "", None))
    gaps: Any = window.personal.made("gaps")
    assert window.personal.current == "gaps"
    qtbot.waitUntil(lambda: gaps.pages.currentWidget() is gaps.missing)
    (card,) = cards(gaps.missing.cards)
    assert card.isAncestorOf(QApplication.focusWidget())


# --- figures ----------------------------------------------------------------------------------------------------------


def test_figures_are_sentences_and_the_special_ones_are_folded(window: MainWindow) -> None:
    shown = page(window, "figures")
    says = {name: card.says.text() for name, card in shown.figures.cards.items()}
    assert (
        says["open"] == "Of all pairs of people you know, about one in nine know each other, as far as you have noted."
    )
    assert says["sources"] == "The 33 people you know act like about 29 separate sources."
    assert says["advocates"].startswith("Three people speak up for you.")
    assert says["reach"] == "Twelve beside you, three above, seven in your team, eleven outside."
    assert "constraint" not in says
    assert not shown.more.isVisible()
    shown.fold.open()
    assert shown.more.cards["constraint"].says.text() == "Your network is open: few people could shut you in."
    assert shown.limits.isVisible()
    assert "0.1117" in shown.figures.cards["open"].formula.text()


def test_a_figure_follows_an_edit_and_says_how_it_was(qtbot: QtBot, window: MainWindow) -> None:
    shown = page(window, "figures")
    assert window.session is not None
    session, plan = window.session, plan_of(window)
    assert shown.figures.cards["advocates"].then.text().startswith("The same as on 16")
    session.do(lambda: edits.move_contact(plan, key(window, "c17"), "advocate", on=TODAY))
    settled(window)
    assert shown.figures.cards["advocates"].says.text().startswith("Four people speak up for you.")
    assert shown.figures.cards["advocates"].then.text().replace("\N{NO-BREAK SPACE}", " ") == "On 16 February: three."
    undo(qtbot, window)
    assert shown.figures.cards["advocates"].says.text().startswith("Three people")


def test_pointing_at_a_figure_marks_its_people(qtbot: QtBot, window: MainWindow) -> None:
    assert window.personal is not None
    screen: Any = window.personal.made("gaps")
    shown = page(window, "figures")
    card = shown.figures.cards["advocates"]
    assert "Caradoc Finnimore" in card.toolTip(), "pointing names them"
    at = QPointF(5, 5)
    QApplication.sendEvent(card, QEnterEvent(at, at, at))
    cap = key(window, "g_cap", "groups")
    assert screen.matrix.model._pointed >= {(cap, "advocate")}
    QApplication.sendEvent(card, QEvent(QEvent.Type.Leave))
    assert screen.matrix.model._pointed == frozenset()
    card.setFocus()
    qtbot.keyClick(card, Qt.Key.Key_Return)
    assert card.who.isVisible(), "a kept figure names its people"
    screen.show_page(screen.matrix)
    QApplication.processEvents()
    assert screen.matrix.model._pointed >= {(cap, "advocate")}
    assert screen.matrix.marked.text() == "Marked: Who speaks up for me? ✕"
    click(qtbot, screen.matrix.marked)
    assert screen.matrix.model._pointed == frozenset()
    assert screen.matrix.marked.isHidden()


def test_an_empty_plan_has_no_figures_and_nothing_breaks(
    open_window: Callable[..., MainWindow], empty_path: Path
) -> None:
    window = open_window(empty_path, "gaps")
    assert page(window, "figures").nothing.isVisible()
    assert page(window, "introductions").nobody.isVisible()
    assert page(window, "missing").standing.text().startswith("No group is marked")
    assert page(window, "ties").first_line.isVisible()


# --- who knows whom ---------------------------------------------------------------------------------------------------


def test_two_names_make_a_tie(qtbot: QtBot, window: MainWindow) -> None:
    shown = page(window, "ties")
    shown.first_line.setFocus()
    qtbot.keyClicks(shown.first_line, "Desmond")
    qtbot.keyClick(shown.first_line, Qt.Key.Key_Return)
    assert shown.second_line.hasFocus()
    qtbot.keyClicks(shown.second_line, "Samuele")
    qtbot.keyClick(shown.second_line, Qt.Key.Key_Return)
    assert shown.chosen.text() == "Desmond Quarshie-Blythe and Samuele Brancaforte"
    assert shown.how.hasFocus()
    shown.how.setCurrentText("work together, I was told")
    before = read.counts(plan_of(window)).ties
    qtbot.keyClick(shown.how, Qt.Key.Key_Return)
    assert read.counts(plan_of(window)).ties == before + 1
    ties = [tie for tie in read.ties_of(plan_of(window), key(window, "c11")) if key(window, "c19") in (tie.a, tie.b)]
    assert [(tie.strength, tie.basis) for tie in ties] == [(2, "told")]
    assert shown.second_line.hasFocus(), "the next one that they know is one name away"
    click(qtbot, shown.ties.of(ties[0].id).remove)
    assert read.counts(plan_of(window)).ties == before
    undo(qtbot, window)
    assert read.counts(plan_of(window)).ties == before + 1
