"""How far each field of a plan may go: one table. What is not in it is for the owner's eyes only.

A field is named by its way from the collection: `contacts.tier`, `goals.measure.unit`, `workshops.actions.text`. Of the
plan itself they begin with `plan.`, of its owner with `owner.`.
"""

from enum import Enum
from functools import cache


class Audience(Enum):
    """Who will read a paper. In a facilitator's file COACH stands for those who take part in the day."""

    ME = "me"
    COACH = "coach"
    SPONSOR = "sponsor"

    @property
    def distance(self) -> int:
        """How far from the owner: 0 the owner, 2 a sponsor."""
        return list(Audience).index(self)


def _of(collection: str, fields: str) -> list[str]:
    return [f"{collection}.{field}" for field in fields.split()]


_SPONSOR = [
    *_of("plan", "kind owner fictional objective agreed_support"),
    *_of("owner", "name name_latin lang dir fictional"),
    *_of("organisations", "label"),
    *_of("alliances", "label organisations opened purpose"),
    *_of("alliances.shared_measure", "indicator baseline target series"),
    *_of("workshops", "alliance label date start end venue state success_conditions statements follow_up_due"),
    *_of("workshops.timeline", "step date done end"),
    *_of("workshops.actions", "text first_step due measure status first_sign"),
    *_of("workshops.decisions", "text"),
    *_of("workshops.vision.pictures", "title description"),
    *_of("workshops.vision", "statements"),
    *_of("workshops.results", "situation solution result"),
    *_of("workshops.follow_up", "due"),
]
"""The allow-list of a sponsor: what the work is for, and what two organisations agreed. Nothing about people."""

_COACH = [
    *_of("plan", "purpose own_question"),
    *_of("plan.catalogue", "section item field value"),
    *_of("owner", "role organisation groups"),
    *_of("organisations", "kind"),
    *_of("groups", "label kind key desired_tier"),
    *_of("topics", "label"),
    *_of("tiers", "rank label ego_tie capacity ideal_days max_days meaning test evidence_rule"),
    *_of("contacts", "name fictional name_latin lang dir role organisation groups tier support_to_me support_to_them"),
    *_of("contacts", "influence interest stance direction known_since last_two_way order keep_in_touch"),
    *_of("contacts", "line_manager left paused_until"),
    *_of("contacts.position", "angle depth"),
    *_of("contacts.tier_evidence", "date text"),
    *_of("contacts.tier_history", "tier from_ reason evidence"),
    *_of("contacts.stance_history", "topic value date evidence"),
    *_of("ties", "a b strength basis label since"),
    *_of("gaps", "group desired best reason candidates decision role"),
    *_of("focal_relationships", "contact kind priority target_tier topic state opened review_interval_days"),
    *_of("focal_relationships", "next_review why_now"),
    *_of("goals", "focal version type statement helps_me helps_them gas gas_now due status weight superseded_by"),
    *_of("goals", "closed reason"),
    *_of("goals.measure", "indicator unit baseline target current direction source measured"),
    *_of("goals.measure.readings", "date value"),
    *_of("goals.needs_refinement", "flag missing since"),
    *_of("engagements", "type label purpose goal status date moved outcome focals contacts note workshop introduction"),
    *_of("engagements", "recurring"),
    *_of("conversations", "contacts date minutes channel engagement summary gave received two_way"),
    *_of("conversations.promises", "text due done theirs"),
    *_of("insights", "focal question text confidence kind evidence_date conversation none_so_far"),
    *_of("reviews", "focal date outcome created_steps note"),
    *_of("reviews.answers", "confidence note"),
    *_of("next_steps", "kind focal question text suggest due status agreed_in done closed_by engagement conversation"),
    *_of("next_steps", "first_sign comment snoozed_until contact"),
    *_of("introductions", "target broker path reason benefit_target state asked broker_consent target_consent meeting"),
    *_of("sessions", "date with_ question shared_notes agreed closed focals"),
    *_of("sessions.check_in", "date moved wanted"),
    *_of("sessions.snapshot", "taken tiers steps"),
    *_of("sessions.snapshot.goals", "goal status current gas_now"),
    *_of("sessions.snapshot.answers", "focal question confidence"),
    *_of("alliances", "differences tensions convenor sponsors"),
    *_of("workshops", "my_role facilitator convenor"),
    *_of("workshops.participants", "organisation attended role person"),
    *_of("workshops.themes", "hopes concerns"),
    *_of("workshops.agenda", "start minutes phase activity who materials output"),
    *_of("workshops.pairs", "people"),
    *_of("workshops.vision.pictures", "photo"),
    *_of("workshops.actions", "owners"),
    *_of("workshops.decisions", "by"),
    *_of("workshops.evaluation", "window method ratings_scale"),
    *_of("workshops.evaluation.summary", "signs unchanged wishes"),
    *_of("workshops.follow_up", "state questions"),
    *_of("workshops.case_for_the_day", "why_now cost_of_going_on what_we_ask"),
    *_of("workshops.results.quotes", "person text consent"),
]
"""What is worked on together with a coach, or in the room with those who take part."""

SENSITIVITY = dict.fromkeys(_COACH, Audience.COACH) | dict.fromkeys(_SPONSOR, Audience.SPONSOR)
"""Field -> the furthest audience that may read it. A field that is not here is for the owner only."""

PRIVATE = frozenset(
    [
        *_of("contacts", "note extra"),
        *_of("conversations.listening", "talk_share sensed restated_and_accepted followed_up surprise"),
        *_of("workshops.convenor_log", "note"),
        *_of("workshops.participants", "gains worries heeds turn"),
        *_of("workshops.themes.phrases", "person question text theme"),
        *_of("workshops.apart", "people"),
        *_of("workshops.interviews", "notepad"),
        *_of("workshops.evaluation.calls", "notepad"),
        *_of("workshops.follow_up.calls", "notepad"),
    ]
)
"""Private notes: on no paper at all, the owner's own included."""


@cache
def may_read(audience: Audience, field: str) -> bool:
    """Whether a field may stand on a paper for this audience."""
    if field in PRIVATE:
        return False
    return audience.distance <= SENSITIVITY.get(field, Audience.ME).distance
