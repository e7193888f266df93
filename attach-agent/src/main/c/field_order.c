// SPDX-License-Identifier: Apache-2.0
// An object's fields in the order in which compilers note them down: before JDK 25 by where they are in the object (JDK-8350892), from
// then on those of superclasses first, and each class's own as its class file has them.
#include "pieces.h"

#define MOST_FIELDS 4096

// By its name, which is the only one of its class: a reflected field would have its type looked up, by the application's class loader.
static jlong offset_of(struct collection *all, jclass type, const char *name) {
    JNIEnv *jni = all->cut->jni;
    jstring text = (*jni)->NewStringUTF(jni, name);
    jlong offset = text == NULL ? 0 : (*jni)->CallLongMethod(jni, all->unsafe, all->field_offset, type, text);
    (*jni)->DeleteLocalRef(jni, text);
    return (*jni)->ExceptionCheck(jni) ? 0 : offset;
}

static int add_field(struct instance_fields *fields, jclass type, jfieldID id, const char *name) {
    struct cut *cut = fields->all->cut;
    jint modifiers = 0;
    struct instance_field field = {.id = id};
    if ((*cut->jvmti)->GetFieldModifiers(cut->jvmti, type, id, &modifiers) != JVMTI_ERROR_NONE) return 0;
    if (modifiers & ACC_STATIC) return 1;
    if (fields->count == MOST_FIELDS
        || !make_room(cut->jvmti, (void **)&fields->fields, fields->count, &fields->capacity, sizeof *fields->fields)
        || (*cut->jvmti)->GetFieldName(cut->jvmti, type, id, NULL, &field.type, NULL) != JVMTI_ERROR_NONE) {
        return 0;
    }
    jint at = fields->count++;
    if (name != NULL) {
        field.offset = offset_of(fields->all, type, name);
        for (; at > 0 && fields->fields[at - 1].offset > field.offset; at--) fields->fields[at] = fields->fields[at - 1];
    }
    fields->fields[at] = field;
    return name == NULL || field.offset > 0;
}

static char **names_of(jvmtiEnv *jvmti, jclass type, const jfieldID *ids, jint count) {
    char **names = allocate(jvmti, count * (jlong)sizeof *names);
    for (jint i = 0; i < count && names != NULL; i++) (*jvmti)->GetFieldName(jvmti, type, ids[i], &names[i], NULL, NULL);
    return names;
}

static void release_names(jvmtiEnv *jvmti, char **names, jint count) {
    for (jint i = 0; i < count && names != NULL; i++) release(jvmti, names[i]);
    release(jvmti, names);
}

// Not so where a program has been given shorter names: fields of different types may have the same.
static int are_different(char *const *names, jint count) {
    for (jint i = 0; i < count; i++) {
        if (names[i] == NULL) return 0;
        for (jint other = 0; other < i; other++) {
            if (is_same_text(names[i], names[other])) return 0;
        }
    }
    return 1;
}

static int add_by_offset(struct instance_fields *fields, jclass type, const jfieldID *ids, jint count) {
    jvmtiEnv *jvmti = fields->all->cut->jvmti;
    if (count == 0) return 1;
    char **names = count > MOST_FIELDS ? NULL : names_of(jvmti, type, ids, count);
    int added = names != NULL && are_different(names, count);
    for (jint i = 0; i < count && added; i++) added = add_field(fields, type, ids[i], names[i]);
    release_names(jvmti, names, count);
    return added;
}

static int add_in_order(struct instance_fields *fields, jclass type, const jfieldID *ids, jint count) {
    int added = 1;
    for (jint i = 0; i < count && added; i++) added = add_field(fields, type, ids[i], NULL);
    return added;
}

int add_fields(struct instance_fields *fields, jclass type) {
    struct cut *cut = fields->all->cut;
    jint count = 0;
    jfieldID *ids = NULL;
    jclass above = (*cut->jni)->GetSuperclass(cut->jni, type);
    int added = above == NULL || add_fields(fields, above);
    (*cut->jni)->DeleteLocalRef(cut->jni, above);
    if (!added || (*cut->jvmti)->GetClassFields(cut->jvmti, type, &count, &ids) != JVMTI_ERROR_NONE) return 0;
    added = (fields->all->memory.layout.fields_by_offset ? add_by_offset : add_in_order)(fields, type, ids, count);
    release(cut->jvmti, ids);
    return added;
}

void release_fields(struct instance_fields *fields) {
    jvmtiEnv *jvmti = fields->all->cut->jvmti;
    for (jint i = 0; i < fields->count; i++) release(jvmti, fields->fields[i].type);
    release(jvmti, fields->fields);
}
