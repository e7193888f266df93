// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.attach;

import org.jspecify.annotations.Nullable;

/** Which targets can be asked to walk over their heap: the VM does, for the objects of a class and for the locks that threads own. */
public final class HeapWalks {
    /** The first release where Shenandoah unloads classes while threads run (JDK-8228720). */
    private static final int UNLOADS_CONCURRENTLY = 14;

    /** The first release where it does so before it uses their objects' memory again (JDK-8351444). */
    private static final int UNLOADS_FIRST = 25;

    private static final String SHENANDOAH = "-XX:+UseShenandoahGC";

    private HeapWalks() {}

    /**
     * Returns why a target must not walk over its heap, or null when it may. Shenandoah's walk begins at compiled code and class
     * loaders, also at those that are about to be unloaded: where what they refer to has been overwritten by then, the JVM crashes, whoever
     * asked it to walk.
     *
     * @param channel to that target, which is asked for its flags when its release makes a difference
     */
    public static @Nullable String objection(AttachChannel channel, Deadline deadline) {
        int feature = channel.target().feature();
        if (feature < UNLOADS_CONCURRENTLY || feature >= UNLOADS_FIRST) {
            return null;
        }
        // Not the command line: a flag may come from the environment or from a file.
        return channel.jcmd(deadline, "VM.flags").contains(SHENANDOAH)
                ? "a walk over the heap can crash a JVM with Shenandoah before JDK 25 (JDK-8351444)"
                : null;
    }
}
