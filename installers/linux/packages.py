"""The built program as a Debian package and as an archive to unpack anywhere: `python -m installers.linux.packages`.

The package has no scripts of its own: desktop file, file type and icons are taken up by the triggers of the packages
that look after them.
"""

from __future__ import annotations

import gzip
import os
import re
import shutil
import subprocess
import sysconfig
import tarfile
from pathlib import Path

from installers import product
from installers.dev import QT_LIBRARIES

HERE = Path(__file__).parent
PROGRAM = product.DIST / product.NAME
PICTURE_SIZES = (16, 32, 48, 128, 256)

ARCHITECTURE = {"x86_64": "amd64", "aarch64": "arm64"}

CONTROL = """\
Package: {name}
Version: {version}
Architecture: {architecture}
Maintainer: The Rapport authors <packages@rapport.example>
Installed-Size: {kilobytes}
Depends: {depends}
Recommends: libcups2, xdg-utils
Section: office
Priority: optional
Description: {summary}
 Rapport keeps a plan of the people your work depends on: who they are, how
 near they stand, what you want for each other and what comes next. It works
 offline; one plan is one file on your own disk.
"""


def machine() -> str:
    """This machine's architecture as archives name it."""
    return sysconfig.get_platform().rpartition("-")[2]


def debian_version(version: str = product.VERSION) -> str:
    """A version so that one on trial (1.2.0rc1) comes before what it is on trial for."""
    return re.sub(r"(?<=\d)(\.?(?:a|b|rc|dev)\d+)", r"~\1", version, count=1)


def package() -> Path:
    """Where the Debian package is laid."""
    return product.DIST / f"{product.COMMAND}_{debian_version()}_{ARCHITECTURE[machine()]}.deb"


def archive() -> Path:
    """Where the archive is laid."""
    return product.DIST / f"{product.NAME}-{product.VERSION}-linux-{machine()}.tar.gz"


def libc_needed(program: Path) -> tuple[int, int]:
    """The oldest C library that everything in a folder runs with: the newest version that a file asks for."""
    asked = {(2, 0)}
    for path in program.rglob("*"):
        if path.is_file() and not path.is_symlink() and (".so" in path.name or os.access(path, os.X_OK)):
            said = subprocess.run(["readelf", "--version-info", path], capture_output=True, text=True).stdout
            asked |= {(int(major), int(minor)) for major, minor in re.findall(r"Name: GLIBC_(\d+)\.(\d+)", said)}
    return max(asked)


def depends(program: Path) -> list[str]:
    """The packages of what the program needs and does not bring."""
    brought = {path.name for path in (program / "_internal").iterdir()}
    missing = [package for library, package in QT_LIBRARIES.items() if library not in brought]
    return ["libc6 (>= {}.{})".format(*libc_needed(program)), *missing]


def desktop_files(share: Path, icons: Path) -> None:
    """Lay out what desktops read below a folder `share`: menu entry, file type, description, icons."""
    for source, place in (
        ("rapport.desktop", "applications/rapport.desktop"),
        ("rapport.xml", "mime/packages/rapport.xml"),
        (f"{product.IDENTIFIER}.metainfo.xml", f"metainfo/{product.IDENTIFIER}.metainfo.xml"),
    ):
        _copied(HERE / source, share / place)
    of_kinds = [(kind.icon, f"mimetypes/{kind.mime.replace('/', '-')}") for kind in product.KINDS]
    for name, place in (("app", "apps/rapport"), *of_kinds):
        drawn = product.ROOT / "resources" / "icons" / f"{name}.svg"
        _copied(drawn, share / "icons" / "hicolor" / "scalable" / f"{place}.svg")
        for size in PICTURE_SIZES:
            target = share / "icons" / "hicolor" / f"{size}x{size}" / f"{place}.png"
            _copied(icons / str(size) / f"{name}.png", target)


def _copied(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def lay_out(root: Path) -> None:
    """The tree of the Debian package below `root`."""
    shutil.copytree(PROGRAM, root / "opt" / product.COMMAND, symlinks=True)
    commands = root / "usr" / "bin"
    commands.mkdir(parents=True)
    (commands / product.COMMAND).symlink_to(f"/opt/{product.COMMAND}/{product.NAME}")
    share = root / "usr" / "share"
    desktop_files(share, product.ICONS)
    papers = share / "doc" / product.COMMAND
    papers.mkdir(parents=True)
    shutil.copyfile(product.ROOT / "LICENSE", papers / "copyright")
    news = f"{product.COMMAND} ({debian_version()}) unstable; urgency=medium\n\n  * See the README.\n"
    (papers / "changelog.gz").write_bytes(gzip.compress(news.encode(), mtime=0))

    size = sum(path.stat().st_size for path in root.rglob("*") if path.is_file() and not path.is_symlink())
    control = CONTROL.format(
        name=product.COMMAND,
        version=debian_version(),
        architecture=ARCHITECTURE[machine()],
        kilobytes=-(-size // 1024),
        depends=", ".join(depends(PROGRAM)),
        summary=product.SUMMARY.lower(),
    )
    (root / "DEBIAN").mkdir()
    (root / "DEBIAN" / "control").write_text(control, "utf-8")
    # Whoever builds may have a umask that hides files from others.
    for path in root.rglob("*"):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)


def build_package() -> Path:
    """Make the Debian package."""
    root = product.BUILD / "deb"
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir(parents=True)
    root.chmod(0o755)
    lay_out(root)
    target = package()
    subprocess.run(["dpkg-deb", "--root-owner-group", "-Zxz", "-z1", "--build", root, target], check=True)
    shutil.rmtree(root)
    return target


def build_archive() -> Path:
    """Make the archive: one folder, with the program and a script that makes it an entry of one's own menu."""
    root = product.BUILD / "archive"
    shutil.rmtree(root, ignore_errors=True)
    desktop_files(root, product.ICONS)
    target = archive()

    def plain(member: tarfile.TarInfo) -> tarfile.TarInfo:
        member.uid = member.gid = 0
        member.uname = member.gname = "root"
        return member

    def executable(member: tarfile.TarInfo) -> tarfile.TarInfo:
        member.mode = 0o755
        return plain(member)

    with tarfile.open(target, "w:gz", compresslevel=6) as out:
        out.add(PROGRAM, product.NAME, filter=plain)
        out.add(root, f"{product.NAME}/share", filter=plain)
        out.add(HERE / "menu-entry.sh", f"{product.NAME}/menu-entry.sh", filter=executable)
        out.add(product.ROOT / "LICENSE", f"{product.NAME}/LICENSE", filter=plain)
    shutil.rmtree(root)
    return target


def main() -> None:
    for build in (build_package, build_archive):
        made = build()
        print(f"rapport: {made.name}, {made.stat().st_size / 1e6:.0f} MB")
    print("rapport: it runs with a C library from {}.{} on".format(*libc_needed(PROGRAM)))


if __name__ == "__main__":
    main()
