# Commands of everyday work; `just --list` shows them. Each is one line that works without `just` too.

# Form of the code: formatting and lints.
check:
    cargo fmt --check
    cargo clippy --all-targets --quiet -- -D warnings
    RUSTDOCFLAGS="-D warnings" cargo doc --no-deps --quiet

# Everything, as continuous integration runs it.
test *ARGS:
    bash tests/run.sh {{ARGS}}

# Everything but lints, the browser and the checkers of the API document: just quick -- -E 'test(/word/)'
quick *ARGS:
    bash tests/run.sh --quick {{ARGS}}

# Accept changed snapshots; read their difference before you commit it.
bless:
    INSTA_UPDATE=always cargo nextest run -E 'test(only_on_purpose)'

# Benchmarks over a made country.
bench *ARGS:
    cargo bench --bench country {{ARGS}}

# The documentation of the code.
doc:
    cargo doc --no-deps --document-private-items
