// SPDX-License-Identifier: Apache-2.0
package dev.jspect.target;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Throws one odd exception after the other: their messages begin with what is odd in them, or in their causes. */
public final class OddThrowables {
    private OddThrowables() {}

    public static void main(String[] args) throws Exception {
        Map<String, Throwable> causes = new LinkedHashMap<>();
        Throwable one = new IllegalStateException("one");
        one.initCause(new IllegalStateException("two", one));
        causes.put("cyclic", one);
        Throwable three = new IllegalStateException("three");
        three.addSuppressed(new IllegalArgumentException("four", three));
        three.getSuppressed()[0].addSuppressed(three);
        causes.put("suppressed", three);
        causes.put("deep", deep(20));
        Throwable crowded = new IllegalStateException("crowded", new IllegalStateException("behind"));
        for (int i = 0; i < 10; i++) {
            crowded.addSuppressed(new IllegalStateException("suppressed " + i));
        }
        causes.put("many", crowded);
        causes.put("kilobytes", new IllegalStateException(text(64 << 10)));
        causes.put("megabytes", new IllegalStateException(text(64 << 20)));
        causes.put("escapes", new IllegalStateException("\u001b[31mred\u001b]0;title\u0007 \u202eback\u202c\r\n"));
        causes.put(
                "secrets",
                new IllegalStateException("password=canary-1 jdbc:postgresql://db/shop?user=u&password=canary-2"
                        + " jdbc:mysql://root:canary-3@db:3306/shop Authorization: Bearer canary4canary4canary4"));
        causes.put("\u001b[31mred\u001b]0;title\u0007 \u202eback\u202c\r\n", null);
        causes.put(text(64 << 10), null);
        causes.put("silent", new IllegalStateException());
        causes.put("forged", forged());
        while (true) {
            for (Map.Entry<String, Throwable> odd : causes.entrySet()) {
                toss(odd.getKey(), odd.getValue());
                ready();
                // Two each time: JDK 8 gets twenty a second.
                Thread.sleep(120);
            }
        }
    }

    private static void toss(String message, Throwable cause) {
        try {
            throw new HostileException(message, cause);
        } catch (HostileException expected) {
            new HostileException.Stackless(message + " without stack", cause).hashOf();
        }
    }

    private static Throwable deep(int depth) {
        return new IllegalStateException("deep " + depth, depth == 1 ? null : deep(depth - 1));
    }

    private static String text(int length) {
        char[] text = new char[length];
        Arrays.fill(text, 'm');
        return new String(text);
    }

    /** One whose message is no text, as only {@code Unsafe} can make it. */
    private static Throwable forged() throws ReflectiveOperationException {
        Throwable forged = new IllegalStateException("never seen");
        Class<?> type = Class.forName("sun.misc.Unsafe");
        Field instance = type.getDeclaredField("theUnsafe");
        instance.setAccessible(true);
        long at = (Long) type.getMethod("objectFieldOffset", Field.class)
                .invoke(instance.get(null), Throwable.class.getDeclaredField("detailMessage"));
        type.getMethod("putObject", Object.class, long.class, Object.class)
                .invoke(instance.get(null), forged, at, Thread.currentThread());
        return forged;
    }

    private static boolean said;

    private static void ready() {
        if (!said) {
            System.out.println("ready");
            said = true;
        }
    }
}
