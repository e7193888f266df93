// SPDX-License-Identifier: Apache-2.0
package dev.jspect.target;

import java.lang.reflect.Field;
import java.net.URL;

/** Threads that an exception is thrown in: of a class that answers nothing, without a name, with a hostile context loader. */
final class OddThreads {
    private static final ClassLoader HOSTILE_LOADER = new ClassLoader(null) {
        @Override
        public Class<?> loadClass(String name) {
            System.out.println("HOSTILE loader asked for " + name);
            throw new IllegalStateException(name);
        }

        @Override
        public URL getResource(String name) {
            throw new IllegalStateException(name);
        }
    };

    private OddThreads() {}

    private static final class Hostile extends Thread {
        Hostile() {
            super(() -> OddPlaces.catches("hostile thread"), "hostile");
        }

        @Override
        public long getId() {
            System.out.println("HOSTILE getId ran in " + Thread.currentThread().getName());
            throw new IllegalStateException("getId");
        }

        @Override
        public String toString() {
            throw new IllegalStateException("toString");
        }
    }

    static void run() throws Exception {
        Thread nameless = new Thread(() -> OddPlaces.catches("thread without name"), "");
        Thread loader = new Thread(() -> OddPlaces.catches("hostile loader"), "loader");
        loader.setContextClassLoader(HOSTILE_LOADER);
        Thread nulled = new Thread(() -> OddPlaces.catches("name is null"), "nulled");
        Field name = Thread.class.getDeclaredField("name");
        name.setAccessible(true);
        name.set(nulled, null);
        for (Thread thread : new Thread[] {nameless, loader, nulled, new Hostile()}) {
            thread.start();
            thread.join();
        }
    }
}
