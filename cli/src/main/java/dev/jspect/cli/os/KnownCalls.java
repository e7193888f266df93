// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.os;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names of the system calls that threads wait in, and which of their arguments are descriptors (Linux, {@code unistd.h}). */
final class KnownCalls {
    /** What of a call's arguments is worth showing. */
    enum Arguments {
        /** Nothing. */
        NONE,
        /** The first is a descriptor. */
        DESCRIPTOR,
        /** The first is the address of {@code struct pollfd}, the second their number. */
        POLL
    }

    /**
     * One of them.
     *
     * @param arguments what is worth showing
     */
    record Call(String name, Arguments arguments) {}

    private static final int NO = -1;
    private static final String AARCH64 = "aarch64";

    private final Map<Integer, Call> byNumber = new HashMap<>();
    private final boolean arm;

    private KnownCalls(boolean arm) {
        this.arm = arm;
        add("poll", 7, NO, Arguments.POLL);
        add("ppoll", 271, 73, Arguments.POLL);
        add("futex", 202, 98, Arguments.NONE);
        add("futex_waitv", 449, 449, Arguments.NONE);
        add("nanosleep", 35, 101, Arguments.NONE);
        add("clock_nanosleep", 230, 115, Arguments.NONE);
        add("select", 23, NO, Arguments.NONE);
        add("pselect6", 270, 72, Arguments.NONE);
        add("wait4", 61, 260, Arguments.NONE);
        add("waitid", 247, 95, Arguments.NONE);
        add("pause", 34, NO, Arguments.NONE);
        add("rt_sigtimedwait", 128, 137, Arguments.NONE);
        add("rt_sigsuspend", 130, 133, Arguments.NONE);
        add("restart_syscall", 219, 128, Arguments.NONE);
        add("msgrcv", 70, 188, Arguments.NONE);
        add("semop", 65, 193, Arguments.NONE);
        add("semtimedop", 220, 192, Arguments.NONE);
        add("io_getevents", 208, 4, Arguments.NONE);
        add("openat", 257, 56, Arguments.NONE);
        add("newfstatat", 262, 79, Arguments.NONE);
        add("statx", 332, 291, Arguments.NONE);
        add("unlinkat", 263, 35, Arguments.NONE);
        add("sync", 162, 81, Arguments.NONE);
        add("mmap", 9, 222, Arguments.NONE);
        add("munmap", 11, 215, Arguments.NONE);
        add("mprotect", 10, 226, Arguments.NONE);
        add("madvise", 28, 233, Arguments.NONE);
        add("membarrier", 324, 283, Arguments.NONE);
        add("sched_yield", 24, 124, Arguments.NONE);
        descriptors();
    }

    private void descriptors() {
        add("read", 0, 63, Arguments.DESCRIPTOR);
        add("readv", 19, 65, Arguments.DESCRIPTOR);
        add("pread64", 17, 67, Arguments.DESCRIPTOR);
        add("preadv", 295, 69, Arguments.DESCRIPTOR);
        add("write", 1, 64, Arguments.DESCRIPTOR);
        add("writev", 20, 66, Arguments.DESCRIPTOR);
        add("pwrite64", 18, 68, Arguments.DESCRIPTOR);
        add("pwritev", 296, 70, Arguments.DESCRIPTOR);
        add("epoll_wait", 232, NO, Arguments.DESCRIPTOR);
        add("epoll_pwait", 281, 22, Arguments.DESCRIPTOR);
        add("epoll_pwait2", 441, 441, Arguments.DESCRIPTOR);
        add("accept", 43, 202, Arguments.DESCRIPTOR);
        add("accept4", 288, 242, Arguments.DESCRIPTOR);
        add("connect", 42, 203, Arguments.DESCRIPTOR);
        add("recvfrom", 45, 207, Arguments.DESCRIPTOR);
        add("recvmsg", 47, 212, Arguments.DESCRIPTOR);
        add("recvmmsg", 299, 243, Arguments.DESCRIPTOR);
        add("sendto", 44, 206, Arguments.DESCRIPTOR);
        add("sendmsg", 46, 211, Arguments.DESCRIPTOR);
        add("sendmmsg", 307, 269, Arguments.DESCRIPTOR);
        add("sendfile", 40, 71, Arguments.DESCRIPTOR);
        add("splice", 275, 76, Arguments.DESCRIPTOR);
        add("copy_file_range", 326, 285, Arguments.DESCRIPTOR);
        add("fsync", 74, 82, Arguments.DESCRIPTOR);
        add("fdatasync", 75, 83, Arguments.DESCRIPTOR);
        add("sync_file_range", 277, 84, Arguments.DESCRIPTOR);
        add("fallocate", 285, 47, Arguments.DESCRIPTOR);
        add("ftruncate", 77, 46, Arguments.DESCRIPTOR);
        add("flock", 73, 32, Arguments.DESCRIPTOR);
        add("fcntl", 72, 25, Arguments.DESCRIPTOR);
        add("ioctl", 16, 29, Arguments.DESCRIPTOR);
        add("getdents64", 217, 61, Arguments.DESCRIPTOR);
        add("io_uring_enter", 426, 426, Arguments.DESCRIPTOR);
    }

    private void add(String name, int x86, int aarch64, Arguments arguments) {
        int number = arm ? aarch64 : x86;
        if (number != NO) {
            byNumber.put(number, new Call(name, arguments));
        }
    }

    /** Returns those of this machine; null for an architecture whose numbers are not known here. */
    static @Nullable KnownCalls ofThisMachine() {
        String machine = System.getProperty("os.arch", "");
        return machine.equals("amd64") || machine.equals(AARCH64) ? new KnownCalls(machine.equals(AARCH64)) : null;
    }

    /** Returns one; without its name where it is not one that threads wait in. */
    Call of(int number) {
        Call known = byNumber.get(number);
        return known == null ? new Call("syscall " + number, Arguments.NONE) : known;
    }
}
