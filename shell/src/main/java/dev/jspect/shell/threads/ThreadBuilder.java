// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.threads;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what the lines of a dump say about one thread. */
final class ThreadBuilder {
    private static final String CLASS_INITIALIZATION = "waiting on the Class initialization monitor for ";

    /** What the dump says without further ado. */
    final ThreadDraft draft = new ThreadDraft();

    private final FrameText frameText;
    private final List<StackFrame> frames = new ArrayList<>();
    private final List<HeldLock> synchronizers = new ArrayList<>();
    private final List<HeldLock> locksAtFrame = new ArrayList<>();

    ThreadBuilder(FrameText frameText) {
        this.frameText = frameText;
    }

    /** Adds the call that made the last one added; text that is no frame is left out. */
    void frame(String text) {
        StackFrame frame = frameText.frame(text, frames.size());
        if (frame != null) {
            endFrame();
            frames.add(frame);
        }
    }

    /** Takes a line such as {@code locked <0x..> (a pkg.Type)} about the last frame; unknown ones are left out. */
    void lock(String line) {
        if (line.startsWith("locked ")) {
            held(line, HeldLock.How.HELD);
        } else if (line.startsWith("eliminated ") || line.startsWith("lock is eliminated")) {
            held(line, HeldLock.How.ELIMINATED);
        } else if (line.startsWith("parking to wait for ")) {
            await(AwaitedLock.Kind.PARK, LockText.parse(line), Scan.numberAfter(line, ">, owner #"));
        } else if (line.startsWith("waiting to lock ")) {
            await(AwaitedLock.Kind.MONITOR_ENTER, LockText.parse(line), 0);
        } else if (line.startsWith("waiting to re-lock in wait() ")) {
            // From 17 on it stands for "waiting on" once notified; on 11 for "locked", notified or not.
            if (draft.waitingOn == null) {
                await(AwaitedLock.Kind.MONITOR_REENTER, LockText.parse(line), 0);
            } else {
                held(line, HeldLock.How.RELEASED_IN_WAIT);
            }
        } else if (line.startsWith(CLASS_INITIALIZATION)) {
            String className = line.substring(CLASS_INITIALIZATION.length());
            await(AwaitedLock.Kind.CLASS_INITIALIZATION, new LockRef(className, null, null), 0);
        } else if (line.startsWith("waiting on ")) {
            await(AwaitedLock.Kind.OBJECT_WAIT, LockText.parse(line), 0);
        }
    }

    void synchronizer(String line) {
        LockRef lock = LockText.parse(line);
        if (lock != null) {
            synchronizers.add(new HeldLock(lock, HeldLock.How.HELD));
        }
    }

    /** Takes {@code WAITING (parking)} or the bare name of a state; an unknown one stays null. */
    void state(String text) {
        int space = text.indexOf(' ');
        String stateName = space < 0 ? text : text.substring(0, space);
        for (Thread.State known : Thread.State.values()) {
            if (known.name().equals(stateName)) {
                draft.state = known;
            }
        }
        if (text.endsWith("(parking)") && draft.waitingOn == null) {
            draft.waitingOn = new AwaitedLock(AwaitedLock.Kind.PARK, null, 0);
        }
    }

    private void held(String line, HeldLock.How how) {
        LockRef lock = LockText.parse(line);
        locksAtFrame.add(new HeldLock(lock == null ? new LockRef("", null, null) : lock, how));
    }

    private boolean inObjectWait() {
        return draft.waitingOn != null
                && (draft.waitingOn.kind() == AwaitedLock.Kind.OBJECT_WAIT
                        || draft.waitingOn.kind() == AwaitedLock.Kind.MONITOR_REENTER);
    }

    private void await(AwaitedLock.Kind kind, @Nullable LockRef lock, long ownerId) {
        // The innermost line tells what the thread waits for; a bare park gets its blocker.
        if (draft.waitingOn == null || (draft.waitingOn.lock() == null && draft.waitingOn.kind() == kind)) {
            draft.waitingOn = new AwaitedLock(kind, lock, ownerId);
        }
    }

    private void endFrame() {
        if (!locksAtFrame.isEmpty() && !frames.isEmpty()) {
            int last = frames.size() - 1;
            frames.set(last, frames.get(last).withLocks(locksAtFrame));
        }
        locksAtFrame.clear();
    }

    /** The only monitor on the stack, or null if there is none or more than one. */
    private @Nullable LockRef onlyMonitor() {
        LockRef only = null;
        for (StackFrame frame : frames) {
            for (HeldLock held : frame.locks()) {
                if (held.how() == HeldLock.How.ELIMINATED) {
                    continue;
                }
                if (only != null && !only.isSame(held.lock())) {
                    return null;
                }
                only = held.lock();
            }
        }
        return only;
    }

    /** Says of the monitor that the thread waits on that it is not held. */
    private void release(LockRef monitor) {
        for (int i = 0; i < frames.size(); i++) {
            List<HeldLock> locks = new ArrayList<>(frames.get(i).locks());
            boolean changed = false;
            for (int k = 0; k < locks.size(); k++) {
                if (locks.get(k).how() == HeldLock.How.HELD
                        && monitor.isSame(locks.get(k).lock())) {
                    locks.set(k, new HeldLock(monitor, HeldLock.How.RELEASED_IN_WAIT));
                    changed = true;
                }
            }
            if (changed) {
                frames.set(i, frames.get(i).withLocks(locks));
            }
        }
    }

    ThreadSnapshot build() {
        endFrame();
        AwaitedLock awaited = draft.waitingOn;
        if (awaited != null && inObjectWait()) {
            LockRef monitor = awaited.lock();
            if (monitor == null) {
                // Compiled frames hide the object, but only the owner of a monitor can wait on it.
                monitor = onlyMonitor();
            }
            if (monitor != null) {
                release(monitor);
            }
            boolean notified =
                    draft.state == Thread.State.BLOCKED || awaited.kind() == AwaitedLock.Kind.MONITOR_REENTER;
            awaited = new AwaitedLock(
                    notified ? AwaitedLock.Kind.MONITOR_REENTER : AwaitedLock.Kind.OBJECT_WAIT, monitor, 0);
        }
        draft.vm = !draft.virtual
                && frames.isEmpty()
                && draft.carriedId == 0
                && (draft.id == 0 || VmThreads.isOne(draft.name));
        draft.waitingOn = awaited;
        draft.frames = frames;
        draft.synchronizers = synchronizers;
        return draft.snapshot();
    }
}
