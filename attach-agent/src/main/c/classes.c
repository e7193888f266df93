// SPDX-License-Identifier: Apache-2.0
// Has the VM load a class anew, through all agents' hooks. Says what went wrong by a number: an error of Java needs memory.
#include "natives.h"

jint JNICALL NativeClasses_retransformClass(JNIEnv *jni, jclass caller, jclass type) {
    (void)caller;
    union capabilities wanted = NO_CAPABILITIES;
    jvmtiEnv *jvmti = open_environment(jni);
    if (jvmti == NULL) return JVMTI_ERROR_NOT_AVAILABLE;
    wanted.set.can_retransform_classes = 1;
    jvmtiError error = (*jvmti)->AddCapabilities(jvmti, &wanted.set);
    if (error == JVMTI_ERROR_NONE) error = (*jvmti)->RetransformClasses(jvmti, 1, &type);
    (*jvmti)->DisposeEnvironment(jvmti);
    return error;
}

static jvmtiError redefine(jvmtiEnv *jvmti, JNIEnv *jni, jclass type, jbyteArray class_file) {
    jint length = (*jni)->GetArrayLength(jni, class_file);
    unsigned char *bytes = allocate(jvmti, length);
    if (bytes == NULL) return JVMTI_ERROR_OUT_OF_MEMORY;
    (*jni)->GetByteArrayRegion(jni, class_file, 0, length, (jbyte *)bytes);
    jvmtiClassDefinition definition = {.klass = type, .class_byte_count = length, .class_bytes = bytes};
    jvmtiError error = (*jvmti)->RedefineClasses(jvmti, 1, &definition);
    release(jvmti, bytes);
    return error;
}

jint JNICALL NativeClasses_redefineClass(JNIEnv *jni, jclass caller, jclass type, jbyteArray class_file) {
    (void)caller;
    union capabilities wanted = NO_CAPABILITIES;
    jvmtiEnv *jvmti = open_environment(jni);
    if (jvmti == NULL) return JVMTI_ERROR_NOT_AVAILABLE;
    wanted.set.can_redefine_classes = 1;
    jvmtiError error = (*jvmti)->AddCapabilities(jvmti, &wanted.set);
    if (error == JVMTI_ERROR_NONE) error = redefine(jvmti, jni, type, class_file);
    (*jvmti)->DisposeEnvironment(jvmti);
    return error;
}
