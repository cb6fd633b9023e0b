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

    PyInstaller has signed each library and program by itself, then the bundle once more with `codesign --deep`, which
    signs all code in Contents/MacOS and Contents/Frameworks again, all with the same runtime and entitlements. Nothing
    is signed here but the image. `--verify --deep` reads: all code inside must bear a signature that holds.

    The program is notarised and its ticket stapled before it goes into the image: dragged out of it onto a Mac that is
    offline, it brings its ticket along. Then the same for the image.
    """
    settings = ["-s", str(HERE / "dmg_settings.py"), "-D", f"app={APP}", "-D", f"icon={product.ICONS / 'app.icns'}"]
    verify = ["codesign", "--verify", "--deep", "--strict", "--verbose=2", str(APP)]
    build = [sys.executable, "-m", "dmgbuild", *settings, VOLUME, str(image)]
    identity = env.get("RAPPORT_SIGN_AS", "")
    if not identity:
        return [verify, build]
    sign = ["codesign", "--sign", identity, "--timestamp", str(image)]
    key = [env.get(f"RAPPORT_NOTARY_{name}", "") for name in ("KEY", "KEY_ID", "ISSUER")]
    if not all(key):
        return [verify, build, sign]

    def notarise(path: Path) -> list[str]:
        secret = ["--key", key[0], "--key-id", key[1], "--issuer", key[2]]
        return ["xcrun", "notarytool", "submit", str(path), *secret, "--wait", "--timeout", "30m"]

    sent = product.BUILD / f"{APP.stem}.zip"  # a bundle is a folder, and only a file can be sent
    return [
        verify,
        ["ditto", "-c", "-k", "--keepParent", str(APP), str(sent)],
        notarise(sent),
        ["xcrun", "stapler", "staple", str(APP)],
        ["spctl", "--assess", "--type", "execute", "--verbose=2", str(APP)],
        build,
        sign,
        notarise(image),
        ["xcrun", "stapler", "staple", str(image)],
        ["spctl", "--assess", "--type", "open", "--context", "context:primary-signature", str(image)],
    ]


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
