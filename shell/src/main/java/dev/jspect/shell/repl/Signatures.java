// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.repl;

import dev.jspect.shell.engine.SnippetEngine;
import dev.jspect.shell.javadoc.Javadoc;
import dev.jspect.shell.javadoc.MethodName;
import dev.jspect.shell.source.SourceArchives;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import jdk.jshell.SourceCodeAnalysis.Documentation;
import org.jline.reader.LineReader;
import org.jline.reader.Widget;
import org.jspecify.annotations.Nullable;

/** The Tab key: where an argument begins, it first shows what the method takes, and only then offers completions. */
final class Signatures implements Widget {
    static final String WIDGET = "jspect-tab";

    private static final Pattern MARKER = Pattern.compile("(, )?(java\\.lang\\.)?Void\\.\\.\\.\\)$");
    private static final Pattern OWNER_MARKER = Pattern.compile("((?<=[ .])(\\w+)\\.\\w+\\(.*?)(, )?\\2\\.\\.\\.\\)$");
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private static final int COMMENT_INDENT = 6;

    private final EngineThread thread;
    private final SnippetEngine engine;
    private final Screen screen;
    private final LineReader reader;
    private final Javadoc javadoc;
    private @Nullable String shownFor;

    Signatures(Connection connection, Screen screen, LineReader reader) {
        this.thread = connection.engineThread();
        this.engine = connection.engine();
        this.screen = screen;
        this.reader = reader;
        this.javadoc = new Javadoc(new SourceArchives(connection.target().jvm().javaHome()));
    }

    @Override
    public boolean apply() {
        String ahead = reader.getBuffer().upToCursor();
        if (beginsArgument(ahead) && !ahead.equals(shownFor) && show(ahead)) {
            shownFor = ahead;
            return true;
        }
        shownFor = null;
        reader.callWidget(LineReader.EXPAND_OR_COMPLETE);
        return true;
    }

    private static boolean beginsArgument(String ahead) {
        String text = ahead.stripTrailing();
        return !CommandLine.isCommand(text) && (text.endsWith("(") || text.endsWith(","));
    }

    /** Takes out the parameter that the engine's view adds to methods that are not public: {@code Void...}, or the owner. */
    static String plain(String signature) {
        String own = MARKER.matcher(signature).replaceFirst(")");
        return OWNER_MARKER.matcher(own).replaceFirst("$1)");
    }

    private boolean show(String ahead) {
        List<String> signatures = thread.within(LIMIT, () -> signatures(ahead)).orElse(List.of());
        if (signatures.isEmpty()) {
            return false;
        }
        Map<String, String> comments =
                thread.within(LIMIT, () -> comments(signatures)).orElse(Map.of());
        String text = screen.rendered(out -> {
            for (String signature : signatures) {
                out.add("  ").add(signature).endLine();
                Paragraph.write(comments.getOrDefault(signature, ""), COMMENT_INDENT, out);
            }
        });
        reader.printAbove(text.stripTrailing());
        return true;
    }

    private List<String> signatures(String ahead) {
        return engine.analysis().documentation(ahead, ahead.length(), false).stream()
                .map(Documentation::signature)
                .map(Signatures::plain)
                .distinct()
                .toList();
    }

    /** Finds what the sources say of methods; nothing where several classes have the name, of which one is meant. */
    private Map<String, String> comments(List<String> signatures) {
        Map<String, String> comments = new HashMap<>();
        for (String signature : signatures) {
            MethodName method = MethodName.of(signature);
            String topLevel = method == null ? null : fullName(method.outermost());
            String comment = method == null || topLevel == null
                    ? null
                    : javadoc.firstParagraph(topLevel, method, engine.classPath());
            if (comment != null) {
                comments.put(signature, comment);
            }
        }
        return comments;
    }

    private @Nullable String fullName(String type) {
        List<Documentation> visible = engine.analysis().documentation(type, type.length(), false);
        if (visible.size() == 1 && visible.get(0).signature().endsWith("." + type)) {
            return visible.get(0).signature();
        }
        List<String> all =
                engine.analysis().listQualifiedNames(type, type.length()).getNames();
        return all.size() == 1 ? all.get(0) : null;
    }
}
