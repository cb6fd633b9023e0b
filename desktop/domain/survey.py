"""Everything that can be said of a network in one go, in slices: what the Gaps screen and `rapport figures` show."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from desktop.domain import ways as w
from desktop.domain.bridges import Bridge, bridges, cut_people
from desktop.domain.coverage import Cover, Coverage, coverage, hanging
from desktop.domain.job import Job
from desktop.domain.network import Network
from desktop.domain.structure import OWNER_WEIGHT, Diversity, Structure, diversity, structure
from desktop.domain.support import Advocates, Reciprocity, advocates, reciprocity

T = TypeVar("T")

TOP_LOCAL, TOP_BRIDGES = 5, 6


@dataclass(frozen=True, slots=True)
class Survey:
    """The figures of section 6 for one network. Row keys throughout; `network.nodes` knows more of each person.

    `bridges`: the most open pairs first. `cut`: whose leaving would cut others off. `hanging`: one of my ties to the
    key groups that would be missing without them. `candidates`: R6, whom to reach first.
    """

    network: Network
    structure: Structure
    diversity: Diversity
    advocates: Advocates
    reciprocity: Reciprocity
    coverage: tuple[Coverage, ...]
    bridges: tuple[Bridge, ...]
    cut: tuple[int, ...]
    ways: w.Ways
    hanging: Mapping[int, tuple[int, ...]]
    candidates: tuple[w.Candidate, ...]


def survey(network: Network) -> Job[Survey]:
    """All figures of a network, in slices."""
    people = len(network.nodes)
    built = yield from _part(structure(network), 0, people)
    covered = coverage(network)
    hang = hanging(network, covered)
    yield people, 5 * people
    diverse = diversity(network)
    yield people, 5 * people
    speaking, helping = advocates(network), reciprocity(network)
    yield people, 5 * people
    between = yield from _part(bridges(network), 1, people)
    cut = yield from _part(cut_people(network), 2, people)
    ways = yield from _part(w.all_ways(network), 3, people)
    first = yield from _part(w.candidates(network, ways.to), 4, people)
    return Survey(network, built, diverse, speaking, helping, covered, between, cut, ways, hang, first)


def _part(job: Job[T], n: int, people: int) -> Job[T]:
    """One of the five parts of the survey, on the survey's own scale."""
    while True:
        try:
            done, total = next(job)
        except StopIteration as end:
            return end.value
        yield n * people + done * people // max(total, 1), 5 * people


def network_figures(found: Survey) -> dict[str, Any]:
    """The figures as `rapport figures` prints them: ids are uids, floats to 4 places, what is undefined is None."""
    nodes, groups = found.network.nodes, found.network.groups

    def uids(keys: "tuple[int, ...]") -> list[str]:
        return [nodes[key].uid for key in keys]

    def labels(keys: "tuple[int, ...]") -> list[str]:
        return [groups[key].uid for key in keys]

    alone = {key: (found.hanging.get(key, ()), found.ways.only.get(key, ())) for key in nodes}
    return {
        "network": _network(found),
        "diversity": _diversity(found),
        "advocates": {
            "total": len(found.advocates.all),
            "share_of_ties": rounded(len(found.advocates.all) / found.structure.n if found.structure.n else None),
            "outside_own_function": uids(found.advocates.outside_function),
            "outside_own_function_and_line": uids(found.advocates.outside_function_and_line),
            "key_groups_without_advocate": labels(found.advocates.key_groups_without),
        },
        "coverage": {
            "groups": {
                groups[each.group].uid: {
                    "desired": each.desired,
                    "at_or_above": uids(each.at_or_above),
                    "status": each.cover.value,
                    "best": each.best,
                }
                for each in found.coverage
            },
            "covered": sum(each.cover is not Cover.GAP for each in found.coverage),
            "thin": labels(tuple(each.group for each in found.coverage if each.cover is Cover.THIN)),
            "gap": labels(tuple(each.group for each in found.coverage if each.cover is Cover.GAP)),
            "key_groups": len(found.coverage),
        },
        "brokers": [
            {
                "contact": nodes[each.person].uid,
                "open_pairs_across_groups": each.open_pairs,
                "roles": {role.value: many for role, many in each.roles.items()},
                "groups_touched": sorted(labels(each.touches)),
            }
            for each in found.bridges[:TOP_BRIDGES]
        ],
        "articulation_points_without_owner": uids(found.cut),
        "introduction_paths": {
            nodes[target].uid: [
                {"path": ["owner", *uids(way.people)], "score": rounded(way.score), "label": way.word.value}
                for way in ways
            ]
            for target, ways in found.ways.to.items()
        },
        "single_points_of_failure": {
            nodes[key].uid: {"groups_falling_below_target": labels(fall), "targets_with_no_other_path": uids(cut_off)}
            for key, (fall, cut_off) in alone.items()
            if fall or cut_off
        },
        "reciprocity": {
            "mutual": len(found.reciprocity.mutual),
            "of": found.structure.n,
            "share": rounded(len(found.reciprocity.mutual) / found.structure.n if found.structure.n else None),
            "they_give_only": uids(found.reciprocity.they_give_only),
            "i_give_only": uids(found.reciprocity.i_give_only),
            "neither": uids(found.reciprocity.neither),
        },
    }


def _network(found: Survey) -> dict[str, Any]:
    built, nodes = found.structure, found.network.nodes
    return {
        "definition": (
            "ego network = owner + contacts in tier advocate/ally/acquaintance,"
            " dormant (no two-way contact for 3 years) left out; ties among them from 'ties'"
        ),
        "n": built.n,
        "alter_ties": built.ties,
        "density": rounded(built.density),
        "effective_size": rounded(built.effective_size),
        "efficiency": rounded(built.efficiency),
        "constraint_unweighted": rounded(built.constraint),
        "constraint_weighted": rounded(built.constraint_weighted),
        "constraint_floor_if_no_alter_ties": rounded(built.floor),
        "weights": {"owner_tie": dict(OWNER_WEIGHT), "alter_tie": "strength 1-3"},
        "top_local_constraint_unweighted": [[nodes[key].uid, rounded(term)] for key, term in built.local[:TOP_LOCAL]],
    }


def _diversity(found: Survey) -> dict[str, Any]:
    of, groups = found.diversity, found.network.groups
    return {
        "by_group": {groups[key].uid: many for key, many in of.by_group.items()},
        "blau_group": rounded(of.blau),
        "K": of.kinds,
        "blau_group_normalised": rounded(of.blau_normalised),
        "EI_own_function": rounded(of.outside_function),
        # As the derivation has it, everybody who is not known to be of the owner's own organisation.
        "organisation": {"internal": of.inside, "external": of.outside + of.unknown},
        "direction": dict(of.direction),
    }


def rounded(figure: float | None, places: int = 4) -> float | None:
    """A figure to so many places; what is undefined stays None."""
    return None if figure is None else round(figure, places)
