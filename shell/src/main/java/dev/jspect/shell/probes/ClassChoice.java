// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.probes;

import dev.jspect.protocol.FoundClass;
import dev.jspect.protocol.FoundClasses;
import java.util.TreeSet;

/** Looks whether the classes that a name has found are one, in a few loaders. */
final class ClassChoice {
    private static final String LIST = "\n    ";

    private ClassChoice() {}

    /**
     * Does nothing when they are.
     *
     * @param found the classes of that name
     * @throws NoSuchMethodInTargetException when there is none, or are several, or none that can be changed
     */
    static void check(String className, FoundClasses found) throws NoSuchMethodInTargetException {
        if (found.classes.isEmpty()) {
            throw new NoSuchMethodInTargetException(
                    "no class named " + className + " is loaded",
                    found.similar.isEmpty()
                            ? "What no loader has loaded yet has no methods"
                            : "Did you mean: " + String.join(", ", found.similar));
        }
        TreeSet<String> names = new TreeSet<>();
        for (FoundClass type : found.classes) {
            names.add(type.name);
        }
        if (names.size() > 1) {
            // Of different packages.
            throw new NoSuchMethodInTargetException(
                    names.size() + " classes are named " + className, "Choose one:" + LIST + String.join(LIST, names));
        }
        String refused = Refusals.reason(names.first());
        if (refused != null) {
            throw new NoSuchMethodInTargetException("no method of " + names.first() + " can be changed", refused);
        }
        if (found.more > 0) {
            throw new NoSuchMethodInTargetException(
                    (found.classes.size() + found.more) + " class loaders have a class " + names.first(),
                    "That are too many at once. Choose one: --loader");
        }
    }
}
