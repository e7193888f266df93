// SPDX-License-Identifier: Apache-2.0
package dev.jspect.target;

import java.util.concurrent.locks.LockSupport;

/**
 * Ends from an exception, as soon as the class is there that its first argument names: by {@code System.exit} when the second says {@code exit},
 * else because nobody catches it.
 */
public final class LastThrow {
    private LastThrow() {}

    public static void main(String[] args) {
        System.out.println("ready");
        while (!BootClass.isThere(args[0])) {
            LockSupport.parkNanos(1_000_000);
        }
        // What is changed is so a moment later.
        LockSupport.parkNanos(500_000_000);
        try {
            finish("last words");
        } catch (IllegalStateException e) {
            if (args[1].equals("exit")) {
                System.exit(1);
            }
            throw e;
        }
    }

    private static void finish(String words) {
        throw new IllegalStateException(words);
    }
}
