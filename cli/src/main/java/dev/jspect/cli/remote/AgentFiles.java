// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.remote;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What this jar brings into a target. */
final class AgentFiles {
    private static final String FOLDER = "/dev/jspect/agent/";

    private AgentFiles() {}

    /** The jar of the one class that stays. */
    static byte[] doorway() {
        return read(FOLDER + "doorway.jar");
    }

    /** The classes of a session that needs the native library, beside those of each: gzipped. */
    static byte[] inspections() {
        return read(FOLDER + "inspections.zip.gz");
    }

    /** The classes of each session, gzipped. */
    static byte[] runtime() {
        return read(FOLDER + "runtime.zip.gz");
    }

    /** The class that changed classes call. */
    static byte[] dispatcher() {
        return read(FOLDER + "dispatcher.class.bytes");
    }

    /** The native library for this platform, or null when this jar has none. */
    static byte @Nullable [] library() {
        String architecture = System.getProperty("os.arch").equals("amd64") ? "x86_64" : System.getProperty("os.arch");
        String platform = System.getProperty("os.name").toLowerCase(Locale.ROOT) + "-" + architecture;
        String name = FOLDER + "native/" + platform + "/libjspect.so";
        return AgentFiles.class.getResource(name) == null ? null : read(name);
    }

    /** Returns a SHA-256 in hexadecimal digits. */
    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static byte[] read(String name) {
        try (InputStream in = AgentFiles.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new FileNotFoundException("this jspect.jar has no " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
