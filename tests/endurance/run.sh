#!/usr/bin/env bash
# What is too long for the test command: a thousand kills, a database that goes away, a full disk, floods, a soak.
# Each part ends with a line of what was done and seen, which goes into the table of docs/reliability.md.
#   tests/endurance/run.sh              every part, about an hour and a half
#   tests/endurance/run.sh PART…        some of them; --help lists them and the options
# Needs Python 3, PostgreSQL's programs (tests/run.sh installs them) and a release build: CNAP_BINARY names one,
# without it one is built.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

case " $* " in
    *" --help "* | *" -h "*) ;;
    *)
        if [ -z "${CNAP_BINARY:-}" ]; then
            cargo build --release --quiet
            CNAP_BINARY=$PWD/target/release/cnap
        fi
        CNAP_BINARY=$(realpath "$CNAP_BINARY")
        export CNAP_BINARY
        ;;
esac
exec nice -n 15 python3 tests/endurance/run.py "$@"
