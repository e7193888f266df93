// SPDX-License-Identifier: Apache-2.0
// What HotSpot keeps about compiled code, read from outside of it: where its structures lie, it tells itself (vmStructs, made for
// its own Serviceability Agent). Nothing here writes, and all but that table is read through the kernel, which cannot fault: what is
// not as expected is an answer of 0, and the variable stays labelled.
#ifndef JSPECT_HOTSPOT_H
#define JSPECT_HOTSPOT_H
#include "../jspect.h"

typedef unsigned long address;

// Where fields lie: offsets in their structures, addresses of those that are static.
struct layout {
    int has_immutable_data; // JDK 25: some tables of an nmethod lie elsewhere
    int fields_by_offset;   // before JDK 25: the order of an object's fields in debug information (JDK-8350892)
    address heaps, barrier_set;       // static
    address array_length, array_data, heap_memory, heap_segments, heap_log2, space_low, space_high, block_used, block_size;
    address blob_name, blob_frame_size, blob_data, blob_size;
    address blob_code, scopes_begin, method, deopt_handler, orig_pc, scopes_pcs, scopes_end; // by has_immutable_data
    address oops, metadata;                                                                  // without immutable data
    address immutable, immutable_size, mutable, relocation_size;                             // with
    address pc_size, thread_anchor, anchor_sp, anchor_pc, anchor_fp, barrier_rtti, barrier_tag;
    address oop_maps, maps_count, maps_size, map_count, map_size, first_slot;
    address collections, frame_complete;
    struct {
        address region_count, regions, region_state; // of Shenandoah, as far as this build has it
        address coloured, coloured_good, coloured_metadata, coloured_offset;    // Z of one generation
        address generational, store_good, load_bad, load_shift, offset_mask; // Z of two
    } collectors;
    address heap, narrow_base, narrow_shift;                                            // static
    address heap_reserved, region_start, region_words, klass_size, const_method, constants, pool_holder, field_stream, bytes;
};

// The process's memory, open for reading; closed by close_memory.
struct memory {
    long file;
    struct layout layout;
};

// Returns 0 when this VM is none that this was tested with.
HIDDEN int open_memory(jvmtiEnv *jvmti, struct memory *memory);
HIDDEN void close_memory(struct memory *memory);
HIDDEN int peek(const struct memory *memory, address from, void *to, address size);
// As a number; *failed is set where there is nothing to read.
HIDDEN address peek_word(const struct memory *memory, address from, int *failed);
HIDDEN jint peek_int(const struct memory *memory, address from, int *failed);

// Collectors differ in when a reference that lies on a stack is where its object is.
enum collector { UNKNOWN_COLLECTOR, STANDING, SHENANDOAH, COLOURED, GENERATIONAL };

// How references are written, and what a stack's part in the heap looks like.
struct heap {
    enum collector collector;
    address low, high, narrow_base;
    jint narrow_shift, narrow_size; // of a reference in the heap: 4, or 8 where they are not compressed
    address chunk_stack, chunk_flags;
    address phase; // of Z, and how many collections there were, as last noted
    address offset, metadata, bad, shift; // of Z, of that phase
    jint collections;
};

// Where a reference lies: in code of a blob, on a thread's stack, or in a stack's part in the heap, so large in words.
struct place {
    address from;
    int is_narrow;
    address chunk; // where the object begins, or 0
    jint chunk_words;
    address code, frame_complete; // or where code begins, and has its frame
};

// init: a method of StackChunk. Returns 0 when all is not as expected.
HIDDEN int open_heap(const struct memory *memory, jmethodID init, jint reference_size, struct heap *heap);
HIDDEN int find_collector(const struct memory *memory, struct heap *heap);
// Before threads' frames are brought up to date, by reading in them.
HIDDEN int note_phase(const struct memory *memory, struct heap *heap);
// Whether references in frames are up to date; certain only at a safepoint, where nothing moves.
HIDDEN int may_read(const struct memory *memory, const struct heap *heap);
// Where a reference leads to: it cannot be told, or 0 for null, or the object may have moved since. Then it is as the heap would have it,
// for the collector's barrier.
enum told { UNTOLD, TOLD, STALE };

// At such a safepoint.
HIDDEN enum told object_at(const struct memory *memory, const struct heap *heap, const struct place *place, address *object);
// Of a reference as the heap has it: whether it is up to date, and what it then would be on a stack.
HIDDEN int is_current(const struct heap *heap, address reference);
HIDDEN address as_on_stack(const struct heap *heap, address reference);

// Compressed numbers.
struct reader {
    const unsigned char *bytes;
    jint at, size;
    int failed;
};
HIDDEN unsigned read_unsigned(struct reader *in);

enum blob_kind { NO_BLOB, INTERPRETER, COMPILED, NATIVE_WRAPPER, STUB, STUB_ROUTINES };

// A piece of the code cache, and of compiled code what there is of it.
struct blob {
    enum blob_kind kind;
    address start, end;
    jint frame_words; // 0 for code without a frame of its own
    jint frame_complete; // from where on it has one, behind its entry barrier
    address method, code, deopt_handler, pcs, pcs_end, scopes, scopes_end, oops, oops_end, metadata;
    jint orig_pc;
    unsigned char *tables; // the bytes of scopes, read when they are first needed
};

struct blobs {
    const struct memory *memory;
    jvmtiEnv *jvmti;
    struct blob *all;
    jint count, capacity;
    jlong table_bytes;
};

// Valid until the next call; NULL for what is not in the code cache.
HIDDEN struct blob *blob_at(struct blobs *blobs, address pc);
HIDDEN void release_blobs(struct blobs *blobs);

// What the compiler noted down of a variable, or of a field of an object that it keeps in pieces.
enum where { UNKNOWN, LOCATION, BITS, CONSTANT_OBJECT, IN_PIECES };

struct scope_value {
    enum where where;
    int is_wide; // of 8 bytes
    unsigned location;
    jlong bits; // or the index of an object's constant, or of the object that is in pieces
};

struct pieces {
    jint id, type; // the constant with the object's class
    jint first, count;
    int is_choice; // one of several, or an object: the first value says which, the second is that object (JDK 22)
};

// The objects in pieces of one activation of compiled code.
struct pool {
    jvmtiEnv *jvmti;
    struct pieces *objects;
    jint object_count, object_capacity;
    struct scope_value *values;
    jint value_count, value_capacity;
};

// Of a method that was inlined, or of the one that was compiled.
struct scope {
    address method;
    jint bci, locals, sender;
};

// Where the tables of an exact pc begin; returns 0 when the compiler noted nothing down for it.
HIDDEN int scopes_of(struct blobs *blobs, struct blob *blob, address pc, jint *scope, jint *objects);
HIDDEN int read_scope(struct blobs *blobs, struct blob *blob, jint offset, struct scope *scope);
HIDDEN int read_pool(struct blobs *blobs, struct blob *blob, jint offset, struct pool *pool);
// Returns 0 when there is no such slot.
HIDDEN int read_slot(struct blobs *blobs, struct blob *blob, jint locals, jint slot, const struct pool *pool,
                     struct scope_value *value);
HIDDEN void release_pool(struct pool *pool);

// A stack: of a thread, or the copy of a part that the heap keeps while its virtual thread does not run. Addresses of a copy begin
// at 0.
struct stack {
    const struct memory *memory;
    unsigned char *copy;
    address low, high;
    jint chunk; // of a copy: a number of the caller's
};
HIDDEN int read_stack(const struct stack *stack, address from, void *to, address size);

// One activation of compiled code.
struct activation {
    struct stack stack;
    address sp, pc;   // before a callee's adapter extended it
    address saved_rbp; // where the callee keeps it; 0 when that is not known
    const struct walk *walk;
    jint first_saved, saved_count; // other registers, where the callee keeps all
    address code;      // its blob
    jint objects;      // where its pool begins
};

// A frame as JVMTI counts them.
struct vframe {
    address method;
    jint bci;
    jint activation; // index; -1 for one that is interpreted or native
    jint locals;     // where its table begins
};

struct saved_register {
    jint number; // VMReg
    address at;
};

struct walk {
    struct blobs *blobs;
    jvmtiEnv *jvmti;
    struct activation *activations;
    jint activation_count, activation_capacity;
    struct vframe *frames;
    jint frame_count, frame_capacity, most;
    struct saved_register *saved;
    jint saved_count, saved_capacity;
    int is_at_end; // of this part of the stack: the next one goes on from there
};

HIDDEN void add_registers(struct walk *walk, const struct blob *blob, address pc, address sp);

// The frames from the anchor of a thread on, or those of a copy of the heap's, outwards, as far as they can be told.
HIDDEN void walk_thread(struct walk *walk, address java_thread);
HIDDEN void walk_copy(struct walk *walk, unsigned char *copy, jint chunk, address sp, address bottom);
// The raw bits where a value lies, of 4 or 8 bytes; returns 0 for what cannot be told.
HIDDEN int read_location(const struct activation *activation, unsigned location, jlong *bits, int *is_wide);
// Where a reference lies, and how wide the compiler meant it to be; returns 0 for what is none.
HIDDEN int locate_reference(const struct activation *activation, unsigned location, address *at, int *is_narrow);
HIDDEN void release_walk(struct walk *walk);
#endif
