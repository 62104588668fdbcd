#!/bin/sh
# Makes the real snap and component files that the tests read into src/test/resources/snaps. Needs mksquashfs 4.4 or newer
# with all its compressors, perl and python3, and to be run by root. The result is the same bytes
# wherever it runs. The files are committed, so that running the tests needs none of these.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
out=$here/../resources/snaps
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$out"
rm -f "$out"/*.snap "$out"/*.comp

owner=-all-root
# pack TREE FILE OPTION...
pack() {
    tree=$1 file=$2
    shift 2
    chmod -R u=rwX,go=rX "$tree"
    mksquashfs "$tree" "$out/$file" -noappend $owner -mkfs-time 0 -all-time 0 -processors 1 -no-progress "$@" \
        >"$work/log" || { cat "$work/log" >&2; exit 1; }
}

# --- parts.*: one tree in every compressor; small blocks, so that a file has several, a hole and a tail in a fragment
tree=$work/parts
mkdir -p "$tree/meta/hooks" "$tree/meta/gui" "$tree/bin" "$tree/data"
cat >"$tree/meta/snap.yaml" <<'YAML'
name: parts
version: 1.0
summary: A snap with a part of every kind
description: For tests.
architectures: [amd64, arm64]
base: core24
epoch: 1*
apps:
  parts:
    command: bin/run
    plugs: [network]
YAML
printf '#!/bin/sh\n' >"$tree/meta/hooks/configure"
printf '#!/bin/sh\n' >"$tree/meta/hooks/install"
printf '#!/bin/sh\necho parts\n' >"$tree/bin/run"
chmod +x "$tree/bin/run" "$tree"/meta/hooks/*
cp "$here/icon.png" "$tree/meta/gui/icon.png"
seq 1 9000 >"$tree/data/lines.txt"
: >"$tree/data/empty"
head -c 20000 /dev/zero >"$tree/data/hole.bin"
echo tail >>"$tree/data/hole.bin"
# calls to one place, which the x86 filter of xz makes alike
perl -e 'binmode STDOUT; print pack("CV", 0xE8, (0x100000 - 5 * $_) & 0xFFFFFFFF) for 1..1500' >"$tree/data/calls.bin"
ln -s ../bin/run "$tree/data/link"
for compressor in gzip xz lzo lz4 zstd; do
    pack "$tree" "parts.$compressor.snap" -no-xattrs -b 4096 -comp $compressor
done
pack "$tree" parts.gzip-1M.snap -no-xattrs -b 1M -comp gzip
pack "$tree" parts.xz-x86.snap -no-xattrs -b 4096 -comp xz -Xbcj x86
for algorithm in 1 1_11 1_12 1_15; do
    pack "$tree" "parts.lzo-$algorithm.snap" -no-xattrs -b 16384 -comp lzo -Xalgorithm lzo1x_$algorithm
done
pack "$tree" parts.lzo-128K.snap -no-xattrs -comp lzo
pack "$tree" parts.lz4-hc.snap -no-xattrs -b 65536 -comp lz4 -Xhc
pack "$tree" parts.stored.snap -no-xattrs -b 4096 -comp gzip -noI -noId -noD -noF
pack "$tree" parts.nofragments.snap -no-xattrs -b 4096 -comp xz -no-fragments

# --- extended.snap: extended inodes of files (hard links, attributes), of directories (indexed), of links
tree=$work/extended
mkdir -p "$tree/meta" "$tree/many"
cat >"$tree/meta/snap.yaml" <<'YAML'
name: extended
version: '2'
type: os
YAML
echo one >"$tree/many/entry-000"
for i in $(seq 1 699); do
    ln "$tree/many/entry-000" "$tree/many/entry-$(printf %03d "$i")"
done
echo attributes >"$tree/attributes"
python3 - "$tree" <<'PYTHON'
import os, sys
os.setxattr(sys.argv[1] + '/attributes', 'user.colour', b'green')
os.setxattr(sys.argv[1] + '/meta', 'user.colour', b'red')
os.setxattr(sys.argv[1] + '/meta/snap.yaml', 'user.colour', b'blue')
PYTHON
pack "$tree" extended.snap -xattrs -comp gzip

# --- suspicious.snap: what a reviewer should hear of
tree=$work/suspicious
mkdir -p "$tree/meta/hooks" "$tree/bin" "$tree/lib"
cat >"$tree/meta/snap.yaml" <<'YAML'
name: suspicious
version: '3'
base: core24
apps:
  present: {command: bin/present --now}
  absent: {command: bin/present, command-chain: [bin/absent]}
  behind: {command: bin/present, command-chain: [usr/behind]}
YAML
echo present >"$tree/bin/present"
echo foreign >"$tree/lib/foreign"
echo odd >"$tree/meta/hooks/odd-hook"
chmod +x "$tree/meta/hooks/odd-hook"
ln -s /etc/passwd "$tree/lib/absolute"
ln -s ../../outside "$tree/lib/above"
ln -s ../bin/present "$tree/lib/within"
ln -s lib "$tree/usr"
owner='' # this one keeps an owner of its own; the rest belongs to root because root runs this
pack "$tree" suspicious.snap -no-xattrs -comp xz -p 'lib/disk b 660 0 0 8 0' -p 'lib/tty c 666 0 0 5 0' \
    -p 'lib/pipe i 644 0 0 f' -p 'lib/socket i 644 0 0 s' -p 'lib/foreign m 644 1000 1001' -p 'bin/present m 6755 0 0'

owner=-all-root

# --- a kernel with its component
tree=$work/kernel
mkdir -p "$tree/meta"
cat >"$tree/meta/snap.yaml" <<'YAML'
name: some-kernel
version: 6.8.0-1
type: kernel
architectures: [arm64]
components:
  wifi-modules:
    type: kernel-modules
    summary: Modules for radios
    description: More of them
    hooks:
      install:
        plugs: [network]
YAML
pack "$tree" some-kernel.snap -no-xattrs -comp xz
tree=$work/component
mkdir -p "$tree/meta/hooks" "$tree/modules"
cat >"$tree/meta/component.yaml" <<'YAML'
component: some-kernel+wifi-modules
type: kernel-modules
version: 6.8.0-1
summary: Modules for radios
description: More of them
YAML
printf '#!/bin/sh\n' >"$tree/meta/hooks/install"
printf '#!/bin/sh\n' >"$tree/meta/hooks/configure"
chmod +x "$tree"/meta/hooks/*
pack "$tree" some-kernel+wifi-modules.comp -no-xattrs -comp zstd

ls -l "$out"
