// SPDX-License-Identifier: Apache-2.0
// Known calls below Java, each waiting in another system call, or running.
#include <jni.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { SLEEP, RECEIVE, READ, EPOLL, POLL, SPIN, SPIN_DEAF, CLOCK };

static volatile long turns;


__attribute__((noinline)) long known_bottom(int kind) {
    volatile char space[200];
    int fds[2] = {-1, -1};
    struct epoll_event event;
    struct timespec long_time = {100000, 0};
    sigset_t all;
    memset((void *)space, kind, sizeof space);
    switch (kind) {
        case SLEEP: return nanosleep(&long_time, NULL) + space[0];
        case RECEIVE: return socketpair(AF_UNIX, SOCK_STREAM, 0, fds) + recv(fds[0], (void *)space, 1, 0) + space[0];
        case READ: return pipe(fds) + read(fds[0], (void *)space, 1) + space[0];
        case EPOLL: return epoll_wait(epoll_create1(0), &event, 1, -1) + space[0];
        case SPIN_DEAF:
            sigfillset(&all);
            pthread_sigmask(SIG_BLOCK, &all, NULL);
            // Fall through.
        case SPIN:
            for (;;) turns++;
        case CLOCK:
            for (;;) turns += clock_gettime(CLOCK_MONOTONIC, &long_time);
        default: return (pipe(fds) == 0 && poll(&(struct pollfd){.fd = fds[0], .events = POLLIN}, 1, -1)) + space[0];
    }
}

__attribute__((noinline)) long known_middle(int kind, int depth) {
    volatile long below = depth == 0 ? known_bottom(kind) : known_middle(kind, depth - 1);
    return below + depth;
}

// Its frame is as large as it is told.
__attribute__((noinline)) long known_varying(int kind, int size) {
    volatile char space[size];
    space[size - 1] = (char)kind;
    volatile long below = known_middle(kind, 0);
    return below + space[size - 1];
}

JNIEXPORT jlong JNICALL Java_dev_jspect_target_Below_below(JNIEnv *jni, jclass type, jint kind, jint size) {
    (void)jni;
    (void)type;
    volatile long below = size == 0 ? known_middle(kind, 3) : known_varying(kind, size);
    return below + 1;
}
