// SPDX-License-Identifier: Apache-2.0
// Throws into a thread, wherever it runs: what Thread.stop refuses from JDK 20 on.
#include "natives.h"

__attribute__((visibility("default"), used)) const char jspect_sources[] = "jspect-sources:" JSPECT_SOURCES;

// The environment lives for this one call: an agent that stays must not keep capabilities from others.
jint JNICALL NativeLibrary_stopThread(JNIEnv *jni, jclass type, jobject thread, jthrowable thrown) {
    (void)type;
    union capabilities wanted = NO_CAPABILITIES;
    jvmtiEnv *jvmti = open_environment(jni);
    if (jvmti == NULL) return JVMTI_ERROR_NOT_AVAILABLE;
    wanted.set.can_signal_thread = 1;
    jvmtiError error = (*jvmti)->AddCapabilities(jvmti, &wanted.set);
    if (error == JVMTI_ERROR_NONE) error = (*jvmti)->StopThread(jvmti, thread, thrown);
    (*jvmti)->DisposeEnvironment(jvmti);
    return error;
}
