// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.instrument;

import dev.jspect.shell.instrument.ProbeCall.Argument;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** The local variables that a method begins with, and those that probes add behind its own. */
final class MethodLocals {
    private static final Type OBJECT = Type.getObjectType("java/lang/Object");

    private final List<Argument> arguments = new ArrayList<>();
    private final Object[] frame;
    private final int own;

    /**
     * @param owner the class's internal name
     * @param own how many slots the method's own variables take
     */
    MethodLocals(String owner, int access, String descriptor, int own) {
        this.own = own;
        int slot = 0;
        List<Object> types = new ArrayList<>();
        if ((access & Opcodes.ACC_STATIC) == 0) {
            arguments.add(new Argument(OBJECT, slot++));
            types.add(owner);
        }
        for (Type type : Type.getArgumentTypes(descriptor)) {
            arguments.add(new Argument(type, slot));
            types.add(inFrame(type));
            slot += type.getSize();
        }
        frame = types.toArray();
    }

    private static Object inFrame(Type type) {
        return switch (type.getSort()) {
            case Type.LONG -> Opcodes.LONG;
            case Type.DOUBLE -> Opcodes.DOUBLE;
            case Type.FLOAT -> Opcodes.FLOAT;
            case Type.OBJECT, Type.ARRAY -> type.getInternalName();
            default -> Opcodes.INTEGER;
        };
    }

    /** Returns {@code this}, where there is one, and the parameters. */
    List<Argument> arguments() {
        return arguments;
    }

    /** Returns them as a frame has them. */
    Object[] frame() {
        return frame;
    }

    /** Returns how many slots they take. */
    int argumentSize() {
        return arguments.stream()
                .mapToInt(argument -> argument.type().getSize())
                .sum();
    }

    /** Holds from the method's begin to its end what the begin returned. */
    Argument token() {
        return new Argument(OBJECT, own);
    }

    /** Holds for a moment what the method ends with. */
    Argument end(Type type) {
        return new Argument(ProbeCall.isPrimitive(type) ? type : OBJECT, own + 1);
    }

    /** Returns how many slots all take. */
    int size() {
        return own + 3;
    }

    /** Returns a frame's variables with the token behind them. */
    Object[] withToken(int count, Object[] locals) {
        List<Object> all = new ArrayList<>(own + 1);
        int slots = 0;
        for (int i = 0; i < count; i++) {
            all.add(locals[i]);
            slots += locals[i] == Opcodes.LONG || locals[i] == Opcodes.DOUBLE ? 2 : 1;
        }
        for (; slots < own; slots++) {
            all.add(Opcodes.TOP);
        }
        all.add(OBJECT.getInternalName());
        return all.toArray();
    }
}
