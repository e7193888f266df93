// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.probes;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** The places of one probe: a method's calls, or where lines begin in it, or it returns, by the indices in its code. */
final class WatchedPlaces implements Function<Object[], Object> {
    private final Map<Integer, Function<Object[], Object>> places = new HashMap<Integer, Function<Object[], Object>>();

    void add(int index, Function<Object[], Object> place) {
        places.put(index, place);
    }

    @Override
    public Object apply(Object[] asked) {
        Function<Object[], Object> place = places.get((Integer) asked[2]);
        // Where nothing is wanted, the dispatcher has the method go on as if there were no probe.
        return place == null ? null : place.apply(asked);
    }
}
