// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.repl;

import dev.jspect.protocol.ValueText;
import dev.jspect.shell.engine.SnippetEngine;
import dev.jspect.shell.text.SnippetText;
import dev.jspect.shell.text.Style.Kind;
import dev.jspect.shell.text.StyledText;
import dev.jspect.shell.text.TypeNames;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.ImportSnippet;
import jdk.jshell.MethodSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.TypeDeclSnippet;
import jdk.jshell.VarSnippet;

/** The commands about what was typed so far. */
final class SnippetCommands {
    private final SnippetEngine engine;
    private final EngineThread thread;
    private final Screen screen;

    SnippetCommands(Connection connection, Screen screen) {
        this.engine = connection.engine();
        this.thread = connection.engineThread();
        this.screen = screen;
    }

    List<Command> all() {
        return List.of(
                new Command(
                        "/vars",
                        "[NAME]",
                        "the variables and their values now",
                        List.of("/vars       all of them", "/vars $1    one of them"),
                        this::vars,
                        prefix -> names(engine.state().variables())),
                new Command(
                        "/methods",
                        "[NAME]",
                        "the methods declared",
                        List.of(),
                        this::methods,
                        prefix -> names(engine.state().methods())),
                new Command(
                        "/types",
                        "[NAME]",
                        "the classes, records, ... declared",
                        List.of(),
                        this::types,
                        prefix -> names(engine.state().types())),
                new Command(
                        "/imports",
                        "",
                        "the imports, the usual ones too",
                        List.of("Packages such as java.util and java.time are imported from the start."),
                        argument -> imports(),
                        Command.NONE),
                new Command(
                        "/list",
                        "[NAME]",
                        "the snippets that hold, with their numbers",
                        List.of("/list          all of them", "/list total    what declares that name"),
                        this::list,
                        prefix -> names(engine.state().snippets().filter(DeclarationSnippet.class::isInstance))));
    }

    private List<String> names(Stream<? extends Snippet> snippets) {
        return thread.call(() -> snippets.filter(this::isActive)
                .map(SnippetCommands::name)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList());
    }

    private boolean isActive(Snippet snippet) {
        return engine.state().status(snippet).isActive();
    }

    private static String name(Snippet snippet) {
        return snippet instanceof DeclarationSnippet declaration ? declaration.name() : "";
    }

    private static boolean fits(Snippet snippet, String wanted) {
        return wanted.isEmpty() || name(snippet).equals(wanted) || snippet.id().equals(wanted);
    }

    private void vars(String wanted) {
        record Variable(VarSnippet snippet, ValueText value) {}
        List<Variable> variables = thread.call(() -> {
            List<Variable> found = new ArrayList<>();
            for (VarSnippet snippet : engine.state().variables().toList()) {
                ValueText value = fits(snippet, wanted) && isActive(snippet) ? engine.valueOf(snippet) : null;
                if (value != null) {
                    found.add(new Variable(snippet, value));
                }
            }
            return found;
        });
        show(variables, wanted, "no variables yet", (variable, out) -> {
            out.add(Kind.HEADING, variable.snippet().name()).add(Kind.DIM, " ==> ");
            SnippetText.value(out, variable.value(), variable.snippet().typeName());
        });
    }

    private void methods(String wanted) {
        List<MethodSnippet> methods = thread.call(() ->
                engine.state().methods().filter(method -> fits(method, wanted)).toList());
        show(methods, wanted, "no methods yet", (method, out) -> {
            String signature = method.signature();
            int end = signature.lastIndexOf(')') + 1;
            out.add(Kind.DIM, TypeNames.simple(signature.substring(end)) + " ");
            out.add(Kind.HEADING, method.name()).add(TypeNames.simple(signature.substring(0, end)));
            out.endLine();
        });
    }

    private void types(String wanted) {
        List<TypeDeclSnippet> types = thread.call(
                () -> engine.state().types().filter(type -> fits(type, wanted)).toList());
        show(types, wanted, "no types yet", (type, out) -> {
            String kind = type.subKind().name().replaceFirst("_(TYPE_)?SUBKIND$", "");
            out.add(Kind.DIM, kind.toLowerCase(java.util.Locale.ROOT) + " ")
                    .add(Kind.HEADING, type.name())
                    .endLine();
        });
    }

    private void imports() {
        List<ImportSnippet> imports = thread.call(() -> engine.state().imports().toList());
        show(imports, "", "no imports", (snippet, out) -> {
            Kind kind = engine.isUsualImport(snippet) ? Kind.DIM : Kind.TEXT;
            out.add(kind, "import " + (snippet.isStatic() ? "static " : "") + snippet.fullname())
                    .endLine();
        });
    }

    private void list(String wanted) {
        show(active(wanted), wanted, "no snippets yet", (snippet, out) -> {
            String margin = "";
            for (String line : snippet.source().strip().split("\n", -1)) {
                String number = margin.isEmpty() ? snippet.id() : "";
                margin = "    ";
                out.padTo(4 - number.length());
                out.add(Kind.DIM, number)
                        .add(Kind.DIM, number.isEmpty() ? "   " : " : ")
                        .add(line)
                        .endLine();
            }
        });
    }

    /** Returns the user's snippets that hold, in their order. */
    List<Snippet> active(String wanted) {
        return thread.call(() -> engine.state()
                .snippets()
                .filter(this::isActive)
                .filter(snippet -> !engine.isUsualImport(snippet) && fits(snippet, wanted))
                .toList());
    }

    private interface Row<T> {
        void write(T item, StyledText out) throws IOException;
    }

    private <T> void show(List<T> items, String wanted, String none, Row<T> row) {
        screen.show(out -> {
            if (items.isEmpty()) {
                out.add(Kind.DIM, wanted.isEmpty() ? none : "nothing by the name " + wanted)
                        .endLine();
            }
            for (T item : items) {
                row.write(item, out);
            }
        });
    }
}
