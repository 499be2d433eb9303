"""A steady load of ordinary requests, answered while something else happens."""

import http.client
import threading
import urllib.parse
from collections import Counter


class Load:
    """Asks for addresses one after another, in a few threads, until it is left."""

    def __init__(self, server, addresses, threads=2, pause=0.005):
        self.server, self.pause = server, pause
        self.addresses = [urllib.parse.quote(address, safe="/?&=%,.") for address in addresses]
        self.answered, self.failed, self.faults = 0, 0, Counter()
        self.ended, self.lock = threading.Event(), threading.Lock()
        self.threads = [threading.Thread(target=self.ask, args=(n,)) for n in range(threads)]

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.ended.set()
        for thread in self.threads:
            thread.join()

    def ask(self, at):
        line = None
        while not self.ended.wait(self.pause):
            at += 1
            try:
                line = line or http.client.HTTPConnection(
                    self.server.host, self.server.port, timeout=30
                )
                line.request("GET", self.addresses[at % len(self.addresses)])
                answer = line.getresponse()
                answer.read()
                told = answer.status
            except (OSError, http.client.HTTPException) as error:
                told, line = type(error).__name__, None
            with self.lock:
                self.answered += told == 200
                self.failed += told != 200
                self.faults[told] += told != 200
