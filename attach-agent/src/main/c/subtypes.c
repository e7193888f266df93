// SPDX-License-Identifier: Apache-2.0
// Whether an object may be where a descriptor says what is there: in a field, in a variable. By names: to look a class up may run the
// application's class loaders. A descriptor may have more behind it, as that of a parameter has.
#include "pieces.h"

// JVMTI puts something of its own behind the name of a hidden class, which no descriptor has.
static int is_same_type(const char *signature, const char *descriptor) {
    while (*signature != 0 && *signature == *descriptor) signature++, descriptor++;
    return *signature == 0 || (*signature == '.' && *descriptor == ';');
}

// A class may have so many supertypes that to look at each way up to them takes hours.
#define MOST_LOOKS 2000
struct look {
    JNIEnv *jni;
    jvmtiEnv *jvmti;
    jfieldID component_type;
    int left;
};

static int is_subtype(struct look *look, jclass type, const char *descriptor);

static int has_interface(struct look *look, jclass type, const char *descriptor) {
    jvmtiEnv *jvmti = look->jvmti;
    jint count = 0;
    jclass *interfaces = NULL;
    int found = 0;
    if ((*jvmti)->GetImplementedInterfaces(jvmti, type, &count, &interfaces) != JVMTI_ERROR_NONE) return 0;
    for (jint i = 0; i < count; i++) {
        found = found || is_subtype(look, interfaces[i], descriptor);
        (*look->jni)->DeleteLocalRef(look->jni, interfaces[i]);
    }
    release(jvmti, interfaces);
    return found;
}

static int is_subclass(struct look *look, jclass type, const char *descriptor) {
    JNIEnv *jni = look->jni;
    jclass above = (*jni)->GetSuperclass(jni, type);
    int found = above != NULL && is_subtype(look, above, descriptor);
    (*jni)->DeleteLocalRef(jni, above);
    return found;
}

static int is_array_of(struct look *look, jclass type, const char *element) {
    JNIEnv *jni = look->jni;
    jclass component = (*jni)->GetObjectField(jni, type, look->component_type);
    int found = component != NULL && is_subtype(look, component, element);
    (*jni)->DeleteLocalRef(jni, component);
    return found;
}

// JVMTI names no interfaces of arrays.
static int is_of_each_array(const char *descriptor) {
    return is_same_type("Ljava/lang/Cloneable;", descriptor) || is_same_type("Ljava/io/Serializable;", descriptor);
}

static int is_subtype(struct look *look, jclass type, const char *descriptor) {
    jvmtiEnv *jvmti = look->jvmti;
    char *signature = NULL;
    if (look->left-- <= 0) return 0;
    if ((*jvmti)->GetClassSignature(jvmti, type, &signature, NULL) != JVMTI_ERROR_NONE) return 0;
    const char kind = signature[0];
    const int is_same = is_same_type(signature, descriptor), is_object = kind == 'L' || kind == '[';
    release(jvmti, signature);
    if (is_same || (is_object && is_same_type("Ljava/lang/Object;", descriptor))) return 1;
    if (kind == '[') return is_of_each_array(descriptor) || (descriptor[0] == '[' && is_array_of(look, type, descriptor + 1));
    return is_object && (is_subclass(look, type, descriptor) || has_interface(look, type, descriptor));
}

int may_hold(const struct collection *all, const char *descriptor, jobject object) {
    JNIEnv *jni = all->cut->jni;
    struct look look = {jni, all->cut->jvmti, all->component_type, MOST_LOOKS};
    jclass type = (*jni)->GetObjectClass(jni, object);
    int may = is_subtype(&look, type, descriptor);
    (*jni)->DeleteLocalRef(jni, type);
    return may;
}
