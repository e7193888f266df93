// SPDX-License-Identifier: Apache-2.0
// Virtual threads: the JVM lists none, so the JDK's own containers are asked (jdk.internal.vm.ThreadContainers, JDK 21 on). By
// JNI, which no module keeps out. Before anything is suspended: this is Java that runs.
#include "natives.h"

struct containers {
    JNIEnv *jni;
    jclass containers, container, stream;
    jmethodID children, threads, thread_count, limit, to_array;
    jlong most, total;
    jobject found; // an ArrayList
    jmethodID add;
};

static jobject method_ids(struct containers *all, JNIEnv *jni) {
    jclass list = (*jni)->FindClass(jni, "java/util/ArrayList");
    if (list == NULL) return NULL;
    jmethodID create = (*jni)->GetMethodID(jni, list, "<init>", "()V");
    all->add = (*jni)->GetMethodID(jni, list, "add", "(Ljava/lang/Object;)Z");
    all->containers = (*jni)->FindClass(jni, "jdk/internal/vm/ThreadContainers");
    if (all->containers == NULL) return NULL;
    all->children = (*jni)->GetStaticMethodID(jni, all->containers, "children",
                                              "(Ljdk/internal/vm/ThreadContainer;)Ljava/util/stream/Stream;");
    all->container = (*jni)->FindClass(jni, "jdk/internal/vm/ThreadContainer");
    all->stream = (*jni)->FindClass(jni, "java/util/stream/Stream");
    if (all->children == NULL || all->container == NULL || all->stream == NULL) return NULL;
    all->threads = (*jni)->GetMethodID(jni, all->container, "threads", "()Ljava/util/stream/Stream;");
    if (all->threads == NULL) return NULL;
    all->thread_count = (*jni)->GetMethodID(jni, all->container, "threadCount", "()J");
    if (all->thread_count == NULL) return NULL;
    all->limit = (*jni)->GetMethodID(jni, all->stream, "limit", "(J)Ljava/util/stream/Stream;");
    all->to_array = (*jni)->GetMethodID(jni, all->stream, "toArray", "()[Ljava/lang/Object;");
    jmethodID root = (*jni)->GetStaticMethodID(jni, all->containers, "root", "()Ljdk/internal/vm/ThreadContainer;");
    if (root == NULL) return NULL;
    all->found = (*jni)->NewObject(jni, list, create);
    return all->found == NULL ? NULL : (*jni)->CallStaticObjectMethod(jni, all->containers, root);
}

// Appends the virtual threads of a container, up to the most that are wanted; counts the others.
static void take_threads(struct containers *all, jobject container, jclass virtual_thread) {
    JNIEnv *jni = all->jni;
    jlong count = (*jni)->CallLongMethod(jni, container, all->thread_count);
    if ((*jni)->ExceptionCheck(jni)) return;
    if (all->total >= all->most) {
        all->total += count;
        return;
    }
    jobject stream = (*jni)->CallObjectMethod(jni, container, all->threads);
    if (stream == NULL || (*jni)->ExceptionCheck(jni)) return;
    jobject limited = (*jni)->CallObjectMethod(jni, stream, all->limit, all->most);
    if (limited == NULL || (*jni)->ExceptionCheck(jni)) return;
    jobjectArray threads = (*jni)->CallObjectMethod(jni, limited, all->to_array);
    if (threads == NULL || (*jni)->ExceptionCheck(jni)) return;
    jint length = (*jni)->GetArrayLength(jni, threads);
    jlong others = count > length ? count - length : 0;
    for (jint i = 0; i < length; i++) {
        jobject thread = (*jni)->GetObjectArrayElement(jni, threads, i);
        if (thread != NULL && (*jni)->IsInstanceOf(jni, thread, virtual_thread)) {
            if (all->total < all->most) (*jni)->CallBooleanMethod(jni, all->found, all->add, thread);
            if ((*jni)->ExceptionCheck(jni)) return;
            all->total++;
        }
        (*jni)->DeleteLocalRef(jni, thread);
    }
    all->total += others;
}

static void take_container(struct containers *all, jobject container, jclass virtual_thread, int depth) {
    JNIEnv *jni = all->jni;
    if ((*jni)->PushLocalFrame(jni, 32) != JNI_OK) return;
    take_threads(all, container, virtual_thread);
    jobject stream = (*jni)->ExceptionCheck(jni) || depth == 0
                         ? NULL
                         : (*jni)->CallStaticObjectMethod(jni, all->containers, all->children, container);
    jobjectArray children =
        stream == NULL || (*jni)->ExceptionCheck(jni) ? NULL : (*jni)->CallObjectMethod(jni, stream, all->to_array);
    jint length = children == NULL || (*jni)->ExceptionCheck(jni) ? 0 : (*jni)->GetArrayLength(jni, children);
    for (jint i = 0; i < length && !(*jni)->ExceptionCheck(jni); i++) {
        jobject child = (*jni)->GetObjectArrayElement(jni, children, i);
        if (child != NULL) take_container(all, child, virtual_thread, depth - 1);
        (*jni)->DeleteLocalRef(jni, child);
    }
    (*jni)->PopLocalFrame(jni, NULL);
}

static int is_initialized(JNIEnv *jni, jclass type) {
    jvmtiEnv *jvmti = open_environment(jni);
    jint status = 0;
    if (jvmti == NULL) return 0;
    (*jvmti)->GetClassStatus(jvmti, type, &status);
    (*jvmti)->DisposeEnvironment(jvmti);
    return (status & JVMTI_CLASS_STATUS_INITIALIZED) != 0;
}

// Returns an ArrayList of virtual threads, at most so many; NULL when no virtual thread ever ran. total[0]: how many there are.
jobject JNICALL NativeFrames_findVirtualThreads(JNIEnv *jni, jclass type, jclass virtual_thread, jlong most,
                                                jlongArray total) {
    (void)type;
    if (!is_initialized(jni, virtual_thread)) return NULL;
    struct containers all = {.jni = jni, .most = most};
    jobject root = method_ids(&all, jni);
    if (root == NULL || (*jni)->ExceptionCheck(jni)) return NULL;
    take_container(&all, root, virtual_thread, 32);
    if (!(*jni)->ExceptionCheck(jni)) (*jni)->SetLongArrayRegion(jni, total, 0, 1, &all.total);
    return all.found;
}
