// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell;

import dev.jspect.protocol.CallCapture;
import dev.jspect.protocol.CallSummary;
import dev.jspect.shell.probes.PlannedPlace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Calls of a method in the loaders that have its class, and in those that come to have it. */
public final class GrowingCallFeed implements CallFeed {
    private final List<CallFeed> feeds = new CopyOnWriteArrayList<>();
    private final LaterFeed<CallFeed> later;
    private int at;
    private @Nullable CallFeed last;

    /**
     * Begins with one.
     *
     * @param later asked again and again for another
     */
    public GrowingCallFeed(CallFeed first, LaterFeed<CallFeed> later) {
        feeds.add(first);
        this.later = later;
    }

    private void grow() throws TargetException {
        CallFeed more = later.look();
        if (more != null) {
            feeds.add(more);
        }
    }

    @Override
    public @Nullable CallCapture next(Duration patience) throws InterruptedException, TargetException {
        grow();
        for (int i = 0; i < feeds.size(); i++) {
            at = (at + 1) % feeds.size();
            // Only one of them is waited for.
            CallCapture call = feeds.get(at).next(i + 1 < feeds.size() ? Duration.ZERO : patience);
            if (call != null) {
                last = feeds.get(at);
                return call;
            }
        }
        return null;
    }

    @Override
    public PlannedPlace place(CallCapture call) {
        if (last == null) {
            throw new IllegalStateException("there was no call yet");
        }
        return last.place(call);
    }

    @Override
    public CallSummary summary() throws TargetException {
        grow();
        CallSummary all = feeds.get(0).summary();
        for (CallFeed feed : feeds.subList(1, feeds.size())) {
            all = all.plus(feed.summary());
        }
        return all;
    }

    @Override
    public Totals end() throws TargetException {
        Totals all = feeds.get(0).end();
        for (CallFeed feed : feeds.subList(1, feeds.size())) {
            Totals more = feed.end();
            List<String> classes = new ArrayList<>(all.classes());
            more.classes().stream().filter(name -> !classes.contains(name)).forEach(classes::add);
            all = new Totals(all.counts().plus(more.counts()), classes, all.restored() && more.restored());
        }
        return all;
    }
}
