// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell;

import dev.jspect.protocol.ThrownText;
import dev.jspect.protocol.ValueText;

/** How a run of a snippet's code in the target ended. */
public sealed interface Outcome {
    /** It gave a value. */
    record Value(ValueText value) implements Outcome {}

    /** Its code threw. */
    record Thrown(ThrownText thrown) implements Outcome {}

    /** It was stopped on request. */
    record Stopped() implements Outcome {}

    /** It was stopped on request, but its thread has not ended: it is in native code, most likely. */
    record Abandoned() implements Outcome {}

    /** It could not be run, or its end could not be told. */
    record Failed(String reason) implements Outcome {}
}
