// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.probes;

import dev.jspect.protocol.PatchNote;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** What a patch has said last while nobody listens: a hundred notes, and 64 KB of text. Any thread. */
final class LastNotes {
    private static final int MOST = 100;
    private static final int MOST_CHARACTERS = 32 << 10;

    private final ArrayDeque<PatchNote> notes = new ArrayDeque<PatchNote>();
    private int characters;

    /** Adds one; the oldest make room for it. */
    synchronized void add(PatchNote note) {
        notes.add(note);
        characters += note.text.length();
        while (notes.size() > MOST || (notes.size() > 1 && characters > MOST_CHARACTERS)) {
            characters -= notes.remove().text.length();
        }
    }

    /** Returns all that are here, the oldest first. */
    synchronized List<PatchNote> all() {
        return new ArrayList<PatchNote>(notes);
    }
}
