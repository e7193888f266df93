// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell;

import java.util.List;

/**
 * Classes that were changed for a while.
 *
 * @param names theirs
 * @param restored whether all of them are again what they were
 */
public record RestoredClasses(List<String> names, boolean restored) {
    /** Each parameter as the component of its name. */
    public RestoredClasses {
        names = List.copyOf(names);
    }

    /**
     * Says what has become of them.
     *
     * @param disturbed whether another agent has changed one of them meanwhile
     * @param then what that means, as the end of a sentence
     */
    public String aftermath(boolean disturbed, String then) {
        String all = String.join(" and ", names);
        if (!restored) {
            return all + " NOT as before: another agent may have changed it meanwhile";
        }
        return all
                + (names.size() == 1 ? " is what it was" : " are what they were")
                + (disturbed ? "; another agent changed it meanwhile, so " + then : "");
    }
}
