// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.probes;

import dev.jspect.protocol.FoundClass;
import dev.jspect.protocol.FoundClasses;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** Finds the method that a user means in the classes of a target. */
public final class MethodChoice {
    private static final String LIST = "\n    ";
    private static final int MOST_LISTED = 20;
    private static final int BOOT_LOADER = 0;

    private final MethodPattern pattern;
    private final List<PlannedMethod> methods = new ArrayList<>();
    private final TreeSet<String> names = new TreeSet<>();
    private final TreeMap<String, String> unusable = new TreeMap<>();

    private MethodChoice(MethodPattern pattern) {
        this.pattern = pattern;
    }

    /**
     * Returns the method, once for each loader that has its class.
     *
     * @param found the classes of that name
     * @throws NoSuchMethodInTargetException when there is none, or are several, or none that can be changed
     */
    public static List<PlannedMethod> of(MethodPattern pattern, FoundClasses found)
            throws NoSuchMethodInTargetException {
        ClassChoice.check(pattern.className(), found);
        MethodChoice choice = new MethodChoice(pattern);
        for (FoundClass type : found.classes) {
            choice.look(type);
        }
        return choice.only();
    }

    private void look(FoundClass type) {
        byte[] classFile = type.classFile;
        if (classFile == null) {
            unusable.put(type.name, "the JVM lets no agent change it");
            return;
        }
        ClassNode node = new ClassNode();
        new ClassReader(classFile).accept(node, ClassReader.SKIP_FRAMES);
        List<MethodNode> fitting = node.methods.stream()
                .filter(method -> method.name.equals(pattern.method()) && pattern.takes(types(method)))
                .toList();
        List<MethodNode> open = fitting.stream()
                .filter(method -> (method.access & Opcodes.ACC_PUBLIC) != 0)
                .toList();
        if (type.loaderId == BOOT_LOADER && open.size() == 1) {
            // Thread.start is meant, and not the JDK's own one beside it.
            fitting = open;
        }
        boolean anyOwn = fitting.stream().anyMatch(method -> (method.access & Opcodes.ACC_BRIDGE) == 0);
        for (MethodNode method : fitting) {
            // A bridge calls the method that is meant.
            if (anyOwn && (method.access & Opcodes.ACC_BRIDGE) != 0) {
                continue;
            }
            PlannedMethod planned = new PlannedMethod(
                    type,
                    method.name,
                    method.desc,
                    (method.access & Opcodes.ACC_STATIC) != 0,
                    isCallerSensitive(method),
                    ParameterNames.of(method),
                    ParameterNames.signatures(method));
            if ((method.access & Opcodes.ACC_NATIVE) != 0) {
                unusable.put(planned.label(), "it is native: it has no code that could be changed");
            } else if ((method.access & Opcodes.ACC_ABSTRACT) != 0) {
                unusable.put(planned.label(), "it is abstract: name a class that implements it");
            } else {
                methods.add(planned);
            }
        }
        node.methods.forEach(method -> names.add(MethodPattern.shown(method.name)));
    }

    /** By the JDK's own annotation, which has moved in JDK 9. */
    private static boolean isCallerSensitive(MethodNode method) {
        return method.visibleAnnotations != null
                && method.visibleAnnotations.stream()
                        .anyMatch(annotation -> annotation.desc.endsWith("/reflect/CallerSensitive;"));
    }

    private static List<String> types(MethodNode method) {
        return Arrays.stream(Type.getArgumentTypes(method.desc))
                .map(Type::getClassName)
                .toList();
    }

    private List<PlannedMethod> only() throws NoSuchMethodInTargetException {
        TreeMap<String, String> labels = new TreeMap<>();
        methods.forEach(method -> labels.put(method.descriptor(), method.label()));
        if (new TreeSet<>(labels.values()).size() < labels.size()) {
            // Types of the same name, of several packages.
            methods.forEach(method -> labels.put(method.descriptor(), method.fullLabel()));
        }
        if (labels.size() > 1) {
            throw new NoSuchMethodInTargetException(
                    pattern.className() + " has " + labels.size() + " methods " + MethodPattern.shown(pattern.method()),
                    "Choose one:" + LIST + String.join(LIST, labels.values()));
        }
        if (!methods.isEmpty()) {
            return methods;
        }
        if (!unusable.isEmpty()) {
            throw new NoSuchMethodInTargetException(
                    unusable.firstKey() + " cannot be watched",
                    unusable.firstEntry().getValue());
        }
        List<String> nearest = NearestNames.to(MethodPattern.shown(pattern.method()), names, MOST_LISTED);
        throw new NoSuchMethodInTargetException(
                pattern.className() + " declares no method " + MethodPattern.shown(pattern.method())
                        + (pattern.types() == null ? "" : "(" + String.join(", ", pattern.types()) + ")"),
                "Its methods: "
                        + nearest.stream().collect(Collectors.joining(", "))
                        + (names.size() > nearest.size() ? ", ..." : ""));
    }
}
