// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.instrument;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.TypeAnnotationNode;

/** Annotations as text: the same text for the same annotations. */
final class AnnotationText {
    private AnnotationText() {}

    /** Returns those of a declaration, and those of its types. */
    static String of(@Nullable List<AnnotationNode> declared, @Nullable List<TypeAnnotationNode> ofTypes) {
        return list(declared) + list(ofTypes);
    }

    /** Returns those of a method's parameters. */
    static String ofParameters(@Nullable List<AnnotationNode> @Nullable [] parameters) {
        return parameters == null
                ? ""
                : Arrays.stream(parameters).map(AnnotationText::list).collect(Collectors.joining(";", " (", ")"));
    }

    private static String list(@Nullable List<? extends AnnotationNode> annotations) {
        return annotations == null
                ? ""
                : annotations.stream().map(AnnotationText::one).sorted().collect(Collectors.joining());
    }

    private static String one(AnnotationNode annotation) {
        String where = annotation instanceof TypeAnnotationNode type ? type.typeRef + " " + type.typePath + " " : "";
        return " @" + where + annotation.desc + value(annotation.values);
    }

    /** Returns a value, null as nothing. */
    static String value(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof AnnotationNode annotation) {
            return one(annotation);
        }
        if (value instanceof List<?> all) {
            return all.stream().map(AnnotationText::value).collect(Collectors.joining(",", "[", "]"));
        }
        // An enum's constant is an array of its type and its name.
        return value.getClass().getSimpleName() + " " + Arrays.deepToString(new Object[] {value});
    }
}
