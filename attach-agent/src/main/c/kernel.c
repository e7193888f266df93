// SPDX-License-Identifier: Apache-2.0
// What /proc tells of a thread, and time.
#define _GNU_SOURCE
#include "kernel.h"

#if defined(__x86_64__) && defined(__linux__)
#include <sys/mman.h>

// Of a user in a thousand groups.
#define STATUS_LENGTH 16384

static char *append(char *end, const char *text) {
    while (*text != 0) *end++ = *text++;
    *end = 0;
    return end;
}

static char *append_number(char *end, jlong number) {
    char digits[20];
    int count = 0;
    do digits[count++] = (char)('0' + number % 10);
    while ((number /= 10) > 0);
    while (count > 0) *end++ = digits[--count];
    *end = 0;
    return end;
}

// Where a line's value begins; NULL when there is no such line. The first line is a name, in which the kernel escapes newlines.
static const char *value_of(const char *status, const char *line) {
    for (const char *at = status; *at != 0; at++) {
        if (*at != '\n') continue;
        const char *compared = at + 1, *wanted = line;
        while (*wanted != 0 && *compared == *wanted) compared++, wanted++;
        if (*wanted == 0) return compared;
    }
    return NULL;
}

// Returns 0 when the line is not whole.
static int hexadecimal(const char *digits, unsigned long *value) {
    *value = 0;
    for (;; digits++) {
        if (*digits >= '0' && *digits <= '9') *value = *value << 4 | (unsigned long)(*digits - '0');
        else if (*digits >= 'a' && *digits <= 'f') *value = *value << 4 | (unsigned long)(*digits - 'a' + 10);
        else return *digits == '\n';
    }
}

// The last of several: that of the innermost namespace, which is the process's own.
static jlong last_number(const char *numbers) {
    jlong last = 0;
    for (; *numbers != 0 && *numbers != '\n'; numbers++) {
        if (*numbers < '0' || *numbers > '9') last = 0;
        else last = last * 10 + (*numbers - '0');
    }
    return last;
}

static long read_status(jlong thread, char *status) {
    char path[64];
    append(append_number(append(path, "/proc/self/task/"), thread), "/status");
    long file = open_to_read(path);
    if (file < 0) return file;
    long length = 0, got;
    do {
        got = kernel(SYS_read, file, (long)(status + length), STATUS_LENGTH - 1 - length, 0);
        if (got > 0) length += got;
    } while (got > 0 && length < STATUS_LENGTH - 1);
    kernel(SYS_close, file, 0, 0, 0);
    status[length] = 0;
    return got < 0 ? got : length;
}

struct standing standing_of(jlong thread) {
    char status[STATUS_LENGTH];
    struct standing standing = {'?', 0};
    long length = read_status(thread, status);
    if (length <= 0) {
        // That there is no file is no proof: /proc may be of another namespace. ESRCH is one.
        if (kernel(SYS_tgkill, kernel(SYS_getpid, 0, 0, 0, 0), (long)thread, 0, 0) == -3) standing.state = 0;
        return standing;
    }
    const char *state = value_of(status, "State:\t"), *numbers = value_of(status, "NSpid:\t");
    const char *blocked = value_of(status, "SigBlk:\t");
    if (state == NULL || blocked == NULL || !hexadecimal(blocked, &standing.blocked)) return standing;
    // In a /proc of another namespace the number is another thread's.
    if (numbers == NULL || last_number(numbers) == thread) standing.state = *state;
    return standing;
}

long open_to_read(const char *path) { return kernel(SYS_openat, AT_FDCWD, (long)path, O_RDONLY | O_CLOEXEC, 0); }

void *map_memory(long size) {
    register long flags __asm__("r10") = MAP_PRIVATE | MAP_ANONYMOUS;
    register long file __asm__("r8") = -1;
    register long offset __asm__("r9") = 0;
    long result;
    __asm__ volatile("syscall"
                     : "=a"(result)
                     : "a"(SYS_mmap), "D"(0), "S"(size), "d"(PROT_READ | PROT_WRITE), "r"(flags), "r"(file), "r"(offset)
                     : "rcx", "r11", "memory");
    return result < 0 && result > -4096 ? NULL : (void *)result;
}

long nanos_now(void) {
    struct timespec now = {0, 0};
    kernel(SYS_clock_gettime, CLOCK_MONOTONIC, (long)&now, 0, 0);
    return now.tv_sec * 1000000000L + now.tv_nsec;
}

void sleep_for(long nanos) {
    struct timespec time = {0, nanos};
    kernel(SYS_nanosleep, (long)&time, 0, 0, 0);
}
#endif
