// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.locals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jspect.protocol.MethodFacts;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class HandlersTest {
    private static final byte[] CLASS_FILE = ClassMethods.compile("""
            class T {
                int field = 1;
                void plain() { System.gc(); }
                int guarded(String s) {
                    try {
                        return s.length();
                    } catch (NullPointerException e) {
                        return 0;
                    } finally {
                        field = 2;
                    }
                }
            }
            """);

    @Test
    void findsTheTableOfTheMethod() {
        List<Handler> handlers = Handlers.find(CLASS_FILE, ClassMethods.named(CLASS_FILE, "guarded"));

        Objects.requireNonNull(handlers);
        assertTrue(handlers.get(handlers.size() - 1).catchAll());
        assertEquals(new Handler(0, 5, 12, false), handlers.get(0));
    }

    @Test
    void methodWithoutHandlersHasAnEmptyTable() {
        assertEquals(List.of(), Handlers.find(CLASS_FILE, ClassMethods.named(CLASS_FILE, "plain")));
    }

    @Test
    void refusesOtherBytecode() {
        MethodFacts method = ClassMethods.named(CLASS_FILE, "guarded");
        byte[] longer = Arrays.copyOf(method.code, method.code.length + 1);
        method.code[0]++;
        byte[] other = method.code;

        assertNull(Handlers.find(CLASS_FILE, ClassMethods.withCode(method, longer)));
        assertNull(Handlers.find(CLASS_FILE, ClassMethods.withCode(method, other)));
    }

    @Test
    void damagedClassFileIsNone() {
        MethodFacts method = ClassMethods.named(CLASS_FILE, "guarded");
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = Arrays.copyOf(CLASS_FILE, random.nextInt(CLASS_FILE.length + 1));
            for (int j = random.nextInt(4); j > 0 && damaged.length > 0; j--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            MethodLiveness liveness = MethodLiveness.of(method, Handlers.find(damaged, method));
            liveness.verdict(method.variables.get(0), 0);
        }
    }
}
