// SPDX-License-Identifier: Apache-2.0
// The signal: whose it is, and what its handler does.
#define _GNU_SOURCE
#include "running.h"

#if defined(__x86_64__) && defined(__linux__)
#include <ucontext.h>

// The signals of the application come from the lower end, and the JDK's own is the third last (libnet's, libnio's).
#define HIGHEST_SIGNAL 64
#define JDK_SIGNAL 62
#define LOWEST_SIGNAL 36
#define DEFAULT_ACTION ((handler *)0)
#define IGNORE ((handler *)1)
#define RESTORER 0x04000000UL
// Below its stack pointer a function may have something, too (System V ABI, AMD64, 3.2.2).
#define RED_ZONE 128
typedef void handler(int number, siginfo_t *info, void *context);

// As the kernel has it, whose layout is not libc's.
struct action {
    handler *handler;
    unsigned long flags;
    void (*restorer)(void);
    unsigned long blocked;
};

static long own_process, memory_file, stack_bytes;
// What handlers may write to.
static struct sample *first_sample, *end_of_samples;
// As DWARF numbers them (System V ABI, AMD64, figure 3.36); the last is where it goes on.
static const int ORDER[SAMPLED_REGISTERS] = {REG_RAX, REG_RDX, REG_RCX, REG_RBX, REG_RSI, REG_RDI, REG_RBP, REG_RSP, REG_R8,
                                             REG_R9,  REG_R10, REG_R11, REG_R12, REG_R13, REG_R14, REG_R15, REG_RIP};

int step_of(struct sample *sample) { return __atomic_load_n(&sample->step, __ATOMIC_SEQ_CST); }

int goes(struct sample *sample, int from, int to) {
    return __atomic_compare_exchange_n(&sample->step, &from, to, 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST);
}

// The file is read in place of the memory: where the stack ends that is an error of the call's, and no fault.
static void on_signal(int number, siginfo_t *info, void *context) {
    (void)number;
    if (info->si_code != SI_QUEUE || info->si_pid != own_process) return;
    struct sample *sample = info->si_value.sival_ptr;
    if (sample < first_sample || sample >= end_of_samples) return;
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

// rt_sigreturn, in the words by which debuggers know it.
__attribute__((naked, noinline)) static void restore(void) {
    __asm__ volatile("movq $15, %rax\n\tsyscall");
}

static long set_action(int number, const struct action *action, struct action *before) {
    return kernel(SYS_rt_sigaction, number, (long)action, (long)before, sizeof(unsigned long));
}

static int claim(int number) {
    struct action ours = {on_signal, SA_SIGINFO | SA_RESTART | SA_ONSTACK | RESTORER, restore, 0}, before;
    if (number == JDK_SIGNAL || set_action(number, NULL, &before) != 0 || before.handler != DEFAULT_ACTION) return 0;
    if (set_action(number, &ours, &before) != 0) return 0;
    if (before.handler == DEFAULT_ACTION) return 1;
    // Somebody has just begun to use it.
    set_action(number, &before, NULL);
    return 0;
}

// A signal that has the default action, with our handler; 0 when there is none. One that a thread blocks may be waited for by another
// (sigwaitinfo(2)): it is taken last.
int claim_signal(unsigned long blocked) {
    for (int blocked_too = 0; blocked_too <= 1; blocked_too++) {
        for (int number = HIGHEST_SIGNAL; number >= LOWEST_SIGNAL; number--) {
            if ((int)(blocked >> (number - 1) & 1) == blocked_too && claim(number)) return number;
        }
    }
    return 0;
}

// By the default action a signal that is still pending would end the process: to ignore it first takes it from all threads (signal(7)).
// Returns 0 when it is another's, who has begun to use it meanwhile: he may have kept our handler, to put it back one day.
int give_back_signal(int number, int may_be_pending) {
    struct action none = {DEFAULT_ACTION, 0, NULL, 0}, ignored = {IGNORE, 0, NULL, 0}, before;
    if (set_action(number, may_be_pending ? &ignored : &none, &before) != 0) return 0;
    int was_ours = before.handler == on_signal;
    if (!was_ours) set_action(number, &before, NULL);
    else if (may_be_pending) set_action(number, &none, NULL);
    return was_ours;
}

void send(struct sample *sample, int number) {
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

void write_to(const struct look *look, long bytes) {
    own_process = kernel(SYS_getpid, 0, 0, 0, 0);
    memory_file = look->memory;
    stack_bytes = bytes;
    first_sample = look->samples;
    end_of_samples = look->samples + look->threads;
}
#endif
