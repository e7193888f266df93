// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.attach;

/** Chooses how to speak to a target. */
final class AttachChannels {
    private AttachChannels() {}

    static AttachChannel open(JvmProcess target, Deadline deadline) {
        ProcDirectory proc = ProcDirectory.ofThisMachine();
        if (!proc.exists()) {
            return JdkAttachChannel.open(target, deadline);
        }
        return HotSpotChannel.open(target, proc, deadline);
    }
}
