"""Opened and closed many times over: memory and open files stay as they are."""

from __future__ import annotations

import gc
import os
from pathlib import Path

from desktop.domain.job import run
from desktop.plan import backups, document, edits, read
from desktop.plan.file import Plan
from desktop.plan.search import Finder
from tests.made_up import sample_plan
from tests.torture.state import TODAY


def memory() -> float:
    """Megabytes that this process holds."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def handles() -> int:
    """Files, pipes and sockets that this process has open."""
    return len(os.listdir("/proc/self/fd"))  # noqa: PTH208


def wear(count: int, folder: Path) -> tuple[float, int]:
    """(megabytes, handles) by which the process grew over `count` opens and closes, the first tenth not counted."""
    folder.mkdir(parents=True, exist_ok=True)
    path = sample_plan(folder / "plan.rapport")
    before = 0.0, 0
    for n in range(count):
        if n == count // 10:
            gc.collect()
            before = memory(), handles()
        with Plan.open(path) as plan:
            finder = Finder(plan)
            run(finder.load())
            finder.texts("handover")
            read.person_rows(plan)
            if n % 10 == 0:
                run(document.read_values(plan))
                (key,) = edits.add_contacts(plan, ["Once more"], on=TODAY)
                run(edits.delete_contacts(plan, [key]))
                run(plan.undo())
                run(plan.undo())
                run(backups.back_up(path, None))
                for old in backups.listing(path)[3:]:
                    backups.remove(old)
    gc.collect()
    return memory() - before[0], handles() - before[1]


def window_wear(count: int, every: int, uncounted: int, folder: Path) -> tuple[float, int, int]:
    """(megabytes, handles, Qt's objects) by which the real window grew over `count` opens and closes of a plan.

    Each time Today and another screen are shown; each `every` times all of them, initials for names and back, the
    backups, and the plan goes back to one of these. The first ones are `uncounted`: what is kept for good comes with
    them. Each job counts as a long one.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtCore import QEvent, QObject, QSettings, qInstallMessageHandler

    folder.mkdir(parents=True, exist_ok=True)
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(folder))
    qInstallMessageHandler(lambda *_: None)

    from desktop.app import Application
    from desktop.ui import jobs
    from desktop.ui.dialogs.backups import Backups
    from desktop.ui.main_window import MainWindow
    from desktop.ui.screens import screens
    from desktop.ui.theme import LIGHT_ONLY, Theme

    jobs._QUIET_MS = -1
    path = sample_plan(folder / "plan.rapport")
    app = Application()
    window = MainWindow(Theme(app, LIGHT_ONLY), lambda: TODAY, lambda _kind: path, lambda: folder)
    window.show()
    names = list(screens())

    def turn() -> None:
        for _ in range(5):
            app.processEvents()
            app.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def shown(name: str) -> None:
        window.show_screen(name)
        assert window.workspace is not None
        window.workspace.finish()
        turn()

    def more() -> None:
        for name in names:
            shown(name)
        for _ in range(2):
            window.covers.toggle_names()
            turn()
        window.files.backups()
        (asked,) = [each for each in window.findChildren(Backups) if each.isVisible()]
        asked.list.setCurrentRow(0)
        before = window.session
        asked.does.click()
        while window.session is None or window.session is before:
            turn()
        backed_up()
        for old in backups.listing(path)[3:]:
            backups.remove(old)

    def backed_up() -> None:
        assert window.files.keeping is not None
        assert window.files.keeping.backing is not None
        while window.files.keeping.backing.busy:
            turn()

    def objects() -> int:
        return len(window.findChildren(QObject)) + len(app.allWidgets())

    now = before = 0.0, 0, 0
    for n in range(count):
        window.files.open_path(path)
        shown(names[n % len(names)])
        backed_up()
        if n % every == 0:
            more()
        window.files.close_plan()
        turn()
        if n in (uncounted, count - 1):
            gc.collect()
            turn()
            now = memory(), handles(), objects()
            before = now if n == uncounted else before
    window.close()
    return now[0] - before[0], now[1] - before[1], now[2] - before[2]
