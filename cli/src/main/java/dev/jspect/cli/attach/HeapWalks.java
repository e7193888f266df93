// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.attach;

import java.util.function.Supplier;

/** Which targets can be asked to walk over their heap: the VM does, for the objects of a class and for the locks that threads own. */
public final class HeapWalks {
    /** Why not. */
    public static final String REASON =
            "a walk over the heap can crash a JVM with Shenandoah of JDK 14 to 24 (JDK-8351444)";

    /** The first release where Shenandoah unloads classes while threads run (JDK-8228720). */
    private static final int UNLOADS_CONCURRENTLY = 14;

    /** The first release where it does so before it uses their objects' memory again (JDK-8351444). */
    private static final int UNLOADS_FIRST = 25;

    private static final String SHENANDOAH = "-XX:+UseShenandoahGC";

    private HeapWalks() {}

    /**
     * Says whether a target must not walk over its heap. Shenandoah's walk begins at compiled code and class loaders, also at those
     * that are about to be unloaded: where what they refer to has been overwritten by then, the JVM crashes, whoever asked it to walk.
     *
     * @param channel to that target, which is asked for its flags when its release makes a difference, or is not known
     */
    public static boolean areDangerous(JvmProcess target, Supplier<AttachChannel> channel, Deadline deadline) {
        // Not the command line: a flag may come from the environment or from a file.
        return mayBeDangerous(target.feature())
                && channel.get().jcmd(deadline, "VM.flags").contains(SHENANDOAH);
    }

    /** Says the same by what is known without asking the target. */
    public static boolean seemDangerous(JvmProcess target) {
        return mayBeDangerous(target.feature()) && target.jvmArguments().contains(SHENANDOAH);
    }

    private static boolean mayBeDangerous(int feature) {
        return feature == 0 || (feature >= UNLOADS_CONCURRENTLY && feature < UNLOADS_FIRST);
    }
}
