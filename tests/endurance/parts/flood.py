"""A million requests while nobody reads /metrics: memory stays as it is."""

import socket
import time

from product import Base, expect
from region import demonstration

REQUESTS = 1_000_000
# Bytes a request, and kB in all, that are no growth.
LARGEST, NOISE = 2, 1_000
# Requests sent at once on one connection.
BATCH = 100
ADDRESSES = """
/healthz /api/v1/points/532?date=2023-11-30 /points/532 /api/v1/services/01-01 /nowhere
""".split()


def run(context):
    base = demonstration(Base.sqlite(context.folder / "base"))
    server = base.serve("--metrics-listen", "127.0.0.1:0")
    batches = max(10, context.count(REQUESTS) // BATCH)
    memory, begun = [], time.monotonic()
    with socket.create_connection((server.host, server.port), timeout=60) as line:
        for number in range(1, batches + 1):
            flooded(line, ADDRESSES[number % len(ADDRESSES)])
            if number % (batches // 10) == 0:
                memory.append(server.memory())
    speed = batches * BATCH / (time.monotonic() - begun)
    # What is kept ready, and what the allocator keeps for itself, is there by the middle.
    middle = memory[len(memory) // 2]
    grown = memory[-1] - middle
    each = grown * 1024 / (batches * BATCH * 0.4)
    expect(each < LARGEST or grown < NOISE, f"memory grows by {each:.1f} bytes a request: {memory} kB")
    server.stop()
    return (
        f"{batches * BATCH} requests without a look at `/metrics` ({speed:.0f}/s, one connection): "
        f"memory {memory[0] / 1024:.1f} MB after a tenth, {middle / 1024:.1f} MB after six, "
        f"{memory[-1] / 1024:.1f} MB at the end, "
        f"{each:.2f} bytes a request"
    )


def flooded(line, address):
    """Sends a batch and reads its answers."""
    request = f"HEAD {address} HTTP/1.1\r\nHost: x\r\n\r\n".encode()
    line.sendall(request * BATCH)
    seen, rest = 0, b""
    while seen < BATCH:
        data = line.recv(1 << 16)
        expect(data, "the service closed the connection")
        # An answer without a body ends with its first empty line.
        data = rest + data
        seen += data.count(b"\r\n\r\n")
        rest = data[data.rfind(b"\r\n\r\n") + 4 :] if b"\r\n\r\n" in data else data
