// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.threads;

/** Knows the threads that have a {@code Thread} object but run only the VM's own code. */
final class VmThreads {
    private VmThreads() {}

    /** Whether the VM names one of its own threads so. Only for threads without a Java frame: anyone may use the name. */
    static boolean isOne(String name) {
        return switch (name) {
            case "Attach Listener",
                    "DestroyJavaVM",
                    "Monitor Deflation Thread",
                    "Notification Thread",
                    "Service Thread",
                    "Signal Dispatcher",
                    "Surrogate Locker Thread (Concurrent GC)",
                    "Sweeper thread" -> true;
            default ->
                name.startsWith("C1 CompilerThread")
                        || name.startsWith("C2 CompilerThread")
                        || name.startsWith("JVMCI");
        };
    }
}
