// SPDX-License-Identifier: Apache-2.0
// Objects that compiled code did not make: it keeps their fields in pieces, on the stack (escape analysis, scalar replacement).
#ifndef JSPECT_PIECES_H
#define JSPECT_PIECES_H
#include "cut.h"
#include "hotspot/hotspot.h"

// What is known of a field, or of a variable: bits, an object that is in pieces, one that is whole, or null.
enum part_kind { NUMBER, PIECES, REFERENCE, NOTHING };
struct part {
    enum part_kind kind;
    int is_wide; // a number of 8 bytes
    jlong bits;  // or an index: of an object in pieces, of a reference
};

// A reference as compiled code has it, to be read when nothing moves.
struct reference {
    address from; // in a thread's stack or in code; in a chunk, from where its stack begins
    jint chunk;   // index, or -1
    int is_narrow;
    address code, frame_complete; // where code begins, and has its frame; 0 on a stack
    enum told told;
    address object_seen;
    jobject object;
};

// Objects in pieces reach others no deeper.
#define MOST_DEPTH 60

struct scattered {
    jint type; // a reference to its class
    jint first, count; // of its parts
    int is_whole;      // all parts are known
    int is_visited;
    jint made_for;     // the holder, by index + 1
    jobject object;    // once it is made
};

// A part of a stack that the heap keeps.
struct chunk {
    jobject object;
    jint words;
};

// A variable on a thread's stack: to read it brings the frames up to it up to date.
struct touch {
    jthread thread;
    jint depth, slot;
};

// A local variable, and what it holds.
struct holder {
    jint local;
    const char *type; // the variable's descriptor, and maybe more behind it; or NULL
    struct part part;
};

// Code has fewer constants that are wanted.
#define CONSTANTS 8192

// An element of the array for what is not up to date.
struct renewed {
    jint reference;
    address kept; // what the VM has written there
};
#define MOST_RENEWED 256

struct collection {
    struct cut *cut;
    int is_ready;
    jint read_count;        // of the references, by the walks so far
    jlong enough;           // time to make objects, until then
    int frames_are_current; // of threads; what is in the heap says so itself
    struct memory memory;
    struct blobs blobs;
    struct heap heap;

    jclass class_type;
    jobject unsafe;
    jmethodID copy_memory, field_offset;
    jfieldID component_type, carrier, continuation, eetop, tail, parent, chunk_size, chunk_sp, chunk_bottom;

    struct chunk *chunks;
    jint chunk_count, chunk_capacity;
    struct scattered *objects;
    jint object_count, object_capacity;
    struct part *parts;
    jint part_count, part_capacity;
    struct holder *holders;
    jint holder_count, holder_capacity;
    struct touch *touches;
    jint touch_count, touch_capacity;
    jobjectArray array; // only Z needs it
    address array_base; // where its elements begin
    struct renewed renewed[MOST_RENEWED];
    jint renewed_count, renewed_taken;
    long walk_enough; // when the walk that goes on has taken long enough
    jint *constants; // a table of CONSTANTS
    struct reference *references;
    jint reference_count, reference_capacity;
};

// Before anything is suspended: to find classes may run Java.
HIDDEN void prepare_pieces(struct collection *collection, struct cut *cut);
// While all are suspended. Looks again at the variables of virtual threads that read as null.
HIDDEN void collect_pieces(struct collection *collection);
// When all run again: makes the objects.
HIDDEN void put_together(struct collection *collection);
HIDDEN void release_pieces(struct collection *collection);

// The copies of a stack that a walk refers to.
#define MOST_CHUNKS 64
struct copies {
    unsigned char *all[MOST_CHUNKS];
    jint count;
};
HIDDEN void walk_stack(struct collection *collection, struct walk *walk, jthread thread, struct copies *copies);
HIDDEN void release_copies(struct collection *collection, struct copies *copies);

// Whether a variable of a frame reads as null, and may be something else.
HIDDEN int has_null(const struct cut *cut, const struct frame *frame);
// Looks at the frames of a walk that the thread's frames are, after so many that JVMTI hides.
HIDDEN void gather(struct collection *collection, const struct thread *thread, const struct walk *walk, jint hidden);

struct instance_field {
    jfieldID id;
    jlong offset; // where the order goes by it
    char *type;   // its descriptor
};

struct instance_fields {
    struct collection *all;
    struct instance_field *fields;
    jint count, capacity;
};
// Those of a class and its superclasses, in the order of debug information.
HIDDEN int add_fields(struct instance_fields *fields, jclass type);
HIDDEN void release_fields(struct instance_fields *fields);

// Whether a field or variable of this descriptor may hold the object.
HIDDEN int may_hold(const struct collection *collection, const char *descriptor, jobject object);

// Its index; -1 when there is no memory.
HIDDEN jint add_reference(struct collection *collection, const struct reference *reference);
// Returns 0 when there is no memory.
HIDDEN int add_touch(struct collection *collection, jthread thread, jint depth, jint slot);
HIDDEN void read_references(struct collection *collection);

// What a local reference of JNI leads to.
static inline address cell_of(jobject reference) { return *(address *)reference; }

// References that are not up to date. Returns 0 when there is no memory, or the VM is not as expected.
HIDDEN int prepare_renewal(struct collection *collection);
// Before each walk, in the phase that is noted.
HIDDEN void begin_renewal(struct collection *collection);
// At the safepoint. Returns 0 when the array is full.
HIDDEN int renew(struct collection *collection, jint reference);
// The walk has read that element. Returns whether it is to go on.
HIDDEN int take_renewed(struct collection *collection, jint index);
// The walk is not to go on.
HIDDEN void end_renewal(struct collection *collection);
#endif
