// SPDX-License-Identifier: Apache-2.0
// Reads references out of stacks and code, as the VM itself would: while all its threads stand at a safepoint and nothing moves. The
// only way to be called there is a walk of the heap; it begins at one object and ends at once, which costs no deoptimization (that is
// for walks from the roots). What is read goes into local references of this thread, which the collector keeps from then on.
#include "pieces.h"

// That such a reference is a pointer to where the object's address is: those of the class are compared with each other.
static int is_cell(const struct collection *all, jobject reference) {
    return reference != NULL && ((address)reference & 7) == 0 && *(address *)reference == *(address *)all->class_type;
}

static address start_of(struct collection *all, const struct reference *reference, int *is_narrow) {
    *is_narrow = reference->is_narrow;
    if (reference->chunk < 0) return 0;
    address chunk = *(address *)all->chunks[reference->chunk];
    int transformed = is_transformed(&all->memory, &all->heap, chunk);
    if (transformed < 0) *is_narrow = -1;
    else if (transformed && all->heap.narrow_size == 4) *is_narrow = 1;
    return chunk + all->heap.chunk_stack;
}

static void read(struct collection *all, struct reference *reference) {
    int is_narrow;
    address start = start_of(all, reference, &is_narrow), object;
    if (is_narrow < 0 || !is_cell(all, reference->object)
        || !reference_at(&all->memory, &all->heap, start + reference->from, is_narrow, &object)) {
        return;
    }
    *(address *)reference->object = object;
    reference->is_known = 1;
}

// At the safepoint. Threads that the watchdog has resumed stand elsewhere by now.
static jint JNICALL at_safepoint(jvmtiHeapReferenceKind kind, const jvmtiHeapReferenceInfo *info, jlong class_tag,
                                 jlong referrer_class_tag, jlong size, jlong *tag, jlong *referrer_tag, jint length, void *data) {
    (void)kind, (void)info, (void)class_tag, (void)referrer_class_tag, (void)size, (void)tag, (void)referrer_tag, (void)length;
    struct collection *all = data;
    if (!all->is_read && !has_fired(all->cut)) {
        for (jint i = 0; i < all->reference_count; i++) read(all, &all->references[i]);
    }
    all->is_read = 1;
    return JVMTI_VISIT_ABORT;
}

// Compiled code names the same classes again and again.
#define LAST_ONES 32
#define MOST_REFERENCES 100000

jint add_reference(struct collection *all, address from, int is_narrow, jint chunk) {
    jint count = all->reference_count;
    for (jint i = count - 1; i >= 0 && i >= count - LAST_ONES; i--) {
        if (all->references[i].from == from && all->references[i].chunk == chunk) return i;
    }
    if (count == MOST_REFERENCES
        || !make_room(all->cut->jvmti, (void **)&all->references, count, &all->reference_capacity, sizeof *all->references)) {
        return -1;
    }
    all->references[count] = (struct reference){.from = from, .chunk = chunk, .is_narrow = is_narrow};
    return all->reference_count++;
}

void read_references(struct collection *all) {
    JNIEnv *jni = all->cut->jni;
    if (all->reference_count == 0) return;
    // Room for what is to be read.
    for (jint i = 0; i < all->reference_count; i++) {
        all->references[i].object = (*jni)->NewLocalRef(jni, all->class_type);
    }
    jvmtiHeapCallbacks callbacks = {.heap_reference_callback = at_safepoint};
    jlong begun = now(all->cut->jvmti);
    (*all->cut->jvmti)->FollowReferences(all->cut->jvmti, 0, NULL, all->unsafe, &callbacks, all);
    note_pause(all->cut, begun);
}
