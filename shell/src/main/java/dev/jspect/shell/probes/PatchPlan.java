// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.probes;

import dev.jspect.protocol.PatchOrigin;
import dev.jspect.shell.probes.WatchPlan.CallCondition;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a method is to be changed.
 *
 * @param kind one of the constants of {@link dev.jspect.protocol.PatchRequest}
 * @param methods one of a name and types, in each loader that has its class
 * @param conditions for each of them, in the same order, the condition on its calls, or null
 * @param code for each of them the code, as the target has named it
 * @param threads only in threads whose names fit this; null for all
 * @param limit after so many calls the method is as before; 0: without end
 * @param ttl after so long, too; zero: without end
 * @param origin what it is, for whoever finds it later
 */
public record PatchPlan(
        int kind,
        List<PlannedMethod> methods,
        List<@Nullable CallCondition> conditions,
        List<Integer> code,
        @Nullable String threads,
        long limit,
        Duration ttl,
        PatchOrigin origin) {}
