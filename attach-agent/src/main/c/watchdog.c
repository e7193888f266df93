// SPDX-License-Identifier: Apache-2.0
// A thread of its own that resumes the target by a deadline, whatever happens to the thread that suspended it.
#include "cut.h"

#define AGAIN_MILLIS 5

static void JNICALL watch(jvmtiEnv *jvmti, JNIEnv *jni, void *argument) {
    (void)jni;
    struct cut *cut = argument;
    (*jvmti)->RawMonitorEnter(jvmti, cut->monitor);
    cut->ended = 0;
    (*jvmti)->RawMonitorNotifyAll(jvmti, cut->monitor);
    jlong deadline = 0;
    while (!cut->done) {
        jlong millis = 0;
        if (cut->armed) {
            if (deadline == 0) deadline = now(jvmti) + cut->settings.watchdog_time;
            millis = (deadline - now(jvmti)) / 1000000;
            if (millis <= 0) {
                __atomic_store_n(&cut->fired, 1, __ATOMIC_SEQ_CST);
                resume_threads(cut);
                millis = AGAIN_MILLIS;
            }
        }
        // 0 waits until it is notified.
        (*jvmti)->RawMonitorWait(jvmti, cut->monitor, millis);
    }
    cut->ended = 1;
    (*jvmti)->RawMonitorNotifyAll(jvmti, cut->monitor);
    (*jvmti)->RawMonitorExit(jvmti, cut->monitor);
}

// Returns when it runs; 0 when there can be none, and then nothing may be suspended.
int start_watchdog(struct cut *cut, jthread thread) {
    jvmtiEnv *jvmti = cut->jvmti;
    cut->ended = 1;
    jclass type = (*cut->jni)->FindClass(cut->jni, "java/lang/Thread");
    if (type == NULL) return 0;
    cut->is_alive = (*cut->jni)->GetMethodID(cut->jni, type, "isAlive", "()Z");
    (*cut->jni)->DeleteLocalRef(cut->jni, type);
    if (cut->is_alive == NULL) return 0;
    if ((*jvmti)->CreateRawMonitor(jvmti, "jspect", &cut->monitor) != JVMTI_ERROR_NONE) return 0;
    if ((*jvmti)->RunAgentThread(jvmti, thread, watch, cut, JVMTI_THREAD_MAX_PRIORITY) != JVMTI_ERROR_NONE) {
        (*jvmti)->DestroyRawMonitor(jvmti, cut->monitor);
        return 0;
    }
    (*jvmti)->RawMonitorEnter(jvmti, cut->monitor);
    while (cut->ended) (*jvmti)->RawMonitorWait(jvmti, cut->monitor, 0);
    (*jvmti)->RawMonitorExit(jvmti, cut->monitor);
    return 1;
}

static void tell(struct cut *cut, volatile int *flag) {
    (*cut->jvmti)->RawMonitorEnter(cut->jvmti, cut->monitor);
    *flag = 1;
    (*cut->jvmti)->RawMonitorNotifyAll(cut->jvmti, cut->monitor);
    (*cut->jvmti)->RawMonitorExit(cut->jvmti, cut->monitor);
}

void arm_watchdog(struct cut *cut) { tell(cut, &cut->armed); }

static int is_alive(struct cut *cut, jthread thread) {
    int alive = (*cut->jni)->CallBooleanMethod(cut->jni, thread, cut->is_alive);
    if (!(*cut->jni)->ExceptionCheck(cut->jni)) return alive;
    (*cut->jni)->ExceptionClear(cut->jni);
    return 1;
}

// Returns when it has ended. The VM still looks at a monitor that a thread has left: it may go only when that thread has.
void stop_watchdog(struct cut *cut, jthread thread) {
    jvmtiEnv *jvmti = cut->jvmti;
    tell(cut, &cut->done);
    (*jvmti)->RawMonitorEnter(jvmti, cut->monitor);
    while (!cut->ended) (*jvmti)->RawMonitorWait(jvmti, cut->monitor, 0);
    // JVMTI's GetThreadState does not hold a thread that ends, before JDK 10 (JDK-8167108).
    while (is_alive(cut, thread)) (*jvmti)->RawMonitorWait(jvmti, cut->monitor, 1);
    (*jvmti)->RawMonitorExit(jvmti, cut->monitor);
    (*jvmti)->DestroyRawMonitor(jvmti, cut->monitor);
}

int has_fired(struct cut *cut) { return __atomic_load_n(&cut->fired, __ATOMIC_SEQ_CST); }
