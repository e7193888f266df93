// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.exceptions;

import dev.jspect.agent.dispatch.ThreadFacts;
import dev.jspect.agent.frames.HeldCut;
import dev.jspect.agent.frames.MethodCache;
import dev.jspect.agent.frames.Slots;
import dev.jspect.agent.frames.ValueSource;
import dev.jspect.agent.modules.LiveStack;
import dev.jspect.protocol.FrameCapture;
import dev.jspect.protocol.FramesCapture;
import dev.jspect.protocol.LocalVariable;
import dev.jspect.protocol.MethodFacts;
import dev.jspect.protocol.ThreadCapture;
import dev.jspect.protocol.ValueTree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;

/** Frames that a thread has taken of itself, as a capture. For one thread, and one capture. */
final class LiveFrames {
    private static final String OPTIMIZED_AWAY = "optimized away";
    private static final String NOT_OF_ITS_TYPE = "not of the type that its debug information says";
    private static final int RUNNABLE = 5;

    /** A message has room for so many bytes of code. */
    private static final int MOST_CODE = 1 << 20;

    private final LiveStack stack;
    private final ThreadFacts threads;
    private final MethodCache known;
    private final ValueSource values;
    private final boolean locals;
    private final boolean allFrames;
    private final List<MethodFacts> methods = new ArrayList<MethodFacts>();
    private final IdentityHashMap<MethodCache.Described, Integer> indexes =
            new IdentityHashMap<MethodCache.Described, Integer>();
    private final List<ClassLoader> loaders = new ArrayList<ClassLoader>();
    private final List<Object[]> objects = new ArrayList<Object[]>();
    private int codeLeft = MOST_CODE;
    private final List<MethodCache.Described> described = new ArrayList<MethodCache.Described>();

    LiveFrames(
            LiveStack stack,
            ThreadFacts threads,
            MethodCache known,
            ValueSource values,
            boolean locals,
            boolean allFrames) {
        this.stack = stack;
        this.threads = threads;
        this.known = known;
        this.values = values;
        this.locals = locals;
        this.allFrames = allFrames;
    }

    /**
     * Reads frames.
     *
     * @param from the first one to be shown: those before have constructed the exception
     * @param to behind the last one
     * @param total how many there are, with those that were not taken
     */
    HeldCut read(Thread thread, Object[] frames, int from, int to, int total) throws Throwable {
        for (int i = from; i < to; i++) {
            Class<?> owner = LiveStack.owner(frames[i]);
            described.add(known.get(
                    owner, stack.redefinitions(owner), LiveStack.method(frames[i]), stack.descriptor(frames[i])));
        }
        List<FrameCapture> read = new ArrayList<FrameCapture>();
        for (int i = 0; i < described.size(); i++) {
            read.add(frame(frames[from + i], i));
        }
        ThreadCapture capture = new ThreadCapture(
                threads.id(thread),
                ThreadFacts.name(thread),
                isVirtual(thread),
                RUNNABLE,
                null,
                Math.max(total, read.size()),
                read);
        return new HeldCut(
                new FramesCapture(FramesCapture.LOCALS, null, 0, false, 0, methods, Collections.singletonList(capture)),
                objects,
                loaders);
    }

    private static boolean isVirtual(Thread thread) {
        return thread.getClass().getName().equals("java.lang.VirtualThread");
    }

    private FrameCapture frame(Object frame, int at) throws Throwable {
        int index = index(described.get(at), frame);
        MethodFacts method = methods.get(index);
        Object[] held = new Object[method.variables.size()];
        objects.add(held);
        int bci = LiveStack.bci(frame);
        if (!described.get(at).isCurrent || stack.isObsolete(frame)) {
            return new FrameCapture(index, -1, FrameCapture.OBSOLETE, new int[0], Collections.<ValueTree>emptyList());
        }
        if (!isWanted(at)) {
            return new FrameCapture(index, bci, FrameCapture.NOT_ASKED, new int[0], Collections.<ValueTree>emptyList());
        }
        Object[] slots = stack.locals(frame);
        boolean interpreted = stack.isInterpreted(frame);
        int[] variables = new int[method.variables.size()];
        int count = 0;
        List<ValueTree> trees = new ArrayList<ValueTree>();
        for (int i = 0; i < variables.length && bci >= 0; i++) {
            LocalVariable variable = method.variables.get(i);
            if (variable.coversBci(bci)) {
                variables[count++] = i;
                Object slot = slot(variable, slots, interpreted);
                trees.add(value(variable, slot, interpreted));
                held[i] = object(variable, slot);
            }
        }
        return new FrameCapture(index, bci, FrameCapture.READ, Arrays.copyOf(variables, count), trees);
    }

    /** A method that stands on the stack several times is described once; the code of all of them has a bound. */
    private int index(MethodCache.Described method, Object frame) {
        Integer known = indexes.get(method);
        if (known != null) {
            return known;
        }
        int code = method.facts.code == null ? 0 : method.facts.code.length;
        methods.add(code <= codeLeft ? method.facts : method.facts.withoutCode());
        codeLeft -= code <= codeLeft ? code : 0;
        loaders.add(LiveStack.owner(frame).getClassLoader());
        indexes.put(method, methods.size() - 1);
        return methods.size() - 1;
    }

    /** The application's frames, and what it called last: that shows what with. */
    private boolean isWanted(int at) {
        return locals && (allFrames || isApplication(at) || (isApplication(at + 1) && !anyApplicationBefore(at)));
    }

    private boolean anyApplicationBefore(int at) {
        for (int i = 0; i < at; i++) {
            if (isApplication(i)) {
                return true;
            }
        }
        return false;
    }

    private boolean isApplication(int at) {
        return at < described.size() && described.get(at).isApplication;
    }

    private static Object slot(LocalVariable variable, Object[] slots, boolean interpreted) {
        char type = variable.descriptor.charAt(0);
        // The interpreter keeps a long and a double in the second of their slots.
        int slot = variable.slot + (interpreted && (type == 'J' || type == 'D') ? 1 : 0);
        return slot < slots.length ? slots[slot] : null;
    }

    private ValueTree value(LocalVariable variable, Object slot, boolean interpreted) throws Throwable {
        char type = variable.descriptor.charAt(0);
        boolean primitive = stack.isPrimitive(slot);
        if (type == 'L' || type == '[') {
            return primitive
                    ? missing(NOT_OF_ITS_TYPE)
                    : slot == null && !interpreted
                            ? missing(ValueTree.NULL_OR_OPTIMIZED_AWAY)
                            : values.read(variable.name, slot);
        }
        return primitive
                ? values.readPrimitive(variable.name, type, Slots.narrow(type, stack.bits(slot)))
                : missing(OPTIMIZED_AWAY);
    }

    private static ValueTree missing(String why) {
        return ValueTree.ofMissing(why, null, 0, ValueTree.NO_SIZE);
    }

    private Object object(LocalVariable variable, Object slot) throws Throwable {
        return stack.isPrimitive(slot) ? Slots.boxed(variable.descriptor.charAt(0), stack.bits(slot)) : slot;
    }
}
