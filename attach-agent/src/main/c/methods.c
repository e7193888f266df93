// SPDX-License-Identifier: Apache-2.0
// The methods on the stacks, each looked up once.
#include "cut.h"

static enum origin origin_of(struct cut *cut, jclass owner) {
    JNIEnv *jni = cut->jni;
    jobject loader = NULL;
    if ((*cut->jvmti)->GetClassLoader(cut->jvmti, owner, &loader) != JVMTI_ERROR_NONE || loader == NULL) return BOOT;
    int platform = (*jni)->IsSameObject(jni, loader, cut->settings.platform_loader);
    (*jni)->DeleteLocalRef(jni, loader);
    return platform ? PLATFORM : APPLICATION;
}

static int begins_with(struct cut *cut, const char *signature, jbyteArray prefix) {
    JNIEnv *jni = cut->jni;
    jint length = (*jni)->GetArrayLength(jni, prefix);
    for (jint i = 0; i < length; i++) {
        jbyte wanted;
        (*jni)->GetByteArrayRegion(jni, prefix, i, 1, &wanted);
        if (signature[i] == 0 || signature[i] != wanted) return 0;
    }
    return 1;
}

static int is_application(struct cut *cut, const struct method *method) {
    if (cut->prefix_count == 0) return method->origin == APPLICATION;
    char *signature = NULL;
    int is = 0;
    if ((*cut->jvmti)->GetClassSignature(cut->jvmti, method->owner, &signature, NULL) != JVMTI_ERROR_NONE) return 0;
    for (jint i = 0; i < cut->prefix_count && !is; i++) is = begins_with(cut, signature, cut->prefixes[i]);
    release(cut->jvmti, signature);
    return is;
}

static const char *after_type(const char *at) {
    while (*at == '[') at++;
    if (*at == 'L') {
        while (*at != ';' && *at != 0) at++;
    }
    return *at == 0 ? at : at + 1;
}

// this and the parameters, which are known without a table.
static void variables_by_descriptor(struct cut *cut, struct method *method) {
    jint is_instance = !(method->access & ACC_STATIC), count = is_instance;
    const char *at = method->descriptor + 1;
    for (const char *p = at; *p != ')' && *p != 0; p = after_type(p)) count++;
    method->variables = allocate(cut->jvmti, count * (jlong)sizeof *method->variables);
    if (method->variables == NULL) return;
    method->variable_count = count;
    jint slot = is_instance;
    for (jint i = 0; i < count; i++) {
        jvmtiLocalVariableEntry *variable = &method->variables[i];
        variable->length = 0xFFFF;
        if (i < is_instance) continue;
        // A pointer into the method's descriptor: the type begins there.
        variable->signature = (char *)at;
        variable->slot = slot;
        slot += *at == 'J' || *at == 'D' ? 2 : 1;
        at = after_type(at);
    }
}

static int describe(struct cut *cut, struct method *method) {
    jvmtiEnv *jvmti = cut->jvmti;
    if ((*jvmti)->GetMethodDeclaringClass(jvmti, method->id, &method->owner) != JVMTI_ERROR_NONE) return 0;
    if ((*jvmti)->GetMethodName(jvmti, method->id, &method->name, &method->descriptor, NULL) != JVMTI_ERROR_NONE) {
        return 0;
    }
    (*jvmti)->GetMethodModifiers(jvmti, method->id, &method->access);
    method->origin = origin_of(cut, method->owner);
    method->is_application = is_application(cut, method);
    // An empty table is none: a method of no variables needs none, either.
    method->has_table = (*jvmti)->GetLocalVariableTable(jvmti, method->id, &method->variable_count, &method->variables)
                            == JVMTI_ERROR_NONE
                        && method->variable_count > 0;
    if (!method->has_table) {
        release(jvmti, method->variables);
        method->variables = NULL;
        method->variable_count = 0;
        variables_by_descriptor(cut, method);
    }
    method->task = -1;
    if (cut->settings.tasks_only && method->is_application) find_task(cut, method);
    return 1;
}

static jint *bucket(struct cut *cut, jmethodID id) {
    unsigned long at = ((unsigned long)id >> 3) * 2654435761u % (unsigned long)cut->hash_size;
    while (cut->hash[at] != 0 && cut->methods[cut->hash[at] - 1].id != id) at = (at + 1) % (unsigned long)cut->hash_size;
    return &cut->hash[at];
}

static int grow_hash(struct cut *cut) {
    if (cut->method_count * 2 < cut->hash_size) return 1;
    release(cut->jvmti, cut->hash);
    cut->hash_size = cut->hash_size == 0 ? 1024 : cut->hash_size * 4;
    cut->hash = allocate(cut->jvmti, cut->hash_size * (jlong)sizeof *cut->hash);
    if (cut->hash == NULL) return 0;
    for (jint i = 0; i < cut->method_count; i++) *bucket(cut, cut->methods[i].id) = i + 1;
    return 1;
}

// The method's index; -1 when there is no memory left.
jint method_of(struct cut *cut, jmethodID id) {
    if (!grow_hash(cut)) return -1;
    jint *known = bucket(cut, id);
    if (*known != 0) return *known - 1;
    if (!make_room(cut->jvmti, (void **)&cut->methods, cut->method_count, &cut->method_capacity, sizeof *cut->methods)) {
        return -1;
    }
    struct method *method = &cut->methods[cut->method_count];
    method->id = id;
    if (!describe(cut, method)) method->variable_count = 0;
    *known = ++cut->method_count;
    return cut->method_count - 1;
}

void release_methods(struct cut *cut) {
    for (jint i = 0; i < cut->method_count; i++) {
        struct method *method = &cut->methods[i];
        for (jint v = 0; method->has_table && v < method->variable_count; v++) {
            release(cut->jvmti, method->variables[v].name);
            release(cut->jvmti, method->variables[v].signature);
            release(cut->jvmti, method->variables[v].generic_signature);
        }
        release(cut->jvmti, method->variables);
        release(cut->jvmti, method->name);
        release(cut->jvmti, method->descriptor);
    }
    release(cut->jvmti, cut->methods);
    release(cut->jvmti, cut->hash);
}
