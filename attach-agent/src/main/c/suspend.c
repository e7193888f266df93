// SPDX-License-Identifier: Apache-2.0
// Suspends the threads of a cut, and resumes them.
#include "cut.h"

// Functions 118 and 119 of the table from JDK 21 on; before, their places are empty.
typedef jvmtiError(JNICALL *all_virtual)(jvmtiEnv *, jint, const jthread *);

static all_virtual function(jvmtiEnv *jvmti, int number) {
    return (all_virtual)((void *const *)*jvmti)[number - 1];
}

// So many threads at once: after each batch there is time to look at the clock. A thread that runs is suspended when it next
// gets a processor and comes to a poll, which may take milliseconds.
#define SUSPENDED_AT_ONCE 64
// To read so many takes longer than to suspend them.
#define MANY_SUSPENDED 256

// The first ones are suspended even beyond the budget, until the watchdog acts: while a thread runs that does not come to a poll, nothing
// of the others can be read either. For more of them there is half of the budget, of thousands an eighth.
static int has_time(struct cut *cut, jint suspended) {
    jlong time = cut->settings.budget / (suspended < MANY_SUSPENDED ? 2 : 8);
    return !has_fired(cut) && (suspended < SUSPENDED_AT_ONCE || now(cut->jvmti) < cut->begun + time);
}

static void suspend_batch(struct cut *cut, jint first, jint size) {
    jvmtiError *results = cut->results + first;
    jvmtiError error = (*cut->jvmti)->SuspendThreadList(cut->jvmti, size, cut->platform + first, results);
    if (error != JVMTI_ERROR_NONE) {
        __atomic_store_n(&cut->suspend_error, (jint)error, __ATOMIC_SEQ_CST);
        return;
    }
    for (jint i = 0; i < size; i++) {
        cut->threads[first + i].is_gone = results[i] == JVMTI_ERROR_THREAD_NOT_ALIVE;
        // Those that somebody else had suspended before stay so.
        if (results[i] != JVMTI_ERROR_NONE) continue;
        jint place = __atomic_fetch_add(&cut->suspended_count, 1, __ATOMIC_SEQ_CST);
        __atomic_store_n(&cut->suspended[place], cut->platform[first + i], __ATOMIC_SEQ_CST);
    }
}

static jint batch(const struct cut *cut, jint first) {
    jint left = cut->platform_count - first;
    if (cut->suspender_count > 0) return 1;
    return left < SUSPENDED_AT_ONCE ? left : SUSPENDED_AT_ONCE;
}

// Run by several threads at once; each target is taken by one of them.
static void suspend_some(struct cut *cut) {
    jint first = __atomic_load_n(&cut->next, __ATOMIC_SEQ_CST);
    while (first < cut->platform_count && may_suspend(cut) && has_time(cut, first)) {
        jint size = batch(cut, first);
        if (!__atomic_compare_exchange_n(&cut->next, &first, first + size, 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST)) continue;
        suspend_batch(cut, first, size);
        first = __atomic_load_n(&cut->next, __ATOMIC_SEQ_CST);
    }
}

// When one thread suspends the others one after the other, those in loops without polls run on until it is their turn: their times
// to the next poll, tens of milliseconds, add up. Several threads have the VM wait for several of them at the same time.
void JNICALL help_to_suspend(jvmtiEnv *jvmti, JNIEnv *jni, void *argument) {
    (void)jni;
    struct cut *cut = argument;
    begin_attendance(cut);
    while (!cut->suspending && !cut->done) (*jvmti)->RawMonitorWait(jvmti, cut->monitor, 0);
    if (cut->suspending) {
        cut->helping++;
        (*jvmti)->RawMonitorExit(jvmti, cut->monitor);
        suspend_some(cut);
        (*jvmti)->RawMonitorEnter(jvmti, cut->monitor);
        cut->helping--;
        (*jvmti)->RawMonitorNotifyAll(jvmti, cut->monitor);
    }
    // Ends with the others: an end may need a lock that one of the suspended has.
    while (!cut->done) (*jvmti)->RawMonitorWait(jvmti, cut->monitor, 0);
    end_attendance(cut);
}

static void wait_for_helpers(struct cut *cut) {
    (*cut->jvmti)->RawMonitorEnter(cut->jvmti, cut->monitor);
    cut->suspending = 0;
    while (cut->helping > 0) (*cut->jvmti)->RawMonitorWait(cut->jvmti, cut->monitor, 0);
    (*cut->jvmti)->RawMonitorExit(cut->jvmti, cut->monitor);
}

void suspend_threads(struct cut *cut) {
    jvmtiEnv *jvmti = cut->jvmti;
    if (cut->thread_count > cut->platform_count) {
        cut->virtual_suspended = function(jvmti, 118)(jvmti, 0, NULL) == JVMTI_ERROR_NONE;
    }
    if (cut->suspender_count > 0) tell(cut, &cut->suspending);
    suspend_some(cut);
    if (cut->suspender_count > 0) wait_for_helpers(cut);
    // When nothing can be suspended, references are read all the same.
    cut->in_cut = may_suspend(cut) ? cut->next : cut->platform_count;
}

// Called by the watchdog, too, which may find some of them resumed already, or a place that is still NULL, which the VM takes for no
// thread, or from JDK 21 on for the one before it; the watchdog comes back for others.
void resume_threads(struct cut *cut) {
    jvmtiEnv *jvmti = cut->jvmti;
    jint count = __atomic_load_n(&cut->suspended_count, __ATOMIC_SEQ_CST);
    // All at once: to resume one takes the longer the more there are (JDK 25).
    if (count > 0) (*jvmti)->ResumeThreadList(jvmti, count, cut->suspended, cut->ignored);
    if (cut->virtual_suspended) function(jvmti, 119)(jvmti, 0, NULL);
}
