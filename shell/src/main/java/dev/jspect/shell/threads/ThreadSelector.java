// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.threads;

import java.util.ArrayList;
import java.util.List;

/**
 * Chooses threads as {@code -t} says: by {@code #id}, or by a glob over the whole name in which {@code *} stands for any
 * characters and {@code ?} for one. Case counts. A selector such as {@code #x} that is no id is a glob.
 */
public final class ThreadSelector {
    private final List<String> selectors;

    /** Takes the values in the order given; none at all choose every thread that is not the VM's own. */
    public ThreadSelector(List<String> selectors) {
        this.selectors = List.copyOf(selectors);
    }

    /**
     * What was chosen.
     *
     * @param threads in the dump's order, each once
     * @param unmatched the selectors that fitted no thread, in the order given
     */
    public record Selection(List<ThreadSnapshot> threads, List<String> unmatched) {
        public Selection {
            threads = List.copyOf(threads);
            unmatched = List.copyOf(unmatched);
        }
    }

    /** Applies the selectors to a dump; none at all choose every thread. */
    public Selection selectAmongAll(ThreadDump dump) {
        return selectors.isEmpty() ? new Selection(dump.threads(), List.of()) : select(dump);
    }

    /** Applies the selectors to a dump; the VM's own threads are chosen only where one names them. */
    public Selection select(ThreadDump dump) {
        if (selectors.isEmpty()) {
            return new Selection(dump.javaThreads(), List.of());
        }
        boolean[] matched = new boolean[selectors.size()];
        List<ThreadSnapshot> chosen = new ArrayList<>();
        for (ThreadSnapshot thread : dump.threads()) {
            boolean fits = false;
            for (int i = 0; i < matched.length; i++) {
                if (fits(selectors.get(i), thread)) {
                    matched[i] = true;
                    fits = true;
                }
            }
            if (fits) {
                chosen.add(thread);
            }
        }
        List<String> unmatched = new ArrayList<>();
        for (int i = 0; i < matched.length; i++) {
            if (!matched[i]) {
                unmatched.add(selectors.get(i));
            }
        }
        return new Selection(chosen, unmatched);
    }

    private static boolean fits(String selector, ThreadSnapshot thread) {
        return fits(selector, thread.id(), thread.name());
    }

    /**
     * Whether one selector chooses a thread.
     *
     * @param id 0 when it is not known
     */
    public static boolean fits(String selector, long id, String name) {
        if (selector.startsWith("#") && selector.length() > 1 && Scan.digitsEnd(selector, 1) == selector.length()) {
            return id != 0 && Scan.number(selector, 1) == id;
        }
        return globFits(selector, name);
    }

    /** Goes back only to the last star, so the time is at most the product of both lengths. */
    private static boolean globFits(String glob, String name) {
        int g = 0;
        int n = 0;
        int star = -1;
        int starName = 0;
        while (n < name.length()) {
            if (g < glob.length() && glob.charAt(g) == '*') {
                star = g++;
                starName = n;
            } else if (g < glob.length() && (glob.charAt(g) == '?' || glob.charAt(g) == name.charAt(n))) {
                g++;
                n++;
            } else if (star >= 0) {
                g = star + 1;
                n = ++starName;
            } else {
                return false;
            }
        }
        while (g < glob.length() && glob.charAt(g) == '*') {
            g++;
        }
        return g == glob.length();
    }
}
