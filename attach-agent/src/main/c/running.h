// SPDX-License-Identifier: Apache-2.0
// A look at threads that run.
#ifndef JSPECT_RUNNING_H
#define JSPECT_RUNNING_H
#include "kernel.h"

// What became of a thread; the Java side knows these numbers.
enum outcome_of_thread {
    NOT_RUNNING = 0,
    TAKEN = 1,
    ENDED = 2,
    NOT_IN_TIME = 3,    // it got no processor
    TAKES_NO_SIGNAL = 4, // it blocks them
    NOT_READ = 5,
    NO_SIGNAL_FREE = 6,
    NOT_SENT = 7,
    MEMORY_CLOSED = 8, // the process may not read its own memory, or has no file descriptor left
    EARLIER_LEFT = 9,  // a thread has not taken the signal of an earlier look yet
};

// What the Java side reads of each: its outcome, and its registers.
#define SAMPLED_REGISTERS 17
#define TOLD_OF_THREAD (1 + SAMPLED_REGISTERS)

// Of one thread, in memory that stays while a handler may reach it.
enum step { IDLE, WANTED, SENT, INSIDE, DONE, TOO_LATE, MISSED, OUT };
struct sample {
    jlong thread;
    enum outcome_of_thread outcome;
    int step;
    unsigned long registers[SAMPLED_REGISTERS];
    long length;
    unsigned char *bytes;
};

// Of one request: running.c makes it, signal.c fills it.
struct look {
    struct sample *samples;
    jint threads;
    long size;
    int number; // of the signal
    long memory; // the file, which handlers read
    jobject library;
};

HIDDEN int step_of(struct sample *sample);
HIDDEN int goes(struct sample *sample, int from, int to);

// From now on handlers write to the samples of this look, so many bytes of a stack each.
HIDDEN void write_to(const struct look *look, long bytes);
// A signal that running threads do not block, if there is one, with our handler; 0 when there is none.
HIDDEN int claim_signal(unsigned long blocked);
HIDDEN int give_back_signal(int number, int may_be_pending);
HIDDEN void send(struct sample *sample, int number);
#endif
