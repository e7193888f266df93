// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.attach;

import org.jspecify.annotations.Nullable;

/** Finds a container's id in the name of the control group that Docker, Podman, containerd or Kubernetes made for it. */
final class ContainerId {
    private static final int FULL = 64;
    private static final int SHORT = 12;

    private ContainerId() {}

    /** Returns the first twelve digits of the id, as {@code docker ps} shows them, or null. */
    static @Nullable String in(String cgroups) {
        int digits = 0;
        for (int i = 0; i < cgroups.length(); i++) {
            digits = Character.digit(cgroups.charAt(i), 16) >= 0 ? digits + 1 : 0;
            boolean ends = i + 1 == cgroups.length() || Character.digit(cgroups.charAt(i + 1), 16) < 0;
            if (digits == FULL && ends) {
                int start = i + 1 - FULL;
                return cgroups.substring(start, start + SHORT);
            }
        }
        return null;
    }
}
