"""The workshop sample in which everything that was said in confidence bears a mark, so that it can be looked for."""

from typing import Any

from tests.report.papers import workshop_document

MARK = "quagga"
"""A word that stands in no other place of the sample, and in no sentence of the program."""


def secret_document() -> dict[str, Any]:
    """Answers without consent, notepads, notes on who was asked, what persuades whom: all with the mark.

    The summary and the results repeat somebody's own words; a quote without consent and one with it are there, too.
    """
    document = workshop_document()
    (day,) = document["workshops"]
    for n, call in enumerate((*day["interviews"], *day["evaluation"]["calls"])):
        call["notepad"] = f"the {MARK} notes of call number {n}"
        call["answers"] = {
            **{q: {"text": f"{a['text']} {MARK} {n}", "share": _less(a)} for q, a in call["answers"].items()},
            "A7": {"text": f"our {MARK} board fights every single week number {n}", "share": "none"},
        }
    for entry in day["convenor_log"]:
        entry["note"] = f"{MARK} {entry['note']}"
    for each in day["participants"]:
        each |= {"gains": f"{MARK} gain", "worries": f"{MARK} worry"}
    day["apart"] = [{"people": [day["participants"][0]["person"], day["participants"][-1]["person"]]}]
    repeated = f"our {MARK} board fights every single week"
    day["themes"]["concerns"].append(repeated)
    day["evaluation"]["summary"]["signs"].append(repeated)
    day["results"]["situation"] = f"It is so: {repeated}."
    day["results"]["quotes"].append({"person": "c00", "text": f"I never said this {MARK} aloud", "consent": False})
    for person in document["contacts"]:
        person["note"] = f"{MARK} about {person['id']}"
    return document


def _less(answer: dict[str, str]) -> str:
    return "theme" if answer["share"] == "quote" else answer["share"]
