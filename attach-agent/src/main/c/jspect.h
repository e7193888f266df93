// SPDX-License-Identifier: Apache-2.0
// What the files of this library share. No libc: the process has its own, and one library serves all of them.
#ifndef JSPECT_H
#define JSPECT_H
#include <jvmti.h>

#define HIDDEN __attribute__((visibility("hidden")))

// A set of capabilities, also as the words it is made of.
union capabilities {
    jvmtiCapabilities set;
    unsigned int words[sizeof(jvmtiCapabilities) / sizeof(unsigned int)];
};
#define CAPABILITY_WORDS (sizeof(jvmtiCapabilities) / sizeof(unsigned int))
static const union capabilities NO_CAPABILITIES;

// Access flags of classes and members.
#define ACC_STATIC 0x0008
#define ACC_NATIVE 0x0100

// An environment of our own, to be disposed of by the caller; NULL when the VM gives none.
HIDDEN jvmtiEnv *open_environment(JNIEnv *jni);

// Of the VM, as its version of JVMTI has it: from JDK 9 on the same number, and 1 before.
HIDDEN int feature_version(jvmtiEnv *jvmti);

// Zeroed memory of the VM's allocator, NULL when there is none; released by release(), which takes NULL too.
HIDDEN void *allocate(jvmtiEnv *jvmti, jlong size);
HIDDEN void release(jvmtiEnv *jvmti, void *memory);

// Makes room for one more in an array that doubles; returns 0 when there is no memory.
HIDDEN int make_room(jvmtiEnv *jvmti, void **array, jint count, jint *capacity, jlong element_size);

HIDDEN int is_same_text(const char *one, const char *other);

HIDDEN jlong now(jvmtiEnv *jvmti);

// Why locals are not read, as the Java side knows it.
enum denial {
    GRANTED = 0,
    NOT_WANTED = 1,
    UNTESTED_VM = 2,
    NOT_FOUND = 3,
    NOT_CONFIRMED = 4,
};

// Gains access to local variables for this environment alone.
HIDDEN enum denial grant_local_access(jvmtiEnv *jvmti);
#endif
