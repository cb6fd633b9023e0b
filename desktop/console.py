"""What the command line says and asks: lines, problems in one line, passphrases."""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path

from desktop.domain.errors import KnownError
from desktop.words import _, one_line


class Refused(KnownError):
    """What was asked for cannot be done; `said` is the sentence."""

    def __init__(self, said: str) -> None:
        super().__init__("refused")
        self.said = said

    def words(self) -> str:
        """The sentence."""
        return self.said


class CannotSay(KnownError):
    """What was done cannot be printed."""

    def words(self) -> str:
        """What happened, and what it does not concern."""
        return _("What there is to say could not be written out. What was asked for was done.")


def complain(line: str) -> None:
    sys.stderr.write(f"rapport: {line}\n")


def say(text: str) -> None:
    try:
        sys.stdout.write(text + "\n")
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as problem:
        raise CannotSay from problem


def passphrase_said(path: Path | None, prompt: str, unasked: str = "") -> str:
    """A passphrase out of a file, the input ("-"), or typed unseen; `unasked`: what to say where nobody can type."""
    if path is None:
        if not sys.stdin.isatty():
            raise Refused(unasked)
        from getpass import getpass

        return getpass(prompt)
    try:
        with contextlib.nullcontext(sys.stdin.buffer) if str(path) == "-" else path.open("rb") as file:
            return file.readline(100_000).decode("utf-8-sig").rstrip("\r\n")
    except (OSError, ValueError):
        raise Refused(_("The passphrase could not be read from “{name}”.").format(name=one_line(path.name))) from None
