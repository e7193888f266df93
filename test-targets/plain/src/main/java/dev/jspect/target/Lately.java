// SPDX-License-Identifier: Apache-2.0
package dev.jspect.target;

/** Loads and throws {@link Late} when it has thrown others for as long as the argument says: in {@code main}, and at its end. */
public final class Lately {
    private Lately() {}

    /** What nobody has loaded before. */
    public static final class Late extends RuntimeException {
        public Late(String message) {
            super(message);
        }
    }

    public static void main(String[] args) throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> repeat("at the end"), "ends"));
        System.out.println("ready");
        for (int left = Integer.parseInt(args[0]); left > 0; left--) {
            try {
                throw new IllegalStateException("not yet");
            } catch (IllegalStateException expected) {
                Thread.sleep(20);
            }
        }
        repeat("in main");
    }

    private static void repeat(String where) {
        while (true) {
            try {
                throw new Late(where);
            } catch (Late expected) {
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
