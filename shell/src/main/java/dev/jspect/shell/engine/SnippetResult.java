// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.engine;

import dev.jspect.protocol.ThrownText;
import dev.jspect.protocol.ValueText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one snippet.
 *
 * @param source its text
 * @param kind what it is: {@code expression}, {@code variable}, {@code method}, {@code type}, {@code import}, {@code statement} or
 *     {@code erroneous}
 * @param ending how it ended
 * @param name the name it declares or was given ({@code $1}), if any
 * @param type the declared type of its value, or what a declaration is, as source text
 * @param value what it gave, if anything
 * @param problems what the compiler has to say
 * @param thrown what its code threw
 * @param failure why it could not be run or be seen to its end
 * @param missing what it refers to that is not declared yet; it is declared, but cannot be used until that is
 */
public record SnippetResult(
        String source,
        String kind,
        Ending ending,
        @Nullable String name,
        @Nullable String type,
        @Nullable ValueText value,
        List<Problem> problems,
        @Nullable ThrownText thrown,
        @Nullable String failure,
        List<String> missing) {
    /** How a snippet ended. */
    public enum Ending {
        /** As it should. */
        DONE,
        /** It did not compile. */
        REJECTED,
        /** Its code threw. */
        THREW,
        /** It was stopped on request. */
        STOPPED,
        /** It was stopped on request, but its thread did not end within a second: it is in native code, most likely. */
        ABANDONED,
        /** It could not be run. */
        FAILED,
        /** The target's administrator forbids it. */
        REFUSED,
        /** The target is gone. */
        LOST
    }

    /**
     * A message of the compiler.
     *
     * @param code javac's name for it, {@code compiler.err.cant.resolve.location}
     * @param message its text, may have several lines
     * @param start where in the source it begins, in chars
     * @param end where it ends
     * @param error false for a warning
     */
    public record Problem(String code, String message, int start, int end, boolean error) {}

    /** Why a source without code could not be run. */
    static final String NOTHING = "nothing to evaluate";

    /** Says whether there was no code at all. */
    boolean isNothing() {
        return ending == Ending.FAILED && NOTHING.equals(failure);
    }

    /** Returns the same result with another ending. */
    public SnippetResult withEnding(Ending another) {
        return new SnippetResult(source, kind, another, name, type, value, problems, thrown, failure, missing);
    }

    /** Returns the same result, said differently. */
    SnippetResult withProblems(List<Problem> others, List<String> otherMissing) {
        return new SnippetResult(source, kind, ending, name, type, value, others, thrown, failure, otherMissing);
    }

    /** Says whether the compiler met the end of the source where it expected more: a semicolon, perhaps. */
    boolean isUnfinished() {
        return problems.stream().anyMatch(problem -> problem.code().equals("compiler.err.premature.eof"));
    }
}
