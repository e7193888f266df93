// SPDX-License-Identifier: Apache-2.0
// An object's fields in the order in which compilers note them down: before JDK 25 by where they are in the object (JDK-8350892), from
// then on those of superclasses first, and each class's own as its class file has them.
#include "pieces.h"

#define MOST_FIELDS 4096

static jlong offset_of(struct collection *all, jclass type, jfieldID id) {
    JNIEnv *jni = all->cut->jni;
    jobject reflected = (*jni)->ToReflectedField(jni, type, id, JNI_FALSE);
    jlong offset = reflected == NULL ? 0 : (*jni)->CallLongMethod(jni, all->unsafe, all->field_offset, reflected);
    (*jni)->DeleteLocalRef(jni, reflected);
    return offset;
}

static int add_field(struct instance_fields *fields, jclass type, jfieldID id) {
    struct cut *cut = fields->all->cut;
    jint modifiers = 0;
    char *signature = NULL;
    if ((*cut->jvmti)->GetFieldModifiers(cut->jvmti, type, id, &modifiers) != JVMTI_ERROR_NONE) return 0;
    if (modifiers & ACC_STATIC) return 1;
    if (fields->count == MOST_FIELDS
        || !make_room(cut->jvmti, (void **)&fields->fields, fields->count, &fields->capacity, sizeof *fields->fields)
        || (*cut->jvmti)->GetFieldName(cut->jvmti, type, id, NULL, &signature, NULL) != JVMTI_ERROR_NONE) {
        return 0;
    }
    struct instance_field field = {id, 0, signature};
    jint at = fields->count++;
    if (fields->all->memory.layout.fields_by_offset) {
        field.offset = offset_of(fields->all, type, id);
        for (; at > 0 && fields->fields[at - 1].offset > field.offset; at--) fields->fields[at] = fields->fields[at - 1];
    }
    fields->fields[at] = field;
    return !(*cut->jni)->ExceptionCheck(cut->jni);
}

int add_fields(struct instance_fields *fields, jclass type) {
    struct cut *cut = fields->all->cut;
    jint count = 0;
    jfieldID *ids = NULL;
    jclass above = (*cut->jni)->GetSuperclass(cut->jni, type);
    int added = above == NULL || add_fields(fields, above);
    (*cut->jni)->DeleteLocalRef(cut->jni, above);
    if (!added || (*cut->jvmti)->GetClassFields(cut->jvmti, type, &count, &ids) != JVMTI_ERROR_NONE) return 0;
    for (jint i = 0; i < count && added; i++) added = add_field(fields, type, ids[i]);
    release(cut->jvmti, ids);
    return added;
}

void release_fields(struct instance_fields *fields) {
    jvmtiEnv *jvmti = fields->all->cut->jvmti;
    for (jint i = 0; i < fields->count; i++) release(jvmti, fields->fields[i].type);
    release(jvmti, fields->fields);
}
