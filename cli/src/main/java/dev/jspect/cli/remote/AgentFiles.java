// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.remote;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/** What this jar brings into a target. */
final class AgentFiles {
    private static final String FOLDER = "/dev/jspect/agent/";

    private AgentFiles() {}

    /** The jar of the one class that stays. */
    static byte[] doorway() {
        return read(FOLDER + "doorway.jar");
    }

    /** Returns class files by their classes' names: what is added to a session that needs it. */
    static Map<String, byte[]> part(Part part) {
        String name = FOLDER + part.name().toLowerCase(Locale.ROOT) + ".zip";
        Map<String, byte[]> classes = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(read(name)))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                classes.put(entry.getName().replaceFirst("\\.class$", "").replace('/', '.'), zip.readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return classes;
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
