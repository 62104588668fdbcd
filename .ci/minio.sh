#!/bin/bash
# Runs a command beside a real MinIO server of its own:
#
#   .ci/minio.sh COMMAND [ARGUMENT...]    with BRANDSTORE_TEST_S3_* in the command's environment
#   .ci/minio.sh                          prints these variables and waits until it is ended
#
# The server and its client are built once from their Go modules and kept under ~/.cache. The server listens on a free
# port of 127.0.0.1, keeps its data in a temporary folder and ends with this script. The store's user has exactly the
# rights that storage/minio/setup.sh gives it in production.
set -euo pipefail

# the last versions that were published; they build with Go 1.24 and later
server=github.com/minio/minio@v0.0.0-20260212201848-7aac2a2c5b7c
client=github.com/minio/mc@v0.0.0-20250313080218-cf909e1063a9

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/brandstore/minio
work=$(mktemp -d)
pid=
stop() {
    [ -z "$pid" ] || kill "$pid" 2>/dev/null || true
    [ -z "$pid" ] || wait "$pid" 2>/dev/null || true
    rm -rf "$work"
}
trap stop EXIT
trap 'exit 143' TERM INT

build() { # prints the path of the program of the given module and version
    local program=$cache/${1##*@}/$(basename "${1%%@*}")
    if [ ! -x "$program" ]; then
        command -v go >/dev/null || { echo "minio.sh: Go is not installed, so MinIO cannot be built" >&2; return 1; }
        echo "minio.sh: building ${1%%@*}, which takes some minutes the first time" >&2
        GOFLAGS=-mod=mod GOBIN=$(dirname "$program") nice go install "$1" >&2
    fi
    echo "$program"
}

free_port() {
    local port
    for _ in $(seq 100); do
        port=$((20000 + RANDOM % 20000))
        (: <"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo "$port"; return; }
    done
    return 1
}

secret() {
    od -An -N20 -tx1 /dev/urandom | tr -d ' \n'
}

minio=$(build "$server")
mc=$(build "$client")
port=$(free_port)
export MINIO_ROOT_USER=admin-$RANDOM MINIO_ROOT_PASSWORD
MINIO_ROOT_PASSWORD=$(secret)
MINIO_BROWSER=off MINIO_UPDATE=off "$minio" server --quiet --address "127.0.0.1:$port" "$work/data" >"$work/log" 2>&1 &
pid=$!

for _ in $(seq 300); do
    if curl -sf -o /dev/null "http://127.0.0.1:$port/minio/health/ready"; then break; fi
    if ! kill -0 "$pid" 2>/dev/null; then
        cat "$work/log" >&2
        exit 1
    fi
    sleep 0.1
done

export MINIO_URL=http://127.0.0.1:$port MC=$mc
export BRANDSTORE_BLOB_S3_ACCESS_KEY=store-$RANDOM BRANDSTORE_BLOB_S3_SECRET_KEY BRANDSTORE_BLOB_S3_BUCKET=brandstore-test
BRANDSTORE_BLOB_S3_SECRET_KEY=$(secret)
"$here/../storage/minio/setup.sh" >&2

variables=(
    "BRANDSTORE_TEST_S3_ENDPOINT=$MINIO_URL"
    "BRANDSTORE_TEST_S3_BUCKET=$BRANDSTORE_BLOB_S3_BUCKET"
    "BRANDSTORE_TEST_S3_ACCESS_KEY=$BRANDSTORE_BLOB_S3_ACCESS_KEY"
    "BRANDSTORE_TEST_S3_SECRET_KEY=$BRANDSTORE_BLOB_S3_SECRET_KEY"
    "BRANDSTORE_TEST_S3_PID=$pid" # for tests that stop the server, or kill it and start it again
)
unset MINIO_URL MC MINIO_ROOT_USER MINIO_ROOT_PASSWORD
unset BRANDSTORE_BLOB_S3_ACCESS_KEY BRANDSTORE_BLOB_S3_SECRET_KEY BRANDSTORE_BLOB_S3_BUCKET
if [ $# -eq 0 ]; then
    printf '%s\n' "${variables[@]}"
    wait "$pid"
else
    env "${variables[@]}" "$@"
fi
