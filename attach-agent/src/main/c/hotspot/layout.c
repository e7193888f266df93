// SPDX-License-Identifier: Apache-2.0
// Where HotSpot's structures lie, by the table that it has for its Serviceability Agent (vmStructs.hpp), and its memory.
#include "../kernel.h"
#include "hotspot.h"

#if defined(__x86_64__) && defined(__linux__)
#define VISIBLE_IN_VM extern __attribute__((weak))
VISIBLE_IN_VM address gHotSpotVMStructs, gHotSpotVMStructEntryArrayStride, gHotSpotVMStructEntryTypeNameOffset,
    gHotSpotVMStructEntryFieldNameOffset, gHotSpotVMStructEntryOffsetOffset, gHotSpotVMStructEntryAddressOffset,
    gHotSpotVMTypes, gHotSpotVMTypeEntryArrayStride, gHotSpotVMTypeEntryTypeNameOffset, gHotSpotVMTypeEntrySizeOffset,
    gHotSpotVMIntConstants, gHotSpotVMIntConstantEntryArrayStride, gHotSpotVMIntConstantEntryNameOffset,
    gHotSpotVMIntConstantEntryValueOffset;

struct wanted {
    const char *type, *field;
    address *to;
    int is_static;
};

static int same(const char *one, const char *other) {
    while (*one == *other && *one != 0) one++, other++;
    return *one == *other;
}

static const char *text_at(address entry, address offset) { return *(const char *const *)(entry + offset); }

// Returns whether all were found.
static int find_fields(const struct wanted *wanted, int count) {
    int found = 0;
    for (address entry = gHotSpotVMStructs; text_at(entry, gHotSpotVMStructEntryTypeNameOffset) != NULL;
         entry += gHotSpotVMStructEntryArrayStride) {
        const char *type = text_at(entry, gHotSpotVMStructEntryTypeNameOffset);
        const char *field = text_at(entry, gHotSpotVMStructEntryFieldNameOffset);
        for (int i = 0; i < count; i++) {
            if (!same(type, wanted[i].type) || !same(field, wanted[i].field)) continue;
            *wanted[i].to = *(const address *)(entry
                                               + (wanted[i].is_static ? gHotSpotVMStructEntryAddressOffset
                                                                      : gHotSpotVMStructEntryOffsetOffset));
            found++;
        }
    }
    return found == count;
}

static address size_of_type(const char *name) {
    for (address entry = gHotSpotVMTypes; text_at(entry, gHotSpotVMTypeEntryTypeNameOffset) != NULL;
         entry += gHotSpotVMTypeEntryArrayStride) {
        if (same(text_at(entry, gHotSpotVMTypeEntryTypeNameOffset), name)) {
            return *(const address *)(entry + gHotSpotVMTypeEntrySizeOffset);
        }
    }
    return 0;
}

static jint int_constant(const char *name) {
    for (address entry = gHotSpotVMIntConstants; text_at(entry, gHotSpotVMIntConstantEntryNameOffset) != NULL;
         entry += gHotSpotVMIntConstantEntryArrayStride) {
        if (same(text_at(entry, gHotSpotVMIntConstantEntryNameOffset), name)) {
            return *(const jint *)(entry + gHotSpotVMIntConstantEntryValueOffset);
        }
    }
    return 0;
}

#define COUNT(array) ((int)(sizeof(array) / sizeof *(array)))

static int find_common(struct layout *l) {
    const struct wanted common[] = {
        {"CodeCache", "_heaps", &l->heaps, 1},
        {"BarrierSet", "_barrier_set", &l->barrier_set, 1},
        {"BarrierSet", "_fake_rtti", &l->barrier_rtti, 0},
        {"BarrierSet::FakeRtti", "_concrete_tag", &l->barrier_tag, 0},
        {"GrowableArrayBase", "_len", &l->array_length, 0},
        {"GrowableArray<int>", "_data", &l->array_data, 0},
        {"CodeHeap", "_memory", &l->heap_memory, 0},
        {"CodeHeap", "_segmap", &l->heap_segments, 0},
        {"CodeHeap", "_log2_segment_size", &l->heap_log2, 0},
        {"VirtualSpace", "_low", &l->space_low, 0},
        {"VirtualSpace", "_high", &l->space_high, 0},
        {"HeapBlock::Header", "_used", &l->block_used, 0},
        {"CodeBlob", "_name", &l->blob_name, 0},
        {"CodeBlob", "_frame_size", &l->blob_frame_size, 0},
        {"CodeBlob", "_size", &l->blob_size, 0},
        {"CodeBlob", "_data_offset", &l->blob_data, 0},
        {"CodeBlob", "_oop_maps", &l->oop_maps, 0},
        {"ImmutableOopMapSet", "_count", &l->maps_count, 0},
        {"ImmutableOopMap", "_count", &l->map_count, 0},
        {"nmethod", "_orig_pc_offset", &l->orig_pc, 0},
        {"nmethod", "_scopes_pcs_offset", &l->scopes_pcs, 0},
        {"Universe", "_collectedHeap", &l->heap, 1},
        {"CollectedHeap", "_total_collections", &l->collections, 0},
        {"CodeBlob", "_frame_complete_offset", &l->frame_complete, 0},
        {"CollectedHeap", "_reserved", &l->heap_reserved, 0},
        {"MemRegion", "_start", &l->region_start, 0},
        {"MemRegion", "_word_size", &l->region_words, 0},
        {"Klass", "_layout_helper", &l->klass_size, 0},
        {"Method", "_constMethod", &l->const_method, 0},
        {"ConstMethod", "_constants", &l->constants, 0},
        {"ConstantPool", "_pool_holder", &l->pool_holder, 0},
        {"InstanceKlass", "_fieldinfo_stream", &l->field_stream, 0},
        {"Array<u1>", "_data", &l->bytes, 0},
        {"JavaThread", "_anchor", &l->thread_anchor, 0},
        {"JavaFrameAnchor", "_last_Java_sp", &l->anchor_sp, 0},
        {"JavaFrameAnchor", "_last_Java_pc", &l->anchor_pc, 0},
        {"JavaFrameAnchor", "_last_Java_fp", &l->anchor_fp, 0},
    };
    l->block_size = size_of_type("HeapBlock");
    l->pc_size = size_of_type("PcDesc");
    l->maps_size = size_of_type("ImmutableOopMapSet");
    l->map_size = size_of_type("ImmutableOopMap");
    jint registers = int_constant("ConcreteRegisterImpl::number_of_registers");
    // VMRegImpl numbers stack slots from the next multiple of 8 on.
    l->first_slot = ((address)registers + 7) & ~(address)7;
    // The numbers of collectors that collector.c knows.
    if (int_constant("BarrierSet::CardTableBarrierSet") != 1 || int_constant("BarrierSet::G1BarrierSet") != 3) return 0;
    return find_fields(common, COUNT(common)) && l->block_size != 0 && l->pc_size == 4 * sizeof(jint) && l->maps_size == 8
           && l->map_size != 0 && registers > 0;
}

// JDK 21: all tables of an nmethod lie behind its code.
static int find_contiguous(struct layout *l) {
    const struct wanted fields[] = {
        {"CompressedOops", "_narrow_oop._base", &l->narrow_base, 1},
        {"CompressedOops", "_narrow_oop._shift", &l->narrow_shift, 1},
        {"CodeBlob", "_code_begin", &l->blob_code, 0},
        {"CompiledMethod", "_scopes_data_begin", &l->scopes_begin, 0},
        {"CompiledMethod", "_method", &l->method, 0},
        {"CompiledMethod", "_deopt_handler_begin", &l->deopt_handler, 0},
        {"nmethod", "_dependencies_offset", &l->scopes_end, 0},
        {"nmethod", "_oops_offset", &l->oops, 0},
        {"nmethod", "_metadata_offset", &l->metadata, 0},
    };
    return find_fields(fields, COUNT(fields));
}

// JDK 25: what does not change lies outside of the code cache.
static int find_divided(struct layout *l) {
    const struct wanted fields[] = {
        {"CompressedOops", "_base", &l->narrow_base, 1},
        {"CompressedOops", "_shift", &l->narrow_shift, 1},
        {"CodeBlob", "_code_offset", &l->blob_code, 0},
        {"CodeBlob", "_mutable_data", &l->mutable, 0},
        {"CodeBlob", "_relocation_size", &l->relocation_size, 0},
        {"nmethod", "_method", &l->method, 0},
        {"nmethod", "_deopt_handler_offset", &l->deopt_handler, 0},
        {"nmethod", "_scopes_data_offset", &l->scopes_begin, 0},
        {"nmethod", "_immutable_data", &l->immutable, 0},
        {"nmethod", "_immutable_data_size", &l->immutable_size, 0},
    };
    return find_fields(fields, COUNT(fields));
}

static int is_tested(jvmtiEnv *jvmti, struct layout *layout) {
    jint version = 0;
    if ((*jvmti)->GetVersionNumber(jvmti, &version) != JVMTI_ERROR_NONE) return 0;
    jint major = (version & JVMTI_VERSION_MASK_MAJOR) >> JVMTI_VERSION_SHIFT_MAJOR;
    layout->has_immutable_data = major == 25;
    layout->fields_by_offset = major == 21;
    return major == 21 || major == 25;
}

// A build has not all of them; what it has not stays 0.
static void find_collectors(struct layout *l) {
    const struct wanted fields[] = {
        {"ShenandoahHeap", "_num_regions", &l->collectors.region_count, 0},
        {"ShenandoahHeap", "_regions", &l->collectors.regions, 0},
        {"ShenandoahHeapRegion", "_state", &l->collectors.region_state, 0},
        {"XGlobalsForVMStructs", "_instance_p", &l->collectors.coloured, 1},
        {"XGlobalsForVMStructs", "_XAddressGoodMask", &l->collectors.coloured_good, 0},
        {"XGlobalsForVMStructs", "_XAddressMetadataMask", &l->collectors.coloured_metadata, 0},
        {"XGlobalsForVMStructs", "_XAddressOffsetMask", &l->collectors.coloured_offset, 0},
        {"ZGlobalsForVMStructs", "_instance_p", &l->collectors.generational, 1},
        {"ZGlobalsForVMStructs", "_ZPointerStoreGoodMask", &l->collectors.store_good, 0},
        {"ZGlobalsForVMStructs", "_ZPointerLoadBadMask", &l->collectors.load_bad, 0},
        {"ZGlobalsForVMStructs", "_ZPointerLoadShift", &l->collectors.load_shift, 0},
        {"ZGlobalsForVMStructs", "_ZAddressOffsetMask", &l->collectors.offset_mask, 0},
    };
    find_fields(fields, COUNT(fields));
}

int open_memory(jvmtiEnv *jvmti, struct memory *memory) {
    struct layout *l = &memory->layout;
    memory->file = -1;
    if (&gHotSpotVMStructs == NULL || gHotSpotVMStructs == 0 || &gHotSpotVMTypes == NULL || gHotSpotVMTypes == 0) return 0;
    if (&gHotSpotVMIntConstants == NULL || gHotSpotVMIntConstants == 0) return 0;
    if (!is_tested(jvmti, l) || !find_common(l)) return 0;
    if (!(l->has_immutable_data ? find_divided(l) : find_contiguous(l))) return 0;
    find_collectors(l);
    memory->file = open_to_read("/proc/self/mem");
    return memory->file >= 0;
}

void close_memory(struct memory *memory) {
    if (memory->file >= 0) kernel(SYS_close, memory->file, 0, 0, 0);
    memory->file = -1;
}

int peek(const struct memory *memory, address from, void *to, address size) {
    return kernel(SYS_pread64, memory->file, (long)to, (long)size, (long)from) == (long)size;
}
#else
int open_memory(jvmtiEnv *jvmti, struct memory *memory) {
    (void)jvmti;
    memory->file = -1;
    return 0;
}

void close_memory(struct memory *memory) { (void)memory; }

int peek(const struct memory *memory, address from, void *to, address size) {
    (void)memory, (void)from, (void)to, (void)size;
    return 0;
}
#endif

address peek_word(const struct memory *memory, address from, int *failed) {
    address word = 0;
    if (!peek(memory, from, &word, sizeof word)) *failed = 1;
    return word;
}

jint peek_int(const struct memory *memory, address from, int *failed) {
    jint number = 0;
    if (!peek(memory, from, &number, sizeof number)) *failed = 1;
    return number;
}
