// SPDX-License-Identifier: Apache-2.0
// What the heap is like, and the parts of stacks that it keeps (jdk.internal.vm.StackChunk), whose fields are partly the VM's own: no
// class file has them.
#include "hotspot.h"

// cont, flags, pc, maxThawingSize, and in JDK 25 lockStackSize (continuationJavaClasses.hpp).
#define FLAGS_AMONG_INJECTED 1
#define MOST_INJECTED 5
#define CHUNK_FIELDS 4
#define MOST_STREAM 256

static void skip_field(struct reader *in, unsigned *offset) {
    enum { INITIALIZED = 1, GENERIC = 4, CONTENDED = 16 };
    read_unsigned(in);
    read_unsigned(in);
    *offset = read_unsigned(in);
    read_unsigned(in);
    unsigned flags = read_unsigned(in);
    if (flags & INITIALIZED) read_unsigned(in);
    if (flags & GENERIC) read_unsigned(in);
    if (flags & CONTENDED) read_unsigned(in);
}

// The class's fields, as fieldInfo.hpp has them: those of the class file, then the VM's.
static int find_flags(const struct memory *memory, address stream, address *flags) {
    unsigned char bytes[MOST_STREAM];
    int failed = 0;
    jint length = peek_int(memory, stream, &failed);
    if (failed || length <= 0 || length > MOST_STREAM
        || !peek(memory, stream + memory->layout.bytes, bytes, (address)length)) {
        return 0;
    }
    struct reader in = {bytes, 0, length, 0};
    unsigned fields = read_unsigned(&in), injected = read_unsigned(&in), offset = 0;
    if (fields != CHUNK_FIELDS || injected < MOST_INJECTED - 1 || injected > MOST_INJECTED) return 0;
    for (int i = 0; i <= CHUNK_FIELDS + FLAGS_AMONG_INJECTED; i++) skip_field(&in, &offset);
    *flags = offset;
    return !in.failed;
}

static void read_heap(const struct memory *memory, struct heap *heap, int *failed) {
    const struct layout *l = &memory->layout;
    address all = peek_word(memory, l->heap, failed);
    heap->low = peek_word(memory, all + l->heap_reserved + l->region_start, failed);
    heap->high = heap->low + 8 * peek_word(memory, all + l->heap_reserved + l->region_words, failed);
    heap->narrow_base = peek_word(memory, l->narrow_base, failed);
    heap->narrow_shift = peek_int(memory, l->narrow_shift, failed);
    if (heap->narrow_shift < 0 || heap->narrow_shift > 8) *failed = 1;
    if (heap->narrow_size != 4 && heap->narrow_size != 8) *failed = 1;
}

static void read_chunk_class(const struct memory *memory, jmethodID init, struct heap *heap, int *failed) {
    const struct layout *l = &memory->layout;
    address method = peek_word(memory, (address)init, failed);
    address constants = peek_word(memory, peek_word(memory, method + l->const_method, failed) + l->constants, failed);
    address type = peek_word(memory, constants + l->pool_holder, failed);
    // Behind the object's own fields, in words.
    heap->chunk_stack = (address)(peek_int(memory, type + l->klass_size, failed) >> 3) * 8;
    if (heap->chunk_stack < 32 || heap->chunk_stack > 128) *failed = 1;
    if (!find_flags(memory, peek_word(memory, type + l->field_stream, failed), &heap->chunk_flags)) *failed = 1;
    if (heap->chunk_flags >= heap->chunk_stack) *failed = 1;
}

int open_heap(const struct memory *memory, jmethodID init, jint reference_size, struct heap *heap) {
    int failed = 0;
    heap->narrow_size = reference_size;
    read_heap(memory, heap, &failed);
    read_chunk_class(memory, init, heap, &failed);
    return !failed && find_collector(memory, heap);
}

