"""R5: how well each key group is covered."""

from datetime import date

from desktop.domain.clock import is_dormant
from desktop.domain.coverage import Cover, coverage, ego_ties, without
from tests import sample


def test_r5_the_sample() -> None:
    values = sample.values()
    found = {
        values.groups[c.group].uid: {
            "desired": c.desired,
            "at_or_above": [values.contacts[i].uid for i in c.at_or_above],
            "status": c.cover.value,
            "best": c.best,
        }
        for c in coverage(values, sample.DAY)
    }
    assert found == sample.expected()["coverage"]["groups"]
    assert len(ego_ties(values, sample.DAY)) == sample.expected()["network"]["n"]


def test_r5_nobody_one_or_more() -> None:
    plan = sample.document()
    torvald = sample.records(plan, "contacts", id="c36")[0]
    marrowsea = next(group["id"] for group in plan["groups"] if group["id"] == torvald["groups"][0])

    def cover() -> Cover:
        values = sample.values(plan)
        return next(c.cover for c in coverage(values, sample.DAY) if values.groups[c.group].uid == marrowsea)

    assert cover() is Cover.THIN
    torvald["tier"] = "acquaintance"
    assert cover() is Cover.GAP
    torvald["tier"] = "advocate"
    sample.records(plan, "contacts", id="c35")[0]["tier"] = "ally"
    assert cover() is Cover.COVERED


def test_r5_the_dormant_do_not_count() -> None:
    plan = sample.document()
    torvald = sample.records(plan, "contacts", id="c36")[0]
    torvald["last_two_way"] = "2023-03-03"  # three years of 365 days before
    plan["conversations"] = [talk for talk in plan["conversations"] if "c36" not in talk["contacts"]]
    values = sample.values(plan)
    assert all(
        torvald["id"] not in {values.contacts[i].uid for i in c.at_or_above} for c in coverage(values, sample.DAY)
    )


def test_dormant_begins_after_three_years() -> None:
    on = date(2026, 3, 2)
    assert not is_dormant(date(2023, 3, 4), on)
    assert is_dormant(date(2023, 3, 3), on)
    assert not is_dormant(None, on)


def test_r15_a_conversation_in_the_log_keeps_a_tie_awake() -> None:
    plan = sample.document()
    torvald = sample.records(plan, "contacts", id="c36")[0]
    torvald["last_two_way"] = "2022-01-05"
    values = sample.values(plan)
    assert "c36" in {contact.uid for contact in ego_ties(values, sample.DAY)}


def test_p2_people_waiting_count_nowhere() -> None:
    plan = sample.document()
    for contact in plan["contacts"]:
        contact["tier"] = None
    assert {c.cover for c in coverage(sample.values(plan), sample.DAY)} == {Cover.GAP}


def test_who_is_left_when_one_person_moves_on() -> None:
    values = sample.values()
    torvald = next(c for c in values.contacts.values() if c.uid == "c36")
    assert without(values, torvald.groups[0], torvald.id) == "acquaintance"
