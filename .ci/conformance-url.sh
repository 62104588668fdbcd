#!/usr/bin/env bash
# Starts the packaged store as an operator would and lets the conformance suite drive it through --url and --cli.
# usage: conformance-url.sh PART...
set -euo pipefail
cd "$(dirname "$0")/.."
top=$PWD
work=$(mktemp -d)
server=''
tidy() {
    [ -z "$server" ] || { kill "$server" 2>/dev/null && wait "$server"; } || true
    # Whoever starts the database first owns it, and that was a command.
    local database=$work/data/postgres/postmaster.pid
    [ ! -s "$database" ] || { kill "$(head -n 1 "$database")" 2>/dev/null && sleep 1; } || true
    rm -rf "$work"
}
trap tidy EXIT

free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
port=$(free_port) management=$(free_port)
# The environment is the only thing that the store and its commands share.
export BRANDSTORE_SITE_PUBLIC_URL=http://127.0.0.1:$port BRANDSTORE_SITE_DATA_DIRECTORY=$work/data
export QUARKUS_HTTP_HOST=127.0.0.1 QUARKUS_HTTP_PORT=$port QUARKUS_MANAGEMENT_PORT=$management
java=$(./mvnw --version | sed -n 's/.*runtime: //p')/bin/java
# Commands are short: what pays only later is left out, and the first one keeps what all of them have to load.
store=("$java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:+AutoCreateSharedArchive
    "-XX:SharedArchiveFile=$work/commands.jsa" -Xlog:disable -jar "$top/target/quarkus-app/quarkus-run.jar")
(cd src/conformance/snapd/testroot && GO111MODULE=off GOPATH=/usr/share/gocode GOFLAGS='' \
    go build -tags 'withtestkeys nosecboot' -o "$work/testroot" .)
"$work/testroot" "$work/root.key" "$work/root.assert"
"${store[@]}" trust import-root --account testrootorg --key "$work/root.key" --assertions "$work/root.assert" >"$work/root.log" ||
    { cat "$work/root.log" >&2; exit 1; }
"${store[@]}" >"$work/server.log" 2>&1 &
server=$!
for _ in $(seq 1 300); do
    python3 -c "import urllib.request as u; u.urlopen('http://127.0.0.1:$management/q/health/ready', timeout=2)" 2>/dev/null && break
    kill -0 "$server" 2>/dev/null || { tail -n 20 "$work/server.log" >&2; exit 1; }
    sleep 0.5
done
parts=()
for part in "$@"; do parts+=(--part "$part"); done
src/conformance/run --url "$BRANDSTORE_SITE_PUBLIC_URL" --cli "${store[*]}" "${parts[@]}"
