// SPDX-License-Identifier: Apache-2.0
// Throws into a thread, wherever it runs: what Thread.stop refuses from JDK 20 on.
#include <jvmti.h>

__attribute__((visibility("default"), used)) const char jspect_sources[] = "jspect-sources:" JSPECT_SOURCES;

static jint enable_stop(jvmtiEnv *jvmti) {
    union {
        jvmtiCapabilities set;
        unsigned int words[sizeof(jvmtiCapabilities) / sizeof(unsigned int)];
    } wanted;
    for (unsigned i = 0; i < sizeof wanted.words / sizeof *wanted.words; i++) wanted.words[i] = 0;
    wanted.set.can_signal_thread = 1;
    return (*jvmti)->AddCapabilities(jvmti, &wanted.set);
}

// The environment lives for this one call: an agent that stays must not keep capabilities from others.
JNIEXPORT jint JNICALL Java_dev_jspect_agent_NativeLibrary_stopThread(JNIEnv *jni, jclass type, jobject thread,
                                                                      jthrowable thrown) {
    (void)type;
    JavaVM *vm;
    jvmtiEnv *jvmti;
    jint error = (*jni)->GetJavaVM(jni, &vm);
    if (error != JNI_OK) return error;
    error = (*vm)->GetEnv(vm, (void **)&jvmti, JVMTI_VERSION_1_2);
    if (error != JNI_OK) return error;
    error = enable_stop(jvmti);
    if (error == JVMTI_ERROR_NONE) error = (*jvmti)->StopThread(jvmti, thread, thrown);
    (*jvmti)->DisposeEnvironment(jvmti);
    return error;
}
