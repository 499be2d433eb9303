"""A thousand kills of imports, undos, migrations, backups and restores at random moments."""

import time
from collections import Counter

from product import Base, archive_state, expect
from region import network, offerings

# Of each command on each database.
KILLS = 100


def run(context):
    cases = {
        "import": killed_import,
        "undo": killed_undo,
        "migrate": killed_migrate,
        "backup": killed_backup,
        "restore": killed_restore,
    }
    cases = {name: case for name, case in cases.items() if context.only in (None, name)}
    expect(cases, f"no command {context.only} is killed")
    counts = Counter()
    for kind in ("sqlite", "postgres"):
        ground = Ground(context, kind)
        for name, case in cases.items():
            here = case(context, ground)
            print(f"   {kind} {name}: {dict(here)}", flush=True)
            counts += here
    return (
        f"{counts['kills']} kills of {', '.join(cases)} on SQLite and PostgreSQL: "
        f"{counts['before']} left the state before, {counts['after']} the state after, "
        "none anything else; `verify` clean after each"
    )


class Ground:
    """Makes databases of one kind; those to be copied are made once."""

    def __init__(self, context, kind):
        self.context, self.kind, self.made = context, kind, 0
        self.filled = network(self.fresh())
        self.offering = self.copy(self.filled)
        self.offering.load("offerings", offerings())

    def folder(self):
        self.made += 1
        return self.context.folder / f"{self.kind}-{self.made}"

    def fresh(self):
        if self.kind == "sqlite":
            return Base.sqlite(self.folder())
        return Base.postgres(self.folder(), self.context.cluster())

    def copy(self, base):
        return base.copy(self.folder())


def kill(context, base, takes, words):
    """Kills a command at a moment between its start and a little after its usual end."""
    process = base.start(*words)
    time.sleep(context.chance.uniform(0, takes * 1.1))
    ended = process.poll() is not None
    process.kill()
    process.communicate()
    return ended


def timed(base, words):
    begun = time.monotonic()
    base.cnap(*words)
    return time.monotonic() - begun


def settle(base, before, after):
    """`verify` is clean and the state one of the two; whether it is the one after."""
    base.cnap("migrate")
    base.cnap("verify")
    state = base.state()
    expect(state in (before, after), f"a mixed state after a kill: {set(state) ^ set(before)}")
    return state == after


def killed_write(context, ground, source, words):
    """Kills of a command that leads from the state of one database to another."""
    trial = ground.copy(source)
    before = trial.state()
    takes = timed(trial, words)
    after = trial.state()
    expect(before != after, f"{words} does nothing")
    trial.remove()
    counts, base = Counter(), ground.copy(source)
    for _ in range(context.count(KILLS)):
        kill(context, base, takes, words)
        counts["kills"] += 1
        if settle(base, before, after):
            counts["after"] += 1
            base.remove()
            base = ground.copy(source)
        else:
            counts["before"] += 1
    base.cnap(*words)
    expect(base.state() == after, "the command does not work after the kills")
    base.remove()
    return counts


def killed_import(context, ground):
    source = ground.filled
    file = context.folder / "killed-offerings.csv"
    file.write_text(offerings(), encoding="utf-8")
    return killed_write(context, ground, source, ("import", "offerings", file))


def killed_undo(context, ground):
    source = ground.offering
    last = source.cnap("head").split()[0]
    return killed_write(context, ground, source, ("undo", last))


def killed_migrate(context, ground):
    whole = ground.fresh()
    takes = timed(whole, ("migrate",))
    tables = whole.tables()
    whole.remove()
    counts = Counter()
    for _ in range(context.count(KILLS)):
        base = ground.fresh()
        kill(context, base, takes, ("migrate",))
        found = base.tables()
        expect(found in (0, tables), f"{found} of {tables} tables after a killed migration")
        counts.update(kills=1, **{"before" if found == 0 else "after": 1})
        base.cnap("migrate")
        base.cnap("verify")
        expect(base.tables() == tables, "the next migration does not finish the tables")
        base.remove()
    return counts


def killed_backup(context, ground):
    base = ground.copy(ground.offering)
    whole, file = base.state(), base.folder / "killed.zip"
    takes = timed(base, ("backup", file))
    counts = Counter()
    for _ in range(context.count(KILLS)):
        file.unlink(missing_ok=True)
        kill(context, base, takes, ("backup", file))
        counts.update(kills=1, **{"after" if file.exists() else "before": 1})
        expect(not file.exists() or archive_state(file) == whole, "a backup that is not whole")
        base.cnap("verify")
        left = [found.name for found in base.folder.iterdir() if found.name.endswith(".part")]
        expect(not left, f"drafts are left: {left}")
    base.remove()
    return counts


def killed_restore(context, ground):
    source = ground.copy(ground.offering)
    file = context.folder / f"whole-{ground.kind}.zip"
    source.cnap("backup", file)
    source.remove()
    empty = ground.fresh()
    empty.cnap("migrate")
    counts = killed_write(context, ground, empty, ("restore", file))
    empty.remove()
    return counts
