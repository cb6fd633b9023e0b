"""`rapport give`, `diff` and `merge`: the real program on a copy that went out, was worked in and comes back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.e2e.test_figures import rapport

if TYPE_CHECKING:
    from pathlib import Path

PHRASE = "nine words nobody would guess\n"
THERE = {"id": "c03", "role": "Head of Dredging"}
HERE = {"id": "c03", "role": "Retired"}


def bring(folder: Path, plan: str, people: list[dict[str, str]], *options: str) -> None:
    """Change people by their ids, as an import of plan JSON does."""
    said = {"schema": "rapport-plan", "schema_version": 1, "kind": "personal", "owner": {"id": "owner"}}
    (folder / "people.json").write_text(json.dumps(said | {"contacts": people}), "utf-8")
    assert rapport(folder, "import", plan, "people.json", *options).returncode == 0


def role_of(folder: Path, uid: str) -> str | None:
    assert rapport(folder, "export", "a.rapport", "a.json").returncode == 0
    people = json.loads((folder / "a.json").read_text("utf-8"))["contacts"]
    return next((person["role"] for person in people if person["id"] == uid), None)


def test_a_copy_goes_out_and_comes_back(tmp_path: Path) -> None:
    (tmp_path / "pw").write_text(PHRASE, "utf-8")
    protected = ("--other-passphrase-file", "pw")
    rapport(tmp_path, "new", "a.rapport", "--sample")
    given = rapport(tmp_path, "give", "a.rapport", "c.rapport", "--new-passphrase-file", "pw", "--date", "2026-03-02")
    assert given.returncode == 0
    assert "e-mail addresses (45)" in given.stdout
    assert b"Rosalind" not in (tmp_path / "c.rapport").read_bytes()
    assert "exists already" in rapport(tmp_path, "give", "a.rapport", "c.rapport").stderr

    untouched = json.loads(rapport(tmp_path, "diff", "a.rapport", "c.rapport", "--json", *protected).stdout)
    assert untouched == {
        "relation": "return",
        "known": True,
        "given": {"on": "2026-03-02", "level": "together", "to": "coach"},
        "differences": [],
    }
    bring(tmp_path, "c.rapport", [THERE, {"id": "nia", "name": "Nia Newman"}], "--passphrase-file", "pw")
    bring(tmp_path, "a.rapport", [HERE, {"id": "own", "name": "Only Here"}])

    shown = rapport(tmp_path, "diff", "a.rapport", "c.rapport", *protected)
    assert shown.stdout.splitlines()[0].startswith("2 differences, 1 of them a conflict (!).")
    assert "here: Retired" in shown.stdout
    assert "there: Head of Dredging" in shown.stdout
    found = json.loads(rapport(tmp_path, "diff", "a.rapport", "c.rapport", "--json", *protected).stdout)
    role, new = found["differences"]
    assert (role["kind"], role["conflict"], role["person"]["id"]) == ("changed", True, "c03")
    assert role["fields"] == [
        {"field": "role", "ours": "Retired"} | dict.fromkeys(("theirs", "accepted"), THERE["role"])
    ]
    assert (new["kind"], new["conflict"], new["theirs"]["name"]) == ("added", False, "Nia Newman")

    # A part of it: the ids, one a line.
    (tmp_path / "ids").write_text(new["id"] + "\n", "utf-8")
    merged = rapport(tmp_path, "merge", "a.rapport", "c.rapport", "--accept", "ids", "--json", *protected)
    assert json.loads(merged.stdout) == {"accepted": [new["id"]]}
    assert (role_of(tmp_path, "nia"), role_of(tmp_path, "c03")) == ("", "Retired")
    # What was listed is not there any more.
    again = rapport(tmp_path, "merge", "a.rapport", "c.rapport", "--accept", "ids", *protected)
    assert again.returncode == 2
    assert "Run rapport diff again" in again.stderr
    # The rest; what it wrote over is said.
    rest = rapport(tmp_path, "merge", "a.rapport", "c.rapport", "--accept", "all", *protected)
    assert rest.returncode == 0
    assert "here: Retired" in rest.stdout
    assert role_of(tmp_path, "c03") == "Head of Dredging"
    assert role_of(tmp_path, "own") == ""
    assert rapport(tmp_path, "diff", "a.rapport", "c.rapport", *protected).stdout.startswith("0 differences.")
    assert json.loads(rapport(tmp_path, "check", "a.rapport", "--json").stdout)["ok"]


def test_another_plan_is_refused(tmp_path: Path) -> None:
    for name in ("ours", "theirs"):
        rapport(tmp_path, "new", f"{name}.rapport")
    before = (tmp_path / "ours.rapport").read_bytes()
    for arguments in (["diff"], ["merge", "--accept", "all"]):
        said = rapport(tmp_path, arguments[0], "ours.rapport", "theirs.rapport", *arguments[1:])
        assert said.returncode == 2
        assert "belongs to another plan" in said.stderr
    itself = rapport(tmp_path, "merge", "ours.rapport", "ours.rapport", "--accept", "all")
    assert (itself.returncode, "is the plan itself" in itself.stderr) == (2, True)
    assert (tmp_path / "ours.rapport").read_bytes() == before
