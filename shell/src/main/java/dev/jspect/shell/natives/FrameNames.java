// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.natives;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names calls below Java whose own modules do not: by files of the very same build. For one thread. */
public final class FrameNames {
    private static final Symbols NONE = Symbols.none();

    private final List<SymbolFiles> sources;
    private final Map<String, Symbols> known = new HashMap<>();

    /**
     * @param sources asked in this order
     */
    public FrameNames(List<SymbolFiles> sources) {
        this.sources = List.copyOf(sources);
    }

    /** Returns the same threads, with the names that are found. */
    public NativeThreads of(NativeThreads threads) {
        Map<Long, NativeStack> named = new HashMap<>();
        threads.stacks().forEach((thread, stack) -> named.put(thread, of(stack)));
        return new NativeThreads(threads.calls(), named);
    }

    private NativeStack of(NativeStack stack) {
        List<NativeFrame> named = new ArrayList<>();
        for (NativeFrame frame : stack.frames()) {
            // A call is before what it returns to.
            named.add(named(frame, frame.address() - (named.isEmpty() ? 0 : 1)));
        }
        return new NativeStack(named, stack.ran(), stack.cut());
    }

    private NativeFrame named(NativeFrame frame, long place) {
        String build = frame.buildId();
        if (frame.symbol() != null || build == null || build.length() < 2) {
            return frame;
        }
        Symbols.Symbol found = known.computeIfAbsent(build, this::symbols).at(place);
        return found == null ? frame : new NativeFrame(frame.module(), build, frame.address(), found.name());
    }

    private Symbols symbols(String build) {
        for (SymbolFiles source : sources) {
            for (Path file : source.of(build)) {
                Symbols found = symbols(file, build);
                if (found != null) {
                    return found;
                }
            }
        }
        return NONE;
    }

    /** Returns null for a file of another build, or without names. */
    private static @Nullable Symbols symbols(Path file, String build) {
        try {
            Elf elf = Elf.read(file);
            return build.equals(elf.buildId()) && elf.section(".symtab") != null ? Symbols.of(elf) : null;
        } catch (IOException none) {
            return null;
        }
    }
}
