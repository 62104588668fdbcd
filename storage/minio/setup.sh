#!/bin/sh
# Makes the bucket, the user of the brand store with no more rights than it needs, and the lifecycle rules.
# Can be run again: what is there stays or is brought up to date. Needs the MinIO client (mc).
#
#   MINIO_URL                   such as http://127.0.0.1:9000
#   MINIO_ROOT_USER, MINIO_ROOT_PASSWORD
#                               whoever may administer the server; not what the brand store gets
#   BRANDSTORE_BLOB_S3_ACCESS_KEY, BRANDSTORE_BLOB_S3_SECRET_KEY
#                               what the brand store gets; the secret key has at least 8 characters
#   BRANDSTORE_BLOB_S3_BUCKET   brandstore, if not set
#   MC                          the client's program, mc if not set
set -eu

: "${MINIO_URL:?is not set}" "${MINIO_ROOT_USER:?is not set}" "${MINIO_ROOT_PASSWORD:?is not set}"
: "${BRANDSTORE_BLOB_S3_ACCESS_KEY:?is not set}" "${BRANDSTORE_BLOB_S3_SECRET_KEY:?is not set}"
bucket=${BRANDSTORE_BLOB_S3_BUCKET:-brandstore}
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

mc() { # keeps its configuration, which holds the password, out of the home directory
    "${MC:-mc}" --config-dir "$work/mc" --quiet "$@"
}

# secrets go through standard input: arguments can be read by every user of the machine
printf '%s\n%s\n' "$MINIO_ROOT_USER" "$MINIO_ROOT_PASSWORD" | mc alias set store "$MINIO_URL" --api S3v4 >/dev/null
mc mb --ignore-existing "store/$bucket"
# no sed and no grep: images with the client have neither
while IFS= read -r line; do
    case $line in
        *:::brandstore*) printf '%s\n' "${line%%:::brandstore*}:::$bucket${line#*:::brandstore}" ;;
        *) printf '%s\n' "$line" ;;
    esac
done <"$here/policy.json" >"$work/policy.json"
mc admin policy create store "brandstore-$bucket" "$work/policy.json"
printf '%s\n%s\n' "$BRANDSTORE_BLOB_S3_ACCESS_KEY" "$BRANDSTORE_BLOB_S3_SECRET_KEY" | mc admin user add store
case $(mc admin user info store "$BRANDSTORE_BLOB_S3_ACCESS_KEY") in
    *"brandstore-$bucket"*) ;;
    *) mc admin policy attach store "brandstore-$bucket" --user "$BRANDSTORE_BLOB_S3_ACCESS_KEY" ;;
esac
# MinIO refuses AbortIncompleteMultipartUpload as a lifecycle rule: it has this for the whole server instead
mc admin config set store api stale_uploads_expiry=24h stale_uploads_cleanup_interval=6h >/dev/null
mc ilm import "store/$bucket" <"$here/lifecycle.json"
echo "bucket $bucket is ready at $MINIO_URL"
