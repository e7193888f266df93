// SPDX-License-Identifier: Apache-2.0
// Reads local variables of suspended threads, the most telling frames first: when the budget ends, each thread has some. By one
// thread: two are slower, for the VM takes the next operation only when it has woken all that wait to hand one in.
#include "cut.h"

static jvmtiError read_local(struct cut *cut, jthread thread, jint depth, const jvmtiLocalVariableEntry *variable,
                             int is_native, jvalue *value) {
    jvmtiEnv *jvmti = cut->jvmti;
    char type = variable->signature == NULL ? 'L' : variable->signature[0];
    jvmtiError error;
    jint word = 0;
    if (is_native) return (*jvmti)->GetLocalInstance(jvmti, thread, depth, &value->l);
    switch (type) {
        case 'J': return (*jvmti)->GetLocalLong(jvmti, thread, depth, variable->slot, &value->j);
        case 'F': return (*jvmti)->GetLocalFloat(jvmti, thread, depth, variable->slot, &value->f);
        case 'D': return (*jvmti)->GetLocalDouble(jvmti, thread, depth, variable->slot, &value->d);
        case 'L':
        case '[': return (*jvmti)->GetLocalObject(jvmti, thread, depth, variable->slot, &value->l);
        default:
            error = (*jvmti)->GetLocalInt(jvmti, thread, depth, variable->slot, &word);
            // A slot has 32 bits; what is beyond the type's own may be anything.
            value->j = type == 'Z' ? word & 1 : type == 'B' ? (jbyte)word : type == 'S' ? (jshort)word
                       : type == 'C' ? (jchar)word : word;
            return error;
    }
}

static jobject root_at(const struct cut *cut, const struct frame *frame, jint slot) {
    for (jint r = frame->roots; r != 0; r = cut->roots[r - 1].next) {
        if (cut->roots[r - 1].slot == slot) return cut->tagged[cut->roots[r - 1].tag];
    }
    return NULL;
}

static int is_reference(const jvmtiLocalVariableEntry *variable) {
    return variable->signature == NULL || variable->signature[0] == 'L' || variable->signature[0] == '[';
}

static int may_read(const struct cut *cut) { return cut->denial == GRANTED && cut->suspend_error == 0; }

// The least that gives the value: a root is known already, a variable that is not live need not be asked for.
static void read_variable(struct cut *cut, const struct thread *thread, jint depth, const struct frame *frame,
                          int is_native, struct local *local) {
    const jvmtiLocalVariableEntry *variable = &cut->methods[frame->method].variables[local->variable];
    int reference = is_reference(variable);
    int live = local->variable >= 64 || (frame->live >> local->variable & 1) != 0;
    // Of a virtual thread's frames nobody puts the pieces together.
    int null_is_certain = cut->null_is_certain && !thread->is_virtual;
    int roots_known = cut->roots_complete && !thread->is_virtual && !thread->is_carrier;
    local->error = 0;
    local->value.j = 0;
    if (reference) local->value.l = root_at(cut, frame, variable->slot);
    if (local->value.l != NULL) return;
    if (!may_read(cut)) {
        local->error = !reference ? NO_REFERENCE : may_suspend(cut) && roots_known ? NO_ROOT : NOT_SEEN;
    } else if (!live && cut->platform_count > FEW_THREADS) {
        // Of few threads these are read, too: the interpreter may hold them still.
        local->error = NOT_NEEDED;
    } else if (reference && roots_known && !is_native && !null_is_certain) {
        local->error = NO_ROOT;
    } else {
        local->error = (jint)read_local(cut, thread->ref, thread->skipped + depth, variable, is_native, &local->value);
        if (local->error == 0 && reference && local->value.l == NULL && !null_is_certain) local->error = NO_ROOT;
    }
}

static enum outcome read_variables(struct cut *cut, const struct thread *thread, jint depth, struct frame *frame) {
    const struct method *method = &cut->methods[frame->method];
    int is_native = (method->access & ACC_NATIVE) != 0;
    if (is_native && (method->access & ACC_STATIC)) return READ;
    for (jint i = 0; i < method->variable_count && !(is_native && i > 0); i++) {
        const jvmtiLocalVariableEntry *variable = &method->variables[i];
        if (cut->settings.tasks_only && i != method->task) continue;
        if (!is_native
            && (frame->bci < variable->start_location || frame->bci - variable->start_location >= variable->length)) {
            continue;
        }
        if (now(cut->jvmti) > cut->deadline) return OUT_OF_BUDGET;
        if (!make_room(cut->jvmti, (void **)&cut->locals, cut->local_count, &cut->local_capacity, sizeof *cut->locals)) {
            return OUT_OF_BUDGET;
        }
        struct local *local = &cut->locals[cut->local_count++];
        local->variable = i;
        read_variable(cut, thread, depth, frame, is_native, local);
    }
    return READ;
}

static void read_frame(struct cut *cut, const struct thread *thread, jint depth) {
    struct frame *frame = &cut->frames[thread->first + depth];
    frame->first = cut->local_count;
    if (!may_read(cut) && thread->is_virtual) {
        frame->outcome = NOT_REACHABLE;
    } else if (cut->is_over) {
        frame->outcome = OUT_OF_BUDGET;
    } else {
        frame->live = live_at(cut, cut->methods[frame->method].id, frame->bci);
        frame->outcome = read_variables(cut, thread, depth, frame);
        cut->is_over = may_read(cut) && now(cut->jvmti) > cut->deadline;
    }
    // Whoever was resumed meanwhile stands elsewhere by now.
    if (has_fired(cut)) frame->outcome = RESUMED_TOO_EARLY;
    if (frame->outcome != READ) cut->local_count = frame->first;
    frame->count = cut->local_count - frame->first;
}

int is_of_application(const struct cut *cut, const struct thread *thread, jint depth) {
    return cut->methods[cut->frames[thread->first + depth].method].is_application;
}

// Reads the next frame of the application of each thread; returns whether there was one.
static int read_next_of_application(struct cut *cut) {
    int progress = 0;
    for (jint i = 0; i < cut->thread_count; i++) {
        struct thread *thread = &cut->threads[i];
        while (thread->cursor < thread->count && !is_of_application(cut, thread, thread->cursor)) thread->cursor++;
        if (thread->cursor == thread->count) continue;
        read_frame(cut, thread, thread->cursor++);
        progress = 1;
    }
    return progress;
}

// What the application called and now waits in: its receiver is the lock, the queue, the socket.
static void read_calls_of_application(struct cut *cut) {
    for (jint i = 0; i < cut->thread_count; i++) {
        struct thread *thread = &cut->threads[i];
        jint depth = 0;
        while (depth < thread->count && !is_of_application(cut, thread, depth)) depth++;
        if (depth > 0 && depth < thread->count) read_frame(cut, thread, depth - 1);
    }
}

static void read_all_others(struct cut *cut) {
    for (jint i = 0; i < cut->thread_count; i++) {
        struct thread *thread = &cut->threads[i];
        for (jint depth = 0; depth < thread->count; depth++) {
            if (cut->frames[thread->first + depth].outcome == NOT_ASKED) read_frame(cut, thread, depth);
        }
    }
}

void read_locals(struct cut *cut) {
    int more = read_next_of_application(cut);
    if (!cut->settings.tasks_only) read_calls_of_application(cut);
    while (more) more = read_next_of_application(cut);
    if (cut->settings.all_frames) read_all_others(cut);
}
