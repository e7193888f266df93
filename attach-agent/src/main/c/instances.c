// SPDX-License-Identifier: Apache-2.0
// Counts the objects of classes, and takes some of them. One walk over the heap, in which the whole target stands still.
#include "natives.h"

struct count {
    jlong objects, bytes;
};

struct walk {
    struct count *counts;
    jint class_count;
    jlong most, taken;
};

// Objects share one tag: with one each GetObjectsWithTags would compare each with each, and nothing could stop it.
static jlong tag_of_objects(const struct walk *walk) { return walk->class_count + 1; }

static jint JNICALL take(jlong class_tag, jlong size, jlong *tag, jint length, void *argument) {
    (void)length;
    struct walk *walk = argument;
    if (class_tag < 1 || class_tag > walk->class_count) return 0;
    walk->counts[class_tag - 1].objects++;
    walk->counts[class_tag - 1].bytes += size;
    // A class is an object as well, and has its tag already.
    if (walk->taken < walk->most && *tag == 0) {
        *tag = tag_of_objects(walk);
        walk->taken++;
    }
    return 0;
}

static void tag_classes(jvmtiEnv *jvmti, JNIEnv *jni, jobjectArray classes, jint count) {
    for (jint i = 0; i < count; i++) {
        jclass type = (*jni)->GetObjectArrayElement(jni, classes, i);
        (*jvmti)->SetTag(jvmti, type, i + 1);
        (*jni)->DeleteLocalRef(jni, type);
    }
}

static jobjectArray taken_objects(jvmtiEnv *jvmti, JNIEnv *jni, const struct walk *walk) {
    jint found = 0;
    jobject *objects = NULL;
    const jlong tag = tag_of_objects(walk);
    if ((*jvmti)->GetObjectsWithTags(jvmti, 1, &tag, &found, &objects, NULL) != JVMTI_ERROR_NONE) found = 0;
    jclass object = (*jni)->FindClass(jni, "java/lang/Object");
    jobjectArray array = object == NULL ? NULL : (*jni)->NewObjectArray(jni, found, object, NULL);
    for (jint i = 0; i < found && array != NULL; i++) {
        (*jni)->SetObjectArrayElement(jni, array, i, objects[i]);
        (*jni)->DeleteLocalRef(jni, objects[i]);
    }
    release(jvmti, objects);
    return array;
}

static jvmtiError walk_heap(jvmtiEnv *jvmti, jboolean collect_first, struct walk *walk, jlong *paused) {
    jvmtiHeapCallbacks callbacks = {.heap_iteration_callback = take};
    jlong begun = now(jvmti);
    if (collect_first) (*jvmti)->ForceGarbageCollection(jvmti);
    jvmtiError error =
        (*jvmti)->IterateThroughHeap(jvmti, JVMTI_HEAP_FILTER_CLASS_UNTAGGED, NULL, &callbacks, walk);
    *paused = now(jvmti) - begun;
    return error;
}

// Returns some of the objects, at most so many; fills numbers with the time in nanoseconds, JVMTI's error, and for each class the
// count of its objects and their bytes. NULL when there is no memory.
jobjectArray JNICALL NativeHeap_walkHeap(JNIEnv *jni, jclass type, jobjectArray classes, jlong most, jboolean collect_first,
                                         jlongArray numbers) {
    (void)type;
    jvmtiEnv *jvmti = open_environment(jni);
    if (jvmti == NULL) return NULL;
    struct walk walk = {.class_count = (*jni)->GetArrayLength(jni, classes), .most = most};
    jobjectArray result = NULL;
    walk.counts = allocate(jvmti, walk.class_count * (jlong)sizeof *walk.counts);
    if (walk.counts != NULL) {
        jlong head[2] = {0, 0};
        union capabilities wanted = NO_CAPABILITIES;
        wanted.set.can_tag_objects = 1;
        (*jvmti)->AddCapabilities(jvmti, &wanted.set);
        tag_classes(jvmti, jni, classes, walk.class_count);
        head[1] = walk_heap(jvmti, collect_first, &walk, &head[0]);
        (*jni)->SetLongArrayRegion(jni, numbers, 0, 2, head);
        for (jint i = 0; i < walk.class_count; i++) {
            const jlong one[2] = {walk.counts[i].objects, walk.counts[i].bytes};
            (*jni)->SetLongArrayRegion(jni, numbers, 2 + i * 2, 2, one);
        }
        result = taken_objects(jvmti, jni, &walk);
    }
    release(jvmti, walk.counts);
    (*jvmti)->DisposeEnvironment(jvmti);
    return result;
}
