// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.natives;

import java.nio.file.Path;
import java.util.List;

/** Where to look for files that name the functions of a build: what was stripped from a library is kept in another file. */
public interface SymbolFiles {
    /**
     * Returns files that may be of a build, the likeliest first; none where there are none. Whether they are is looked at by who asks.
     *
     * @param buildId in hexadecimal, two digits at least
     */
    List<Path> of(String buildId);
}
