// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.remote;

import dev.jspect.protocol.FoundClass;
import dev.jspect.shell.RestoredClasses;
import dev.jspect.shell.TargetException;
import dev.jspect.shell.instrument.MethodDiff;
import dev.jspect.shell.instrument.ProbedMethod;
import dev.jspect.shell.probes.PlannedMethod;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The classes that were changed for one watch or patch. */
final class ClassChanges {
    private final SessionClasses classes;
    private final List<Change> prepared = new ArrayList<>();
    private final List<ChangedClass> changed = new ArrayList<>();

    private record Change(ChangedClass type, List<ProbedMethod> probes) {}

    ClassChanges(SessionClasses classes) {
        this.classes = classes;
    }

    /**
     * Makes the new forms of the methods' classes; changes nothing yet.
     *
     * @throws TargetException when a method takes no probe
     */
    void prepare(Map<PlannedMethod, ProbedMethod> probes) throws TargetException {
        Map<FoundClass, List<ProbedMethod>> byClass = new LinkedHashMap<>();
        probes.forEach((method, probe) -> byClass.computeIfAbsent(method.owner(), owner -> new ArrayList<>())
                .add(probe));
        synchronized (classes) {
            for (Map.Entry<FoundClass, List<ProbedMethod>> one : byClass.entrySet()) {
                Change change = new Change(classes.get(one.getKey()), one.getValue());
                formWith(change);
                prepared.add(change);
            }
        }
    }

    private byte[] formWith(Change change) throws TargetException {
        change.type.add(this, change.probes);
        try {
            return change.type.form();
        } finally {
            change.type.remove(this);
        }
    }

    /** Returns what becomes of a method's code that is prepared, as the lines of a diff. */
    List<String> diff(PlannedMethod method) throws TargetException {
        List<String> lines = new ArrayList<>();
        for (Change change : prepared) {
            if (change.type.original().type() == method.owner()) {
                lines.addAll(MethodDiff.of(
                        method.label(), method.name(), method.descriptor(), change.type.form(), formWith(change)));
            }
        }
        return lines;
    }

    /** Puts the new forms in place. */
    void apply() throws TargetException {
        synchronized (classes) {
            for (Change change : prepared) {
                // Another watch may have begun since.
                ChangedClass type = classes.get(change.type.original().type());
                changed.add(type);
                type.add(this, change.probes);
                classes.apply(type);
            }
        }
    }

    /** Takes the probes out again, and looks whether the classes are what they were. */
    RestoredClasses restore() throws TargetException {
        boolean restored = true;
        List<String> names = new ArrayList<>();
        synchronized (classes) {
            for (ChangedClass one : changed) {
                one.remove(this);
                classes.apply(one);
            }
            for (ChangedClass one : changed) {
                restored &= classes.isAsItShould(one);
                String name = one.original().type().name;
                if (!names.contains(name)) {
                    names.add(name);
                }
            }
        }
        return new RestoredClasses(names, restored);
    }
}
