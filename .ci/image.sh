#!/bin/bash
# Builds the container image from what this machine has, and runs it like Kubernetes would: as user 10001, on a read-only
# root file system, on a PostgreSQL and a bucket of its own. Needs root (for the file systems) and runs beside MinIO:
#
#   .ci/minio.sh .ci/image.sh
set -euo pipefail
cd "$(dirname "$0")/.."
: "${BRANDSTORE_TEST_S3_ENDPOINT:?is not set: run this by .ci/minio.sh}"

work=$(mktemp -d)
postgres=
store=
stop() {
    for pid in $store $postgres; do
        kill "$pid" 2>/dev/null && wait "$pid" 2>/dev/null || true
    done
    rm -rf "$work"
}
trap stop EXIT

src/image/base.sh target/base.tar
./mvnw -B -ntp -q -Pimage package -Dquick -Dimage.base="tar://$PWD/target/base.tar"

mkdir "$work/archive" "$work/root"
tar -C "$work/archive" -xf target/brandstore-image.tar
sed 's/.*"Layers":\[\([^]]*\)\].*/\1/; s/[",]/ /g' "$work/archive/manifest.json" | tr ' ' '\n' | sed '/^$/d' |
    while read -r layer; do tar --warning=no-unknown-keyword -C "$work/root" -xzf "$work/archive/$layer"; done
mkdir -p "$work/root/proc" "$work/root/dev"

# PostgreSQL out of the jar that the embedded default uses; it does not run as root
mkdir "$work/postgres"
chmod 755 "$work"
jar=$(find ~/.m2/repository/io/zonky/test/postgres -name "embedded-postgres-binaries-linux-$(dpkg --print-architecture)-[0-9]*.jar" | tail -1)
unzip -qo "$jar" '*.txz' -d "$work/postgres"
tar -C "$work/postgres" -xJf "$work"/postgres/*.txz
chown -R nobody "$work/postgres"
database_port=$((20000 + RANDOM % 20000)) http_port=$((20000 + RANDOM % 20000)) management_port=$((40000 + RANDOM % 20000))
as_nobody=(setpriv --reuid nobody --clear-groups)
(
    cd "$work/postgres"
    "${as_nobody[@]}" bin/initdb -D data -U brandstore -A trust >log
    exec "${as_nobody[@]}" bin/postgres -D data -p "$database_port" -c listen_addresses=127.0.0.1 \
        -c unix_socket_directories= >>log 2>&1
) &
postgres=$!

cat >"$work/run" <<'RUN'
set -e
mount --bind "$ROOT" "$ROOT"
mount -t proc proc "$ROOT/proc"
mount --rbind /dev "$ROOT/dev"
mount -t tmpfs -o mode=1777 tmpfs "$ROOT/tmp"
mount -t tmpfs -o mode=0770,uid=10001,gid=10001 tmpfs "$ROOT/var/lib/brandstore"
mount -o remount,ro,bind "$ROOT"
unshare=$(command -v unshare)
eval "set -- $COMMAND"
exec env -i $VARIABLES "$unshare" --root="$ROOT" --wd=/work --setgid=10001 --setuid=10001 "$@"
RUN
variables=(
    PATH=/opt/java/bin BRANDSTORE_SITE_DATA_DIRECTORY=/var/lib/brandstore QUARKUS_HTTP_HOST=127.0.0.1
    "QUARKUS_HTTP_PORT=$http_port" "QUARKUS_MANAGEMENT_PORT=$management_port" "BRANDSTORE_DATABASE_URL=jdbc:postgresql://127.0.0.1:$database_port/postgres"
    BRANDSTORE_BLOB_KIND=s3 "BRANDSTORE_BLOB_S3_ENDPOINT=$BRANDSTORE_TEST_S3_ENDPOINT"
    "BRANDSTORE_BLOB_S3_BUCKET=$BRANDSTORE_TEST_S3_BUCKET"
    "BRANDSTORE_BLOB_S3_ACCESS_KEY=$BRANDSTORE_TEST_S3_ACCESS_KEY"
    "BRANDSTORE_BLOB_S3_SECRET_KEY=$BRANDSTORE_TEST_S3_SECRET_KEY"
)
entrypoint=$(sed 's/.*"Entrypoint":\[\([^]]*\)\].*/\1/; s/","/" "/g' "$work/archive/config.json")
for _ in $(seq 100); do
    (: <"/dev/tcp/127.0.0.1/$database_port") 2>/dev/null && break
    sleep 0.2
done
ROOT=$work/root COMMAND="/opt/java/bin/java ${entrypoint#\"java\" }" VARIABLES="${variables[*]}" \
    unshare --mount bash "$work/run" >"$work/log" 2>&1 &
store=$!

for _ in $(seq 240); do
    if curl -sf -o /dev/null "http://127.0.0.1:$management_port/q/health/ready"; then
        for probe in started live ready; do
            curl -sf -o /dev/null "http://127.0.0.1:$management_port/q/health/$probe"
        done
        echo "the image runs: its probes answer"
        exit 0
    fi
    kill -0 "$store" 2>/dev/null || break
    sleep 0.5
done
cat "$work/log" >&2
exit 1
