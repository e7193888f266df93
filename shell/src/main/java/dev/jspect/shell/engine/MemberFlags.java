// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Answers from the original flags what a snippet's class may touch at run time, by the JVM's rules: it is in a package
 * of its own, {@value #SNIPPETS}, and in no named module.
 *
 * <p>Classes that are not known, and members that are not found, count as reachable: the JVM has its say then. Each class
 * is read once. Thread-safe.
 */
final class MemberFlags {
    /** What the internal names of the classes that JShell makes begin with. */
    static final String SNIPPETS = "REPL/";

    private final OriginalClasses originals;
    private final Map<String, Optional<ClassShape>> shapes = new ConcurrentHashMap<>();

    /** Creates flags over the target's classes. */
    MemberFlags(OriginalClasses originals) {
        this.originals = originals;
    }

    /** A field or method, found: the class that declares it, and its flags there. */
    record Member(ClassShape owner, int access) {
        boolean is(int flag) {
            return (access & flag) != 0;
        }

        boolean ofSnippet() {
            return owner.name().startsWith(SNIPPETS);
        }
    }

    /** Makes a snippet's class known, as the compiler wrote it. */
    void learn(byte[] classFile) {
        ClassShape shape = ClassShape.of(classFile);
        shapes.put(shape.name(), Optional.of(shape));
    }

    /** Forgets all but the snippets' classes: another loader is in use. */
    void refresh() {
        shapes.keySet().removeIf(name -> !name.startsWith(SNIPPETS));
    }

    /** Returns the class's shape; null if there is no such class, or none that can be read. */
    @Nullable
    ClassShape shape(String internalName) {
        Optional<ClassShape> known = shapes.get(internalName);
        if (known == null) {
            byte[] classFile = originals.classFile(internalName);
            known = classFile == null ? Optional.empty() : read(classFile);
            shapes.put(internalName, known);
        }
        return known.orElse(null);
    }

    private static Optional<ClassShape> read(byte[] classFile) {
        try {
            return Optional.of(ClassShape.of(classFile));
        } catch (IllegalArgumentException e) {
            // A damaged class is the JVM's to refuse, if it ever loads it.
            return Optional.empty();
        }
    }

    /** Tells whether a snippet's class may name this class. */
    boolean reachable(String internalName) {
        ClassShape shape = internalName.startsWith(SNIPPETS) ? null : shape(internalName);
        return shape == null || ((shape.access() & ClassShape.PUBLIC) != 0 && originals.exported(internalName));
    }

    /** Tells whether code in class {@code from} may use the member through class {@code owner}, which it may name. */
    boolean reachable(Member member, String owner, String from) {
        boolean inherits = member.is(ClassShape.PROTECTED)
                && isSubclass(from, member.owner().name())
                && (member.is(ClassShape.STATIC) || isSubclass(owner, from));
        return inherits || member.is(ClassShape.PUBLIC) || member.ofSnippet();
    }

    /** Tells whether the one is the other class, or extends it. */
    boolean isSubclass(String internalName, String other) {
        for (String name = internalName; name != null; ) {
            if (name.equals(other)) {
                return true;
            }
            ClassShape shape = shape(name);
            name = shape == null ? null : shape.superName();
        }
        return false;
    }

    /** Tells whether the one is the other class or interface, or extends or implements it. */
    boolean isSubtype(String internalName, String other) {
        return lineage(internalName).stream().anyMatch(shape -> shape.name().equals(other));
    }

    /** Finds a field in the class, its superclasses and interfaces; null if it is not found. */
    @Nullable
    Member field(String owner, String name, String descriptor) {
        return find(owner, ClassShape::fields, name + descriptor);
    }

    /** Finds a method in the class, its superclasses and interfaces; null if it is not found. */
    @Nullable
    Member method(String owner, String name, String descriptor) {
        return find(owner, ClassShape::methods, name + descriptor);
    }

    private @Nullable Member find(String owner, Function<ClassShape, Map<String, Integer>> members, String member) {
        for (ClassShape shape : lineage(owner)) {
            Integer access = members.apply(shape).get(member);
            if (access != null) {
                return new Member(shape, access);
            }
        }
        return null;
    }

    /** Tells whether an ordinary method of variable arity, callable through the class, takes so many arguments. */
    boolean hasVariableArityRival(String owner, String name, int arguments) {
        for (ClassShape shape : lineage(owner)) {
            if (name.equals("<init>") && !shape.name().equals(owner)) {
                break;
            }
            Integer least = shape.variableArity().get(name);
            if (least != null && least <= arguments) {
                return true;
            }
        }
        return false;
    }

    /** Tells whether the class has or inherits a method of that name that is public or protected. */
    boolean hasOrdinaryMethod(String owner, String name) {
        int ordinary = ClassShape.PUBLIC | ClassShape.PROTECTED;
        for (ClassShape shape : lineage(owner)) {
            for (Map.Entry<String, Integer> method : shape.methods().entrySet()) {
                if ((method.getValue() & ordinary) != 0 && method.getKey().startsWith(name + '(')) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Returns what is known of the class and its supertypes: superclasses first, from below. */
    List<ClassShape> lineage(String owner) {
        Map<String, ClassShape> lineage = new LinkedHashMap<>();
        List<String> interfaces = new ArrayList<>();
        for (String name = owner; name != null; ) {
            ClassShape shape = shape(name);
            if (shape == null || lineage.putIfAbsent(name, shape) != null) {
                break;
            }
            interfaces.addAll(shape.interfaces());
            name = shape.superName();
        }
        for (int i = 0; i < interfaces.size(); i++) {
            ClassShape shape = shape(interfaces.get(i));
            if (shape != null && lineage.putIfAbsent(shape.name(), shape) == null) {
                interfaces.addAll(shape.interfaces());
            }
        }
        return new ArrayList<>(lineage.values());
    }
}
