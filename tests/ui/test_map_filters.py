"""Who stands out on the map, and what its dots are coloured by."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from desktop.domain import records as r
from desktop.plan import edits, read
from desktop.ui.main_window import MainWindow
from desktop.ui.map_screen import MapScreen
from desktop.ui.palette import LIGHT
from desktop.ui.session import Session

from .conftest import OpenWindow


@pytest.fixture
def window(open_window: OpenWindow, sample_path: Path) -> MainWindow:
    return open_window(sample_path, "map")


def parts(window: MainWindow) -> tuple[Session, MapScreen]:
    assert window.session is not None
    assert window.workspace is not None
    screen = window.workspace.made("map")
    assert isinstance(screen, MapScreen)
    return window.session, screen


def standing_out(screen: MapScreen) -> set[int]:
    stage = screen.map.canvas.stage
    people = stage.chart.people
    return set(people.ids[np.ones(people.count, np.bool_) if stage.mask is None else stage.mask].tolist())


def people_of(session: Session) -> list[r.Contact]:
    return [each for each in read.records(session.plan, r.Contact).values() if each.tier is not None]


def test_by_how_near_organisation_tag_and_text(window: MainWindow, qtbot: QtBot) -> None:
    session, screen = parts(window)
    everybody = {each.id for each in people_of(session)} - {read.owner_id(session.plan)}
    rosalind = next(each for each in people_of(session) if each.name.startswith("Rosalind"))
    edits.change(session.plan, r.Contact, rosalind.id, rosalind.name, tags=("board",))
    out = screen.stand_out
    qtbot.mouseClick(out.more, Qt.MouseButton.LeftButton)
    assert out.card.isVisible()
    assert out.text.hasFocus()
    out.tier.choose("ally")
    assert standing_out(screen) == {each.id for each in people_of(session) if each.tier == "ally"} & everybody
    out.tier.choose(None)
    out.organisation.choose(rosalind.organisation)
    wanted = {each.id for each in people_of(session) if each.organisation == rosalind.organisation}
    assert standing_out(screen) == (wanted & everybody if rosalind.organisation is not None else everybody)
    out.clear()
    assert standing_out(screen) == everybody
    out.tag.choose("board")
    assert standing_out(screen) == {rosalind.id}
    out.tag.choose(None)
    qtbot.keyClicks(out.text, "ACHTER")
    qtbot.waitUntil(lambda: standing_out(screen) == {rosalind.id})
    out.text.clear()
    qtbot.keyClicks(out.text, rosalind.role.split()[-1].lower())
    same_role = {each.id for each in people_of(session) if rosalind.role.split()[-1] in each.role}
    qtbot.waitUntil(lambda: same_role <= standing_out(screen) != everybody)
    out.clear()
    qtbot.waitUntil(lambda: standing_out(screen) == everybody)


def test_colours_by_stance_answers_and_support_and_the_legend_follows(window: MainWindow) -> None:
    session, screen = parts(window)
    colour, legend, stage = screen.stand_out.colour, screen.map.legend, screen.map.canvas.stage
    topic = next(iter(read.records(session.plan, r.Topic)))
    critic = next(each for each in people_of(session) if each.stance.get(topic) == "critic")

    def dot(person: int) -> str:
        screen.map.finish()
        return stage.look.dots[int(stage.chart.colour[stage.chart.rows[person]])].name()

    def painted(person: int) -> QColor:
        at = screen.map.position_of(person)
        assert at is not None
        return screen.map.grab().toImage().pixelColor(at.toPoint())

    by_group = dot(critic.id)
    assert by_group in LIGHT.groups
    colour.choose(("stance", topic))
    assert dot(critic.id) == LIGHT.scales["stance"][3]
    assert painted(critic.id) == QColor(LIGHT.scales["stance"][3])
    assert "has objections" in legend.accessibleDescription()
    edits.change(session.plan, r.Contact, critic.id, critic.name, stance={topic: "supporter"})
    assert dot(critic.id) == LIGHT.scales["stance"][1], "follows an edit"

    colour.choose(("support", 0))
    both = next(each for each in people_of(session) if each.support_to_me and each.support_to_them)
    assert dot(both.id) == LIGHT.scales["support"][0]
    colour.choose(("answers", 0))
    focal = next(each for each in read.records(session.plan, r.FocalRelationship).values() if each.state == "active")
    assert dot(focal.contact) in LIGHT.scales["answers"][:4]
    others = set(stage.chart.people.ids[~stage.chart.people.key].tolist())
    assert {dot(each) for each in list(others)[:5]} == {LIGHT.scales["answers"][4]}
    assert "no key relationship" in legend.accessibleDescription()

    colour.choose(None)
    assert dot(critic.id) == by_group
    assert "has objections" not in legend.accessibleDescription()


def test_initials_stand_on_the_map_too(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_F8)
    qtbot.waitUntil(lambda: window.workspace is not None and window.session is not None)
    assert window.workspace is not None
    window.workspace.show_screen("map")
    window.workspace.finish()
    _session, screen = parts(window)
    names = screen.map.canvas.stage.chart.people.names
    assert names
    assert all(len(word) <= 3 for name in names for word in name.split()), "letters, no names"
    assert "<b>R. A.</b>" in {
        screen.map.canvas.tip(row).split("<br>")[0].removeprefix("<qt>") for row in range(len(names))
    }
