// SPDX-License-Identifier: Apache-2.0
// The code cache: which code an address belongs to (CodeHeap::find_start), and where that code's tables lie.
#include "hotspot.h"

// So many are kept; the tables of one may be as long as this.
#define MOST_BLOBS 1024
#define MOST_TABLES (1 << 20)

#define UNUSED_SEGMENT 255

static address word_of(const struct memory *memory, address structure, address field, int *failed) {
    return peek_word(memory, structure + field, failed);
}

static address offset_of(const struct memory *memory, address structure, address field, int *failed) {
    return (address)(jlong)peek_int(memory, structure + field, failed);
}

// The heap's segment map says for each segment how far back, at most, its block begins.
static address start_in(const struct memory *memory, address heap, address pc, int *failed) {
    const struct layout *l = &memory->layout;
    address low = word_of(memory, heap + l->heap_memory, l->space_low, failed);
    address high = word_of(memory, heap + l->heap_memory, l->space_high, failed);
    if (*failed || pc < low || pc >= high) return 0;
    address segments = word_of(memory, heap + l->heap_segments, l->space_low, failed);
    jint log2 = peek_int(memory, heap + l->heap_log2, failed);
    if (*failed || log2 < 3 || log2 > 20) return 0;
    address segment = (pc - low) >> log2;
    unsigned char back = UNUSED_SEGMENT;
    if (!peek(memory, segments + segment, &back, 1) || back == UNUSED_SEGMENT) return 0;
    while (back > 0) {
        if (back > segment) return 0;
        segment -= back;
        if (!peek(memory, segments + segment, &back, 1) || back == UNUSED_SEGMENT) return 0;
    }
    address block = low + (segment << log2);
    unsigned char used = 0;
    if (!peek(memory, block + l->block_used, &used, 1) || used == 0) return 0;
    return block + l->block_size;
}

static address find_start(const struct memory *memory, address pc) {
    const struct layout *l = &memory->layout;
    int failed = 0;
    address heaps = peek_word(memory, l->heaps, &failed);
    jint count = peek_int(memory, heaps + l->array_length, &failed);
    address data = peek_word(memory, heaps + l->array_data, &failed);
    for (jint i = 0; i < count && i < 8 && !failed; i++) {
        address start = start_in(memory, peek_word(memory, data + (address)i * 8, &failed), pc, &failed);
        if (start != 0 && !failed) return start;
    }
    return 0;
}

static int begins(const char *text, const char *with) {
    while (*with != 0 && *text == *with) text++, with++;
    return *with == 0;
}

static enum blob_kind kind_of(const struct memory *memory, const struct blob *blob) {
    char name[16];
    int failed = 0;
    address text = word_of(memory, blob->start, memory->layout.blob_name, &failed);
    if (failed || !peek(memory, text, name, sizeof name - 1)) return NO_BLOB;
    name[sizeof name - 1] = 0;
    if (begins(name, "nmethod")) return COMPILED;
    if (begins(name, "native nmethod")) return NATIVE_WRAPPER;
    if (begins(name, "Interpreter")) return INTERPRETER;
    if (begins(name, "StubRoutines")) return STUB_ROUTINES;
    return STUB;
}

static void find_contiguous(const struct memory *memory, struct blob *blob, int *failed) {
    const struct layout *l = &memory->layout;
    address at = blob->start;
    blob->scopes = word_of(memory, at, l->scopes_begin, failed);
    blob->pcs = at + offset_of(memory, at, l->scopes_pcs, failed);
    blob->pcs_end = at + offset_of(memory, at, l->scopes_end, failed);
    blob->scopes_end = blob->pcs;
    blob->oops = at + offset_of(memory, at, l->oops, failed);
    blob->metadata = blob->oops_end = at + offset_of(memory, at, l->metadata, failed);
    blob->deopt_handler = word_of(memory, at, l->deopt_handler, failed);
}

static void find_divided(const struct memory *memory, struct blob *blob, int *failed) {
    const struct layout *l = &memory->layout;
    address at = blob->start, immutable = word_of(memory, at, l->immutable, failed);
    blob->pcs = immutable + offset_of(memory, at, l->scopes_pcs, failed);
    blob->scopes = blob->pcs_end = immutable + offset_of(memory, at, l->scopes_begin, failed);
    blob->scopes_end = immutable + offset_of(memory, at, l->immutable_size, failed);
    blob->oops = at + offset_of(memory, at, l->blob_data, failed);
    blob->oops_end = blob->end;
    blob->metadata = word_of(memory, at, l->mutable, failed) + offset_of(memory, at, l->relocation_size, failed);
    blob->deopt_handler = at + offset_of(memory, at, l->deopt_handler, failed);
}

static int describe(const struct memory *memory, struct blob *blob) {
    const struct layout *l = &memory->layout;
    int failed = 0;
    blob->kind = kind_of(memory, blob);
    blob->end = blob->start + offset_of(memory, blob->start, l->blob_size, &failed);
    blob->frame_words = peek_int(memory, blob->start + l->blob_frame_size, &failed);
    // 16 bits wide in JDK 25, and never more.
    blob->frame_complete = (jshort)peek_int(memory, blob->start + l->frame_complete, &failed);
    if (blob->frame_words < 0 || blob->frame_words > 1 << 20) blob->frame_words = 0;
    blob->code = l->has_immutable_data ? blob->start + offset_of(memory, blob->start, l->blob_code, &failed)
                                       : word_of(memory, blob->start, l->blob_code, &failed);
    if (blob->kind != COMPILED && blob->kind != NATIVE_WRAPPER) return !failed;
    blob->method = word_of(memory, blob->start, l->method, &failed);
    blob->orig_pc = peek_int(memory, blob->start + l->orig_pc, &failed);
    if (l->has_immutable_data) find_divided(memory, blob, &failed);
    else find_contiguous(memory, blob, &failed);
    return !failed && blob->pcs <= blob->pcs_end && blob->scopes <= blob->scopes_end
           && blob->scopes_end - blob->scopes <= MOST_TABLES && blob->oops <= blob->oops_end;
}

struct blob *blob_at(struct blobs *blobs, address pc) {
    for (jint i = 0; i < blobs->count; i++) {
        if (pc >= blobs->all[i].start && pc < blobs->all[i].end) return &blobs->all[i];
    }
    struct blob found = {.start = find_start(blobs->memory, pc)};
    if (found.start == 0 || found.start > pc || !describe(blobs->memory, &found) || pc >= found.end) return NULL;
    if (blobs->count == MOST_BLOBS
        || !make_room(blobs->jvmti, (void **)&blobs->all, blobs->count, &blobs->capacity, sizeof *blobs->all)) {
        return NULL;
    }
    blobs->all[blobs->count] = found;
    return &blobs->all[blobs->count++];
}

void release_blobs(struct blobs *blobs) {
    for (jint i = 0; i < blobs->count; i++) release(blobs->jvmti, blobs->all[i].tables);
    release(blobs->jvmti, blobs->all);
}
