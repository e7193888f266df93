// SPDX-License-Identifier: Apache-2.0
// Lists and reads fields without reflection, which would run application class loaders and stops at modules.
#include "natives.h"

struct listing {
    JNIEnv *jni;
    jvmtiEnv *jvmti;
    jclass type;
    jobjectArray names;
    jbyteArray kinds;
    jlongArray ids;
};

static jboolean is_instance_field(struct listing *l, jfieldID field) {
    jint modifiers;
    return (*l->jvmti)->GetFieldModifiers(l->jvmti, l->type, field, &modifiers) == JVMTI_ERROR_NONE &&
           !(modifiers & ACC_STATIC);
}

static jboolean make_arrays(struct listing *l, jint count) {
    JNIEnv *jni = l->jni;
    jclass string = (*jni)->FindClass(jni, "java/lang/String");
    if (!string) return JNI_FALSE;
    l->names = (*jni)->NewObjectArray(jni, count, string, NULL);
    if (!l->names) return JNI_FALSE;
    l->kinds = (*jni)->NewByteArray(jni, count);
    if (!l->kinds) return JNI_FALSE;
    l->ids = (*jni)->NewLongArray(jni, count);
    return l->ids != NULL;
}

// The name and the first character of the signature, which is all that reading takes.
static jboolean put(struct listing *l, jint index, jfieldID field) {
    JNIEnv *jni = l->jni;
    char *name, *signature;
    if ((*l->jvmti)->GetFieldName(l->jvmti, l->type, field, &name, &signature, NULL) != JVMTI_ERROR_NONE)
        return JNI_FALSE;
    jbyte kind = (jbyte)*signature;
    jlong id = (jlong)field;
    jstring text = (*jni)->NewStringUTF(jni, name);
    release(l->jvmti, name);
    release(l->jvmti, signature);
    if (!text) return JNI_FALSE;
    (*jni)->SetObjectArrayElement(jni, l->names, index, text);
    (*jni)->DeleteLocalRef(jni, text);
    (*jni)->SetByteArrayRegion(jni, l->kinds, index, 1, &kind);
    (*jni)->SetLongArrayRegion(jni, l->ids, index, 1, &id);
    return !(*jni)->ExceptionCheck(jni);
}

static jobjectArray result(struct listing *l, jfieldID *fields, jint count) {
    JNIEnv *jni = l->jni;
    jint kept = 0;
    for (jint i = 0; i < count; i++) kept += is_instance_field(l, fields[i]);
    if (!make_arrays(l, kept)) return NULL;
    for (jint i = 0, next = 0; i < count; i++)
        if (is_instance_field(l, fields[i]) && !put(l, next++, fields[i])) return NULL;
    jclass object = (*jni)->FindClass(jni, "java/lang/Object");
    jobjectArray array = object ? (*jni)->NewObjectArray(jni, 3, object, NULL) : NULL;
    if (!array) return NULL;
    (*jni)->SetObjectArrayElement(jni, array, 0, l->names);
    (*jni)->SetObjectArrayElement(jni, array, 1, l->kinds);
    (*jni)->SetObjectArrayElement(jni, array, 2, l->ids);
    return array;
}

// Null, with or without an exception, when the class cannot be listed: then it is not linked and has no instances.
jobjectArray JNICALL NativeFields_list(JNIEnv *jni, jclass self, jclass type) {
    (void)self;
    struct listing l = {.jni = jni, .jvmti = open_environment(jni), .type = type};
    if (l.jvmti == NULL) return NULL;
    jint count;
    jfieldID *fields;
    jobjectArray array = NULL;
    if ((*l.jvmti)->GetClassFields(l.jvmti, type, &count, &fields) == JVMTI_ERROR_NONE) {
        array = result(&l, fields, count);
        release(l.jvmti, fields);
    }
    (*l.jvmti)->DisposeEnvironment(l.jvmti);
    return array;
}

jobject JNICALL NativeFields_readReference(JNIEnv *jni, jclass self, jobject object, jlong id) {
    (void)self;
    return (*jni)->GetObjectField(jni, object, (jfieldID)id);
}

jlong JNICALL NativeFields_readBits(JNIEnv *jni, jclass self, jobject object, jlong id, jbyte kind) {
    (void)self;
    jfieldID field = (jfieldID)id;
    union {
        jfloat real;
        jint bits;
    } narrow;
    union {
        jdouble real;
        jlong bits;
    } wide;
    switch (kind) {
        case 'Z': return (*jni)->GetBooleanField(jni, object, field);
        case 'B': return (*jni)->GetByteField(jni, object, field);
        case 'C': return (*jni)->GetCharField(jni, object, field);
        case 'S': return (*jni)->GetShortField(jni, object, field);
        case 'I': return (*jni)->GetIntField(jni, object, field);
        case 'J': return (*jni)->GetLongField(jni, object, field);
        case 'F': narrow.real = (*jni)->GetFloatField(jni, object, field); return narrow.bits;
        case 'D': wide.real = (*jni)->GetDoubleField(jni, object, field); return wide.bits;
        default: return 0;
    }
}
