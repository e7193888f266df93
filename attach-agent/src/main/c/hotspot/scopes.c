// SPDX-License-Identifier: Apache-2.0
// What a compiler noted down for each place where a thread can stop (debugInfo.hpp, scopeDesc.hpp): which methods are inlined there,
// where their variables are, and of objects that it did not make (escape analysis) where their fields are.
#include "hotspot.h"

// An activation's objects, and how deep they lie in each other.
#define MOST_OBJECTS 1000
#define MOST_VALUES 20000
#define MOST_NESTED 16
// All tables that are kept.
#define MOST_TABLE_BYTES (16 << 20)

// UNSIGNED5 of JDK 20 and later: digits to the base of 64, the first below 192 ends it, none is 0.
unsigned read_unsigned(struct reader *in) {
    unsigned sum = 0;
    for (int i = 0; i < 5; i++) {
        unsigned digit = in->at >= 0 && in->at < in->size ? in->bytes[in->at++] : 0;
        if (digit == 0) {
            in->failed = 1;
            return 0;
        }
        sum += (digit - 1) << (6 * i);
        if (digit < 192) break;
    }
    return sum;
}

static jint read_count(struct reader *in, jint most) {
    unsigned count = read_unsigned(in);
    if (most >= 0 && count <= (unsigned)most) return (jint)count;
    in->failed = 1;
    return 0;
}

static jint read_signed(struct reader *in) {
    unsigned zigzag = read_unsigned(in);
    return (jint)(zigzag >> 1) ^ -(jint)(zigzag & 1);
}

static jlong read_long(struct reader *in) {
    jlong low = read_signed(in) & 0xFFFFFFFFL;
    return (jlong)((address)read_signed(in) << 32) | low;
}

static unsigned reversed(unsigned bits) {
    unsigned all = 0;
    for (int i = 0; i < 32; i++) all |= (bits >> i & 1) << (31 - i);
    return all;
}

static jlong read_double(struct reader *in) {
    address high = reversed(read_unsigned(in));
    return (jlong)(high << 32 | reversed(read_unsigned(in)));
}

static void read_tables(struct blobs *blobs, struct blob *blob, jint size) {
    if (blob->tables != NULL || blobs->table_bytes + size > MOST_TABLE_BYTES) return;
    blob->tables = allocate(blobs->jvmti, size);
    if (blob->tables == NULL) return;
    if (peek(blobs->memory, blob->scopes, blob->tables, (address)size)) {
        blobs->table_bytes += size;
    } else {
        release(blobs->jvmti, blob->tables);
        blob->tables = NULL;
    }
}

// One without tables has nothing to read.
static struct reader reader_at(struct blobs *blobs, struct blob *blob, jint offset) {
    jint size = (jint)(blob->scopes_end - blob->scopes);
    read_tables(blobs, blob, size);
    if (blob->tables == NULL) return (struct reader){.failed = 1};
    // Offset 0 is nothing that was noted down.
    return (struct reader){blob->tables, offset, size, offset <= 0};
}

int scopes_of(struct blobs *blobs, struct blob *blob, address pc, jint *scope, jint *objects) {
    struct {
        jint pc, scope, objects, flags;
    } entry;
    jint wanted = (jint)(pc - blob->code);
    address size = sizeof entry, low = 0, high = (blob->pcs_end - blob->pcs) / size;
    while (low < high) {
        address middle = low + (high - low) / 2;
        if (!peek(blobs->memory, blob->pcs + middle * size, &entry, size)) return 0;
        if (entry.pc == wanted) {
            *scope = entry.scope;
            *objects = entry.objects;
            return entry.scope != 0;
        }
        if (entry.pc < wanted) low = middle + 1;
        else high = middle;
    }
    return 0;
}

#define INVOCATION_ENTRY_BCI (-1)

int read_scope(struct blobs *blobs, struct blob *blob, jint offset, struct scope *scope) {
    struct reader in = reader_at(blobs, blob, offset);
    scope->sender = (jint)read_unsigned(&in);
    unsigned method = read_unsigned(&in);
    scope->bci = (jint)read_unsigned(&in) + INVOCATION_ENTRY_BCI;
    scope->locals = (jint)read_unsigned(&in);
    if (in.failed || method == 0) return 0;
    scope->method = peek_word(blobs->memory, blob->metadata + (address)(method - 1) * sizeof(address), &in.failed);
    return !in.failed;
}

// The tags of ScopeValue::read_from.
enum { LOCATION_CODE, INT_CODE, OOP_CODE, LONG_CODE, DOUBLE_CODE, OBJECT_CODE, OBJECT_ID_CODE, BOX_CODE, MARKER_CODE, CHOICE_CODE };

static jint index_of(const struct pool *pool, jint id) {
    for (jint i = 0; i < pool->object_count; i++) {
        if (pool->objects[i].id == id) return i;
    }
    return -1;
}

static jint read_object(struct reader *in, struct pool *pool, unsigned tag, int nested);

// pool: one to add to, or NULL where objects can only be named. known: those to be named.
static struct scope_value read_value(struct reader *in, struct pool *pool, const struct pool *known, int nested) {
    struct scope_value value = {.where = UNKNOWN};
    unsigned tag = read_unsigned(in);
    switch (tag) {
        case LOCATION_CODE:
            value.where = LOCATION;
            value.location = read_unsigned(in);
            return value;
        case INT_CODE: value.bits = read_signed(in); break;
        case LONG_CODE: value.bits = read_long(in); break;
        case DOUBLE_CODE: value.bits = read_double(in); break;
        case OOP_CODE:
            value.where = CONSTANT_OBJECT;
            value.bits = (jlong)read_unsigned(in);
            return value;
        case OBJECT_CODE:
        case BOX_CODE:
        case CHOICE_CODE:
            value.where = IN_PIECES;
            value.bits = pool == NULL ? -1 : read_object(in, pool, tag, nested + 1);
            break;
        case OBJECT_ID_CODE:
            value.where = IN_PIECES;
            value.bits = index_of(known, (jint)read_unsigned(in));
            break;
        default: in->failed = 1; return value;
    }
    value.is_wide = tag == LONG_CODE || tag == DOUBLE_CODE;
    if (value.where == UNKNOWN) value.where = BITS;
    if (value.where == IN_PIECES && value.bits < 0) in->failed = 1;
    return value;
}

// Some builds say whether it is the variable's own (JDK-8287061), in a byte that no tag of a class can be.
static void skip_root_flag(struct reader *in) {
    if (in->at < in->size && in->bytes[in->at] != OOP_CODE + 1) in->at++;
}

static int make_values(struct reader *in, struct pool *pool, jint count) {
    for (jint i = 0; i < count && !in->failed; i++) {
        if (!make_room(pool->jvmti, (void **)&pool->values, pool->value_count, &pool->value_capacity, sizeof *pool->values)) {
            in->failed = 1;
            return 0;
        }
        pool->value_count++;
    }
    return !in->failed;
}

// A choice has a selector and an object, and then how many others it is chosen from (ObjectMergeValue).
#define BEFORE_CHOICES 2

static jint read_object(struct reader *in, struct pool *pool, unsigned tag, int nested) {
    jint id = (jint)read_unsigned(in), index = pool->object_count, first = pool->value_count;
    int is_choice = tag == CHOICE_CODE;
    if (nested > MOST_NESTED || index == MOST_OBJECTS || in->failed
        || !make_room(pool->jvmti, (void **)&pool->objects, index, &pool->object_capacity, sizeof *pool->objects)) {
        in->failed = 1;
        return -1;
    }
    pool->object_count++;
    pool->objects[index] = (struct pieces){id, 0, first, 0, is_choice};
    jint before = is_choice ? BEFORE_CHOICES : 0;
    if (!is_choice) {
        skip_root_flag(in);
        struct scope_value type = read_value(in, NULL, pool, nested);
        if (type.where != CONSTANT_OBJECT || type.bits == 0) in->failed = 1;
        pool->objects[index].type = (jint)type.bits;
    }
    if (!make_values(in, pool, before)) return index;
    for (jint i = 0; i < before; i++) {
        struct scope_value value = read_value(in, pool, pool, nested);
        pool->values[first + i] = value;
    }
    jint count = read_count(in, MOST_VALUES - pool->value_count);
    // Behind those that nested objects have taken.
    if (is_choice && pool->value_count != first + before) in->failed = 1;
    if (!make_values(in, pool, count)) return index;
    for (jint i = 0; i < count && !in->failed; i++) {
        struct scope_value value = read_value(in, pool, pool, nested);
        pool->values[first + before + i] = value;
    }
    pool->objects[index].count = before + count;
    return index;
}

int read_pool(struct blobs *blobs, struct blob *blob, jint offset, struct pool *pool) {
    struct reader in = reader_at(blobs, blob, offset);
    jint count = read_count(&in, MOST_OBJECTS);
    for (jint i = 0; i < count && !in.failed; i++) read_value(&in, pool, pool, 0);
    return !in.failed;
}

int read_slot(struct blobs *blobs, struct blob *blob, jint locals, jint slot, const struct pool *pool,
              struct scope_value *value) {
    struct reader in = reader_at(blobs, blob, locals);
    jint count = read_count(&in, 65536);
    if (slot >= count) return 0;
    for (jint i = 0; i <= slot && !in.failed; i++) *value = read_value(&in, NULL, pool, 0);
    return !in.failed;
}

void release_pool(struct pool *pool) {
    release(pool->jvmti, pool->objects);
    release(pool->jvmti, pool->values);
    *pool = (struct pool){.jvmti = pool->jvmti};
}
