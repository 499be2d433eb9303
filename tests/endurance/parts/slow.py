"""Slow clients: half-sent requests, bodies that drip, answers nobody takes."""

import socket
import time

from product import Base, expect
from region import demonstration

HALF_SENT = 1_100
DRIPPING, UNREAD = 60, 60
HALF = b"GET /points HTTP/1.1\r\nHost: x\r\nX-Long: " + b"x" * 60_000
DRIP = b"POST /api/v1/lists/preview HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\nlist"
UNTAKEN = b"GET /api/v1/offerings?per_page=1000&page=%d HTTP/1.1\r\nHost: x\r\n\r\n"
# Beyond every limit of docs/security.md: 15 s for a head, 10 s within a body, 30 s untaken.
PATIENCE = 45


def run(context):
    server = demonstration(Base.sqlite(context.folder / "base")).serve()
    idle, handles = server.memory(), server.handles()
    half, drips, unread = (context.count(number) for number in (HALF_SENT, DRIPPING, UNREAD))
    untaken = b"".join(UNTAKEN % number for number in range(1, 30))
    lines = [begun(server, HALF) for _ in range(half)]
    lines += [begun(server, DRIP, "127.0.0.3") for _ in range(drips)]
    lines += [begun(server, untaken, "127.0.0.4") for _ in range(unread)]
    peak, slowest, most = watched(server)
    left = server.handles() - handles
    expect(left < 20, f"{left} connections of slow clients are still open after {PATIENCE} s")
    expect(slowest < 2, f"another address waited {slowest:.1f} s")
    expect(peak - idle < 300_000, f"memory grew by {(peak - idle) // 1024} MB")
    again = [begun(server, HALF) for _ in range(20)]
    took = server.stop()
    for line in lines + again:
        line.close()
    return (
        f"{half} half-sent requests, {drips} dripping bodies, {unread} untaken answers at once: "
        f"at most {most - handles} open, all closed within {PATIENCE} s, memory at most "
        f"{(peak - idle) // 1024} MB more; another address answered in {slowest * 1000:.0f} ms at "
        f"worst; stopped in {took:.1f} s with 20 half-sent requests open"
    )


def watched(server):
    """The most memory, the longest wait of another address, and the most handles."""
    peak, slowest, most, begin = 0, 0.0, 0, time.monotonic()
    while time.monotonic() - begin < PATIENCE:
        asked = time.monotonic()
        expect(answered(server), "another address is not answered")
        slowest = max(slowest, time.monotonic() - asked)
        peak, most = max(peak, server.memory()), max(most, server.handles())
        time.sleep(0.5)
    return peak, slowest, most


def begun(server, text, address="127.0.0.1"):
    """A connection on which something was sent, as far as it goes, and nothing is read."""
    line = connected(server, address)
    line.setblocking(False)
    try:
        line.send(text)
    except OSError:
        pass
    return line


def connected(server, address):
    there = (server.host, server.port)
    return socket.create_connection(there, timeout=10, source_address=(address, 0))


def answered(server):
    with connected(server, "127.0.0.2") as line:
        line.sendall(b"GET /points HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        return line.recv(4096).startswith(b"HTTP/1.1 200")
