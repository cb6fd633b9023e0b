"""The key of a protected plan: made from a passphrase, in memory while the plan is open, never written down.

The file is SQLCipher's format, version 4: the first 16 bytes are the salt, the key is PBKDF2 of the passphrase. It is
made here rather than by the database library, because that takes a quarter of a second, which a thread can bear and a
window cannot, and because each further connection then needs no such wait.
"""

import hashlib
import os
import re
import unicodedata
from dataclasses import dataclass

from desktop.domain.errors import KnownError
from desktop.domain.job import Job, in_thread
from desktop.domain.strength import LEAST

SALT = 16
_ROUNDS = 256_000
_SPELT = re.compile(r"x'([0-9a-f]{64})([0-9a-f]{32})'")


class PassphraseTooShort(KnownError):
    """A passphrase has fewer than `LEAST` characters; nothing was changed."""


@dataclass(frozen=True, repr=False)
class Key:
    """What opens one file: `secret` encrypts it, `salt` stands at its beginning."""

    secret: bytes
    salt: bytes

    def spell(self) -> str:
        """The key as the database library takes it, and as one program hands it to another; as good as the words."""
        return f"x'{self.secret.hex()}{self.salt.hex()}'"


def key_for(salt: bytes, passphrase: str) -> Job[Key]:
    """The key that `passphrase` makes for a file with this salt; whether it fits shows when the file is opened."""
    if (spelt := _SPELT.fullmatch(passphrase)) is not None:
        return Key(bytes.fromhex(spelt[1]), bytes.fromhex(spelt[2]))
    secret = yield from in_thread(lambda: _derive(passphrase, salt), stop=lambda: None)
    return Key(secret, salt)


def new_key(passphrase: str) -> Job[Key]:
    """A key for a file to be written. Raises `PassphraseTooShort`."""
    if len(_same(passphrase)) < LEAST:
        raise PassphraseTooShort
    return (yield from key_for(os.urandom(SALT), passphrase))


def _same(passphrase: str) -> str:
    """The same characters whatever keyboard they were typed on: systems compose accents differently."""
    return unicodedata.normalize("NFC", passphrase)


def _derive(passphrase: str, salt: bytes) -> bytes:
    words = _same(passphrase).encode("utf-8", "surrogatepass")
    return hashlib.pbkdf2_hmac("sha512", words, salt, _ROUNDS, 32)
