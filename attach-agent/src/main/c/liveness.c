// SPDX-License-Identifier: Apache-2.0
// What the tool found out about the methods that stood on the stacks a moment ago: which variables are live at which index into
// the bytecode. To ask the VM for one costs tens of microseconds, in which all threads stand still.
#include "cut.h"

static struct liveness *entry(const struct cut *cut, jlong method, jlong bci) {
    unsigned long at = (((unsigned long)method >> 3) * 31 + (unsigned long)bci) * 2654435761u;
    at %= (unsigned long)cut->liveness_size;
    while (cut->liveness[at].method != 0 && (cut->liveness[at].method != method || cut->liveness[at].bci != bci)) {
        at = (at + 1) % (unsigned long)cut->liveness_size;
    }
    return &cut->liveness[at];
}

// numbers: a method's id, an index into its bytecode, and a bit for each live variable, in turn.
void learn_liveness(struct cut *cut, jlongArray numbers) {
    JNIEnv *jni = cut->jni;
    jint count = (*jni)->GetArrayLength(jni, numbers) / 3;
    cut->liveness = allocate(cut->jvmti, (count * 2 + 1) * (jlong)sizeof *cut->liveness);
    if (cut->liveness == NULL) return;
    cut->liveness_size = count * 2 + 1;
    for (jint i = 0; i < count; i++) {
        jlong one[3];
        (*jni)->GetLongArrayRegion(jni, numbers, i * 3, 3, one);
        *entry(cut, one[0], one[1]) = (struct liveness){one[0], one[1], one[2]};
    }
}

// All bits where the tool knows nothing.
jlong live_at(const struct cut *cut, jmethodID method, jint bci) {
    if (cut->liveness == NULL) return -1;
    const struct liveness *known = entry(cut, (jlong)method, bci);
    return known->method == 0 ? -1 : known->live;
}
