// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.recording;

import dev.jspect.protocol.LocalVariable;
import dev.jspect.protocol.MethodFacts;
import dev.jspect.shell.threads.StackFrame;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The methods of recorded frames: where their sources are, and whether those are what ran. Without their code, of which there is a hash. */
public final class RecordedMethods {
    private final Map<String, MethodFacts> byName = new HashMap<>();
    private final Map<String, String> hashes;

    /**
     * @param hashes of their bytecode, in the order of the methods; null for those whose code is not known
     */
    RecordedMethods(List<MethodFacts> methods, List<@Nullable String> hashes) {
        Map<String, String> known = new HashMap<>();
        for (int i = 0; i < methods.size(); i++) {
            String name = name(methods.get(i));
            byName.putIfAbsent(name, methods.get(i));
            String hash = hashes.get(i);
            if (hash != null) {
                known.putIfAbsent(name, hash);
            }
        }
        this.hashes = known;
    }

    /** Keeps what is worth it of the methods of a capture. */
    public static RecordedMethods of(List<MethodFacts> captured) {
        Map<String, MethodFacts> once = new LinkedHashMap<>();
        captured.forEach(method -> once.putIfAbsent(name(method), method));
        List<MethodFacts> methods = new ArrayList<>();
        List<@Nullable String> hashes = new ArrayList<>();
        for (MethodFacts method : once.values()) {
            methods.add(withoutCode(method));
            hashes.add(method.code == null ? null : hash(method.code));
        }
        return new RecordedMethods(methods, hashes);
    }

    private static MethodFacts withoutCode(MethodFacts method) {
        return new MethodFacts(
                method.id,
                method.className,
                method.name,
                method.descriptor,
                method.access,
                method.origin,
                method.sourceFile,
                method.location,
                null,
                method.lines,
                List.<LocalVariable>of(),
                method.hasVariableTable);
    }

    private static String hash(byte[] code) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(code), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("each Java has it", e);
        }
    }

    private static String name(MethodFacts method) {
        return method.className + '.' + method.name + method.descriptor;
    }

    /** Returns that of a frame; null where it was not captured. */
    @Nullable
    MethodFacts of(StackFrame frame) {
        return byName.get(frame.className() + '.' + frame.methodName() + frame.descriptor());
    }

    /** Returns them all. */
    List<MethodFacts> all() {
        return List.copyOf(byName.values());
    }

    /** Returns the first half of the SHA-256 of a method's bytecode, in hexadecimal; null where its code is not known. */
    @Nullable
    String hashOf(MethodFacts method) {
        return hashes.get(name(method));
    }
}
