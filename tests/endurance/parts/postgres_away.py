"""PostgreSQL stopped, killed and cut off under load: pages are answered, writes are whole."""

import socket
import threading
import time
from collections import Counter

from load import Load
from postgres import Cluster
from product import Base, expect
from region import network, offerings, points

TIMES = 5
PAGES = "/ /points /hromadas /compliance?date=2023-11-30 /api/v1/points /search?q=паспорт".split()


class Way:
    """A way to the database that can be cut: what is on it hangs, and nobody is told."""

    def __init__(self, port):
        self.port, self.open = port, threading.Event()
        self.open.set()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.here = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            one, _ = self.listener.accept()
            threading.Thread(target=self.join, args=(one,), daemon=True).start()

    def join(self, one):
        self.open.wait()
        try:
            two = socket.create_connection(("127.0.0.1", self.port))
        except OSError:
            one.close()
            return
        for source, sink in ((one, two), (two, one)):
            threading.Thread(target=self.carry, args=(source, sink), daemon=True).start()

    def carry(self, source, sink):
        try:
            while data := source.recv(65536):
                self.open.wait()
                sink.sendall(data)
        except OSError:
            pass
        for end in (source, sink):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass


def run(context):
    # Commits must last here: a server that answers before they are written loses them when it is
    # killed, and `verify` rightly misses the entries whose heads were kept.
    lasting = ("synchronous_commit=on", "full_page_writes=on")
    cluster = Cluster.start(context.folder / "away", *lasting)
    try:
        return told(context, cluster)
    finally:
        cluster.remove()


def told(context, cluster):
    base = network(Base.postgres(context.folder / "base", cluster))
    way = Way(cluster.port)
    seen = Base(base.folder, base.url.replace(str(cluster.port), str(way.here)), cluster)
    server, counts = seen.serve("--no-demo"), Counter()
    with Load(server, PAGES) as load:
        for number in range(context.count(TIMES)):
            for name, stop, start in (
                ("stopped", lambda: cluster.down("fast"), cluster.up),
                ("killed", lambda: cluster.down("immediate"), cluster.up),
                ("cut", way.open.clear, way.open.set),
            ):
                gone(base, seen, server, number, name, stop, start)
                counts[name] += 1
    expect(load.failed == 0, f"{load.failed} answers failed: {load.faults}")
    server.stop()
    whole = interrupted(context, cluster, base)
    base.cnap("verify")
    return (
        f"PostgreSQL stopped {counts['stopped']}, killed {counts['killed']} and cut off "
        f"{counts['cut']} times, and killed {whole} times within an import: {load.answered} "
        "answers meanwhile, all 200; `/readyz` 503 while it was away, caught up after; imports "
        "refused or whole; `verify` clean"
    )


def gone(base, seen, server, number, name, stop, start):
    """The database goes, a write is refused, it comes back, the write works and is shown."""
    stop()
    server.until_ready(503)
    file = base.folder / "away.csv"
    file.write_text(points([f"{name}{number}"]), encoding="utf-8")
    code, out = seen.told("import", "points", file, timeout=60)
    expect(code == 1, f"an import without a database: code {code}: {out}")
    start()
    base.cnap("import", "points", file)
    server.until_ready(200)
    server.until(f"/api/v1/points/{name}{number}", lambda body: name.encode() in body, seconds=30)


def interrupted(context, cluster, base):
    """The server is killed within an import, which then is there whole or not at all."""
    file = base.folder / "interrupted.csv"
    file.write_text(offerings(), encoding="utf-8")
    trial, before, begun = base.copy(base.folder / "0"), base.state(), time.monotonic()
    trial.cnap("import", "offerings", file)
    takes, after, times = time.monotonic() - begun, trial.state(), context.count(TIMES * 2)
    for number in range(times):
        if trial.state() == after:
            trial = base.copy(base.folder / f"{number + 1}")
        process = trial.start("import", "offerings", file)
        time.sleep(takes * context.chance.uniform(0.1, 1))
        cluster.down("immediate")
        process.communicate(timeout=120)
        cluster.up()
        trial.cnap("verify")
        expect(trial.state() in (before, after), "an import is there in part")
    return times
