// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.json;

import dev.jspect.cli.attach.JvmProcess;
import dev.jspect.protocol.ExceptionCapture;
import dev.jspect.shell.threads.ThreadSnapshot;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An exception that becomes an event of Sentry's, and what is known of where it was thrown.
 *
 * @param id 32 hexadecimal digits, of this event alone
 * @param thread that constructed it, with its frames
 * @param source what tells where it comes from
 */
public record SentryEvent(String id, ExceptionCapture capture, ThreadSnapshot thread, Source source) {
    /**
     * What all events of a run have in common.
     *
     * @param application how names of the application's classes begin; none: whatever is not the JDK's
     * @param version of jspect
     * @param server name of the host, or null if unknown
     * @param release of the application, or null if unknown
     */
    public record Source(
            JvmProcess target,
            List<String> application,
            String version,
            @Nullable String server,
            @Nullable String release) {
        public Source {
            application = List.copyOf(application);
        }
    }
}
