// SPDX-License-Identifier: Apache-2.0
package dev.jspect.target;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.Callable;

/** Throws {@link PlaceException} where few do: while classes are loaded and initialised, before an object is one, in odd threads. */
public final class OddPlaces {
    private OddPlaces() {}

    /** Says where it was thrown. */
    public static final class PlaceException extends RuntimeException {
        public PlaceException(String place) {
            super(place);
        }
    }

    /** Fails when it is initialised: again for each loader. */
    public static final class Fails {
        static final int FIELD = toss("clinit");
    }

    /** Defines {@link Fails} itself, and throws on its way. */
    private static final class Loader extends ClassLoader {
        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            catches("loader");
            if (!name.equals(Fails.class.getName())) {
                return super.loadClass(name, resolve);
            }
            try (InputStream in = OddPlaces.class.getResourceAsStream("OddPlaces$Fails.class")) {
                byte[] bytes = new byte[in.available()];
                new DataInputStream(in).readFully(bytes);
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    private static final class Early extends Thread {
        Early() {
            super(catches("before super"));
        }
    }

    public static int toss(String place) {
        if (!place.isEmpty()) {
            throw new PlaceException(place);
        }
        return 0;
    }

    static String catches(String place) {
        try {
            return String.valueOf(toss(place));
        } catch (PlaceException expected) {
            return place;
        }
    }

    public static void main(String[] args) throws Exception {
        System.out.println("ready");
        Callable<Object> lambda = () -> toss("lambda");
        while (true) {
            attempt(() -> Class.forName(Fails.class.getName(), true, new Loader()));
            attempt(Early::new);
            attempt(() -> lambda.call());
            attempt(() ->
                    OddPlaces.class.getDeclaredMethod("toss", String.class).invoke(null, "reflection"));
            attempt(() -> (int) MethodHandles.lookup()
                    .findStatic(OddPlaces.class, "toss", MethodType.methodType(int.class, String.class))
                    .invokeExact("handle"));
            OddThreads.run();
            Thread.sleep(10);
        }
    }

    private interface Attempt {
        Object run() throws Throwable;
    }

    private static void attempt(Attempt attempt) {
        try {
            attempt.run();
        } catch (Throwable expected) {
            return;
        }
    }
}
