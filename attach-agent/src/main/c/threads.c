// SPDX-License-Identifier: Apache-2.0
// The threads of a cut: choosing them, and their stacks.
#include "cut.h"

static int is_wanted(jlong id, const jlong *ids, jint id_count) {
    if (ids == NULL) return 1;
    for (jint i = 0; i < id_count; i++) {
        if (ids[i] == id) return 1;
    }
    return 0;
}

// Virtual threads run on threads of this class (JDK 21 on).
static int is_carrier(struct cut *cut, jthread thread) {
    static const char CARRIER[] = "Ljdk/internal/misc/CarrierThread;";
    char *signature = NULL;
    jclass type = (*cut->jni)->GetObjectClass(cut->jni, thread);
    if ((*cut->jvmti)->GetClassSignature(cut->jvmti, type, &signature, NULL) != JVMTI_ERROR_NONE) return 1;
    unsigned i = 0;
    while (i < sizeof CARRIER && signature[i] == CARRIER[i] && CARRIER[i] != 0) i++;
    int same = i + 1 == sizeof CARRIER && signature[i] == 0;
    release(cut->jvmti, signature);
    (*cut->jni)->DeleteLocalRef(cut->jni, type);
    return same;
}

int add_thread(struct cut *cut, jthread ref, jlong id, int is_virtual) {
    if (!make_room(cut->jvmti, (void **)&cut->threads, cut->thread_count, &cut->thread_capacity, sizeof *cut->threads)) {
        return 0;
    }
    struct thread *thread = &cut->threads[cut->thread_count];
    thread->ref = (*cut->jni)->NewGlobalRef(cut->jni, ref);
    thread->id = id;
    thread->is_virtual = is_virtual;
    thread->is_carrier = !is_virtual && is_carrier(cut, ref);
    if (thread->ref == NULL) return 0;
    cut->thread_count++;
    return 1;
}

static int add_platform_threads(struct cut *cut, jfieldID tid, const jlong *ids, jint id_count) {
    JNIEnv *jni = cut->jni;
    jint count = 0;
    jthread *all = NULL, self = NULL;
    if ((*cut->jvmti)->GetAllThreads(cut->jvmti, &count, &all) != JVMTI_ERROR_NONE) return 0;
    (*cut->jvmti)->GetCurrentThread(cut->jvmti, &self);
    int fits = 1;
    for (jint i = 0; i < count && fits; i++) {
        if ((*jni)->IsSameObject(jni, all[i], self)) continue;
        cut->threads_of_vm++;
        // The field: getId may be the application's before JDK 19.
        jlong id = (*jni)->GetLongField(jni, all[i], tid);
        if (is_wanted(id, ids, id_count)) fits = add_thread(cut, all[i], id, 0);
    }
    release(cut->jvmti, all);
    cut->platform_count = cut->thread_count;
    return fits;
}

int add_threads(struct cut *cut, jobjectArray virtual_threads, jlongArray ids) {
    JNIEnv *jni = cut->jni;
    jclass type = (*jni)->FindClass(jni, "java/lang/Thread");
    jfieldID tid = type == NULL ? NULL : (*jni)->GetFieldID(jni, type, "tid", "J");
    if (tid == NULL) return 0;
    // Now: to find a class may run Java, and nothing does while threads are suspended.
    cut->blocker = (*jni)->GetFieldID(jni, type, "parkBlocker", "Ljava/lang/Object;");
    if (cut->blocker == NULL) return 0;
    jint id_count = ids == NULL ? 0 : (*jni)->GetArrayLength(jni, ids);
    jlong *wanted = ids == NULL ? NULL : (*jni)->GetLongArrayElements(jni, ids, NULL);
    int fits = add_platform_threads(cut, tid, wanted, id_count);
    jint count = virtual_threads == NULL ? 0 : (*jni)->GetArrayLength(jni, virtual_threads);
    for (jint i = 0; i < count && fits; i++) {
        jthread thread = (*jni)->GetObjectArrayElement(jni, virtual_threads, i);
        jlong id = (*jni)->GetLongField(jni, thread, tid);
        if (is_wanted(id, wanted, id_count)) fits = add_thread(cut, thread, id, 1);
        (*jni)->DeleteLocalRef(jni, thread);
    }
    if (wanted != NULL) (*jni)->ReleaseLongArrayElements(jni, ids, wanted, JNI_ABORT);
    if (!fits) return 0;
    cut->platform = allocate(cut->jvmti, cut->platform_count * (jlong)sizeof(jthread));
    cut->suspended = allocate(cut->jvmti, cut->platform_count * (jlong)sizeof(jthread));
    cut->results = allocate(cut->jvmti, cut->platform_count * (jlong)sizeof(jvmtiError));
    cut->ignored = allocate(cut->jvmti, cut->platform_count * (jlong)sizeof(jvmtiError));
    if (cut->platform == NULL || cut->suspended == NULL || cut->results == NULL || cut->ignored == NULL) return 0;
    for (jint i = 0; i < cut->platform_count; i++) cut->platform[i] = cut->threads[i].ref;
    cut->in_cut = cut->platform_count;
    return 1;
}

// To read stacks is one operation of the VM for so many threads: after it there is time to look at the clock.
#define READ_AT_ONCE 256

int add_frames(struct cut *cut, struct thread *thread, const jvmtiFrameInfo *frames, jint count) {
    thread->first = cut->frame_count;
    for (jint i = 0; i < count; i++) {
        if (!make_room(cut->jvmti, (void **)&cut->frames, cut->frame_count, &cut->frame_capacity, sizeof *cut->frames)) {
            return 0;
        }
        jint method = method_of(cut, frames[i].method);
        if (method < 0) return 0;
        struct frame *frame = &cut->frames[cut->frame_count++];
        frame->method = method;
        frame->bci = frames[i].location < 0 ? -1 : (jint)frames[i].location;
        thread->count++;
    }
    thread->total = thread->count;
    if (count == cut->settings.max_frames && now(cut->jvmti) < cut->deadline) {
        (*cut->jvmti)->GetFrameCount(cut->jvmti, thread->ref, &thread->total);
        if (thread->total < count) thread->total = count;
    }
    return 1;
}

static void read_blocker(struct cut *cut, struct thread *thread) {
    thread->blocker = (*cut->jni)->GetObjectField(cut->jni, thread->ref, cut->blocker);
}

static int read_virtual_stack(struct cut *cut, struct thread *thread, jvmtiFrameInfo *buffer) {
    jvmtiEnv *jvmti = cut->jvmti;
    jint count = 0;
    if (now(jvmti) > cut->deadline) {
        thread->total = NOT_READ;
        return 1;
    }
    if ((*jvmti)->GetStackTrace(jvmti, thread->ref, 0, cut->settings.max_frames, buffer, &count) != JVMTI_ERROR_NONE) {
        thread->is_gone = 1;
        return 1;
    }
    (*jvmti)->GetThreadState(jvmti, thread->ref, &thread->state);
    return add_frames(cut, thread, buffer, count);
}

// One operation of the VM. It needs room for the most frames of each thread, which the VM must have or it ends: not of all.
static int read_batch(struct cut *cut, jint first, jint size) {
    jvmtiEnv *jvmti = cut->jvmti;
    jvmtiStackInfo *stacks = NULL;
    jlong begun = now(jvmti);
    if ((*jvmti)->GetThreadListStackTraces(jvmti, size, cut->platform + first, cut->settings.max_frames, &stacks)
        != JVMTI_ERROR_NONE) {
        return 0;
    }
    cut->reading_stacks += now(jvmti) - begun;
    note_pause(cut, begun);
    int fits = 1;
    for (jint i = 0; i < size && fits; i++) {
        struct thread *thread = &cut->threads[first + i];
        thread->state = stacks[i].state;
        thread->is_gone = !(stacks[i].state & JVMTI_THREAD_STATE_ALIVE);
        read_blocker(cut, thread);
        fits = add_frames(cut, thread, stacks[i].frame_buffer, stacks[i].frame_count);
    }
    release(jvmti, stacks);
    return fits;
}

int read_stacks(struct cut *cut) {
    jvmtiEnv *jvmti = cut->jvmti;
    // Half of what is left is for their variables.
    jlong enough = may_suspend(cut) ? now(jvmti) + (cut->deadline - now(jvmti)) / 2 : cut->deadline;
    int fits = 1;
    jint first = 0;
    while (first < cut->in_cut && fits && (first == 0 || now(jvmti) < enough)) {
        jint left = cut->in_cut - first, size = left < READ_AT_ONCE ? left : READ_AT_ONCE;
        fits = read_batch(cut, first, size);
        first += size;
    }
    for (jint i = first; i < cut->platform_count; i++) cut->threads[i].total = NOT_READ;
    if (cut->thread_count == cut->platform_count || !fits) return fits;
    jvmtiFrameInfo *buffer = allocate(jvmti, cut->settings.max_frames * (jlong)sizeof *buffer);
    for (jint i = cut->platform_count; i < cut->thread_count && fits; i++) {
        read_blocker(cut, &cut->threads[i]);
        fits = buffer != NULL && read_virtual_stack(cut, &cut->threads[i], buffer);
    }
    release(jvmti, buffer);
    return fits;
}
