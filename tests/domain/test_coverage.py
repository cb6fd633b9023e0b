"""R5: how well each key group is covered."""

from dataclasses import replace
from datetime import date

from desktop.domain.clock import is_dormant
from desktop.domain.coverage import Cover, coverage, hanging, without
from desktop.domain.network import network_of
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
        for c in coverage(network_of(values, sample.DAY))
    }
    assert found == sample.expected()["coverage"]["groups"]
    assert len(network_of(values, sample.DAY).alters) == sample.expected()["network"]["n"]


def test_r5_nobody_one_or_more() -> None:
    plan = sample.document()
    torvald = sample.records(plan, "contacts", id="c36")[0]
    marrowsea = next(group["id"] for group in plan["groups"] if group["id"] == torvald["groups"][0])

    def cover() -> Cover:
        values = sample.values(plan)
        return next(
            c.cover for c in coverage(network_of(values, sample.DAY)) if values.groups[c.group].uid == marrowsea
        )

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
        torvald["id"] not in {values.contacts[i].uid for i in c.at_or_above}
        for c in coverage(network_of(values, sample.DAY))
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
    assert "c36" in {contact.uid for contact in network_of(values, sample.DAY).alters}


def test_p2_people_waiting_count_nowhere() -> None:
    plan = sample.document()
    for contact in plan["contacts"]:
        contact["tier"] = None
    assert {c.cover for c in coverage(network_of(sample.values(plan), sample.DAY))} == {Cover.GAP}


def test_who_is_left_when_one_person_moves_on() -> None:
    values = sample.values()
    torvald = next(c for c in values.contacts.values() if c.uid == "c36")
    assert without(network_of(values, sample.DAY), torvald.groups[0], torvald.id) == "acquaintance"


def test_what_hangs_on_one_person_is_found_by_leaving_them_out() -> None:
    network = network_of(sample.values(), sample.DAY)
    found = hanging(network, coverage(network))
    assert len(found) == 7
    for person, groups in found.items():
        gone = replace(network, nodes={key: node for key, node in network.nodes.items() if key != person})
        falls = {each.group for each in coverage(gone) if each.cover is Cover.GAP}
        assert falls - {each.group for each in coverage(network) if each.cover is Cover.GAP} == set(groups)
