"""A long quiet load with imports and undos beside it: memory stays what it was."""

import time
from statistics import mean

from load import Load
from product import Base, expect
from region import demonstration, points

PAGES = """
/ /points /points?q=паспорт /hromadas /compliance?date=2023-11-30 /search?q=пенсія /lists
/en/barrier-free?date=2023-11-30 /points?known=5 /api/v1/points?per_page=100 /api/v1/points.geojson
/api/v1/indicators?date=2023-11-30 /api/v1/offerings?per_page=200&page=3 /api/v1/hromadas
""".split()
WRITE_EVERY, LOOK_EVERY = 20, 5
FLAT = 0.05


def run(context):
    base = demonstration(Base.sqlite(context.folder / "base"))
    server, memory, writes = base.serve(), [], 0
    begun, minutes = time.monotonic(), context.soak_minutes
    with Load(server, PAGES, threads=2, pause=0.02) as load:
        while (passed := time.monotonic() - begun) < minutes * 60:
            if passed > (writes + 1) * WRITE_EVERY:
                written(base, writes)
                writes += 1
            memory.append(server.memory())
            time.sleep(LOOK_EVERY)
    expect(load.failed == 0, f"{load.failed} answers failed: {load.faults}")
    quarter = max(1, len(memory) // 4)
    early, late = mean(memory[quarter : 2 * quarter]) / 1024, mean(memory[-quarter:]) / 1024
    told = f"{early:.1f} MB in the second quarter, {late:.1f} MB in the last"
    expect(late <= early * (1 + FLAT), f"memory is not flat in {minutes:g} minutes: {told}")
    server.stop()
    base.cnap("verify")
    return (
        f"{minutes:g} minutes of {load.answered} requests, all 200, and {writes} imports and undos:"
        f" memory {told} ({(late / early - 1) * 100:+.1f} %), `verify` clean"
    )


def written(base, number):
    """Changes something and takes it back, in turns."""
    if number % 2:
        base.cnap("undo", base.cnap("head").split()[0])
    else:
        base.load("points", points([f"S{number}"]))
