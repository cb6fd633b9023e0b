"""The door: a subcommand or the window. Heavy imports come only after that choice."""

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run Rapport and return the exit code: 0 done, 1 damaged (check), 2 not possible, 3 a bug, 130 interrupted."""
    from desktop import cli

    said = sys.argv[1:] if arguments is None else list(arguments)
    if said and (said[0] in cli.COMMANDS or said[0] in ("-h", "--help", "--version")):
        return cli.run(said)
    return cli.guarded(lambda: _window(said))


def _window(said: list[str]) -> int:
    from desktop import cli
    from desktop.display import usable_display
    from desktop.words import _

    try:
        asked = cli.window_arguments(said)
    except SystemExit as end:
        return int(end.code or 0)
    if not usable_display():
        sys.stderr.write(_("rapport: There is no display to open a window on. See rapport --help for the rest.") + "\n")
        return 2
    from desktop.app import start

    path = cli.sample_copy(asked.date) if asked.sample else asked.plan
    return start(path, asked.date)


if __name__ == "__main__":
    sys.exit(main())
