// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.exceptions;

import dev.jspect.agent.frames.ValueSource;
import dev.jspect.protocol.ThrownPart;
import java.util.List;

/** Makes the values of one captured exception. */
public interface ExceptionValues extends ValueSource {
    /** Returns a throwable, its causes, and those suppressed: each once, and not endlessly many. */
    List<ThrownPart> parts(Throwable thrown);
}
