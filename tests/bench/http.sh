#!/usr/bin/env bash
# Requests per second of the running service with the whole country loaded, the load generator on the same machine.
#   tests/bench/http.sh FOLDER      FOLDER holds the real national files (katottg, hromadas, settlements, …)
# Prints for each address the requests per second and the slowest of 99 %. Needs wrk (apt-get install wrk).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

data=${1:-${CNAP_SHARED:-../shared/data}}
seconds=${SECONDS_EACH:-10}
command -v wrk >/dev/null || { echo "wrk is not installed" >&2; exit 2; }
[ -f "$data/katottg/katottg-2025-05-16.csv" ] || { echo "no national files in $data" >&2; exit 2; }

# CNAP_BINARY names a program that is built already.
cnap=${CNAP_BINARY:-$PWD/target/release/cnap}
[ -n "${CNAP_BINARY:-}" ] || cargo build --release --quiet
work=$(mktemp -d)
server=
# shellcheck disable=SC2317
finish() {
    [ -z "$server" ] || { kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; }
    rm -rf "$work"
}
trap finish EXIT
export CNAP_DATABASE_URL="sqlite://$work/cnap.db?mode=rwc"

start=$(date +%s%N)
while read -r format file; do
    "$cnap" import "$format" "$data/$file" >/dev/null 2>&1
done <<'FILES'
katottg katottg/katottg-2025-05-16.csv
hromadas hromadas/hromadas-2022.csv
settlements settlements/settlement-coordinates.csv
boundaries boundaries/oblasts.geojson
boundaries boundaries/raions.geojson
boundaries boundaries/hromadas.geojson
territory-list hromadas/territories-order376-2025-05-07.csv
guide-registry guide/cnap-registry-2023-06-16.xlsx
FILES
printf 'all imports: %d ms\n' $((($(date +%s%N) - start) / 1000000))

start=$(date +%s%N)
"$cnap" serve --listen 127.0.0.1:0 --no-demo >"$work/out" 2>"$work/log" &
server=$!
until grep -q http:// "$work/out"; do sleep 0.02; done
address=$(grep -o 'http://[0-9.:]*' "$work/out")
until [ "$(curl -s -o "$work/ready" -w '%{http_code}' "$address/readyz")" = 200 ]; do sleep 0.02; done
printf 'start to ready: %d ms\n' $((($(date +%s%N) - start) / 1000000))

point=$(curl -s "$address/api/v1/points?territory=UA53000000000028050&per_page=1" | grep -o '"code":"[^"]*"' | head -n 1 | cut -d'"' -f4)
printf '%-72s %12s %10s\n' address requests/s '99 %'
while read -r path; do
    path=${path//POINT/$point}
    wrk -t1 -c32 -d2s "$address$path" >/dev/null
    wrk -t1 -c32 -d"${seconds}s" --latency "$address$path" >"$work/wrk"
    grep -q 'Non-2xx' "$work/wrk" && { echo "errors at $path" >&2; cat "$work/wrk" >&2; exit 1; }
    printf '%-72s %12s %10s\n' "$path" "$(awk '/Requests\/sec/ {print $2}' "$work/wrk")" "$(awk '/^ *99%/ {print $2}' "$work/wrk")"
done <<'PATHS'
/api/v1/points?bbox=34.0,49.0,35.0,50.0&per_page=100
/points/POINT
/api/v1/points/POINT
/compliance?territory=UA53000000000028050
/api/v1/indicators?territory=UA53000000000028050
/?territory=UA53000000000028050
/
PATHS
printf 'memory of the service: %s MB\n' "$(awk '/VmRSS/ {printf "%d", $2 / 1024}' "/proc/$server/status")"
