#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# build.sh OUT [JAVA_HOME]: puts the native library below OUT, as PLATFORM/libjspect.so. Compiles it where a C compiler and the
# JDK's headers are found, else takes the prebuilt one of this source tree. build.sh --prebuilt JAVA_HOME renews that one.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
prebuilt=$here/../native
out=${1:?usage: build.sh OUT|--prebuilt [JAVA_HOME]}
java_home=${2:-${JAVA_HOME:-}}
[ "$out" = --prebuilt ] && out=$prebuilt

# No DT_NEEDED and no symbol of a libc: the process has its own, glibc or musl.
flags='-std=c11 -O2 -fPIC -shared -nostdlib -Wall -Wextra -Werror -fvisibility=hidden -fno-stack-protector -Wl,--no-undefined -fno-tree-loop-distribute-patterns'
sources=$(cd "$here" && cat build.sh ./*.h ./*.c ./hotspot/*.h ./hotspot/*.c | sha256sum | cut -d' ' -f1)

mkdir -p "$out"
case $(uname -s)-$(uname -m) in
    Linux-x86_64) platform=linux-x86_64 ;;
    Linux-aarch64) platform=linux-aarch64 ;;
    *) platform= ;;
esac
if [ -n "$platform" ] && [ -f "$java_home/include/jvmti.h" ] && command -v "${CC:-cc}" > /dev/null; then
    mkdir -p "$out/$platform"
    # shellcheck disable=SC2086
    "${CC:-cc}" $flags -DJSPECT_SOURCES="\"$sources\"" -I"$java_home/include" -I"$java_home/include/linux" \
        -o "$out/$platform/libjspect.so" "$here"/*.c "$here"/hotspot/*.c
fi
for library in "$prebuilt"/*/libjspect.so; do
    target=$out/$(basename "$(dirname "$library")")/libjspect.so
    [ -f "$target" ] || { mkdir -p "$(dirname "$target")" && cp "$library" "$target"; }
done
