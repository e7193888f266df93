// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.probes;

import dev.jspect.protocol.FoundClass;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;

/**
 * A method that is to get a probe.
 *
 * @param parameters their names, {@code arg1} where nothing tells them
 * @param callerSensitive whether it looks who has called it: then nobody can call it in another's stead
 * @param signatures their generic types; null for each where nothing tells it
 */
public record PlannedMethod(
        FoundClass owner,
        String name,
        String descriptor,
        boolean isStatic,
        boolean callerSensitive,
        List<String> parameters,
        List<@Nullable String> signatures) {
    /** Each parameter as the component of its name. */
    public PlannedMethod {
        parameters = List.copyOf(parameters);
    }

    /** Whether it makes an object. */
    public boolean isConstructor() {
        return name.equals("<init>");
    }

    /** Returns it as users write it: {@code com.shop.Cart::add(Item, int)}. */
    public String label() {
        return owner.name.replace('$', '.') + "::" + MethodPattern.shown(name) + "(" + types(descriptor, false) + ")";
    }

    /** Returns it with the packages of its types. */
    String fullLabel() {
        return owner.name.replace('$', '.') + "::" + MethodPattern.shown(name) + "(" + types(descriptor, true) + ")";
    }

    /** Returns the same without the class's package. */
    public String shortLabel() {
        String label = label();
        return label.substring(owner.name.lastIndexOf('.') + 1);
    }

    private static String types(String descriptor, boolean packages) {
        return Arrays.stream(Type.getArgumentTypes(descriptor))
                .map(Type::getClassName)
                .map(type -> (packages ? type : type.substring(type.lastIndexOf('.') + 1)).replace('$', '.'))
                .collect(Collectors.joining(", "));
    }
}
