// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.engine;

import dev.jspect.shell.engine.MemberFlags.Member;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;

/** How the members that one snippet class refers to are reached at run time. */
final class Links {
    private final MemberFlags flags;
    private final VisibleTypes types;
    private final boolean publicOnly;
    private final String self;

    /**
     * @param self internal name of the snippet class
     */
    Links(MemberFlags flags, VisibleTypes types, boolean publicOnly, String self) {
        this.flags = flags;
        this.types = types;
        this.publicOnly = publicOnly;
        this.self = self;
    }

    /**
     * A member, reached.
     *
     * @param descriptor its descriptor at run time
     * @param direct whether the snippet's own instruction may do it
     * @param member null if it was not found
     */
    record Link(String descriptor, boolean direct, @Nullable Member member) {
        boolean isPrivate() {
            return member != null && member.is(ClassShape.PRIVATE);
        }
    }

    Link field(String owner, String name, String descriptor, boolean written) {
        Member member = flags.field(owner, name, descriptor);
        if (ofSnippet(owner, member)) {
            return new Link(types.descriptor(descriptor), true, member);
        }
        boolean constant = written && member != null && member.is(ClassShape.FINAL);
        boolean direct = publicOnly || (!constant && isDirect(owner, member, owner, descriptor));
        return new Link(descriptor, direct, member);
    }

    /**
     * Links a method.
     *
     * @param exact whether the instruction is {@code invokespecial}: the receiver is then {@code this}
     */
    Link method(String owner, String name, String descriptor, boolean exact) {
        Member member = flags.method(owner, name, descriptor);
        if (ofSnippet(owner, member)) {
            String linked = member == null
                    ? types.descriptor(descriptor)
                    : declared(member.owner().name(), member.access(), name, descriptor);
            return new Link(linked, !types.hasHidden(linked), member);
        }
        if (member == null && isSignaturePolymorphic(owner)) {
            return new Link(types.descriptor(descriptor), true, null);
        }
        boolean direct = publicOnly || isDirect(owner, member, exact ? self : owner, descriptor);
        return new Link(descriptor, direct, member);
    }

    private boolean isDirect(String owner, @Nullable Member member, String receiver, String descriptor) {
        return !types.isHidden(owner)
                && !types.hasHidden(descriptor)
                && (member == null || flags.reachable(member, receiver, self));
    }

    private static boolean ofSnippet(String owner, @Nullable Member member) {
        return member == null ? owner.startsWith(MemberFlags.SNIPPETS) : member.ofSnippet();
    }

    private static boolean isSignaturePolymorphic(String owner) {
        return owner.equals("java/lang/invoke/MethodHandle") || owner.equals("java/lang/invoke/VarHandle");
    }

    /**
     * Returns the descriptor that a method which a snippet's class declares has at run time: its own if it overrides one
     * of the application with it.
     */
    String declared(String owner, int access, String name, String descriptor) {
        if (!types.hasHidden(descriptor)
                || (access & (ClassShape.STATIC | ClassShape.PRIVATE)) != 0
                || name.equals("<init>")
                || !overridesApplication(owner, name + descriptor)) {
            return types.descriptor(descriptor);
        }
        Type result = Type.getReturnType(descriptor);
        if (types.hasHidden(result.getDescriptor())) {
            throw new UnsupportedSnippetException("cannot override " + name + ": its result's type "
                    + result.getClassName() + " is not public, and the JVM wants it named");
        }
        return descriptor;
    }

    private boolean overridesApplication(String owner, String method) {
        for (ClassShape shape : flags.lineage(owner)) {
            Map<String, Integer> methods = shape.methods();
            if (!shape.name().startsWith(MemberFlags.SNIPPETS)
                    && (methods.getOrDefault(method, ClassShape.PRIVATE) & ClassShape.PRIVATE) == 0) {
                return true;
            }
        }
        return false;
    }
}
