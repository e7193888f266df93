// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.os;

import dev.jspect.shell.natives.Descriptor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What the descriptors of a process are. */
final class OpenFiles {
    private static final String SOCKET = "socket:[";
    private static final String PIPE = "pipe:[";
    private static final String ANONYMOUS = "anon_inode:";

    private final Path process;
    private final Sockets sockets;
    private final boolean countsWatched;

    /**
     * @param process its directory below {@code /proc}
     * @param countsWatched whether it is told how many descriptors an eventpoll watches
     */
    OpenFiles(Path process, boolean countsWatched) {
        this.process = process;
        this.countsWatched = countsWatched;
        this.sockets = new Sockets(process.resolve("net"));
    }

    /** Returns one; without a word where it is closed, or not for us to know. */
    Descriptor of(int number) {
        return new Descriptor(number, what(number));
    }

    private @Nullable String what(int number) {
        String link;
        try {
            link = Files.readSymbolicLink(process.resolve("fd").resolve(Integer.toString(number)))
                    .toString();
        } catch (IOException | UnsupportedOperationException closedOrNotOurs) {
            return null;
        }
        if (link.startsWith(SOCKET) && link.endsWith("]")) {
            String known = sockets.of(link.substring(SOCKET.length(), link.length() - 1));
            return known == null ? "socket" : known;
        } else if (link.startsWith(PIPE)) {
            return "pipe";
        } else if (link.equals(ANONYMOUS + "[eventpoll]")) {
            return countsWatched ? polling(number) : "eventpoll";
        } else if (link.startsWith(ANONYMOUS + '[') && link.endsWith("]")) {
            return link.substring(ANONYMOUS.length() + 1, link.length() - 1);
        }
        return link.startsWith(ANONYMOUS) ? link.substring(ANONYMOUS.length()) : link;
    }

    /** How many it watches stands in {@code fdinfo} (proc(5)). */
    private String polling(int number) {
        try (var lines =
                Files.lines(process.resolve("fdinfo").resolve(Integer.toString(number)), StandardCharsets.ISO_8859_1)) {
            return "eventpoll of "
                    + lines.filter(line -> line.startsWith("tfd:")).count();
        } catch (IOException | UncheckedIOException closedOrNotOurs) {
            return "eventpoll";
        }
    }
}
