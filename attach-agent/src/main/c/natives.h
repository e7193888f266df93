// SPDX-License-Identifier: Apache-2.0
// The native methods, as CLASS_method: natives.c gives them to their classes.
#ifndef NATIVES_H
#define NATIVES_H
#include "jspect.h"

HIDDEN void JNICALL NativeLibrary_give(JNIEnv *jni, jclass self, jclass type, jint methods);
HIDDEN jint JNICALL NativeLibrary_stopThread(JNIEnv *jni, jclass type, jobject thread, jthrowable thrown);

HIDDEN jint JNICALL NativeClasses_retransformClass(JNIEnv *jni, jclass caller, jclass type);
HIDDEN jint JNICALL NativeClasses_redefineClass(JNIEnv *jni, jclass caller, jclass type, jbyteArray class_file);

HIDDEN jobjectArray JNICALL NativeFields_list(JNIEnv *jni, jclass self, jclass type);
HIDDEN jobject JNICALL NativeFields_readReference(JNIEnv *jni, jclass self, jobject object, jlong id);
HIDDEN jlong JNICALL NativeFields_readBits(JNIEnv *jni, jclass self, jobject object, jlong id, jbyte kind);

HIDDEN jobjectArray JNICALL NativeFrames_takeCut(JNIEnv *jni, jclass type, jobjectArray attendants, jobject platform_loader,
                                                 jobjectArray virtual_threads, jlongArray ids, jobjectArray prefixes,
                                                 jlongArray live, jlongArray settings);
HIDDEN jobjectArray JNICALL NativeFrames_takeOwnStack(JNIEnv *jni, jclass type, jthrowable thrown, jclass throwable,
                                                      jobject platform_loader, jobjectArray prefixes, jlongArray settings);
HIDDEN jobjectArray JNICALL NativeFrames_describeMethod(JNIEnv *jni, jclass type, jclass owner, jstring name,
                                                        jstring descriptor, jobject platform_loader, jobjectArray prefixes);
HIDDEN jobject JNICALL NativeFrames_findVirtualThreads(JNIEnv *jni, jclass type, jclass virtual_thread, jlong most,
                                                       jlongArray total);

HIDDEN jobjectArray JNICALL NativeHeap_walkHeap(JNIEnv *jni, jclass type, jobjectArray classes, jlong most,
                                                jboolean collect_first, jlongArray numbers);

HIDDEN jobjectArray JNICALL NativeContext_allThreads(JNIEnv *jni, jclass self);
HIDDEN jboolean JNICALL NativeContext_interrupted(JNIEnv *jni, jclass self, jobject thread);
HIDDEN jboolean JNICALL NativeContext_findMentioning(JNIEnv *jni, jclass self, jobjectArray classes, jobjectArray descriptors,
                                                     jbooleanArray mentioning);
HIDDEN jobjectArray JNICALL NativeContext_listStatics(JNIEnv *jni, jclass self, jclass type);

HIDDEN jobjectArray JNICALL NativeStacks_takeRunning(JNIEnv *jni, jclass self, jlongArray threads, jint most_bytes,
                                                     jlong wait_nanos, jlongArray told);
HIDDEN jint JNICALL NativeStacks_end(JNIEnv *jni, jclass self);
#endif
