// SPDX-License-Identifier: Apache-2.0
// References as each collector has them. Serial, Parallel and G1 move objects only while the VM stands still, and all references with
// them. Shenandoah does while threads run: what it has not moved yet is told by its regions. Z marks references in the heap by the
// phase that they are of, those on stacks not (JDK 21's older one marks these, too): a stack counts when no phase has begun since its
// frames were read, for reading them brings them up to date, and code when its entry barrier is of this phase. What is of an earlier
// phase the VM itself can bring up to date, when it comes with that phase's marks.
#include "hotspot.h"

static address read_pointed(const struct memory *memory, address globals, address field, int *failed) {
    return peek_word(memory, peek_word(memory, peek_word(memory, globals, failed) + field, failed), failed);
}

static address phase_of(const struct memory *memory, enum collector collector, int *failed) {
    const struct layout *l = &memory->layout;
    switch (collector) {
        case COLOURED: return read_pointed(memory, l->collectors.coloured, l->collectors.coloured_good, failed);
        case GENERATIONAL: return read_pointed(memory, l->collectors.generational, l->collectors.store_good, failed);
        default: return 0;
    }
}

static jint collections_of(const struct memory *memory, int *failed) {
    return peek_int(memory, peek_word(memory, memory->layout.heap, failed) + memory->layout.collections, failed);
}

// BarrierSet::Name: abstract ones, Serial's and Parallel's, Epsilon's, G1's, and those that this build has of the others.
static enum collector collector_of(const struct layout *l, jint name) {
    enum { CARD_TABLE = 1, EPSILON = 2, G1 = 3, OTHERS = 4 };
    enum collector others[3];
    jint count = 0;
    if (l->collectors.regions != 0) others[count++] = SHENANDOAH;
    if (l->collectors.coloured != 0) others[count++] = COLOURED;
    if (l->collectors.generational != 0) others[count++] = GENERATIONAL;
    if (name == CARD_TABLE || name == EPSILON || name == G1) return STANDING;
    return name >= OTHERS && name - OTHERS < count ? others[name - OTHERS] : UNKNOWN_COLLECTOR;
}

int note_phase(const struct memory *memory, struct heap *heap) {
    const struct layout *l = &memory->layout;
    int failed = 0;
    if (heap->collector == COLOURED) {
        heap->metadata = read_pointed(memory, l->collectors.coloured, l->collectors.coloured_metadata, &failed);
        heap->offset = read_pointed(memory, l->collectors.coloured, l->collectors.coloured_offset, &failed);
    } else if (heap->collector == GENERATIONAL) {
        heap->offset = read_pointed(memory, l->collectors.generational, l->collectors.offset_mask, &failed);
        heap->bad = read_pointed(memory, l->collectors.generational, l->collectors.load_bad, &failed);
        heap->shift = read_pointed(memory, l->collectors.generational, l->collectors.load_shift, &failed);
    }
    heap->phase = phase_of(memory, heap->collector, &failed);
    heap->collections = collections_of(memory, &failed);
    return !failed;
}

int find_collector(const struct memory *memory, struct heap *heap) {
    const struct layout *l = &memory->layout;
    int failed = 0;
    address set = peek_word(memory, l->barrier_set, &failed);
    heap->collector = collector_of(l, peek_int(memory, set + l->barrier_rtti + l->barrier_tag, &failed));
    return !failed && note_phase(memory, heap) && heap->collector != UNKNOWN_COLLECTOR && (heap->collector >= COLOURED || heap->low < heap->high);
}

#define MOST_REGIONS 8192
#define AT_ONCE 512

// Regions that are to be evacuated stay so until no reference to them is left.
static int is_evacuating(const struct memory *memory) {
    enum { CSET = 6, PINNED_CSET = 8 };
    const struct layout *l = &memory->layout;
    int failed = 0;
    address all = peek_word(memory, l->heap, &failed);
    address count = peek_word(memory, all + l->collectors.region_count, &failed);
    address regions = peek_word(memory, all + l->collectors.regions, &failed);
    address some[AT_ONCE];
    for (address i = 0; i < count && i < MOST_REGIONS && !failed; i++) {
        address rest = count - i;
        if (i % AT_ONCE == 0 && !peek(memory, regions + i * 8, some, 8 * (rest < AT_ONCE ? rest : AT_ONCE))) return 1;
        jint state = peek_int(memory, some[i % AT_ONCE] + l->collectors.region_state, &failed);
        if (state == CSET || state == PINNED_CSET) return 1;
    }
    return failed || count > MOST_REGIONS;
}

int may_read(const struct memory *memory, const struct heap *heap) {
    int failed = 0;
    if (heap->collector == STANDING) return 1;
    if (heap->collector == SHENANDOAH) return !is_evacuating(memory);
    return phase_of(memory, heap->collector, &failed) == heap->phase && collections_of(memory, &failed) == heap->collections
           && !failed;
}

// Whether a collector has been there, and written all its references as the heap's are; -1 when that cannot be told.
static int is_transformed(const struct memory *memory, const struct heap *heap, address chunk) {
    enum { GC_MODE = 8, HAS_BITMAP = 16 };
    unsigned char flags = 0;
    if (!peek(memory, chunk + heap->chunk_flags, &flags, 1)) return -1;
    switch (flags & (GC_MODE | HAS_BITMAP)) {
        case 0:
        case GC_MODE: return 0;
        case GC_MODE | HAS_BITMAP: return 1;
        default: return -1;
    }
}

static enum told plain_at(const struct memory *memory, const struct heap *heap, const struct place *place, address *object) {
    address reference = 0;
    int is_narrow = place->is_narrow;
    if (place->chunk != 0 && heap->narrow_size == 4 && !is_narrow) is_narrow = is_transformed(memory, heap, place->chunk);
    if (is_narrow < 0 || !peek(memory, place->from, &reference, is_narrow ? 4 : 8)) return UNTOLD;
    if (is_narrow && reference != 0) reference = heap->narrow_base + (reference << heap->narrow_shift);
    // Compiled code may have the base instead of null.
    *object = reference == heap->narrow_base ? 0 : reference;
    return *object == 0 || (*object >= heap->low && *object < heap->high && (*object & 7) == 0) ? TOLD : UNTOLD;
}

static enum told coloured_at(const struct memory *memory, const struct heap *heap, const struct place *place, address *object) {
    const address metadata = heap->metadata, offset = heap->offset;
    int failed = 0;
    *object = peek_word(memory, place->from, &failed);
    if (failed || place->is_narrow) return UNTOLD;
    if (*object == 0) return TOLD;
    if ((*object & ~(metadata | offset)) != 0 || (*object & offset) == 0 || (*object & 7) != 0) return UNTOLD;
    if ((*object & metadata) == heap->phase) return TOLD;
    return (*object & metadata) != 0 && (place->chunk != 0 || place->code != 0) ? STALE : UNTOLD;
}

// The compiler compares a word of the thread with one that is written into the code: cmpl $guard, disp8(%r15), aligned to 4 bytes.
#define GUARD_WITHIN 40

// What phase the code's references are of; 0 when that cannot be told.
static address phase_of_code(const struct memory *memory, const struct place *place) {
    unsigned char code[GUARD_WITHIN + 8];
    address end = place->frame_complete, begin = end < place->code + GUARD_WITHIN ? place->code : end - GUARD_WITHIN, phase = 0;
    int found = 0;
    if (end <= begin || !peek(memory, begin, code, end - begin + 8)) return 0;
    for (address i = (4 - begin % 4) % 4; begin + i < end; i += 4) {
        if (code[i] != 0x41 || code[i + 1] != 0x81 || code[i + 2] != 0x7f) continue;
        found++;
        phase = code[i + 4] | (address)code[i + 5] << 8 | (address)code[i + 6] << 16 | (address)code[i + 7] << 24;
    }
    return found == 1 ? phase : 0;
}

// What a stack in the heap was of when it was written, behind the stack (stackChunkOopDesc::gc_data).
static address phase_of_chunk(const struct memory *memory, const struct heap *heap, const struct place *place, int *failed) {
    return peek_word(memory, place->chunk + heap->chunk_stack + 8 * (address)place->chunk_words, failed);
}

// The marks of a phase, in a reference below the object's address (zAddress.hpp).
enum { RESERVED = 0xf, REMEMBERED = 0x30, MARKED_OLD = 0xcc0, MARKED_YOUNG = 0x300, REMAPPED = 0xf000, FIRST_REMAPPED = 12, MARKS = 0xffff };

static int is_one_bit(address bits) { return bits != 0 && (bits & (bits - 1)) == 0; }

static int are_marks(address marks) {
    return (marks & RESERVED) == 0 && (marks & REMEMBERED) != 0 && is_one_bit(marks & MARKED_OLD) && is_one_bit(marks & MARKED_YOUNG)
           && is_one_bit(marks & REMAPPED);
}

// By how much the address is shifted to make room for them: one of four bits says so. 0 for what are no marks.
static address shift_of(address marks) {
    switch ((marks & REMAPPED) >> FIRST_REMAPPED) {
        case 1: return FIRST_REMAPPED + 1;
        case 2: return FIRST_REMAPPED + 2;
        case 4: return FIRST_REMAPPED + 3;
        case 8: return FIRST_REMAPPED + 4;
        default: return 0;
    }
}

// What is noted of a phase is read word by word: another may have begun in between.
static int is_of_one_phase(const struct heap *heap) {
    return are_marks(heap->phase) && heap->shift == shift_of(heap->phase) && heap->bad == (REMAPPED ^ (heap->phase & REMAPPED));
}

static int is_object(const struct heap *heap, address object) {
    const address offset = heap->offset, base = offset + 1;
    return (object & base) != 0 && (object & ~(offset | base)) == 0 && (object & 7) == 0;
}

static enum told generational_in_code(const struct memory *memory, const struct heap *heap, const struct place *place, address *object) {
    const address phase = phase_of_code(memory, place);
    if (!is_object(heap, *object) || (phase & ~(address)MARKS) != 0 || !are_marks(phase)) return UNTOLD;
    // Nothing has moved since.
    if ((phase & heap->bad) == 0) return TOLD;
    *object = *object << shift_of(phase) | phase;
    return STALE;
}

static enum told generational_at(const struct memory *memory, const struct heap *heap, const struct place *place, address *object) {
    const address offset = heap->offset, base = offset + 1;
    int failed = 0;
    address reference = peek_word(memory, place->from, &failed);
    if (failed || place->is_narrow || !is_of_one_phase(heap)) return UNTOLD;
    *object = reference;
    if (place->chunk != 0) {
        if ((reference & ~(address)MARKS) == 0) {
            *object = 0;
            return TOLD;
        }
        if ((reference & ~(offset | base)) != 0) {
            if ((reference & heap->bad) != 0) {
                return are_marks(reference) && is_object(heap, reference >> shift_of(reference)) ? STALE : UNTOLD;
            }
            *object = reference >> heap->shift;
        } else if (phase_of_chunk(memory, heap, place, &failed) != heap->phase || failed) {
            return UNTOLD;
        }
    }
    if (*object == 0) return TOLD;
    if (place->code != 0) return generational_in_code(memory, heap, place, object);
    return is_object(heap, *object) ? TOLD : UNTOLD;
}

enum told object_at(const struct memory *memory, const struct heap *heap, const struct place *place, address *object) {
    switch (heap->collector) {
        case STANDING:
        case SHENANDOAH: return plain_at(memory, heap, place, object);
        case COLOURED: return coloured_at(memory, heap, place, object);
        case GENERATIONAL: return generational_at(memory, heap, place, object);
        default: return UNTOLD;
    }
}

int is_current(const struct heap *heap, address reference) {
    if (heap->collector == COLOURED) return (reference & heap->metadata) == heap->phase;
    return (reference & heap->bad) == 0;
}

address as_on_stack(const struct heap *heap, address reference) {
    return heap->collector == GENERATIONAL ? reference >> shift_of(reference) : reference;
}
