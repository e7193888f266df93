// SPDX-License-Identifier: Apache-2.0
// Keeps threads from ending. Before JDK 10 JVMTI does not hold the thread that it looks at (JDK-8167108): one that ended while it was being
// suspended took its lock along, and the VM stood still for ever. Who is about to end waits at its event until all are suspended.
#include "cut.h"

#define HELD_FROM 10
#define PATIENCE_MILLIS 1000

// Of the one cut at a time that a session takes; a session has a library of its own.
static jrawMonitorID gate;
static jlong closed_until; // 0: open
static int inside, kept;

// Opens by its deadline, too, whatever happens to the thread that has closed it.
static void JNICALL thread_ends(jvmtiEnv *jvmti, JNIEnv *jni, jthread thread) {
    (void)jni, (void)thread;
    __atomic_add_fetch(&inside, 1, __ATOMIC_SEQ_CST);
    jrawMonitorID closed = __atomic_load_n(&gate, __ATOMIC_SEQ_CST);
    if (closed != NULL && (*jvmti)->RawMonitorEnter(jvmti, closed) == JVMTI_ERROR_NONE) {
        while (now(jvmti) < __atomic_load_n(&closed_until, __ATOMIC_SEQ_CST)) (*jvmti)->RawMonitorWait(jvmti, closed, 2);
        (*jvmti)->RawMonitorExit(jvmti, closed);
    }
    __atomic_sub_fetch(&inside, 1, __ATOMIC_SEQ_CST);
}

static jvmtiError send_events(jvmtiEnv *jvmti, jvmtiEventMode mode) {
    return (*jvmti)->SetEventNotificationMode(jvmti, mode, JVMTI_EVENT_THREAD_END, NULL);
}

// Who was past its event when these were enabled is listed no more after an operation of the VM.
static void let_pass(jvmtiEnv *jvmti) {
    jthread self = NULL;
    jvmtiStackInfo *stack = NULL;
    if ((*jvmti)->GetCurrentThread(jvmti, &self) == JVMTI_ERROR_NONE
        && (*jvmti)->GetThreadListStackTraces(jvmti, 1, &self, 1, &stack) == JVMTI_ERROR_NONE) {
        release(jvmti, stack);
    }
}

// Returns 0 when this fails: then nothing may be suspended.
int hold_ends(struct cut *cut) {
    static const jvmtiEventCallbacks CALLBACKS = {.ThreadEnd = thread_ends};
    jvmtiEnv *jvmti = cut->jvmti;
    if (feature_version(jvmti) >= HELD_FROM) return 1;
    if ((*jvmti)->CreateRawMonitor(jvmti, "jspect ends", &cut->gate) != JVMTI_ERROR_NONE) return 0;
    __atomic_store_n(&closed_until, now(jvmti) + cut->settings.watchdog_time, __ATOMIC_SEQ_CST);
    __atomic_store_n(&gate, cut->gate, __ATOMIC_SEQ_CST);
    if ((*jvmti)->SetEventCallbacks(jvmti, &CALLBACKS, sizeof CALLBACKS) != JVMTI_ERROR_NONE
        || send_events(jvmti, JVMTI_ENABLE) != JVMTI_ERROR_NONE) {
        return 0;
    }
    let_pass(jvmti);
    return 1;
}

// Does not take the monitor: who waits there may have been suspended while it had it. They look at the clock themselves.
void let_end(struct cut *cut) {
    if (cut->gate == NULL || __atomic_load_n(&gate, __ATOMIC_SEQ_CST) == NULL) return;
    send_events(cut->jvmti, JVMTI_DISABLE);
    __atomic_store_n(&gate, NULL, __ATOMIC_SEQ_CST);
    __atomic_store_n(&closed_until, 0, __ATOMIC_SEQ_CST);
}

// At a monitor of its own: that of the gate may be had by one whom somebody else has suspended.
static void wait_for_those_inside(jvmtiEnv *jvmti) {
    jrawMonitorID clock;
    if (kept || (*jvmti)->CreateRawMonitor(jvmti, "jspect waits", &clock) != JVMTI_ERROR_NONE) return;
    (*jvmti)->RawMonitorEnter(jvmti, clock);
    for (int i = 0; i < PATIENCE_MILLIS && __atomic_load_n(&inside, __ATOMIC_SEQ_CST) != 0; i++) {
        (*jvmti)->RawMonitorWait(jvmti, clock, 1);
    }
    (*jvmti)->RawMonitorExit(jvmti, clock);
    (*jvmti)->DestroyRawMonitor(jvmti, clock);
}

// Returns when nobody is behind the gate any more; whom somebody else has suspended there keeps this library for good.
void forget_ends(struct cut *cut, jclass own) {
    jvmtiEnv *jvmti = cut->jvmti;
    if (cut->gate == NULL) return;
    let_end(cut);
    wait_for_those_inside(jvmti);
    if (__atomic_load_n(&inside, __ATOMIC_SEQ_CST) == 0) {
        (*jvmti)->DestroyRawMonitor(jvmti, cut->gate);
    } else if (!kept) {
        kept = 1;
        (*cut->jni)->NewGlobalRef(cut->jni, own);
    }
}
