#!/bin/sh
# Stands in for the docker program in -Pimage, so that an image is built where no docker daemon runs: what Jib would load
# into the daemon is kept as a file instead. IMAGE_TAR says where.
set -eu
case ${1:-} in
    info) echo '{"OSType":"linux","Architecture":"'"$(uname -m)"'"}' ;;
    load)
        cat >"${IMAGE_TAR:?is not set}"
        echo "kept as $IMAGE_TAR"
        ;;
    *)
        echo "docker $*: there is no daemon here" >&2
        exit 1
        ;;
esac
