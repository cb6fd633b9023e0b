"""Names give way to initials in every script, in names and in running text; nothing else does."""

import pytest

from desktop.domain.initials import Initials, initials


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Mihály Kovács", "M. K."),
        ("Solheim-Obi", "S. O."),
        ("Jose\u0301 A.", "J. A."),
        ("田中 美咲", "田. 美."),
        ("प्रिया वर्मा", "प. व."),
        ("ทักษิณ", "ท."),
        ("  ", " "),
        ("", ""),
    ],
)
def test_a_name(name: str, short: str) -> None:
    assert initials(name) == short


@pytest.mark.parametrize(
    ("names", "text", "shown"),
    [
        (["Mihály Kovács"], "Mihály’s plan: ask KOVÁCS, not Kovacs", "M.’s plan: ask K., not Kovacs"),
        (["Will Grant"], "Will you grant it? I will.", "W. you grant it? I will."),
        (["anna"], "Anna and anna", "A. and anna"),
        (["Marit Solheim-Obi"], "Solheim said", "S. said"),
        (["田中美咲", "田中"], "田中美咲さんに田中が", "田.さんに田.が"),
        (["D. Q. Brandt"], "Plan D: Brandt", "Plan D: B."),
        (["Jo"], "Write to jo.ng@x.example or https://x.example/in/jo", "Write to … or …"),
        (["Jo"], '["Jo", "2026-03-02"]', '["J.", "2026-03-02"]'),
        ([], "Nobody", "Nobody"),
    ],
)
def test_a_text(names: list[str], text: str, shown: str) -> None:
    assert Initials(names).of(text) == shown
