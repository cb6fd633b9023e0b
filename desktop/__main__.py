"""The door: a subcommand or the window. Heavy imports come only after that choice."""

import os
import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run Rapport and return the exit code: 0 done, 1 damaged (check), 2 not possible, 3 a bug, 130 interrupted."""
    try:
        _open_streams()
        from desktop import cli

        said = sys.argv[1:] if arguments is None else list(arguments)
        if said and (said[0] in cli.COMMANDS or said[0] in ("-h", "--help", "--version")):
            return cli.run(said)
        return cli.guarded(lambda: _window(said))
    except KeyboardInterrupt:
        sys.stderr.write("rapport: stopped\n")
        return 130


def _open_streams() -> None:
    """Output that was closed, or that a windowed program never had, goes nowhere; names in every script get through."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115 - for as long as we run
        else:
            stream.reconfigure(encoding="utf-8", errors="replace")


def _window(said: list[str]) -> int:
    from desktop import cli
    from desktop.console import Refused
    from desktop.display import usable_display
    from desktop.words import _

    try:
        asked = cli.window_arguments(said)
    except SystemExit as end:
        return int(end.code or 0)
    if not usable_display():
        raise Refused(_("There is no display to open a window on. See rapport --help for the rest."))
    from desktop.app import start

    return start(asked.plan, asked.date, sample=asked.sample, safe=asked.safe)


if __name__ == "__main__":
    sys.exit(main())
