// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell;

import dev.jspect.protocol.PatchNote;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A patch in the loaders that have its class, and in those that come to have it. */
public final class GrowingPatchFeed implements PatchFeed {
    private final List<PatchFeed> feeds = new CopyOnWriteArrayList<>();
    private final LaterFeed<PatchFeed> later;
    private int at;

    /**
     * Begins with one.
     *
     * @param later asked again and again for another
     */
    public GrowingPatchFeed(PatchFeed first, LaterFeed<PatchFeed> later) {
        feeds.add(first);
        this.later = later;
    }

    @Override
    public int number() {
        return feeds.get(0).number();
    }

    @Override
    public @Nullable PatchNote next(Duration patience) throws InterruptedException, TargetException {
        PatchFeed more = patience.isZero() ? null : later.look();
        if (more != null) {
            feeds.add(more);
        }
        for (int i = 0; i < feeds.size(); i++) {
            at = (at + 1) % feeds.size();
            // Only one of them is waited for.
            PatchNote note = feeds.get(at).next(i + 1 < feeds.size() ? Duration.ZERO : patience);
            if (note != null) {
                return note;
            }
        }
        return null;
    }

    @Override
    public Totals end() throws TargetException {
        Totals all = feeds.get(0).end();
        for (PatchFeed feed : feeds.subList(1, feeds.size())) {
            Totals more = feed.end();
            List<String> names = new ArrayList<>(all.restored().names());
            more.restored().names().stream()
                    .filter(name -> !names.contains(name))
                    .forEach(names::add);
            all = new Totals(
                    all.counts().plus(more.counts()),
                    new RestoredClasses(
                            names, all.restored().restored() && more.restored().restored()));
        }
        return all;
    }
}
