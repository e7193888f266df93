// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.threads;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** The dumps recorded by {@code src/test/record/record.sh}. */
public final class Dumps {
    /** The JDKs that dumps were recorded on. */
    public static final List<Integer> JDKS = List.of(8, 11, 17, 21, 25);

    private Dumps() {}

    /** The text of one recorded file. */
    public static String text(String name) {
        try (InputStream in = Dumps.class.getResourceAsStream("/dumps/" + name)) {
            if (in == null) {
                throw new IllegalArgumentException("no recorded dump " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The platform threads' dump of one JDK. */
    public static ThreadDump platform(int jdk) {
        return HotSpotThreadDumpParser.parse(text("jdk" + jdk + ".txt"), Instant.EPOCH);
    }

    /** Both dumps of the target with virtual threads, joined. */
    public static ThreadDump virtual(int jdk) {
        String name = "jdk" + jdk + "-virtual";
        return HotSpotThreadDumpParser.parse(text(name + ".txt"), Instant.EPOCH)
                .withVirtualThreads(VirtualThreadDumpParser.parse(text(name + ".dump_to_file.txt")));
    }

    /** The only thread of that name. */
    public static ThreadSnapshot thread(ThreadDump dump, String name) {
        List<ThreadSnapshot> named = dump.threads().stream()
                .filter(thread -> thread.name().equals(name))
                .toList();
        if (named.size() != 1) {
            throw new AssertionError(named.size() + " threads named " + name);
        }
        return named.get(0);
    }
}
