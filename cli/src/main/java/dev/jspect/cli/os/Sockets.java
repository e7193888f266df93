// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.os;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sockets of a target's network namespace, by their inodes: {@code /proc/PID/net} (proc_net(5)). Read when first asked for. */
final class Sockets {
    /** Of files with a line for each socket of a busy machine. */
    private static final int MOST_LINES = 200_000;

    private static final String LISTEN = "0A";
    private static final Map<String, String> STATES = Map.of(
            "02", " (connecting)",
            "04", " (closing)",
            "05", " (closing)",
            "07", " (closed)",
            "08", " (closed by the other end)",
            "09", " (closing)",
            "0B", " (closing)");

    private final Path directory;
    private @Nullable Map<String, String> byInode;

    Sockets(Path directory) {
        this.directory = directory;
    }

    /** Returns what the socket of an inode is: {@code tcp 127.0.0.1:5432}, its other end; null when it is not known. */
    @Nullable
    String of(String inode) {
        if (byInode == null) {
            byInode = new HashMap<>();
            for (String kind : List.of("tcp", "tcp6", "udp", "udp6")) {
                internet(kind, byInode);
            }
            local(byInode);
        }
        return byInode.get(inode);
    }

    private void internet(String kind, Map<String, String> found) {
        for (String line : lines(kind)) {
            String[] fields = line.strip().split(" +", -1);
            if (fields.length > 9 && !fields[0].equals("sl")) {
                String text = text(kind.substring(0, 3), fields[1], fields[2], fields[3]);
                if (text != null) {
                    found.put(fields[9], text);
                }
            }
        }
    }

    private static @Nullable String text(String protocol, String local, String remote, String state) {
        String here = address(local);
        String there = address(remote);
        if (here == null || there == null) {
            return null;
        }
        if (protocol.equals("tcp") && state.equals(LISTEN)) {
            return "tcp " + here + " (listening)";
        }
        // One that is connected to nobody shows port 0.
        boolean connected = !remote.endsWith(":0000");
        String mark = protocol.equals("tcp") ? STATES.getOrDefault(state, "") : "";
        return protocol + ' ' + (connected ? there : here + " (not connected)") + mark;
    }

    /** From {@code 0100007F:1F90}: words of 32 bits, each in the order of the machine. */
    private static @Nullable String address(String hex) {
        int colon = hex.indexOf(':');
        if (colon != 8 && colon != 32) {
            return null;
        }
        byte[] bytes = new byte[colon / 2];
        try {
            for (int i = 0; i < bytes.length; i++) {
                int from = (i & ~3) + 3 - (i & 3);
                bytes[i] = (byte) Integer.parseInt(hex, from * 2, from * 2 + 2, 16);
            }
            // Of a mapped one it makes the address of version 4.
            InetAddress address = InetAddress.getByAddress(bytes);
            String text = address.getHostAddress();
            int port = Integer.parseInt(hex, colon + 1, hex.length(), 16);
            return (text.indexOf(':') < 0 ? text : '[' + text + ']') + ':' + port;
        } catch (NumberFormatException | IOException malformed) {
            return null;
        }
    }

    private void local(Map<String, String> found) {
        for (String line : lines("unix")) {
            String[] fields = line.strip().split(" +", 8);
            if (fields.length > 6) {
                found.putIfAbsent(fields[6], fields.length > 7 ? "unix " + fields[7] : "unix socket without a name");
            }
        }
    }

    private List<String> lines(String name) {
        try (var lines = Files.lines(directory.resolve(name), StandardCharsets.ISO_8859_1)) {
            return lines.limit(MOST_LINES).toList();
        } catch (IOException | UncheckedIOException notThere) {
            return List.of();
        }
    }
}
