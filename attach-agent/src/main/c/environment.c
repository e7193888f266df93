// SPDX-License-Identifier: Apache-2.0
// Environments, memory and time.
#include "jspect.h"
#include <stddef.h>

jvmtiEnv *open_environment(JNIEnv *jni) {
    JavaVM *vm;
    jvmtiEnv *jvmti;
    if ((*jni)->GetJavaVM(jni, &vm) != JNI_OK) return NULL;
    return (*vm)->GetEnv(vm, (void **)&jvmti, JVMTI_VERSION_1_2) == JNI_OK ? jvmti : NULL;
}

int is_same_text(const char *one, const char *other) {
    while (*one != 0 && *one == *other) one++, other++;
    return *one == *other;
}

int feature_version(jvmtiEnv *jvmti) {
    jint version = 0;
    (*jvmti)->GetVersionNumber(jvmti, &version);
    return (version & JVMTI_VERSION_MASK_MAJOR) >> JVMTI_VERSION_SHIFT_MAJOR;
}

void *allocate(jvmtiEnv *jvmti, jlong size) {
    unsigned char *memory;
    if ((*jvmti)->Allocate(jvmti, size > 0 ? size : 1, &memory) != JVMTI_ERROR_NONE) return NULL;
    for (jlong i = 0; i < size; i++) memory[i] = 0;
    return memory;
}

void release(jvmtiEnv *jvmti, void *memory) {
    if (memory != NULL) (*jvmti)->Deallocate(jvmti, memory);
}

int make_room(jvmtiEnv *jvmti, void **array, jint count, jint *capacity, jlong element_size) {
    if (count < *capacity) return 1;
    jint larger = *capacity == 0 ? 64 : *capacity * 2;
    unsigned char *moved = allocate(jvmti, larger * element_size);
    if (moved == NULL) return 0;
    const unsigned char *old = *array;
    for (jlong i = 0; i < count * element_size; i++) moved[i] = old[i];
    release(jvmti, *array);
    *array = moved;
    *capacity = larger;
    return 1;
}

jlong now(jvmtiEnv *jvmti) {
    jlong nanos = 0;
    (*jvmti)->GetTime(jvmti, &nanos);
    return nanos;
}

// Compilers may call these for a large structure, and there is no libc.
HIDDEN void *memset(void *to, int byte, size_t size) {
    for (size_t i = 0; i < size; i++) ((unsigned char *)to)[i] = (unsigned char)byte;
    return to;
}

HIDDEN void *memcpy(void *to, const void *from, size_t size) {
    for (size_t i = 0; i < size; i++) ((unsigned char *)to)[i] = ((const unsigned char *)from)[i];
    return to;
}
