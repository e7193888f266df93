// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.modules;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

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
