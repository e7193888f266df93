// SPDX-License-Identifier: Apache-2.0
// Z leaves references as they were, in code and in stacks in the heap, until somebody needs them; where their objects have moved to only
// the VM knows. So they go into an array of jspect's own, at a safepoint, as the heap has references of their phase, and the same walk
// of the heap reads its elements next (the class first, JVMTI spec, FollowReferences; VM_HeapWalkOperation::iterate_over_array): with
// the collector's barrier, which writes them anew. Before and after that safepoint the array has only what the VM has written there.
#include "pieces.h"

#define MOST_RENEWED 1024

static int is_needed(const struct collection *all) {
    return all->heap.collector == COLOURED || all->heap.collector == GENERATIONAL;
}

// An int before JDK 25, a long since (JDK-8344168).
static int find_base(struct collection *all, jclass unsafe) {
    JNIEnv *jni = all->cut->jni;
    const char *name = "ARRAY_OBJECT_BASE_OFFSET";
    jfieldID base = (*jni)->GetStaticFieldID(jni, unsafe, name, "I");
    if (base != NULL) {
        all->renewed_base = (address)(*jni)->GetStaticIntField(jni, unsafe, base);
        return 1;
    }
    (*jni)->ExceptionClear(jni);
    base = (*jni)->GetStaticFieldID(jni, unsafe, name, "J");
    if (base != NULL) all->renewed_base = (address)(*jni)->GetStaticLongField(jni, unsafe, base);
    return base != NULL;
}

int prepare_renewal(struct collection *all) {
    JNIEnv *jni = all->cut->jni;
    if (!is_needed(all)) return 1;
    jclass object = (*jni)->FindClass(jni, "java/lang/Object");
    if (object == NULL || !find_base(all, (*jni)->GetObjectClass(jni, all->unsafe))) return 0;
    all->renewed = (*jni)->NewObjectArray(jni, MOST_RENEWED, object, NULL);
    return all->renewed != NULL;
}

static void set(struct collection *all, jint index) {
    (*all->cut->jni)->SetObjectArrayElement(all->cut->jni, all->renewed, index, all->unsafe);
}

// Written by the VM in this phase, so an array that is old by now has its elements remembered for the next collection of the young.
void begin_renewal(struct collection *all) {
    all->renewed_count = all->renewed_read = 0;
    if (all->renewed == NULL) return;
    for (jint i = 0; i < MOST_RENEWED; i++) set(all, i);
}

int renew(struct collection *all, struct reference *reference) {
    const address at = all->renewed == NULL ? 0 : cell_of(all->renewed) + all->renewed_base + 8 * (address)all->renewed_count;
    int failed = 0;
    if (all->renewed_count == MOST_RENEWED) return 0;
    // That this is the element, and so are references here.
    if (at == 0 || as_on_stack(&all->heap, peek_word(&all->memory, at, &failed)) != cell_of(all->unsafe) || failed) return 1;
    *(address *)at = reference->object_seen;
    reference->renewed = ++all->renewed_count;
    return 1;
}

int note_renewed(struct collection *all, jint index) {
    if (index == all->renewed_read) all->renewed_read++;
    return all->renewed_read < all->renewed_count;
}

void take_renewed(struct collection *all) {
    JNIEnv *jni = all->cut->jni;
    if (all->renewed_count == 0) return;
    for (jint i = 0; i < all->read_count; i++) {
        struct reference *reference = &all->references[i];
        if (reference->renewed == 0) continue;
        (*jni)->DeleteLocalRef(jni, reference->object);
        reference->object = (*jni)->GetObjectArrayElement(jni, all->renewed, reference->renewed - 1);
        if (reference->object != NULL && reference->renewed <= all->renewed_read) reference->told = TOLD;
        reference->renewed = 0;
    }
    for (jint i = 0; i < all->renewed_count; i++) set(all, i);
}
