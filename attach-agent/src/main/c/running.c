// SPDX-License-Identifier: Apache-2.0
// The registers and stacks of threads that run: each is sent a signal whose handler copies them, and does nothing else. Threads that
// wait are left alone, as their system calls would be interrupted.
#define _GNU_SOURCE
#include "kernel.h"
#include "natives.h"

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
};

#if defined(__x86_64__) && defined(__linux__)
#include <ucontext.h>

// What the Java side reads of each: its outcome, and its registers.
#define SAMPLED_REGISTERS 17
#define TOLD_OF_THREAD (1 + SAMPLED_REGISTERS)

// The signals of the application come from the lower end, and the JDK's own is the third last (libnet's, libnio's).
#define HIGHEST_SIGNAL 64
#define JDK_SIGNAL 62
#define LOWEST_SIGNAL 36
#define DEFAULT_ACTION ((handler *)0)
#define IGNORE ((handler *)1)
#define RESTORER 0x04000000UL
// Below its stack pointer a function may have something, too (System V ABI, AMD64, 3.2.2).
#define RED_ZONE 128
#define LEAVING_NANOS 1000000000L

typedef void handler(int number, siginfo_t *info, void *context);

// As the kernel has it, whose layout is not libc's.
struct action {
    handler *handler;
    unsigned long flags;
    void (*restorer)(void);
    unsigned long blocked;
};

// Of one thread, in memory that stays while a handler may reach it.
enum step { IDLE, WANTED, SENT, INSIDE, DONE, TOO_LATE, MISSED };
struct sample {
    jlong thread;
    enum outcome_of_thread outcome;
    int step;
    unsigned long registers[SAMPLED_REGISTERS];
    long length;
    unsigned char *bytes;
};

static long own_process, own_thread, memory_file, stack_bytes;

// As DWARF numbers them (System V ABI, AMD64, figure 3.36); the last is where it goes on.
static const int ORDER[SAMPLED_REGISTERS] = {REG_RAX, REG_RDX, REG_RCX, REG_RBX, REG_RSI, REG_RDI, REG_RBP, REG_RSP, REG_R8,
                                             REG_R9,  REG_R10, REG_R11, REG_R12, REG_R13, REG_R14, REG_R15, REG_RIP};

static int step_of(struct sample *sample) { return __atomic_load_n(&sample->step, __ATOMIC_SEQ_CST); }

static int goes(struct sample *sample, int from, int to) {
    return __atomic_compare_exchange_n(&sample->step, &from, to, 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST);
}

// The file is read in place of the memory: where the stack ends that is an error of the call's, and no fault.
static void on_signal(int number, siginfo_t *info, void *context) {
    (void)number;
    if (info->si_code != SI_QUEUE || info->si_pid != own_process) return;
    struct sample *sample = info->si_value.sival_ptr;
    if (!goes(sample, SENT, INSIDE)) {
        goes(sample, TOO_LATE, MISSED);
        return;
    }
    const ucontext_t *interrupted = context;
    for (int i = 0; i < SAMPLED_REGISTERS; i++) sample->registers[i] = (unsigned long)interrupted->uc_mcontext.gregs[ORDER[i]];
    sample->length =
        kernel(SYS_pread64, memory_file, (long)sample->bytes, stack_bytes, interrupted->uc_mcontext.gregs[REG_RSP] - RED_ZONE);
    goes(sample, INSIDE, DONE);
}

// rt_sigreturn
__attribute__((naked, noinline)) static void restore(void) {
    __asm__ volatile("movl $15, %eax\n\tsyscall");
}

static long set_action(int number, const struct action *action, struct action *before) {
    return kernel(SYS_rt_sigaction, number, (long)action, (long)before, sizeof(unsigned long));
}

// A signal that nobody uses, with our handler; 0 when there is none.
static int claim_signal(void) {
    struct action ours = {on_signal, SA_SIGINFO | SA_RESTART | SA_ONSTACK | RESTORER, restore, 0}, before;
    for (int number = HIGHEST_SIGNAL; number >= LOWEST_SIGNAL; number--) {
        if (number == JDK_SIGNAL || set_action(number, NULL, &before) != 0 || before.handler != DEFAULT_ACTION) continue;
        if (set_action(number, &ours, &before) != 0) continue;
        if (before.handler == DEFAULT_ACTION) return number;
        // Somebody has just begun to use it.
        set_action(number, &before, NULL);
    }
    return 0;
}

// By the default action a signal that is still pending would end the process: to ignore it first takes it from all threads (signal(7)).
static void give_back_signal(int number) {
    struct action action = {IGNORE, 0, NULL, 0}, before;
    set_action(number, &action, &before);
    if (before.handler == on_signal) action.handler = DEFAULT_ACTION;
    else action = before;
    set_action(number, &action, NULL);
}

// Leaves a signal to those who run; returns whether this is one.
static int is_running(struct sample *sample, int number) {
    struct standing standing = standing_of(sample->thread);
    if (standing.state == 'R' && (number == 0 || (standing.blocked >> (number - 1) & 1) == 0)) return 1;
    sample->outcome = standing.state == 0     ? ENDED
                      : standing.state == '?' ? NOT_READ
                      : standing.state == 'R' ? TAKES_NO_SIGNAL
                                              : NOT_RUNNING;
    return 0;
}

static void send(struct sample *sample, int number) {
    siginfo_t info;
    for (unsigned long i = 0; i < sizeof info; i++) ((volatile unsigned char *)&info)[i] = 0;
    info.si_signo = number;
    info.si_code = SI_QUEUE;
    info.si_pid = (int)own_process;
    info.si_value.sival_ptr = sample;
    sample->outcome = NOT_IN_TIME;
    __atomic_store_n(&sample->step, SENT, __ATOMIC_SEQ_CST);
    if (kernel(SYS_rt_tgsigqueueinfo, own_process, (long)sample->thread, number, (long)&info) < 0) {
        sample->outcome = NOT_SENT;
        __atomic_store_n(&sample->step, IDLE, __ATOMIC_SEQ_CST);
    }
}

static int is_awaited(struct sample *sample, int number) {
    (void)number;
    int step = step_of(sample);
    return step == SENT || step == INSIDE;
}

// Whether a thread may still run code of ours, or will: its handler blocks the signal until it has returned.
static int may_be_inside(struct sample *sample, int number) {
    int step = step_of(sample);
    if (step == IDLE || step == WANTED) return 0;
    struct standing standing = standing_of(sample->thread);
    if (standing.state == 0) return 0;
    return (step != DONE && step != MISSED) || standing.state == '?' || (standing.blocked >> (number - 1) & 1);
}

static int wait_for(struct sample *samples, jint threads, int (*is_wanted)(struct sample *, int), int number, long nanos) {
    int left;
    long deadline = nanos_now() + nanos;
    for (;;) {
        left = 0;
        for (jint i = 0; i < threads; i++) left += is_wanted(&samples[i], number);
        if (left == 0 || nanos_now() >= deadline) return left;
        sleep_briefly();
    }
}

// Returns how many of them may still run code of ours, or will.
static int take(struct sample *samples, jint threads, long wait_nanos) {
    int running = 0;
    for (jint i = 0; i < threads; i++) {
        if (samples[i].thread == own_thread) {
            samples[i].outcome = NOT_RUNNING;
        } else if (is_running(&samples[i], 0)) {
            samples[i].step = WANTED;
            running++;
        }
    }
    int number = running == 0 ? 0 : claim_signal();
    for (jint i = 0; i < threads; i++) {
        if (samples[i].step != WANTED) continue;
        if (number == 0) samples[i].outcome = NO_SIGNAL_FREE;
        else if (is_running(&samples[i], number)) send(&samples[i], number);
    }
    if (number == 0) return 0;
    wait_for(samples, threads, is_awaited, number, wait_nanos);
    for (jint i = 0; i < threads; i++) {
        goes(&samples[i], SENT, TOO_LATE);
        if (step_of(&samples[i]) == DONE) samples[i].outcome = samples[i].length > 0 ? TAKEN : NOT_READ;
    }
    int left = wait_for(samples, threads, may_be_inside, number, LEAVING_NANOS);
    give_back_signal(number);
    return left;
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

// Whoever may come to our code finds it there, and what it writes to: the library stays, and so does the memory.
jobjectArray JNICALL NativeStacks_takeRunning(JNIEnv *jni, jclass self, jlongArray threads, jint most_bytes, jlong wait_nanos,
                                              jlongArray told) {
    jint count = (*jni)->GetArrayLength(jni, threads);
    long size = count * ((long)sizeof(struct sample) + most_bytes) + 1;
    jobject library = (*jni)->NewGlobalRef(jni, self);
    struct sample *samples = library == NULL ? NULL : map_memory(size);
    if (samples == NULL) {
        (*jni)->DeleteGlobalRef(jni, library);
        return NULL;
    }
    own_process = kernel(SYS_getpid, 0, 0, 0, 0);
    own_thread = kernel(SYS_gettid, 0, 0, 0, 0);
    stack_bytes = most_bytes;
    for (jint i = 0; i < count; i++) {
        (*jni)->GetLongArrayRegion(jni, threads, i, 1, &samples[i].thread);
        samples[i].bytes = (unsigned char *)(samples + count) + (long)i * most_bytes;
        samples[i].outcome = NOT_READ;
    }
    jlong left = 0;
    memory_file = kernel(SYS_open, (long)"/proc/self/mem", O_RDONLY | O_CLOEXEC, 0, 0);
    if (memory_file >= 0) {
        left = take(samples, count, wait_nanos);
        kernel(SYS_close, memory_file, 0, 0, 0);
    }
    (*jni)->SetLongArrayRegion(jni, told, count * TOLD_OF_THREAD, 1, &left);
    jobjectArray stacks = results(jni, samples, count, told);
    if (left == 0) {
        kernel(SYS_munmap, (long)samples, size, 0, 0);
        (*jni)->DeleteGlobalRef(jni, library);
    }
    return stacks;
}
#else
jobjectArray JNICALL NativeStacks_takeRunning(JNIEnv *jni, jclass self, jlongArray threads, jint most_bytes, jlong wait_nanos,
                                              jlongArray told) {
    (void)jni, (void)self, (void)threads, (void)most_bytes, (void)wait_nanos, (void)told;
    return NULL;
}
#endif
