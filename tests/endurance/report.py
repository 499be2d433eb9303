"""The table of results in docs/reliability.md."""

import datetime
import os
import re
import shutil

from product import REPOSITORY

PAGE = REPOSITORY / "docs" / "reliability.md"
ROW = re.compile(r"^\| `(\w+)` \|")


def machine():
    """The machine as docs/performance.md tells it."""
    with open("/proc/cpuinfo", encoding="utf-8") as told:
        model = re.search(r"model name\s*: (.*)", told.read())
    with open("/proc/meminfo", encoding="utf-8") as told:
        memory = int(re.search(r"MemTotal:\s+(\d+)", told.read())[1])
    maker = re.match(r"\w+", model[1])[0] if model else "?"
    return f"{os.cpu_count()} cores ({maker}), {round(memory / 1024 / 1024)} GiB"


def write(part, told, minutes, note, order):
    """Puts the row of a part into the table, in place of its former one."""
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    rows = {found[1]: line for line in lines if (found := ROW.match(line))}
    day = datetime.date.today().isoformat()
    told = " ".join(told.split()).replace("|", "/")
    rows[part] = f"| `{part}` | {told} | {minutes:.1f} min, {day}, {machine()}, {note} |"
    first = next(at for at, line in enumerate(lines) if line.startswith("| part | "))
    rest = [line for line in lines if not ROW.match(line)]
    table = [rows[name] for name in order if name in rows]
    PAGE.write_text(
        "\n".join(rest[: first + 2] + table + rest[first + 2 :]) + "\n", encoding="utf-8"
    )


def remove(folder):
    shutil.rmtree(folder, ignore_errors=True)
