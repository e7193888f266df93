// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.repl;

import dev.jspect.shell.engine.SnippetEngine;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jdk.jshell.SourceCodeAnalysis.Suggestion;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import org.jspecify.annotations.Nullable;

/** What Tab offers: the target's own classes and members, and the shell's commands with their arguments. */
final class Suggestions implements Completer {
    /** Typing must never hang: what takes longer is offered with a later Tab. */
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private static final String LATER = "still looking the names up; press Tab again in a moment";

    private final EngineThread thread;
    private final SnippetEngine engine;
    private final CommandTable commands;

    Suggestions(Connection connection, CommandTable commands) {
        this.thread = connection.engineThread();
        this.engine = connection.engine();
        this.commands = commands;
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        if (CommandLine.isCommand(line.line())) {
            command(line, candidates);
            return;
        }
        String code = line.line();
        if (code.isBlank()) {
            // All there is would be hundreds of names.
            commands.all().forEach(command -> candidates.add(candidate(command)));
            return;
        }
        int wordStart = line.cursor() - line.word().length();
        Optional<Map<String, Boolean>> found = thread.within(LIMIT, () -> java(code, line.cursor(), wordStart));
        if (found.isEmpty()) {
            reader.printAbove(LATER);
            return;
        }
        found.get().forEach((text, isWanted) -> candidates.add(candidate(text, isWanted ? 0 : 1)));
    }

    private static Candidate candidate(String text, int order) {
        return new Candidate(text, text, null, null, null, null, false, order);
    }

    private static Candidate candidate(Command command) {
        return new Candidate(command.name(), command.name(), null, command.summary(), null, null, true);
    }

    /** Returns what may stand for the word that begins there, and whether its type is what is wanted there. */
    private Map<String, Boolean> java(String code, int cursor, int wordStart) {
        int[] anchor = {cursor};
        Map<String, Boolean> found = new LinkedHashMap<>();
        String ahead = code.substring(0, cursor);
        engine.declareFor(ahead);
        for (Suggestion suggestion : engine.analysis().completionSuggestions(ahead, cursor, anchor)) {
            String text = fromWordStart(suggestion.continuation(), code, anchor[0], wordStart);
            if (text != null && !text.contains("$$")) {
                found.merge(text, suggestion.matchesType(), Boolean::logicalOr);
            }
        }
        return found;
    }

    /** A suggestion stands for what begins at JShell's anchor. */
    private static @Nullable String fromWordStart(String continuation, String code, int anchor, int wordStart) {
        if (anchor >= wordStart) {
            return code.substring(wordStart, anchor) + continuation;
        }
        int missing = wordStart - anchor;
        return missing <= continuation.length() ? continuation.substring(missing) : null;
    }

    private void command(ParsedLine line, List<Candidate> candidates) {
        CommandLine typed = CommandLine.parse(line.line().substring(0, line.cursor()));
        if (line.word().startsWith("/") && line.word().equals(typed.name())) {
            for (Command command : commands.fitting(typed.name())) {
                candidates.add(
                        new Candidate(command.name(), command.name(), null, command.summary(), null, null, true));
            }
            return;
        }
        List<Command> fitting = commands.fitting(typed.name());
        if (fitting.size() == 1) {
            for (String argument : arguments(fitting.get(0), line.word())) {
                candidates.add(candidate(argument, 0));
            }
        }
    }

    private static List<String> arguments(Command command, String prefix) {
        try {
            return new ArrayList<>(command.arguments().startingWith(prefix));
        } catch (IOException e) {
            // Nothing to offer; the command itself will tell why.
            return List.of();
        }
    }
}
