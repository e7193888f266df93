// SPDX-License-Identifier: Apache-2.0
// The stack of a virtual thread: on its carrier's while it runs, in the heap while it does not, and often partly in both.
#include "pieces.h"

// The heap's part of a stack may be as large as this, in words.
#define MOST_WORDS (1 << 17)

// Copied by the VM at once, whatever its collector does, by a native method that takes no lock: all else that is Java's stands still.
static unsigned char *copy_of(struct collection *all, jobject chunk, jint words) {
    JNIEnv *jni = all->cut->jni;
    unsigned char *copy = NULL;
    if ((*all->cut->jvmti)->Allocate(all->cut->jvmti, (jlong)words * 8, &copy) != JVMTI_ERROR_NONE) return NULL;
    (*jni)->CallVoidMethod(jni, all->unsafe, all->copy_memory, chunk, (jlong)all->heap.chunk_stack, NULL, (jlong)copy, (jlong)words * 8);
    if (!(*jni)->ExceptionCheck(jni)) return copy;
    (*jni)->ExceptionClear(jni);
    release(all->cut->jvmti, copy);
    return NULL;
}

// Returns NULL, too, where there is nothing to walk: is_at_end says whether that is right.
static unsigned char *walk_chunk(struct collection *all, struct walk *walk, jobject chunk) {
    JNIEnv *jni = all->cut->jni;
    jint size = (*jni)->GetIntField(jni, chunk, all->chunk_size), sp = (*jni)->GetIntField(jni, chunk, all->chunk_sp);
    jint bottom = (*jni)->GetIntField(jni, chunk, all->chunk_bottom);
    walk->is_at_end = sp == bottom;
    if (walk->is_at_end || sp < 2 || bottom < sp || size < bottom || size > MOST_WORDS) return NULL;
    if (!make_room(all->cut->jvmti, (void **)&all->chunks, all->chunk_count, &all->chunk_capacity, sizeof *all->chunks)) {
        return NULL;
    }
    // Kept until its references are read.
    jobject kept = (*jni)->NewLocalRef(jni, chunk);
    unsigned char *copy = kept == NULL ? NULL : copy_of(all, chunk, size);
    if (copy == NULL) return NULL;
    all->chunks[all->chunk_count++] = (struct chunk){kept, size};
    walk_copy(walk, copy, all->chunk_count - 1, (address)sp * 8, (address)bottom * 8);
    return copy;
}

static void walk_chunks(struct collection *all, struct walk *walk, jthread thread, struct copies *copies) {
    JNIEnv *jni = all->cut->jni;
    jobject continuation = (*jni)->GetObjectField(jni, thread, all->continuation);
    jobject chunk = continuation == NULL ? NULL : (*jni)->GetObjectField(jni, continuation, all->tail);
    walk->is_at_end = 1;
    while (chunk != NULL && copies->count < MOST_CHUNKS && walk->is_at_end && walk->frame_count < walk->most) {
        unsigned char *copy = walk_chunk(all, walk, chunk);
        if (copy != NULL) copies->all[copies->count++] = copy;
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
    int goes_on = 1;
    if (carrier != NULL) {
        walk_thread(walk, (address)(*jni)->GetLongField(jni, carrier, all->eetop));
        (*jni)->DeleteLocalRef(jni, carrier);
        goes_on = walk->is_at_end && walk->frame_count < walk->most;
    }
    // What has not come back to the thread's own stack yet.
    if (goes_on) walk_chunks(all, walk, thread, copies);
}

void release_copies(struct collection *all, struct copies *copies) {
    for (jint i = 0; i < copies->count; i++) release(all->cut->jvmti, copies->all[i]);
}
