// SPDX-License-Identifier: Apache-2.0
// Threads of our own for the time of a cut: they end when it is over.
#include "cut.h"

// Returns inside the monitor.
void begin_attendance(struct cut *cut) {
    (*cut->jvmti)->RawMonitorEnter(cut->jvmti, cut->monitor);
    cut->attending++;
    (*cut->jvmti)->RawMonitorNotifyAll(cut->jvmti, cut->monitor);
}

// Leaves the monitor.
void end_attendance(struct cut *cut) {
    cut->attending--;
    (*cut->jvmti)->RawMonitorNotifyAll(cut->jvmti, cut->monitor);
    (*cut->jvmti)->RawMonitorExit(cut->jvmti, cut->monitor);
}

void tell(struct cut *cut, volatile int *flag) {
    (*cut->jvmti)->RawMonitorEnter(cut->jvmti, cut->monitor);
    *flag = 1;
    (*cut->jvmti)->RawMonitorNotifyAll(cut->jvmti, cut->monitor);
    (*cut->jvmti)->RawMonitorExit(cut->jvmti, cut->monitor);
}

static int run(struct cut *cut, jvmtiStartFunction function) {
    jthread thread = (*cut->jni)->GetObjectArrayElement(cut->jni, cut->attendants, cut->attendant_count);
    if ((*cut->jvmti)->RunAgentThread(cut->jvmti, thread, function, cut, JVMTI_THREAD_MAX_PRIORITY) != JVMTI_ERROR_NONE) {
        return 0;
    }
    cut->attendant_count++;
    return 1;
}

// Returns when they run; 0 when there can be no watchdog, and then nothing may be suspended.
int start_attendants(struct cut *cut) {
    JNIEnv *jni = cut->jni;
    jvmtiEnv *jvmti = cut->jvmti;
    jclass type = (*jni)->FindClass(jni, "java/lang/Thread");
    if (type == NULL) return 0;
    cut->is_alive = (*jni)->GetMethodID(jni, type, "isAlive", "()Z");
    (*jni)->DeleteLocalRef(jni, type);
    if (cut->is_alive == NULL) return 0;
    if ((*jvmti)->CreateRawMonitor(jvmti, "jspect", &cut->monitor) != JVMTI_ERROR_NONE) return 0;
    if (!run(cut, watch)) {
        (*jvmti)->DestroyRawMonitor(jvmti, cut->monitor);
        cut->monitor = NULL;
        return 0;
    }
    jint most = (*jni)->GetArrayLength(jni, cut->attendants);
    // The caller suspends, too: for n threads there are at most n - 1 helpers, and the watchdog.
    if (most > cut->platform_count) most = cut->platform_count;
    while (cut->attendant_count < most && run(cut, help_to_suspend)) cut->suspender_count++;
    (*jvmti)->RawMonitorEnter(jvmti, cut->monitor);
    while (cut->attending < cut->attendant_count) (*jvmti)->RawMonitorWait(jvmti, cut->monitor, 0);
    (*jvmti)->RawMonitorExit(jvmti, cut->monitor);
    return 1;
}

static int is_alive(struct cut *cut, jthread thread) {
    int alive = (*cut->jni)->CallBooleanMethod(cut->jni, thread, cut->is_alive);
    if (!(*cut->jni)->ExceptionCheck(cut->jni)) return alive;
    (*cut->jni)->ExceptionClear(cut->jni);
    return 1;
}

// Returns when they have ended. A thread that has left the monitor may still look at it: it is destroyed when that thread has ended.
void stop_attendants(struct cut *cut) {
    jvmtiEnv *jvmti = cut->jvmti;
    tell(cut, &cut->done);
    (*jvmti)->RawMonitorEnter(jvmti, cut->monitor);
    while (cut->attending > 0) (*jvmti)->RawMonitorWait(jvmti, cut->monitor, 0);
    for (jint i = 0; i < cut->attendant_count; i++) {
        jthread thread = (*cut->jni)->GetObjectArrayElement(cut->jni, cut->attendants, i);
        // JVMTI's GetThreadState does not hold a thread that ends, before JDK 10 (JDK-8167108).
        while (is_alive(cut, thread)) (*jvmti)->RawMonitorWait(jvmti, cut->monitor, 1);
    }
    (*jvmti)->RawMonitorExit(jvmti, cut->monitor);
    (*jvmti)->DestroyRawMonitor(jvmti, cut->monitor);
}
