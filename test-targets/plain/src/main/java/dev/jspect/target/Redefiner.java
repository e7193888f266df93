// SPDX-License-Identifier: Apache-2.0
package dev.jspect.target;

import java.io.IOException;
import java.lang.instrument.ClassDefinition;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * An application with a Java agent of its own that redefines {@link Job}, by the class file that the agent's argument names, after some rounds
 * from the moment on when the class is there that the application's argument names.
 */
public final class Redefiner {
    private static final int BEFORE = 10;

    private static volatile Instrumentation instrumentation;
    private static volatile String classFile;

    private Redefiner() {}

    public static void premain(String arguments, Instrumentation given) {
        classFile = arguments;
        instrumentation = given;
    }

    public static void main(String[] args) throws Exception {
        Thread job = new Thread(() -> new Job().serve(), "job");
        job.setDaemon(true);
        job.start();
        Thread redefines = new Thread(() -> redefine(args[0]), "redefines");
        redefines.setDaemon(true);
        redefines.start();
        Ready.untilStdinEnds();
    }

    private static void redefine(String awaited) {
        try {
            while (!BootClass.isThere(awaited)) {
                LockSupport.parkNanos(10_000_000);
            }
            int from = Job.ROUNDS.get();
            while (Job.ROUNDS.get() < from + BEFORE) {
                LockSupport.parkNanos(10_000_000);
            }
            byte[] other = Files.readAllBytes(Paths.get(classFile));
            instrumentation.redefineClasses(new ClassDefinition(Job.class, other));
            System.out.println("redefined");
        } catch (IOException | ClassNotFoundException | UnmodifiableClassException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What gets redefined: one of its methods never returns. */
    public static final class Job {
        static final AtomicInteger ROUNDS = new AtomicInteger();

        void serve() {
            String name = "serving";
            while (!name.isEmpty()) {
                LockSupport.parkNanos(20_000_000);
                try {
                    round(ROUNDS.get() + 1);
                } catch (IllegalStateException expected) {
                    ROUNDS.incrementAndGet();
                }
            }
        }

        private void round(int number) {
            String label = "round " + number;
            throw new IllegalStateException(label);
        }
    }
}
