// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.engine;

import dev.jspect.shell.engine.FrameVariables.Held;
import dev.jspect.shell.values.TypeText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;
import org.objectweb.asm.Type;

/** With which types a frame's variable may be declared in snippets, where what is declared there cannot always be named. */
final class FrameTypes {
    private static final String OBJECT = "java/lang/Object";

    /** What stands for a type variable of the class or the method, within a generic type. */
    private static final Pattern TYPE_VARIABLE = Pattern.compile("(?<=[<;*])[+-]?\\[*T[^;<>]+;");

    private static final Pattern LOCAL = Pattern.compile("\\$[0-9]");

    private final MemberFlags flags;
    private final boolean publicOnly;

    FrameTypes(MemberFlags flags, boolean publicOnly) {
        this.flags = flags;
        this.publicOnly = publicOnly;
    }

    /** Returns types as Java source writes them, the best first; the last one always fits. */
    List<String> candidates(Held variable) {
        Type type = Type.getType(variable.descriptor());
        Type element = type.getSort() == Type.ARRAY ? type.getElementType() : type;
        if (element.getSort() != Type.OBJECT) {
            return List.of(TypeText.full(variable.descriptor(), null));
        }
        Set<String> candidates = new LinkedHashSet<>();
        if (isNameable(element.getInternalName())) {
            String signature = variable.signature();
            if (signature != null && !isTypeVariable(signature)) {
                candidates.add(TypeText.full(
                        variable.descriptor(), TYPE_VARIABLE.matcher(signature).replaceAll("*")));
            }
            candidates.add(TypeText.full(variable.descriptor(), null));
        }
        if (type.getSort() == Type.OBJECT) {
            addSupertypes(type.getInternalName(), candidates);
            String valueClass = variable.valueClass();
            if (valueClass != null && !valueClass.startsWith("[")) {
                addSupertypes(valueClass.replace('.', '/'), candidates);
            }
        }
        candidates.add("java.lang.Object");
        return new ArrayList<>(candidates);
    }

    private static boolean isTypeVariable(String signature) {
        return signature.replace("[", "").startsWith("T");
    }

    /** Adds what can be named: the class or the nearest of its superclasses, then its interfaces. */
    private void addSupertypes(String internalName, Set<String> candidates) {
        for (ClassShape shape : flags.lineage(internalName)) {
            if (!shape.name().equals(OBJECT) && isNameable(shape.name())) {
                candidates.add(TypeText.full('L' + shape.name() + ';', null));
                if (!shape.isInterface()) {
                    return;
                }
            }
        }
    }

    /** Local, anonymous and hidden classes have no name in Java. */
    private boolean isNameable(String internalName) {
        return SourceVersion.isName(internalName.replace('/', '.'))
                && !LOCAL.matcher(internalName).find()
                && (!publicOnly || flags.reachable(internalName));
    }
}
