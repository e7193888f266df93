// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.remote;

import dev.jspect.protocol.FoundClass;
import dev.jspect.protocol.FoundClasses;
import dev.jspect.shell.TargetException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The classes that one session has changed. Watches and patches that begin and end in several threads come here one by one. */
final class SessionClasses {
    private final ProbeRequests requests;
    private final int feature;
    /** By {@link FoundClass#id}. */
    private final Map<Integer, ChangedClass> changed = new HashMap<>();

    /**
     * @param feature the target's version of Java
     */
    SessionClasses(ProbeRequests requests, int feature) {
        this.requests = requests;
        this.feature = feature;
    }

    /** Returns the same classes, those that are changed as they were before. */
    synchronized FoundClasses asTheyWere(FoundClasses found) {
        List<FoundClass> classes = found.classes.stream().map(this::asItWas).toList();
        return new FoundClasses(classes, found.more, found.similar);
    }

    private FoundClass asItWas(FoundClass found) {
        ChangedClass known = changed.get(found.id);
        return known == null ? found : known.original().type();
    }

    /** Returns a class to change; changes nothing yet. */
    synchronized ChangedClass get(FoundClass type) throws TargetException {
        ChangedClass known = changed.get(type.id);
        return known == null ? new ChangedClass(OriginalClass.of(type, feature)) : known;
    }

    /** Puts the class's form of now in place. */
    synchronized void apply(ChangedClass one) throws TargetException {
        OriginalClass original = one.original();
        if (one.hasProbes()) {
            changed.put(original.type().id, one);
            requests.change(original.type(), one.form(), original.restored(), original.redefines());
        } else if (changed.containsKey(original.type().id)) {
            requests.change(original.type(), null, null, false);
            changed.remove(original.type().id);
        }
    }

    /** Says whether the class runs as it should now. */
    boolean isAsItShould(ChangedClass one) throws TargetException {
        byte[] now = requests.running(one.original().type());
        return now != null && one.is(now);
    }
}
