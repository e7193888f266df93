// SPDX-License-Identifier: Apache-2.0
// Reads references out of stacks and code, as the VM itself would: while all its threads stand at a safepoint and nothing moves. The
// only way to be called there is a walk of the heap; it begins at one object and ends at once, which costs no deoptimization (that is
// for walks from the roots). What is read goes into local references of this thread, which the collector keeps from then on.
#include "kernel.h"
#include "pieces.h"

// Compiled code names the same classes again and again.
#define LAST_ONES 32
#define MOST_REFERENCES 100000

jint add_reference(struct collection *all, const struct reference *reference) {
    jint count = all->reference_count;
    for (jint i = count - 1; i >= 0 && i >= count - LAST_ONES; i--) {
        if (all->references[i].from == reference->from && all->references[i].chunk == reference->chunk) return i;
    }
    if (count == MOST_REFERENCES
        || !make_room(all->cut->jvmti, (void **)&all->references, count, &all->reference_capacity, sizeof *all->references)) {
        return -1;
    }
    all->references[count] = *reference;
    return all->reference_count++;
}

int add_touch(struct collection *all, jthread thread, jint depth, jint slot) {
    struct touch *last = all->touch_count == 0 ? NULL : &all->touches[all->touch_count - 1];
    if (last != NULL && last->thread == thread) {
        // Frames are gathered from the top on.
        *last = (struct touch){thread, depth, slot};
        return 1;
    }
    if (!make_room(all->cut->jvmti, (void **)&all->touches, all->touch_count, &all->touch_capacity, sizeof *all->touches)) return 0;
    all->touches[all->touch_count++] = (struct touch){thread, depth, slot};
    return 1;
}

static address cell_of(jobject reference) { return *(address *)reference; }

// That such a reference is a pointer to where the object's address is: those of the class are compared with each other.
static int is_cell(const struct collection *all, jobject reference) {
    return reference != NULL && ((address)reference & 7) == 0 && cell_of(reference) == cell_of(all->class_type);
}

static void read(struct collection *all, struct reference *reference) {
    struct place place = {.from = reference->from,
                          .is_narrow = reference->is_narrow,
                          .code = reference->code,
                          .frame_complete = reference->frame_complete};
    if (reference->chunk >= 0) {
        place.chunk = cell_of(all->chunks[reference->chunk].object);
        place.chunk_words = all->chunks[reference->chunk].words;
        place.from += place.chunk + all->heap.chunk_stack;
    }
    if (!is_cell(all, reference->object)) return;
    reference->told = object_at(&all->memory, &all->heap, &place, &reference->object_seen);
    if (reference->told == TOLD) *(address *)reference->object = reference->object_seen;
}

// At the safepoint. Threads that the watchdog has resumed stand elsewhere by now.
static jint JNICALL at_safepoint(jvmtiHeapReferenceKind kind, const jvmtiHeapReferenceInfo *info, jlong class_tag,
                                 jlong referrer_class_tag, jlong size, jlong *tag, jlong *referrer_tag, jint length, void *data) {
    (void)kind, (void)info, (void)class_tag, (void)referrer_class_tag, (void)size, (void)tag, (void)referrer_tag, (void)length;
    struct collection *all = data;
    if (!all->is_read && !has_fired(all->cut) && may_read(&all->memory, &all->heap)) {
        for (jint i = 0; i < all->reference_count; i++) read(all, &all->references[i]);
        all->is_read = 1;
    }
    return JVMTI_VISIT_ABORT;
}

struct classes {
    struct collection *all;
    jint count;
    jclass *classes;
    int is_done;
};

// At another one. That classes are where code says they are, though it has not been brought up to date: they seldom move, and one that
// has taken another's place would have to have all its fields, too.
static jint JNICALL compare_classes(jvmtiHeapReferenceKind kind, const jvmtiHeapReferenceInfo *info, jlong class_tag,
                                    jlong referrer_class_tag, jlong size, jlong *tag, jlong *referrer_tag, jint length, void *data) {
    (void)kind, (void)info, (void)class_tag, (void)referrer_class_tag, (void)size, (void)tag, (void)referrer_tag, (void)length;
    struct classes *classes = data;
    struct collection *all = classes->all;
    for (jint r = 0; r < all->reference_count && !classes->is_done; r++) {
        struct reference *reference = &all->references[r];
        if (reference->told != STALE_IN_CODE) continue;
        for (jint i = 0; i < classes->count && reference->told != TOLD; i++) {
            if (!is_same_address(&all->memory, &all->heap, cell_of(classes->classes[i]), reference->object_seen)) continue;
            reference->object = classes->classes[i];
            reference->told = TOLD;
        }
    }
    classes->is_done = 1;
    return JVMTI_VISIT_ABORT;
}

static void walk(struct collection *all, jvmtiHeapReferenceCallback callback, void *data) {
    jvmtiHeapCallbacks callbacks = {.heap_reference_callback = callback};
    (*all->cut->jvmti)->FollowReferences(all->cut->jvmti, 0, NULL, all->unsafe, &callbacks, data);
}

static int has(const struct collection *all, enum told told) {
    for (jint i = 0; i < all->reference_count; i++) {
        if (all->references[i].told == told) return 1;
    }
    return 0;
}

// Reads them as Java does, with the collector's barriers.
static void read_from_heap(struct collection *all) {
    JNIEnv *jni = all->cut->jni;
    for (jint i = 0; i < all->reference_count; i++) {
        struct reference *reference = &all->references[i];
        if (reference->told != STALE_IN_HEAP) continue;
        jlong offset = (jlong)(all->heap.chunk_stack + reference->from);
        reference->object = (*jni)->CallObjectMethod(jni, all->unsafe, all->get_reference, all->chunks[reference->chunk].object, offset);
        reference->told = TOLD;
    }
}

static void find_classes(struct collection *all) {
    struct classes classes = {.all = all};
    if ((*all->cut->jvmti)->GetLoadedClasses(all->cut->jvmti, &classes.count, &classes.classes) != JVMTI_ERROR_NONE) return;
    walk(all, compare_classes, &classes);
    release(all->cut->jvmti, classes.classes);
}

static void touch_frames(struct collection *all) {
    if (all->heap.collector != GENERATIONAL && all->heap.collector != COLOURED) return;
    for (jint i = 0; i < all->touch_count; i++) {
        const struct touch *touch = &all->touches[i];
        jobject value = NULL;
        (*all->cut->jvmti)->GetLocalObject(all->cut->jvmti, touch->thread, touch->depth, touch->slot, &value);
        (*all->cut->jni)->DeleteLocalRef(all->cut->jni, value);
    }
}

// A collector that is at work is waited for, for this part of the budget.
#define PART_OF_BUDGET 4
#define BETWEEN_NANOS 1000000

void read_references(struct collection *all) {
    JNIEnv *jni = all->cut->jni;
    // Room for what is to be read.
    for (jint i = 0; i < all->reference_count; i++) {
        all->references[i].object = (*jni)->NewLocalRef(jni, all->class_type);
    }
    jlong enough = now(all->cut->jvmti) + all->cut->settings.budget / PART_OF_BUDGET;
    if (enough > all->cut->deadline) enough = all->cut->deadline;
    while (!all->is_read && now(all->cut->jvmti) < enough && !has_fired(all->cut)) {
        if (!note_phase(&all->memory, &all->heap)) return;
        touch_frames(all);
        if (may_read(&all->memory, &all->heap)) walk(all, at_safepoint, all);
        if (!all->is_read) sleep_for(BETWEEN_NANOS);
    }
    if (has(all, STALE_IN_HEAP)) read_from_heap(all);
    if (has(all, STALE_IN_CODE)) find_classes(all);
}
