// SPDX-License-Identifier: Apache-2.0
// What is needed to read what threads carry: the threads themselves, and static fields. Nothing is stopped.
#include "natives.h"

jobjectArray JNICALL NativeContext_allThreads(JNIEnv *jni, jclass self) {
    (void)self;
    jvmtiEnv *jvmti = open_environment(jni);
    if (jvmti == NULL) return NULL;
    jint count = 0;
    jthread *threads = NULL;
    jobjectArray array = NULL;
    jclass type = (*jni)->FindClass(jni, "java/lang/Thread");
    if (type != NULL && (*jvmti)->GetAllThreads(jvmti, &count, &threads) == JVMTI_ERROR_NONE) {
        array = (*jni)->NewObjectArray(jni, count, type, NULL);
        for (jint i = 0; i < count; i++) {
            if (array != NULL) (*jni)->SetObjectArrayElement(jni, array, i, threads[i]);
            (*jni)->DeleteLocalRef(jni, threads[i]);
        }
        release(jvmti, threads);
    }
    (*jvmti)->DisposeEnvironment(jvmti);
    return array;
}

// The JVM's own word: before JDK 14 there is no field, and the method that may be overridden is the application's. JVMTI's
// GetThreadState does not hold the thread before JDK 10 (JDK-8167108): one that ends meanwhile takes its lock along, and the VM stands
// still for ever.
jboolean JNICALL NativeContext_interrupted(JNIEnv *jni, jclass self, jobject thread) {
    (void)self;
    jclass type = (*jni)->FindClass(jni, "java/lang/Thread");
    if (type == NULL) return JNI_FALSE;
    jmethodID native = (*jni)->GetMethodID(jni, type, "isInterrupted", "(Z)Z");
    if (native != NULL) {
        jboolean interrupted = (*jni)->CallNonvirtualBooleanMethod(jni, thread, type, native, JNI_FALSE);
        return (*jni)->ExceptionCheck(jni) ? JNI_FALSE : interrupted;
    }
    (*jni)->ExceptionClear(jni);
    jfieldID field = (*jni)->GetFieldID(jni, type, "interrupted", "Z");
    return field == NULL ? JNI_FALSE : (*jni)->GetBooleanField(jni, thread, field);
}

struct names {
    jint count;
    jint *lengths;
    unsigned char **texts;
    unsigned char *all;
};

static int copy_names(jvmtiEnv *jvmti, JNIEnv *jni, jobjectArray from, struct names *names) {
    names->count = (*jni)->GetArrayLength(jni, from);
    names->lengths = allocate(jvmti, names->count * (jlong)sizeof *names->lengths);
    names->texts = allocate(jvmti, names->count * (jlong)sizeof *names->texts);
    if (names->lengths == NULL || names->texts == NULL) return 0;
    jlong size = 0;
    for (jint i = 0; i < names->count; i++) {
        jbyteArray name = (*jni)->GetObjectArrayElement(jni, from, i);
        names->lengths[i] = (*jni)->GetArrayLength(jni, name);
        size += names->lengths[i];
        (*jni)->DeleteLocalRef(jni, name);
    }
    unsigned char *next = names->all = allocate(jvmti, size);
    if (next == NULL) return 0;
    for (jint i = 0; i < names->count; i++) {
        jbyteArray name = (*jni)->GetObjectArrayElement(jni, from, i);
        (*jni)->GetByteArrayRegion(jni, name, 0, names->lengths[i], (jbyte *)next);
        names->texts[i] = next;
        next += names->lengths[i];
        (*jni)->DeleteLocalRef(jni, name);
    }
    return 1;
}

static int is_among(const struct names *names, const unsigned char *text, jint length) {
    for (jint i = 0; i < names->count; i++) {
        // From behind: names of one package begin alike.
        jint at = names->lengths[i] == length ? length - 1 : -2;
        while (at >= 0 && names->texts[i][at] == text[at]) at--;
        if (at == -1) return 1;
    }
    return 0;
}

// JVMS 4.4: how long an entry is behind its tag; 0 for a tag that nobody knows.
static jint entry_length(unsigned char tag) {
    switch (tag) {
        case 7: case 8: case 16: case 19: case 20: return 2;
        case 15: return 3;
        case 3: case 4: case 9: case 10: case 11: case 12: case 17: case 18: return 4;
        case 5: case 6: return 8;
        default: return 0;
    }
}

static int has_one(const struct names *names, const unsigned char *pool, jint size) {
    jint at = 0;
    while (at + 3 <= size) {
        unsigned char tag = pool[at++];
        if (tag == 1) {
            jint length = pool[at] << 8 | pool[at + 1];
            at += 2;
            if (length > size - at) return 0;
            if (length > 2 && pool[at] == 'L' && is_among(names, pool + at, length)) return 1;
            at += length;
        } else {
            jint length = entry_length(tag);
            if (length == 0) return 0;
            at += length;
        }
    }
    return 0;
}

static int is_initialized(jvmtiEnv *jvmti, jclass type) {
    jint status = 0;
    (*jvmti)->GetClassStatus(jvmti, type, &status);
    return (status & JVMTI_CLASS_STATUS_INITIALIZED) != 0;
}

static jboolean mentions(jvmtiEnv *jvmti, jclass type, const struct names *names) {
    jint count, size;
    unsigned char *pool;
    if (!is_initialized(jvmti, type)) return JNI_FALSE;
    if ((*jvmti)->GetConstantPool(jvmti, type, &count, &size, &pool) != JVMTI_ERROR_NONE) return JNI_FALSE;
    jboolean found = has_one(names, pool, size) != 0;
    release(jvmti, pool);
    return found;
}

// Returns false when there is no memory.
jboolean JNICALL NativeContext_findMentioning(JNIEnv *jni, jclass self, jobjectArray classes, jobjectArray descriptors,
                                              jbooleanArray mentioning) {
    (void)self;
    jvmtiEnv *jvmti = open_environment(jni);
    if (jvmti == NULL) return JNI_FALSE;
    struct names names = {0};
    int copied = copy_names(jvmti, jni, descriptors, &names);
    union capabilities wanted = NO_CAPABILITIES;
    wanted.set.can_get_constant_pool = 1;
    (*jvmti)->AddCapabilities(jvmti, &wanted.set);
    jint count = copied ? (*jni)->GetArrayLength(jni, classes) : 0;
    for (jint i = 0; i < count; i++) {
        jclass type = (*jni)->GetObjectArrayElement(jni, classes, i);
        jboolean found = mentions(jvmti, type, &names);
        if (found) (*jni)->SetBooleanArrayRegion(jni, mentioning, i, 1, &found);
        (*jni)->DeleteLocalRef(jni, type);
    }
    release(jvmti, names.lengths);
    release(jvmti, names.texts);
    release(jvmti, names.all);
    (*jvmti)->DisposeEnvironment(jvmti);
    return copied ? JNI_TRUE : JNI_FALSE;
}

struct statics {
    JNIEnv *jni;
    jvmtiEnv *jvmti;
    jclass type;
    jobjectArray names, objects;
};

static int put_static(struct statics *s, jint index, jfieldID field) {
    JNIEnv *jni = s->jni;
    char *name, *signature;
    jint modifiers;
    if ((*s->jvmti)->GetFieldModifiers(s->jvmti, s->type, field, &modifiers) != JVMTI_ERROR_NONE) return 1;
    if (!(modifiers & ACC_STATIC)) return 1;
    if ((*s->jvmti)->GetFieldName(s->jvmti, s->type, field, &name, &signature, NULL) != JVMTI_ERROR_NONE) return 1;
    jobject held = *signature == 'L' ? (*jni)->GetStaticObjectField(jni, s->type, field) : NULL;
    jstring text = held == NULL ? NULL : (*jni)->NewStringUTF(jni, name);
    release(s->jvmti, name);
    release(s->jvmti, signature);
    if (text != NULL) {
        (*jni)->SetObjectArrayElement(jni, s->names, index, text);
        (*jni)->SetObjectArrayElement(jni, s->objects, index, held);
        (*jni)->DeleteLocalRef(jni, text);
    }
    (*jni)->DeleteLocalRef(jni, held);
    return !(*jni)->ExceptionCheck(jni);
}

// Returns two arrays: the names of static fields, and the objects they refer to; null in both for other fields. NULL when the class is
// not initialised: to read it then would be to see what nobody is meant to see yet.
jobjectArray JNICALL NativeContext_listStatics(JNIEnv *jni, jclass self, jclass type) {
    (void)self;
    struct statics s = {.jni = jni, .jvmti = open_environment(jni), .type = type};
    if (s.jvmti == NULL) return NULL;
    jint count;
    jfieldID *fields;
    jobjectArray both = NULL;
    jclass object = (*jni)->FindClass(jni, "java/lang/Object");
    if (object != NULL && is_initialized(s.jvmti, type)
        && (*s.jvmti)->GetClassFields(s.jvmti, type, &count, &fields) == JVMTI_ERROR_NONE) {
        s.names = (*jni)->NewObjectArray(jni, count, object, NULL);
        s.objects = s.names == NULL ? NULL : (*jni)->NewObjectArray(jni, count, object, NULL);
        both = s.objects == NULL ? NULL : (*jni)->NewObjectArray(jni, 2, object, NULL);
        for (jint i = 0; i < count && both != NULL; i++) {
            if (!put_static(&s, i, fields[i])) both = NULL;
        }
        release(s.jvmti, fields);
    }
    if (both != NULL) {
        (*jni)->SetObjectArrayElement(jni, both, 0, s.names);
        (*jni)->SetObjectArrayElement(jni, both, 1, s.objects);
    }
    (*s.jvmti)->DisposeEnvironment(s.jvmti);
    return both;
}
