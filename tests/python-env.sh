# Read by scripts that need Python packages: `source tests/python-env.sh`. They define `skip REASON`, which ends them.
# shellcheck shell=bash

# Puts the packages of a lockfile into an environment of their own, once for each state of the lockfile.
#   python_environment FOLDER LOCKFILE
python_environment() {
    local env=$1 packages=$2
    command -v python3 >/dev/null || skip "there is no python3"
    if cmp -s "$packages" "$env/.installed"; then return; fi
    rm -rf "$env"
    python3 -m venv "$env" 2>/dev/null || skip "python3 cannot make an environment (python3-venv)"
    "$env/bin/pip" install -q --disable-pip-version-check --retries 1 --timeout 15 --no-deps --only-binary :all: \
        -r "$packages" || skip "PyPI is not reached"
    cp "$packages" "$env/.installed"
}
