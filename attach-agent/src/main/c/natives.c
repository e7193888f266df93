// SPDX-License-Identifier: Apache-2.0
// Gives native methods to their classes. Where the VM has to find them by name, JDK 24 and later warn on the target's stderr
// (JEP 472), and look upon the application's own classes, too, as allowed from then on.
#include "natives.h"

#define PACKAGE "dev/jspect/agent/"
#define COUNT(array) ((jint)(sizeof(array) / sizeof *(array)))

static const JNINativeMethod LIBRARY[] = {
    {"give", "(Ljava/lang/Class;I)V", NativeLibrary_give},
    {"stopThread", "(Ljava/lang/Thread;Ljava/lang/Throwable;)I", NativeLibrary_stopThread},
};

static const JNINativeMethod CLASSES[] = {
    {"retransformClass", "(Ljava/lang/Class;)I", NativeClasses_retransformClass},
    {"redefineClass", "(Ljava/lang/Class;[B)I", NativeClasses_redefineClass},
};

static const JNINativeMethod FIELDS[] = {
    {"list", "(Ljava/lang/Class;)[Ljava/lang/Object;", NativeFields_list},
    {"readReference", "(Ljava/lang/Object;J)Ljava/lang/Object;", NativeFields_readReference},
    {"readBits", "(Ljava/lang/Object;JB)J", NativeFields_readBits},
};

static const JNINativeMethod FRAMES[] = {
    {"takeCut", "([Ljava/lang/Thread;Ljava/lang/Object;[Ljava/lang/Object;[J[[B[J[J)[Ljava/lang/Object;", NativeFrames_takeCut},
    {"takeOwnStack", "(Ljava/lang/Throwable;Ljava/lang/Class;Ljava/lang/Object;[[B[J)[Ljava/lang/Object;",
     NativeFrames_takeOwnStack},
    {"describeMethod", "(Ljava/lang/Class;Ljava/lang/String;Ljava/lang/String;Ljava/lang/Object;[[B)[Ljava/lang/Object;",
     NativeFrames_describeMethod},
    {"findVirtualThreads", "(Ljava/lang/Class;J[J)Ljava/lang/Object;", NativeFrames_findVirtualThreads},
};

static const JNINativeMethod HEAP[] = {
    {"walkHeap", "([Ljava/lang/Class;JZ[J)[Ljava/lang/Object;", NativeHeap_walkHeap},
};

static const JNINativeMethod CONTEXT[] = {
    {"allThreads", "()[Ljava/lang/Thread;", NativeContext_allThreads},
    {"interrupted", "(Ljava/lang/Thread;)Z", NativeContext_interrupted},
    {"findMentioning", "([Ljava/lang/Class;[[B[Z)Z", NativeContext_findMentioning},
    {"listStatics", "(Ljava/lang/Class;)[Ljava/lang/Object;", NativeContext_listStatics},
};

static const JNINativeMethod STACKS[] = {
    {"takeRunning", "([JIJ[J)[Ljava/lang/Object;", NativeStacks_takeRunning},
    {"endRunning", "()I", NativeStacks_end},
};

// As NativeLibrary.java has them.
enum { GIVE_HEAP, GIVE_CONTEXT, GIVE_STACKS };

// The exception that is pending when this fails is the caller's.
void JNICALL NativeLibrary_give(JNIEnv *jni, jclass self, jclass type, jint methods) {
    (void)self;
    if (methods == GIVE_HEAP) {
        (*jni)->RegisterNatives(jni, type, HEAP, COUNT(HEAP));
    } else if (methods == GIVE_CONTEXT) {
        (*jni)->RegisterNatives(jni, type, CONTEXT, COUNT(CONTEXT));
    } else if (methods == GIVE_STACKS) {
        (*jni)->RegisterNatives(jni, type, STACKS, COUNT(STACKS));
    }
}

static int give(JNIEnv *jni, const char *name, const JNINativeMethod *methods, jint count) {
    jclass type = (*jni)->FindClass(jni, name);
    return type != NULL && (*jni)->RegisterNatives(jni, type, methods, count) == JNI_OK;
}

// Whoever loads the library gets the exception that is pending when this fails.
JNIEXPORT jint JNICALL JNI_OnLoad(JavaVM *vm, void *reserved) {
    (void)reserved;
    JNIEnv *jni;
    if ((*vm)->GetEnv(vm, (void **)&jni, JNI_VERSION_1_6) != JNI_OK) return JNI_ERR;
    int given = give(jni, PACKAGE "NativeLibrary", LIBRARY, COUNT(LIBRARY))
                && give(jni, PACKAGE "NativeClasses", CLASSES, COUNT(CLASSES))
                && give(jni, PACKAGE "NativeFields", FIELDS, COUNT(FIELDS))
                && give(jni, PACKAGE "NativeFrames", FRAMES, COUNT(FRAMES));
    return given ? JNI_VERSION_1_6 : JNI_ERR;
}
