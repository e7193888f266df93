// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import dev.jspect.protocol.ContextCapture;
import dev.jspect.shell.context.Pruned;
import dev.jspect.shell.context.SharedValues;
import dev.jspect.shell.text.SafeText;
import java.util.ArrayList;
import java.util.List;

/** What is said of a capture of what threads carry: what is not in it. Safe to print. */
final class ContextNotes {
    private ContextNotes() {}

    /** Returns what could not be read; empty when all could. */
    static List<String> of(ContextCapture capture) {
        List<String> notes = new ArrayList<>();
        if (capture.tasksDenied != null) {
            notes.add(SafeText.of("not all tasks are known: " + capture.tasksDenied));
        }
        if (capture.leftOut > 0) {
            notes.add(counted(capture.leftOut, "thread is", "threads are")
                    + " left out: too many for one answer. Choose some with -t");
        }
        if (capture.notSearched > 0) {
            notes.add(counted(capture.notSearched, "value was", "values were")
                    + " not searched for closed class loaders: there was no time for all");
        }
        if (capture.ended > 0) {
            notes.add(counted(capture.ended, "thread", "threads") + " ended meanwhile");
        }
        return notes;
    }

    /** Says that no thread carries what was looked for, as far as can be told. */
    static String notFound(String find, ContextCapture capture) {
        long cut = SharedValues.values(capture.threads).stream()
                .filter(Pruned::isCut)
                .count();
        return SafeText.of("no thread carries " + find)
                + (cut == 0
                        ? ""
                        : ", as far as can be told: " + counted(cut, "value was", "values were")
                                + " not read whole. See --depth, --items and --length");
    }

    private static String counted(long number, String one, String several) {
        return number + " " + (number == 1 ? one : several);
    }
}
