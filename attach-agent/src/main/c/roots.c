// SPDX-License-Identifier: Apache-2.0
// The references on all stacks at once: as roots of the heap. One operation of the VM, where each GetLocal is one for itself. It
// sees what GetLocalObject sees, but for objects that compiled code keeps in pieces.
#include "cut.h"

// GetObjectsWithTags compares each tag with each: more would take milliseconds.
#define MOST_OBJECTS 4000

static int is_wanted(const struct cut *cut, const struct thread *thread, jint depth) {
    if (depth < 0 || depth >= thread->count) return 0;
    // What is called by the application is wanted, too.
    return cut->settings.all_frames || is_of_application(cut, thread, depth)
           || (depth + 1 < thread->count && is_of_application(cut, thread, depth + 1));
}

static jint JNICALL take(jvmtiHeapReferenceKind kind, const jvmtiHeapReferenceInfo *info, jlong class_tag,
                         jlong referrer_class_tag, jlong size, jlong *tag, jlong *referrer_tag, jint length,
                         void *argument) {
    (void)class_tag, (void)referrer_class_tag, (void)size, (void)referrer_tag, (void)length;
    struct cut *cut = argument;
    // HotSpot walks the stacks first. To end with them spares JDK 17 and older a walk over the whole heap, to clean up.
    if (kind != JVMTI_HEAP_REFERENCE_STACK_LOCAL) {
        // OTHER is a virtual thread on its carrier, in the midst of the stacks.
        int may_come_between = kind == JVMTI_HEAP_REFERENCE_JNI_LOCAL || kind == JVMTI_HEAP_REFERENCE_THREAD
                               || kind == JVMTI_HEAP_REFERENCE_OTHER;
        return may_come_between ? 0 : JVMTI_VISIT_ABORT;
    }
    const jlong thread = info->stack_local.thread_tag;
    if (thread < 1 || thread > cut->platform_count) return 0;
    if (!is_wanted(cut, &cut->threads[thread - 1], info->stack_local.depth)) return 0;
    // Allocating is among the few things that a callback may do.
    if ((*tag == 0 && cut->tags >= cut->thread_count + MOST_OBJECTS)
        || !make_room(cut->jvmti, (void **)&cut->roots, cut->root_count, &cut->root_capacity, sizeof *cut->roots)) {
        cut->roots_complete = 0;
        return 0;
    }
    if (*tag == 0) *tag = ++cut->tags;
    cut->roots[cut->root_count++] = (struct root){(jint)thread - 1, info->stack_local.depth, info->stack_local.slot, 0,
                                                  info->stack_local.method, info->stack_local.location, *tag};
    return 0;
}

static int find_objects(struct cut *cut) {
    jvmtiEnv *jvmti = cut->jvmti;
    jint count = 0;
    jobject *objects = NULL;
    // A thread may be on a stack, too: on its own.
    jlong *wanted = allocate(jvmti, cut->tags * (jlong)sizeof *wanted), *tags = NULL, wanted_count = 0;
    cut->tagged = allocate(jvmti, (cut->tags + 1) * (jlong)sizeof *cut->tagged);
    if (wanted == NULL || cut->tagged == NULL) return 0;
    for (jlong i = cut->thread_count; i < cut->tags; i++) wanted[wanted_count++] = i + 1;
    for (jint i = 0; i < cut->thread_count; i++) cut->tagged[i + 1] = cut->threads[i].ref;
    jvmtiError error = (*jvmti)->GetObjectsWithTags(jvmti, (jint)wanted_count, wanted, &count, &objects, &tags);
    for (jint i = 0; i < count && error == JVMTI_ERROR_NONE; i++) cut->tagged[tags[i]] = objects[i];
    release(jvmti, wanted);
    release(jvmti, objects);
    release(jvmti, tags);
    return error == JVMTI_ERROR_NONE;
}

// Chains the roots of each frame.
static void assign(struct cut *cut) {
    for (jint i = 0; i < cut->root_count; i++) {
        struct root *root = &cut->roots[i];
        const struct thread *thread = &cut->threads[root->thread];
        // The depth on a carrier's stack counts the frames of the virtual thread that it carries.
        if (thread->is_carrier || root->depth < 0 || root->depth >= thread->count) continue;
        struct frame *frame = &cut->frames[thread->first + root->depth];
        // Where threads could not be suspended, this one may have gone on since its stack was read.
        if (cut->methods[frame->method].id != root->method || frame->bci != root->location) continue;
        root->next = frame->roots;
        frame->roots = i + 1;
    }
}

#define MICROSECOND 1000

// A walk takes each thread as long as to read its stack, and when the stack is not in the processor's cache three times as long.
static jlong time_of_thread(const struct cut *cut) {
    jlong measured = cut->in_cut == 0 ? 0 : 3 * cut->reading_stacks / cut->in_cut;
    return measured > 15 * MICROSECOND ? measured : 15 * MICROSECOND;
}

// A guess at how long a walk takes: of all threads, not only those in the cut. From JDK 16 on it is preceded by one stop of all threads for each frame whose objects compiled
// code keeps in pieces (JDK-8227745): that costs the more the more threads there are.
static jlong time_of_walk(const struct cut *cut) {
    jlong threads = cut->threads_of_vm, stops = cut->frame_count / 10;
    if (stops < 2 * threads) stops = 2 * threads;
    jlong time = threads * time_of_thread(cut);
    return cut->null_is_certain ? time + stops * (30 * MICROSECOND + threads * 65) : time;
}

static int is_worth_a_walk(const struct cut *cut) {
    if (!may_suspend(cut)) return 1;
    return (cut->denial != GRANTED || cut->platform_count > FEW_THREADS)
           && time_of_walk(cut) < cut->deadline - now(cut->jvmti);
}

void read_roots(struct cut *cut) {
    if (!is_worth_a_walk(cut)) {
        // By documented means there is no other way.
        cut->is_over = cut->denial != GRANTED;
        return;
    }
    jvmtiEnv *jvmti = cut->jvmti;
    jlong begun = now(jvmti);
    cut->roots_complete = 1;
    jvmtiHeapCallbacks callbacks = {.heap_reference_callback = take};
    cut->tags = cut->thread_count;
    for (jint i = 0; i < cut->thread_count; i++) (*jvmti)->SetTag(jvmti, cut->threads[i].ref, i + 1);
    if ((*jvmti)->FollowReferences(jvmti, 0, NULL, NULL, &callbacks, cut) == JVMTI_ERROR_NONE && find_objects(cut)) {
        assign(cut);
    } else {
        cut->roots_complete = 0;
    }
    note_pause(cut, begun);
}
