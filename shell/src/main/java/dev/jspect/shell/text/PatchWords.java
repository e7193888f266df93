// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.text;

import dev.jspect.protocol.PatchRequest;
import dev.jspect.protocol.PatchStatus;

/** The words for what patches are. */
public final class PatchWords {
    private PatchWords() {}

    /** Returns where its code runs, as the option that was typed for it. */
    public static String kind(PatchStatus patch) {
        return switch (patch.kind) {
            case PatchRequest.BEFORE -> "before";
            case PatchRequest.AFTER -> "after";
            default -> "around";
        };
    }

    /** Returns how it fares, in one word. */
    public static String state(PatchStatus patch) {
        return switch (patch.state) {
            // Another agent has changed the class since.
            case PatchStatus.RUNNING -> patch.counts.disturbed ? "disturbed" : "running";
            case PatchStatus.FAILED -> "failed";
            case PatchStatus.LIMIT -> "limit";
            case PatchStatus.TTL -> "ttl";
            default -> "ended";
        };
    }
}
