#!/bin/sh
# Records the dumps under src/test/resources/dumps: record.sh NAME JAVA_HOME [NAME JAVA_HOME]...
# NAME is the feature version (8, 11, 17, 21, 25). Every target started is ended again.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
out=$here/../resources/dumps
work=$(mktemp -d)
pid=
trap 'test -z "$pid" || kill "$pid" 2>/dev/null || true; rm -rf "$work"' EXIT
mkdir -p "$out"

# run JAVA_HOME CLASS: starts the target and returns once it has said that it is ready.
run() {
    "$1/bin/java" -cp "$work/classes" -Djdk.virtualThreadScheduler.parallelism=4 "$2" >"$work/stdout" &
    pid=$!
    tries=0
    until grep -q ready "$work/stdout"; do
        tries=$((tries + 1))
        test $tries -lt 100 || { echo "$2 on $1 is not ready" >&2; exit 1; }
        sleep 0.1
    done
}

end() {
    kill "$pid"
    wait "$pid" 2>/dev/null || true
    pid=
}

while [ $# -ge 2 ]; do
    name=$1 home=$2
    shift 2
    rm -rf "$work/classes" && mkdir "$work/classes"
    "$home/bin/javac" -encoding UTF-8 -d "$work/classes" "$here/Situations.java"
    run "$home" Situations
    if [ "$name" = 8 ]; then options=-l; else options="-l -e"; fi
    "$home/bin/jstack" $options "$pid" >"$out/jdk$name.txt"
    end
    if [ "$name" -ge 21 ]; then
        "$home/bin/javac" -encoding UTF-8 -d "$work/classes" "$here/VirtualSituations.java"
        run "$home" VirtualSituations
        "$home/bin/jstack" -l -e "$pid" >"$out/jdk$name-virtual.txt"
        "$home/bin/jcmd" "$pid" Thread.dump_to_file -format=plain "$work/plain" >/dev/null
        mv "$work/plain" "$out/jdk$name-virtual.dump_to_file.txt"
        end
    fi
done
