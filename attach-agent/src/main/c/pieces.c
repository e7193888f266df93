// SPDX-License-Identifier: Apache-2.0
// Virtual threads' objects in pieces. HotSpot's own GetLocalObject puts them together for platform threads (JDK-8227745) and gives
// null for virtual ones, whose frames an EscapeBarrier passes over. What the compiler noted down for deoptimization says where their
// fields are. A stack counts only when it is what JVMTI says: all its methods are, and where compiled code is in them.
#include "pieces.h"

// Hidden frames at the top, and some below where JVMTI ends.
#define MOST_HIDDEN 16

static jfieldID field(struct collection *all, const char *owner, const char *name, const char *type) {
    JNIEnv *jni = all->cut->jni;
    jclass found = (*jni)->ExceptionCheck(jni) ? NULL : (*jni)->FindClass(jni, owner);
    return found == NULL ? NULL : (*jni)->GetFieldID(jni, found, name, type);
}

static int find_unsafe(struct collection *all) {
    JNIEnv *jni = all->cut->jni;
    jclass type = (*jni)->FindClass(jni, "jdk/internal/misc/Unsafe");
    jfieldID the = type == NULL ? NULL : (*jni)->GetStaticFieldID(jni, type, "theUnsafe", "Ljdk/internal/misc/Unsafe;");
    if (the == NULL) return 0;
    all->unsafe = (*jni)->GetStaticObjectField(jni, type, the);
    jfieldID scale = (*jni)->GetStaticFieldID(jni, type, "ARRAY_OBJECT_INDEX_SCALE", "I");
    if (scale == NULL) return 0;
    all->heap.narrow_size = (*jni)->GetStaticIntField(jni, type, scale);
    all->copy_memory = (*jni)->GetMethodID(jni, type, "copyMemory0", "(Ljava/lang/Object;JLjava/lang/Object;JJ)V");
    if (all->copy_memory == NULL) return 0;
    all->field_offset = (*jni)->GetMethodID(jni, type, "objectFieldOffset", "(Ljava/lang/Class;Ljava/lang/String;)J");
    return all->field_offset != NULL;
}

static int find_fields(struct collection *all) {
    static const char CHUNK[] = "jdk/internal/vm/StackChunk", CHUNK_TYPE[] = "Ljdk/internal/vm/StackChunk;";
    all->class_type = (*all->cut->jni)->FindClass(all->cut->jni, "java/lang/Class");
    all->component_type = field(all, "java/lang/Class", "componentType", "Ljava/lang/Class;");
    all->eetop = field(all, "java/lang/Thread", "eetop", "J");
    all->carrier = field(all, "java/lang/VirtualThread", "carrierThread", "Ljava/lang/Thread;");
    all->continuation = field(all, "java/lang/VirtualThread", "cont", "Ljdk/internal/vm/Continuation;");
    all->tail = field(all, "jdk/internal/vm/Continuation", "tail", CHUNK_TYPE);
    all->parent = field(all, CHUNK, "parent", CHUNK_TYPE);
    all->chunk_size = field(all, CHUNK, "size", "I");
    all->chunk_sp = field(all, CHUNK, "sp", "I");
    all->chunk_bottom = field(all, CHUNK, "bottom", "I");
    return all->chunk_bottom != NULL;
}

static int find_heap(struct collection *all) {
    JNIEnv *jni = all->cut->jni;
    jclass chunk = (*jni)->FindClass(jni, "jdk/internal/vm/StackChunk");
    jmethodID init = chunk == NULL ? NULL : (*jni)->GetStaticMethodID(jni, chunk, "init", "()V");
    return init != NULL && open_heap(&all->memory, init, all->heap.narrow_size, &all->heap);
}

void prepare_pieces(struct collection *all, struct cut *cut) {
    *all = (struct collection){.cut = cut, .memory = {.file = -1}};
    all->blobs = (struct blobs){.memory = &all->memory, .jvmti = cut->jvmti};
    if (cut->thread_count == cut->platform_count || cut->denial != GRANTED || !may_suspend(cut)) return;
    all->is_ready = open_memory(cut->jvmti, &all->memory) && find_unsafe(all) && find_fields(all) && find_heap(all)
                    && prepare_renewal(all);
    // This VM has other fields: then they stay labelled.
    if ((*cut->jni)->ExceptionCheck(cut->jni)) {
        (*cut->jni)->ExceptionClear(cut->jni);
        all->is_ready = 0;
    }
}

// A jmethodID points to where the VM has its method (Method::resolve_jmethod_id).
static address method_at(const struct collection *all, const struct frame *frame) {
    int failed = 0;
    address method = peek_word(&all->memory, (address)all->cut->methods[frame->method].id, &failed);
    return failed ? 0 : method;
}

static int is_same(const struct collection *all, const struct frame *frame, const struct vframe *seen) {
    return method_at(all, frame) == seen->method && (seen->activation < 0 || seen->bci == frame->bci);
}

// How many frames at the top JVMTI does not show; -1 when this is not the stack that it shows.
static jint find_hidden(const struct collection *all, const struct thread *thread, const struct walk *walk) {
    for (jint hidden = 0; hidden < MOST_HIDDEN && hidden < walk->frame_count; hidden++) {
        jint same = 0;
        while (same < thread->count && hidden + same < walk->frame_count
               && is_same(all, &all->cut->frames[thread->first + same], &walk->frames[hidden + same])) {
            same++;
        }
        if (same == thread->count || (same > 0 && hidden + same == walk->frame_count)) return hidden;
    }
    return -1;
}

static void look_into(struct collection *all, const struct thread *thread) {
    jvmtiEnv *jvmti = all->cut->jvmti;
    struct walk walk = {.blobs = &all->blobs, .jvmti = jvmti, .most = thread->count + MOST_HIDDEN};
    struct copies copies = {.count = 0};
    walk_stack(all, &walk, thread->ref, &copies);
    jint hidden = find_hidden(all, thread, &walk);
    if (hidden >= 0) gather(all, thread, &walk, hidden);
    release_walk(&walk);
    release_copies(all, &copies);
}

int has_null(const struct cut *cut, const struct frame *frame) {
    for (jint l = frame->first; l < frame->first + frame->count; l++) {
        if (cut->locals[l].error == NO_ROOT) return 1;
    }
    return 0;
}

static int has_any_null(const struct cut *cut, const struct thread *thread) {
    for (jint d = 0; d < thread->count; d++) {
        if (has_null(cut, &cut->frames[thread->first + d])) return 1;
    }
    return 0;
}

void collect_pieces(struct collection *all) {
    struct cut *cut = all->cut;
    if (!all->is_ready || !cut->virtual_suspended) return;
    for (jint t = cut->platform_count; t < cut->thread_count; t++) {
        if (!has_any_null(cut, &cut->threads[t])) continue;
        if (now(cut->jvmti) > cut->deadline || has_fired(cut)) break;
        look_into(all, &cut->threads[t]);
    }
    if (all->holder_count > 0) read_references(all);
    // Some may have gone on while they were looked at.
    if (has_fired(cut)) all->holder_count = 0;
}

void release_pieces(struct collection *all) {
    jvmtiEnv *jvmti = all->cut->jvmti;
    close_memory(&all->memory);
    release_blobs(&all->blobs);
    release(jvmti, all->chunks);
    release(jvmti, all->objects);
    release(jvmti, all->parts);
    release(jvmti, all->holders);
    release(jvmti, all->touches);
    release(jvmti, all->references);
    release(jvmti, all->constants);
}
