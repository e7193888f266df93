// SPDX-License-Identifier: Apache-2.0
// Describes one method of a class, as a cut describes those on its stacks: for frames that the target itself has walked.
#include "cut.h"
#include "natives.h"

static int is_same(const char *one, const char *other) {
    while (*one == *other && *one != 0) one++, other++;
    return *one == *other;
}

static int fits(jvmtiEnv *jvmti, jmethodID method, const char *name, const char *descriptor) {
    char *its_name = NULL, *its_descriptor = NULL;
    if ((*jvmti)->GetMethodName(jvmti, method, &its_name, &its_descriptor, NULL) != JVMTI_ERROR_NONE) return 0;
    int same = is_same(its_name, name) && is_same(its_descriptor, descriptor);
    release(jvmti, its_name);
    release(jvmti, its_descriptor);
    return same;
}

// Not GetMethodID: that would wait for a class whose initializer runs.
static jmethodID find(jvmtiEnv *jvmti, jclass owner, const char *name, const char *descriptor) {
    jint count = 0;
    jmethodID *methods = NULL, found = NULL;
    if ((*jvmti)->GetClassMethods(jvmti, owner, &count, &methods) != JVMTI_ERROR_NONE) return NULL;
    for (jint i = 0; i < count && found == NULL; i++) {
        if (fits(jvmti, methods[i], name, descriptor)) found = methods[i];
    }
    release(jvmti, methods);
    return found;
}

static jobjectArray describe_found(struct cut *cut, jclass owner, const char *name, const char *descriptor) {
    JNIEnv *jni = cut->jni;
    jmethodID id = find(cut->jvmti, owner, name, descriptor);
    jint method = id == NULL ? -1 : method_of(cut, id);
    jclass object = (*jni)->FindClass(jni, "java/lang/Object"), string = (*jni)->FindClass(jni, "java/lang/String");
    if (method < 0 || object == NULL || string == NULL) return NULL;
    return report_method(cut, &cut->methods[method], object, string);
}

jobjectArray JNICALL NativeFrames_describeMethod(JNIEnv *jni, jclass type, jclass owner, jstring name, jstring descriptor,
                                                 jobject platform_loader, jobjectArray prefixes) {
    (void)type;
    struct cut cut = {.jni = jni, .jvmti = open_environment(jni), .settings = {.platform_loader = platform_loader}};
    if (cut.jvmti == NULL) return NULL;
    jobjectArray result = NULL;
    const char *wanted = (*jni)->GetStringUTFChars(jni, name, NULL);
    const char *wanted_descriptor = (*jni)->GetStringUTFChars(jni, descriptor, NULL);
    add_helpful_capabilities(&cut);
    // The table of local variables needs it.
    cut.denial = grant_local_access(cut.jvmti);
    if (wanted != NULL && wanted_descriptor != NULL && read_prefixes(&cut, prefixes)) {
        result = describe_found(&cut, owner, wanted, wanted_descriptor);
    }
    if (wanted != NULL) (*jni)->ReleaseStringUTFChars(jni, name, wanted);
    if (wanted_descriptor != NULL) (*jni)->ReleaseStringUTFChars(jni, descriptor, wanted_descriptor);
    release_methods(&cut);
    release(cut.jvmti, cut.prefixes);
    (*cut.jvmti)->DisposeEnvironment(cut.jvmti);
    return result;
}
