// SPDX-License-Identifier: Apache-2.0
// Where a worker thread of an executor keeps the task that it runs: a local variable of the method that runs it.
#include "cut.h"

static int is_called(const char *name, const char *wanted) {
    while (*name != 0 && *name == *wanted) {
        name++;
        wanted++;
    }
    return *name == *wanted;
}

static jint by_name(const struct method *method) {
    for (jint i = 0; i < method->variable_count; i++) {
        const char *name = method->variables[i].name;
        if (name != NULL && (is_called(name, "task") || is_called(name, "job"))) return i;
    }
    return -1;
}

#define ALOAD 0x19
#define ALOAD_0 0x2A
#define ALOAD_3 0x2D
#define INVOKEINTERFACE 0xB9

// The slot that a call of an interface's method without parameters (JVM specification 6.5, invokeinterface) is made on, right
// after it is loaded; -1 where there is not exactly one such call: Runnable.run.
static jint receiver_of_call(struct cut *cut, const struct method *method) {
    jint length = 0, slot = -1, calls = 0;
    unsigned char *code = NULL;
    if ((*cut->jvmti)->GetBytecodes(cut->jvmti, method->id, &length, &code) != JVMTI_ERROR_NONE) return -1;
    for (jint i = 2; i + 4 < length; i++) {
        if (code[i] != INVOKEINTERFACE || code[i + 3] != 1 || code[i + 4] != 0) continue;
        if (code[i - 1] >= ALOAD_0 && code[i - 1] <= ALOAD_3) {
            slot = code[i - 1] - ALOAD_0;
            calls++;
        } else if (code[i - 2] == ALOAD) {
            slot = code[i - 1];
            calls++;
        }
    }
    release(cut->jvmti, code);
    return calls == 1 ? slot : -1;
}

// Behind this and the parameters, which are known without a table, comes that one.
static int add_variable(struct cut *cut, struct method *method, jint slot) {
    jint count = method->variable_count;
    jvmtiLocalVariableEntry *more = allocate(cut->jvmti, (count + 1) * (jlong)sizeof *more);
    if (more == NULL) return 0;
    for (jint i = 0; i < count; i++) more[i] = method->variables[i];
    more[count].length = 0xFFFF;
    more[count].slot = slot;
    release(cut->jvmti, method->variables);
    method->variables = more;
    method->variable_count++;
    return 1;
}

// By its name; without a table by the call that is made on it. A ForkJoinTask runs itself.
void find_task(struct cut *cut, struct method *method) {
    if (method->has_table) {
        method->task = by_name(method);
    } else if (!(method->access & ACC_NATIVE)) {
        jint slot = receiver_of_call(cut, method);
        // A parameter's slot is a variable already.
        for (jint i = 0; i < method->variable_count; i++) {
            if (method->variables[i].slot == slot) method->task = i;
        }
        if (slot >= 0 && method->task < 0 && add_variable(cut, method, slot)) method->task = method->variable_count - 1;
    }
    for (jint i = 0; i < method->variable_count && method->task < 0 && is_called(method->name, "doExec"); i++) {
        if (method->variables[i].slot == 0 && method->variables[i].start_location == 0) method->task = i;
    }
}
