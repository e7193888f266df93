// SPDX-License-Identifier: Apache-2.0
// A cut through the target: the stacks and local variables of many threads at one moment.
#ifndef JSPECT_CUT_H
#define JSPECT_CUT_H
#include "jspect.h"

// What became of a frame's variables; the Java side knows these numbers.
enum outcome {
    NOT_ASKED = 0,
    READ = 1,
    OUT_OF_BUDGET = 2,
    RESUMED_TOO_EARLY = 3,
    NOT_REACHABLE = 4,
};

// Where a class comes from, as dev.jspect.protocol.MethodFacts has it.
enum origin { BOOT = 0, PLATFORM = 1, APPLICATION = 2 };

struct method {
    jmethodID id;
    jclass owner;
    char *name, *descriptor;
    jint access;
    enum origin origin;
    int is_application; // by its loader, or by the prefixes that were given
    jint task;          // index of the variable with the task of an executor's worker; only where tasks are asked for
    int has_table;
    jint variable_count;
    jvmtiLocalVariableEntry *variables; // without a table: this and the parameters, their strings NULL but the descriptor
};

struct local {
    jint variable; // index into the method's variables
    jint error;    // of JVMTI
    jvalue value;
};

// Instead of an error of JVMTI; the Java side knows these.
#define NO_ROOT (-1)      // null or not live
#define NO_REFERENCE (-2) // a primitive, which documented means do not reach
#define NOT_NEEDED (-3)   // by the bytecode it is not live
#define NOT_SEEN (-4)     // null, or missed: its thread went on meanwhile, or there were too many

struct frame {
    jint method, bci;
    enum outcome outcome;
    jint roots;        // index + 1 of the first of its references that are roots of the heap
    jlong live;        // by index of the variable: those that are worth a look, which is slow
    jint first, count; // of its locals
};

// A reference on a stack, as the heap's walk found it.
struct root {
    jint thread, depth, slot, next;
    jmethodID method;
    jlocation location;
    jlong tag;
};

// Which variables are live where, as the tool knows it.
struct liveness {
    jlong method, bci, live;
};

// The budget was spent before; the Java side knows this number.
#define NOT_READ (-1)

// Of so few threads the variables are read one by one sooner than all stacks are walked.
#define FEW_THREADS 4

struct thread {
    jthread ref; // a global reference: the watchdog uses it, too
    jlong id;
    int is_virtual;
    int is_carrier;
    int is_gone;
    jint state;
    jobject blocker;
    jint first, count, total; // of its frames; total may be more than were asked for, or NOT_READ
    jint skipped;             // so many inner ones are left out
    jint cursor;              // where reading goes on
};

struct settings {
    jint max_frames;
    int all_frames, documented_only, stacks_only;
    int tasks_only; // of the application's frames, which are the executors' then, one variable each
    jlong budget, watchdog_time; // nanoseconds
    jclass platform_loader;
};

struct cut {
    jvmtiEnv *jvmti;
    JNIEnv *jni;
    struct settings settings;
    enum denial denial;
    jint suspend_error; // of JVMTI; 0 when threads could be suspended
    jlong begun, deadline;
    jlong reading_stacks; // so long it took for those in the cut
    jlong paused; // where threads were not suspended, by the longest operation of the VM
    int is_over; // the deadline has passed, or the watchdog has resumed all

    jfieldID blocker; // Thread.parkBlocker

    struct thread *threads;
    jint thread_count, thread_capacity, platform_count;
    jint threads_of_vm;
    jthread *platform; // the platform threads among them
    jint in_cut;       // so many of those: the others did not fit into the budget
    jthread *suspended;
    jint suspended_count;
    jvmtiError *results; // of suspending; those of resuming, which the watchdog writes at the same time, nobody reads
    jvmtiError *ignored;
    int virtual_suspended;

    struct frame *frames;
    jint frame_count, frame_capacity;
    struct method *methods;
    jint method_count, method_capacity;
    jint *hash; // of method ids, to an index + 1
    jint hash_size;
    struct local *locals;
    jint local_count, local_capacity;
    struct root *roots;
    jint root_count, root_capacity;
    jlong tags; // given so far, those of the threads first
    jobject *tagged;
    int roots_complete; // where there is no root, there is no reference
    struct liveness *liveness; // by hash
    jint liveness_size;
    int null_is_certain; // GetLocalObject gives an error where compiled code has dropped the value

    jbyteArray *prefixes;
    jint prefix_count;

    jmethodID is_alive;
    jrawMonitorID gate; // for threads that end
    jrawMonitorID monitor;
    volatile int armed, suspending, done, fired;
    jobjectArray attendants; // threads that were not started: the watchdog's, then some that may help to suspend
    jint attendant_count;    // how many of them were started
    jint suspender_count;    // how many of those help
    jint attending, helping; // changed in the monitor
    jint next;               // to suspend; changed atomically, as suspended_count is
};

HIDDEN void read_settings(struct cut *cut, jlongArray settings, jobject platform_loader, jobjectArray prefixes);
HIDDEN void release_all(struct cut *cut);
HIDDEN int add_thread(struct cut *cut, jthread ref, jlong id, int is_virtual);
HIDDEN int add_frames(struct cut *cut, struct thread *thread, const jvmtiFrameInfo *frames, jint count);
HIDDEN int add_threads(struct cut *cut, jobjectArray virtual_threads, jlongArray ids);
HIDDEN void suspend_threads(struct cut *cut);
HIDDEN void resume_threads(struct cut *cut);
HIDDEN int hold_ends(struct cut *cut);
HIDDEN void let_end(struct cut *cut);
HIDDEN void forget_ends(struct cut *cut, jclass own);
HIDDEN int start_attendants(struct cut *cut);
HIDDEN void stop_attendants(struct cut *cut);
HIDDEN void begin_attendance(struct cut *cut);
HIDDEN void end_attendance(struct cut *cut);
HIDDEN void tell(struct cut *cut, volatile int *flag);
HIDDEN void JNICALL help_to_suspend(jvmtiEnv *jvmti, JNIEnv *jni, void *argument);
HIDDEN void JNICALL watch(jvmtiEnv *jvmti, JNIEnv *jni, void *argument);
HIDDEN void arm_watchdog(struct cut *cut);
HIDDEN int has_fired(struct cut *cut);
HIDDEN int may_suspend(const struct cut *cut);
HIDDEN void note_pause(struct cut *cut, jlong begun);
HIDDEN int read_stacks(struct cut *cut);
HIDDEN int is_of_application(const struct cut *cut, const struct thread *thread, jint depth);
HIDDEN void read_locals(struct cut *cut);
HIDDEN void read_roots(struct cut *cut);
HIDDEN void learn_liveness(struct cut *cut, jlongArray numbers);
HIDDEN jlong live_at(const struct cut *cut, jmethodID method, jint bci);
HIDDEN void find_task(struct cut *cut, struct method *method);
HIDDEN jint method_of(struct cut *cut, jmethodID id);
HIDDEN void release_methods(struct cut *cut);
HIDDEN jobjectArray report(struct cut *cut);
HIDDEN jobjectArray report_method(struct cut *cut, const struct method *method, jclass object, jclass string);
HIDDEN int read_prefixes(struct cut *cut, jobjectArray prefixes);
HIDDEN void add_helpful_capabilities(struct cut *cut);
#endif
