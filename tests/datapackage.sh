#!/usr/bin/env bash
# The Data Package of a demonstration server against its own files, by frictionless.
#   tests/datapackage.sh PROGRAM          PROGRAM is a built cnap
# Python packages come from tests/requirements-datapackage.txt into target/datapackage; without PyPI the check is skipped.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
program=$(realpath "${1:?a program}")
env=target/datapackage
packages=tests/requirements-datapackage.txt

skip() { printf '== Data Package check skipped: %s\n' "$*"; exit 0; }

source tests/python-env.sh
python_environment "$env" "$packages"

folder=$(mktemp -d "${TMPDIR:-/tmp}/cnap-datapackage.XXXXXX")
server=
# Called by the trap.
# shellcheck disable=SC2317
stop() {
    [ -z "$server" ] || kill "$server" 2>/dev/null || true
    rm -rf "$folder"
}
trap stop EXIT
CNAP_DATABASE_URL="sqlite://$folder/cnap.db?mode=rwc" "$program" serve --listen 127.0.0.1:0 \
    --metrics-listen 127.0.0.1:0 >"$folder/address" 2>"$folder/log" &
server=$!
for _ in $(seq 300); do
    grep -q 'http://' "$folder/address" && break
    kill -0 "$server" 2>/dev/null || { cat "$folder/log" >&2; exit 1; }
    sleep 0.2
done
address=$(grep -m 1 -o 'http://[^ ]*' "$folder/address")
# Everything the package names, beside it as the addresses are.
"$env/bin/python" - "${address%/}/api/v1/" "$folder" <<'PYTHON'
import json, pathlib, sys, urllib.request
base, folder = sys.argv[1], pathlib.Path(sys.argv[2])
def fetch(path):
    return urllib.request.urlopen(base + path).read()
package = fetch("datapackage.json")
(folder / "datapackage.json").write_bytes(package)
(folder / "tables").mkdir()
for resource in json.loads(package)["resources"]:
    (folder / resource["path"]).write_bytes(fetch(resource["path"]))
PYTHON
(cd "$folder" && "$OLDPWD/$env/bin/frictionless" validate datapackage.json)
