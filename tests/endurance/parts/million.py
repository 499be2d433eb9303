"""`cnap verify` of a country with a million offerings, on both databases: at most ten seconds."""

import os
import time
from pathlib import Path

from product import REPOSITORY, Base, expect
from region import demonstration, points

POINTS, SERVICES, EACH = 4_500, 432, 223
LONGEST_S = 10
MOST_CHANGED = 1_000_000
# The tree of the whole country, where the national files are at hand.
NATIONAL = [
    ("katottg", "katottg/katottg-2025-05-16.csv"),
    ("hromadas", "hromadas/hromadas-2022.csv"),
    ("settlements", "settlements/settlement-coordinates.csv"),
    ("boundaries", "boundaries/hromadas.geojson"),
]


def run(context):
    told = []
    for kind in ("SQLite", "PostgreSQL"):
        folder = context.folder / kind
        base = Base.sqlite(folder) if kind == "SQLite" else Base.postgres(folder, context.cluster())
        tree = filled(context, base)
        begun = time.monotonic()
        base.cnap("verify")
        took = time.monotonic() - begun
        print(f"   {kind}: {took:.1f} s", flush=True)
        expect(took <= LONGEST_S, f"verify takes {took:.1f} s on {kind}")
        refuse_to_change_all(context, base, folder)
        told.append(f"{took:.1f} s on {kind}")
        base.remove()
    return f"`verify` of {context.count(POINTS) * EACH} offerings on {tree}: {', '.join(told)}"


def refuse_to_change_all(context, base, folder):
    """More rows than a million are not changed at once: the file is refused with the advice to split it."""
    if context.count(POINTS) * EACH <= MOST_CHANGED:
        return
    path = folder / "changed.csv"
    rows = (f"M{code},MS{(code + n) % SERVICES},2022-01-01,змінено\n" for code in range(POINTS) for n in range(EACH))
    path.write_text("point,service,from,ground\n" + "".join(rows), encoding="utf-8")
    code, told = base.told("import", "offerings", path)
    expect(code == 1 and "поділіть файл" in told, f"a file that changes a million rows: {code}, {told[:300]}")


def filled(context, base):
    """A country with its offerings; what tree it stands on."""
    folders = [Path(os.environ.get("CNAP_SHARED", "")), REPOSITORY.parent / "shared" / "data"]
    national = next((folder for folder in folders if (folder / NATIONAL[0][1]).is_file()), None)
    if national:
        for table, file in NATIONAL:
            base.cnap("import", table, national / file)
    else:
        demonstration(base)
    codes, services = range(context.count(POINTS)), range(SERVICES)
    base.load("points", points(f"M{n}" for n in codes))
    rows = (f"MS{n},Навчальна послуга {n},other\n" for n in services)
    base.load("services", "code,name,group\n" + "".join(rows))
    pairs = ((code, (code + n) % SERVICES) for code in codes for n in range(EACH))
    rows = (f"M{code},MS{service},2022-01-01,зразок\n" for code, service in pairs)
    base.load("offerings", "point,service,from,ground\n" + "".join(rows))
    return "the national tree" if national else "the demonstration"
