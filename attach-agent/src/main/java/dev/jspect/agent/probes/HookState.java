// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.probes;

/**
 * What the current thread does for us right now. In one thread-local, set and taken out by one step each, whose value is an array: should it ever stay in a
 * thread of the application, it keeps no class of ours longer than that thread's next probe.
 */
final class HookState {
    private static final int OURS = 0;
    private static final int AROUND = 1;
    private static final int RUNNING = 2;
    private static final int ORIGINAL = 3;

    private static final ThreadLocal<Object[]> STATE = new ThreadLocal<Object[]>();

    private HookState() {}

    /** Whether the thread does something for us: what it calls then is our own doing, and not told. */
    static boolean isHere() {
        Object[] state = STATE.get();
        return state != null && state[OURS] != null;
    }

    /**
     * Whether a probe has nothing to do with what the thread calls now: that is our own doing, or a method is entered once more, to run as an inner
     * probe's code has asked for; the outer ones have seen the call.
     */
    static boolean isAside() {
        Object[] state = STATE.get();
        return state != null && (state[OURS] != null || state[ORIGINAL] != null);
    }

    /**
     * From now on it does.
     *
     * @param running whose code runs, or null
     * @return what {@link #leave} takes
     */
    static Object[] enter(PatchedCalls running) {
        Object[] before = STATE.get();
        STATE.set(new Object[] {true, null, running, null});
        return before;
    }

    /**
     * From now on it does not, but is about to enter a method that is to run as it was written.
     *
     * @return what {@link #leave} takes
     */
    static Object[] enterOriginal(PatchedCalls calls) {
        Object[] before = STATE.get();
        STATE.set(new Object[] {null, null, null, calls});
        return before;
    }

    /** Says whether this is the method that the thread was about to enter; then it was. */
    static boolean takeOriginal(PatchedCalls calls) {
        Object[] state = STATE.get();
        if (state == null || state[ORIGINAL] != calls) {
            return false;
        }
        STATE.remove();
        return true;
    }

    /** All is as it was before; where that was nothing, nothing stays in the thread. */
    static void leave(Object[] before) {
        if (before == null) {
            STATE.remove();
        } else {
            STATE.set(before);
        }
    }

    /** The code that runs does so instead of a call. */
    static void around(AroundCall call) {
        STATE.get()[AROUND] = call;
    }

    /** Returns the call that the running code runs instead of, or null. */
    static AroundCall around() {
        Object[] state = STATE.get();
        return state == null ? null : (AroundCall) state[AROUND];
    }

    /** Returns whose code runs, or null. */
    static PatchedCalls running() {
        Object[] state = STATE.get();
        return state == null ? null : (PatchedCalls) state[RUNNING];
    }
}
