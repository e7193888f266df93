// SPDX-License-Identifier: Apache-2.0
// A cut as Java objects. Made when all threads run again; dev.jspect.agent.frames.Cut takes it apart.
#include "cut.h"

struct numbers {
    jvmtiEnv *jvmti;
    jint *all;
    jint count, capacity;
    int failed;
};

static void add(struct numbers *numbers, jint number) {
    if (!make_room(numbers->jvmti, (void **)&numbers->all, numbers->count, &numbers->capacity, sizeof *numbers->all)) {
        numbers->failed = 1;
        return;
    }
    numbers->all[numbers->count++] = number;
}

static jintArray to_array(JNIEnv *jni, struct numbers *numbers) {
    jintArray array = numbers->failed ? NULL : (*jni)->NewIntArray(jni, numbers->count);
    if (array != NULL && numbers->count > 0) (*jni)->SetIntArrayRegion(jni, array, 0, numbers->count, numbers->all);
    release(numbers->jvmti, numbers->all);
    return array;
}

static void put(JNIEnv *jni, jobjectArray array, jint index, jobject value) {
    if (value == NULL) return;
    (*jni)->SetObjectArrayElement(jni, array, index, value);
    (*jni)->DeleteLocalRef(jni, value);
}

static void put_text(JNIEnv *jni, jobjectArray array, jint index, const char *text) {
    if (text != NULL) put(jni, array, index, (*jni)->NewStringUTF(jni, text));
}

static int is_reference(const struct method *method, const struct local *local) {
    const char *type = method->variables[local->variable].signature;
    return type == NULL || *type == 'L' || *type == '[';
}

// Per thread: id, virtual, gone, state, total, count; per frame: method, bci, outcome, count; per local: variable, error, value.
static jintArray stacks(struct cut *cut, jobjectArray objects) {
    JNIEnv *jni = cut->jni;
    struct numbers numbers = {.jvmti = cut->jvmti};
    jint reference = 0;
    for (jint t = 0; t < cut->thread_count; t++) {
        const struct thread *thread = &cut->threads[t];
        const jint head[] = {(jint)(thread->id >> 32), (jint)thread->id, thread->is_virtual, thread->is_gone, thread->state, thread->total, thread->count};
        for (unsigned i = 0; i < sizeof head / sizeof *head; i++) add(&numbers, head[i]);
        for (jint d = 0; d < thread->count; d++) {
            const struct frame *frame = &cut->frames[thread->first + d];
            const jint line[] = {frame->method, frame->bci, (jint)frame->outcome, frame->count};
            for (unsigned i = 0; i < sizeof line / sizeof *line; i++) add(&numbers, line[i]);
            for (jint l = frame->first; l < frame->first + frame->count; l++) {
                struct local *local = &cut->locals[l];
                add(&numbers, local->variable);
                add(&numbers, local->error);
                if (local->error == 0 && is_reference(&cut->methods[frame->method], local)) {
                    add(&numbers, 0);
                    add(&numbers, reference);
                    (*jni)->SetObjectArrayElement(jni, objects, reference++, local->value.l);
                } else {
                    add(&numbers, (jint)(local->value.j >> 32));
                    add(&numbers, (jint)local->value.j);
                }
            }
        }
    }
    return to_array(jni, &numbers);
}

static jint count_references(const struct cut *cut) {
    jint count = 0;
    for (jint i = 0; i < cut->frame_count; i++) {
        const struct frame *frame = &cut->frames[i];
        for (jint l = frame->first; l < frame->first + frame->count; l++) {
            count += cut->locals[l].error == 0 && is_reference(&cut->methods[frame->method], &cut->locals[l]);
        }
    }
    return count;
}

static jintArray lines_of(struct cut *cut, const struct method *method) {
    jint count = 0;
    jvmtiLineNumberEntry *lines = NULL;
    struct numbers numbers = {.jvmti = cut->jvmti};
    if ((*cut->jvmti)->GetLineNumberTable(cut->jvmti, method->id, &count, &lines) != JVMTI_ERROR_NONE) count = 0;
    for (jint i = 0; i < count; i++) {
        add(&numbers, (jint)lines[i].start_location);
        add(&numbers, lines[i].line_number);
    }
    release(cut->jvmti, lines);
    return to_array(cut->jni, &numbers);
}

static jbyteArray code_of(struct cut *cut, const struct method *method) {
    jint length = 0;
    unsigned char *code = NULL;
    if ((method->access & ACC_NATIVE)
        || (*cut->jvmti)->GetBytecodes(cut->jvmti, method->id, &length, &code) != JVMTI_ERROR_NONE) {
        return NULL;
    }
    jbyteArray array = (*cut->jni)->NewByteArray(cut->jni, length);
    if (array != NULL) (*cut->jni)->SetByteArrayRegion(cut->jni, array, 0, length, (jbyte *)code);
    release(cut->jvmti, code);
    return array;
}

static jintArray ranges_of(struct cut *cut, const struct method *method) {
    struct numbers numbers = {.jvmti = cut->jvmti};
    add(&numbers, method->access);
    add(&numbers, (jint)method->origin);
    add(&numbers, method->is_application);
    add(&numbers, method->has_table);
    add(&numbers, (jint)((jlong)method->id >> 32));
    add(&numbers, (jint)(jlong)method->id);
    for (jint i = 0; i < method->variable_count; i++) {
        add(&numbers, (jint)method->variables[i].start_location);
        add(&numbers, method->variables[i].length);
        add(&numbers, method->variables[i].slot);
    }
    return to_array(cut->jni, &numbers);
}

static jobjectArray texts_of(struct cut *cut, const struct method *method, jclass string) {
    JNIEnv *jni = cut->jni;
    jint count = method->has_table ? method->variable_count : 0;
    jobjectArray texts = (*jni)->NewObjectArray(jni, count * 3, string, NULL);
    for (jint i = 0; i < count && texts != NULL; i++) {
        put_text(jni, texts, i * 3, method->variables[i].name);
        put_text(jni, texts, i * 3 + 1, method->variables[i].signature);
        put_text(jni, texts, i * 3 + 2, method->variables[i].generic_signature);
    }
    return texts;
}

jobjectArray report_method(struct cut *cut, const struct method *method, jclass object, jclass string) {
    JNIEnv *jni = cut->jni;
    jobjectArray parts = (*jni)->NewObjectArray(jni, 8, object, NULL);
    char *source = NULL;
    if (parts == NULL || method->owner == NULL || method->descriptor == NULL) return parts;
    (*jni)->SetObjectArrayElement(jni, parts, 0, method->owner);
    put_text(jni, parts, 1, method->name);
    put_text(jni, parts, 2, method->descriptor);
    if ((*cut->jvmti)->GetSourceFileName(cut->jvmti, method->owner, &source) == JVMTI_ERROR_NONE) {
        put_text(jni, parts, 3, source);
        release(cut->jvmti, source);
    }
    put(jni, parts, 4, ranges_of(cut, method));
    put(jni, parts, 5, texts_of(cut, method, string));
    put(jni, parts, 6, code_of(cut, method));
    put(jni, parts, 7, lines_of(cut, method));
    return parts;
}

static jlongArray summary(struct cut *cut) {
    const jlong numbers[] = {cut->denial,         cut->suspend_error,     cut->paused,
                             cut->fired,          cut->local_count,       cut->platform_count,
                             cut->virtual_suspended};
    const jint count = sizeof numbers / sizeof *numbers;
    jlongArray array = (*cut->jni)->NewLongArray(cut->jni, count);
    if (array != NULL) (*cut->jni)->SetLongArrayRegion(cut->jni, array, 0, count, numbers);
    return array;
}

// Summary, threads, what each is parked for, stacks, objects, methods. NULL with an exception pending when memory is out.
jobjectArray report(struct cut *cut) {
    JNIEnv *jni = cut->jni;
    jclass object = (*jni)->FindClass(jni, "java/lang/Object"), string = (*jni)->FindClass(jni, "java/lang/String");
    if (object == NULL || string == NULL) return NULL;
    jobjectArray all = (*jni)->NewObjectArray(jni, 6, object, NULL);
    jobjectArray threads = (*jni)->NewObjectArray(jni, cut->thread_count, object, NULL);
    jobjectArray blockers = (*jni)->NewObjectArray(jni, cut->thread_count, object, NULL);
    jobjectArray objects = (*jni)->NewObjectArray(jni, count_references(cut), object, NULL);
    jobjectArray methods = (*jni)->NewObjectArray(jni, cut->method_count, object, NULL);
    if (all == NULL || threads == NULL || blockers == NULL || objects == NULL || methods == NULL) return NULL;
    for (jint i = 0; i < cut->thread_count; i++) {
        (*jni)->SetObjectArrayElement(jni, threads, i, cut->threads[i].ref);
        put(jni, blockers, i, cut->threads[i].blocker);
    }
    for (jint i = 0; i < cut->method_count && !(*jni)->ExceptionCheck(jni); i++) {
        put(jni, methods, i, report_method(cut, &cut->methods[i], object, string));
    }
    put(jni, all, 0, summary(cut));
    put(jni, all, 1, threads);
    put(jni, all, 2, blockers);
    put(jni, all, 3, stacks(cut, objects));
    put(jni, all, 4, objects);
    put(jni, all, 5, methods);
    return (*jni)->ExceptionCheck(jni) ? NULL : all;
}
