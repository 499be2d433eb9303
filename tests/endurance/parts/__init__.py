"""The parts; each has `run(context)`, which returns what was done and seen, in one line."""
