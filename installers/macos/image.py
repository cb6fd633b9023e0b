"""The built bundle as a disk image, signed and notarised where there are the means: `python -m installers.macos.image`.

Everything secret comes from the environment; without it the image is made all the same, signed for no one:

    RAPPORT_SIGN_AS                          the name of a Developer ID in the keychain; build.spec signs with it, too
    RAPPORT_NOTARY_KEY, _KEY_ID, _ISSUER     an App Store Connect key: its file, its name, its issuer
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from installers import product

HERE = Path(__file__).parent
APP = product.DIST / f"{product.NAME}.app"
VOLUME = f"{product.NAME} {product.VERSION}"


def target() -> Path:
    """Where the image is laid."""
    machine = {"x86_64": "intel"}.get(platform.machine(), platform.machine())
    return product.DIST / f"{product.NAME}-{product.VERSION}-macos-{machine}.dmg"


def commands(image: Path, env: Mapping[str, str]) -> list[list[str]]:
    """What is run, in order; `env` says what can be signed and notarised.

    PyInstaller has signed the libraries, then the bundle, from the inside out: nothing here uses `--deep`.
    """
    settings = ["-s", str(HERE / "dmg_settings.py"), "-D", f"app={APP}", "-D", f"icon={product.ICONS / 'app.icns'}"]
    todo = [
        ["codesign", "--verify", "--strict", "--verbose=2", str(APP)],
        [sys.executable, "-m", "dmgbuild", *settings, VOLUME, str(image)],
    ]
    identity = env.get("RAPPORT_SIGN_AS", "")
    if not identity:
        return todo
    todo.append(["codesign", "--sign", identity, "--timestamp", str(image)])
    key = [env.get(f"RAPPORT_NOTARY_{name}", "") for name in ("KEY", "KEY_ID", "ISSUER")]
    if all(key):
        secret = ["--key", key[0], "--key-id", key[1], "--issuer", key[2]]
        todo.append(["xcrun", "notarytool", "submit", str(image), *secret, "--wait", "--timeout", "30m"])
        todo.append(["xcrun", "stapler", "staple", str(image)])
        todo.append(["spctl", "--assess", "--type", "open", "--context", "context:primary-signature", str(image)])
    return todo


def main() -> None:
    image = target()
    image.unlink(missing_ok=True)
    todo = commands(image, os.environ)
    for command in todo:
        print(f"rapport: {' '.join(command[:3])}", flush=True)  # not the rest: it names the keys
        code = subprocess.run(command).returncode
        if code:
            raise SystemExit(code)
    said = "notarised" if any("notarytool" in command for command in todo) else "not notarised"
    print(f"rapport: {image.name}, {image.stat().st_size / 1e6:.0f} MB, {said}")


if __name__ == "__main__":
    main()
