// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import dev.jspect.cli.page.Page;
import dev.jspect.cli.recording.Recording;
import dev.jspect.shell.page.PageBuilder;
import dev.jspect.shell.page.PageMoment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Writes a recording as a page, with what is found here. */
final class RecordingPage {
    private final Invocation invocation;
    private final FoundHere found;

    RecordingPage(Invocation invocation, FoundHere found) {
        this.invocation = invocation;
        this.found = found;
    }

    /**
     * Writes it to stdout.
     *
     * @param number of the one moment that is wanted; null for all
     */
    void write(Recording recording, @Nullable Integer number) throws IOException {
        int first = number == null ? 1 : number;
        int last = number == null ? recording.moments() : number;
        // One that is not there is said before anything is written.
        recording.moment(last);
        Page.write(
                invocation.out(),
                recording.about(),
                IntStream.rangeClosed(first, last)
                        .mapToObj(at -> moment(recording, at))
                        .iterator());
        invocation.out().flush();
    }

    private PageMoment moment(Recording recording, int number) {
        try {
            return PageBuilder.of(found.in(invocation, recording.moment(number)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
