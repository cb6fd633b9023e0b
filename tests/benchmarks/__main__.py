"""python -m tests.benchmarks NAME [options]: run one of the benchmarks and write its table."""

from __future__ import annotations

import argparse

from tests.benchmarks import bring_in, figures, map_view, papers, screens, start, today

BENCHMARKS = {
    "map": map_view,
    "papers": papers,
    "import": bring_in,
    "figures": figures,
    "today": today,
    "screens": screens,
    "start": start,
}
"""Name on the command line -> module with `add_options(parser)` and `run(options)`."""


def main() -> None:
    """Choose and run."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    choices = parser.add_subparsers(required=True, metavar="NAME")
    for name, module in BENCHMARKS.items():
        choice = choices.add_parser(name, help=(module.__doc__ or "").partition("\n")[0])
        module.add_options(choice)
        choice.set_defaults(run=module.run)
    options = parser.parse_args()
    options.run(options)


if __name__ == "__main__":
    main()
