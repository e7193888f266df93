// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.repl;

import dev.jspect.protocol.LoaderFacts;
import dev.jspect.shell.JvmDescription;
import dev.jspect.shell.loaders.LoaderNames;
import dev.jspect.shell.text.StateSummary;
import dev.jspect.shell.text.Style.Kind;
import dev.jspect.shell.text.StyledText;
import dev.jspect.shell.threads.Deadlock;
import dev.jspect.shell.threads.ThreadDump;
import java.io.IOException;

/** What the shell says before the first prompt. */
public final class Banner {
    private final Screen screen;

    /** Writes there. */
    public Banner(Screen screen) {
        this.screen = screen;
    }

    /**
     * Says who the target is, and how it fares; nothing has been loaded into it yet.
     *
     * @param uptime how long it has been running, for people
     */
    public void target(JvmDescription jvm, String uptime, ThreadDump dump) {
        screen.show(out -> {
            out.add(Kind.HEADING, jvm.name().isEmpty() ? "JVM" : jvm.name());
            out.add(Kind.DIM, " · ").add("pid " + jvm.pid());
            out.add(Kind.DIM, " · ").add("Java " + jvm.javaVersion());
            out.add(Kind.DIM, " · ").add("up " + uptime).endLine();
            StateSummary.line(dump, dump.javaThreads(), out);
            for (Deadlock deadlock : dump.deadlocks()) {
                deadlock(deadlock, out);
            }
        });
    }

    private static void deadlock(Deadlock deadlock, StyledText out) throws IOException {
        out.add(Kind.ERROR, "DEADLOCK");
        String separator = ": ";
        for (Deadlock.Member member : deadlock.threads()) {
            out.add(separator);
            if (!out.fits(member.name().length() + 1)) {
                out.endLine();
                out.padTo(2);
            }
            out.add(Kind.THREAD_NAME, member.name());
            separator = ", ";
        }
        out.add(Kind.DIM, " (/frames)").endLine();
    }

    /** Says something that the user should know before the agent is loaded. */
    public void note(String text) {
        screen.show(out -> out.add(Kind.DIM, text).endLine());
    }

    /** Says how to go on. */
    public void start(LoaderFacts loader) {
        screen.show(out -> {
            out.add(Kind.DIM, "sees the classes of ").add(label(loader)).add(Kind.DIM, "; /loader for others");
            out.endLine();
            out.add(Kind.DIM, "Tab completes, Ctrl-C stops, Ctrl-D leaves; /help tells the rest")
                    .endLine();
        });
    }

    private static String label(LoaderFacts loader) {
        String name = loader.className.substring(loader.className.lastIndexOf('.') + 1);
        return "loader " + (loader.name == null ? name.substring(name.lastIndexOf('$') + 1) : loader.name) + " "
                + LoaderNames.hash(loader);
    }
}
