// SPDX-License-Identifier: Apache-2.0
// Z leaves references as they were, in code and in stacks in the heap, until somebody needs them; where their objects have moved to only
// the VM knows. So one goes into an array of jspect's own, at a safepoint, as the heap has references of its phase, and the same walk of
// the heap reads the element next (first the class, then each element: VM_HeapWalkOperation::iterate_over_array): with the collector's
// barrier, which writes it anew. It is taken from there in the callback for the element, which then gets back what the VM had written: at
// no time but that safepoint is in the array what is not the VM's own. To leave one there would be wrong: Z knows of each reference that
// is in the heap when it was written.
#include "pieces.h"

static int is_needed(const struct collection *all) {
    return all->heap.collector == COLOURED || all->heap.collector == GENERATIONAL;
}

// An int before JDK 25, a long since (JDK-8344168).
static int find_base(struct collection *all, jclass unsafe) {
    JNIEnv *jni = all->cut->jni;
    const char *name = "ARRAY_OBJECT_BASE_OFFSET";
    jfieldID base = (*jni)->GetStaticFieldID(jni, unsafe, name, "I");
    if (base != NULL) {
        all->array_base = (address)(*jni)->GetStaticIntField(jni, unsafe, base);
        return 1;
    }
    (*jni)->ExceptionClear(jni);
    base = (*jni)->GetStaticFieldID(jni, unsafe, name, "J");
    if (base != NULL) all->array_base = (address)(*jni)->GetStaticLongField(jni, unsafe, base);
    return base != NULL;
}

int prepare_renewal(struct collection *all) {
    JNIEnv *jni = all->cut->jni;
    if (!is_needed(all)) return 1;
    jclass object = (*jni)->FindClass(jni, "java/lang/Object");
    if (object == NULL || !find_base(all, (*jni)->GetObjectClass(jni, all->unsafe))) return 0;
    all->array = (*jni)->NewObjectArray(jni, MOST_RENEWED, object, NULL);
    return all->array != NULL;
}

// By the VM, in this phase.
void begin_renewal(struct collection *all) {
    JNIEnv *jni = all->cut->jni;
    for (jint i = 0; i < MOST_RENEWED && all->array != NULL; i++) (*jni)->SetObjectArrayElement(jni, all->array, i, all->unsafe);
    all->renewed_count = all->renewed_taken = 0;
}

static address element_at(const struct collection *all, jint index) {
    return cell_of(all->array) + all->array_base + 8 * (address)index;
}

int renew(struct collection *all, jint reference) {
    const jint index = all->renewed_count;
    int failed = 0;
    if (all->array == NULL) return 1;
    // The last one stays the VM's, so the walk calls for one behind those that it finds to be null.
    if (index == MOST_RENEWED - 1) return 0;
    const address kept = peek_word(&all->memory, element_at(all, index), &failed);
    // That this is the element, and so are references here.
    if (failed || !is_current(&all->heap, kept) || as_on_stack(&all->heap, kept) != cell_of(all->unsafe)) return 1;
    all->renewed[all->renewed_count++] = (struct renewed){reference, kept};
    *(address *)element_at(all, index) = all->references[reference].object_seen;
    return 1;
}

static void give_back(struct collection *all, jint index) { *(address *)element_at(all, index) = all->renewed[index].kept; }

int take_renewed(struct collection *all, jint index) {
    int failed = 0;
    if (index >= all->renewed_count) return 0;
    all->renewed_taken = index + 1;
    const address renewed = peek_word(&all->memory, element_at(all, index), &failed);
    struct reference *reference = &all->references[all->renewed[index].reference];
    if (!failed && is_current(&all->heap, renewed)) {
        *(address *)reference->object = as_on_stack(&all->heap, renewed);
        reference->told = TOLD;
    }
    give_back(all, index);
    return index + 1 < all->renewed_count;
}

void end_renewal(struct collection *all) {
    for (jint i = 0; i < all->renewed_count; i++) give_back(all, i);
    // Those that the walk had no time for are for the next one.
    if (all->renewed_taken < all->renewed_count) all->read_count = all->renewed[all->renewed_taken].reference;
}
