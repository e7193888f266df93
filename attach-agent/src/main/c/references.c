// SPDX-License-Identifier: Apache-2.0
// Reads references out of stacks and code, as the VM itself would: while all its threads stand at a safepoint and nothing moves. The
// only way to be called there is a walk of the heap; it begins at one object and ends there, which costs no deoptimization (that is
// for walks from the roots). What is read goes into local references of this thread, which the collector keeps from then on.
#include "kernel.h"
#include "pieces.h"

#define MOST_REFERENCES 20000

// Constants of code, each wanted once: a table of indices + 1, by where they are.
static jint *constant_at(struct collection *all, address from) {
    address at = (from >> 3) * 2654435761u % CONSTANTS;
    for (int i = 0; i < CONSTANTS; i++, at = (at + 1) % CONSTANTS) {
        jint known = all->constants[at];
        if (known == 0 || all->references[known - 1].from == from) return &all->constants[at];
    }
    return NULL;
}

jint add_reference(struct collection *all, const struct reference *reference) {
    jvmtiEnv *jvmti = all->cut->jvmti;
    jint count = all->reference_count, *known = NULL;
    if (reference->code != 0) {
        if (all->constants == NULL) all->constants = allocate(jvmti, CONSTANTS * (jlong)sizeof *all->constants);
        known = all->constants == NULL ? NULL : constant_at(all, reference->from);
        if (known == NULL) return -1;
        if (*known != 0) return *known - 1;
    }
    if (count == MOST_REFERENCES
        || !make_room(jvmti, (void **)&all->references, count, &all->reference_capacity, sizeof *all->references)) {
        return -1;
    }
    all->references[count] = *reference;
    if (known != NULL) *known = count + 1;
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

// That such a reference is a pointer to where the object's address is: those of the class are compared with each other.
static int is_cell(const struct collection *all, jobject reference) {
    return reference != NULL && ((address)reference & 7) == 0 && cell_of(reference) == cell_of(all->class_type);
}

// Returns 0 for one that must wait for the next walk.
static int read(struct collection *all, jint index) {
    struct reference *reference = &all->references[index];
    struct place place = {.from = reference->from,
                          .is_narrow = reference->is_narrow,
                          .code = reference->code,
                          .frame_complete = reference->frame_complete};
    if (reference->chunk >= 0) {
        const struct chunk *chunk = &all->chunks[reference->chunk];
        if (reference->from + 8 > (address)chunk->words * 8) return 1;
        place.chunk = cell_of(chunk->object);
        place.chunk_words = chunk->words;
        place.from += place.chunk + all->heap.chunk_stack;
    } else if (reference->code == 0 && !all->frames_are_current) {
        return 1;
    }
    if (!is_cell(all, reference->object)) return 1;
    reference->told = object_at(&all->memory, &all->heap, &place, &reference->object_seen);
    // The VM takes a cell of null for one that is free.
    if (reference->told == TOLD && reference->object_seen != 0) *(address *)reference->object = reference->object_seen;
    return reference->told != STALE || renew(all, index);
}

// The VM stands still so long at most to read, and as long again for elements that are renewed; the next walk goes on from there.
#define MOST_NANOS 10000000
#define BETWEEN_LOOKS 64

// The walk comes by a renewed element. Each may take its time: the collector's barrier may have to move the object.
static jint on_element(struct collection *all, jint index) {
    if (take_renewed(all, index) && nanos_now() < all->walk_enough) return 0;
    end_renewal(all);
    return JVMTI_VISIT_ABORT;
}

// At the safepoint. Threads that the watchdog has resumed stand elsewhere by now.
static jint JNICALL at_safepoint(jvmtiHeapReferenceKind kind, const jvmtiHeapReferenceInfo *info, jlong class_tag,
                                 jlong referrer_class_tag, jlong size, jlong *tag, jlong *referrer_tag, jint length, void *data) {
    (void)class_tag, (void)referrer_class_tag, (void)size, (void)tag, (void)referrer_tag, (void)length;
    struct collection *all = data;
    if (kind == JVMTI_HEAP_REFERENCE_ARRAY_ELEMENT) return on_element(all, info->array.index);
    all->walk_enough = nanos_now() + MOST_NANOS;
    if (has_fired(all->cut) || !may_read(&all->memory, &all->heap)) return JVMTI_VISIT_ABORT;
    while (all->read_count < all->reference_count && read(all, all->read_count)) {
        all->read_count++;
        if (all->read_count % BETWEEN_LOOKS == 0 && nanos_now() > all->walk_enough) break;
    }
    all->walk_enough = nanos_now() + MOST_NANOS;
    return all->renewed_count > 0 ? 0 : JVMTI_VISIT_ABORT;
}

static int walk(struct collection *all) {
    jvmtiHeapCallbacks callbacks = {.heap_reference_callback = at_safepoint};
    jobject from = all->array == NULL ? all->unsafe : all->array;
    return (*all->cut->jvmti)->FollowReferences(all->cut->jvmti, 0, NULL, from, &callbacks, all) == JVMTI_ERROR_NONE;
}

// Returns whether the frames are now up to date; that their variable is none that can be read is no matter.
static int touch_frames(struct collection *all) {
    if (all->heap.collector != GENERATIONAL && all->heap.collector != COLOURED) return 1;
    for (jint i = 0; i < all->touch_count; i++) {
        const struct touch *touch = &all->touches[i];
        jobject value = NULL;
        jvmtiError error = (*all->cut->jvmti)->GetLocalObject(all->cut->jvmti, touch->thread, touch->depth, touch->slot, &value);
        (*all->cut->jni)->DeleteLocalRef(all->cut->jni, value);
        if (error != JVMTI_ERROR_NONE && error != JVMTI_ERROR_INVALID_SLOT && error != JVMTI_ERROR_TYPE_MISMATCH) return 0;
    }
    return 1;
}

// Room for what is to be read.
static int make_cells(struct collection *all) {
    JNIEnv *jni = all->cut->jni;
    for (jint i = 0; i < all->reference_count; i++) {
        all->references[i].object = (*jni)->NewLocalRef(jni, all->class_type);
        if (all->references[i].object == NULL || now(all->cut->jvmti) > all->cut->deadline) return 0;
    }
    return 1;
}

static void take_nulls(struct collection *all) {
    for (jint i = 0; i < all->reference_count; i++) {
        struct reference *reference = &all->references[i];
        if (reference->told != TOLD || reference->object_seen != 0) continue;
        (*all->cut->jni)->DeleteLocalRef(all->cut->jni, reference->object);
        reference->object = NULL;
    }
}

// A collector that is at work is waited for, for this part of the budget.
#define PART_OF_BUDGET 4
#define BETWEEN_NANOS 1000000

void read_references(struct collection *all) {
    if (all->reference_count == 0 || !make_cells(all)) return;
    jlong enough = now(all->cut->jvmti) + all->cut->settings.budget / PART_OF_BUDGET;
    if (enough > all->cut->deadline) enough = all->cut->deadline;
    while (all->read_count < all->reference_count && now(all->cut->jvmti) < enough && !has_fired(all->cut)) {
        const jint before = all->read_count;
        if (!note_phase(&all->memory, &all->heap)) break;
        all->frames_are_current = touch_frames(all);
        if (may_read(&all->memory, &all->heap)) {
            begin_renewal(all);
            if (!walk(all)) break;
        }
        if (all->read_count == before) sleep_for(BETWEEN_NANOS);
    }
    take_nulls(all);
}
