// SPDX-License-Identifier: Apache-2.0
package dev.jspect.target.boot;

import java.util.List;

/** Not to be seen from outside of its package. */
@SuppressWarnings({"UnusedMethod", "UnusedVariable"}) // Snippets use them.
class Till {
    private final List<String> articles = List.of("apple", "bread");
    private int total;

    Till(int total) {
        this.total = total;
    }

    private String describe(String prefix) {
        return prefix + articles + total;
    }
}
