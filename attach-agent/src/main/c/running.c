// SPDX-License-Identifier: Apache-2.0
// The registers and stacks of threads that run: each is sent a signal whose handler copies them, and does nothing else. Threads that
// wait are left alone, as their system calls would be interrupted.
#define _GNU_SOURCE
#include "natives.h"
#include "running.h"

#if defined(__x86_64__) && defined(__linux__)
#define LONGEST_SLEEP_NANOS 10000000L
#define SHORTEST_SLEEP_NANOS 50000L
#define LEAVING_NANOS 1000000000L
// At the end of a session, whose tool waits.
#define LAST_NANOS 200000000L

// One look whose threads had not all come out; the handler, its memory and the library stay until they have.
static struct look left_over;
// Looks whose signal another has begun to use meanwhile: their handler stays for ever.
static jint taken_over;

// Says whether it runs, and takes a signal of this number; else what became of it.
static int is_running(struct sample *sample, int number, unsigned long *blocked) {
    struct standing standing = standing_of(sample->thread);
    int deaf = number != 0 && (standing.blocked >> (number - 1) & 1);
    if (standing.state == 'R' && !deaf) {
        *blocked |= standing.blocked;
        return 1;
    }
    sample->outcome = standing.state == 0     ? ENDED
                      : standing.state == '?' ? NOT_READ
                      : deaf                  ? TAKES_NO_SIGNAL
                                              : NOT_RUNNING;
    return 0;
}

static int is_awaited(struct sample *sample, int number) {
    (void)number;
    int step = step_of(sample);
    return step == SENT || step == INSIDE;
}

// Whether a thread may still run code of ours, or will: its handler blocks the signal until it has returned.
static int may_be_inside(struct sample *sample, int number) {
    int step = step_of(sample);
    if (step == IDLE || step == WANTED || step == OUT) return 0;
    struct standing standing = standing_of(sample->thread);
    int has_come = step == DONE || step == MISSED;
    int is_out = standing.state == 0 || (has_come && standing.state != '?' && (standing.blocked >> (number - 1) & 1) == 0);
    if (is_out) __atomic_store_n(&sample->step, OUT, __ATOMIC_SEQ_CST);
    return !is_out;
}

static int count(const struct look *look, int (*is_counted)(struct sample *, int)) {
    int sum = 0;
    for (jint i = 0; i < look->threads; i++) sum += is_counted(&look->samples[i], look->number);
    return sum;
}

// The longer it takes, the less often it looks: where a process may use so much of a CPU only, that is the application's.
static int wait_while(const struct look *look, int (*is_awaited_of)(struct sample *, int), long nanos) {
    long deadline = nanos_now() + nanos, pause = SHORTEST_SLEEP_NANOS;
    int left = count(look, is_awaited_of);
    while (left > 0 && nanos_now() < deadline) {
        sleep_for(pause);
        pause = pause * 3 / 2 < LONGEST_SLEEP_NANOS ? pause * 3 / 2 : LONGEST_SLEEP_NANOS;
        left = count(look, is_awaited_of);
    }
    return left;
}

// Returns how many of the threads may still run code of ours, or will.
static int take(struct look *look, long wait_nanos) {
    jlong own_thread = kernel(SYS_gettid, 0, 0, 0, 0);
    struct sample *samples = look->samples;
    int running = 0;
    unsigned long blocked = 0;
    for (jint i = 0; i < look->threads; i++) {
        if (samples[i].thread == own_thread) {
            samples[i].outcome = NOT_RUNNING;
        } else if (is_running(&samples[i], 0, &blocked)) {
            samples[i].step = WANTED;
            running++;
        }
    }
    look->number = running == 0 ? 0 : claim_signal(blocked);
    for (jint i = 0; i < look->threads; i++) {
        if (samples[i].step != WANTED) continue;
        if (look->number == 0) samples[i].outcome = NO_SIGNAL_FREE;
        else if (is_running(&samples[i], look->number, &blocked)) send(&samples[i], look->number);
    }
    if (look->number == 0) return 0;
    wait_while(look, is_awaited, wait_nanos);
    for (jint i = 0; i < look->threads; i++) {
        if (goes(&samples[i], SENT, TOO_LATE) && standing_of(samples[i].thread).state == 0) samples[i].outcome = ENDED;
        if (step_of(&samples[i]) == DONE) samples[i].outcome = samples[i].length > 0 ? TAKEN : MEMORY_CLOSED;
    }
    return wait_while(look, may_be_inside, LEAVING_NANOS);
}

static int is_inside(struct sample *sample, int number) {
    (void)number;
    return step_of(sample) == INSIDE;
}

static void close_memory(const struct look *look) {
    if (look->memory >= 0) kernel(SYS_close, look->memory, 0, 0, 0);
}

// Of a look that nobody comes to any more.
static void forget(JNIEnv *jni, const struct look *look) {
    close_memory(look);
    if (look->number != 0 && !give_back_signal(look->number, 0)) {
        taken_over++;
        return;
    }
    kernel(SYS_munmap, (long)look->samples, look->size, 0, 0);
    (*jni)->DeleteGlobalRef(jni, look->library);
}

static jobjectArray results(JNIEnv *jni, const struct sample *samples, jint threads, jlongArray told) {
    jclass type = (*jni)->FindClass(jni, "[B");
    jobjectArray stacks = type == NULL ? NULL : (*jni)->NewObjectArray(jni, threads, type, NULL);
    for (jint i = 0; stacks != NULL && i < threads; i++) {
        jlong outcome = samples[i].outcome;
        (*jni)->SetLongArrayRegion(jni, told, i * TOLD_OF_THREAD, 1, &outcome);
        if (outcome != TAKEN) continue;
        jbyteArray stack = (*jni)->NewByteArray(jni, (jsize)samples[i].length);
        if (stack == NULL) return NULL;
        (*jni)->SetByteArrayRegion(jni, stack, 0, (jsize)samples[i].length, (const jbyte *)samples[i].bytes);
        (*jni)->SetLongArrayRegion(jni, told, i * TOLD_OF_THREAD + 1, SAMPLED_REGISTERS, (const jlong *)samples[i].registers);
        (*jni)->SetObjectArrayElement(jni, stacks, i, stack);
        (*jni)->DeleteLocalRef(jni, stack);
    }
    return stacks;
}

// Gives back the signal of an earlier look when all have come out, within that time. Returns how many have not.
static jint come_out(JNIEnv *jni, long nanos) {
    if (left_over.samples == NULL) return 0;
    jint left = wait_while(&left_over, may_be_inside, nanos);
    if (left == 0) {
        forget(jni, &left_over);
        left_over.samples = NULL;
    }
    return left;
}

// The end of the session. The signals of those who have not come out are taken from them; one may be on its way to our code just now,
// though: that stays for ever. Returns for how many.
jint JNICALL NativeStacks_end(JNIEnv *jni, jclass self) {
    (void)self;
    jint left = come_out(jni, LAST_NANOS);
    if (left > 0) {
        give_back_signal(left_over.number, 1);
        if (count(&left_over, is_inside) == 0) close_memory(&left_over);
    }
    left_over.samples = NULL;
    return left + taken_over;
}

// Whoever may come to our code finds it there, and what it writes to: the library stays, and so does the memory.
jobjectArray JNICALL NativeStacks_takeRunning(JNIEnv *jni, jclass self, jlongArray threads, jint most_bytes, jlong wait_nanos,
                                              jlongArray told) {
    jlong left = come_out(jni, 0);
    jint wanted = (*jni)->GetArrayLength(jni, threads);
    struct look look = {NULL, wanted, wanted * ((long)sizeof(struct sample) + most_bytes) + 1, 0, -1, (*jni)->NewGlobalRef(jni, self)};
    look.samples = look.library == NULL ? NULL : map_memory(look.size);
    if (look.samples == NULL) {
        (*jni)->DeleteGlobalRef(jni, look.library);
        return NULL;
    }
    for (jint i = 0; i < wanted; i++) {
        (*jni)->GetLongArrayRegion(jni, threads, i, 1, &look.samples[i].thread);
        look.samples[i].bytes = (unsigned char *)(look.samples + wanted) + (long)i * most_bytes;
        look.samples[i].outcome = left > 0 ? EARLIER_LEFT : MEMORY_CLOSED;
    }
    int looks = left == 0;
    if (looks) look.memory = open_to_read("/proc/self/mem");
    if (look.memory >= 0) {
        write_to(&look, most_bytes);
        left = take(&look, wait_nanos);
    }
    (*jni)->SetLongArrayRegion(jni, told, wanted * TOLD_OF_THREAD, 1, &left);
    jobjectArray stacks = results(jni, look.samples, wanted, told);
    if (looks && left > 0) left_over = look;
    else forget(jni, &look);
    return stacks;
}
#else
jobjectArray JNICALL NativeStacks_takeRunning(JNIEnv *jni, jclass self, jlongArray threads, jint most_bytes, jlong wait_nanos,
                                              jlongArray told) {
    (void)jni, (void)self, (void)threads, (void)most_bytes, (void)wait_nanos, (void)told;
    return NULL;
}

jint JNICALL NativeStacks_end(JNIEnv *jni, jclass self) {
    (void)jni, (void)self;
    return 0;
}
#endif
