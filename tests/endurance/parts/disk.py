"""A full disk: imports, undos, backups and exports on a small file system.

Where none can be made, under a limit on the size of files.
"""

import os
import resource
import subprocess
from collections import Counter
from functools import partial

from load import Load
from product import Base, expect
from region import network, offerings

TIMES = 40
SIZE_MB = 40
PAGES = ["/", "/points", "/compliance?date=2023-11-30", "/api/v1/points?per_page=50"]


def run(context):
    folder = context.folder / "disk"
    folder.mkdir()
    small = mounted(folder)
    try:
        if small:
            return filled_up(context, folder)
        return limited(context, folder)
    finally:
        if small:
            subprocess.run(["umount", "-l", folder], check=False)


def mounted(folder):
    """A small file system of its own, where the system lets us."""
    command = ["mount", "-t", "tmpfs", "-o", f"size={SIZE_MB}m", "tmpfs", folder]
    return os.getuid() == 0 and subprocess.run(command, capture_output=True).returncode == 0


def prepared(folder):
    base = network(Base.sqlite(folder / "base"))
    (base.folder / "offerings.csv").write_text(offerings(), encoding="utf-8")
    return base


def command(base, number, first):
    """One command after another; an undo only of what was imported here."""
    if number % 4 == 0:
        return "import", ("import", "offerings", base.folder / "offerings.csv")
    if number % 4 == 1:
        return "backup", ("backup", base.folder / "full.zip")
    last = int(base.cnap("head").split()[0])
    if number % 4 == 2 and last > first:
        return "undo", ("undo", last)
    return "export", ("export", "offerings", "--out", base.folder / "full.csv")


def filled_up(context, folder):
    base, times = prepared(folder), context.count(TIMES)
    server, refused, done, before = base.serve(), Counter(), 0, base.state()
    first = int(base.cnap("head").split()[0])
    with Load(server, PAGES) as load:
        for number in range(times):
            name, words = command(base, number, first)
            code, out = with_little_room(context, folder, base, words)
            refused[name] += code
            done += code == 0
            expect(code in (0, 1) and (code == 0 or "cnap: " in out), f"{name}: code {code}: {out}")
            before = settled(base, name, code, before)
    expect(load.failed == 0, f"{load.failed} answers failed: {load.faults}")
    server.stop()
    base.load("figures", "point,period,measure,value\nE1,2023Q4,services,1\n")
    told = ", ".join(f"{times} {name}" for name, times in refused.items())
    return (
        f"{times} commands on a disk of {SIZE_MB} MB with 0 to 3 MB left (SQLite): refused {told}, "
        f"done {done}; nothing half done, no file left, `verify` clean after each; "
        f"{load.answered} answers meanwhile, all 200"
    )


def with_little_room(context, folder, base, words):
    """Runs a command while a filler leaves little of the disk."""
    filler = folder / "filler"
    room = context.chance.randrange(0, 3_000_000)
    free = os.statvfs(folder).f_bavail * os.statvfs(folder).f_frsize
    with filler.open("wb") as out:
        os.posix_fallocate(out.fileno(), 0, max(free - room, 1))
    told = base.told(*words)
    filler.unlink()
    return told


def settled(base, name, code, before):
    """The state after a command: as before when it was refused; files are whole or not there."""
    base.cnap("verify")
    for maker, file in (("backup", base.folder / "full.zip"), ("export", base.folder / "full.csv")):
        expected = code == 0 and name == maker
        expect(file.exists() == expected, f"{name} with code {code}: {file.name}")
        file.unlink(missing_ok=True)
    left = [found.name for found in base.folder.iterdir() if found.name.endswith(".part")]
    expect(not left, f"drafts are left: {left}")
    state = base.state()
    expect(code == 0 or state == before, f"{name} was refused and changed something")
    return state


def limited(context, folder):
    """The same by a limit on the size of a file, which ends in an error as a full disk does."""
    base = prepared(folder)
    before, refused, times = base.state(), 0, 8
    first = int(base.cnap("head").split()[0])
    for number in range(times):
        name, words = command(base, number, first)
        size = context.chance.randrange(100_000, 2_000_000)
        # The signal of the limit must be ignored for the error to be seen; children inherit that.
        limit = {"preexec_fn": partial(resource.setrlimit, resource.RLIMIT_FSIZE, (size, size))}
        code, out = base.told(*words, restore_signals=False, **limit)
        refused += code
        expect(code in (0, 1), f"{name}: code {code}: {out}")
        before = settled(base, name, code, before)
    return (
        f"{times} commands under a limit on the size of files (SQLite): {refused} refused, "
        "nothing half done, `verify` clean after each"
    )
