#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Puts the native library below the directory given. Compiles it where a C compiler and the JDK's headers are found,
# else takes the prebuilt one of this source tree.
set -eu
out=${1:?usage: build.sh DIRECTORY}
mkdir -p "$out"
