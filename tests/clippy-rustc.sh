#!/usr/bin/env bash
# Stands for rustc where the product's own crates are built (RUSTC_WORKSPACE_WRAPPER): clippy checks what it compiles, so
# that dependencies are compiled once and not a second time for `cargo clippy`. Keeps how the library was compiled, from
# which `tests/clippy-rustc.sh --document` checks its documentation as `cargo doc --no-deps` would, again without a
# second compilation of the dependencies.
set -euo pipefail
kept="$(dirname "${BASH_SOURCE[0]}")/../target/library"

document() {
    local words word
    mapfile -t words <"$kept.arguments"
    set -- "${words[@]:1}"
    words=()
    while [ $# -gt 0 ]; do
        word="$1"
        shift
        case "$word" in
            --emit=* | --error-format=* | --json=* | --diagnostic-width=*) ;;
            --out-dir | -C) shift ;;
            *) words+=("$word") ;;
        esac
    done
    # shellcheck disable=SC1091
    source "$kept.environment"
    exec rustdoc "${words[@]}" -D warnings --out-dir "$(dirname "$kept")/doc"
}

if [ "$*" = --document ]; then document; fi
case " $* " in
    *" --crate-name cnap "*" --test "*) ;;
    *" --crate-name cnap "*" --crate-type lib "*)
        printf '%s\n' "$@" >"$kept.arguments"
        export -p | grep -E ' (CARGO_|OUT_DIR=)' >"$kept.environment"
        ;;
esac
exec clippy-driver "$@"
