"""Parts that are tests of the test crate, run for longer or by themselves."""

import os
import re
import subprocess

from product import REPOSITORY, expect


def nextest(cluster, pattern, **settings):
    """Runs the tests of a pattern; how many there were."""
    command = "cargo nextest run --profile quick --no-tests fail -E".split() + [f"test({pattern})"]
    own = {"CNAP_TEST_POSTGRES": cluster.url("postgres"), "INSTA_UPDATE": "no"}
    setting = {**os.environ, **own, **settings}
    done = subprocess.run(
        command, cwd=REPOSITORY, env=setting, capture_output=True, text=True, check=False
    )
    expect(done.returncode == 0, f"{' '.join(command)}:\n{(done.stdout + done.stderr)[-3000:]}")
    return int(re.search(r"(\d+) tests? run", done.stderr)[1])


def alterations(context):
    tests = nextest(context.cluster(), "/alterations/")
    text = (REPOSITORY / "tests/it/alterations.rs").read_text(encoding="utf-8")
    text = text[text.index("const ALTERATIONS") : text.index("];")]
    kinds = len(re.findall(r'"(?:UPDATE|DELETE|INSERT) ', text))
    return (
        f"{kinds} alterations by SQL on SQLite and on PostgreSQL, all found and named "
        f"({tests} tests, debug build)"
    )
