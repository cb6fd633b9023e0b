"""What a session looks at: which one, what happened since the last, whom it is about, what is open."""

from datetime import date

from desktop.domain import since
from desktop.domain.plan_values import PlanValues
from desktop.domain.since import Outcome
from tests import sample

FEBRUARY_16 = date(2026, 2, 16)


def told(values: PlanValues, on: date = sample.DAY) -> list[tuple[str, Outcome]]:
    return [(p.text[:20], p.outcome) for p in since.promises(values, since.last_session(values, on), on)]


def test_the_last_and_the_coming_session() -> None:
    values = sample.values()
    last, this = since.last_session(values, sample.DAY), since.this_session(values, sample.DAY)
    assert last is not None
    assert this is not None
    assert (last.uid, this.uid) == ("k2", "k3")
    assert since.last_session(values, date(2025, 11, 23)) is None
    assert since.next_session(values, sample.DAY) is None


def test_promises_kept_due_and_agreed_since_the_last_session() -> None:
    assert told(sample.values()) == [
        ("Look at the last ten", Outcome.KEPT_LATE),
        ("Send three lines for", Outcome.KEPT),
        ("Look back: which of ", Outcome.NOT_YET),
        ("Look back with Rosal", Outcome.OPEN),
        ("Ask what would make ", Outcome.OPEN),
    ]


def test_a_promise_that_became_a_step_counts_once() -> None:
    values = sample.values()
    later = date(2026, 3, 10)
    texts = [step.text for step in since.open_steps(values, later)]
    assert "Commissioning engineer at Coldharbour" in texts
    assert "Engineer on site by 9 March" not in texts


def test_a_promise_without_a_step_is_open_until_done() -> None:
    plan = sample.document()
    plan["conversations"][-1]["promises"] = [{"text": "Ring Evander", "due": "2026-02-20", "done": None}]
    values = sample.values(plan)
    open_now = {step.text: step for step in since.open_steps(values, sample.DAY)}
    assert open_now["Ring Evander"].late
    assert ("Ring Evander", Outcome.NOT_YET) in told(values)


def test_what_was_agreed_and_dropped_is_told() -> None:
    plan = sample.document()
    sample.records(plan, "next_steps", id="s03")[0]["status"] = "dropped"
    assert ("Look back with Rosal", Outcome.LET_GO) in told(sample.values(plan))


def test_what_was_agreed_before_the_last_session_stays_until_it_is_done() -> None:
    plan = sample.document()
    homework = sample.records(plan, "next_steps", id="s01")[0]
    homework |= {"status": "open", "done": None, "closed_by": None, "due": None}
    assert (homework["text"][:20], Outcome.OPEN) in told(sample.values(plan))
    homework |= {"status": "dropped"}
    assert homework["text"][:20] not in dict(told(sample.values(plan)))


def test_what_was_done_later_was_open_on_the_day() -> None:
    plan = sample.document()
    homework = sample.records(plan, "next_steps", id="s01")[0]
    homework |= {"done": "2026-03-01", "due": "2026-02-20"}
    assert (homework["text"][:20], Outcome.OPEN) in told(sample.values(plan), FEBRUARY_16)
    assert (homework["text"][:20], Outcome.KEPT_LATE) in told(sample.values(plan))


def test_open_steps_soonest_first_without_those_put_off() -> None:
    plan = sample.document()
    sample.records(plan, "next_steps", id="s09")[0]["snoozed_until"] = "2026-03-05"
    dues = [step.due for step in since.open_steps(sample.values(plan), sample.DAY)]
    assert dues == sorted(due for due in dues if due)
    assert len(dues) == 8


def test_for_today_the_review_due_first_unless_the_session_names_others() -> None:
    plan = sample.document()
    assert [f.uid for f in since.for_today(sample.values(plan), sample.DAY)] == ["f4", "f6"]
    sample.records(plan, "sessions", id="k3")[0]["focals"] = ["f1"]
    assert [f.uid for f in since.for_today(sample.values(plan), sample.DAY)] == ["f1", "f4"]
    assert since.for_today(sample.empty(), sample.DAY) == ()


def test_for_today_leaves_out_what_is_paused() -> None:
    plan = sample.document()
    for focal in sample.records(plan, "focal_relationships", state="active")[1:]:
        focal["state"] = "paused"
    assert [f.uid for f in since.for_today(sample.values(plan), sample.DAY)] == ["f1"]


def test_r1_moves_since_the_last_session() -> None:
    plan = sample.document()
    contact = sample.records(plan, "contacts", id="c21")[0]
    contact["tier"] = "ally"
    contact["tier_history"] = [{"tier": "acquaintance", "from": "2025-01-01"}, {"tier": "ally", "from": "2026-02-20"}]
    first = sample.records(plan, "contacts", id="c22")[0]
    first["tier_history"] = [{"tier": first["tier"], "from": "2026-02-20"}]
    values = sample.values(plan)
    moved = since.moves(values, FEBRUARY_16, sample.DAY)
    assert [(values.contacts[m.contact].uid, m.before, m.after) for m in moved] == [("c21", "acquaintance", "ally")]
    assert since.moves(values, date(2026, 2, 20), sample.DAY) == ()
    assert since.moves(values, FEBRUARY_16, date(2026, 2, 19)) == ()


def test_r23_a_new_reading_is_news_once() -> None:
    values = sample.values()
    (news,) = since.measured(values, FEBRUARY_16, date(2026, 3, 2))
    assert (news.goal.uid, news.before, news.now) == ("g3", 47, 31)
    assert since.measured(values, date(2026, 2, 20), date(2026, 3, 2)) == ()


def test_learned_since_leaves_guesses_out() -> None:
    values = sample.values()
    assert [insight.uid for insight in since.learned(values, FEBRUARY_16, sample.DAY)] == ["n09", "n11", "n13", "n19"]


def test_r18_goals_that_came_to_wait_for_a_second_look() -> None:
    values = sample.values()
    assert [goal.uid for goal in since.waiting_goals(values, FEBRUARY_16, sample.DAY)] == ["g4", "g5"]


def test_reviews_due_within_a_fortnight() -> None:
    values = sample.values()
    expected = {f for f, state in sample.expected()["reviews_due"].items() if state != "later"}
    due = [focal.uid for focal in since.reviews_due(values, sample.DAY)]
    assert set(due) == expected
    assert due[0] == "f4"
