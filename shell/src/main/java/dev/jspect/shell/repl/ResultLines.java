// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.repl;

import dev.jspect.shell.engine.SnippetResult;
import dev.jspect.shell.text.SnippetText;
import dev.jspect.shell.text.Style.Kind;
import dev.jspect.shell.text.StyledText;
import java.io.IOException;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import jdk.jshell.JShell;
import jdk.jshell.TypeDeclSnippet;
import org.jspecify.annotations.Nullable;

/** What the shell says of a snippet that was evaluated. */
final class ResultLines {
    private final JShell state;
    private final Set<String> declared = new HashSet<>();

    ResultLines(JShell state) {
        this.state = state;
    }

    /** Forgets what was declared. */
    void forget() {
        declared.clear();
    }

    void write(SnippetResult result, StyledText out) throws IOException {
        switch (result.ending()) {
            case DONE -> done(result, out);
            case REJECTED -> SnippetText.problems(out, result);
            case THREW -> SnippetText.thrown(out, Objects.requireNonNull(result.thrown()));
            case STOPPED -> out.add(Kind.WARNING, "stopped").endLine();
            case ABANDONED ->
                out.add(
                                Kind.WARNING,
                                "given up, not stopped within a second: it is in native code, perhaps, and goes on until that returns")
                        .endLine();
            case FAILED, REFUSED, LOST ->
                out.add(Kind.ERROR, "cannot run this: ")
                        .add(String.valueOf(result.failure()))
                        .endLine();
        }
    }

    private void done(SnippetResult result, StyledText out) throws IOException {
        if (result.value() != null) {
            if (result.name() != null) {
                out.add(Kind.HEADING, result.name()).add(Kind.DIM, " ==> ");
            }
            SnippetText.value(out, result.value(), result.type());
            return;
        }
        String what = what(result);
        if (what.isEmpty()) {
            return;
        }
        boolean isNew = declared.add(what);
        out.add(Kind.DIM, (result.kind().equals("import") ? "" : isNew ? "created " : "replaced ") + what);
        if (!result.missing().isEmpty()) {
            out.add(Kind.WARNING, ", not usable before this is declared: " + String.join(", ", result.missing()));
        }
        out.endLine();
    }

    private String what(SnippetResult result) {
        return switch (result.kind()) {
            case "type" -> typeKind(String.valueOf(result.name())) + " " + result.name();
            case "method" -> "method " + result.name() + parameters(result.type());
            case "variable" -> "variable " + result.name();
            case "import" -> "imported " + result.source().strip().replaceFirst("^import\\s+(.*?)\\s*;?$", "$1");
            default -> "";
        };
    }

    /** A signature is {@code (int,String)void}. */
    private static String parameters(@Nullable String signature) {
        return signature == null
                ? "()"
                : signature.substring(0, signature.lastIndexOf(')') + 1).replace(",", ", ");
    }

    private String typeKind(String name) {
        TypeDeclSnippet type = state.types()
                .filter(known -> known.name().equals(name))
                .reduce((earlier, later) -> later)
                .orElse(null);
        if (type == null) {
            return "type";
        }
        return switch (type.subKind()) {
            case CLASS_SUBKIND -> "class";
            case INTERFACE_SUBKIND -> "interface";
            case ENUM_SUBKIND -> "enum";
            case RECORD_SUBKIND -> "record";
            case ANNOTATION_TYPE_SUBKIND -> "annotation";
            default -> "type";
        };
    }
}
