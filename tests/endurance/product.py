"""The product as an operator meets it: a database with its command line, and the service."""

import os
import re
import shutil
import signal
import sqlite3
import subprocess
import time
import urllib.error
import urllib.request
import zipfile
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
# Processes begun and not waited for yet, for a part that fails in the middle.
BEGUN = []


class Failed(Exception):
    """Something fell over."""


class Skipped(Exception):
    """A part cannot be run here."""


def expect(truth, told):
    if not truth:
        raise Failed(told)


class Base:
    """A database and a folder for its files."""

    def __init__(self, folder, url, cluster=None):
        self.folder, self.url, self.cluster = folder, url, cluster
        folder.mkdir(parents=True, exist_ok=True)

    @classmethod
    def sqlite(cls, folder):
        return cls(folder, f"sqlite://{folder / 'cnap.db'}?mode=rwc")

    @classmethod
    def postgres(cls, folder, cluster, template=None):
        return cls(folder, cluster.create(template and template.url), cluster)

    def copy(self, folder):
        """The same database again, in a folder of its own."""
        if self.cluster is not None:
            return Base.postgres(folder, self.cluster, self)
        copy = Base.sqlite(folder)
        for file in self.folder.glob("cnap.db*"):
            shutil.copy(file, folder / file.name)
        return copy

    def remove(self):
        if self.cluster is not None:
            self.cluster.drop(self.url)
        shutil.rmtree(self.folder, ignore_errors=True)

    def start(self, *words, **more):
        """Starts a command and does not wait for it."""
        setting = dict(os.environ, CNAP_DATABASE_URL=self.url)
        streams = {
            "stdin": subprocess.DEVNULL,
            "stdout": subprocess.PIPE,
            "stderr": subprocess.STDOUT,
            **more,
        }
        command = [os.environ["CNAP_BINARY"], *map(str, words)]
        process = subprocess.Popen(command, cwd=self.folder, env=setting, text=True, **streams)
        BEGUN[:] = [one for one in BEGUN if one.poll() is None] + [process]
        return process

    def told(self, *words, timeout=300, **more):
        """Runs a command to its end: exit code and words."""
        process = self.start(*words, **more)
        try:
            out, _ = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            raise Failed(f"cnap {' '.join(map(str, words))} does not end in {timeout} s") from None
        expect("panicked at" not in out, f"a panic: {out}")
        return process.returncode, out

    def cnap(self, *words):
        """Runs a command that must do its work."""
        code, out = self.told(*words)
        expect(code == 0, f"cnap {' '.join(map(str, words))}: code {code}: {out.strip()}")
        return out

    def load(self, table, text):
        """Imports a table given as text."""
        file = self.folder / f"{table}.csv"
        file.write_text(text, encoding="utf-8")
        return self.cnap("import", table, file)

    def tables(self):
        """How many tables the database has, asked past the product."""
        if self.cluster is not None:
            asked = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
            return int(self.cluster.ask(self.url, asked))
        if not (self.folder / "cnap.db").exists():
            return 0
        with sqlite3.connect(self.folder / "cnap.db") as db:
            return db.execute("SELECT count(*) FROM sqlite_master WHERE type = 'table'").fetchone()[
                0
            ]

    def state(self):
        """Checksums of every table but the journal, and the number of its entries, to compare."""
        file = self.folder / "state.zip"
        file.unlink(missing_ok=True)
        self.cnap("backup", file)
        state = archive_state(file)
        file.unlink()
        return state

    def serve(self, *options):
        return Server(self, options)


def end_all():
    """Ends what a part has left."""
    for process in BEGUN:
        process.kill()
        process.wait()
    BEGUN.clear()


def archive_state(file):
    """The same of a backup; an archive that is not whole fails."""
    with zipfile.ZipFile(file) as archive:
        expect(archive.testzip() is None, f"{file.name} is damaged")
        entries = archive.read("action.csv").count(b"\n")
        kept = [
            part
            for part in archive.infolist()
            if part.filename not in ("action.csv", "manifest.json")
        ]
        return tuple((part.filename, part.CRC, part.file_size) for part in kept) + (
            ("entries", entries),
        )


class Server:
    """The running service."""

    def __init__(self, base, options):
        self.log = base.folder / "server.log"
        metrics = () if "--metrics-listen" in options else ("--metrics-listen", "off")
        with self.log.open("a") as log:
            self.process = base.start(
                "serve", "--listen", "127.0.0.1:0", *metrics, *options, stderr=log
            )
        line = self.process.stdout.readline()
        found = re.search(r"http://([0-9.]+):([0-9]+)", line)
        expect(found, f"the service did not start: {self.log.read_text()}")
        self.host, self.port = found[1], int(found[2])
        self.address = f"http://{self.host}:{self.port}"

    def status(self, path, timeout=30):
        """The status of an address."""
        try:
            with urllib.request.urlopen(self.address + path, timeout=timeout) as answer:
                answer.read()
                return answer.status
        except urllib.error.HTTPError as error:
            return error.code

    def body(self, path):
        """What an address answers, be it a page that there is no such thing."""
        try:
            with urllib.request.urlopen(self.address + path, timeout=60) as answer:
                return answer.read()
        except urllib.error.HTTPError as error:
            return error.read()

    def until(self, path, passes, seconds=15):
        """Asks again and again until the answer passes."""
        begun = time.monotonic()
        while not passes(body := self.body(path)):
            expect(time.monotonic() - begun < seconds, f"{path} still answers {body[:200]}")
            time.sleep(0.05)

    def until_ready(self, status=200, seconds=30):
        begun = time.monotonic()
        while (found := self.status("/readyz")) != status:
            expect(time.monotonic() - begun < seconds, f"/readyz still answers {found}")
            time.sleep(0.1)

    def memory(self):
        """Memory of the process, kB."""
        told = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", told)[1])

    def handles(self):
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))

    def kill(self):
        self.process.kill()
        self.process.wait()

    def stop(self):
        """Ends the service as an operator does, without a panic; the seconds it took."""
        begun = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        try:
            code = self.process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            self.kill()
            raise Failed("the service does not stop") from None
        log = self.log.read_text()
        expect(code == 0 and "panicked" not in log, f"the service ended with {code}: {log[-2000:]}")
        return time.monotonic() - begun
