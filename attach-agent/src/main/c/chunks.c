// SPDX-License-Identifier: Apache-2.0
// The stack of a virtual thread: on its carrier's while it runs, in the heap while it does not, and often partly in both.
#include "pieces.h"

// The heap's part of a stack may be as large as this, in words.
#define MOST_WORDS (1 << 17)

// Copied by the VM at once, whatever its collector does.
static unsigned char *walk_chunk(struct collection *all, struct walk *walk, jobject chunk) {
    JNIEnv *jni = all->cut->jni;
    jint size = (*jni)->GetIntField(jni, chunk, all->chunk_size), sp = (*jni)->GetIntField(jni, chunk, all->chunk_sp);
    jint bottom = (*jni)->GetIntField(jni, chunk, all->chunk_bottom);
    if (sp < 2 || bottom < sp || size < bottom || size > MOST_WORDS) return NULL;
    if (!make_room(all->cut->jvmti, (void **)&all->chunks, all->chunk_count, &all->chunk_capacity, sizeof *all->chunks)) {
        return NULL;
    }
    unsigned char *copy = allocate(all->cut->jvmti, (jlong)size * 8);
    if (copy == NULL) return NULL;
    (*jni)->CallVoidMethod(jni, all->unsafe, all->copy_memory, chunk, (jlong)all->heap.chunk_stack, NULL, (jlong)copy, (jlong)size * 8);
    // Kept until its references are read.
    all->chunks[all->chunk_count++] = (struct chunk){(*jni)->NewLocalRef(jni, chunk), size};
    walk_copy(walk, copy, all->chunk_count - 1, (address)sp * 8, (address)bottom * 8);
    return copy;
}

static void walk_chunks(struct collection *all, struct walk *walk, jthread thread, struct copies *copies) {
    JNIEnv *jni = all->cut->jni;
    jobject continuation = (*jni)->GetObjectField(jni, thread, all->continuation);
    jobject chunk = continuation == NULL ? NULL : (*jni)->GetObjectField(jni, continuation, all->tail);
    while (chunk != NULL && copies->count < MOST_CHUNKS) {
        unsigned char *copy = walk_chunk(all, walk, chunk);
        if (copy == NULL) break;
        copies->all[copies->count++] = copy;
        jobject parent = (*jni)->GetObjectField(jni, chunk, all->parent);
        (*jni)->DeleteLocalRef(jni, chunk);
        chunk = parent;
    }
    (*jni)->DeleteLocalRef(jni, chunk);
    (*jni)->DeleteLocalRef(jni, continuation);
}

void walk_stack(struct collection *all, struct walk *walk, jthread thread, struct copies *copies) {
    JNIEnv *jni = all->cut->jni;
    jobject carrier = (*jni)->GetObjectField(jni, thread, all->carrier);
    if (carrier != NULL) {
        walk_thread(walk, (address)(*jni)->GetLongField(jni, carrier, all->eetop));
        (*jni)->DeleteLocalRef(jni, carrier);
    }
    // What has not come back to the thread's own stack yet.
    walk_chunks(all, walk, thread, copies);
}

void release_copies(struct collection *all, struct copies *copies) {
    for (jint i = 0; i < copies->count; i++) release(all->cut->jvmti, copies->all[i]);
}
