// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import dev.jspect.cli.attach.Deadline;
import dev.jspect.cli.attach.JvmProcess;
import dev.jspect.cli.attach.ThreadDumps;
import dev.jspect.cli.failure.ExitCode;
import dev.jspect.cli.failure.JspectException;
import dev.jspect.cli.receipt.CaptureFacts;
import dev.jspect.cli.remote.RemoteTarget;
import dev.jspect.shell.TargetException;
import dev.jspect.shell.frames.FrameChoice;
import dev.jspect.shell.frames.FrameHolder;
import dev.jspect.shell.frames.HeldThread;
import dev.jspect.shell.frames.NoSuchFrameException;
import dev.jspect.shell.locals.LocalsReader;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;

/** The frame whose local variables are variables of the code. */
final class FrameOption {
    @Nullable
    private String frame;

    /** Adds the option to what a command takes. */
    void describe(Syntax syntax) {
        syntax.option(
                OptionSpec.builder("--frame")
                        .paramLabel("THREAD:DEPTH")
                        .description(
                                "Make a frame's local variables those of the code, $this among them: of the thread with this"
                                        + " name (* and ?) or #id, at this depth, as 'jspect frames -l' shows it; without"
                                        + " :DEPTH the application's innermost. What is assigned to them stays here."),
                String.class,
                typed -> frame = typed);
    }

    /** Finds the thread, before anything is loaded; null when there is no such option. */
    FrameChoice.@Nullable Chosen choose(JvmProcess process, Deadline deadline) {
        if (frame == null) {
            return null;
        }
        try {
            return FrameChoice.parse(frame).in(ThreadDumps.of(process, deadline).take(deadline), false);
        } catch (NoSuchFrameException e) {
            throw noSuchFrame(process.pid(), e);
        }
    }

    /**
     * The frame whose variables snippets have.
     *
     * @param names of those that have a value, as snippets write them
     */
    record Bound(HeldThread thread, List<String> names) {
        Bound {
            names = List.copyOf(names);
        }
    }

    /**
     * Has the target hold the thread's variables, and makes those of the frame known to the engine.
     *
     * @param usesItsLoader whether snippets are to see the classes of the frame's class loader
     */
    static Bound bind(TargetSession session, FrameChoice.Chosen chosen, boolean usesItsLoader) throws TargetException {
        RemoteTarget target = session.target();
        HeldThread held;
        try {
            held = new FrameHolder(target, new LocalsReader(target)).hold(chosen);
        } catch (NoSuchFrameException e) {
            throw noSuchFrame(target.jvm().pid(), e);
        }
        session.captured(CaptureFacts.of(held.held().capture, held.earlierNanos()));
        int loader = held.loader(held.depth());
        if (usesItsLoader && loader != 0 && loader != target.loaderInUse().id) {
            target.useLoader(loader);
            session.engine().refresh();
        }
        Map<String, String> names = session.engine().bind(held.variables(held.depth()));
        return new Bound(held, List.copyOf(names.keySet()));
    }

    private static JspectException noSuchFrame(long pid, NoSuchFrameException e) {
        return new JspectException(
                ExitCode.USAGE, e.what(), e.details(), "All of them: jspect frames " + pid + " -l --all-frames", e);
    }
}
