#!/usr/bin/env bash
# The one test command: installs what tests need when it is missing, starts a private PostgreSQL, checks the form of
# the code and of its documentation, and runs every test on SQLite and on PostgreSQL, in a real browser too.
#   tests/run.sh            everything
#   tests/run.sh --quick    no clippy, no browser, no checkers of the OpenAPI document
#   tests/run.sh [--quick] -- ARGS…   ARGS go to cargo nextest run, such as a filter
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
umask 022

quick=no
while [ $# -gt 0 ]; do
    case "$1" in
        --quick) quick=yes; shift ;;
        --) shift; break ;;
        *) echo "usage: tests/run.sh [--quick] [-- nextest arguments]" >&2; exit 2 ;;
    esac
done

say() { printf '== %s\n' "$*"; }

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

# --- what tests need -------------------------------------------------------------------------------------------------

postgres_bin() {
    local newest
    newest=$(find /usr/lib/postgresql -mindepth 3 -maxdepth 3 -path '*/bin/initdb' 2>/dev/null | sort -V | tail -n 1)
    if [ -n "$newest" ]; then dirname "$newest"; return; fi
    if command -v initdb >/dev/null; then dirname "$(command -v initdb)"; fi
}

install_missing() {
    local packages=()
    [ -n "$(postgres_bin)" ] || packages+=(postgresql)
    if [ "$quick" = no ]; then
        command -v chromium >/dev/null || packages+=(chromium)
        command -v chromedriver >/dev/null || packages+=(chromium-driver)
        command -v npm >/dev/null || packages+=(nodejs npm)
        command -v ogrinfo >/dev/null || packages+=(gdal-bin)
        python3 -c 'import ensurepip, venv' 2>/dev/null || packages+=(python3-venv)
    fi
    command -v cc >/dev/null || packages+=(gcc libc6-dev)
    if [ ${#packages[@]} -gt 0 ]; then
        say "installing ${packages[*]}"
        as_root apt-get update -qq </dev/null
        as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${packages[@]}" \
            </dev/null >/dev/null
    fi
    if ! cargo nextest --version >/dev/null 2>&1; then
        say "installing cargo-nextest"
        cargo install --locked cargo-nextest </dev/null
    fi
    if [ "$quick" = no ] && ! cmp -s tests/package-lock.json tests/node_modules/.installed-lock; then
        say "installing checkers of pages and of the OpenAPI document from tests/package-lock.json"
        npm ci --prefix tests --no-audit --no-fund --ignore-scripts --loglevel=error </dev/null
        cp tests/package-lock.json tests/node_modules/.installed-lock
    fi
}

# --- a private PostgreSQL --------------------------------------------------------------------------------------------

cluster=
pg_bin=

# Programs of the cluster do not run as root.
as_postgres() {
    if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

# Called by the trap.
# shellcheck disable=SC2317
stop_postgres() {
    if [ -n "$cluster" ]; then
        as_postgres "$pg_bin/pg_ctl" -D "$cluster/data" -m immediate -s stop >/dev/null 2>&1 || true
        rm -rf "$cluster"
    fi
}

free_port() {
    local port
    while :; do
        port=$((20000 + RANDOM % 20000))
        if ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then echo "$port"; return; fi
    done
}

start_postgres() {
    pg_bin=$(postgres_bin)
    cluster=$(mktemp -d "${TMPDIR:-/tmp}/cnap-postgres.XXXXXX")
    chmod 755 "$cluster"
    [ "$(id -u)" != 0 ] || chown postgres "$cluster"
    (
        cd "$cluster"
        as_postgres "$pg_bin/initdb" -D "$cluster/data" -U cnap -A trust -E UTF8 --locale=C.UTF-8 --no-sync >/dev/null
        for attempt in 1 2 3 4 5; do
            port=$(free_port)
            if as_postgres "$pg_bin/pg_ctl" -D "$cluster/data" -l "$cluster/log" -w -s start -o "-p $port -k $cluster \
                -c listen_addresses=127.0.0.1 -c fsync=off -c synchronous_commit=off -c full_page_writes=off \
                -c wal_level=minimal -c max_wal_senders=0 -c autovacuum=off -c max_connections=200" </dev/null; then
                echo "$port" >"$cluster/port"
                break
            fi
            [ "$attempt" != 5 ] || { cat "$cluster/log" >&2; exit 1; }
        done
    )
    CNAP_TEST_POSTGRES="postgres://cnap@127.0.0.1:$(cat "$cluster/port")/postgres"
    export CNAP_TEST_POSTGRES
}

# --- the checks ------------------------------------------------------------------------------------------------------

# Variables of a developer's own service must not reach the tests.
for name in $(compgen -e | grep '^CNAP_' || true); do
    [ "$name" = CNAP_SHARED ] || unset "$name"
done
export CARGO_TERM_COLOR="${CARGO_TERM_COLOR:-never}" RUST_BACKTRACE="${RUST_BACKTRACE:-0}"
# A snapshot is accepted by a person, never by a run.
export INSTA_UPDATE=no

install_missing
[ "$quick" = yes ] || tests/openapi.sh --install
trap stop_postgres EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
say "starting PostgreSQL"
start_postgres

say "cargo fmt --check"
cargo fmt --check
if [ "$quick" = no ]; then
    say "building, with clippy"
    # As `cargo clippy --all-targets -- -D warnings`, in the one compilation there is.
    export RUSTC_WORKSPACE_WRAPPER="$PWD/tests/clippy-rustc.sh" CLIPPY_ARGS=-D__CLIPPY_HACKERY__warnings__CLIPPY_HACKERY__
    mkdir -p target
    cargo build --all-targets --quiet
    say "documentation"
    tests/clippy-rustc.sh --document
    if cargo deny --version >/dev/null 2>&1; then
        say "cargo deny"
        cargo deny --config .deny.toml check licenses bans sources
    fi
    say "the Data Package"
    tests/datapackage.sh target/debug/cnap
    say "standards of others"
    tests/standards.sh target/debug/cnap
    say "cargo nextest run"
    cargo nextest run "$@"
else
    say "cargo nextest run, without the browser"
    cargo nextest run --profile quick "$@"
fi
