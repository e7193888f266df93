// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import dev.jspect.cli.attach.JvmProcess;
import dev.jspect.cli.os.NativeStacks;
import dev.jspect.cli.os.Standstill;
import dev.jspect.cli.os.SystemCalls;
import dev.jspect.cli.symbols.SymbolSources;
import dev.jspect.shell.natives.FrameNames;
import dev.jspect.shell.natives.NativeThreads;
import dev.jspect.shell.text.SafeText;
import dev.jspect.shell.threads.ThreadSnapshot;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

/** Whether what threads do below Java is shown, and how much of it. */
final class NativeOption {
    /** How much is wanted. */
    private enum Below {
        /** The system calls. */
        TOP,
        /** And what has called them. */
        FRAMES
    }

    /** Null for nothing. */
    private @Nullable Below below;

    /** Keeps what it has found. */
    private @Nullable FrameNames names;

    /** Adds the option to what a command takes. */
    void describe(Syntax syntax) {
        syntax.option(
                OptionSpec.builder("--native")
                        .paramLabel("top")
                        .arity("0..1")
                        .fallbackValue("frames")
                        .converters(NativeOption::parsed)
                        .completionCandidates(List.of("top"))
                        .description(
                                "Show the system call that each thread waits in, which file, socket or pipe it is about, and the calls"
                                        + " below Java, read a moment later without stopping anything: epoll_wait(fd 21 -> eventpoll of"
                                        + " 3). With =top the system calls alone."),
                Below.class,
                typed -> below = typed);
    }

    private static Below parsed(String typed) {
        return switch (typed) {
            case "top" -> Below.TOP;
            case "frames" -> Below.FRAMES;
            default -> throw new TypeConversionException("--native or --native=top, but not --native=" + typed);
        };
    }

    /** Whether anything is. */
    boolean wanted() {
        return below != null;
    }

    /**
     * Returns what threads do below Java, as far as that is wanted, and says what could not be read.
     *
     * @param since a moment before their dump: of whoever has run meanwhile it would not fit
     */
    NativeThreads read(Invocation invocation, JvmProcess jvm, List<ThreadSnapshot> shown, Standstill since) {
        if (below == null) {
            return NativeThreads.NOT_ASKED;
        }
        SystemCalls calls = SystemCalls.of(jvm.pid());
        NativeStacks stacks = NativeStacks.of(jvm.pid());
        NativeThreads read = new NativeThreads(
                calls.read(since), below == Below.TOP ? Map.of() : stacks.read(NativeThreads.numbersOf(shown), since));
        if (calls.refused() != null) {
            invocation.err().println("jspect: not all system calls are known: " + calls.refused());
        }
        if (stacks.refused() != null) {
            invocation.err().println("jspect: no calls below Java are known: " + stacks.refused());
        }
        return read;
    }

    /** Returns the same with the names of functions that are found elsewhere. It may take its time: for when nothing of ours is in the target. */
    NativeThreads named(Invocation invocation, JvmProcess jvm, NativeThreads read) {
        if (below != Below.FRAMES) {
            return read;
        }
        if (names == null) {
            names = SymbolSources.names(
                    List.of(),
                    Path.of("/proc", Integer.toString(jvm.pid()), "root"),
                    invocation.environment(),
                    line -> invocation.err().println(SafeText.of("jspect: " + line)));
        }
        return names.of(read);
    }
}
