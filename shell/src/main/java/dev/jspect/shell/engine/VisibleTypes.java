// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.engine;

import java.util.HashMap;
import java.util.Map;
import org.objectweb.asm.Type;

/**
 * The types that stand, in a rewritten class, for those that a snippet's class cannot name at run time: the nearest
 * superclass that it can name. For an interface that is {@code Object}, which the verifier takes for any interface.
 */
final class VisibleTypes {
    private static final String OBJECT = "java/lang/Object";

    /** A target without the module jdk.jshell has a class of ours instead. */
    private static final Map<String, String> RENAMED =
            Map.of("jdk/jshell/spi/SPIResolutionException", "dev/jspect/agent/eval/UnresolvedSnippet");

    private final MemberFlags flags;
    private final boolean publicOnly;
    private final Map<String, String> names = new HashMap<>(RENAMED);

    VisibleTypes(MemberFlags flags, boolean publicOnly) {
        this.flags = flags;
        this.publicOnly = publicOnly;
    }

    /** Tells whether a snippet's class cannot name the class, or the class of the array's elements. */
    boolean isHidden(String internalName) {
        return !RENAMED.containsKey(internalName) && !name(internalName).equals(internalName);
    }

    /** Tells whether a field's or method's descriptor has a type that a snippet's class cannot name. */
    boolean hasHidden(String descriptor) {
        return !publicOnly && !descriptor(descriptor).equals(descriptor);
    }

    /** Returns the class to name instead: an internal name, or an array's descriptor. */
    String name(String internalName) {
        if (internalName.startsWith("[")) {
            return descriptor(internalName);
        }
        String known = names.get(internalName);
        if (known == null) {
            known = publicOnly ? internalName : nearest(internalName);
            names.put(internalName, known);
        }
        return known;
    }

    private String nearest(String internalName) {
        for (String name = internalName; ; ) {
            if (flags.reachable(name)) {
                return name;
            }
            ClassShape shape = flags.shape(name);
            if (shape == null || shape.isInterface() || shape.superName() == null) {
                return OBJECT;
            }
            name = shape.superName();
        }
    }

    /** Returns the descriptor, of a field or a method, in types that a snippet's class can name. */
    String descriptor(String descriptor) {
        if (descriptor.indexOf('L') < 0) {
            return descriptor;
        }
        Type type = Type.getType(descriptor);
        if (type.getSort() != Type.METHOD) {
            return one(type);
        }
        StringBuilder visible = new StringBuilder("(");
        for (Type argument : type.getArgumentTypes()) {
            visible.append(one(argument));
        }
        return visible.append(')').append(one(type.getReturnType())).toString();
    }

    /** Returns the descriptor of a class named as an instruction does: an array is its own. */
    String descriptorOf(String internalName) {
        return Type.getObjectType(name(internalName)).getDescriptor();
    }

    private String one(Type type) {
        return switch (type.getSort()) {
            case Type.OBJECT -> 'L' + name(type.getInternalName()) + ';';
            case Type.ARRAY -> "[".repeat(type.getDimensions()) + one(type.getElementType());
            default -> type.getDescriptor();
        };
    }
}
