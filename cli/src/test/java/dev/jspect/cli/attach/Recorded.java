// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.attach;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/** Counter files of real JVMs, each of {@code java -Xmx64m -Dgreeting=hello ... OrderService one two}. */
final class Recorded {
    private Recorded() {}

    /** Returns the file of a JVM of that feature release: 8 or 25. */
    static byte[] counters(int feature) {
        String name = "hsperfdata-" + feature + ".gz";
        try (InputStream in =
                new GZIPInputStream(Objects.requireNonNull(Recorded.class.getResourceAsStream(name), name))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
