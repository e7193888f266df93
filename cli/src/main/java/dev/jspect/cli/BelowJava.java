// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import dev.jspect.cli.attach.JvmProcess;
import dev.jspect.cli.os.NativeStacks;
import dev.jspect.cli.os.Standstill;
import dev.jspect.cli.os.SystemCalls;
import dev.jspect.cli.os.WaitingThread;
import dev.jspect.cli.remote.TargetFailure;
import dev.jspect.shell.TargetException;
import dev.jspect.shell.natives.NativeStack;
import dev.jspect.shell.natives.NativeThreads;
import dev.jspect.shell.natives.SystemCall;
import dev.jspect.shell.threads.ThreadSnapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What threads do below Java, as it was read: from here where this user may, else by the target itself.
 *
 * @param notes what could not be read, and why
 */
record BelowJava(NativeThreads threads, List<String> notes) {
    /** How much is wanted. */
    enum Depth {
        /** The system calls. */
        TOP,
        /** And what has called them. */
        FRAMES,
        /** And the calls of threads that run. */
        ALL
    }

    /**
     * Reads it.
     *
     * @param shown the threads that it is wanted of
     * @param since a moment before their dump: of whoever has run meanwhile it would not fit
     * @param target looks itself; null where no session is open
     */
    static BelowJava read(
            JvmProcess jvm, List<ThreadSnapshot> shown, Standstill since, Depth depth, @Nullable TargetStacks target) {
        SystemCalls calls = SystemCalls.of(jvm.pid());
        NativeStacks stacks = NativeStacks.of(jvm.pid());
        Set<Long> numbers = NativeThreads.numbersOf(shown);
        Map<Long, NativeStack> frames = new HashMap<>();
        List<String> notes = new ArrayList<>();
        Map<Long, WaitingThread> told = null;
        try {
            String map = target == null || stacks.knowsMap() ? null : target.map();
            if (map != null) {
                stacks.useMap(map);
            }
            if (depth == Depth.ALL && target != null) {
                // First: the others do not go on meanwhile.
                frames.putAll(target.running(numbers, stacks));
            }
        } catch (TargetException e) {
            notes.add(unlessRefused(jvm, e));
        }
        Map<Long, SystemCall> waitedIn = calls.read(since);
        try {
            if (calls.isDenied() && target != null) {
                Map<Long, WaitingThread> read = target.waiting(numbers);
                if (!read.isEmpty()) {
                    told = read;
                    waitedIn = calls.read(since, told);
                }
            }
        } catch (TargetException e) {
            notes.add(unlessRefused(jvm, e));
        }
        if (depth != Depth.TOP) {
            frames.putAll(stacks.read(numbers, since, told));
        }
        String remedy =
                target == null ? "; with -l or --native=all the target reads it itself" : "; nor may the target itself";
        if (calls.refused() != null) {
            notes.add("not all system calls are known: " + calls.refused() + (calls.isDenied() ? remedy : ""));
        }
        if (stacks.refused() != null) {
            notes.add("no calls below Java are known: " + stacks.refused() + (stacks.isDenied() ? remedy : ""));
        }
        return new BelowJava(new NativeThreads(waitedIn, frames), notes);
    }

    /** All else is there without it; but what its administrator forbids ends the command. */
    private static String unlessRefused(JvmProcess jvm, TargetException e) {
        if (e.kind() != TargetException.Kind.FAILED) {
            throw TargetFailure.of("cannot read the calls below Java of " + jvm.label(), e);
        }
        return "the target cannot read calls below Java: " + e.getMessage();
    }
}
