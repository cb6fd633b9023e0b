"""New plans: empty ones, and the bundled samples."""

from datetime import date
from pathlib import Path

from desktop.assets import asset
from desktop.domain.errors import KnownError
from desktop.domain.job import run as finish
from desktop.exchange import plan_json
from desktop.output import own_folder
from desktop.plan import document
from desktop.plan.file import Plan
from desktop.plan.key import Key
from desktop.plan.step import Edit
from desktop.words import _


class TooManySamples(KnownError):
    """Every name for a copy of the sample is taken in `folder`."""

    def __init__(self, folder: Path) -> None:
        super().__init__("too-many-samples")
        self.folder = folder

    def words(self) -> str:
        """One line: what to do."""
        return _("There are very many sample plans in {folder}. Delete some.").format(folder=self.folder)


def new_plan(path: Path, sample: str | None = None, shift_to: date | None = None, key: Key | None = None) -> None:
    """Make a plan at `path`: an empty one, or a sample, its dates moved by whole weeks to `shift_to` if given.

    With a key it is protected from the beginning.
    """

    def fill(plan: Plan) -> None:
        if sample is None:
            document.start(plan, "personal")
            return
        bundled = "sample-plan.json" if sample == "personal" else "sample-workshop.json"
        said = plan_json.parse(asset(bundled).read_bytes())
        if shift_to is not None:
            said = plan_json.shifted(said, shift_to)
        finish(document.replace_all(plan, plan_json.values_of(said, {}, None), Edit.SET_UP))

    Plan.create(path, fill, key)


def sample_copy(today: date, kind: str = "personal") -> Path:
    """A fresh copy of a sample in the data folder, its dates shifted to `today`."""
    folder = own_folder()
    name = "Sample plan" if kind == "personal" else "Sample workshop"
    for n in range(1, 1000):
        path = folder / (f"{name}.rapport" if n == 1 else f"{name} {n}.rapport")
        if not path.exists():
            new_plan(path, kind, shift_to=today)
            return path
    raise TooManySamples(folder)
