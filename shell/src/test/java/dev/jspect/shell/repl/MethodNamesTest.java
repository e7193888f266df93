// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.repl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jspect.shell.Target;
import dev.jspect.shell.TargetException;
import dev.jspect.shell.probes.MethodPattern;
import dev.jspect.shell.probes.PatchPlan;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MethodNamesTest {
    private static final List<String> LOADED =
            List.of(MethodNamesTest.class.getName(), MethodPattern.class.getName(), PatchPlan.class.getName());

    private final MethodNames names = new MethodNames((Target) Proxy.newProxyInstance(
            Target.class.getClassLoader(), new Class<?>[] {Target.class}, (proxy, method, arguments) -> {
                if (method.getName().equals("loadedClasses")) {
                    return LOADED;
                }
                String file = "/" + String.valueOf(arguments[0]).replace('.', '/') + ".class";
                try (InputStream in = MethodPattern.class.getResourceAsStream(file)) {
                    return in == null ? null : in.readAllBytes();
                }
            }));

    @Test
    void classesAreOfferedWithAndWithoutTheirPackage() throws TargetException {
        assertTrue(names.startingWith("MethodNamesT").contains("MethodNamesTest::"));
        assertTrue(names.startingWith("dev.jspect.shell.repl.MethodNamesT")
                .contains("dev.jspect.shell.repl.MethodNamesTest::"));
        assertEquals(List.of(), names.startingWith("NoSuchClassAnywhere"));
    }

    @Test
    void methodsAreThoseThatHaveCode() throws TargetException {
        List<String> methods = names.startingWith("MethodPattern::pa");

        assertTrue(methods.contains("MethodPattern::parse"), methods.toString());
        assertTrue(methods.contains("MethodPattern::new"), methods.toString());
        assertFalse(methods.stream().anyMatch(name -> name.contains("<")), methods.toString());
    }
}
