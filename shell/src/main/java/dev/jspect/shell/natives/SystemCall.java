// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.natives;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The system call that a thread waits in.
 *
 * @param name {@code epoll_wait}; {@code syscall 999} for one that has none here
 * @param descriptors the files that it is about, in the call's order
 * @param more so many descriptors there are beyond those
 */
public record SystemCall(String name, List<Descriptor> descriptors, int more) {
    public SystemCall {
        descriptors = List.copyOf(descriptors);
    }

    /** Returns the call for people: {@code recvfrom(fd 44 -> tcp 127.0.0.1:5432)}; not to be trusted. */
    @Override
    public String toString() {
        if (descriptors.isEmpty()) {
            return name;
        }
        String all = descriptors.stream().map(Descriptor::toString).collect(Collectors.joining(", "));
        return name + '(' + all + (more > 0 ? ", " + more + " more" : "") + ')';
    }
}
