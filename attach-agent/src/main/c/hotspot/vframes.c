// SPDX-License-Identifier: Apache-2.0
// Walks the frames of a virtual thread, on its carrier's stack and in the parts that the heap keeps (frame_x86.cpp,
// stackChunkFrameStream_x86.inline.hpp): compiled code says how large its frames are, the interpreter's have a frame pointer.
#include "hotspot.h"

#define WORD ((address)sizeof(address))
#define MOST_ACTIVATIONS 4096

// In words from the interpreter's frame pointer.
enum { SENDER_SP = -1, METHOD = -3, LOCALS = -7, RETURN_PC = 1, FRAME_ABOVE = 2 };
// Below a frame, in words: its caller's frame pointer, and where it returns to.
#define METADATA 2

int read_stack(const struct stack *stack, address from, void *to, address size) {
    if (from < stack->low || from > stack->high || size > stack->high - from) return 0;
    if (stack->copy == NULL) return peek(stack->memory, from, to, size);
    for (address i = 0; i < size; i++) ((unsigned char *)to)[i] = stack->copy[from + i];
    return 1;
}

static address word_at(const struct stack *stack, address from, int *failed) {
    address word = 0;
    if (!read_stack(stack, from, &word, sizeof word)) *failed = 1;
    return word;
}

static address words(address base, jlong count) { return base + (address)(count * (jlong)WORD); }

// Where a walk is: sp before and after a callee's adapter extended it.
struct position {
    struct stack stack;
    address sp, unextended, pc, rbp, saved_rbp;
    jint first_saved; // of the registers that the callee has kept
};

static int add_frame(struct walk *walk, address method, jint bci, jint activation, jint locals) {
    if (walk->frame_count == walk->most
        || !make_room(walk->jvmti, (void **)&walk->frames, walk->frame_count, &walk->frame_capacity, sizeof *walk->frames)) {
        return 0;
    }
    walk->frames[walk->frame_count++] = (struct vframe){method, bci, activation, locals};
    return 1;
}

static int add_compiled(struct walk *walk, struct blob *blob, const struct position *at) {
    jint offset, objects;
    address pc = at->pc;
    int failed = 0;
    if (pc == blob->deopt_handler) pc = word_at(&at->stack, at->unextended + (address)blob->orig_pc, &failed);
    if (failed || pc < blob->start || pc >= blob->end || !scopes_of(walk->blobs, blob, pc, &offset, &objects)) return 0;
    jint index = walk->activation_count;
    if (index == MOST_ACTIVATIONS
        || !make_room(walk->jvmti, (void **)&walk->activations, index, &walk->activation_capacity, sizeof *walk->activations)) {
        return 0;
    }
    walk->activations[walk->activation_count++] = (struct activation){
        at->stack, at->unextended, pc, at->saved_rbp, walk, at->first_saved, walk->saved_count - at->first_saved, blob->start, objects};
    for (jint most = 1000; offset != 0; most--) {
        struct scope scope;
        if (most == 0 || !read_scope(walk->blobs, blob, offset, &scope)
            || !add_frame(walk, scope.method, scope.bci, index, scope.locals)) {
            return 0;
        }
        offset = scope.sender;
    }
    return 1;
}

// In the heap, links between frames are distances.
static address link(const struct position *at, address from, int *failed) {
    address value = word_at(&at->stack, from, failed);
    return at->stack.copy == NULL ? value : words(from, (jlong)value);
}

static int past_interpreted(struct walk *walk, struct position *at) {
    int failed = 0;
    address fp = at->stack.copy == NULL ? at->rbp : link(at, words(at->sp, -2), &failed);
    if (failed || !add_frame(walk, word_at(&at->stack, words(fp, METHOD), &failed), 0, -1, 0)) return 0;
    if (at->stack.copy != NULL) {
        address locals = words(fp, (jlong)word_at(&at->stack, words(fp, LOCALS), &failed));
        walk->is_at_end = words(locals, 1) >= at->stack.high;
    }
    address sender = word_at(&at->stack, words(fp, SENDER_SP), &failed);
    at->unextended = at->stack.copy == NULL ? sender : words(fp, (jlong)sender);
    at->sp = words(fp, FRAME_ABOVE);
    at->pc = word_at(&at->stack, words(fp, RETURN_PC), &failed);
    at->saved_rbp = fp;
    at->rbp = word_at(&at->stack, fp, &failed);
    return !failed;
}

static int past_code(struct walk *walk, struct position *at, const struct blob *blob) {
    int failed = 0;
    at->sp = at->unextended = words(at->unextended, blob->frame_words);
    walk->is_at_end = at->stack.copy != NULL && words(at->sp, METADATA) >= at->stack.high;
    if (walk->is_at_end) return 1;
    at->pc = word_at(&at->stack, words(at->sp, -1), &failed);
    at->saved_rbp = words(at->sp, -2);
    at->rbp = word_at(&at->stack, at->saved_rbp, &failed);
    return !failed && blob->frame_words > 0;
}

static void walk_from(struct walk *walk, struct position *at) {
    walk->is_at_end = 0;
    while (walk->frame_count < walk->most && !walk->is_at_end) {
        address before = at->sp;
        struct blob *blob = blob_at(walk->blobs, at->pc);
        if (blob == NULL) return;
        if (blob->kind == STUB_ROUTINES) {
            // On a thread's stack: the return barrier, or where the carrier called what it runs.
            walk->is_at_end = at->stack.copy == NULL;
            return;
        }
        if (blob->kind == INTERPRETER) {
            if (!past_interpreted(walk, at)) return;
            at->first_saved = walk->saved_count;
        } else {
            if (blob->kind == COMPILED && !add_compiled(walk, blob, at)) return;
            if (blob->kind == NATIVE_WRAPPER && !add_frame(walk, blob->method, -1, -1, 0)) return;
            at->first_saved = walk->saved_count;
            if (blob->kind == STUB && at->stack.copy == NULL) add_registers(walk, blob, at->pc, at->unextended);
            if (!past_code(walk, at, blob)) return;
        }
        // Stacks grow downwards.
        if (at->sp <= before) return;
    }
}

void walk_thread(struct walk *walk, address java_thread) {
    const struct memory *memory = walk->blobs->memory;
    const struct layout *l = &memory->layout;
    int failed = 0;
    address anchor = java_thread + l->thread_anchor;
    struct position at = {.stack = {memory, NULL, 0, ~(address)0, -1}};
    at.sp = at.unextended = peek_word(memory, anchor + l->anchor_sp, &failed);
    at.pc = peek_word(memory, anchor + l->anchor_pc, &failed);
    at.rbp = peek_word(memory, anchor + l->anchor_fp, &failed);
    if (failed || at.sp == 0) return;
    if (at.pc == 0) at.pc = word_at(&at.stack, words(at.sp, -1), &failed);
    if (!failed) walk_from(walk, &at);
}

void walk_copy(struct walk *walk, unsigned char *copy, jint chunk, address sp, address bottom) {
    int failed = 0;
    struct position at = {.stack = {walk->blobs->memory, copy, 0, bottom, chunk}, .sp = sp, .unextended = sp};
    at.pc = word_at(&at.stack, words(sp, -1), &failed);
    at.saved_rbp = words(sp, -2);
    if (!failed) walk_from(walk, &at);
}

// location.hpp: what it is, whether in a register, and which, or how far from sp in units of 4 bytes.
enum { NORMAL = 1, OOP = 2, INT_IN_LONG = 3, LONG = 4, DOUBLE = 6, NARROW_OOP = 9 };
#define TYPE(location) ((location) & 15)
#define IN_REGISTER(location) ((location) >> 4 & 1)
#define OFFSET(location) ((location) >> 5)
// The only one that survives calls of compiled code.
#define RBP 10

static int locate(const struct activation *activation, unsigned location, address *at) {
    *at = activation->sp + (address)OFFSET(location) * 4;
    if (!IN_REGISTER(location)) return 1;
    for (jint i = activation->first_saved; i < activation->first_saved + activation->saved_count; i++) {
        const struct saved_register *saved = &activation->walk->saved[i];
        *at = saved->at;
        if (saved->number == (jint)OFFSET(location)) return 1;
    }
    *at = activation->saved_rbp;
    return OFFSET(location) == RBP && activation->saved_rbp != 0;
}

int read_location(const struct activation *activation, unsigned location, jlong *bits, int *is_wide) {
    address at;
    jint word = 0;
    if (!locate(activation, location, &at)) return 0;
    *is_wide = TYPE(location) == LONG || TYPE(location) == DOUBLE;
    switch (TYPE(location)) {
        case NORMAL:
        case INT_IN_LONG:
            if (!read_stack(&activation->stack, at, &word, sizeof word)) return 0;
            *bits = word;
            return 1;
        case LONG:
        case DOUBLE: return read_stack(&activation->stack, at, bits, sizeof *bits);
        default: return 0;
    }
}

int locate_reference(const struct activation *activation, unsigned location, address *at, int *is_narrow) {
    *is_narrow = TYPE(location) == NARROW_OOP;
    return (TYPE(location) == OOP || *is_narrow) && locate(activation, location, at);
}

void release_walk(struct walk *walk) {
    release(walk->jvmti, walk->activations);
    release(walk->jvmti, walk->frames);
    release(walk->jvmti, walk->saved);
}
