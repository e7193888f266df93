// SPDX-License-Identifier: Apache-2.0
// The kernel itself, of Linux on x86_64: a handler of signals may call nothing else, and there is no libc here anyway.
#ifndef JSPECT_KERNEL_H
#define JSPECT_KERNEL_H
#include "jspect.h"

#if defined(__x86_64__) && defined(__linux__)
#include <fcntl.h>
#include <signal.h>
#include <sys/syscall.h>
#include <time.h>

// Its result, or a negative errno, which is nobody's variable here.
static inline long kernel(long number, long first, long second, long third, long fourth) {
    register long r10 __asm__("r10") = fourth;
    long result;
    __asm__ volatile("syscall"
                     : "=a"(result)
                     : "a"(number), "D"(first), "S"(second), "d"(third), "r"(r10)
                     : "rcx", "r11", "memory");
    return result;
}

// What proc_pid_status(5) tells of a thread of this process.
struct standing {
    char state;            // 'R' for one that runs, or would; 0 for one that has ended, '?' when it cannot be read
    unsigned long blocked; // signals: bit 0 is signal 1
};
HIDDEN struct standing standing_of(jlong thread);

// Zeroed, at the start of a page, for munmap(2); NULL when there is none.
HIDDEN void *map_memory(long size);

HIDDEN long nanos_now(void);
HIDDEN void sleep_for(long nanos);
HIDDEN long open_to_read(const char *path);
#else
static inline void sleep_for(long nanos) { (void)nanos; }
static inline long nanos_now(void) { return 0; }
#endif
#endif
