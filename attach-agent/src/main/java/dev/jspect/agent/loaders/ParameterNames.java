// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.loaders;

import dev.jspect.protocol.MethodParameters;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.List;

/** Reads the names of parameters by reflection. Of a class without a file nothing else has them (JDK-8240908). */
public final class ParameterNames {
    private ParameterNames() {}

    /** Returns those of a class's methods that have some; none when a class that they name cannot be loaded. */
    public static List<MethodParameters> of(Class<?> type) {
        List<MethodParameters> all = new ArrayList<MethodParameters>();
        try {
            for (Method method : type.getDeclaredMethods()) {
                add(method, method.getName(), method.getReturnType(), all);
            }
            for (Constructor<?> constructor : type.getDeclaredConstructors()) {
                add(constructor, "<init>", void.class, all);
            }
            return all;
        } catch (LinkageError | RuntimeException e) {
            return new ArrayList<MethodParameters>();
        }
    }

    private static void add(Executable executable, String name, Class<?> result, List<MethodParameters> all) {
        List<String> names = new ArrayList<String>();
        List<Integer> modifiers = new ArrayList<Integer>();
        boolean named = false;
        for (Parameter parameter : executable.getParameters()) {
            named |= parameter.isNamePresent();
            names.add(parameter.isNamePresent() ? parameter.getName() : null);
            modifiers.add(parameter.getModifiers());
        }
        if (named) {
            String descriptor = MethodType.methodType(result, executable.getParameterTypes())
                    .toMethodDescriptorString();
            all.add(new MethodParameters(name + descriptor, names, modifiers));
        }
    }
}
