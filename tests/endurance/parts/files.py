"""Mutated files for every reader: the property tests of `tests/it/fuzz.rs` with many more cases."""

from parts.cargo import nextest
from product import REPOSITORY, Skipped

CASES = 5_000


def run(context):
    if not (REPOSITORY / "tests/it/fuzz.rs").is_file():
        raise Skipped("there is no tests/it/fuzz.rs")
    cases = context.count(CASES)
    tests = nextest(context.cluster(), "/^fuzz::/", CNAP_FUZZ_CASES=str(cases))
    return f"{cases} mutated files for each of {tests} tests of `fuzz::`: refused or read, no panic"
