// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.javadoc;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Finds the comment of a method in a source, by parsing it; nothing is resolved. */
final class DocComments {
    private DocComments() {}

    /**
     * Returns the comment of a method, without its stars.
     *
     * @return null when the source has no such method, or it has no comment
     */
    static @Nullable String of(String source, MethodName method) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        JavacTask task = (JavacTask)
                compiler.getTask(null, null, problem -> {}, List.of("-proc:none"), null, List.of(new Source(source)));
        try {
            for (CompilationUnitTree unit : task.parse()) {
                Search search = new Search(DocTrees.instance(task), method);
                search.scan(unit, null);
                return search.comment;
            }
        } catch (IOException e) {
            throw new AssertionError("a string can be read", e);
        }
        return null;
    }

    private static final class Search extends TreePathScanner<@Nullable Void, @Nullable Void> {
        private final DocTrees trees;
        private final MethodName wanted;
        private @Nullable String comment;

        Search(DocTrees trees, MethodName wanted) {
            this.trees = trees;
            this.wanted = wanted;
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
            if (comment == null && fits(method)) {
                comment = trees.getDocComment(getCurrentPath());
            }
            // No method of a local class is ever asked for.
            return null;
        }

        private boolean fits(MethodTree method) {
            boolean isConstructor = method.getName().contentEquals("<init>");
            List<String> types = method.getParameters().stream()
                    .map(VariableTree::getType)
                    .map(type -> MethodName.erased(String.valueOf(type)))
                    .toList();
            return (isConstructor ? wanted.isConstructor() : method.getName().contentEquals(wanted.name()))
                    && types.equals(wanted.parameterTypes())
                    && enclosing(getCurrentPath()).equals(wanted.owner());
        }

        private static String enclosing(TreePath path) {
            String name = "";
            for (TreePath at = path.getParentPath(); at != null; at = at.getParentPath()) {
                if (at.getLeaf() instanceof ClassTree type) {
                    name = name.isEmpty() ? type.getSimpleName().toString() : type.getSimpleName() + "." + name;
                }
            }
            return name;
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String text) {
            super(URI.create("string:///Source.java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
