// SPDX-License-Identifier: Apache-2.0
// What compiled code has of the variables in its frames. A frame counts only when all ints that JVMTI reads there are the same.
#include "pieces.h"

// Of all threads together.
#define MOST_OBJECTS 50000
#define MOST_PARTS 200000

// One activation's objects, each of which is looked up once: two variables may hold the same.
struct objects {
    struct collection *all;
    const struct activation *activation;
    struct blob *blob;
    struct pool pool;
    jint *found; // by index in the pool, an index into the collection + 1
    struct touch variable; // that is looked at
    int depth;
};

static int gather_part(struct objects *objects, const struct scope_value *value, struct part *part);

static int constant(struct objects *objects, jlong index, jint *reference) {
    const struct blob *blob = objects->blob;
    address at = blob->oops + (address)(index - 1) * sizeof(address);
    if (index <= 0 || at + sizeof(address) > blob->oops_end) return 0;
    const struct reference wanted = {.from = at, .chunk = -1, .code = blob->code,
                                     .frame_complete = blob->code + (address)blob->frame_complete};
    *reference = add_reference(objects->all, &wanted);
    return *reference >= 0;
}

// Its index in the collection; -1 when there is no memory. One that holds itself is found while its parts are gathered.
static jint gather_object(struct objects *objects, jint index) {
    struct collection *all = objects->all;
    jvmtiEnv *jvmti = all->cut->jvmti;
    if (objects->found[index] != 0) return objects->found[index] - 1;
    const struct pieces pieces = objects->pool.objects[index];
    const jint object = all->object_count, first = all->part_count;
    if (objects->depth == MOST_DEPTH || object >= MOST_OBJECTS || pieces.count > MOST_PARTS - first
        || !make_room(jvmti, (void **)&all->objects, object, &all->object_capacity, sizeof *all->objects)) {
        return -1;
    }
    all->object_count++;
    objects->found[index] = object + 1;
    all->objects[object] = (struct scattered){.first = first, .count = pieces.count};
    for (jint i = 0; i < pieces.count; i++) {
        if (!make_room(jvmti, (void **)&all->parts, all->part_count, &all->part_capacity, sizeof *all->parts)) return -1;
        all->part_count++;
    }
    objects->depth++;
    int whole = constant(objects, pieces.type, &all->objects[object].type);
    for (jint i = 0; i < pieces.count && whole; i++) {
        struct part part;
        whole = gather_part(objects, &objects->pool.values[pieces.first + i], &part);
        all->parts[first + i] = part;
    }
    objects->depth--;
    all->objects[object].is_whole = whole;
    return object;
}

// Compiled code remembers which of several objects it would have made; -1 is one that it did make.
static int gather_choice(struct objects *objects, const struct pieces *choice, struct part *part) {
    const struct scope_value *values = &objects->pool.values[choice->first];
    jlong chosen;
    int is_wide;
    if (values[0].where == BITS) chosen = values[0].bits;
    else if (values[0].where != LOCATION || !read_location(objects->activation, values[0].location, &chosen, &is_wide)) return 0;
    jint index = (jint)chosen == -1 ? 1 : (jint)chosen + 2;
    if ((jint)chosen < -1 || index >= choice->count) return 0;
    if (index > 1 && values[index].where != IN_PIECES) return 0;
    if (values[index].where == IN_PIECES && objects->pool.objects[values[index].bits].is_choice) return 0;
    return gather_part(objects, &values[index], part);
}

// Returns 0 for what cannot be told.
static int gather_part(struct objects *objects, const struct scope_value *value, struct part *part) {
    struct reference wanted = {.chunk = objects->activation->stack.chunk};
    jint reference = -1;
    *part = (struct part){NUMBER, value->is_wide, value->bits};
    switch (value->where) {
        case BITS: return 1;
        case LOCATION:
            if (!locate_reference(objects->activation, value->location, &wanted.from, &wanted.is_narrow)) {
                return read_location(objects->activation, value->location, &part->bits, &part->is_wide);
            }
            if (wanted.chunk < 0 && !add_touch(objects->all, objects->variable.thread, objects->variable.depth, objects->variable.slot)) return 0;
            reference = add_reference(objects->all, &wanted);
            *part = (struct part){REFERENCE, 0, reference};
            return reference >= 0;
        case CONSTANT_OBJECT:
            if (value->bits == 0) {
                part->kind = NOTHING;
                return 1;
            }
            if (!constant(objects, value->bits, &reference)) return 0;
            *part = (struct part){REFERENCE, 0, reference};
            return 1;
        case IN_PIECES:
            if (objects->pool.objects[value->bits].is_choice) {
                return gather_choice(objects, &objects->pool.objects[value->bits], part);
            }
            *part = (struct part){PIECES, 0, gather_object(objects, (jint)value->bits)};
            return part->bits >= 0;
        default: return 0;
    }
}

static int agrees(struct objects *objects, const struct frame *frame, const struct vframe *seen) {
    const struct cut *cut = objects->all->cut;
    const struct method *method = &cut->methods[frame->method];
    for (jint l = frame->first; l < frame->first + frame->count; l++) {
        const struct local *local = &cut->locals[l];
        const jvmtiLocalVariableEntry *variable = &method->variables[local->variable];
        struct scope_value value;
        jlong bits = 0;
        int is_wide;
        if (local->error != 0 || variable->signature == NULL || variable->signature[0] != 'I') continue;
        if (!read_slot(&objects->all->blobs, objects->blob, seen->locals, variable->slot, &objects->pool, &value)) return 0;
        if (value.where == BITS) bits = value.bits;
        else if (value.where != LOCATION || !read_location(objects->activation, value.location, &bits, &is_wide)) continue;
        if ((jint)bits != (jint)local->value.j) return 0;
    }
    return 1;
}

// JVMTI has read it as null: where compiled code has a reference, or the constant, that it is.
static int is_null(const struct objects *objects, const struct scope_value *value) {
    address at;
    int is_narrow;
    return (value->where == CONSTANT_OBJECT && value->bits == 0)
           || (value->where == LOCATION && locate_reference(objects->activation, value->location, &at, &is_narrow));
}

static void gather_frame(struct objects *objects, const struct frame *frame, const struct vframe *seen) {
    struct collection *all = objects->all;
    struct cut *cut = all->cut;
    for (jint l = frame->first; l < frame->first + frame->count; l++) {
        struct scope_value value;
        struct part part = {NOTHING, 0, 0};
        if (cut->locals[l].error != NO_ROOT) continue;
        const jvmtiLocalVariableEntry *variable = &cut->methods[frame->method].variables[cut->locals[l].variable];
        objects->variable.slot = variable->slot;
        if (!read_slot(&all->blobs, objects->blob, seen->locals, variable->slot, &objects->pool, &value)
            || !(is_null(objects, &value) || (value.where == IN_PIECES && gather_part(objects, &value, &part)))
            || !make_room(cut->jvmti, (void **)&all->holders, all->holder_count, &all->holder_capacity, sizeof *all->holders)) {
            continue;
        }
        all->holders[all->holder_count++] = (struct holder){l, variable->signature, part};
    }
}

// The interpreter has all that there is, but of a native method.
static void take_nulls_of_interpreter(struct collection *all, const struct frame *frame) {
    struct cut *cut = all->cut;
    if (cut->methods[frame->method].access & ACC_NATIVE) return;
    for (jint l = frame->first; l < frame->first + frame->count; l++) {
        if (cut->locals[l].error != NO_ROOT) continue;
        if (!make_room(cut->jvmti, (void **)&all->holders, all->holder_count, &all->holder_capacity, sizeof *all->holders)) return;
        all->holders[all->holder_count++] = (struct holder){l, NULL, {NOTHING, 0, 0}};
    }
}

static void forget_activation(struct objects *objects) {
    release_pool(&objects->pool);
    release(objects->all->cut->jvmti, objects->found);
    objects->found = NULL;
    objects->blob = NULL;
}

static void begin_activation(struct objects *objects, const struct activation *activation) {
    struct blobs *blobs = &objects->all->blobs;
    forget_activation(objects);
    objects->activation = activation;
    struct blob *blob = blob_at(blobs, activation->code);
    if (blob == NULL || (activation->objects != 0 && !read_pool(blobs, blob, activation->objects, &objects->pool))) return;
    objects->found = allocate(objects->all->cut->jvmti, (jlong)objects->pool.object_count * (jlong)sizeof *objects->found);
    if (objects->found != NULL) objects->blob = blob;
}

void gather(struct collection *all, const struct thread *thread, const struct walk *walk, jint hidden) {
    struct objects objects = {.all = all, .pool = {.jvmti = all->cut->jvmti}};
    jint activation = -1;
    for (jint d = 0; d < thread->count && hidden + d < walk->frame_count && now(all->cut->jvmti) < all->cut->deadline; d++) {
        const struct vframe *seen = &walk->frames[hidden + d];
        const struct frame *frame = &all->cut->frames[thread->first + d];
        if (!has_null(all->cut, frame)) continue;
        if (seen->activation < 0) {
            take_nulls_of_interpreter(all, frame);
            continue;
        }
        if (seen->activation != activation) begin_activation(&objects, &walk->activations[seen->activation]);
        activation = seen->activation;
        objects.variable = (struct touch){thread->ref, d, 0};
        if (objects.blob != NULL && agrees(&objects, frame, seen)) gather_frame(&objects, frame, seen);
    }
    forget_activation(&objects);
}
