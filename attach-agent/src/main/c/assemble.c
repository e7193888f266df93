// SPDX-License-Identifier: Apache-2.0
// Makes the objects that compiled code has in pieces, as the VM would when it leaves that code (Deoptimization::reassign_fields): no
// constructor runs. Copies that nobody but jspect has.
#include "pieces.h"

static int is_wide(char type) { return type == 'J' || type == 'D'; }

static int is_reference(char type) { return type == 'L' || type == '['; }

// A number of 8 bytes for a narrow field is two fields', written at once (by compilers other than C2): it is left alone.
static int may_be(char type, const struct part *part) {
    if (is_reference(type)) return part->kind != NUMBER;
    return part->kind == NUMBER && (is_wide(type) || !part->is_wide);
}

static jobject object_of(const struct collection *all, const struct part *part) {
    if (part->kind == PIECES) return all->objects[part->bits].object;
    return part->kind == REFERENCE ? all->references[part->bits].object : NULL;
}

union number {
    jlong bits;
    jint word;
    jfloat real;
    jdouble wide_real;
};

static void set_field(struct collection *all, jobject object, const struct instance_field *field, const struct part *part) {
    JNIEnv *jni = all->cut->jni;
    const union number number = {part->bits};
    switch (*field->type) {
        case 'Z': (*jni)->SetBooleanField(jni, object, field->id, number.word & 1); break;
        case 'B': (*jni)->SetByteField(jni, object, field->id, (jbyte)number.word); break;
        case 'C': (*jni)->SetCharField(jni, object, field->id, (jchar)number.word); break;
        case 'S': (*jni)->SetShortField(jni, object, field->id, (jshort)number.word); break;
        case 'I': (*jni)->SetIntField(jni, object, field->id, number.word); break;
        case 'F': (*jni)->SetFloatField(jni, object, field->id, number.real); break;
        case 'J': (*jni)->SetLongField(jni, object, field->id, number.bits); break;
        case 'D': (*jni)->SetDoubleField(jni, object, field->id, number.wide_real); break;
        default: (*jni)->SetObjectField(jni, object, field->id, object_of(all, part));
    }
}

// That it is what its place is declared to hold.
static int fits(const struct collection *all, const char *descriptor, const struct part *part) {
    jobject object = object_of(all, part);
    return object == NULL || descriptor == NULL || may_hold(all, descriptor, object);
}

// A long and a double take two parts, the second of which has it.
static int fill_fields(struct collection *all, const struct scattered *object, jclass type) {
    struct instance_fields fields = {.all = all};
    int is_right = add_fields(&fields, type);
    jint at = 0;
    for (jint i = 0; i < fields.count && is_right; i++) {
        const struct instance_field *field = &fields.fields[i];
        at += is_wide(*field->type);
        const struct part *part = &all->parts[object->first + at++];
        is_right = at <= object->count && may_be(*field->type, part) && fits(all, field->type, part);
        if (is_right) set_field(all, object->object, field, part);
    }
    release_fields(&fields);
    return is_right && at == object->count;
}

static void set_element(struct collection *all, jobject array, char type, jint index, const struct part *part) {
    JNIEnv *jni = all->cut->jni;
    const union number number = {part->bits};
    const jboolean z = number.word & 1;
    const jbyte b = (jbyte)number.word;
    const jchar c = (jchar)number.word;
    const jshort s = (jshort)number.word;
    switch (type) {
        case 'Z': (*jni)->SetBooleanArrayRegion(jni, array, index, 1, &z); break;
        case 'B': (*jni)->SetByteArrayRegion(jni, array, index, 1, &b); break;
        case 'C': (*jni)->SetCharArrayRegion(jni, array, index, 1, &c); break;
        case 'S': (*jni)->SetShortArrayRegion(jni, array, index, 1, &s); break;
        case 'I': (*jni)->SetIntArrayRegion(jni, array, index, 1, &number.word); break;
        case 'F': (*jni)->SetFloatArrayRegion(jni, array, index, 1, &number.real); break;
        case 'J': (*jni)->SetLongArrayRegion(jni, array, index, 1, &number.bits); break;
        case 'D': (*jni)->SetDoubleArrayRegion(jni, array, index, 1, &number.wide_real); break;
        default: (*jni)->SetObjectArrayElement(jni, array, index, object_of(all, part));
    }
}

static int fill_array(struct collection *all, const struct scattered *object, const char *element) {
    const char type = *element;
    jint width = is_wide(type) ? 2 : 1;
    for (jint i = 0; i < object->count / width; i++) {
        const struct part *part = &all->parts[object->first + i * width + width - 1];
        if (!may_be(type, part) || !fits(all, element, part)) return 0;
        set_element(all, object->object, type, i, part);
        if ((*all->cut->jni)->ExceptionCheck(all->cut->jni)) return 0;
    }
    return object->count % width == 0;
}

static jobject new_array(struct collection *all, const struct scattered *object, jclass type, char element_type) {
    JNIEnv *jni = all->cut->jni;
    jclass element;
    switch (element_type) {
        case 'Z': return (*jni)->NewBooleanArray(jni, object->count);
        case 'B': return (*jni)->NewByteArray(jni, object->count);
        case 'C': return (*jni)->NewCharArray(jni, object->count);
        case 'S': return (*jni)->NewShortArray(jni, object->count);
        case 'I': return (*jni)->NewIntArray(jni, object->count);
        case 'F': return (*jni)->NewFloatArray(jni, object->count);
        case 'J': return (*jni)->NewLongArray(jni, object->count / 2);
        case 'D': return (*jni)->NewDoubleArray(jni, object->count / 2);
        default:
            element = (*jni)->GetObjectField(jni, type, all->component_type);
            return element == NULL ? NULL : (*jni)->NewObjectArray(jni, object->count, element, NULL);
    }
}

// Only of classes that are initialized: nothing of the application's may run.
static int is_ready(struct collection *all, jclass type, const char *signature) {
    jint status = 0;
    (*all->cut->jvmti)->GetClassStatus(all->cut->jvmti, type, &status);
    return *signature == '[' || (status & JVMTI_CLASS_STATUS_INITIALIZED);
}

// All of it is known, and so is all that it reaches.
static int is_whole(struct collection *all, const struct part *part, int depth) {
    if (part->kind == REFERENCE) return all->references[part->bits].told == TOLD;
    if (part->kind != PIECES) return 1;
    struct scattered *object = &all->objects[part->bits];
    if (object->is_visited) return object->is_whole;
    object->is_visited = 1;
    // One that is not whole may have no type.
    if (object->is_whole) object->is_whole = depth < MOST_DEPTH && all->references[object->type].told == TOLD;
    for (jint i = 0; i < object->count && object->is_whole; i++) {
        object->is_whole = is_whole(all, &all->parts[object->first + i], depth + 1);
    }
    return object->is_whole;
}

static int make(struct collection *all, const struct part *part, jint holder);

static int make_of(struct collection *all, struct scattered *object, jclass type, const char *signature, jint holder) {
    JNIEnv *jni = all->cut->jni;
    const int is_array = *signature == '[';
    if (!is_ready(all, type, signature)) return 0;
    object->object = is_array ? new_array(all, object, type, signature[1]) : (*jni)->AllocObject(jni, type);
    if (object->object == NULL) return 0;
    for (jint i = 0; i < object->count; i++) {
        if (!make(all, &all->parts[object->first + i], holder)) return 0;
    }
    return (is_array ? fill_array(all, object, signature + 1) : fill_fields(all, object, type)) && !(*jni)->ExceptionCheck(jni);
}

static int make(struct collection *all, const struct part *part, jint holder) {
    JNIEnv *jni = all->cut->jni;
    jvmtiEnv *jvmti = all->cut->jvmti;
    char *signature = NULL;
    if (part->kind != PIECES) return 1;
    struct scattered *object = &all->objects[part->bits];
    if (!object->is_whole || now(jvmti) > all->enough) return 0;
    if (object->made_for != 0) return 1;
    jclass type = all->references[object->type].object;
    object->made_for = holder + 1;
    if (type == NULL || !(*jni)->IsInstanceOf(jni, type, all->class_type)) return 0;
    if ((*jvmti)->GetClassSignature(jvmti, type, &signature, NULL) != JVMTI_ERROR_NONE) return 0;
    int is_made = make_of(all, object, type, signature, holder);
    release(jvmti, signature);
    return is_made;
}

// So long at most, for all of them.
#define MOST_NANOS 2000000000

void put_together(struct collection *all) {
    struct cut *cut = all->cut;
    all->enough = now(cut->jvmti) + MOST_NANOS;
    for (jint i = 0; i < all->holder_count && now(cut->jvmti) <= all->enough; i++) {
        const struct holder *holder = &all->holders[i];
        struct local *local = &cut->locals[holder->local];
        if (!is_whole(all, &holder->part, 0)) continue;
        if (make(all, &holder->part, i) && fits(all, holder->type, &holder->part)) {
            local->error = 0;
            local->value.l = object_of(all, &holder->part);
        } else {
            // No memory or time, or not what was expected: it stays labelled, and so does all that it reaches.
            (*cut->jni)->ExceptionClear(cut->jni);
            for (jint o = 0; o < all->object_count; o++) all->objects[o].is_whole &= all->objects[o].made_for != i + 1;
        }
    }
}
