// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.repl;

import dev.jspect.shell.engine.SnippetEngine;
import dev.jspect.shell.text.Style.Kind;
import java.time.Duration;
import java.util.List;
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

    private final EngineThread thread;
    private final SnippetEngine engine;
    private final Screen screen;
    private final LineReader reader;
    private @Nullable String shownFor;

    Signatures(Connection connection, Screen screen, LineReader reader) {
        this.thread = connection.engineThread();
        this.engine = connection.engine();
        this.screen = screen;
        this.reader = reader;
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
        List<Documentation> found =
                thread.within(LIMIT, List.of(), () -> engine.analysis().documentation(ahead, ahead.length(), false));
        if (found.isEmpty()) {
            return false;
        }
        String text = screen.rendered(out -> {
            for (Documentation documentation : found) {
                out.add("  ").add(Kind.DIM, plain(documentation.signature())).endLine();
            }
        });
        reader.printAbove(text.stripTrailing());
        return true;
    }
}
