// SPDX-License-Identifier: Apache-2.0
// HotSpot gives the capability to read local variables to agents of its start only, and refuses a late one (JVMTI error 98).
// What it asks when a variable is read is a bit in the environment itself. We set that bit in our own environment, after a
// strict check that it is the bit we mean. Nothing that other environments or the VM share is written.
#include "jspect.h"

// The block lies at 360 on JDK 8, at 376 on 11 and 17, at 408 on 21 and 25.
#define SCAN_FROM 8
#define SCAN_TO 512

static int is_tested(jvmtiEnv *jvmti) {
#if defined(__linux__) && defined(__x86_64__)
    jint version = 0;
    if ((*jvmti)->GetVersionNumber(jvmti, &version) != JVMTI_ERROR_NONE) return 0;
    // JDK 8 says 1.2, later ones their own number.
    jint major = (version & JVMTI_VERSION_MASK_MAJOR) >> JVMTI_VERSION_SHIFT_MAJOR;
    return major == 1 || major == 11 || major == 17 || major == 21 || major == 25;
#else
    (void)jvmti;
    return 0;
#endif
}

static int shows(jvmtiEnv *jvmti, const union capabilities *expected) {
    union capabilities seen = NO_CAPABILITIES;
    if ((*jvmti)->GetCapabilities(jvmti, &seen.set) != JVMTI_ERROR_NONE) return 0;
    for (unsigned i = 0; i < CAPABILITY_WORDS; i++) {
        if (seen.words[i] != expected->words[i]) return 0;
    }
    return 1;
}

static volatile unsigned int *find_block(jvmtiEnv *jvmti, const union capabilities *held) {
    volatile unsigned int *found = NULL;
    for (unsigned at = SCAN_FROM; at + sizeof held->words <= SCAN_TO; at += sizeof(unsigned int)) {
        volatile unsigned int *block = (volatile unsigned int *)((volatile char *)jvmti + at);
        unsigned same = 0;
        while (same < CAPABILITY_WORDS && block[same] == held->words[same]) same++;
        if (same < CAPABILITY_WORDS) continue;
        if (found != NULL) return NULL;
        found = block;
    }
    return found;
}

static void toggle(volatile unsigned int *block, const union capabilities *bits) {
    for (unsigned i = 0; i < CAPABILITY_WORDS; i++) block[i] ^= bits->words[i];
}

// Toggles one bit, looks whether GetCapabilities shows just that, and leaves the bit toggled only where it did and is wanted.
static int confirm(jvmtiEnv *jvmti, volatile unsigned int *block, const union capabilities *held,
                   const union capabilities *bit, int keep) {
    union capabilities expected = *held;
    for (unsigned i = 0; i < CAPABILITY_WORDS; i++) expected.words[i] ^= bit->words[i];
    toggle(block, bit);
    int confirmed = shows(jvmti, &expected);
    if (!confirmed || !keep) toggle(block, bit);
    return confirmed;
}

enum denial grant_local_access(jvmtiEnv *jvmti) {
    union capabilities held = NO_CAPABILITIES, harmless[3] = {NO_CAPABILITIES, NO_CAPABILITIES, NO_CAPABILITIES};
    union capabilities wanted = NO_CAPABILITIES;
    wanted.set.can_access_local_variables = 1;
    // A VM that grants it late, or a target whose debugger has had it granted to all.
    if ((*jvmti)->AddCapabilities(jvmti, &wanted.set) == JVMTI_ERROR_NONE) return GRANTED;
    if (!is_tested(jvmti)) return UNTESTED_VM;
    if ((*jvmti)->GetCapabilities(jvmti, &held.set) != JVMTI_ERROR_NONE) return NOT_FOUND;
    volatile unsigned int *block = find_block(jvmti, &held);
    if (block == NULL) return NOT_FOUND;
    // These only gate functions that we do not call.
    harmless[0].set.can_get_synthetic_attribute = 1;
    harmless[1].set.can_get_source_debug_extension = 1;
    harmless[2].set.can_get_constant_pool = 1;
    for (int i = 0; i < 3; i++) {
        if (!confirm(jvmti, block, &held, &harmless[i], 0)) return NOT_CONFIRMED;
    }
    if (!shows(jvmti, &held)) return NOT_CONFIRMED;
    return confirm(jvmti, block, &held, &wanted, 1) ? GRANTED : NOT_CONFIRMED;
}
