#!/usr/bin/env bash
# check.sh <emulator program> <build folder>: Microsoft's libraries for sign-in get tokens from the emulator. Skipped (77)
# without Node.js, or if npm cannot fetch the libraries.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
program=$1 folder=$2

skip() {
    echo "skipped: $1"
    exit 77
}

command -v node >/dev/null && command -v npm >/dev/null || skip 'there is no node or npm'
mkdir -p "$folder"
cp -p "$here/package.json" "$here/package-lock.json" "$folder"
cd "$folder"
if [[ ! node_modules -nt package-lock.json ]]; then
    timeout 45 npm ci --no-audit --no-fund --ignore-scripts >npm.log 2>&1 || skip "npm cannot fetch the libraries: $(tail -n 1 npm.log)"
    touch node_modules
fi

"$program" --port 0 --ca ca.pem >emulator.log &
emulator=$!
trap 'kill $emulator' EXIT
for ((i = 0; i != 100; ++i)); do
    grep -q 'Stop it with' emulator.log && break
    kill -0 $emulator || exit 1
    sleep 0.1
done

field() { sed -n "s/^$1: *//p" emulator.log; }
read -r tenant application secret <<<"$(field 'Tenant, application, secret')"
origin=$(sed -n 's/^Partner Center, emulated, at //p' emulator.log)
NODE_EXTRA_CA_CERTS=ca.pem timeout 50 node "$here/sign_in.mjs" "$origin" "$tenant" "$application" "$secret" "$(field 'Refresh token')"
