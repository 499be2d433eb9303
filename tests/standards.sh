#!/usr/bin/env bash
# What a demonstration server says by the standards of others, by their own validators: CPSV-AP and DCAT-AP by SHACL, HSDS
# by its JSON Schemas, OGC API - Features and GeoPackage by GDAL's client.
#   tests/standards.sh PROGRAM [CODE]     PROGRAM is a built cnap; CODE: with the real national files, a sample of this
#                                         territory too (KATOTTG code)
# Shapes and schemas are read from ../shared/standards (CNAP_STANDARDS names another folder), real files from ../shared/data.
# Python packages come from tests/requirements-standards.txt into target/standards. What is not at hand is skipped, told why.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
program=$(realpath "${1:?a program}")
sample=${2:-}
env=target/standards
packages=tests/requirements-standards.txt
standards=${CNAP_STANDARDS:-../shared/standards}

skip() { printf '== checks of standards skipped: %s\n' "$*"; exit 0; }

[ -d "$standards" ] || skip "their shapes and schemas are not at hand (CNAP_STANDARDS names their folder)"
source tests/python-env.sh
python_environment "$env" "$packages"

folder=$(mktemp -d "${TMPDIR:-/tmp}/cnap-standards.XXXXXX")
server=
# Called by the trap.
# shellcheck disable=SC2317
stop() {
    [ -z "$server" ] || kill "$server" 2>/dev/null || true
    rm -rf "$folder"
}
trap stop EXIT

# Serves a database and tells where.
serve() {
    CNAP_DATABASE_URL="sqlite://$folder/$1.db?mode=rwc" "$program" serve "${@:2}" --listen 127.0.0.1:0 \
        --metrics-listen 127.0.0.1:0 >"$folder/address" 2>"$folder/log" &
    server=$!
    for _ in $(seq 600); do
        grep -q 'http://' "$folder/address" && break
        kill -0 "$server" 2>/dev/null || { cat "$folder/log" >&2; exit 1; }
        sleep 0.2
    done
    address=$(grep -m 1 -o 'http://[^ ]*' "$folder/address")
}

serve demo
"$env/bin/python" tests/standards/check.py "${address%/}" "$standards"
kill "$server"; wait "$server" || true; server=
[ -n "$sample" ] || exit 0

data=../shared/data
[ -d "$data" ] || { echo "== the sample of the country is skipped: the real national files are not at hand"; exit 0; }
bring() { CNAP_DATABASE_URL="sqlite://$folder/country.db?mode=rwc" "$program" import "$@" >/dev/null 2>>"$folder/log"; }
bring katottg "$data/katottg/katottg-2025-05-16.csv"
bring hromadas "$data/hromadas/hromadas-2022.csv"
bring settlements "$data/settlements/settlement-coordinates.csv"
bring boundaries "$data/boundaries/hromadas.geojson"
bring guide-registry "$data/guide/cnap-registry-2023-06-16.xlsx" --date 2023-06-16
bring services data/catalogue/services.csv
serve country --no-demo
"$env/bin/python" tests/standards/check.py "${address%/}" "$standards" "$sample"
