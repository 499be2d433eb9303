"""A hundred thousand odd requests to every address, with values nobody would send."""

import http.client
import json
import random
import socket
import threading
from collections import Counter
from urllib.parse import quote_from_bytes

from product import Base, expect
from region import demonstration

REQUESTS = 100_000
THREADS = 4
PAGES = """
/ /about /assets/{} /assets/{}/{} /barrier-free /barrier-free/points /compliance /equipment /figures
/hromadas /hromadas/{} /hromadas/{}/compliance /hromadas/{}/history /indicators/{} /life-events/{}
/lists /lists/compare /lists/preview /lists/{}/{} /points /points/{} /points/{}/compliance
/points/{}/history /search /services /services/{} /services/{}/history /sources /sources/{} /api
/healthz /readyz /{}
""".split()
WORDS = "territory date known lang q service near bbox page per_page kind hromada".split()
VALUES = """
0 -1 1 1e308 NaN UA UA53000000000028050 UA99999999999999999 588 523-р 20017 A 2023-11-30 2023-02-30
0000-00-00 9999-12-31 -0001-01-01 2023-11-30T10:00 паспорт <script> ../../etc/passwd %00 a,b,,c , ;
& = # 49.5,34.5 34,49,35,50 35,50,34,49 999,999 1,1,1 inf,inf true yes none [] {} cnap 2023Q4
""".split()
VALUES += ["", " ", "' OR 1=1 --", "\x00", "\u202e", "\u200b", "9" * 40, "ґ" * 300, "x" * 3900]
METHODS = ["GET"] * 16 + ["HEAD", "POST", "OPTIONS", "PUT"]
HEADERS = """
Accept-Encoding: br;q=0, gzip
Accept-Encoding: *;q=x
If-None-Match: "x", W/"y", *
Range: bytes=0-1
Accept-Language: xx,,;q=9
Content-Length: x
X-Request-Id: ;
Origin: null
Expect: 100-continue
Cookie: =======
Host: a b
Connection: x
""".strip().splitlines()
BODIES = [b"", b"{}", b"list,in_force\n", b"draft=%FF", b"\xff\xfe" * 200, b"[" * 5000]
BODIES += [b"list,in_force,service,classes,condition\n,,,,\n", b"PK\x03\x04" + b"\x00" * 90]
BODIES += [b'{"in_force":"2027-01-01","positions":[' + b"{}," * 50]
# Bytes that are hardly a request.
RAW = [
    b"GET /points\r\n\r\n",
    b"\x16\x03\x01\x02\x00\x01",
    b"GET / HTTP/9.9\r\n\r\n",
    b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    b"GET / HTTP/1.1\r\nHost: x\r\n" + b"A: b\r\n" * 3000 + b"\r\n",
    b"\r\n\r\n" * 20,
]


def run(context):
    base = demonstration(Base.sqlite(context.folder / "base"))
    server = base.serve("--max-connections-per-address", "0")
    targets = operations(server) + [(lang + page, WORDS) for page in PAGES for lang in ("", "/en")]
    share = context.count(REQUESTS) // THREADS
    warm = [Teller(context, server, targets, share // 10) for _ in range(THREADS)]
    tellers = [Teller(context, server, targets, share) for _ in range(THREADS)]
    together(warm)
    memory = server.memory()
    together(tellers)
    counts = sum((teller.counts for teller in tellers + warm), Counter())
    worst = [teller.worst for teller in tellers + warm if teller.worst]
    expect(not worst, f"broken answers, such as {worst[:5]}")
    grown = server.memory() - memory
    expect(grown < 60_000, f"memory grew by {grown} kB")
    server.stop()
    told = ", ".join(f"{counts[status]} × {status or 'closed'}" for status in sorted(counts))
    return (
        f"{sum(counts.values())} odd requests to {len(targets)} addresses: {told}; no 5xx, "
        f"no panic; memory {memory // 1024} MB after a tenth, {grown // 1024:+} MB at the end"
    )


def operations(server):
    """Addresses of the API with the parameters each knows."""
    paths = json.loads(server.body("/api/openapi.json"))["paths"].items()
    asked = [(path, item["get"].get("parameters", [])) for path, item in paths if "get" in item]
    return [(path, [one["name"] for one in some if one["in"] == "query"]) for path, some in asked]


def together(tellers):
    for teller in tellers:
        teller.start()
    for teller in tellers:
        teller.join()


class Teller(threading.Thread):
    """Sends odd requests and counts the statuses; 0 stands for a connection that was closed."""

    def __init__(self, context, server, targets, requests):
        super().__init__()
        self.server, self.targets, self.requests = server, targets, requests
        self.chance = random.Random(context.chance.randrange(1 << 30))
        self.counts, self.worst, self.line = Counter(), None, None

    def run(self):
        for _ in range(self.requests):
            method, address = self.chance.choice(METHODS), self.address()
            try:
                is_raw = self.chance.random() < 0.02
                status = self.raw() if is_raw else self.ask(method, address)
            except (OSError, http.client.HTTPException):
                status, self.line = 0, None
            self.counts[status] += 1
            if status >= 500:
                self.worst = f"{method} {address[:300]}: {status}"

    def value(self):
        value = self.chance.choice(VALUES).encode()
        if self.chance.random() < 0.3:
            value = bytearray(value or b"x")
            value[self.chance.randrange(len(value))] = self.chance.randrange(256)
        return quote_from_bytes(bytes(value), safe="" if self.chance.random() < 0.8 else "/,+%=")

    def address(self):
        path, names = self.chance.choice(self.targets)
        while "{" in path:
            head, _, rest = path.partition("{")
            path = head + (self.value() or "1") + rest.partition("}")[2]
        several = range(self.chance.randrange(4))
        asked = [f"{self.chance.choice(names or WORDS)}={self.value()}" for _ in several]
        return path + ("?" + "&".join(asked) if asked else "")

    def ask(self, method, address):
        if self.line is None:
            self.line = http.client.HTTPConnection(self.server.host, self.server.port, timeout=40)
            # Odd addresses are the purpose.
            self.line._validate_path = lambda _: None
        body = self.chance.choice(BODIES) if method in ("POST", "PUT") else None
        if method == "POST":
            address = self.chance.choice(["/api/v1/lists/preview", "/lists/preview", address])
        self.line.putrequest(method, address, skip_host=True)
        headers = ["Host: localhost"] + self.chance.sample(HEADERS, self.chance.randrange(2))
        if body is not None:
            headers.append(f"Content-Length: {len(body)}")
        for header in headers:
            self.line.putheader(*header.split(": ", 1))
        self.line.endheaders(body)
        answer = self.line.getresponse()
        answer.read()
        if answer.will_close:
            self.line = None
        return answer.status

    def raw(self):
        text = self.chance.choice(RAW)
        with socket.create_connection((self.server.host, self.server.port), timeout=40) as line:
            line.sendall(text)
            line.shutdown(socket.SHUT_WR)
            answer = line.recv(4096)
        return int(answer[9:12]) if answer.startswith(b"HTTP/1.") else 0
