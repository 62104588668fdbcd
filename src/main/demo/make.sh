#!/bin/sh
# Makes the snaps of the demo from the folders beside this script into src/main/resources/demo. Needs mksquashfs 4.4 or
# newer with xz. The result is the same bytes wherever it runs: no times, no owners, no order of the file system.
# The files are committed, so that building the project needs no mksquashfs.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
out=$here/../resources/demo
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$out"
rm -f "$out"/*.snap

# snap NAME VERSION ARCHITECTURE [BASE [PLUG]]: fills in the marks in meta/snap.yaml; lines whose mark is empty go away
snap() {
    tree=$work/tree
    rm -rf "$tree"
    cp -r "$here/$1" "$tree"
    sed -i -e "s/@VERSION@/$2/; s/@ARCHITECTURE@/$3/" \
        -e "$(test -n "${4:-}" && echo "s/@BASE@/$4/" || echo '/@BASE@/d')" \
        -e "$(test -n "${5:-}" && echo "s/@PLUG@/$5/" || echo '/@PLUG@/d')" "$tree/meta/snap.yaml"
    # a newer control plane brings a table along, so that its size changes
    if [ "$1 $2" = 'acme-control-plane 1.1' ]; then
        mkdir "$tree/share"
        seq 100000 7 142000 >"$tree/share/limits.txt"
    fi
    chmod -R u=rwX,go=rX "$tree"
    mksquashfs "$tree" "$out/$1_$2_$3.snap" -noappend -comp xz -all-root -no-xattrs -mkfs-time 0 -all-time 0 \
        -processors 1 -no-progress >"$work/log" || { cat "$work/log" >&2; exit 1; }
}

snap device-1 16-1 armhf
snap device-1-kernel 4.4.0-1 armhf
snap device-2 24-1 amd64 core24
snap device-2-kernel 6.8.0-1 amd64
snap core24 20260801 amd64
snap snapd 2.77 amd64
for version in 1.0 1.1; do
    case $version in
    1.0) plug='' ;;
    *) plug=network-bind ;;
    esac
    snap acme-dashboard $version armhf '' "$plug"
    snap acme-dashboard $version amd64 core24 "$plug"
    snap acme-control-plane $version armhf
    snap acme-control-plane $version amd64 core24
done
ls -l "$out"
