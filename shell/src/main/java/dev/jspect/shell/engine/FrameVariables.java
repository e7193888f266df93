// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.engine;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The local variables of a frame whose values the target holds, for snippets to use.
 *
 * @param depth of the frame
 * @param held those that have a value
 * @param missing why others have none, by name
 * @param unnamed why there may be others that nobody can name, or null
 */
public record FrameVariables(
        int depth,
        List<Held> held,
        Map<String, String> missing,
        @Nullable String unnamed) {
    public FrameVariables {
        held = List.copyOf(held);
        missing = Map.copyOf(missing);
    }

    /**
     * A variable.
     *
     * @param index into those of its method
     * @param name as the class file has it, which may be none of Java
     * @param descriptor of its type
     * @param signature its generic type, or null
     * @param valueClass {@code Class.getName} of the value's class, or null where that is not known
     */
    public record Held(
            int index,
            String name,
            String descriptor,
            @Nullable String signature,
            @Nullable String valueClass) {}
}
