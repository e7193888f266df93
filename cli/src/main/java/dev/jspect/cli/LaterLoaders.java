// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import dev.jspect.cli.failure.JspectException;
import dev.jspect.cli.remote.RemoteTarget;
import dev.jspect.protocol.FoundClass;
import dev.jspect.protocol.FoundClasses;
import dev.jspect.shell.LaterFeed;
import dev.jspect.shell.TargetException;
import dev.jspect.shell.text.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Looks once a second whether another loader has loaded the class: of a web application that was deployed again, perhaps.
 *
 * @param <T> what begins then
 */
final class LaterLoaders<T> implements LaterFeed<T> {
    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Invocation invocation;
    private final RemoteTarget session;
    private final Beginning<T> beginning;
    private final List<FoundClass> known;
    private long last = System.nanoTime();

    /** What is done with the class. */
    interface Beginning<T> {
        /** Begins. */
        T begin(FoundClasses found) throws TargetException;
    }

    /**
     * Has looked just now.
     *
     * @param known the classes that were found, all of one name
     */
    LaterLoaders(Invocation invocation, RemoteTarget session, List<FoundClass> known, Beginning<T> beginning) {
        this.invocation = invocation;
        this.session = session;
        this.beginning = beginning;
        this.known = new ArrayList<>(known.stream().distinct().toList());
    }

    @Override
    public @Nullable T look() throws TargetException {
        if (System.nanoTime() - last < LOOK_NANOS) {
            return null;
        }
        String name = known.get(0).name;
        FoundClasses found = session.probes().findClasses(name, known);
        last = System.nanoTime();
        List<FoundClass> fresh =
                found.classes.stream().filter(type -> type.name.equals(name)).toList();
        if (fresh.isEmpty()) {
            return null;
        }
        known.addAll(fresh);
        try {
            T begun = beginning.begin(new FoundClasses(fresh, 0, List.of()));
            tell(name + " was loaded once more, and is taken in");
            return begun;
        } catch (JspectException e) {
            tell(name + " was loaded once more, and is left out: " + e.getMessage());
            return null;
        }
    }

    private void tell(String what) {
        invocation.err().println("jspect: " + SafeText.of(what));
    }
}
