// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.RecordComponentNode;

/**
 * Rewrites snippets' classes, compiled against an {@link OpenView}, into classes that the target's JVM accepts: accesses
 * to what is not public go through the target's {@code MemberAccess}, and types that the class cannot name give way to
 * ones that it can. Snippets get stop checks, print to the session, and cannot end the target.
 *
 * <p>Not safe for use by several threads.
 */
final class SnippetRewriter {
    private final MemberFlags flags;
    private final VisibleTypes types;
    private final boolean publicOnly;

    /**
     * Creates a rewriter.
     *
     * @param flags of the classes that the snippets are compiled against
     * @param publicOnly leave accesses alone: the snippets are not compiled against an open view
     */
    SnippetRewriter(MemberFlags flags, boolean publicOnly) {
        this.flags = flags;
        this.types = new VisibleTypes(flags, publicOnly);
        this.publicOnly = publicOnly;
    }

    /** Makes a class known: to be called with all classes that refer to each other, before one is rewritten. */
    void learn(byte[] classFile) {
        flags.learn(classFile);
    }

    /**
     * Returns the class file to define in the target.
     *
     * @param evalId the evaluation that the class's stop checks ask for
     * @throws UnsupportedSnippetException where no rewriting makes the class acceptable
     */
    byte[] rewrite(byte[] classFile, int evalId) {
        learn(classFile);
        ClassNode snippet = new ClassNode();
        new ClassReader(classFile).accept(snippet, ClassReader.EXPAND_FRAMES);
        checkSupertypes(snippet);
        Links links = new Links(flags, types, publicOnly, snippet.name);
        Bridges bridges = new Bridges(snippet, types);
        MethodRewriter methods = new MethodRewriter(
                types,
                links,
                new DynamicCalls(flags, types, links, bridges),
                publicOnly ? null : new Markers(flags),
                new StopChecks(evalId));
        // By index: rewriting one may add a bridge at the end.
        for (int i = 0; i < snippet.methods.size(); i++) {
            MethodNode method = snippet.methods.get(i);
            if (method.instructions.size() > 0) {
                methods.rewrite(method);
            }
        }
        declarations(snippet, links);
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        snippet.accept(writer);
        return writer.toByteArray();
    }

    private void checkSupertypes(ClassNode snippet) {
        List<String> supertypes = new ArrayList<>(snippet.interfaces);
        supertypes.add(snippet.superName);
        for (String supertype : supertypes) {
            if (types.isHidden(supertype)) {
                throw new UnsupportedSnippetException("cannot extend or implement "
                        + Type.getObjectType(supertype).getClassName()
                        + ": it is not public, and the JVM allows that to its own package only");
            }
        }
    }

    private void declarations(ClassNode snippet, Links links) {
        for (FieldNode field : snippet.fields) {
            field.desc = types.descriptor(field.desc);
        }
        if (snippet.recordComponents != null) {
            for (RecordComponentNode component : snippet.recordComponents) {
                component.descriptor = types.descriptor(component.descriptor);
            }
        }
        if (snippet.outerMethodDesc != null) {
            snippet.outerMethodDesc = types.descriptor(snippet.outerMethodDesc);
        }
        Map<String, MethodNode> declared = new LinkedHashMap<>();
        for (MethodNode method : snippet.methods) {
            method.desc = links.declared(snippet.name, method.access, method.name, method.desc);
            method.exceptions.replaceAll(types::name);
            MethodNode other = declared.put(method.name + method.desc, method);
            if (other != null) {
                declared.put(method.name + method.desc, notTheBridge(method, other));
            }
        }
        snippet.methods = new ArrayList<>(declared.values());
    }

    /** A bridge is not needed any more where the method that it calls got its descriptor. */
    private static MethodNode notTheBridge(MethodNode one, MethodNode other) {
        if ((one.access & Opcodes.ACC_BRIDGE) != 0) {
            return other;
        }
        if ((other.access & Opcodes.ACC_BRIDGE) != 0) {
            return one;
        }
        throw new UnsupportedSnippetException("methods named " + one.name
                + " differ only in types that are not public, and the JVM cannot tell them apart then");
    }
}
