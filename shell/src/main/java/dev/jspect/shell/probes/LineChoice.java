// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.probes;

import dev.jspect.protocol.FoundClass;
import dev.jspect.protocol.FoundClasses;
import dev.jspect.shell.instrument.LineProbe;
import dev.jspect.shell.instrument.ProbeRewriter;
import dev.jspect.shell.instrument.ProbedMethod;
import dev.jspect.shell.instrument.UnprobedCodeException;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodNode;

/** Finds the places where a line begins: in the methods of a class, the bodies of its lambdas among them. */
public final class LineChoice {
    private static final int MOST_NEAR = 3;
    private static final String THIS = "this";

    private LineChoice() {}

    /**
     * Returns the places, in each loader that has the class.
     *
     * @param found the classes of that name
     * @throws NoSuchMethodInTargetException when there is none: the message says which lines have code
     */
    public static List<PlannedPlace> of(LinePattern pattern, FoundClasses found) throws NoSuchMethodInTargetException {
        ClassChoice.check(pattern.className(), found);
        List<PlannedPlace> places = new ArrayList<>();
        TreeSet<Integer> lines = new TreeSet<>();
        for (FoundClass type : found.classes) {
            if (type.classFile == null) {
                throw new NoSuchMethodInTargetException(
                        type.name + " cannot be watched", "the JVM lets no agent change it");
            }
            ClassNode node = new ClassNode();
            new ClassReader(type.classFile).accept(node, ClassReader.SKIP_FRAMES);
            for (MethodNode method : node.methods) {
                Set<Integer> own = lines(method);
                lines.addAll(own);
                if (own.contains(pattern.line())) {
                    places.addAll(places(planned(type, method), pattern.line()));
                }
            }
        }
        if (places.isEmpty()) {
            throw new NoSuchMethodInTargetException(
                    pattern.className() + " has no code at line " + pattern.line(), nearest(lines, pattern.line()));
        }
        return places;
    }

    private static Set<Integer> lines(MethodNode method) {
        Set<Integer> lines = new TreeSet<>();
        for (AbstractInsnNode at : method.instructions) {
            if (at instanceof LineNumberNode line) {
                lines.add(line.line);
            }
        }
        return lines;
    }

    private static PlannedMethod planned(FoundClass type, MethodNode method) {
        return new PlannedMethod(
                type,
                method.name,
                method.desc,
                (method.access & Opcodes.ACC_STATIC) != 0,
                false,
                ParameterNames.of(method),
                ParameterNames.signatures(method));
    }

    /** What can be told where is known when the probes are in. */
    private static List<PlannedPlace> places(PlannedMethod method, int line) throws NoSuchMethodInTargetException {
        byte[] classFile = method.owner().classFile;
        try {
            return ProbeRewriter.rewrite(
                            classFile,
                            List.of(new ProbedMethod(
                                    method.name(), method.descriptor(), 0, false, false, Set.of(line))),
                            true)
                    .lines()
                    .stream()
                    .map(probe -> place(method, probe))
                    .toList();
        } catch (UnprobedCodeException e) {
            throw new NoSuchMethodInTargetException(
                    method.label() + " cannot be watched", String.valueOf(e.getMessage()));
        }
    }

    static PlannedPlace place(PlannedMethod method, LineProbe probe) {
        List<LineProbe.Variable> variables = new ArrayList<>(probe.variables());
        boolean hasThis = !variables.isEmpty() && variables.get(0).name().equals(THIS);
        if (hasThis) {
            variables.remove(0);
        }
        String descriptor =
                variables.stream().map(LineProbe.Variable::descriptor).collect(Collectors.joining("", "(", ")V"));
        List<@Nullable String> signatures = new ArrayList<>();
        variables.forEach(variable -> signatures.add(variable.signature()));
        PlannedMethod told = new PlannedMethod(
                method.owner(),
                method.name(),
                descriptor,
                !hasThis,
                false,
                variables.stream().map(LineProbe.Variable::name).toList(),
                signatures);
        int ofArguments = (Type.getArgumentsAndReturnSizes(method.descriptor()) >> 2) - (method.isStatic() ? 1 : 0);
        int arguments = (int) variables.stream()
                .filter(variable -> variable.slot() < ofArguments)
                .count();
        return new PlannedPlace(method, probe.line(), probe.index(), told, arguments, List.of(), List.of());
    }

    private static String nearest(NavigableSet<Integer> lines, int line) {
        if (lines.isEmpty()) {
            return "It was compiled without line numbers: name a method, Class::method";
        }
        List<Integer> near = lines.stream()
                .sorted((one, other) -> Integer.compare(Math.abs(one - line), Math.abs(other - line)))
                .limit(MOST_NEAR)
                .sorted()
                .toList();
        return "The nearest lines with code: "
                + near.stream().map(String::valueOf).collect(Collectors.joining(", ")) + ". It has some between "
                + lines.first() + " and " + lines.last() + "; classes within it have their own: Outer$Inner:LINE";
    }
}
