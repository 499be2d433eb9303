"""Runs the parts and writes what they saw into docs/reliability.md; see run.sh."""

import argparse
import os
import random
import signal
import sys
import tempfile
import time
import traceback
from pathlib import Path

import report
from parts import (
    cargo,
    copies,
    disk,
    files,
    flood,
    kills,
    million,
    postgres_away,
    requests,
    slow,
    soak,
)
from postgres import Cluster
from product import Failed, Skipped, end_all

# In the order of the table.
PARTS = {
    "kills": kills.run,
    "postgres": postgres_away.run,
    "copies": copies.run,
    "disk": disk.run,
    "requests": requests.run,
    "files": files.run,
    "slow": slow.run,
    "flood": flood.run,
    "million": million.run,
    "soak": soak.run,
    "alterations": cargo.alterations,
}


class Context:
    """What a part is given: how much to do, a folder, chance, and a PostgreSQL of its own."""

    def __init__(self, options, folder):
        self.scale = options.scale
        self.soak_minutes = options.soak_minutes
        self.only = options.only
        self.folder = folder
        self.chance = random.Random(options.seed)
        self._cluster = None

    def count(self, whole):
        """A share of a whole run."""
        return max(1, round(whole * self.scale))

    def cluster(self):
        if self._cluster is None:
            self._cluster = Cluster.start(self.folder / "postgres")
        return self._cluster

    def close(self):
        if self._cluster is not None:
            self._cluster.remove()


def options():
    parser = argparse.ArgumentParser(prog="tests/endurance/run.sh")
    parser.add_argument(
        "parts", nargs="*", metavar="PART", help=f"of: {', '.join(PARTS)}; all without"
    )
    parser.add_argument(
        "--scale", type=float, default=1.0, help="share of a whole run, such as 0.01 to try a part"
    )
    parser.add_argument("--soak-minutes", type=float, default=30.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", help="of kills one command, such as migrate")
    parser.add_argument("--note", default="release build", help="what build it is, for the table")
    parser.add_argument("--no-report", action="store_true", help="do not touch docs/reliability.md")
    chosen = parser.parse_args()
    unknown = [part for part in chosen.parts if part not in PARTS]
    if unknown:
        parser.error(f"no part {', '.join(unknown)}")
    return chosen


def run_part(name, chosen):
    """True when nothing fell over."""
    begun = time.monotonic()
    print(f"== {name}", flush=True)
    folder = Path(tempfile.mkdtemp(prefix="cnap-endurance-"))
    folder.chmod(0o755)
    context = Context(chosen, folder)
    try:
        told, passed = PARTS[name](context), True
    except Skipped as reason:
        print(f"skipped: {reason}", flush=True)
        return True
    except (Failed, OSError) as reason:
        traceback.print_exc()
        told, passed = f"FAILED: {reason}", False
    finally:
        end_all()
        context.close()
        report.remove(folder)
    minutes = (time.monotonic() - begun) / 60
    print(f"{told} ({minutes:.1f} min)", flush=True)
    if not chosen.no_report:
        report.write(name, told, minutes, chosen.note, list(PARTS))
    return passed


def main():
    chosen = options()
    # Variables of somebody's own service must not reach the product.
    for name in [
        name
        for name in os.environ
        if name.startswith("CNAP_") and name not in ("CNAP_BINARY", "CNAP_SHARED")
    ]:
        del os.environ[name]
    # Whoever ends the run ends what it started too.
    for ended in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(ended, lambda *_: sys.exit(1))
    passed = [run_part(name, chosen) for name in chosen.parts or PARTS]
    sys.exit(0 if all(passed) else 1)


if __name__ == "__main__":
    main()
