"""A private PostgreSQL that may be stopped and killed; nobody else's is touched."""

import os
import shutil
import socket
import subprocess
from pathlib import Path

from product import Failed, Skipped


def programs():
    """The folder of initdb, the newest version."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    initdb = found[-1] if found else shutil.which("initdb")
    if not initdb:
        raise Skipped("PostgreSQL is not installed (tests/run.sh installs it)")
    return Path(initdb).parent


def free_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


class Cluster:
    def __init__(self, folder, port):
        self.folder, self.port, self.bin, self.made = folder, port, programs(), 0

    @classmethod
    def start(cls, folder, *settings):
        cluster = cls(folder, free_port())
        folder.mkdir()
        folder.chmod(0o755)
        if os.getuid() == 0:
            shutil.chown(folder, "postgres")
        made = ["-U", "cnap", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
        cluster.program("initdb", "-D", folder / "data", *made)
        cluster.settings = settings
        cluster.up()
        return cluster

    def program(self, name, *words):
        """Runs one of PostgreSQL's programs, which do not run as root."""
        own = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        command = [*own, str(self.bin / name), *map(str, words)]
        # A server keeps the streams it is started with, so they go to a file.
        with (self.folder.parent / "postgres.log").open("a+") as log:
            begun = log.tell()
            code = subprocess.run(
                command, cwd=self.folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log
            ).returncode
            log.seek(begun)
            told = log.read()
        if code != 0:
            raise Failed(f"{name}: {told[-1000:]}")
        return told

    def up(self):
        quick = [
            "fsync=off",
            "synchronous_commit=off",
            "full_page_writes=off",
            "max_connections=100",
            *self.settings,
        ]
        options = [
            f"-p {self.port}",
            f"-k {self.folder}",
            "-c listen_addresses=127.0.0.1",
            *(f"-c {o}" for o in quick),
        ]
        self.program(
            "pg_ctl",
            "-D",
            self.folder / "data",
            "-l",
            self.folder / "log",
            "-w",
            "-s",
            "start",
            "-o",
            " ".join(options),
        )

    def down(self, mode):
        """Stops the server: `fast` ends what runs, `immediate` is as good as a kill."""
        self.program("pg_ctl", "-D", self.folder / "data", "-m", mode, "-s", "-w", "stop")

    def remove(self):
        try:
            self.down("immediate")
        except Failed:
            pass

    def url(self, name):
        return f"postgres://cnap@127.0.0.1:{self.port}/{name}"

    def ask(self, url, statement):
        own = self.url(url.rsplit("/", 1)[1])
        return self.program("psql", "-X", "-q", "-A", "-t", "-d", own, "-c", statement).strip()

    def create(self, template=None):
        """A new database, empty or the same as another; its address."""
        self.made += 1
        name = f"endurance_{self.made}"
        source = f" TEMPLATE {template.rsplit('/', 1)[1]}" if template else ""
        self.ask("/postgres", f"CREATE DATABASE {name}{source}")
        return self.url(name)

    def drop(self, url):
        self.ask("/postgres", f"DROP DATABASE IF EXISTS {url.rsplit('/', 1)[1]} WITH (FORCE)")
