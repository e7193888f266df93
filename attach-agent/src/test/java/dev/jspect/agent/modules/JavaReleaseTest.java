// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.modules;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class JavaReleaseTest {
    private static final class Custom extends ClassLoader {
        Custom(ClassLoader parent) {
            super(parent);
        }
    }

    @Test
    void knowsThePlatformLoader() {
        assertSame(ClassLoader.getPlatformClassLoader(), JavaRelease.platformLoader());
    }

    @Test
    void suspendsConcurrentlyWhereThatHelpsAndIsSafe() {
        for (String version : List.of("17.0.9", "17.0.15", "17.0.12.0.1", "17.0.9-ea", "18", "18.0.2.1", "18-ea")) {
            assertTrue(JavaRelease.suspendsConcurrently(version), version);
        }
        for (String version :
                List.of("1.8.0_402", "11.0.25", "16.0.2", "17", "17-ea", "17.0.8.1", "19", "21.0.13", "25.0.3", "")) {
            assertFalse(JavaRelease.suspendsConcurrently(version), version);
        }
    }

    /** With -Djava.system.class.loader the loader of the class path stands between. */
    @Test
    void findsTheExtensionLoaderAboveWhateverSystemLoader() {
        ClassLoader builtIn = ClassLoader.getSystemClassLoader();

        assertSame(ClassLoader.getPlatformClassLoader(), JavaRelease.topAbove(builtIn));
        assertSame(ClassLoader.getPlatformClassLoader(), JavaRelease.topAbove(new Custom(builtIn)));
        assertSame(ClassLoader.getPlatformClassLoader(), JavaRelease.topAbove(new Custom(new Custom(builtIn))));
        assertNull(JavaRelease.topAbove(new Custom(null)));
    }
}
