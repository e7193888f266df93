// SPDX-License-Identifier: Apache-2.0
// Takes a cut: all threads stand still together while stacks and local variables are read, within a budget of time. While they
// do, nothing of Java runs here but native methods of Unsafe that take no lock, no class is loaded, nothing allocated in the heap:
// whatever that needed could be held by one of them. The environment lives for this one cut: can_suspend belongs to one environment at a time.
#include "cut.h"
#include "natives.h"
#include "pieces.h"

#define ENOUGH_REFERENCES 1024

static jvmtiError add_capability(jvmtiEnv *jvmti, union capabilities *wanted) {
    return (*jvmti)->AddCapabilities(jvmti, &wanted->set);
}

void add_helpful_capabilities(struct cut *cut) {
    union capabilities helpful = NO_CAPABILITIES;
    helpful.set.can_get_bytecodes = 1;
    helpful.set.can_get_line_numbers = 1;
    helpful.set.can_get_source_file_name = 1;
    helpful.set.can_tag_objects = 1;
    add_capability(cut->jvmti, &helpful);
}

static void add_capabilities(struct cut *cut, int virtual_threads) {
    union capabilities suspend = NO_CAPABILITIES, virtual = NO_CAPABILITIES;
    add_helpful_capabilities(cut);
    suspend.set.can_suspend = 1;
    if (!cut->settings.stacks_only) cut->suspend_error = add_capability(cut->jvmti, &suspend);
    if (virtual_threads) {
        // Bit 44, can_support_virtual_threads from JDK 21 on. The VM watches mounts from then on: not for targets without.
        virtual.words[1] = 1u << 12;
        add_capability(cut->jvmti, &virtual);
    }
}

int read_prefixes(struct cut *cut, jobjectArray prefixes) {
    JNIEnv *jni = cut->jni;
    jint count = (*jni)->GetArrayLength(jni, prefixes);
    cut->prefixes = allocate(cut->jvmti, count * (jlong)sizeof *cut->prefixes);
    if (cut->prefixes == NULL) return 0;
    for (jint i = 0; i < count; i++) cut->prefixes[i] = (*jni)->GetObjectArrayElement(jni, prefixes, i);
    cut->prefix_count = count;
    return 1;
}

void read_settings(struct cut *cut, jlongArray settings, jobject platform_loader, jobjectArray prefixes) {
    JNIEnv *jni = cut->jni;
    jlong numbers[7] = {0, 0, 0, 0, 0, 0, 0};
    const jint most = sizeof numbers / sizeof *numbers, given = (*jni)->GetArrayLength(jni, settings);
    (*jni)->GetLongArrayRegion(jni, settings, 0, given < most ? given : most, numbers);
    cut->settings = (struct settings){.max_frames = (jint)numbers[0],
                                      .all_frames = numbers[1] != 0,
                                      .documented_only = numbers[2] != 0,
                                      .budget = numbers[3],
                                      .watchdog_time = numbers[4],
                                      .stacks_only = numbers[5] != 0,
                                      .tasks_only = numbers[6] != 0,
                                      .platform_loader = platform_loader};
    read_prefixes(cut, prefixes);
}

int may_suspend(const struct cut *cut) { return cut->suspend_error == 0 && !cut->settings.stacks_only; }

// Of an operation that the VM stopped all threads for.
void note_pause(struct cut *cut, jlong begun) {
    jlong time = now(cut->jvmti) - begun;
    if (time > cut->paused) cut->paused = time;
}

static int read_all(struct cut *cut, struct collection *pieces) {
    if (!read_stacks(cut)) return 0;
    if (cut->settings.stacks_only) return 1;
    read_roots(cut);
    read_locals(cut);
    collect_pieces(pieces);
    return 1;
}

// One of many threads, in nanoseconds.
#define TIME_TO_RESUME 8000

static int take_suspended(struct cut *cut, struct collection *pieces) {
    arm_watchdog(cut);
    suspend_threads(cut);
    let_end(cut);
    cut->deadline -= cut->suspended_count * TIME_TO_RESUME;
    int done = read_all(cut, pieces);
    resume_threads(cut);
    return done;
}

// Without suspending the target goes on between one operation of the VM and the next: then there may be more of them.
#define PATIENCE 10

static int take(struct cut *cut) {
    // The tables of local variables need it, too.
    cut->denial = cut->settings.documented_only ? NOT_WANTED : grant_local_access(cut->jvmti);
    if (may_suspend(cut) && !start_attendants(cut)) return 0;
    struct collection pieces;
    prepare_pieces(&pieces, cut);
    cut->begun = now(cut->jvmti);
    cut->deadline = cut->begun + cut->settings.budget * (may_suspend(cut) ? 1 : PATIENCE);
    int done = may_suspend(cut) ? take_suspended(cut, &pieces) : read_all(cut, &pieces);
    if (may_suspend(cut)) cut->paused = now(cut->jvmti) - cut->begun;
    if (cut->monitor != NULL) stop_attendants(cut);
    put_together(&pieces);
    release_pieces(&pieces);
    return done;
}

void release_all(struct cut *cut) {
    jvmtiEnv *jvmti = cut->jvmti;
    for (jint i = 0; i < cut->thread_count; i++) (*cut->jni)->DeleteGlobalRef(cut->jni, cut->threads[i].ref);
    release_methods(cut);
    release(jvmti, cut->threads);
    release(jvmti, cut->platform);
    release(jvmti, cut->suspended);
    release(jvmti, cut->results);
    release(jvmti, cut->ignored);
    release(jvmti, cut->frames);
    release(jvmti, cut->locals);
    release(jvmti, cut->prefixes);
    release(jvmti, cut->roots);
    release(jvmti, cut->tagged);
    release(jvmti, cut->liveness);
}

static void fail(JNIEnv *jni, const char *what) {
    if ((*jni)->ExceptionCheck(jni)) return;
    jclass type = (*jni)->FindClass(jni, "java/lang/IllegalStateException");
    if (type != NULL) (*jni)->ThrowNew(jni, type, what);
}

// From JDK 16 on GetLocalObject brings objects that compiled code keeps in pieces together (JDK-8227745), and says
// JVMTI_ERROR_INVALID_SLOT where it has dropped the value. Before, both read as null.
#define NULL_IS_CERTAIN_FROM 17

// settings: most frames of a thread, all frames (or those of the application), documented means only, budget and watchdog's
// time in nanoseconds, stacks only, tasks only. live: as learn_liveness takes it, or NULL. ids: NULL for all threads. prefixes: how signatures of the application's classes begin; none: by loader.
jobjectArray JNICALL NativeFrames_takeCut(JNIEnv *jni, jclass type, jobjectArray attendants, jobject platform_loader,
                                          jobjectArray virtual_threads, jlongArray ids, jobjectArray prefixes,
                                          jlongArray live, jlongArray settings) {
    struct cut cut = {.jni = jni, .jvmti = open_environment(jni), .attendants = attendants};
    jobjectArray result = NULL;
    if (cut.jvmti == NULL) {
        fail(jni, "this JVM gives no JVMTI environment");
        return NULL;
    }
    if ((*jni)->PushLocalFrame(jni, ENOUGH_REFERENCES) == JNI_OK) {
        read_settings(&cut, settings, platform_loader, prefixes);
        if (live != NULL) learn_liveness(&cut, live);
        cut.null_is_certain = feature_version(cut.jvmti) >= NULL_IS_CERTAIN_FROM;
        add_capabilities(&cut, virtual_threads != NULL && (*jni)->GetArrayLength(jni, virtual_threads) > 0);
        int done = hold_ends(&cut) && add_threads(&cut, virtual_threads, ids) && take(&cut);
        forget_ends(&cut, type);
        if (!done) fail(jni, "no memory or no thread left to read the stacks with");
        result = (*jni)->PopLocalFrame(jni, done && !(*jni)->ExceptionCheck(jni) ? report(&cut) : NULL);
    }
    release_all(&cut);
    (*cut.jvmti)->DisposeEnvironment(cut.jvmti);
    return result;
}
