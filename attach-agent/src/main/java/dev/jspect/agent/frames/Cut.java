// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.frames;

import dev.jspect.protocol.FrameCapture;
import dev.jspect.protocol.FramesCapture;
import dev.jspect.protocol.LocalVariable;
import dev.jspect.protocol.MethodFacts;
import dev.jspect.protocol.ThreadCapture;
import dev.jspect.protocol.ValueTree;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What {@link FrameSource#take} returned, taken apart. The order of everything here is that of report.c. Used once. */
final class Cut {
    /** Of 16 bytes each: what all may take of a reply, beside the values, which have a bound of their own. */
    private static final int MOST_FRAMES = 150_000;

    /** Of about 60 bytes each, if there is no more to say than why there is no value. */
    private static final int MOST_VARIABLES = 60_000;

    /** A reply has room for so many bytes of code, with the tables that belong to it. */
    private static final int MOST_CODE = 3 << 20;

    private final long[] summary;
    private final Object[] threads;
    private final Object[] blockers;
    private final int[] stacks;
    private final Object[] objects;
    private final List<MethodFacts> methods = new ArrayList<MethodFacts>();
    private final List<ClassLoader> loaders = new ArrayList<ClassLoader>();
    private final List<Object[]> frameValues = new ArrayList<Object[]>();
    private final ValueSource values;
    private final boolean holds;
    private int next;
    private int variablesLeft = MOST_VARIABLES;

    /**
     * @param parts what a {@link FrameSource} returned
     * @param holds whether {@link #held} is wanted
     */
    Cut(Object[] parts, ValueSource values, boolean holds) {
        summary = (long[]) parts[0];
        threads = (Object[]) parts[1];
        blockers = (Object[]) parts[2];
        stacks = (int[]) parts[3];
        objects = (Object[]) parts[4];
        this.values = values;
        this.holds = holds;
        int codeLeft = MOST_CODE;
        for (Object method : (Object[]) parts[5]) {
            MethodFacts facts = CutMethod.facts((Object[]) method, codeLeft);
            codeLeft -= CutMethod.bytes(facts);
            methods.add(facts);
            loaders.add(CutMethod.loader((Object[]) method));
        }
    }

    FramesCapture capture(int virtualThreadsLeftOut) {
        String reason = Denial.reason((int) summary[0], (int) summary[1]);
        List<ThreadCapture> captured = new ArrayList<ThreadCapture>(threads.length);
        for (int i = 0; i < threads.length; i++) {
            ThreadCapture thread = thread((Thread) threads[i], blockers[i]);
            if (thread != null) {
                captured.add(thread);
            }
        }
        return new FramesCapture(
                reason == null ? FramesCapture.LOCALS : FramesCapture.REFERENCES,
                reason,
                summary[2],
                summary[3] != 0,
                virtualThreadsLeftOut,
                methods,
                captured);
    }

    /** Returns the values themselves, when {@link #capture} has gone through them. */
    HeldCut held(FramesCapture capture) {
        return new HeldCut(capture, frameValues, loaders);
    }

    /** Returns null for a thread that had ended. */
    private ThreadCapture thread(Thread thread, Object blocker) {
        long id = nextLong();
        boolean virtual = stacks[next++] != 0;
        boolean gone = stacks[next++] != 0;
        int state = stacks[next++];
        int total = stacks[next++];
        int count = stacks[next++];
        // Of many threads each keeps its innermost ones.
        int most = Math.max(1, MOST_FRAMES / threads.length);
        List<FrameCapture> frames = new ArrayList<FrameCapture>(Math.min(count, most));
        for (int i = 0; i < count; i++) {
            FrameCapture frame = frame(i < most);
            if (i < most) {
                frames.add(frame);
            }
        }
        ValueTree parked = blocker == null ? null : values.read(null, blocker);
        // By reflection it may have been made null.
        String name = thread.getName() == null ? "" : thread.getName();
        return gone ? null : new ThreadCapture(id, name, virtual, state, parked, total, frames);
    }

    private FrameCapture frame(boolean wanted) {
        int index = stacks[next++];
        int bci = stacks[next++];
        int outcome = stacks[next++];
        int[] variables = new int[stacks[next++]];
        if (!wanted || variables.length > variablesLeft) {
            // Index, error, and two halves of a value.
            next += variables.length * 4;
            if (holds && wanted) {
                frameValues.add(new Object[methods.get(index).variables.size()]);
            }
            return new FrameCapture(index, bci, FrameCapture.NO_ROOM, new int[0], Collections.<ValueTree>emptyList());
        }
        variablesLeft -= variables.length;
        List<ValueTree> read = new ArrayList<ValueTree>(variables.length);
        Object[] objectsOfFrame =
                holds ? new Object[methods.get(index).variables.size()] : null;
        for (int i = 0; i < variables.length; i++) {
            variables[i] = stacks[next++];
            int error = stacks[next++];
            long bits = nextLong();
            LocalVariable variable = methods.get(index).variables.get(variables[i]);
            read.add(error == 0 ? value(variable, bits) : Denial.missing(error));
            if (holds && error == 0) {
                objectsOfFrame[variables[i]] = object(variable, bits);
            }
        }
        if (holds) {
            frameValues.add(objectsOfFrame);
        }
        return new FrameCapture(index, bci, outcome, variables, read);
    }

    private ValueTree value(LocalVariable variable, long bits) {
        char type = variable.descriptor.charAt(0);
        if (type == 'L' || type == '[') {
            return values.read(variable.name, objects[(int) bits]);
        }
        return values.readPrimitive(variable.name, type, type == 'F' ? (int) bits : bits);
    }

    private Object object(LocalVariable variable, long bits) {
        char type = variable.descriptor.charAt(0);
        return type == 'L' || type == '[' ? objects[(int) bits] : Slots.boxed(type, bits);
    }

    private long nextLong() {
        long high = stacks[next++];
        return high << 32 | (stacks[next++] & 0xFFFFFFFFL);
    }
}
