// SPDX-License-Identifier: Apache-2.0
// Reads references out of stacks and code, as the VM itself would: while all its threads stand at a safepoint and nothing moves. The
// only way to be called there is a walk of the heap; it begins at one object and ends at once, which costs no deoptimization (that is
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
        const struct chunk *chunk = &all->chunks[reference->chunk];
        if (reference->from + 8 > (address)chunk->words * 8) return;
        place.chunk = cell_of(chunk->object);
        place.chunk_words = chunk->words;
        place.from += place.chunk + all->heap.chunk_stack;
    } else if (reference->code == 0 && !all->frames_are_current) {
        return;
    }
    if (!is_cell(all, reference->object)) return;
    reference->told = object_at(&all->memory, &all->heap, &place, &reference->object_seen);
    // The VM takes a cell of null for one that is free.
    if (reference->told == TOLD && reference->object_seen != 0) *(address *)reference->object = reference->object_seen;
}

// The VM stands still so long at most; the next walk goes on from there.
#define MOST_NANOS 10000000
#define BETWEEN_LOOKS 64

// At the safepoint. Threads that the watchdog has resumed stand elsewhere by now.
static jint JNICALL at_safepoint(jvmtiHeapReferenceKind kind, const jvmtiHeapReferenceInfo *info, jlong class_tag,
                                 jlong referrer_class_tag, jlong size, jlong *tag, jlong *referrer_tag, jint length, void *data) {
    (void)kind, (void)info, (void)class_tag, (void)referrer_class_tag, (void)size, (void)tag, (void)referrer_tag, (void)length;
    struct collection *all = data;
    long enough = nanos_now() + MOST_NANOS;
    if (has_fired(all->cut) || !may_read(&all->memory, &all->heap)) return JVMTI_VISIT_ABORT;
    while (all->read_count < all->reference_count) {
        read(all, &all->references[all->read_count++]);
        if (all->read_count % BETWEEN_LOOKS == 0 && nanos_now() > enough) break;
    }
    return JVMTI_VISIT_ABORT;
}

// So many addresses are compared with classes.
#define STALE 1024

struct classes {
    struct collection *all;
    jint count;
    jclass *classes;
    struct {
        address at;
        jint found; // index + 1 of the class
    } stale[STALE];
    jint stale_count;
    int is_done;
};

// Where it is in the table, or would be.
static jint stale_at(const struct classes *classes, address at) {
    jint i = (jint)((at >> 3) * 2654435761u % STALE);
    while (classes->stale[i].at != 0 && classes->stale[i].at != at) i = (i + 1) % STALE;
    return i;
}

// At another one: which classes are where code that has not been brought up to date says that one is. They seldom move; but as another
// may have come there since, an object's place must say the same of its class.
static jint JNICALL compare_classes(jvmtiHeapReferenceKind kind, const jvmtiHeapReferenceInfo *info, jlong class_tag,
                                    jlong referrer_class_tag, jlong size, jlong *tag, jlong *referrer_tag, jint length, void *data) {
    (void)kind, (void)info, (void)class_tag, (void)referrer_class_tag, (void)size, (void)tag, (void)referrer_tag, (void)length;
    struct classes *classes = data;
    for (jint i = 0; i < classes->count && !classes->is_done; i++) {
        jint at = stale_at(classes, plain_address(&classes->all->heap, cell_of(classes->classes[i])));
        if (classes->stale[at].at != 0) classes->stale[at].found = i + 1;
    }
    classes->is_done = 1;
    return JVMTI_VISIT_ABORT;
}

static int walk(struct collection *all, jvmtiHeapReferenceCallback callback, void *data) {
    jvmtiHeapCallbacks callbacks = {.heap_reference_callback = callback};
    return (*all->cut->jvmti)->FollowReferences(all->cut->jvmti, 0, NULL, all->unsafe, &callbacks, data) == JVMTI_ERROR_NONE;
}

static int is_wanted(const struct reference *reference) { return reference->told == STALE_IN_CODE && reference->is_type; }

static void note_stale(struct classes *classes) {
    struct collection *all = classes->all;
    // Half of the table stays free.
    for (jint i = 0; i < all->reference_count && classes->stale_count < STALE / 2; i++) {
        if (!is_wanted(&all->references[i])) continue;
        address plain = plain_address(&all->heap, all->references[i].object_seen);
        jint at = stale_at(classes, plain);
        classes->stale_count += classes->stale[at].at == 0;
        classes->stale[at].at = plain;
    }
}

static void take_found(struct classes *classes) {
    struct collection *all = classes->all;
    for (jint i = 0; i < all->reference_count; i++) {
        if (!is_wanted(&all->references[i])) continue;
        jint found = classes->stale[stale_at(classes, plain_address(&all->heap, all->references[i].object_seen))].found;
        if (found == 0) continue;
        all->references[i].object = classes->classes[found - 1];
        all->references[i].told = TOLD;
        all->references[i].is_by_place = 1;
    }
}

static void find_classes(struct collection *all) {
    jvmtiEnv *jvmti = all->cut->jvmti;
    struct classes *classes = allocate(jvmti, sizeof *classes);
    if (classes == NULL) return;
    classes->all = all;
    note_stale(classes);
    if (classes->stale_count > 0 && now(jvmti) < all->cut->deadline
        && (*jvmti)->GetLoadedClasses(jvmti, &classes->count, &classes->classes) == JVMTI_ERROR_NONE) {
        if (walk(all, compare_classes, classes)) take_found(classes);
        release(jvmti, classes->classes);
    }
    release(jvmti, classes);
}

// Reads them as Java does, with the collector's barriers.
static void read_from_heap(struct collection *all) {
    JNIEnv *jni = all->cut->jni;
    for (jint i = 0; i < all->reference_count && !has_fired(all->cut); i++) {
        struct reference *reference = &all->references[i];
        if (reference->told != STALE_IN_HEAP) continue;
        if (now(all->cut->jvmti) > all->cut->deadline) return;
        jlong offset = (jlong)(all->heap.chunk_stack + reference->from);
        reference->object = (*jni)->CallObjectMethod(jni, all->unsafe, all->get_reference, all->chunks[reference->chunk].object, offset);
        if (!(*jni)->ExceptionCheck(jni)) reference->told = TOLD;
        else (*jni)->ExceptionClear(jni);
    }
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
        if (!note_phase(&all->memory, &all->heap)) return;
        all->frames_are_current = touch_frames(all);
        if (may_read(&all->memory, &all->heap) && !walk(all, at_safepoint, all)) return;
        if (all->read_count < all->reference_count) sleep_for(BETWEEN_NANOS);
    }
    take_nulls(all);
    read_from_heap(all);
    find_classes(all);
}
