// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import dev.jspect.cli.BelowJava.Depth;
import dev.jspect.cli.attach.JvmProcess;
import dev.jspect.cli.os.Standstill;
import dev.jspect.cli.symbols.SymbolSources;
import dev.jspect.shell.natives.FrameNames;
import dev.jspect.shell.natives.NativeThreads;
import dev.jspect.shell.text.SafeText;
import dev.jspect.shell.threads.ThreadSnapshot;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

/** Whether what threads do below Java is shown, and how much of it. */
final class NativeOption {
    /** Null for nothing. */
    private @Nullable Depth below;

    /** Keeps what it has found. */
    private @Nullable FrameNames names;

    /** Adds the option to what a command takes. */
    void describe(Syntax syntax) {
        syntax.option(
                OptionSpec.builder("--native")
                        .paramLabel("top|all")
                        .arity("0..1")
                        .fallbackValue("frames")
                        .converters(NativeOption::parsed)
                        .completionCandidates(List.of("top", "all"))
                        .description(
                                "Show the system call that each thread waits in, which file, socket or pipe it is about, and the calls"
                                        + " below Java, read a moment later without stopping anything: epoll_wait(fd 21 -> eventpoll of"
                                        + " 3). With =top the system calls alone; with"
                                        + " =all the calls of threads that run, too: each is sent a signal, for which an agent and a"
                                        + " native library are loaded."),
                Depth.class,
                typed -> below = typed);
    }

    private static Depth parsed(String typed) {
        return switch (typed) {
            case "top" -> Depth.TOP;
            case "frames" -> Depth.FRAMES;
            case "all" -> Depth.ALL;
            default ->
                throw new TypeConversionException("--native, --native=top or --native=all, but not --native=" + typed);
        };
    }

    /** Whether anything is. */
    boolean wanted() {
        return below != null;
    }

    /** Whether that takes a session in the target. */
    boolean enters() {
        return below == Depth.ALL;
    }

    /** Returns the moment before a dump, or null where nobody asks for it: to look at each thread takes longer than the dump. */
    @Nullable
    Standstill since(JvmProcess jvm) {
        return wanted() ? Standstill.of(jvm.pid()) : null;
    }

    /**
     * Returns what threads do below Java, as far as that is wanted, and says what could not be read.
     *
     * @param since as {@link #since} gave it before their dump: of whoever has run meanwhile it would not fit
     * @param target looks itself; null where no session is open
     */
    NativeThreads read(
            Invocation invocation,
            JvmProcess jvm,
            List<ThreadSnapshot> shown,
            @Nullable Standstill since,
            @Nullable TargetStacks target) {
        if (below == null || since == null) {
            return NativeThreads.NOT_ASKED;
        }
        BelowJava read = BelowJava.read(jvm, shown, since, below, target);
        read.notes().forEach(note -> invocation.err().println(SafeText.of("jspect: " + note)));
        return read.threads();
    }

    /** Returns the same with the names of functions that are found elsewhere. It may take its time: for when nothing of ours is in the target. */
    NativeThreads named(Invocation invocation, JvmProcess jvm, NativeThreads read) {
        if (below == null || below == Depth.TOP) {
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
