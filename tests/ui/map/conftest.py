"""The map of the sample."""

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.map.desk import Desk
from tests.ui.map.sample import sample


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return Desk(qtbot, sample())
