"""Mutated files for every reader: the property tests of `tests/it/fuzz` with many more cases."""

from parts.cargo import nextest

# Of each test: five thousand files and more in all.
CASES = 1_000


def run(context):
    cases = context.count(CASES)
    tests = nextest(context.cluster(), "/^fuzz::/", CNAP_FUZZ_CASES=str(cases))
    return f"{cases} mutated files for each of {tests} tests of `fuzz::`: refused or read, no panic"
