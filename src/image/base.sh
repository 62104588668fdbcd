#!/bin/bash
# Makes a base image from what this machine has, for where no container registry can be reached: a Java runtime linked from
# the JDK, the C libraries that it needs, and the user that the program runs as. No shell, no package manager.
#
#   src/image/base.sh [FILE]              target/base.tar, if not given
#   ./mvnw -Pimage package -Dquick -Dimage.base=tar://$PWD/target/base.tar
#
# If xdelta3 is installed, in the one version that was tried, it comes along for the deltas.
#
# JAVA_HOME names the JDK, or mvnw's choice is taken. The C library is this machine's, so keep this machine patched.
set -euo pipefail
cd "$(dirname "$0")/../.."
out=${1:-target/base.tar}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=$work/root
jdk=${JAVA_HOME:-$(./mvnw -version | sed -n 's/^Java version: .*runtime: //p')}

mkdir -p "$root/opt" "$root/etc" "$root/var/lib/brandstore" "$root/work" "$(dirname "$out")"
mkdir -m 1777 "$root/tmp"
"$jdk/bin/jlink" --output "$root/opt/java" --strip-debug --no-header-files --no-man-pages --compress zip-6 \
    --add-modules java.se,jdk.unsupported,jdk.zipfs,jdk.management,jdk.management.agent,jdk.naming.dns,jdk.jfr,jdk.jcmd,jdk.crypto.ec,jdk.net,jdk.httpserver

# the libraries that the runtime is linked with, but not for screens and sound, and the ones that are looked up as it runs
find "$root/opt/java" -type f \( -name '*.so' -o -path '*/bin/*' \) \
    ! -name libawt_xawt.so ! -name libsplashscreen.so ! -name libjsound.so -exec ldd {} + 2>/dev/null |
    sed -n 's/.*=> \(\/[^ ]*\) (.*/\1/p; s/^\t\(\/[^ ]*\) (.*/\1/p' | sort -u | grep -v "^$root" |
    while read -r library; do
        mkdir -p "$root$(dirname "$library")"
        cp -L "$library" "$root$library"
    done
library=$(dirname "$(ldd "$jdk/bin/java" | sed -n 's/.*libc\.so\.6 => \(\/[^ ]*\) (.*/\1/p')")
for name in libnss_dns.so.2 libnss_files.so.2 libresolv.so.2; do
    [ ! -e "$library/$name" ] || cp -L "$library/$name" "$root$library/$name"
done

# deltas: the program and the one that limits it, with their libraries
xdelta3_version=3.0.11-dfsg-1.2
if [ "$(dpkg-query -W -f '${Version}' xdelta3 2>/dev/null || true)" = "$xdelta3_version" ]; then
    mkdir -p "$root/usr/bin"
    cp -L "$(command -v xdelta3)" "$(command -v prlimit)" "$root/usr/bin/"
    ldd "$root/usr/bin/xdelta3" "$root/usr/bin/prlimit" |
        sed -n 's/.*=> \(\/[^ ]*\) (.*/\1/p; s/^\t\(\/[^ ]*\) (.*/\1/p' | sort -u |
        while read -r library; do
            mkdir -p "$root$(dirname "$library")"
            cp -L "$library" "$root$library"
        done
else
    echo "no deltas in this image: xdelta3 $xdelta3_version is not installed here" >&2
fi

printf '%s\n' 'root:x:0:0::/:/none' 'brandstore:x:10001:0:brand store:/work:/none' >"$root/etc/passwd"
printf '%s\n' 'root:x:0:' >"$root/etc/group"
printf '%s\n' 'hosts: files dns' >"$root/etc/nsswitch.conf"
chmod 0770 "$root/var/lib/brandstore"

# a docker archive: one layer, a configuration, and the list of both
archive=$work/archive
mkdir "$archive"
# the same files give the same bytes
tar -C "$root" --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner -cf "$archive/layer.tar" .
chmod 0644 "$archive/layer.tar"
diff_id=$(sha256sum "$archive/layer.tar" | cut -d' ' -f1)
case $(uname -m) in x86_64) architecture=amd64 ;; aarch64) architecture=arm64 ;; *) architecture=$(uname -m) ;; esac
cat >"$archive/config.json" <<JSON
{"architecture":"$architecture","os":"linux","created":"1970-01-01T00:00:00Z",
 "config":{"Env":["PATH=/opt/java/bin:/usr/bin","JAVA_HOME=/opt/java"],"User":"10001"},
 "rootfs":{"type":"layers","diff_ids":["sha256:$diff_id"]}}
JSON
echo '[{"Config":"config.json","RepoTags":["brandstore-base:local"],"Layers":["layer.tar"]}]' >"$archive/manifest.json"
tar -C "$archive" --sort=name --mtime=@0 --owner=0 --group=0 -cf "$out" manifest.json config.json layer.tar
echo "made $out: $(du -h "$out" | cut -f1)"
