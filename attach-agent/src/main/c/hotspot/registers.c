// SPDX-License-Identifier: Apache-2.0
// Where code of the VM that keeps all registers of its caller has put them (oopMap.hpp): a thread that is stopped in the middle of
// compiled code has come to such code.
#include "hotspot.h"

#define MOST_MAPS 64
#define MOST_BYTES 4096
enum { CALLEE_SAVED = 2, DERIVED = 3 };

// The map of this pc among those of a blob; 0 when there is none.
static address find_map(const struct memory *memory, const struct blob *blob, address pc, int *failed) {
    struct {
        jint pc, map;
    } pair;
    address maps = peek_word(memory, blob->start + memory->layout.oop_maps, failed);
    jint count = *failed || maps == 0 ? 0 : peek_int(memory, maps + memory->layout.maps_count, failed);
    address pairs = maps + memory->layout.maps_size;
    for (jint i = 0; i < count && i < MOST_MAPS; i++) {
        if (!peek(memory, pairs + (address)i * sizeof pair, &pair, sizeof pair)) return 0;
        if (pair.pc == (jint)(pc - blob->code)) return pairs + (address)count * sizeof pair + (address)pair.map;
    }
    return 0;
}

static int add(struct walk *walk, jint number, address at) {
    if (!make_room(walk->jvmti, (void **)&walk->saved, walk->saved_count, &walk->saved_capacity, sizeof *walk->saved)) return 0;
    walk->saved[walk->saved_count++] = (struct saved_register){number, at};
    return 1;
}

void add_registers(struct walk *walk, const struct blob *blob, address pc, address sp) {
    const struct memory *memory = walk->blobs->memory;
    unsigned char bytes[MOST_BYTES];
    int failed = 0;
    address map = find_map(memory, blob, pc, &failed);
    jint count = map == 0 ? 0 : peek_int(memory, map + memory->layout.map_count, &failed);
    jint size = MOST_BYTES;
    address data = map + memory->layout.map_size;
    // It says nothing of its length, and may be the last thing that there is.
    while (size > 0 && count > 0 && !peek(memory, data, bytes, (address)size)) size /= 2;
    struct reader in = {bytes, 0, size, failed};
    for (jint i = 0; i < count && !in.failed; i++) {
        unsigned value = read_unsigned(&in), type = value & 3, slot = value >> 2;
        unsigned content = type == CALLEE_SAVED || type == DERIVED ? read_unsigned(&in) : 0;
        if (type != CALLEE_SAVED || slot < memory->layout.first_slot || in.failed) continue;
        if (!add(walk, (jint)content, sp + (address)(slot - memory->layout.first_slot) * 4)) return;
    }
}
