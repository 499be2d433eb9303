#!/usr/bin/env bash
# Checkers of the OpenAPI document. The test command installs them and validates the document; this script also asks a
# demonstration server by schemathesis, with all its checks over a bounded number of generated requests (settings in
# tests/schemathesis.toml).
#   tests/openapi.sh --install            only installs the checkers
#   tests/openapi.sh PROGRAM [EXAMPLES]   PROGRAM is a built cnap; EXAMPLES for each operation, 3 by default
# Python packages come from tests/requirements.txt into target/openapi; without PyPI the checks are skipped. Redocly's
# recommended rules are checked where npm put its checker (tests/run.sh does, from tests/package-lock.json).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
program=
[ "${1:?a program or --install}" = --install ] || program=$(realpath "$1")
examples=${2:-3}
env=target/openapi

skip() { printf '== OpenAPI checks skipped: %s\n' "$*"; exit 0; }

source tests/python-env.sh
python_environment "$env" tests/requirements.txt

[ -n "$program" ] || exit 0
folder=$(mktemp -d "${TMPDIR:-/tmp}/cnap-openapi.XXXXXX")
server=
# Called by the trap.
# shellcheck disable=SC2317
stop() {
    [ -z "$server" ] || kill "$server" 2>/dev/null || true
    rm -rf "$folder"
}
trap stop EXIT
CNAP_DATABASE_URL="sqlite://$folder/cnap.db?mode=rwc" "$program" serve --listen 127.0.0.1:0 \
    >"$folder/address" 2>"$folder/log" &
server=$!
for _ in $(seq 300); do
    grep -q 'http://' "$folder/address" && break
    kill -0 "$server" 2>/dev/null || { cat "$folder/log" >&2; exit 1; }
    sleep 0.2
done
address=$(grep -o 'http://[^ ]*' "$folder/address" | head -n 1)
address=${address%/}

"$env/bin/python" -c 'import sys, urllib.request; sys.stdout.write(urllib.request.urlopen(sys.argv[1]).read().decode())' \
    "$address/api/openapi.json" >"$folder/openapi.json"
"$env/bin/openapi-spec-validator" "$folder/openapi.json"
if [ -x tests/node_modules/.bin/redocly ]; then
    REDOCLY_TELEMETRY=off REDOCLY_SUPPRESS_UPDATE_NOTICE=true \
        tests/node_modules/.bin/redocly lint --extends recommended "$folder/openapi.json"
else
    echo "== redocly is not installed: its rules are not checked"
fi
home=$PWD
# It keeps notes in the current folder.
(cd "$folder" && "$home/$env/bin/schemathesis" --config-file "$home/tests/schemathesis.toml" run openapi.json \
    --url "$address" --checks all --max-examples "$examples" --seed "${SEED:-1}" --workers 2 --no-color)
if grep -E 'ERROR|panicked' "$folder/log"; then exit 1; fi
