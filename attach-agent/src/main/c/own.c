// SPDX-License-Identifier: Apache-2.0
// The stack of the thread that asks, from where it constructed an exception: what JDK 9 and later have StackWalker for.
#include "cut.h"
#include "natives.h"

// The hook's own frames, and constructors of a class that derives from others.
#define MOST_SKIPPED 64

static int is_constructor(struct cut *cut, jmethodID method) {
    char *name = NULL;
    if ((*cut->jvmti)->GetMethodName(cut->jvmti, method, &name, NULL, NULL) != JVMTI_ERROR_NONE) return 0;
    int fits = name[0] == '<' && name[1] == 'i';
    release(cut->jvmti, name);
    return fits;
}

// One that takes part in constructing this very exception, as far as can be told.
static int constructs(struct cut *cut, jmethodID method, jthrowable thrown, jclass throwable) {
    jclass owner = NULL;
    if (!is_constructor(cut, method)
        || (*cut->jvmti)->GetMethodDeclaringClass(cut->jvmti, method, &owner) != JVMTI_ERROR_NONE) {
        return 0;
    }
    int fits = (*cut->jni)->IsInstanceOf(cut->jni, thrown, owner)
               && (*cut->jni)->IsAssignableFrom(cut->jni, owner, throwable);
    (*cut->jni)->DeleteLocalRef(cut->jni, owner);
    return fits;
}

static jint count_skipped(struct cut *cut, const jvmtiFrameInfo *frames, jint count, jthrowable thrown,
                          jclass throwable) {
    jint skipped = 0;
    while (skipped < count && !constructs(cut, frames[skipped].method, thrown, throwable)) skipped++;
    while (skipped < count && constructs(cut, frames[skipped].method, thrown, throwable)) skipped++;
    return skipped == count ? 0 : skipped;
}

// The field: getId may be the application's before JDK 19.
static jlong id_of(struct cut *cut, jthread thread) {
    jclass type = (*cut->jni)->FindClass(cut->jni, "java/lang/Thread");
    jfieldID tid = type == NULL ? NULL : (*cut->jni)->GetFieldID(cut->jni, type, "tid", "J");
    return tid == NULL ? 0 : (*cut->jni)->GetLongField(cut->jni, thread, tid);
}

static int read_own_stack(struct cut *cut, jthrowable thrown, jclass throwable) {
    jint count = 0, most = cut->settings.max_frames + MOST_SKIPPED;
    jthread self = NULL;
    jvmtiFrameInfo *frames = allocate(cut->jvmti, most * (jlong)sizeof *frames);
    int done = frames != NULL && (*cut->jvmti)->GetCurrentThread(cut->jvmti, &self) == JVMTI_ERROR_NONE
               && (*cut->jvmti)->GetStackTrace(cut->jvmti, NULL, 0, most, frames, &count) == JVMTI_ERROR_NONE
               && add_thread(cut, self, id_of(cut, self), 0);
    if (done) {
        struct thread *thread = &cut->threads[0];
        cut->platform_count = 1;
        thread->skipped = count_skipped(cut, frames, count, thrown, throwable);
        count -= thread->skipped;
        if (count > cut->settings.max_frames) count = cut->settings.max_frames;
        done = add_frames(cut, thread, frames + thread->skipped, count);
        if (thread->total > count) thread->total -= thread->skipped;
    }
    release(cut->jvmti, frames);
    return done;
}

#define ENOUGH_REFERENCES 512

// settings and prefixes: as for a cut; stacks only: no variables. NULL when there is no memory, or with an exception pending.
jobjectArray JNICALL NativeFrames_takeOwnStack(JNIEnv *jni, jclass type, jthrowable thrown, jclass throwable,
                                               jobject platform_loader, jobjectArray prefixes, jlongArray settings) {
    (void)type;
    struct cut cut = {.jni = jni, .jvmti = open_environment(jni)};
    if (cut.jvmti == NULL) return NULL;
    jobjectArray result = NULL;
    if ((*jni)->PushLocalFrame(jni, ENOUGH_REFERENCES) == JNI_OK) {
        read_settings(&cut, settings, platform_loader, prefixes);
        add_helpful_capabilities(&cut);
        cut.denial = grant_local_access(cut.jvmti);
        cut.deadline = now(cut.jvmti) + cut.settings.budget;
        int done = read_own_stack(&cut, thrown, throwable);
        if (done && !cut.settings.stacks_only) read_locals(&cut);
        result = (*jni)->PopLocalFrame(jni, done && !(*jni)->ExceptionCheck(jni) ? report(&cut) : NULL);
    }
    release_all(&cut);
    (*cut.jvmti)->DisposeEnvironment(cut.jvmti);
    return result;
}
