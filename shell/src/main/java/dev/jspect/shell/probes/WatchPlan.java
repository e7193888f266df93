// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.probes;

import dev.jspect.protocol.ValueBounds;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be watched.
 *
 * @param places the calls of one method, or where one line begins, in each loader that has the class
 * @param conditions for each of them, in the same order, which of its events are wanted, or null
 * @param columns for each of them the code of its expressions, as the target has named it; 0 where it has none
 * @param most after so many events none is made any more
 * @param slowerThan calls that took less are not wanted
 * @param summary whether calls are only counted and timed
 * @param stacks whether the stacks of calls are wanted
 * @param bounds of the values of one event
 */
public record WatchPlan(
        List<PlannedPlace> places,
        List<@Nullable CallCondition> conditions,
        List<Integer> columns,
        int most,
        Duration slowerThan,
        boolean summary,
        boolean stacks,
        ValueBounds bounds) {
    /**
     * A condition that is defined in the target.
     *
     * @param code as the target has named it
     * @param calls whether its code calls other code
     */
    public record CallCondition(int code, boolean calls) {}
}
