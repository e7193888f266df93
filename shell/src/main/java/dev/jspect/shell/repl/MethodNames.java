// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.repl;

import dev.jspect.shell.Target;
import dev.jspect.shell.TargetException;
import dev.jspect.shell.probes.MethodPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** What {@code Class::method} may become while it is typed: the application's loaded classes, and their methods. */
public final class MethodNames {
    private static final int MOST = 500;

    private final Target target;

    /**
     * @param target whose classes it is about, those that the loader in use sees
     */
    public MethodNames(Target target) {
        this.target = target;
    }

    /** Returns what begins so: classes by their full names or without package, or behind {@code ::} a class's methods. */
    public List<String> startingWith(String prefix) throws TargetException {
        int colons = prefix.indexOf("::");
        return colons < 0 ? classes(prefix) : methods(prefix.substring(0, colons));
    }

    private List<String> classes(String prefix) throws TargetException {
        TreeSet<String> found = new TreeSet<>();
        for (String name : target.loadedClasses()) {
            String simple = name.substring(name.lastIndexOf('.') + 1);
            if (!prefix.isEmpty() && name.startsWith(prefix)) {
                found.add(name + "::");
            } else if (simple.startsWith(prefix)) {
                found.add(simple + "::");
            }
        }
        return found.stream().limit(MOST).toList();
    }

    private List<String> methods(String className) throws TargetException {
        TreeSet<String> found = new TreeSet<>();
        for (String name : target.loadedClasses()) {
            if (name.equals(className) || name.endsWith('.' + className)) {
                byte[] file = target.classFile(name);
                if (file != null) {
                    addMethods(className, file, found);
                }
            }
        }
        return new ArrayList<>(found);
    }

    private static void addMethods(String className, byte[] file, Set<String> found) {
        ClassNode node = new ClassNode();
        new ClassReader(file).accept(node, ClassReader.SKIP_CODE | ClassReader.SKIP_FRAMES);
        for (MethodNode method : node.methods) {
            boolean hasCode = (method.access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) == 0;
            if (hasCode && !method.name.equals("<clinit>")) {
                found.add(className + "::" + MethodPattern.shown(method.name));
            }
        }
    }
}
