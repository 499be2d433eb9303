"""Two copies over one PostgreSQL, written to from two sides, one of them killed now and then."""

import threading
from concurrent.futures import ThreadPoolExecutor

from product import Base, expect
from region import points

ROUNDS = 60
# Asked of both copies at the end.
ADDRESSES = [
    "/",
    "/points",
    "/compliance",
    "/api/v1/points?per_page=1000",
    "/api/v1/indicators?date=2023-11-30",
    "/api/v1/offerings?per_page=1000",
    "/api/v1/hromadas?per_page=1000",
    "/api/v1/figures?per_page=1000",
]


def run(context):
    base = Base.postgres(context.folder / "copies", context.cluster())
    rounds = context.count(ROUNDS)
    # Both migrate the empty database and load the demonstration at once.
    with ThreadPoolExecutor(2) as pool:
        servers = list(pool.map(lambda _: base.serve(), range(2)))
    entries = int(base.cnap("head").split()[0])
    for number in range(rounds):
        writers = [threading.Thread(target=write, args=(base, number, side)) for side in ("a", "b")]
        for writer in writers:
            writer.start()
        if number % 10 == 9:
            servers[number // 10 % 2].kill()
            servers[number // 10 % 2] = base.serve()
        for writer in writers:
            writer.join()
        shown(servers, number)
    entries = int(base.cnap("head").split()[0]) - entries
    expect(entries == 2 * rounds, f"{entries} entries of {2 * rounds} writes")
    for address in ADDRESSES:
        one, two = (server.body(address) for server in servers)
        expect(one == two, f"the copies answer {address} differently")
    for server in servers:
        server.stop()
    base.cnap("verify")
    base.remove()
    return (
        f"2 copies started at once on an empty database, {2 * rounds} writes from two sides, "
        f"{rounds // 10} kills of a copy: every write shown by both, {len(ADDRESSES)} addresses "
        "equal to the byte, `verify` clean"
    )


def write(base, number, side):
    file = base.folder / f"{side}.csv"
    file.write_text(points([f"{side}{number}"]), encoding="utf-8")
    base.cnap("import", "points", file)


def shown(servers, number):
    """Both copies show what both sides wrote."""
    for server in servers:
        for side in ("a", "b"):
            told = f"ЦНАП {side}{number}".encode()
            server.until(f"/api/v1/points/{side}{number}", lambda body, told=told: told in body)
