// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import dev.jspect.cli.attach.JvmProcess;
import dev.jspect.cli.json.SentryEvent;
import dev.jspect.cli.json.SentryJson;
import dev.jspect.cli.sentry.EventSink;
import dev.jspect.protocol.ExceptionCapture;
import dev.jspect.shell.exceptions.Repeats;
import dev.jspect.shell.threads.ThreadSnapshot;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Makes events of the exceptions of one run, of each kind the first, and says at the end what became of them. */
final class SentryEvents {
    /** By then the target is left alone: only who started us waits. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final String RELEASE = "-Dsentry.release=";

    private final EventSink sink;
    private final SentryEvent.Source source;
    private final AtomicInteger repeats = new AtomicInteger();
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile boolean complete = true;

    /** @param environment as in {@link System#getenv()} */
    SentryEvents(EventSink sink, JvmProcess target, List<String> application, Map<String, String> environment) {
        this.sink = sink;
        this.source = new SentryEvent.Source(
                target, application, VersionProvider.version(), server(), release(target, environment));
    }

    /** Makes an event, unless there is one of its kind. */
    void add(ExceptionCapture capture, ThreadSnapshot thread, Repeats.Repeat repeat) {
        if (repeat.count() > 1) {
            repeats.incrementAndGet();
            return;
        }
        String id = UUID.randomUUID().toString().replace("-", "");
        sink.accept(id, SentryJson.event(new SentryEvent(id, capture, thread, source)));
    }

    /** Delivers what is left and says what became of all; does nothing the second time. */
    void end(PrintStream err, boolean quiet) {
        if (!ended.compareAndSet(false, true)) {
            return;
        }
        EventSink.Totals all = sink.close(PATIENCE);
        complete = all.failed() == 0;
        if (!quiet || all.failed() > 0) {
            String left = repeats.get() == 0 ? "" : String.format(Locale.ROOT, "; %,d repeats not sent", repeats.get());
            err.println(String.format(
                    Locale.ROOT, "jspect: events for Sentry: %,d sent, %,d failed%s", all.sent(), all.failed(), left));
        }
    }

    /** Whether all of them got there, once it has ended. */
    boolean isComplete() {
        return complete;
    }

    private static @Nullable String release(JvmProcess target, Map<String, String> environment) {
        return target.jvmArguments().stream()
                .filter(argument -> argument.startsWith(RELEASE))
                .map(argument -> argument.substring(RELEASE.length()))
                .findFirst()
                .orElse(environment.get("SENTRY_RELEASE"));
    }

    /** As the kernel says it: the JDK would ask a name server, and may wait for it. */
    private static @Nullable String server() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException e) {
            // No Linux.
            return null;
        }
    }
}
