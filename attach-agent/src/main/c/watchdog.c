// SPDX-License-Identifier: Apache-2.0
// A thread of its own that resumes the target by a deadline, whatever happens to the thread that suspended it.
#include "cut.h"

#define AGAIN_MILLIS 5

void JNICALL watch(jvmtiEnv *jvmti, JNIEnv *jni, void *argument) {
    (void)jni;
    struct cut *cut = argument;
    begin_attendance(cut);
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
    end_attendance(cut);
}

void arm_watchdog(struct cut *cut) { tell(cut, &cut->armed); }

int has_fired(struct cut *cut) { return __atomic_load_n(&cut->fired, __ATOMIC_SEQ_CST); }
