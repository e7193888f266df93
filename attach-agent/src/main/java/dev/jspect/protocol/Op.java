// SPDX-License-Identifier: Apache-2.0
package dev.jspect.protocol;

/** Codes of requests, from the tool to the target. {@code package-info} has their bodies. */
public final class Op {
    /** Says who the target is, and what its administrator's policy allows. */
    public static final int HELLO = 1;
    /** Lists the class loaders of the target. */
    public static final int LOADERS = 2;
    /** Chooses the class loader that snippets see; forgets all snippets defined so far. */
    public static final int USE_LOADER = 3;
    /** Defines classes of snippets. */
    public static final int DEFINE = 4;
    /** Runs a static method of a snippet's class, and renders what it returns. */
    public static final int INVOKE = 5;
    /** Renders a static field of a snippet's class. */
    public static final int READ_VARIABLE = 6;
    /** Stops an evaluation: asks its snippet code to stop, or (hard) throws into its thread, wherever it is. */
    public static final int STOP = 7;
    /** Reads the class file of a class. */
    public static final int CLASS_FILE = 8;
    /** Lists the application's loaded classes. */
    public static final int LOADED_CLASSES = 9;
    /** Loads the native library. */
    public static final int LOAD_LIBRARY = 10;
    /** Ends all other sessions in this target. */
    public static final int END_OTHERS = 11;
    /** Ends the session. */
    public static final int FAREWELL = 12;
    /** Reads stacks and local variables; needs the native library. */
    public static final int FRAMES = 13;
    /** Reads the stack and local variables of one thread, and keeps their values for snippets, in place of those kept before. */
    public static final int HOLD_FRAMES = 14;
    /** Forgets the values that were kept. */
    public static final int RELEASE_FRAMES = 15;
    /** Counts the objects of a class by a walk over the heap; needs the native library. */
    public static final int INSTANCES = 16;
    /** Says how many bytes of heap are in use. */
    public static final int HEAP_USED = 17;
    /** Reads the class file of a class of the JDK as it is now, whoever has changed it. */
    public static final int RUNNING_CLASS_FILE = 18;
    /** Begins to capture exceptions as they are constructed; needs the native library. */
    public static final int ARM_EXCEPTIONS = 19;
    /** Ends that, and takes back what it changed. */
    public static final int DISARM_EXCEPTIONS = 20;

    /** Keeps the values of a capture for snippets, in place of those kept before. */
    public static final int HOLD_EXCEPTION = 21;

    /** Finds loaded classes of a name; needs the native library, as all that follow. */
    public static final int FIND_CLASSES = 22;

    /** Gives numbers for probes. */
    public static final int RESERVE_PROBES = 23;

    /** Says what the probes of some methods do. */
    public static final int WATCH = 24;

    /** Puts classes into another form, or back into their own. */
    public static final int CHANGE_CLASSES = 25;

    /** Ends what {@link #WATCH} has begun; the probes do nothing from then on. */
    public static final int UNWATCH = 26;

    /** Reads a class that was found before as it is now. */
    public static final int RUNNING_CLASS = 27;

    /** Says what code runs in some methods. */
    public static final int PATCH = 28;

    /** Ends that; the methods are as they were written from then on. */
    public static final int UNPATCH = 29;

    /** Retains a method of a snippet's class for {@link #WATCH} and {@link #PATCH}, until the session ends. */
    public static final int RETAIN_CODE = 30;

    /** Reads how many calls a watch has counted since the last time, and how long they took. */
    public static final int SUMMARY = 31;

    /** Ends the session, but leaves one patch in place until its time is over. */
    public static final int DETACH = 32;

    /** Lists the patches of all sessions in this target. */
    public static final int PATCHES = 33;

    /** Ends one of them, whichever session it is of. */
    public static final int END_PATCH = 34;

    /** Reads what threads carry with them. */
    public static final int CONTEXT = 35;

    /** Adds classes to the target's end of the session. */
    public static final int ADD_CLASSES = 36;

    /** Has snippets find what a thread carries whose frames are held. */
    public static final int FIND_CONTEXT = 37;

    /** Reads stacks below Java of threads that run, or that the tool may not read itself. */
    public static final int STACKS = 38;

    /** Has snippets find the objects of a class; only where a walk over the heap is harmless. */
    public static final int FIND_INSTANCES = 39;

    private Op() {}
}
