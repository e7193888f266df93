// SPDX-License-Identifier: Apache-2.0
package dev.jspect.protocol;

import java.util.Collections;
import java.util.List;

/** Which tasks of executors' threads are wanted. */
public final class WantedTasks {
    /** None: nothing is stopped for them. */
    public static final WantedTasks NONE =
            new WantedTasks(Collections.<String>emptyList(), Collections.<String>emptyList(), 0);

    /**
     * The methods that run tasks, {@code java.util.concurrent.ThreadPoolExecutor.runWorker}: the task is their variable {@code task} or
     * {@code job}; else what their one call of an interface's method is made on; else {@code this}. Empty for none.
     */
    public final List<String> runners;
    /** The fields in which tasks keep those that they were made for, {@code java.util.concurrent.FutureTask.callable}. */
    public final List<String> wrappers;
    /** After so many milliseconds of pause no further task is read. */
    public final int pauseMillis;

    /** Each parameter as the field of its name. */
    public WantedTasks(List<String> runners, List<String> wrappers, int pauseMillis) {
        this.runners = runners;
        this.wrappers = wrappers;
        this.pauseMillis = pauseMillis;
    }

    void writeTo(BodyWriter out) {
        out.writeStrings(runners).writeStrings(wrappers).writeInt(pauseMillis);
    }

    static WantedTasks readFrom(BodyReader in) throws ProtocolException {
        List<String> runners = in.readStrings();
        List<String> wrappers = in.readStrings();
        int pauseMillis = in.readInt();
        if (pauseMillis < 0 || pauseMillis > FramesRequest.MAX_PAUSE_MILLIS) {
            throw new ProtocolException("a pause of " + pauseMillis + " ms");
        }
        return new WantedTasks(runners, wrappers, pauseMillis);
    }
}
